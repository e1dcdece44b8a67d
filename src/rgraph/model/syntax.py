"""Rust syntax as the linker reads it: paths, types, patterns, expressions.

A compact, typed tree of one item's declaration or body. Every `line` is relative to the line of the owning
item's name (`Item.line`), so an edit above an item changes none of it. Lifetimes are dropped from types
(the signature text keeps them). The structs are msgspec arrays: a file's tree packs small and unpacks fast.

All of them stand in one module, however long: expressions hold patterns, types and blocks, these hold paths, and
msgspec looks the names of all these types up in the module that defines the struct.
"""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of all syntax: immutable, stored as an array, never part of a reference cycle."""


# ---- paths -------------------------------------------------------------------------------------------


class AssocArg(Node, frozen=True):
    """`Item = T` or `Item: Bound` between angle brackets."""

    name: str
    ty: Type | None
    bounds: list[Bound]


class Segment(Node, frozen=True):
    """One segment of a path with its generic arguments.

    `Fn(A, B) -> C` is `args=[TTuple([A, B])]`, `assoc=[Output = C]`, `sugar=True`.
    Const arguments are `TConst`. A raw identifier loses its `r#`.
    """

    name: str
    args: list[Type] = []
    assoc: list[AssocArg] = []
    sugar: bool = False


class Path(Node, frozen=True):
    """`a::b::<T>::c`, `::a::b` (`root`), `<T as a::Trait>::f`.

    For a qualified path `qself` is T and the first `trait_len` segments name the trait (0 for `<T>::f`).
    The first segment may be `crate`, `self`, `super`, `Self` or `$crate`.
    """

    segments: list[Segment]
    line: int
    root: bool = False
    qself: Type | None = None
    trait_len: int = 0


class MadePath(Path, frozen=True):
    """A path that a macro made in a body out of several lines: that of each segment. Never in a content."""

    lines: list[int] = []


class Bound(Node, frozen=True):
    """A trait bound; lifetimes are left out. `maybe` is `?Trait`."""

    path: Path
    maybe: bool = False


# ---- types -------------------------------------------------------------------------------------------


class TPath(Node, frozen=True, tag=1):
    path: Path


class TRef(Node, frozen=True, tag=2):
    ty: Type
    mut: bool


class TPtr(Node, frozen=True, tag=3):
    ty: Type
    mut: bool


class TSlice(Node, frozen=True, tag=4):
    ty: Type


class TArray(Node, frozen=True, tag=5):
    """`names` are the paths in the length."""

    ty: Type
    len: str
    names: list[NameInTokens] = []


class TTuple(Node, frozen=True, tag=6):
    """`()` is the empty tuple."""

    tys: list[Type]


class TFn(Node, frozen=True, tag=7):
    params: list[Type]
    ret: Type | None
    quals: str = ""
    """`unsafe`, and the ABI where it is not Rust's: `unsafe extern "C"`."""
    variadic: bool = False


class TNever(Node, frozen=True, tag=8):
    pass


class TInfer(Node, frozen=True, tag=9):
    """`_`"""


class TDyn(Node, frozen=True, tag=10):
    bounds: list[Bound]


class TImpl(Node, frozen=True, tag=11):
    bounds: list[Bound]


class TMacro(Node, frozen=True, tag=12):
    """A macro call; `tokens` and `lines` as in `EMacro`."""

    path: Path
    tokens: str = ""
    lines: list[int] = []


class TConst(Node, frozen=True, tag=13):
    """A const generic argument: its normalised text, and the paths in it."""

    text: str
    names: list[NameInTokens] = []


Type = TPath | TRef | TPtr | TSlice | TArray | TTuple | TFn | TNever | TInfer | TDyn | TImpl | TMacro | TConst


class GenericParam(Node, frozen=True):
    """`kind` is `type`, `lifetime` or `const`; `ty` is the type of a const parameter."""

    name: str
    kind: str
    bounds: list[Bound] = []
    default: Type | None = None
    ty: Type | None = None


class WherePredicate(Node, frozen=True):
    ty: Type
    bounds: list[Bound]


class Generics(Node, frozen=True):
    params: list[GenericParam] = []
    where: list[WherePredicate] = []


# ---- patterns ----------------------------------------------------------------------------------------


class PIdent(Node, frozen=True, tag=1):
    """`x`, `ref mut x`, `x @ p`. May turn out to be a unit struct, unit variant or const: the linker decides."""

    name: str
    line: int
    by_ref: bool = False
    sub: Pat | None = None
    mut: bool = False


class PPath(Node, frozen=True, tag=2):
    """A path pattern of two or more segments, or qualified."""

    path: Path


class PTupleStruct(Node, frozen=True, tag=3):
    path: Path
    pats: list[Pat]


class FieldPat(Node, frozen=True):
    """`name: pat`; shorthand `name` has `pat=None` (`by_ref` for `ref name`). `cfg` as in `SLet`."""

    name: str
    line: int
    pat: Pat | None
    by_ref: bool = False
    cfg: list[str] = []


class PStruct(Node, frozen=True, tag=4):
    path: Path
    fields: list[FieldPat]
    rest: bool


class PTuple(Node, frozen=True, tag=5):
    pats: list[Pat]


class PSlice(Node, frozen=True, tag=6):
    pats: list[Pat]


class POr(Node, frozen=True, tag=7):
    pats: list[Pat]


class PRef(Node, frozen=True, tag=8):
    pat: Pat


class PLit(Node, frozen=True, tag=9):
    """A literal, const block or negated literal."""


class PRange(Node, frozen=True, tag=10):
    """`A..=B`; the ends that are paths."""

    ends: list[Path]


class PWild(Node, frozen=True, tag=11):
    """`_`"""


class PRest(Node, frozen=True, tag=12):
    """`..` in a tuple or slice pattern."""


class PMacro(Node, frozen=True, tag=13):
    call: EMacro


Pat = PIdent | PPath | PTupleStruct | PStruct | PTuple | PSlice | POr | PRef | PLit | PRange | PWild | PRest | PMacro


# ---- statements and expressions ------------------------------------------------------------------------


class SLet(Node, frozen=True, tag=1):
    """`cfg`: the predicates of the `#[cfg]` before it."""

    pat: Pat
    ty: Type | None
    init: Expr | None
    orelse: Expr | None
    cfg: list[str] = []


class SExpr(Node, frozen=True, tag=2):
    """An expression statement. The last one of a block without `;` is its value (`semi=False`)."""

    expr: Expr
    semi: bool
    cfg: list[str] = []


Stmt = SLet | SExpr


class EPath(Node, frozen=True, tag=1):
    path: Path


class ELit(Node, frozen=True, tag=2):
    """`kind`: int, float, str, char, bool, byte, bytes, cstr. `suffix`: `u32` of `1u32`."""

    kind: str
    suffix: str = ""


class ECall(Node, frozen=True, tag=3):
    fn: Expr
    args: list[Expr]
    line: int


class EMethod(Node, frozen=True, tag=4):
    """`recv.name::<turbofish>(args)`; `line` is the name's."""

    recv: Expr
    name: str
    turbofish: list[Type]
    args: list[Expr]
    line: int


class EField(Node, frozen=True, tag=5):
    """`base.name`; tuple fields are `"0"`, `"1"`."""

    base: Expr
    name: str
    line: int


class EMacro(Node, frozen=True, tag=6):
    """A macro call. `block` holds its arguments re-parsed as expressions or statements, None where that failed.

    Arguments separated by commas are statements with `semi=True`. Inline format arguments (`{name}`) come as
    `EPath`s after the format string. For `matches!` the second argument is an `EMatch` on the first.
    `names` are paths that could be read from arguments which did not parse (each followed by `(` or not).
    `tokens` is the argument's text for macros that the workspace may define (not those of std and of logging),
    "" where it is long. `lines` are those of the text's rows where they do not follow that of the call in order: in
    what a macro made. `formats` says which arguments a format string formats, for macros that are known to do so.
    """

    path: Path
    block: EBlock | None
    names: list[NameInTokens] = []
    tokens: str = ""
    lines: list[int] = []
    formats: list[FormatUse] = []


class FormatUse(Node, frozen=True):
    """A format string formats the macro's argument `at` (a statement of its block) by a trait of `std::fmt`."""

    at: int
    trait: str


class NameInTokens(Node, frozen=True):
    """A path among tokens that did not parse as Rust, or in a const of a type; `call`: `(` follows it; `method`: `.`
    stands before it.
    """

    path: Path
    call: bool
    method: bool


class EBlock(Node, frozen=True, tag=7):
    """`kind`: `""`, unsafe, async, const, try or labeled. `items` are ords of items declared directly in it,
    `uses` are indices into the blob's uses; both are in scope in the whole block."""

    stmts: list[Stmt]
    kind: str = ""
    items: list[int] = []
    uses: list[int] = []


class EIf(Node, frozen=True, tag=8):
    cond: Expr
    then: EBlock
    orelse: Expr | None


class ELetCond(Node, frozen=True, tag=9):
    """`let PAT = EXPR` as a condition; what it binds is in scope in the rest of the chain and the block."""

    pat: Pat
    expr: Expr


class Arm(Node, frozen=True):
    pat: Pat
    guard: Expr | None
    body: Expr
    cfg: list[str] = []


class EMatch(Node, frozen=True, tag=10):
    expr: Expr
    arms: list[Arm]


class ELoop(Node, frozen=True, tag=11):
    body: EBlock


class EWhile(Node, frozen=True, tag=12):
    cond: Expr
    body: EBlock


class EFor(Node, frozen=True, tag=13):
    pat: Pat
    iter: Expr
    body: EBlock
    line: int


class ClosureParam(Node, frozen=True):
    pat: Pat
    ty: Type | None


class EClosure(Node, frozen=True, tag=14):
    params: list[ClosureParam]
    ret: Type | None
    body: Expr
    is_async: bool


class FieldInit(Node, frozen=True):
    """`name: value`; shorthand has `value=None`."""

    name: str
    line: int
    value: Expr | None
    cfg: list[str] = []


class EStruct(Node, frozen=True, tag=15):
    path: Path
    fields: list[FieldInit]
    base: Expr | None


class ETuple(Node, frozen=True, tag=16):
    elems: list[Expr]


class EArray(Node, frozen=True, tag=17):
    elems: list[Expr]
    repeat: Expr | None


class ERef(Node, frozen=True, tag=18):
    expr: Expr
    mut: bool


class EUnary(Node, frozen=True, tag=19):
    """`op`: `*`, `-`, `!`."""

    op: str
    expr: Expr
    line: int


class EBinary(Node, frozen=True, tag=20):
    """`op` as written: `+`, `==`, `&&`, `=`, `+=`, ..."""

    op: str
    left: Expr
    right: Expr
    line: int


class ECast(Node, frozen=True, tag=21):
    expr: Expr
    ty: Type


class EIndex(Node, frozen=True, tag=22):
    base: Expr
    index: Expr
    line: int


class ETry(Node, frozen=True, tag=23):
    expr: Expr
    line: int


class EAwait(Node, frozen=True, tag=24):
    expr: Expr
    line: int


class ERange(Node, frozen=True, tag=25):
    start: Expr | None
    end: Expr | None
    inclusive: bool


class EJump(Node, frozen=True, tag=26):
    """`kind`: return, break, continue, yield."""

    kind: str
    expr: Expr | None


class EOther(Node, frozen=True, tag=27):
    """Anything else (`_` as an expression, a node with an error): the expressions found inside it."""

    parts: list[Expr]


class ECfg(Node, frozen=True, tag=28):
    """An argument or element under `#[cfg]`."""

    cfg: list[str]
    expr: Expr


Expr = (
    EPath
    | ELit
    | ECall
    | EMethod
    | EField
    | EMacro
    | EBlock
    | EIf
    | ELetCond
    | EMatch
    | ELoop
    | EWhile
    | EFor
    | EClosure
    | EStruct
    | ETuple
    | EArray
    | ERef
    | EUnary
    | EBinary
    | ECast
    | EIndex
    | ETry
    | EAwait
    | ERange
    | EJump
    | EOther
    | ECfg
)
