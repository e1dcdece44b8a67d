"""What an upgrade means for the lines that use what moves, as text, Markdown and annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.upgrade.report import AskedAnew, CallSite, Effect, Felt, Move, Several, Upgrade
from rgraph.spelling import counted

from .markdown_words import code, escape, sentence
from .style import PLAIN, Style
from .words import one_line

FEW, SITES = 12, 6
"""How many findings of a kind, and how many files of a finding, are shown without `-v`."""

_NAMED = 8

_TITLES = {
    Effect.BREAKS: "breaks",
    Effect.MAY_BREAK: "may break: a type is another one, and the compiler decides",
    Effect.DEPRECATED: "deprecated",
    Effect.BEHAVES: "behaves otherwise: the code behind it changed",
}


def upgrade_text(found: Upgrade, style: Style = PLAIN, verbose: bool = False) -> str:
    """Worst first: each change with the lines that feel it, and what to write instead."""
    lines = [style.strong(one_line(_moves(found.moves))), one_line(_summary(found))]
    for effect in Effect:
        several = [felt for felt in found.felt if felt.effect is effect and felt.sites]
        if several:
            lines += ["", style.strong(f"{_TITLES[effect]} ({len(several)})")]
            shown = several if verbose else several[:FEW]
            for felt in shown:
                lines += _felt(felt, style, verbose)
            if len(shown) < len(several):
                lines.append(style.dim(f"  and {len(several) - len(shown)} more (-v shows all)"))
    adapted = [felt for felt in found.felt if felt.adapted]
    if adapted:
        lines += ["", style.strong(f"adapted with the move ({len(adapted)})")]
        lines += [f"  {one_line(_adapted(felt))}" for felt in (adapted if verbose else adapted[:FEW])]
        if len(adapted) > FEW and not verbose:
            lines.append(style.dim(f"  and {len(adapted) - FEW} more (-v shows all)"))
    rest = list(_rest(found, verbose))
    return "\n".join([*lines, *(["", *map(one_line, rest)] if rest else [])])


def _felt(felt: Felt, style: Style, verbose: bool) -> Iterator[str]:
    yield f"  {one_line(felt.item)}: {one_line(felt.what)}"
    if felt.instead:
        yield f"    instead: {one_line(felt.instead)}"
    files = list(_by_file(felt.sites))
    for path, numbers in files if verbose else files[:SITES]:
        yield style.dim(f"    {one_line(path)}:{', '.join(map(str, numbers))}")
    if len(files) > SITES and not verbose:
        yield style.dim(f"    and {len(files) - SITES} more files")


def _adapted(felt: Felt) -> str:
    return f"{felt.item}: {felt.what} ({counted(felt.adapted, 'line')})"


def _by_file(sites: Iterable[CallSite]) -> Iterator[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for site in sites:
        lines = found.setdefault(site.path, [])
        if site.line not in lines:
            lines.append(site.line)
    yield from found.items()


def _moves(moves: Iterable[Move]) -> str:
    """Where packages go, those first that moved."""
    steps = [
        f"{each.name} {each.old.version} -> {each.new.version}"
        for each in moves
        if each.old is not None and each.new is not None
    ]
    come = [f"{each.new}" for each in moves if each.old is None and each.new is not None]
    gone = [f"{each.old}" for each in moves if each.new is None and each.old is not None]
    told = [_cut(steps)] if steps else []
    told += [f"added {_cut(come)}"] if come else []
    told += [f"removed {_cut(gone)}"] if gone else []
    return "; ".join(told) or "no package moved"


def _cut(words: list[str]) -> str:
    return ", ".join(words[:_NAMED]) + (f" and {len(words) - _NAMED} more" if len(words) > _NAMED else "")


def _summary(found: Upgrade) -> str:
    counts = [(effect, found.lines(effect)) for effect in Effect]
    told = [f"{counted(count, 'line')} {_verb(effect, count)}" for effect, count in counts if count]
    looked = f"{counted(found.used, 'reference')} to what moves looked at"
    adapted = sum(felt.adapted for felt in found.felt)
    if adapted:
        told.append(f"{counted(adapted, 'line')} adapted")
    if not told:
        if not found.moves:
            return "as far as lock files and what is at hand tell"
        if _is_unknown(found):
            return "nothing can be told: no move has both of its versions at hand"
        seen = "nothing is seen to break" if found.used else "nothing here refers to what moves"
        return f"{seen}; {looked}"
    return f"{', '.join(told)}; {looked}"


def _is_unknown(found: Upgrade) -> bool:
    """Whether of every move a version is not at hand."""
    made = [each for each in found.moves if each.old is not None and each.new is not None]
    return bool(made) and all({str(each.old), str(each.new)} & set(found.missing) for each in made)


def _verb(effect: Effect, count: int) -> str:
    word = {Effect.BREAKS: ("breaks", "break"), Effect.DEPRECATED: ("is deprecated", "are deprecated")}.get(effect)
    if word is not None:
        return word[count != 1]
    if effect is Effect.MAY_BREAK:
        return "may break"
    return "behaves otherwise" if count == 1 else "behave otherwise"


def _rest(found: Upgrade, verbose: bool) -> Iterator[str]:
    cut = ", ".join if verbose else _cut
    if found.pulled:
        yield f"brings in: {cut([str(package) for package in found.pulled])}"
    if found.held:
        yield f"still require the old version: {cut([str(package) for package in found.held])}"
    yield from map(_asked, found.asked)
    yield from map(_several, found.several)
    yield from found.about
    if found.missing:
        yield f"not at hand, so not looked at: {cut(list(found.missing))}"
    yield from (f"note: {text}" for text in found.notes)


def _asked(each: AskedAnew) -> str:
    where = counted(len(each.manifests), "manifest") if len(each.manifests) > 1 else each.manifests[0]
    if each.before and each.after:
        return f"asked for: {each.name} {each.before} -> {each.after} in {where}"
    return (
        f"{'no longer asked for' if each.before else 'asked for'}: {each.name} {each.after or each.before} in {where}"
    )


def _several(each: Several) -> str:
    now = ", ".join(each.after) or "none"
    if len(each.after) > len(each.before):
        return f"more versions of {each.name} in {each.lock}: {now}"
    return f"fewer versions of {each.name} in {each.lock}: {now}, was {', '.join(each.before)}"


def upgrade_markdown(found: Upgrade) -> str:
    """For an issue or a pull request."""
    lines = [f"### {escape(_moves(found.moves))}", "", _summary(found)]
    for effect in Effect:
        several = [felt for felt in found.felt if felt.effect is effect and felt.sites]
        if several:
            lines += ["", f"**{_TITLES[effect]}**", ""]
        for felt in several:
            instead = f" Instead: {sentence(felt.instead)}" if felt.instead else ""
            lines.append(f"- {code(felt.item)}: {sentence(felt.what)}.{instead}")
            lines += [f"  - {code(f'{path}:' + ', '.join(map(str, at)))}" for path, at in _by_file(felt.sites)]
    adapted = [f"- {sentence(_adapted(felt))}" for felt in found.felt if felt.adapted]
    lines += ["", "**adapted with the move**", "", *adapted] if adapted else []
    rest = [f"- {sentence(text)}" for text in _rest(found, verbose=True)]
    return "\n".join([*lines, *(["", *rest] if rest else [])])
