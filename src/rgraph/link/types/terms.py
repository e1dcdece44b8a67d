"""Type terms: interned constructors applied to arguments, and inference variables."""

from __future__ import annotations

from rgraph.link.defs import Def

from .limits import TERM_SIZE

VARS = 1
"""The term has an inference variable in it."""
PARAMS = 2
"""The term has a generic parameter in it."""
PROJECTIONS = 4
"""The term has an associated type in it that may be reduced."""
CANONICAL = 8
"""The term has a placeholder for a variable in it."""

INTEGERS = frozenset("u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize".split())  # noqa: SIM905
FLOATS = frozenset({"f16", "f32", "f64", "f128"})


class Param:
    """A generic parameter of `owner`. Traits have `Self`, too; `impl Trait` in argument position is named `impl#n`."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Def | None, name: str) -> None:
        self.owner = owner
        self.name = name

    def __repr__(self) -> str:
        return self.name


class Projection:
    """The head of `<args[0] as trait<args[1:]>>::name`."""

    __slots__ = ("name", "trait")

    def __init__(self, trait: Def, name: str) -> None:
        self.trait = trait
        self.name = name

    def __repr__(self) -> str:
        return f"{self.trait.name}::{self.name}"


class Bounds:
    """The head of `dyn A + B` and of opaque `impl A + B`: per trait, how many arguments and which associated types.

    The term's arguments are, per trait, its arguments and then its associated types.
    """

    __slots__ = ("dynamic", "specs")

    def __init__(self, dynamic: bool, specs: tuple[tuple[Def, int, tuple[str, ...]], ...]) -> None:
        self.dynamic = dynamic
        self.specs = specs

    def __repr__(self) -> str:
        return ("dyn " if self.dynamic else "impl ") + "+".join(spec[0].name for spec in self.specs)


class Outside:
    """The head of a type of a crate that is not in the workspace: its path, as far as it is known."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __repr__(self) -> str:
        return self.path


class Placeholder:
    """The head of what stands for a variable in the canonical form of a goal: its number and its kind."""

    __slots__ = ("kind", "number")

    def __init__(self, number: int, kind: str) -> None:
        self.number = number
        self.kind = kind

    def __repr__(self) -> str:
        return f"^{self.kind}{self.number}"


Head = Def | str | Param | Projection | Bounds | Outside | Placeholder
"""`str` heads: primitives, `&`, `&mut`, `*`, `*mut`, `[]`, `[;]`, `()`, `!`, `fn` (inputs, result), `?` (unknown)."""


class Ty:
    """A type term. Terms without variables are interned, so equal ones are identical."""

    __slots__ = ("args", "flags", "head", "size")

    def __init__(self, head: Head, args: tuple[Ty, ...], flags: int, size: int = 1) -> None:
        self.head = head
        self.args = args
        self.flags = flags
        self.size = size

    def __repr__(self) -> str:
        name = self.head.name if isinstance(self.head, Def) else repr(self.head)
        return f"{name}<{', '.join(map(repr, self.args))}>" if self.args else name


class Var(Ty):
    """An inference variable; `ref` is what it is bound to. `kind` is "int" or "float" for the types of literals."""

    __slots__ = ("kind", "ref")

    def __init__(self, kind: str = "") -> None:
        self.head = "?var"
        self.args = ()
        self.flags = VARS
        self.size = 1
        self.ref: Ty | None = None
        self.kind = kind

    def __repr__(self) -> str:
        return f"?{self.ref!r}" if self.ref is not None else f"?{self.kind}{id(self) % 1000}"


Mapping = dict[Param, Ty]
"""What generic parameters stand for."""

UNKNOWN = Ty("?", (), 0)
"""A type that is not known. It equals every type."""


class Terms:
    """Makes and interns terms; lives as long as its world."""

    def __init__(self) -> None:
        self._terms: dict[tuple[Head, tuple[Ty, ...]], Ty] = {("?", ()): UNKNOWN}
        self._params: dict[tuple[Def | None, str], Ty] = {}
        self._heads: dict[object, Head] = {}
        self.unit = self.make("()")
        self.never = self.make("!")
        self.bool = self.make("bool")
        self.str = self.make("str")
        self.usize = self.make("usize")

    def make(self, head: Head, args: tuple[Ty, ...] = ()) -> Ty:
        """The term with this head and these arguments; unknown if it would be larger than `TERM_SIZE`."""
        key = (head, args)
        found = self._terms.get(key)
        if found is not None:
            return found
        flags, size = 0, 1
        for arg in args:
            flags |= arg.flags
            size += arg.size
        if size > TERM_SIZE:
            return UNKNOWN
        if head.__class__ is Param:
            flags |= PARAMS
        elif head.__class__ is Projection:
            flags |= PROJECTIONS
        elif head.__class__ is Placeholder:
            flags |= CANONICAL
        term = Ty(head, args, flags, size)
        if not flags & VARS:
            self._terms[key] = term
        return term

    def param(self, owner: Def | None, name: str) -> Ty:
        """A generic parameter as a term."""
        key = (owner, name)
        found = self._params.get(key)
        if found is None:
            found = self._params[key] = self.make(Param(owner, name))
        return found

    def placeholder(self, number: int, kind: str) -> Ty:
        """The placeholder with this number."""
        key = (number, kind)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = Placeholder(number, kind)
        return self.make(head)

    def projection(self, trait: Def, name: str, args: tuple[Ty, ...]) -> Ty:
        """`<args[0] as trait>::name`, not reduced."""
        key = (trait, name)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = Projection(trait, name)
        return self.make(head, args)

    def bounded(self, dynamic: bool, specs: tuple[tuple[Def, int, tuple[str, ...]], ...], args: tuple[Ty, ...]) -> Ty:
        """`dyn` or opaque `impl` of some traits."""
        if not specs:
            return UNKNOWN
        key = (dynamic, specs)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = Bounds(dynamic, specs)
        return self.make(head, args)

    def outside(self, path: str, args: tuple[Ty, ...] = ()) -> Ty:
        """A type of another crate."""
        head = self._heads.get(path)
        if head is None:
            head = self._heads[path] = Outside(path)
        return self.make(head, args)

    def ref(self, inner: Ty, mut: bool = False) -> Ty:
        """`&inner` or `&mut inner`."""
        return self.make("&mut" if mut else "&", (inner,))

    def tuple(self, tys: tuple[Ty, ...]) -> Ty:
        """A tuple."""
        return self.make("()", tys)

    def subst(self, ty: Ty, mapping: Mapping) -> Ty:
        """The term with parameters replaced."""
        if not ty.flags & PARAMS:
            return ty
        head = ty.head
        if head.__class__ is Param:
            return mapping.get(head, ty)
        return self.make(head, tuple([self.subst(arg, mapping) for arg in ty.args]))


def shallow(ty: Ty) -> Ty:
    """The term, or what it is bound to if it is a variable. Variables inside it stay."""
    while ty.__class__ is Var:
        ref = ty.ref
        if ref is None:
            return ty
        ty = ref
    return ty


def peeled(ty: Ty, mode: str = "") -> tuple[Ty, str]:
    """The type under references, and the binding mode ("", "&" or "&mut") that a pattern has under them."""
    ty = shallow(ty)
    while ty.head in {"&", "&mut"}:
        mode = "&" if ty.head == "&" or mode == "&" else "&mut"
        ty = shallow(ty.args[0])
    return ty, mode


def for_self(terms: Terms, args: tuple[Ty, ...], trait: Def, subject: Ty) -> tuple[Ty, ...]:
    """Arguments of a trait with its `Self` replaced, which they have from defaults such as `Rhs = Self`."""
    if not any(arg.flags & PARAMS for arg in args):
        return args
    head = terms.param(trait, "Self").head
    assert isinstance(head, Param)
    return tuple([terms.subst(arg, {head: subject}) for arg in args])
