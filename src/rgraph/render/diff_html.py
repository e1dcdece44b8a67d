"""A diff report as one HTML file that opens offline: verdict, table, module graph, code side by side."""

from __future__ import annotations

import html
import re
from importlib import resources

from rgraph.diff.report import DiffReport, Finding, ItemChange

from .diff_picture import module_picture
from .diff_sides import side_by_side
from .diff_versions import Mood, VersionLine, version_lines
from .diff_words import at, cycle_text, headline, levels, main_word
from .limits import MOST_CODE


def report_html(report: DiffReport) -> str:
    """The whole page. Everything that comes from the repository is escaped; the page asks nothing of the network."""
    style, script = (_asset(name) for name in ("diff.css", "diff.js"))
    title = f"{report.old} → {report.new}"
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    body = "".join(
        [
            f"<header><h1>{text(title)}</h1><p>{text(headline(report))}</p></header>",
            _verdicts(report),
            _findings(report),
            _undecided(report),
            _drift(report),
            _changes(report),
            _notes(report),
        ]
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>rgraph diff {text(title)}</title><style>{style}</style></head>"
        f"<body><main>{body}</main><script>{script}</script></body></html>\n"
    )


def _asset(name: str) -> str:
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


def _findings(report: DiffReport) -> str:
    if not report.findings:
        return '<section id="findings"><h2>What breaks</h2><p>Nothing, as far as syntax and names tell.</p></section>'
    worst_first = sorted(report.findings, key=lambda finding: -finding.level.rank)
    rows = "".join(_finding(finding) for finding in worst_first)
    head = "<tr><th>level</th><th>crate</th><th>what</th><th>who breaks</th><th>where</th></tr>"
    return (
        f'<section id="findings"><h2>What breaks <small>{text(levels(report.findings))}</small></h2>'
        f'<table class="filterable"><thead>{head}</thead><tbody>{rows}</tbody></table></section>'
    )


def _finding(finding: Finding) -> str:
    places = " → ".join(dict.fromkeys(place for place in (at(finding.old), at(finding.new)) if place))
    likely = " <i>likely</i>" if finding.confidence.value != "certain" else ""
    rule = f'<a href="{text(finding.reference)}" rel="noreferrer">{text(finding.rule)}</a>'
    return (
        f'<tr class="{finding.level.value}" data-level="{finding.level.value}" tabindex="-1">'
        f"<td>{finding.level.value}{likely}</td><td>{text(finding.crate)}</td>"
        f"<td>{text(finding.message)}<br>{rule}</td>"
        f"<td>{text(finding.who)}</td><td><code>{text(places)}</code></td></tr>"
    )


def _undecided(report: DiffReport) -> str:
    rows = "".join(f"<li><code>{text(u.item)}</code> {text(u.question)}</li>" for u in report.undecided)
    return f"<section><h2>Undecided</h2><ul>{rows}</ul></section>" if rows else ""


def _drift(report: DiffReport) -> str:
    drift = report.drift
    cycles = "".join(f"<li>new cycle <code>{text(cycle_text(cycle))}</code></li>" for cycle in drift.cycles_gained)
    picture = module_picture(drift)
    if not cycles and not picture:
        return ""
    return f'<section id="architecture"><h2>Architecture</h2><ul class="bad">{cycles}</ul>{picture}</section>'


def _changes(report: DiffReport) -> str:
    rows = "".join(_change(change, index < MOST_CODE) for index, change in enumerate(report.changes))
    head = "<tr><th>what</th><th>kind</th><th>item</th><th>how</th><th>affects</th></tr>"
    controls = (
        '<p class="controls"><input id="filter" type="search" placeholder="filter (press /)" aria-label="filter">'
        '<select id="word" aria-label="what"><option value="">all</option>'
        + "".join(
            f"<option>{word}</option>" for word in ("added", "removed", "renamed", "moved", "changed", "docs only")
        )
        + '</select> <span id="count" aria-live="polite"></span>'
        " <kbd>/</kbd> filter <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> code</p>"
    )
    return (
        f'<section id="changes"><h2>What changed</h2>{controls}'
        f'<table id="items" class="filterable"><thead>{head}</thead><tbody>{rows}</tbody></table></section>'
    )


def _change(change: ItemChange, with_code: bool) -> str:
    word = main_word(change)
    told = "; ".join([*(detail.text for detail in change.details), *change.notes])
    affected = change.affected
    callers = len(affected.callers) + affected.more_callers
    tests = "".join(f"<br><code>{text(test.command)}</code>" for test in affected.tests[:2])
    feels = f"{callers} items{tests}" if callers else ""
    code = side_by_side(change.before, change.after) if with_code and (change.before or change.after) else ""
    detail = f'<tr class="code" hidden><td colspan="5">{code}</td></tr>' if code else ""
    public = ' <span class="tag">public</span>' if change.ref.public else ""
    return (
        f'<tr class="item {word.replace(" ", "-")}" data-word="{word}" tabindex="-1"><td>{word}</td>'
        f"<td>{text(change.ref.kind)}</td><td><code>{text(change.ref.symbol)}</code>{public}<br>"
        f"<small>{text(at(change.ref.place))}</small></td><td>{text(told)}</td><td>{feels}</td></tr>{detail}"
    )


def _notes(report: DiffReport) -> str:
    rows = "".join(f"<li>{text(note)}</li>" for note in report.notes)
    return f"<section><h2>Notes</h2><ul>{rows}</ul></section>" if rows else ""
