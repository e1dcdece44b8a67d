"""What an upgrade means for the lines that use what moves, as text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.upgrade.report import ApiDifference, ApiFinding, CallSite, Effect, Felt, Upgrade

from .markdown_words import code, escape, sentence
from .style import PLAIN, Style
from .upgrade_words import (
    TITLES,
    adapted_text,
    api_rest,
    api_title,
    by_file,
    message,
    moves_text,
    rest_of,
    shown_findings,
    summary,
)
from .words import one_line

FEW, SITES = 12, 6
"""How many findings of a kind, and how many files of a finding, are shown without `-v`."""


def upgrade_text(found: Upgrade, style: Style = PLAIN, verbose: bool = False) -> str:
    """Worst first: each change with the lines that feel it, and what to write instead."""
    lines = [style.strong(one_line(moves_text(found.moves))), one_line(summary(found))]
    for effect in Effect:
        several = [felt for felt in found.felt if felt.effect is effect and felt.sites]
        if several:
            told = (_felt(felt, style, verbose) for felt in several)
            lines += _section(f"{TITLES[effect]} ({len(several)})", told, len(several), style, verbose)
    adapted = [felt for felt in found.felt if felt.adapted]
    if adapted:
        told = (iter([f"  {one_line(adapted_text(felt))}"]) for felt in adapted)
        lines += _section(f"adapted with the upgrade ({len(adapted)})", told, len(adapted), style, verbose)
    for each in found.apis:
        lines += _api(each, style, verbose)
    rest = [one_line(text) for text in rest_of(found, verbose)]
    return "\n".join([*lines, *(["", *rest] if rest else [])])


def _section(title: str, told: Iterable[Iterable[str]], count: int, style: Style, verbose: bool) -> Iterator[str]:
    yield from ("", style.strong(one_line(title)))
    for number, lines in enumerate(told):
        if verbose or number < FEW:
            yield from lines
    if count > FEW and not verbose:
        yield style.dim(f"  and {count - FEW} more (-v shows all)")


def _felt(felt: Felt, style: Style, verbose: bool) -> Iterator[str]:
    yield f"  {one_line(felt.item)}: {one_line(felt.what)}"
    if felt.instead:
        yield f"    instead: {one_line(felt.instead)}"
    yield from _sites(felt.sites, style, verbose)


def _sites(sites: Iterable[CallSite], style: Style, verbose: bool) -> Iterator[str]:
    files = list(by_file(sites))
    for path, numbers in files if verbose else files[:SITES]:
        yield style.dim(f"    {one_line(path)}:{', '.join(map(str, numbers))}")
    if len(files) > SITES and not verbose:
        yield style.dim(f"    and {len(files) - SITES} more files")


def _api(found: ApiDifference, style: Style, verbose: bool) -> Iterator[str]:
    shown = shown_findings(found, verbose)
    yield from _section(
        api_title(found), (_finding(each, style, verbose) for each in shown), len(shown), style, verbose
    )
    yield from (style.dim(f"  {one_line(text)}") for text in api_rest(found, verbose))


def _finding(found: ApiFinding, style: Style, verbose: bool) -> Iterator[str]:
    yield f"  {found.finding.level.value:<5} {one_line(message(found.finding))}"
    yield from _sites(found.sites, style, verbose)


def upgrade_markdown(found: Upgrade) -> str:
    """For an issue or a pull request."""
    lines = [f"### {escape(moves_text(found.moves))}", "", summary(found)]
    for effect in Effect:
        several = [felt for felt in found.felt if felt.effect is effect and felt.sites]
        if several:
            lines += ["", f"**{TITLES[effect]}**", ""]
        for felt in several:
            instead = f" Instead: {sentence(felt.instead)}" if felt.instead else ""
            lines += [f"- {code(felt.item)}: {sentence(felt.what)}.{instead}", *_places(felt.sites)]
    adapted = [f"- {sentence(adapted_text(felt))}" for felt in found.felt if felt.adapted]
    lines += ["", "**adapted with the upgrade**", "", *adapted] if adapted else []
    for api in found.apis:
        lines += ["", f"**{escape(api_title(api))}**", ""]
        for each in shown_findings(api, verbose=True):
            lines += [f"- {each.finding.level.value}: {sentence(message(each.finding))}", *_places(each.sites)]
        lines += [f"- {sentence(text)}" for text in api_rest(api, verbose=False)]
    rest = [f"- {sentence(text)}" for text in rest_of(found, verbose=True)]
    return "\n".join([*lines, *(["", *rest] if rest else [])])


def _places(sites: Iterable[CallSite]) -> list[str]:
    return [f"  - {code(f'{path}:' + ', '.join(map(str, at)))}" for path, at in by_file(sites)]
