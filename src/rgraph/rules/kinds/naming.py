"""`naming`: names of items follow a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.patterns import PatternError, check_pattern, found_in, matches_whole
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming(Rule):
    """The name of every item that `items` means matches `must` as a whole, and nowhere `must_not`."""

    FIX: ClassVar[str] = "Rename it."

    items: Selection
    must: str = ""
    must_not: str = ""

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        for symbol in sorted(code.select(self.items)):
            item = code.items[symbol]
            if not item.name or context.in_tests(symbol):
                continue
            if self.must and not matches_whole(self.must, item.name):
                yield Finding(f"{symbol}: `{item.name}` does not match {self.must}", code.place_of(symbol), symbol)
            if self.must_not and found_in(self.must_not, item.name):
                yield Finding(
                    f"{symbol}: `{item.name}` matches {self.must_not}", code.place_of(symbol), symbol, detail="must_not"
                )

    def problems(self) -> Iterator[str]:
        if not (self.must or self.must_not):
            yield "`naming` needs `must` or `must_not`"
        for pattern in filter(None, (self.must, self.must_not)):
            try:
                check_pattern(pattern)
            except PatternError as error:
                yield str(error)
