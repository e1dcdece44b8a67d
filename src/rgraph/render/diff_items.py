"""Changed items for a terminal, by crate and module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rgraph.diff.counts import counts_line, main_word
from rgraph.diff.macro_kinds import MACRO_KINDS
from rgraph.diff.report import ItemChange
from rgraph.view.names import unnumbered

from .diff_order import by_crate
from .diff_words import at, details_text, few, grouped, kind_word, plural
from .style import Style
from .words import from_macro, one_line

_WIDE = 120
"""Characters after which what is said of an item is cut, before `-v`."""

_SIGNS = {"added": "+", "removed": "-", "renamed": ">", "moved": ">"}


def items_text(title: str, changes: Sequence[ItemChange], style: Style, most: int | None, verbose: bool) -> list[str]:
    """The changes, which come most important first, by crate and module; those after `most` are counted."""
    if not changes:
        return []
    alike = [[change] for change in changes] if verbose or most is None else _alike(changes)
    groups = alike if most is None else few(alike, most, verbose)
    others = {group[0]: len(group) - 1 for group in groups}
    shown = list(others)
    lines = [style.strong(title) + style.dim(f"  {_counts(changes)}")]
    for crate, found in by_crate(shown):
        lines.append(f"  {style.strong(crate)}")
        for module, group in grouped(found, lambda c: c.ref.module):
            if module != crate:
                lines.append(style.dim(f"    {module}"))
            for change in sorted(group, key=lambda c: c.ref.symbol):
                lines += _change(change, style, verbose, others[change])
    return lines + _more([change for group in alike[len(groups) :] for change in group], style)


def _alike(changes: Sequence[ItemChange]) -> list[list[ItemChange]]:
    """The changes; of items that only their numbers tell apart, those of which the same is said are together."""
    found: dict[tuple[str, ...], list[ItemChange]] = {}
    for change in changes:
        ref = change.ref
        key = (ref.crate, ref.kind, unnumbered(ref.symbol), main_word(change), details_text(change), *change.notes)
        found.setdefault(key, []).append(change)
    return list(found.values())


def counts_text(title: str, changes: Sequence[ItemChange], style: Style, most: int) -> list[str]:
    """How much changed in each crate, the most first."""
    crates = sorted(by_crate(changes), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [style.strong(title) + style.dim(f"  {plural(len(changes), 'item')} (-v shows all)")]
    lines += [f"  {crate} {style.dim(_counts(found))}" for crate, found in crates[:most]]
    return lines + rest(len(crates) - most, "crate", style, "  ")


def rest(number: int, word: str, style: Style, indent: str) -> list[str]:
    """A line that says how many more there are, none where there are none."""
    return [style.dim(f"{indent}... {plural(number, 'more ' + word)} (-v shows all)")] if number > 0 else []


def _more(changes: Sequence[ItemChange], style: Style) -> list[str]:
    if not changes:
        return []
    crates = len({change.ref.crate for change in changes})
    where = f" in {crates} crates" if crates > 1 else ""
    return [style.dim(f"  ... {plural(len(changes), 'more item')}{where} (-v shows all)")]


def _counts(changes: Sequence[ItemChange]) -> str:
    return counts_line(changes)


def _change(change: ItemChange, style: Style, verbose: bool, others: int) -> Iterator[str]:
    """The line of a change, which may stand for as many `others` of the same name."""
    sign = _SIGNS.get(main_word(change), "~")
    paint = {"+": style.good, "-": style.bad}.get(sign, style.doubtful)
    ref = change.ref
    name = ref.name if ref.kind in MACRO_KINDS else ref.symbol.removeprefix(f"{ref.module}::")
    told = details_text(change)
    notes = f" ({'; '.join(change.notes)})" if change.notes else ""
    notes += f" ({others} more of this name)" if others else ""
    said = one_line(f"{': ' + told if told else ''}{notes}")
    if len(said) > _WIDE and not verbose:
        said = f"{said[:_WIDE]}..."
    yield f"      {paint(sign)} {kind_word(ref)} {name}{said} {style.dim(at(ref.place) + from_macro(ref.made_by))}"
    if verbose:
        yield from _verbose(change, style)


def _verbose(change: ItemChange, style: Style) -> Iterator[str]:
    evidence, was = change.evidence, change.old.symbol if change.old is not None else ""
    if evidence is not None and was != change.ref.symbol:
        parts = ", ".join(f"{name} {value:g}" for name, value in evidence.parts)
        shown = f" ({parts})" if parts else ""
        yield style.dim(f"          was {was}: {evidence.how.value}, {evidence.score:g}{shown}")
    affected = change.affected
    if affected.callers:
        direct = [caller.symbol for caller in affected.callers if caller.depth == 1]
        number = len(affected.callers) + affected.more_callers
        yield style.dim(f"          reached by {plural(number, 'item')}: {', '.join(direct[:4])}")
    if affected.stale:
        yield style.bad(f"          not edited with it: {', '.join(affected.stale[:6])}")
    if affected.public:
        yield style.dim(f"          flows into {', '.join(affected.public[:4])}")
    for test in affected.tests[:3]:
        yield style.dim(f"          test: {one_line(test.command)}")
