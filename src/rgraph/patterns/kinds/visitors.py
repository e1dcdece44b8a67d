"""`visitors`: traits with a method for each kind of node."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.model.facts import ItemKind
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.spelling import counted

_METHOD = re.compile(r"(visit|fold|walk|enter)_\w+$")
_MIN_METHODS = 3


def find(codebase: Codebase) -> Iterator[Found]:
    for at, _ in codebase.of_kind(ItemKind.TRAIT):
        methods = [one for one, _ in codebase.members(at.symbol, ItemKind.FUNCTION)]
        visiting = [one for one in methods if _METHOD.match(one.name)]
        if len(visiting) >= _MIN_METHODS and 2 * len(visiting) >= len(methods):
            impls = [impl.at for impl in codebase.impls_for.get(at.symbol, ())]
            verb = visiting[0].name.partition("_")[0]
            count = counted(len(visiting), f"`{verb}_*` method")
            by = f"implemented {len(impls)} times" if len(impls) != 1 else "implemented once"
            statement = f"{codebase.spelt(at.symbol)} is a visitor: {count}, {by if impls else 'not implemented here'}"
            evidence = [codebase.shown(each) for each in (at, *visiting[:_MIN_METHODS], *impls)]
            yield Found(at.symbol, statement, tuple(evidence))


PATTERN = Pattern("Visitors", "A trait has a method for each kind of node that a traversal visits.", find)
