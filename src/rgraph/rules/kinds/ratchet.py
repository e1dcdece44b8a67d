"""`ratchet`: a count that may only go one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.mentions import innermost
from rgraph.rules.query_rows import findings_of_rows
from rgraph.rules.rule import Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding
from rgraph.spelling import did_you_mean
from rgraph.trend.sites import gates, sites

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratchet(Rule):
    """The number of rows of `query`, of `items`, or of what `measure` counts, has not grown since `since`.

    With `direction = "up"` it has not shrunk. Without `since` it is `merge-base:main`. Where the count went the wrong
    way, what is new is reported (for `up`: one finding with both counts).
    """

    FIX: ClassVar[str] = "Remove as many as you add."

    DEFAULT_SINCE: ClassVar[str] = "merge-base:main"
    MAY_BE_EMPTY = frozenset({"items"})

    query: str = ""
    items: Selection = NOTHING
    measure: str = ""
    direction: str = "down"

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        for symbol in sorted(code.select(self.items)) if not self.measure else ():
            if not context.in_tests(symbol):
                yield Finding(f"{symbol} is one more", code.place_of(symbol), symbol)
        if self.query:
            yield from findings_of_rows(context, self.query)
        if self.measure:
            yield from self._measured(context)

    def _measured(self, context: Context) -> Iterator[Finding]:
        code, title = context.code, gates()[self.measure]
        chosen = code.select(self.items) if self.items else None
        for path, offsets in sites(code.graph, self.measure):
            linked = code.graph.linked(path)
            symbols = code.owners(path, linked) if linked else {}
            source = code.graph.source(path)
            for offset, ord_ in innermost(code.graph.facts(path), offsets).items():
                owner = next(iter(symbols.get(ord_) or symbols.get(-1) or ()), None)
                if owner and not context.in_tests(owner) and (chosen is None or owner in chosen):
                    place = code.place(path, source.count(b"\n", 0, offset) + 1)
                    yield Finding(f"{owner} has one more ({title})", place, owner, detail=self.measure)

    def settle(self, new: Sequence[Finding], now: Sequence[Finding], old: Sequence[Finding]) -> Sequence[Finding]:
        counts = f"the count went from {len(old)} to {len(now)}"
        if self.direction == "up":
            if len(now) >= len(old):
                return ()
            lost = sorted(old, key=lambda finding: finding.key)[0]
            return [Finding(f"{counts}; it may only go up", lost.place, self.name, detail="ratchet")]
        if len(now) <= len(old):
            return ()
        return [
            Finding(f"{finding.message}: {counts}", finding.place, finding.source, finding.target, finding.detail)
            for finding in new
        ]

    def problems(self) -> Iterator[str]:
        if bool(self.query) == bool(self.items or self.measure):
            yield "`ratchet` needs either `query`, or `items`, or `measure` (of `items` alone, where both are there)"
        if self.measure and self.measure not in gates():
            yield f"`measure` does not count places in files: `{self.measure}`{did_you_mean(self.measure, gates())}"
        if self.direction not in {"down", "up"}:
            yield f"`direction` must be `down` or `up`, not `{self.direction}`"
