"""A diff report as one HTML file that opens offline: verdict, table, module graph, code side by side."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Sequence
from importlib import resources

from rgraph.diff.counts import counts_line, main_word
from rgraph.diff.report import DiffReport, Finding, ItemChange

from .diff_findings import counts, heading, none_found, tail, unpublished, without_consequences, without_faces
from .diff_order import ManifestLine, by_crate, manifest_lines, weight
from .diff_picture import crates_picture, module_picture
from .diff_questions import questions
from .diff_sides import side_by_side
from .diff_versions import Mood, VersionLine, version_lines
from .diff_words import at, cycle_text, grouped, headline, kind_word, levels, named, plural
from .limits import MOST_CODE

_OPEN = 60
"""Items up to which the crates of a page are unfolded."""


def report_html(report: DiffReport) -> str:
    """The whole page. Everything that comes from the repository is escaped; the page asks nothing of the network."""
    style, script = (asset(name) for name in ("diff.css", "diff.js"))
    title = f"{report.old} → {report.new}"
    body = "".join(
        [
            f"<header><h1>{text(title)}</h1><p>{text(headline(report))}</p></header>",
            _overview(report),
            _verdicts(report),
            _findings(report),
            _undecided(report),
            _cycles(report),
            _manifests(report),
            _changes(report),
            _notes(report),
        ]
    )
    return page(f"rgraph diff {title}", body, style, script)


def page(title: str, body: str, style: str, script: str = "", served: bool = False) -> str:
    """A page of this body, which is markup, under a title, which is text. It asks nothing of the network; one that is
    `served` may ask its own server."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    policy += "; connect-src 'self'" if served else ""
    run = f"<script>{script}</script>" if script else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{text(title)}</title><style>{style}</style></head>"
        f"<body><main>{body}</main>{run}</body></html>\n"
    )


def asset(name: str) -> str:
    """A file of the page's own: its style, its script."""
    return (resources.files("rgraph.render") / "assets" / name).read_text("utf-8")


def text(value: str) -> str:
    """Text for the page: nothing in it is read as markup."""
    return html.escape(value, quote=True)


def sentence(value: str) -> str:
    """A message with what stands between backticks as code."""
    parts = re.split(r"`([^`]+)`", value)
    return "".join(f"<code>{wrapped(part)}</code>" if index % 2 else text(part) for index, part in enumerate(parts))


def wrapped(path: str) -> str:
    """A path or a symbol that may be broken after its separators."""
    return re.sub(r"(/|::)", r"\1<wbr>", text(path))


def _verdicts(report: DiffReport) -> str:
    rows = "".join(map(_verdict, version_lines(report.verdicts)))
    return f'<section id="verdict"><h2>Version</h2><ul class="verdicts">{rows}</ul></section>' if rows else ""


def _verdict(line: VersionLine) -> str:
    """One line; where it stands for many packages, they unfold."""
    told = f"<b>{text(line.subject)}</b> {sentence(line.text)}"
    if len(line.packages) > 1:
        names = "".join(f"<li>{text(name)}</li>" for name in line.packages)
        told = f'<details><summary>{told}</summary><ul class="names">{names}</ul></details>'
    return f'<li class="{_MOODS[line.mood]}">{told}</li>'


_MOODS = {Mood.GOOD: "ok", Mood.BAD: "bad", Mood.OPEN: "due", Mood.DIM: "dim"}


def _overview(report: DiffReport) -> str:
    """What moved, as pictures: how much in each crate, and which modules depend on others anew or no longer."""
    pictures = "".join(
        f'<figure class="wide"><figcaption>{title}</figcaption>{picture}</figure>'
        for title, picture in (
            ("Items by crate", crates_picture(report.changes)),
            ("Modules that depend on others, newly (solid) or no longer (dashed)", module_picture(report.drift)),
        )
        if picture
    )
    return f'<section id="overview">{pictures}</section>' if pictures else ""


def _findings(report: DiffReport) -> str:
    if not report.findings:
        return f'<section id="findings"><h2>What breaks</h2><p>{text(none_found(report))}</p></section>'
    kept, faces = without_faces(without_consequences(report.findings))
    private = unpublished(report)
    crates = sorted(grouped(kept, lambda f: f.crate), key=lambda pair: (pair[0] in private, _worst(pair[1])))
    folds = "".join(_crate_findings(crate, found, crate in private, faces.get(crate, [])) for crate, found in crates)
    title = f"{heading(report.findings).capitalize()} <small>{text(counts(without_faces(report.findings)[0]))}</small>"
    return f'<section id="findings"><h2>{title}</h2>{folds}</section>'


def _crate_findings(crate: str, findings: Sequence[Finding], private: bool, faces: Sequence[str]) -> str:
    worst_first = sorted(findings, key=lambda finding: -finding.level.rank)
    also = f", users of {text(named(faces))} too, by re-export" if faces else ""
    apart = ", not published" if private else ""
    head = "<tr><th>level</th><th>what</th><th>who breaks</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{''.join(map(_finding, worst_first))}</tbody></table>"
    return fold(f"{wrapped(crate)} <small>{text(levels(findings))}{also}{apart}</small>", table, not private)


def _worst(findings: Sequence[Finding]) -> int:
    return min(-finding.level.rank for finding in findings)


def _finding(finding: Finding) -> str:
    places = " → ".join(dict.fromkeys(wrapped(place) for place in (at(finding.old), at(finding.new)) if place))
    likely = " <i>likely</i>" if finding.confidence.value != "certain" else ""
    rule = f'<a href="{text(finding.reference)}" rel="noreferrer">{text(finding.rule)}</a>'
    return (
        f'<tr class="{finding.level.value}" data-level="{finding.level.value}" tabindex="-1">'
        f"<td>{finding.level.value}{likely}</td>"
        f'<td>{sentence(finding.message + tail(finding))}<div class="under">{rule} {places}</div></td>'
        f"<td>{sentence(finding.who)}</td></tr>"
    )


def fold(summary: str, body: str, open_: bool) -> str:
    """Markup that unfolds below a line."""
    return f'<details class="crate"{" open" if open_ else ""}><summary>{summary}</summary>{body}</details>'


def _undecided(report: DiffReport) -> str:
    rows = "".join(f"<li>{_items(one.items)} {sentence(one.text)}</li>" for one in questions(report.undecided))
    return f"<section><h2>Undecided</h2><ul>{rows}</ul></section>" if rows else ""


def _items(items: Sequence[str]) -> str:
    return ", ".join(f"<code>{wrapped(item)}</code>" for item in items)


def _cycles(report: DiffReport) -> str:
    drift = report.drift
    rows = [f"<li>new cycle <code>{wrapped(cycle_text(cycle))}</code></li>" for cycle in drift.cycles_gained]
    rows += [f'<li class="ok">cycle gone <code>{wrapped(cycle_text(cycle))}</code></li>' for cycle in drift.cycles_lost]
    if not rows:
        return ""
    return f'<section id="architecture"><h2>Architecture</h2><ul class="bad">{"".join(rows)}</ul></section>'


def _manifests(report: DiffReport) -> str:
    """What the manifests say otherwise: dependencies from outside, then the rest."""
    lines = manifest_lines(report.packages, frozenset(verdict.package for verdict in report.verdicts))
    lists = "".join(
        f"<h3>{title}</h3><ul>{''.join(map(_manifest, kept))}</ul>"
        for title, kept in (
            ("External dependencies", [line for line in lines if line.foreign]),
            ("Other changes", [line for line in lines if not line.foreign]),
        )
        if kept
    )
    return f'<section id="manifests"><h2>Manifests</h2>{lists}</section>' if lists else ""


def _manifest(line: ManifestLine) -> str:
    """One change, and the package whose it is; where many share it, they unfold."""
    if len(line.packages) == 1:
        return f"<li><b>{text(line.packages[0])}</b> {sentence(line.text)}</li>"
    names = "".join(f"<li>{text(name)}</li>" for name in line.packages)
    summary = f"{sentence(line.text)} in {len(line.packages)} packages"
    return f'<li><details><summary>{summary}</summary><ul class="names">{names}</ul></details></li>'


def _changes(report: DiffReport) -> str:
    with_code = {id(change) for change in report.changes[:MOST_CODE]}
    folds = "".join(
        _crate_changes(crate, found, with_code, len(report.changes) <= _OPEN)
        for crate, found in by_crate(report.changes)
    )
    controls = (
        '<p class="controls"><input id="filter" type="search" placeholder="filter (press /)" aria-label="filter">'
        '<select id="word" aria-label="what"><option value="">all</option>'
        + "".join(
            f"<option>{word}</option>" for word in ("added", "removed", "renamed", "moved", "changed", "docs only")
        )
        + '</select> <span id="count" aria-live="polite"></span>'
        " <kbd>/</kbd> filter <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> code</p>"
    )
    return f'<section id="changes"><h2>What changed</h2>{controls}{folds}</section>'


def _crate_changes(crate: str, changes: Sequence[ItemChange], with_code: Container[int], open_: bool) -> str:
    rows = "".join(_change(change, id(change) in with_code) for change in sorted(changes, key=weight))
    told = counts_line(changes)
    head = "<tr><th>what</th><th>item</th><th>how</th><th>affects</th></tr>"
    table = f'<table class="items"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    return fold(f"{wrapped(crate)} <small>{text(told)}</small>", table, open_)


def _change(change: ItemChange, with_code: bool) -> str:
    word = main_word(change)
    told = "; ".join([*(detail.text for detail in change.details), *change.notes])
    affected = change.affected
    callers = len(affected.callers) + affected.more_callers
    tests = "".join(f"<br><code>{text(test.command)}</code>" for test in affected.tests[:2])
    feels = f"{plural(callers, 'item')}{tests}" if callers else ""
    code = side_by_side(change.before, change.after) if with_code and (change.before or change.after) else ""
    detail = f'<tr class="code" hidden><td colspan="4">{code}</td></tr>' if code else ""
    public = ' <span class="tag">public</span>' if change.ref.public else ""
    return (
        f'<tr class="item {word.replace(" ", "-")}" data-word="{word}" tabindex="-1"><td>{word}</td>'
        f"<td>{text(kind_word(change.ref))} <code>{wrapped(change.ref.symbol)}</code>{public}"
        f'<div class="under">{wrapped(at(change.ref.place))}</div></td>'
        f"<td>{sentence(told)}</td><td>{feels}</td></tr>{detail}"
    )


def _notes(report: DiffReport) -> str:
    rows = "".join(f"<li>{sentence(note)}</li>" for note in report.notes)
    return f"<section><h2>Notes</h2><ul>{rows}</ul></section>" if rows else ""
