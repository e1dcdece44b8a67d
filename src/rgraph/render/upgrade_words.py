"""Words that every writer of an upgrade shares: where packages go, how many lines feel it, what else is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.upgrade.report import (
    ApiDifference,
    ApiFinding,
    AskedAnew,
    CallSite,
    Effect,
    Felt,
    Move,
    Several,
    Upgrade,
)
from rgraph.diff.report import Confidence, Finding, Level
from rgraph.spelling import counted

from .diff_findings import counts, tail, without_consequences

_NAMED = 8

TITLES = {
    Effect.BREAKS: "breaks",
    Effect.MAY_BREAK: "may break: a type differs, and the compiler decides",
    Effect.DEPRECATED: "deprecated",
    Effect.BEHAVES: "behaves otherwise: the code behind it changed",
}
"""What stands above the lines that feel a change."""


def adapted_text(felt: Felt) -> str:
    """What was written anew with a move, and on how many lines."""
    return f"{felt.item}: {felt.what} ({counted(felt.adapted, 'line')})"


def by_file(sites: Iterable[CallSite]) -> Iterator[tuple[str, list[int]]]:
    """Files with the numbers of their lines, each once."""
    found: dict[str, list[int]] = {}
    for site in sites:
        lines = found.setdefault(site.path, [])
        if site.line not in lines:
            lines.append(site.line)
    yield from found.items()


def moves_text(moves: Iterable[Move]) -> str:
    """Where packages go, those first that moved."""
    steps = [step_text(each) for each in moves if each.old is not None and each.new is not None]
    come = [f"{each.new}" for each in moves if each.old is None and each.new is not None]
    gone = [f"{each.old}" for each in moves if each.new is None and each.old is not None]
    told = [_cut(steps)] if steps else []
    told += [f"added {_cut(come)}"] if come else []
    told += [f"removed {_cut(gone)}"] if gone else []
    return "; ".join(told) or "no package version changed"


def _cut(words: list[str]) -> str:
    return ", ".join(words[:_NAMED]) + (f" and {len(words) - _NAMED} more" if len(words) > _NAMED else "")


def summary(found: Upgrade) -> str:
    """How many lines feel what, in one sentence."""
    counts = [(effect, found.lines(effect)) for effect in Effect]
    told = [f"{counted(count, 'line')} {_verb(effect, count)}" for effect, count in counts if count]
    looked = f"{counted(found.used, 'reference')} to changed packages checked"
    looked += f", {found.untold:,} more could not be judged" if found.untold else ""
    adapted = sum(felt.adapted for felt in found.felt)
    if adapted:
        told.append(f"{counted(adapted, 'line')} adapted")
    if not told:
        if not found.moves:
            return "as far as the lock files and the available sources show"
        if _is_unknown(found):
            return "nothing could be compared: no package has both of its versions available"
        if not found.used:
            seen = "nothing could be judged" if found.untold else "nothing here refers to the changed packages"
            return f"{seen}; {looked}"
        seen = f"nothing {'that could be judged ' if found.untold else ''}is seen to break"
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


def rest_of(found: Upgrade, verbose: bool) -> Iterator[str]:
    """What is to be said besides, a sentence each."""
    cut = ", ".join if verbose else _cut
    if found.pulled:
        yield f"brings in: {cut([str(package) for package in found.pulled])}"
    if found.held:
        yield f"still require the old version: {cut([str(package) for package in found.held])}"
    yield from map(_asked, found.asked)
    yield from map(_several, found.several)
    yield from found.about
    if found.missing:
        yield f"not available, so not compared: {cut(list(found.missing))}"
    yield from (f"note: {text}" for text in found.notes)


def _asked(each: AskedAnew) -> str:
    where = counted(len(each.manifests), "manifest") if len(each.manifests) > 1 else each.manifests[0]
    if each.before and each.after:
        return f"required: {each.name} {each.before} -> {each.after} in {where}"
    return f"{'no longer required' if each.before else 'required'}: {each.name} {each.after or each.before} in {where}"


def _several(each: Several) -> str:
    now = ", ".join(each.after) or "none"
    if len(each.after) > len(each.before):
        return f"more versions of {each.name} in {each.lock}: {now}"
    return f"fewer versions of {each.name} in {each.lock}: {now}, was {', '.join(each.before)}"


def step_text(move: Move) -> str:
    """From which version to which a package moves."""
    assert move.old is not None and move.new is not None
    return f"{move.name} {move.old.version} -> {move.new.version}"


def api_title(found: ApiDifference) -> str:
    """How many findings there are on a package, and how many are of what is used here."""
    used = sum(bool(each.sites) for each in found.findings)
    told = counts([each.finding for each in found.findings]) or "nothing breaks"
    return f"the API of {step_text(found.move)}: {told}" + (f"; {used} on what is used here" if used else "")


def shown_findings(found: ApiDifference, verbose: bool) -> list[ApiFinding]:
    """The findings; without `verbose` not those that follow from another one, nor those on what is not used here that
    are of patch level."""
    if verbose:
        return list(found.findings)
    kept = {(f.rule, f.item, f.message): f for f in without_consequences(each.finding for each in found.findings)}
    shown = []
    for each in found.findings:
        finding = kept.get((each.finding.rule, each.finding.item, each.finding.message))
        if finding is not None and (each.sites or finding.level is not Level.PATCH):
            shown.append(ApiFinding(finding, each.sites))
    return shown


def message(finding: Finding) -> str:
    """What a rule says, and how sure it is."""
    likely = "" if finding.confidence is Confidence.CERTAIN else " (likely)"
    return f"{finding.message}{tail(finding)}{likely}"


def api_rest(found: ApiDifference, verbose: bool) -> Iterator[str]:
    """What a package's API gains, loses and leaves open."""
    for word, paths in (("new", found.added_paths), ("gone", found.removed_paths)):
        if paths:
            yield f"{counted(len(paths), 'public path')} {word}: {', '.join(paths) if verbose else _cut(list(paths))}"
    if found.undecided and not verbose:
        yield f"{counted(len(found.undecided), 'question')} open"
    elif verbose:
        yield from (f"open: {each.item} {each.question}" for each in found.undecided)
