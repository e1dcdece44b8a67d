"""Which findings an exception means, without asking every exception of every finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rgraph.model.ids import Symbol

from .code import Code
from .rule import RuleException
from .violation import Finding


class Findings:
    """Findings by the names of their two ends."""

    def __init__(self, findings: Sequence[Finding], code: Code) -> None:
        self._findings = findings
        self._code = code
        self._sources = _Ends((finding.source for finding in findings), code)
        self._targets = _Ends((finding.target for finding in findings), code)

    def meant(self, exception: RuleException) -> list[int]:
        """The places of the findings that an exception means, in no order."""
        return [place for place in self._candidates(exception) if self._fits(exception, self._findings[place])]

    def _candidates(self, exception: RuleException) -> Iterable[int]:
        if exception.from_:
            return self._sources.named(self._code.select(exception.from_))
        if exception.to:
            return self._targets.named(self._code.select(exception.to))
        return range(len(self._findings))

    def _fits(self, exception: RuleException, finding: Finding) -> bool:
        return all(
            not selection or (bool(name) and self._code.means(selection, Symbol(name), finding.source))
            for selection, name in ((exception.from_, finding.source), (exception.to, finding.target))
        )


class _Ends:
    """One end of each finding, by its name. What lies outside the workspace is in no selection, and asked by itself."""

    def __init__(self, names: Iterable[str], code: Code) -> None:
        self._places: dict[Symbol, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self._places[Symbol(name)].append(place)
        self._outside = [
            place for name, places in self._places.items() if name and name not in code.items for place in places
        ]

    def named(self, selected: frozenset[Symbol]) -> Iterator[int]:
        """The findings whose end is one of these, or outside."""
        fewer, more = sorted((selected, self._places.keys()), key=len)
        for name in fewer:
            if name in more:
                yield from self._places[name]
        yield from self._outside
