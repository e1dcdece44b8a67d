"""Macro calls in bodies: the macro, and its arguments."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EMacro, NameInTokens, SExpr, Stmt

from .paths import Paths
from .references import References, path_name
from .scopes import Scopes
from .std_macros import StdMacros
from .subexpressions import Subexpressions
from .transcribers import Transcribers
from .written_types import WrittenTypes


class Macros:
    """Infers macro calls."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        written: WrittenTypes,
        paths: Paths,
        std: StdMacros,
        transcribers: Transcribers,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.scopes = scopes
        self.refs = refs
        self.written = written
        self.paths = paths
        self.std = std
        self.transcribers = transcribers
        self.infer = infer

    def macro(self, e: EMacro, expected: Ty | None) -> Ty:
        """`name!(...)`: its arguments are read as what they parse as."""
        return self._call(e, expected, False)

    def dropped(self, e: EMacro) -> Ty:
        """`name!(...);`, whose value nobody takes: what the macro makes is read only where it can tell a type."""
        return self._call(e, None, True)

    def _call(self, e: EMacro, expected: Ty | None, is_dropped: bool) -> Ty:
        own = self._expands(e)
        self.refs.in_macro += 1
        ty = self.std.result(e, expected) if own is None else self._of_workspace(own, e, is_dropped)
        for name in e.names:
            self._name(name)
        self.refs.in_macro -= 1
        return ty

    def _expands(self, e: EMacro) -> Def | None:
        """Refer to the macro; its definition where it is one of the workspace."""
        path = e.path
        if len(path.segments) > 1:
            self.refs.prefixes(path, len(path.segments) - 1)
        meaning = self.world.macro(self.scopes.scope, path)
        if meaning.outside:
            self.refs.edge_outside(EdgeKind.EXPANDS, meaning.outside, path.line)
        elif meaning.defs and not meaning.rest:
            self.refs.edge(EdgeKind.EXPANDS, meaning.defs, Tier.EXACT, path.line)
            return None if meaning.defs[0].external else meaning.defs[0]
        else:
            self.refs.unresolved(meaning.reason, "macro", path_name(path), path.line)
        return None

    def _of_workspace(self, macro: Def, e: EMacro, is_dropped: bool) -> Ty:
        """The arguments, and what the macro makes of their types."""
        found: list[Ty] = []
        if e.block is not None:
            outer = self.scopes.open_block(e.block)
            found = [self._argument(stmt) for stmt in e.block.stmts]
            self.scopes.close_block(outer)
        if is_dropped and not self.transcribers.tells(macro, e):
            return self.terms.unit
        return self.transcribers.type_of(macro, e, found)

    def _argument(self, stmt: Stmt) -> Ty:
        if isinstance(stmt, SExpr):
            return self.infer.expression(stmt.expr, None)
        self.infer.statement(stmt, None)
        return UNKNOWN

    def _name(self, name: NameInTokens) -> None:
        """A path among tokens that did not parse: referred to where scopes decide it, as a guess of its use."""
        path = name.path
        if name.method or not path.segments:
            return
        first = path.segments[0].name
        if len(path.segments) == 1 and self.scopes.local(first) is not None:
            return
        self.written.mention_args(path.segments)
        ns = Ns.VALUE if name.call else Ns.TYPE
        meaning = self.refs.meaning(path, ns)
        if not meaning.defs and not meaning.outside:
            meaning = self.refs.meaning(path, Ns.TYPE if name.call else Ns.VALUE)
        if meaning.rest or meaning.outside or meaning.param or meaning.is_self or meaning.ambiguous:
            if meaning.rest == 1 and meaning.defs and name.call:
                self.paths.callee(path, True)
            return
        if not meaning.defs:
            return
        self.refs.prefixes(path, len(path.segments) - 1)
        callable_ = name.call and meaning.defs[0].kind is ItemKind.FUNCTION
        if callable_:
            self.refs.edge(EdgeKind.CALLS, meaning.defs, Tier.EXACT, path.line)
        else:
            self.refs.refer(meaning.defs, path.line)
