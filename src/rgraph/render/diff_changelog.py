"""A diff report as a changelog to be pasted and edited: https://keepachangelog.com, a part for each package."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rgraph.diff.lines import Place
from rgraph.diff.report import (
    ChangeKind,
    CommitLine,
    Confidence,
    Detail,
    DiffReport,
    Finding,
    ItemChange,
    ItemRef,
    Level,
    PackageChange,
)
from rgraph.spelling import counted

from .changelog_lines import Line, folded
from .diff_findings import tail, unpublished, without_consequences, without_faces
from .diff_order import is_private_field, is_respelt, is_test, parts
from .diff_questions import questions
from .diff_words import at
from .markdown_words import code, escape, sentence

SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_OWN_LINE = {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.BODY, ChangeKind.DOCS, ChangeKind.TRAIT_ITEMS}
_TARGET = re.compile(r"<(\w+) as ")
"""The type in the symbol of an impl: `krate::m::<Type as Trait>`."""

_READ = re.compile(r"(?:^|: )(?:lost|gained) `(?!cfg|doc|deprecated|must_use|non_exhaustive|repr)")
"""A detail on an attribute that says nothing to the compiler: one for a derive."""

_TUPLE = re.compile(r"\([^()]*\)")
_GONE = re.compile(r" is gone(?:; |\Z)")
"""How a finding says that an item is gone, which may name the one that is there instead."""
_DEPRECATES = "deprecated_added"
_SECURITY = re.compile(r"\bCVE-\d|\bRUSTSEC-\d|\bGHSA-|\bsecurity\b|\bvulnerabilit", re.IGNORECASE)
_FIX = re.compile(
    r"(?!(?:tests?|docs?|ci|build|style|lint|chore)\b)(?:[\w/.,-]+: )?(bug ?)?fix(es|ed)?(?=[\s(:!]|\Z)"
    r"(?!.*\b(?:typos?|lints?|clippy|rustfmt|formatting|docs?|documentation|doctests?|tests?|warnings?|spelling|CI)\b)",
    re.IGNORECASE,
)
"""A subject that begins with a fix, after a scope or none (`printer: fix panic`), and not of layout, docs or tests."""


@dataclass(slots=True)
class _Package:
    """What is written of one package: the lines of each section, and the commits for context."""

    version: str = ""
    sections: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    commits: list[CommitLine] = field(default_factory=list)


def report_changelog(report: DiffReport) -> str:
    """One part for each package that has something to say. What items show is Added, Changed, Deprecated or Removed;
    what a commit's subject calls a fix, or a matter of security, is under Fixed and Security.
    """
    packages = _filled(report)
    day = report.commits[-1].day if report.commits else ""
    left_out = _left_out(report)
    written = [_part(name, package, day) for name, package in sorted(packages.items()) if name not in left_out]
    told = [part for part in written if part]
    span = f"{_comment(report.old)}..{_comment(report.new)}"
    if not told:
        told = [f"<!-- nothing that users see in {span} -->"]
    if report.undecided:
        open_ = counted(len(questions(report.undecided)), "question")
        told.append(f"<!-- {open_} left open, so something may be missing here: see `rgraph diff {span}` -->")
    return "\n\n".join(told) + "\n"


def _left_out(report: DiffReport) -> set[str]:
    """Libraries that are not published, beside others that are: nobody waits for their versions."""
    published = {verdict.package for verdict in report.verdicts if verdict.published}
    return {verdict.package for verdict in report.verdicts} - published if published else set()


def _filled(report: DiffReport) -> dict[str, _Package]:
    packages: dict[str, _Package] = defaultdict(_Package)
    owners = {verdict.crate: verdict.package for verdict in report.verdicts}
    for verdict in report.verdicts:
        raised = verdict.made not in {"none", "removed"}
        packages[verdict.package].version = verdict.new_version if raised else ""
    for section, crate, line in [*_findings(report), *_items(report)]:
        packages[owners.get(crate) or crate.partition("/")[0]].sections[section].append(line)
    for change in report.packages:
        if change.what == "version":
            packages[change.package].version = change.new
        for section, line in _manifest(change):
            packages[change.package].sections[section].append(line)
    for commit in report.commits:
        section = _section_of(commit.subject)
        if section and commit.package:
            packages[commit.package].sections[section].append(_fix(commit))
        else:
            packages[commit.package].commits.append(commit)
    return packages


# ---- lines -----------------------------------------------------------------------------------------------


def _findings(report: DiffReport) -> Iterator[tuple[str, str, Line]]:
    """Section, crate and line of what breaks or is deprecated."""
    for finding in without_faces(without_consequences(report.findings))[0]:
        if finding.level is Level.PATCH:
            continue
        gone = _GONE.search(finding.message) is not None
        section = "Removed" if gone else "Deprecated" if finding.rule == _DEPRECATES else "Changed"
        breaking = "**Breaking:** " if finding.level is Level.MAJOR else ""
        place = at(finding.new if not gone and finding.new is not None else finding.old or finding.new)
        yield section, finding.crate, _of_finding(finding, breaking, place)


def _of_finding(finding: Finding, breaking: str, place: str) -> Line:
    """What breaks is told item by item; the rest of one rule in the same words once."""
    subject = f"`{finding.item}`"
    likely = "" if finding.confidence is Confidence.CERTAIN else " *(likely)*"
    if breaking or not finding.message.startswith(f"{subject} "):
        return Line("", f"{breaking}{_capital(sentence(finding.message + tail(finding)))}{likely}", place)
    says = sentence(finding.message.removeprefix(subject)) + likely
    return Line(code(finding.item), says, place, f"{finding.rule} {says}")


def _items(report: DiffReport) -> Iterator[tuple[str, str, Line]]:
    """Section, crate and line of the public items that changed in another way than the findings say."""
    told, items = _told(report.findings), {finding.item for finding in report.findings}
    gone = {f.old: f.message for f in report.findings if f.old is not None and _GONE.search(f.message)}
    public = parts(report.changes, unpublished(report)).public
    fresh = {(c.ref.crate, c.ref.name) for c in public if c.old is None and c.ref.kind != "impl"}
    respelt = {(c.ref.crate, _target(c)) for c in report.changes if any(map(is_respelt, c.details))}
    kept = [c for c in sorted(public, key=lambda c: c.ref.symbol) if not is_test(c) and _is_told(c, fresh)]
    changes = [_without_derives(change, respelt) for change in kept]
    left = {path for change in changes if _section(change) == "Removed" for path in _paths(change)}
    taken = {path for change in changes if _section(change) == "Added" for path in _paths(change)}
    for change in changes:
        if change.ref.place not in told and _is_successor(change, gone):
            yield "Added", change.ref.crate, Line(_name(change), "", at(change.ref.place))
        if told & {ref.place for ref in (change.old, change.new) if ref is not None} or items & {*_paths(change)}:
            continue
        section = _section(change)
        if section == "Changed" and not any(map(_is_felt, change.details)):
            continue
        if section == "Removed" and taken.intersection(_paths(change)):
            continue  # something else has its path now, and that is told
        if section == "Added" and left.intersection(_paths(change)):
            yield "Changed", change.ref.crate, Line(_name(change), ": declared anew", at(change.ref.place))
        else:
            yield section, change.ref.crate, _item(change)


def _is_successor(change: ItemChange, gone: Mapping[Place, str]) -> bool:
    """Whether an item is what became of one that is told to be gone, under a path that the message does not name."""
    if change.old is None or change.new is None or not change.new.public or change.old.place not in gone:
        return False
    mine = change.new.paths
    return not any(path in change.old.paths or f"`{path}`" in gone[change.old.place] for path in mine)


def _is_told(change: ItemChange, fresh: Container[tuple[str, str]]) -> bool:
    """Impls are told where they are new and their type is not; what else happens to one is for findings to say."""
    if change.ref.kind != "impl":
        return True
    return change.old is None and (change.ref.crate, _target(change)) not in fresh


def _target(change: ItemChange) -> str:
    """The name of the type that an impl is for."""
    target = _TARGET.search(change.ref.symbol)
    return target[1] if target is not None else ""


def _without_derives(change: ItemChange, respelt: Container[tuple[str, str]]) -> ItemChange:
    """A type whose derives went, or came, for the same impls: without them and the attributes that they read."""
    if (change.ref.crate, change.ref.name) not in respelt:
        return change
    kept = tuple(d for d in change.details if d.kind is not ChangeKind.DERIVES and not _READ.search(d.text))
    return replace(change, details=kept)


def _subject(change: ItemChange) -> ItemRef:
    """The version of an item that is told of: of what users lost, the old one."""
    return change.old if _section(change) == "Removed" and change.old is not None else change.ref


def _paths(change: ItemChange) -> tuple[str, ...]:
    ref = _subject(change)
    return (*ref.paths, ref.symbol)


def _name(change: ItemChange) -> str:
    return f"{code(_paths(change)[0])} ({escape(_subject(change).kind.replace('_', ' '))})"


def _told(findings: Sequence[Finding]) -> set[object]:
    return {place for f in findings if f.level is not Level.PATCH for place in (f.old, f.new) if place is not None}


def _section(change: ItemChange) -> str:
    now_public = change.new is not None and change.new.public
    was_public = change.old is not None and change.old.public
    return "Changed" if was_public and now_public else "Added" if now_public else "Removed"


def _item(change: ItemChange) -> Line:
    """What is new or gone is told one by one, but for the impls that one call of a macro writes."""
    place = at(_subject(change).place)
    if change.ref.kind == "impl":
        says = sentence(change.details[0].text.partition(": ")[2] or change.details[0].text)
        return Line("", says, place, f"{_section(change)} {_shape(change.ref.symbol)} {place}")
    told = sentence("; ".join(detail.text for detail in change.details if _is_felt(detail)))
    return (
        Line(_name(change), f": {told}", place, told)
        if _section(change) == "Changed"
        else Line(_name(change), "", place)
    )


def _shape(symbol: str) -> str:
    """An impl's symbol whatever tuples stand in it."""
    while (less := _TUPLE.sub("..", symbol)) != symbol:
        symbol = less
    return symbol.partition("#")[0]


def _is_felt(detail: Detail) -> bool:
    """Whether users feel it, and no line of its own says it: items of traits have their own."""
    attributes = detail.old or detail.new
    if detail.kind is ChangeKind.ATTRIBUTES and (attributes.startswith("doc") or "diagnostic::" in attributes):
        return False
    if " is called `" in detail.text:
        return False  # nobody calls parameters by their names
    return detail.kind not in _OWN_LINE and not is_private_field(detail)


def _manifest(change: PackageChange) -> Iterator[tuple[str, Line]]:
    """What of a manifest users feel and no finding says: features, dependencies from outside."""
    if change.what == "feature" and not change.old:
        yield "Added", Line("", f"Feature {code(change.name)}", change.manifest)
    elif change.what == "dependency" and not change.local and not change.name.endswith((" (dev)", " (build)")):
        became = f"Dependency {code(change.name)}: now {escape(change.new)}, was {escape(change.old)}"
        told = became if change.old and change.new else _capital(sentence(change.text))
        yield "Changed", Line("", told, change.manifest)


def _section_of(subject: str) -> str:
    if _SECURITY.search(subject):
        return "Security"
    return "Fixed" if _FIX.match(subject.lstrip()) else ""


def _fix(commit: CommitLine) -> Line:
    return Line("", sentence(commit.subject), commit.path)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- parts -----------------------------------------------------------------------------------------------


def _part(name: str, package: _Package, day: str) -> str:
    """A package's heading, its sections in their order, and its other commits as a comment."""
    if not any(package.sections.values()) and not (package.version and package.commits):
        return ""
    version = f"## [{escape(package.version)}]{f' - {day}' if day else ''}" if package.version else "## [Unreleased]"
    written = [f"# {escape(name)}", version]
    for section in SECTIONS:
        lines = folded(package.sections.get(section, ()))
        if lines:
            written.append("\n".join([f"### {section}", "", *[f"- {line}" for line in lines]]))
    if package.commits:
        told = [f"{c.oid[:10]} {_comment(c.subject)} ({_comment(c.path)})" for c in package.commits]
        written.append("\n".join(["<!-- Other commits, for context:", *told, "-->"]))
    return "\n\n".join(written)


def _comment(text: str) -> str:
    """Text inside of a comment, which nothing in it ends."""
    return " ".join(text.split()).replace("-->", "--&gt;").replace("--!>", "--!&gt;")
