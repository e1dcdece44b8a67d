"""Macro calls in bodies: the macro, its arguments as expressions, the types of the standard library's."""

from __future__ import annotations

import re
from typing import cast

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.resolution import Ns
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EBlock, EMacro, NameInTokens, SExpr, Stmt

from .calls import Calls
from .context import Frame, path_name
from .expansion import MAX_EXPANSIONS, SILENCE, Arm, arguments_of, arms_of, expansion_of, fitting

_WORD = re.compile(r"\w+")
STRINGS = frozenset({"format", "concat", "stringify", "file", "module_path", "env", "include_str"})
DIVERGING = frozenset({"panic", "unreachable", "todo", "unimplemented", "compile_error"})
FORMATTING = frozenset({"println", "print", "eprintln", "eprint", "format_args", "log"})
BOOLEANS = frozenset({"matches", "cfg"})


class Macros(Calls):
    """Infers macro calls."""

    expansions: list[Arm | None]
    _expansions: dict[tuple[Def, str], EBlock | None]

    def macro(self, e: EMacro, expected: Ty | None) -> Ty:
        """`name!(...)`: its arguments are read as what they parse as."""
        own = self._expands(e)
        self.in_macro += 1
        ty = self._contents(e, expected) if own is None else self._of_workspace(own, e)
        for name in e.names:
            self._name(name)
        self.in_macro -= 1
        return ty

    def _expands(self, e: EMacro) -> Def | None:
        """Refer to the macro; its definition where it is one of the workspace."""
        path = e.path
        if len(path.segments) > 1:
            self.prefixes(path, len(path.segments) - 1)
        meaning = self.world.macro(self.scope, path)
        if meaning.outside:
            self.edge_outside(EdgeKind.EXPANDS, meaning.outside, path.line)
        elif meaning.defs and not meaning.rest:
            self.edge(EdgeKind.EXPANDS, meaning.defs, Tier.EXACT, path.line)
            return None if meaning.defs[0].external else meaning.defs[0]
        else:
            self.unresolved(meaning.reason, "macro", path_name(path), path.line)
        return None

    def _of_workspace(self, macro: Def, e: EMacro) -> Ty:
        """The arguments, and what the macro makes of their types."""
        found: list[Ty] = []
        if e.block is not None:
            outer = self.open_block(e.block)
            found = [self._argument(stmt) for stmt in e.block.stmts]
            self.close_block(outer)
        if len(self.expansions) >= MAX_EXPANSIONS:
            return UNKNOWN
        arm = fitting(arms_of(self.world, macro), len(found), self.expansions) if not e.names else None
        if arm is not None and arm.declares and e.tokens:
            return self._expanded(macro, e)
        ty = self._evaluated(macro, arm, found) if arm is not None else UNKNOWN
        return self._expanded(macro, e) if shallow(ty) is UNKNOWN and e.tokens else ty

    def _argument(self, stmt: Stmt) -> Ty:
        if isinstance(stmt, SExpr):
            return self.expression(stmt.expr, None)
        self.statement(stmt, None)
        return UNKNOWN

    def _expanded(self, macro: Def, e: EMacro) -> Ty:
        """The type of the expansion of a call, walked where the call stands."""
        key = (macro, e.tokens)
        if key not in self._expansions:
            self._expansions[key] = expansion_of(self.world, macro, e.tokens, self._crate_path(macro))
        block = self._expansions[key]
        if block is None:
            return UNKNOWN
        kept = (self.emit, self.frames, self.returns, self.loops, self.dispatches, self.waiting)
        self.emit = cast(Emitter, SILENCE)
        inner = Frame()
        self.frames = [*self.frames, inner]
        self.returns, self.loops, self.dispatches, self.waiting = [self.fresh()], [], [], []
        self.expansions.append(None)
        ty = self.terms.unit
        for stmt in block.stmts:
            ty = self.statement(stmt, None)
        self.retry()
        self.expansions.pop()
        self.emit, self.frames, self.returns, self.loops, self.dispatches, self.waiting = kept
        for name in inner.names.keys() & set(_WORD.findall(e.tokens)):  # by hygiene: names that the caller wrote
            self.declare(name, inner.names[name])
        return ty

    def _crate_path(self, macro: Def) -> str:
        """What `$crate` is where the call stands; "" where the macro's crate has no name there."""
        crate = self.owner.crate
        if macro.crate.id == crate.id:
            return "crate"
        for extern in crate.externs:
            if extern.crate == macro.crate.id:
                return f"::{extern.name}"
        return ""

    def _evaluated(self, macro: Def, arm: Arm, found: list[Ty]) -> Ty:
        """The type of a transcriber, walked in its macro's scope without a sound."""
        kept = (self.emit, self.scope, self.frames, self.returns, self.loops, self.dispatches, self.waiting)
        self.emit = cast(Emitter, SILENCE)
        self.scope = self.world.scope(macro)
        self.frames = [Frame()]
        self.frames[0].names.update(arguments_of(arm, found))
        self.returns, self.loops, self.dispatches, self.waiting = [self.fresh()], [], [], []
        self.expansions.append(arm)
        self.see(self.world.traits_in_scope(self.scope))
        ty = self.expression(arm.block, None)
        self.retry()
        self.expansions.pop()
        self.emit, self.scope, self.frames, self.returns, self.loops, self.dispatches, self.waiting = kept
        self.see(self._traits_here())
        return ty

    def _contents(self, e: EMacro, expected: Ty | None) -> Ty:
        name = e.path.segments[-1].name if e.path.segments else ""
        if e.block is None:
            return self._macro_result(name, [])
        if name == "vec":
            return self._vec(e, expected)
        if name in {"dbg", "ready", "pin"} and len(e.block.stmts) == 1:
            return self._one_argument(e, name, expected)
        outer = self.open_block(e.block)
        found = [self.statement(stmt, None) for stmt in e.block.stmts]
        self.close_block(outer)
        return self._macro_result(name, found)

    def _macro_result(self, name: str, found: list[Ty]) -> Ty:
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
        return self.terms.make(result, (self.terms.unit, self.fresh())) if result is not None else UNKNOWN

    def _vec(self, e: EMacro, expected: Ty | None) -> Ty:
        vec = self.world.std("std::vec::Vec")
        wanted = shallow(expected) if expected is not None else None
        element = wanted.args[0] if wanted is not None and wanted.head is vec and wanted.args else None
        assert e.block is not None
        outer = self.open_block(e.block)
        found = [self.expression(stmt.expr, element) for stmt in e.block.stmts if isinstance(stmt, SExpr)]
        self.close_block(outer)
        if element is not None and shallow(element).__class__ is not Var:
            for ty in found[:1]:
                self.coerce(ty, element)
        else:
            element = self._element(found)
        return self.terms.make(vec, (element,)) if vec is not None else UNKNOWN

    def _element(self, found: list[Ty]) -> Ty:
        """What `vec![a, b]` holds; in `vec![a; n]`, which reads the same, the second is a number."""
        if not found:
            return self.fresh()
        first = shallow(found[0])
        repeated = len(found) == 2 and first.__class__ is Var
        if not repeated:
            for ty in found[1:]:
                self.coerce(ty, first)
        return first

    def _one_argument(self, e: EMacro, name: str, expected: Ty | None) -> Ty:
        assert e.block is not None
        stmt = e.block.stmts[0]
        if not isinstance(stmt, SExpr):
            return UNKNOWN
        ty = self.expression(stmt.expr, expected if name == "dbg" else None)
        if name == "ready":
            poll = self.world.std("std::task::Poll")
            ty = shallow(ty)
            return ty.args[0] if poll is not None and ty.head is poll else UNKNOWN
        if name == "pin":
            pin = self.world.std("std::pin::Pin")
            return self.terms.make(pin, (self.terms.ref(ty, True),)) if pin is not None else UNKNOWN
        return ty

    def _name(self, name: NameInTokens) -> None:
        """A path among tokens that did not parse: referred to where scopes decide it, as a guess of its use."""
        path = name.path
        if name.method or not path.segments:
            return
        first = path.segments[0].name
        if len(path.segments) == 1 and self.local(first) is not None:
            return
        self.mention_args(path.segments)
        ns = Ns.VALUE if name.call else Ns.TYPE
        meaning = self.meaning(path, ns)
        if not meaning.defs and not meaning.outside:
            meaning = self.meaning(path, Ns.TYPE if name.call else Ns.VALUE)
        if meaning.rest or meaning.outside or meaning.param or meaning.is_self or meaning.ambiguous:
            if meaning.rest == 1 and meaning.defs and name.call:
                self.callee(path, True)
            return
        if not meaning.defs:
            return
        self.prefixes(path, len(path.segments) - 1)
        callable_ = name.call and meaning.defs[0].kind.value == "function"
        if callable_:
            self.edge(EdgeKind.CALLS, meaning.defs, Tier.EXACT, path.line)
        else:
            self.refer(meaning.defs, path.line)
