"""Macros of std: what calls of them give, and their arguments as the expressions that they are."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.syntax import EMacro, SExpr, Stmt

from .coercion import Coercion
from .implied import Implied
from .scopes import Scopes
from .subexpressions import Subexpressions

STRINGS = frozenset({"format", "concat", "stringify", "file", "module_path", "env", "include_str"})
DIVERGING = frozenset({"panic", "unreachable", "todo", "unimplemented", "compile_error"})
FORMATTING = frozenset({"println", "print", "eprintln", "eprint", "format_args", "log"})
ADDRESSES = {"addr_of": "*", "addr_of_mut": "*mut"}
COMPARING = frozenset({"assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne"})
BOOLEANS = frozenset({"matches", "cfg"})


class StdMacros:
    """Infers calls of macros that are not the workspace's: std's by name, others by what their arguments parse as."""

    def __init__(
        self, types: BodyTypes, scopes: Scopes, implied: Implied, coercion: Coercion, infer: Subexpressions
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.inference = types.inference
        self.scopes = scopes
        self.implied = implied
        self.coercion = coercion
        self.infer = infer

    def result(self, e: EMacro, expected: Ty | None) -> Ty:
        """What a call gives, its arguments read as plain Rust."""
        name = e.path.segments[-1].name if e.path.segments else ""
        if e.block is None:
            return self._result(name, [])
        if name == "vec":
            return self._vec(e, expected)
        if name in {"dbg", "ready", "pin", *ADDRESSES} and len(e.block.stmts) == 1:
            return self._one_argument(e, name, expected)
        outer = self.scopes.open_block(e.block)
        looks = bool(e.formats) or name in COMPARING
        found = [self._argument(stmt, looks) for stmt in e.block.stmts]
        self.scopes.close_block(outer)
        for use in e.formats:
            self.implied.formatted(found[use.at], use.trait, e.path.line)
        if name in COMPARING and len(found) > 1:
            self.implied.compared(found[0], found[1], e.path.line)
        return self._result(name, found)

    def _argument(self, stmt: Stmt, looks: bool) -> Ty:
        """The type of an argument that is looked at; of others nobody takes the value."""
        if looks and isinstance(stmt, SExpr):
            return self.infer.expression(stmt.expr, None)
        return self.infer.statement(stmt, None)

    def _result(self, name: str, found: list[Ty]) -> Ty:
        terms = self.terms
        if name in DIVERGING:
            return terms.never
        if name in BOOLEANS:
            return terms.bool
        if name == "format":
            text = self.world.std("std::string::String")
            return terms.make(text) if text is not None else UNKNOWN
        if name in STRINGS:
            return terms.ref(terms.str)
        if name in {"line", "column"}:
            return terms.make("u32")
        if name == "include_bytes":
            return terms.ref(terms.make("[;]", (terms.make("u8"),)))
        if name in {"write", "writeln"}:
            return self._written_to()
        if name == "format_args":
            arguments = self.world.std("std::fmt::Arguments")
            return terms.make(arguments) if arguments is not None else UNKNOWN
        if name.startswith(("assert", "debug_assert")) or name in FORMATTING:
            return terms.unit
        return UNKNOWN

    def _written_to(self) -> Ty:
        """The result of `write!`: `fmt::Result` or `io::Result<()>`, which is alike but for the error."""
        result = self.world.std("std::result::Result")
        return self.terms.make(result, (self.terms.unit, self.inference.fresh())) if result is not None else UNKNOWN

    def _vec(self, e: EMacro, expected: Ty | None) -> Ty:
        vec = self.world.std("std::vec::Vec")
        wanted = shallow(expected) if expected is not None else None
        element = wanted.args[0] if wanted is not None and wanted.head is vec and wanted.args else None
        assert e.block is not None
        outer = self.scopes.open_block(e.block)
        found = [self.infer.expression(stmt.expr, element) for stmt in e.block.stmts if isinstance(stmt, SExpr)]
        self.scopes.close_block(outer)
        if element is not None and shallow(element).__class__ is not Var:
            for ty in found[:1]:
                self.coercion.coerce(ty, element)
        else:
            element = self._element(found)
        return self.terms.make(vec, (element,)) if vec is not None else UNKNOWN

    def _element(self, found: list[Ty]) -> Ty:
        """What `vec![a, b]` holds; in `vec![a; n]`, which reads the same, the second is a `usize`."""
        if not found:
            return self.inference.fresh()
        first = shallow(found[0])
        count = shallow(found[1]) if len(found) == 2 else None
        may_repeat = count is not None and (count.__class__ is Var or count is UNKNOWN or count.head == "usize")
        if not (may_repeat and first.__class__ is Var):
            for ty in found[1:]:
                self.coercion.coerce(ty, first)
        return first

    def _one_argument(self, e: EMacro, name: str, expected: Ty | None) -> Ty:
        assert e.block is not None
        stmt = e.block.stmts[0]
        if not isinstance(stmt, SExpr):
            return UNKNOWN
        ty = self.infer.expression(stmt.expr, expected if name == "dbg" else None)
        if name == "ready":
            poll = self.world.std("std::task::Poll")
            ty = shallow(ty)
            return ty.args[0] if poll is not None and ty.head is poll else UNKNOWN
        if name in ADDRESSES:
            return self.terms.make(ADDRESSES[name], (ty,))
        if name == "pin":
            pin = self.world.std("std::pin::Pin")
            return self.terms.make(pin, (self.terms.ref(ty, True),)) if pin is not None else UNKNOWN
        return ty
