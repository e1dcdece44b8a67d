"""`include!` as an expression: the text of the file is walked in place of the call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rgraph.link.expansion.lines import TEMPLATE
from rgraph.link.expansion.templates import Template
from rgraph.link.includes import included
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.limits import MACRO_DEPTH
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import Fragment
from rgraph.model.hygiene import crate_name
from rgraph.model.ids import RepoPath
from rgraph.model.syntax import EMacro

from .references import References
from .scopes import Scopes
from .subexpressions import Subexpressions


class Includes:
    """Walks over included expressions. What they refer to belongs to the item of the call, at the call's line."""

    def __init__(self, types: BodyTypes, scopes: Scopes, refs: References, infer: Subexpressions) -> None:
        self.world = types.world
        self.scopes = scopes
        self.refs = refs
        self.infer = infer
        self._files: list[RepoPath] = []

    def value(self, e: EMacro, expected: Ty | None) -> Ty:
        """The type of an `include!`."""
        place = self.scopes.owner.place
        meant = included(e.tokens, self._files[-1] if self._files else place.path, place.crate)
        if meant.reason:
            return self._unknown(meant.reason, e.tokens.strip(), e)
        if meant.path in self._files or len(self._files) + len(self.scopes.expansions) >= MACRO_DEPTH:
            return self._unknown("limit", meant.path, e)
        fragment = self.world.fragment(meant.path)
        if fragment is None:
            return self._unknown("missing_file", meant.path, e)
        with self._within(meant.path, fragment, e):
            return self.infer.expression(fragment.block, expected)

    def _unknown(self, reason: str, name: str, e: EMacro) -> Ty:
        self.refs.unresolved(reason, "include", name, e.path.line)
        return UNKNOWN

    @contextmanager
    def _within(self, path: RepoPath, fragment: Fragment, e: EMacro) -> Iterator[None]:
        """While this lasts the walk is in the file, with the locals of the call in scope."""
        from rgraph.parse.arms import Arms
        from rgraph.parse.made_code import MadeBlock

        made = MadeBlock(fragment.block, fragment.items, fragment.uses, fragment.bodies)
        template = Template("include", Arms([]), crate_name(self.scopes.owner.crate.id), None, True)
        outer, depth = self.refs.of_file, len(self._files)
        self.refs.of_file = self.refs.line(e.path.line) if outer is not None else self.refs.line(e.path.line) + TEMPLATE
        self._files.append(path)
        self.scopes.enter_expansion(template, made, None)
        try:
            yield
        finally:
            self.scopes.leave_expansion()
            del self._files[depth:]
            self.refs.of_file = outer
