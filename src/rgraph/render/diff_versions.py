"""What a diff says of versions: packages that move in step are one line, those that need more are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rgraph.diff.report import Verdict

from .diff_words import grouped, named

_NAMED = 3
_NAMED_SHORT = 6
"""So many packages are named of those that fall short together: each has to be looked at."""
_NEXT = {"minor": "a compatible update", "patch": "a patch"}
"""The least that packages need together. What breaks is told with the version that each must have."""


class Mood(StrEnum):
    """How a line is meant: what is enough, what is not, what is to be done, what matters little."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    DIM = "dim"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line: whom it is about (a package, or `45 packages`), what is said of it, and of which packages."""

    subject: str
    text: str
    mood: Mood
    packages: tuple[str, ...]


def version_lines(verdicts: Sequence[Verdict], verbose: bool = False) -> list[VersionLine]:
    """The lines for all packages that changed or moved; those that ask for something first. `verbose`: one each."""
    shown = [v for v in verdicts if verbose or v.needed != "none" or v.made != "none"]
    if verbose:
        return [_single(verdict) for verdict in shown]
    published = [v for v in shown if v.published or v.made in {"new", "removed"}]
    short = [v for v in published if not v.enough and v.made != "none"]
    due = [v for v in published if v.made == "none"]
    rest = [v for v in published if v.made != "none" and v.enough]
    return [
        *_alike(short),
        *_due(due),
        *(line for _, found in grouped(rest, _step) for line in _in_step(found)),
        *_unpublished([v for v in shown if not v.published and v not in published]),
    ]


def verdict_text(verdict: Verdict) -> str:
    """`0.1.2 -> 0.1.3 is a compatible update, which is not enough: breaks users, so it must be at least 0.2.0`."""
    end = "" if verdict.published else ", not published"
    if verdict.made == "new":
        return f"new package {verdict.new_version}".rstrip() + end
    if verdict.made == "removed":
        return f"package removed{end}"
    does = _does(verdict)
    if verdict.made == "none":
        if not verdict.published or verdict.needed == "none":
            return f"{does}{end}"
        if verdict.least:
            return f"{does}: the version after {verdict.old_version} must be at least {verdict.least}"
        return f"{does}: any version after {verdict.old_version} will do, for a pre-release promises nothing"
    step = f"{verdict.old_version} -> {verdict.new_version} is {_step_word(verdict)}"
    if verdict.made == "lowered":
        return f"{step}: {does}{end}"
    if verdict.enough or not verdict.published:
        return f"{step}, which is enough: {does}{end}"
    return f"{step}, which is not enough: {does}, so it must be at least {verdict.least}"


def _does(verdict: Verdict) -> str:
    """What the package's changes do, in plain words; with an example where they add."""
    if verdict.needed == "minor":
        shown = named(verdict.why, 1) if verdict.why else ""
        if bool(verdict.added_paths) or any(each.endswith((" is new", " is public now")) for each in verdict.why):
            return f"adds to its API ({shown})" if shown else "adds to its API"
        return shown or "changes its API compatibly"
    return {"major": "breaks users", "patch": "only code changed"}.get(verdict.needed, "nothing of its own changed")


def _step_word(verdict: Verdict) -> str:
    """What Cargo makes of the step, with 0.x in plain words: there the number after the zero is the breaking one."""
    old = verdict.old_version
    if verdict.made == "major":
        return f"a breaking update{' from a pre-release' if '-' in old.partition('+')[0] else ''}"
    if verdict.made == "minor":
        return "a compatible update" if old.startswith("0.") else "a minor update"
    return {"patch": "a patch update", "lowered": "a step back"}.get(verdict.made, "a step that cannot be compared")


def _single(verdict: Verdict) -> VersionLine:
    return VersionLine(verdict.package, verdict_text(verdict), _mood(verdict), (verdict.package,))


def _mood(verdict: Verdict) -> Mood:
    if verdict.made == "removed" or not verdict.enough:
        return Mood.BAD if verdict.made != "none" else Mood.OPEN
    return Mood.DIM if verdict.needed == "none" or not verdict.published else Mood.GOOD


def _step(verdict: Verdict) -> str:
    if verdict.made in {"new", "removed"}:
        return f"{verdict.made} {verdict.package}"
    return f"{verdict.made} {verdict.old_version} {verdict.new_version}"


def _due(verdicts: Sequence[Verdict]) -> Iterator[VersionLine]:
    """Packages whose version still is the old one: what it must become; those that did the same together."""
    alike: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: v.needed in _NEXT and list(_NEXT).index(v.needed) + 1):
        alike.setdefault(_does(verdict), []).append(verdict)
    for does, found in alike.items():
        if len(found) <= _NAMED or found[0].needed not in _NEXT:
            yield from _alike(found)
            continue
        names = tuple(v.package for v in found)
        done = "changed code only" if found[0].needed == "patch" else does
        text = f"{done}: the next version of each must be at least {_NEXT[found[0].needed]} ({named(names)})"
        yield VersionLine(f"{len(names)} packages", text, Mood.OPEN, names)


def _alike(verdicts: Sequence[Verdict]) -> Iterator[VersionLine]:
    """Packages that ask for something; those of which the very same is said are one line, where they are many."""
    alike: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        alike.setdefault(verdict_text(verdict), []).append(verdict)
    for text, found in alike.items():
        if len(found) <= _NAMED:
            yield from map(_single, found)
            continue
        names = tuple(v.package for v in found)
        yield VersionLine(f"{len(names)} packages", f"{text} ({named(names, _NAMED_SHORT)})", _mood(found[0]), names)


def _in_step(verdicts: Sequence[Verdict]) -> Iterator[VersionLine]:
    """Packages that took one step together, and all of them far enough."""
    if len(verdicts) == 1:
        yield _single(verdicts[0])
        return
    first = verdicts[0]
    names = tuple(v.package for v in verdicts)
    subject = named(names) if len(names) < _NAMED else f"{len(names)} packages"
    asking = [v.package for v in verdicts if v.needed == first.made and first.made in {"major", "minor"}]
    compatible = first.made == "minor" and first.old_version.startswith("0.")
    if not asking or compatible:
        asks = "nothing needs more" if first.made != "major" else "nothing needs one"
    else:
        asks = f"{named(asking)} {'need' if len(asking) > 1 else 'needs'} it"
    text = f"{first.old_version} -> {first.new_version} is enough: {_step_word(first)}, and {asks}"
    yield VersionLine(subject, text, Mood.GOOD, names)


def _unpublished(verdicts: Sequence[Verdict]) -> Iterator[VersionLine]:
    if not verdicts:
        return
    names = tuple(v.package for v in verdicts)
    breaking = [v.package for v in verdicts if v.needed == "major"]
    subject = named(names) if len(names) < _NAMED else f"{len(names)} packages"
    text = "not published" if len(names) < _NAMED else f"not published ({named(names)})"
    if breaking:
        text += f"; {named(breaking)} would break users" if len(names) > 1 else "; would break users"
    yield VersionLine(subject, text, Mood.DIM, names)
