"""`god_modules`: modules that are far larger than others, do much, and are used from many places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import TYPES, Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.rules.rule import SURE
from rgraph.view.places import ItemAt

_MIN_LINES, _TIMES_MEDIAN = 1_000, 5
_MIN_FUNCTIONS, _MIN_TYPES = 50, 5
_MIN_PARTNERS = 4
_SHARE = 0.01
"""Of all modules: only the very largest are told."""

_GENERATED = re.compile(rb"@generated|[Gg]enerated by|[Aa]uto-?generated|DO NOT EDIT")


def find(codebase: Codebase) -> Iterator[Found]:
    files = {module: path for module, path in codebase.code.module_files.items() if module not in codebase.code.tests}
    own = {at.symbol: at for at in codebase.own if at.symbol in files}
    lines = {module: _lines(codebase, at) for module, at in own.items() if not _is_generated(codebase, at)}
    usual = median(lines.values()) if lines else 0
    inside: dict[Symbol, list[ItemAt]] = {}
    for at in codebase.own:
        inside.setdefault(codebase.code.module_of(at.symbol), []).append(at)
    users: dict[Symbol, int] = {}
    for source, target in codebase.code.between_modules(SURE, False):
        if source in codebase.code.items and target in lines:
            users[target] = users.get(target, 0) + 1
    largest = sorted(lines, key=lambda each: (-lines[each], each))
    for module in largest[: max(3, round(len(lines) * _SHARE))]:
        items = inside.get(module, [])
        functions = [at for at in items if at.kind is ItemKind.FUNCTION]
        types = [at for at in items if at.kind in TYPES or at.kind is ItemKind.TRAIT]
        large = lines[module] >= max(_MIN_LINES, _TIMES_MEDIAN * usual)
        broad = len(functions) >= _MIN_FUNCTIONS and len(types) >= _MIN_TYPES
        if large and broad and users.get(module, 0) >= _MIN_PARTNERS:
            yield _found(codebase, own[module], lines[module], functions, types, users[module])


def _is_generated(codebase: Codebase, at: ItemAt) -> bool:
    """Whether a file says at its beginning that a program wrote it; only of large ones is it asked."""
    if codebase.graph.facts(at.path).lines < _MIN_LINES:
        return False
    return _GENERATED.search(codebase.graph.source(at.path)[:500]) is not None


def _lines(codebase: Codebase, at: ItemAt) -> int:
    """The lines of code in a module's file outside of its tests; of small files all lines, comments too."""
    tests = [
        range(one.item.start_line, one.item.end_line + 1)
        for one in codebase.children.get(at.symbol, ())
        if one.path == at.path and one.item is not None and one.symbol in codebase.code.tests and one.ord >= 0
    ]
    whole = codebase.graph.facts(at.path).lines - sum(map(len, tests))
    if whole < _MIN_LINES:
        return whole
    lines = enumerate(codebase.graph.source(at.path).split(b"\n"), 1)
    code = (number for number, line in lines if line.strip() and not line.lstrip().startswith(b"//"))
    return sum(not any(number in test for test in tests) for number in code)


def _found(
    codebase: Codebase, at: ItemAt, lines: int, functions: list[ItemAt], types: list[ItemAt], users: int
) -> Found:
    name = codebase.spelt(at.symbol)
    statement = (
        f"{name} does a lot: {lines:,} lines of code without tests, {len(types)} types and traits, "
        f"{len(functions)} functions, used by {users} modules"
    )
    whole = codebase.graph.facts(at.path).lines
    fields = rule_fields(f"{name} does not grow", "metrics", "It is already the largest; put new code elsewhere.")
    rule = Proposal((f"Its file has {whole:,} lines today, tests included.",), fields).but(
        measure='"file_lines"', max=str(whole), scope=quoted(f"={name}")
    )
    return Found(at.symbol, statement, (codebase.shown(at), *(codebase.shown(each) for each in types)), rule)


PATTERN = Pattern(
    "God modules",
    "Modules many times larger than the others, with many types and functions, used from many places.",
    find,
)
