"""Macro calls in bodies: the macro, and its arguments."""

from __future__ import annotations

from collections.abc import Callable

from rgraph.link.expansion.made_text import written_macro
from rgraph.link.expansion.templates import Template
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.named_traits import chosen
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EMacro, NameInTokens, Path

from .include_calls import Includes
from .macro_calls import MacroCalls
from .path_values import Paths
from .patterns import Patterns
from .references import References, path_name
from .scopes import Scopes
from .std_macros import StdMacros
from .subexpressions import Subexpressions
from .written_types import WrittenTypes

_Walked = Callable[[Template, EMacro, Ty | None], Ty | None]


class Macros:
    """Infers macro calls."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        written: WrittenTypes,
        paths: Paths,
        patterns: Patterns,
        std: StdMacros,
        calls: MacroCalls,
        includes: Includes,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.scopes = scopes
        self.refs = refs
        self.written = written
        self.paths = paths
        self.patterns = patterns
        self.std = std
        self.calls = calls
        self.includes = includes
        self.infer = infer

    def macro(self, e: EMacro, expected: Ty | None) -> Ty:
        """`name!(...)` as an expression."""
        return self._call(e, expected, self.calls.value)

    def statement(self, e: EMacro, expected: Ty | None) -> Ty:
        """`name!(...);`: what it declares is in scope after it."""
        return self._call(e, expected, self.calls.statements)

    def pattern(self, e: EMacro, ty: Ty, mode: str) -> None:
        """`name!(...)` as a pattern."""
        template = self._expands(e.path)
        if template is None:
            return
        self.refs.in_macro += 1
        made, found = self.calls.pattern(template, e)
        if found is not None:
            with self.calls.within(made, e):
                self.patterns.bind(found, ty, mode)
        self.refs.in_macro -= 1

    def _call(self, e: EMacro, expected: Ty | None, walked: _Walked) -> Ty:
        template = self._expands(e.path)
        if template is None:
            e = self.calls.with_argument(e)
        self.refs.in_macro += 1
        if template is not None:
            ty = walked(template, e, expected)
        elif path_name(e.path) == "include":
            ty = self.includes.value(e, expected)
        else:
            ty = self.std.result(e, expected)
        if ty is None:
            e = self.calls.with_argument(e)
            self._arguments(e)
        if ty is None or template is None:
            for name in e.names:
                self._name(name)
        self.refs.in_macro -= 1
        return UNKNOWN if ty is None else ty

    def _expands(self, path: Path) -> Template | None:
        """Refer to the macro; its template where it is one of the workspace."""
        made = self.scopes.macro(path.segments[0].name) if len(path.segments) == 1 else None
        if made is not None:
            return made
        if len(path.segments) > 1:
            self.refs.prefixes(path, len(path.segments) - 1)
        meaning = self._meaning(path)
        if meaning.outside:
            self.refs.edge_outside(EdgeKind.EXPANDS, meaning.outside, path.line)
        elif meaning.defs and not meaning.rest:
            self.refs.edge(EdgeKind.EXPANDS, meaning.defs, Tier.EXACT, path.line)
            macro = chosen(self.world, meaning.defs, self.scopes.scope)
            return None if macro.external else self.world.template(macro)
        else:
            self.refs.unresolved(meaning.reason, "macro", path_name(path), path.line)
        return None

    def _meaning(self, path: Path) -> Resolution:
        """What a macro's path means here or, where a template wrote it, where its macro is defined."""
        meaning = self.world.macro(self.scopes.scope, path)
        if meaning or not self.scopes.expansions:
            return meaning
        maker = self.scopes.expansions[-1].template.definition
        return written_macro(self.world, maker, path) if maker is not None else meaning

    def _arguments(self, e: EMacro) -> None:
        """The arguments of a call that is not expanded, as what they parse as."""
        if e.block is None:
            return
        outer = self.scopes.open_block(e.block)
        for stmt in e.block.stmts:
            self.infer.statement(stmt, None)
        self.scopes.close_block(outer)

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
