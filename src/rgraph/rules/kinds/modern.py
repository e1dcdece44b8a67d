"""`modern`: old idioms that code must not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.ids import Symbol
from rgraph.modernize.idiom import Confidence, Idiom, idioms
from rgraph.modernize.rust import read_rust
from rgraph.rules.rule import Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Modern(Rule):
    """Code of `scope` must not have old `idioms` that its promised Rust has a new form for.

    Without `idioms`: those whose new form certainly says the same. Without `scope`: all code. `msrv` is the least Rust
    that counts, where it is not what the packages say. `rgraph modernize` lists the idioms; with `since`, only new uses
    are reported.
    """

    FIX: ClassVar[str] = "Write the new form."

    idioms: tuple[str, ...] = ()
    scope: Selection = NOTHING
    msrv: str = ""

    def check(self, context: Context) -> Iterator[Finding]:
        from rgraph.modernize.tree import looked

        graph = context.code.graph
        scope = context.code.select(self.scope) if self.scope else None
        # of an older tree all are known, whatever it promised: raising the promise brings nobody's code
        promised = context.code is context.judged
        for idiom, place in looked(graph, self._chosen(), self.msrv, self.tests, promised):
            if scope is None or Symbol(place.item) in scope:
                message = f"{place.item or place.path}: {idiom.title}; instead: {place.instead or idiom.instead}"
                spot = replace(context.code.place(place.path, place.line), col=place.column)
                yield Finding(message, spot, place.item or place.path, detail=idiom.id)

    def problems(self) -> Iterator[str]:
        known = {idiom.id for idiom in idioms()}
        yield from (f"no idiom `{name}`; `rgraph modernize` has them" for name in self.idioms if name not in known)
        if self.msrv and read_rust(self.msrv) is None:
            yield f"`msrv` must be a version of Rust such as 1.70, not `{self.msrv}`"

    def _chosen(self) -> list[Idiom]:
        every = idioms()
        if not self.idioms:
            return [idiom for idiom in every if idiom.confidence is Confidence.CERTAIN]
        return [idiom for idiom in every if idiom.id in self.idioms]
