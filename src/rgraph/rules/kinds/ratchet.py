"""`ratchet`: a count that may only go one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.query_rows import findings_of_rows
from rgraph.rules.rule import Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratchet(Rule):
    """The number of rows of `query`, or of items that `items` means, has not grown since `since`.

    With `direction = "up"` it has not shrunk. Without `since` it is `merge-base:main`. Where the count went the wrong
    way, the rows that are new are reported (for `up`: one finding with both counts).
    """

    FIX: ClassVar[str] = "Remove as many as you add."

    DEFAULT_SINCE: ClassVar[str] = "merge-base:main"
    MAY_BE_EMPTY = frozenset({"items"})

    query: str = ""
    items: Selection = NOTHING
    direction: str = "down"

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        for symbol in sorted(code.select(self.items)):
            if not context.in_tests(symbol):
                yield Finding(f"{symbol} is one more", code.place_of(symbol), symbol)
        if self.query:
            yield from findings_of_rows(context, self.query)

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
        if bool(self.query) == bool(self.items):
            yield "`ratchet` needs either `query` or `items`"
        if self.direction not in {"down", "up"}:
            yield f"`direction` is `down` or `up`, not `{self.direction}`"
