"""Old idioms as text, Markdown and SARIF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from rgraph.modernize.idiom import Confidence
from rgraph.modernize.report import Brought, Modernization, Place, Promise, Step, Use

from .markdown_words import code, escape, sentence
from .sarif import SarifPlace, SarifResult, SarifRule, sarif_log
from .style import PLAIN, Style
from .words import one_line

_FILES = 3
_WHY_BLOCKED = 2
_STEPS = 30
_LEVELS = {Confidence.CERTAIN: "warning", Confidence.LIKELY: "note", Confidence.REVIEW: "note"}


def modernization_text(found: Modernization, style: Style = PLAIN, verbose: bool = False) -> str:
    """Idiom by idiom, the most frequent first; every place where `verbose`."""
    lines = [_heading(found), *_told_of_all(found)]
    for use in found.uses:
        lines += ["", *_use(use, style), *(_place(place) for place in use.places if verbose)]
    lines += _plan(found, style)
    return "\n".join([*lines, *_notes(found)])


def modernization_markdown(found: Modernization, verbose: bool = False) -> str:
    """A table of idioms for an issue, and the places where `verbose`."""
    lines = [f"# {escape(_heading(found))}", "", *(f"- {escape(line)}" for line in _told_of_all(found)), ""]
    lines += [
        "| idiom | places | change | instead | since | allowed | worst file |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {' | '.join(_row(use))} |" for use in found.uses]
    for use in found.uses if verbose else ():
        lines += ["", f"## {escape(use.id)}", "", sentence(use.why), ""]
        lines += [f"- {escape(f'{place.path}:{place.line}')}: {code(place.text)}" for place in use.places]
    if found.plan:
        lines += ["", "## Plan", "", *(f"{at}. {sentence(_step(step))}" for at, step in enumerate(found.plan, 1))]
    return "\n".join([*lines, *(f"\n{escape(line)}" for line in found.notes)]) + "\n"


def modernization_sarif(found: Modernization) -> str:
    """Every place as a result; what the promised Rust does not allow yet is left out."""
    rules = [
        SarifRule(
            use.id,
            use.id,
            _plain(use.title),
            _plain(f"{use.why} {use.instead}"),
            _LEVELS[use.confidence],
            use.reference,
        )
        for use in found.uses
    ]
    results = [
        SarifResult(
            use.id, _LEVELS[use.confidence], _message(use, place), SarifPlace(place.path, place.line, place.column)
        )
        for use in found.uses
        for place in use.places
        if place.allowed is not False
    ]
    return sarif_log(rules, results)


def _heading(found: Modernization) -> str:
    places = sum(use.count for use in found.uses)
    if not places:
        return f"no old idioms in {_counted(found.files, 'file')} of {found.commit[:10]}"
    kinds = sum(1 for use in found.uses if use.count)
    told = f"{_counted(places, 'place')} of {_counted(kinds, 'old idiom')}"
    return f"{told} in {_counted(found.files, 'file')} of {found.commit[:10]}"


def _told_of_all(found: Modernization) -> list[str]:
    lines = [_promised(found.promises)]
    if found.skipped_tests:
        lines.append(f"{_counted(found.skipped_tests, 'place')} in test code left out; `--tests` counts them")
    if found.compared:
        lines.append(f"compared with {found.compared[:10]} of {_day(found.compared_time)}, by syntax only")
    if found.history:
        lines.append(found.history)
    return lines


def _promised(promises: list[Promise]) -> str:
    """Which Rust the packages promise, the same ones together."""
    by_word: dict[str, list[str]] = {}
    for promise in promises:
        words = f"Rust {promise.rust} ({promise.source})" if promise.rust else "no Rust version stated"
        by_word.setdefault(words, []).append(promise.package)
    if len(by_word) == 1:
        return f"promised: {next(iter(by_word))}"
    told = [f"{words} in {_counted(len(names), 'package')}" for words, names in by_word.items()]
    return one_line("promised: " + ", ".join(told)) if told else "no packages"


def _use(use: Use, style: Style) -> Iterator[str]:
    since = f"Rust {use.rust}" + (f", edition {use.edition}" if use.edition else "")
    yield f"{style.strong(f'{use.count:>6,}')}{_trend(use)}  {style.strong(use.id)}  {use.title}"
    yield f"        instead: {use.instead}  ({since}; {use.confidence})"
    if use.files:
        worst = ", ".join(f"{path} {count:,}" for path, count in use.files[:_FILES])
        more = len(use.files) - _FILES
        yield one_line(f"        in {worst}" + (f", and {_counted(more, 'more file')}" if more > 0 else ""))
    if use.past.first or use.past.last:
        yield one_line(f"        {_brought(use)}")
    for package, why in list(use.blocked.items())[:_WHY_BLOCKED]:
        yield style.doubtful(one_line(f"        not yet in {package}: {why}"))
    if len(use.blocked) > _WHY_BLOCKED:
        yield style.doubtful(f"        not yet in {_counted(len(use.blocked) - _WHY_BLOCKED, 'more package')}")
    if use.unknown:
        yield f"        {_counted(use.unknown, 'place')} in packages that state no version of Rust; `--msrv` sets one"
    if use.unresolved:
        yield f"        {_counted(use.unresolved, 'place')} more not resolved, not counted"


def _trend(use: Use) -> str:
    """How the count moved, by syntax alone."""
    if use.past.then is None or use.past.now is None:
        return ""
    moved = use.past.now - use.past.then
    return f" ({moved:+,})" if moved else " (=)"


def _brought(use: Use) -> str:
    first, last = use.past.first, use.past.last
    if first == last and first is not None:
        return f"introduced {_commit(first)}"
    parts = [f"first introduced {_commit(first)}"] if first else []
    parts += [f"last {_commit(last)}"] if last else []
    return "; ".join(parts)


def _commit(brought: Brought) -> str:
    return f"{_day(brought.time)} by {brought.commit[:10]} ({brought.subject})"


def _place(place: Place) -> str:
    what = f"  {place.what}" if place.what else ""
    many = f" ({place.count} times)" if place.count > 1 else ""
    return one_line(f"    {place.path}:{place.line}:{place.column}{many}  {place.text}{what}")


def _plan(found: Modernization, style: Style) -> list[str]:
    if not found.plan:
        return []
    lines = ["", style.strong("plan, safest first")]
    lines += [f"{at:>4}. {one_line(_step(step))}" for at, step in enumerate(found.plan[:_STEPS], 1)]
    more = len(found.plan) - _STEPS
    return [*lines, f"      and {_counted(more, 'more step')}; `--format json` has all"] if more > 0 else lines


def _step(step: Step) -> str:
    tests = _counted(step.tests, "test") if step.tests else "no test"
    reach = "reaches" if step.tests <= 1 else "reach"
    what = f"`{step.idiom}` in {step.module}: {_counted(step.count, 'place')}, {step.confidence}"
    return (
        f"{what}; {tests} {reach} it, {_counted(step.dependents, 'module')} depend{'s' * (step.dependents == 1)} on it"
    )


def _row(use: Use) -> list[str]:
    worst = f"{code(use.files[0][0])} {use.files[0][1]}" if use.files else ""
    moved = _trend(use).strip(" ()")
    return [escape(use.id), f"{use.count:,}", moved, sentence(use.instead), use.rust, escape(_allowed(use)), worst]


def _allowed(use: Use) -> str:
    """How many of the places the promised Rust allows to mend."""
    if use.allowed == use.count:
        return "yes"
    if not use.blocked:
        return "not stated" if use.unknown == use.count else f"{use.allowed:,}, others not stated"
    return f"{use.allowed:,}; not yet: {'; '.join(dict.fromkeys(use.blocked.values()))}"


def _message(use: Use, place: Place) -> str:
    what = f" {place.what}" if place.what else ""
    return _plain(f"{use.title}.{what} Instead: {place.instead or use.instead}")


def _notes(found: Modernization) -> list[str]:
    lines = [f"note: {one_line(note)}" for note in found.notes]
    return ["", *lines] if lines else []


def _plain(text: str) -> str:
    return one_line(" ".join(text.split()))


def _day(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
