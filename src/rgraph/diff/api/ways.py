"""What must hold for an item, an impl or a derive to be there: its ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import Attrs
from rgraph.model.predicates import is_never

from .chosen_files import of_files

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

    from .features_below import FeaturesBelow

Way = frozenset[str]
"""Predicates that must all hold; none for what is always there."""
Ways = frozenset[Way]
"""Alternatives: one way that holds is enough. No way at all is what is never there."""

ALWAYS: Ways = frozenset([frozenset()])


def way_to(world: World, definition: Def, *more: str, seen: FeaturesBelow | None = None) -> Way:
    """The predicates on a definition, around it, in the macro that it is an argument of and on the files of its
    modules, and others beside them.

    What speaks of another package's features is that package's affair. What is of another package than that of the
    users who are asked about is `seen` from there.
    """
    found = {text for text, package in world.cfg(definition) if package == definition.crate.package}
    found.update(filter(None, of_files(world, definition)))
    if seen is not None:
        found = {seen.predicate(text, definition.crate.package) for text in found}
    return plain(found | set(more))


def plain(predicates: Iterable[str]) -> Way:
    """Predicates without those that hold for every user."""
    return frozenset(text for text in predicates if text and text.replace(" ", "") not in _ALWAYS)


_ALWAYS = frozenset({"not(test)", "all()", "true", "not(doc)", "not(doctest)", "not(docsrs)", "not(miri)"})


def exclude_each_other(one: Way, other: Way) -> bool:
    """Whether one asks for what the other forbids, in the same words."""
    mine, theirs = ({"".join(text.split()) for text in way} for way in (one, other))
    return any(f"not({text})" in theirs for text in mine) or any(f"not({text})" in mine for text in theirs)


def both(one: Ways, other: Ways) -> Ways:
    """What is there where both are."""
    return frozenset(a | b for a in one for b in other)


def derive_ways(attrs: Attrs, trait: str) -> Iterator[Way]:
    """The conditions under which a type derives a trait: one for each attribute that names it."""
    for text in attrs.texts:
        for predicate, names in _derives(text):
            if trait in names and not is_never(predicate or "all()"):
                yield plain([predicate])


def _derives(text: str) -> Iterator[tuple[str, set[str]]]:
    if text.startswith("derive"):
        yield "", _names(text)
    elif text.startswith("cfg_attr"):
        predicate, *rest = split_arguments(text.partition("(")[2].rpartition(")")[0])
        for inner in rest:
            for more, names in _derives(inner):
                yield f"all({predicate}, {more})" if more else predicate, names


def _names(text: str) -> set[str]:
    inside = text.partition("(")[2].rpartition(")")[0]
    return {part.rpartition("::")[2].strip() for part in inside.split(",")}


_BRACKET = re.compile(r'[()]|,|"(?:[^"\\]|\\.)*"')


def split_arguments(text: str) -> list[str]:
    """The arguments between commas that stand in no parentheses."""
    found, depth, start = [], 0, 0
    for match in _BRACKET.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "," and depth == 0:
            found.append(text[start : match.start()].strip())
            start = match.end()
    return [part for part in (*found, text[start:].strip()) if part]
