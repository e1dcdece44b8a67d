"""Lines of a changelog: what is said of many items in the same words is one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .diff_words import named
from .markdown_words import code

_MANY = 4
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its subject (Markdown, "" where `says` is a sentence of its own), what it says, and where that stands.

    What has a `kind` may stand with others of that kind.
    """

    subject: str
    says: str
    place: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.subject}{self.says}{_where([self.place])}"


def folded(lines: Iterable[Line]) -> list[str]:
    """The lines in their order, each once; a kind that many share stands where the first of them does."""
    unique = list(dict.fromkeys(lines))
    kinds: dict[str, list[Line]] = {}
    for line in unique:
        kinds.setdefault(line.kind, []).append(line)
    several = {kind: found for kind, found in kinds.items() if kind and len(found) >= _MANY}
    return list(_told(unique, several))


def _told(lines: list[Line], several: dict[str, list[Line]]) -> Iterator[str]:
    for line in lines:
        same = several.get(line.kind)
        if same is None:
            yield str(line)
        elif line == same[0]:
            yield _many(same)


def _many(lines: list[Line]) -> str:
    where = _where([line.place for line in lines])
    if not lines[0].subject:  # what one macro call writes for many types: the shortest shows it
        return f"{min((line.says for line in lines), key=len)} and {len(lines) - 1} more like it{where}"
    return f"{named([line.subject for line in lines], _NAMED)}{_plural(lines[0].says)}{where}"


def _plural(says: str) -> str:
    for one, many in ((" is ", " are "), (" has ", " have "), (" takes ", " take "), (" returns ", " return ")):
        if says.startswith(one):
            return many + says[len(one) :]
    return says


def _where(places: list[str]) -> str:
    """Where lines stand: the place of one, the files of several."""
    told = list(dict.fromkeys(place for place in places if place))
    if len(told) > 1:
        told = list(dict.fromkeys(place.rpartition(":")[0] or place for place in told))
    return f" ({named([code(place) for place in told], _NAMED)})" if told else ""
