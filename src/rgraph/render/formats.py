"""Every report and its formats, once: help, checks, error messages and pages are made from this table.

A format is a function that makes a text of a report's record. To add one, write it in a module of its own here and
give it a line below; no command knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple

from rgraph.errors import ConfigError

from .doors import COLOUR, DOORS
from .style import Style


class Writer(NamedTuple):
    """A function of a module beside this one. It takes the record, and by name those settings that it `wants`, as far
    as the command has them."""

    module: str
    function: str
    wants: tuple[str, ...] = ()


Formats = Mapping[str, Writer]
"""Writers by the word after `--format`, the default first."""

_JSON = Writer("json", "to_json", ("kind",))


def _reading(module: str, name: str, markdown: str = "markdown") -> Formats:
    """The formats of an answer that a person reads, a program parses, and an issue quotes."""
    return {
        "text": Writer(module, f"{name}_text", ("style",)),
        "json": _JSON,
        "markdown": Writer(markdown, f"{name}_markdown"),
    }


REPORTS: Mapping[str, Formats] = {
    "context": {
        "markdown": Writer("context", "context_markdown"),
        "json": _JSON,
        "xml": Writer("context", "context_xml"),
    },
    "draft": {
        "text": Writer("generate", "draft_text", ("style",)),
        "json": Writer("generate", "draft_json", ("kind",)),
    },
    "hits": _reading("search_text", "hits", "search_text"),
    "item": _reading("text", "card"),
    "callers": _reading("text", "neighbours"),
    "callees": _reading("text", "neighbours"),
    "impact": _reading("text", "impact"),
    "life": _reading("text", "life"),
    "why": _reading("why", "why", "why"),
    "status": _reading("status", "status", "status"),
    "table": {
        "table": Writer("table", "answer_text"),
        "text": Writer("table", "answer_text"),
        "json": _JSON,
        "csv": Writer("table", "answer_csv"),
        "markdown": Writer("table", "answer_markdown"),
    },
    "graph": {
        "mermaid": Writer("graphs", "mermaid"),
        "dot": Writer("graphs", "dot"),
        "graphml": Writer("graphs", "graphml"),
        "jsonl": Writer("graphs", "jsonl"),
        "edges": Writer("graphs", "edge_lines"),
        "scip": Writer("scip", "scip_text"),
    },
    "diff": {
        "text": Writer("diff_text", "diff_text", ("style", "verbose", "stat")),
        "json": Writer("diff_json", "report_json", ("kind",)),
        "markdown": Writer("diff_markdown", "report_markdown", ("pages",)),
        "html": Writer("diff_html", "report_html"),
        "changelog": Writer("diff_changelog", "report_changelog"),
        "sarif": Writer("diff_annotations", "report_sarif"),
        "github": Writer("diff_annotations", "report_github"),
    },
    "api": {"text": Writer("api_text", "listing_text"), "json": _JSON},
    "check": {
        "text": Writer("check_text", "check_text", ("style", "verbose")),
        "json": _JSON,
        "sarif": Writer("check_formats", "check_sarif"),
        "github": Writer("check_formats", "check_github"),
        "junit": Writer("check_formats", "check_junit"),
    },
    "modernization": {
        "text": Writer("modernize", "modernization_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("modernize", "modernization_markdown", ("verbose",)),
        "sarif": Writer("modernize", "modernization_sarif"),
    },
    "book": {
        "markdown": Writer("doc_markdown", "book_markdown"),
        "html": Writer("doc_html", "book_html"),
        "json": _JSON,
    },
    "prose": {
        "markdown": Writer("prose", "prose_markdown"),
        "html": Writer("prose", "prose_html"),
        "json": _JSON,
    },
    "trend": {
        "text": Writer("trend", "trend_text", ("style",)),
        "csv": Writer("trend", "trend_csv"),
        "json": _JSON,
        "svg": Writer("trend_picture", "trend_svg"),
        "html": Writer("trend_picture", "trend_html"),
    },
    "tree": {
        "text": Writer("deps_text", "tree_text", ("style",)),
        "json": _JSON,
        "dot": Writer("deps_graph", "tree_dot"),
        "mermaid": Writer("deps_graph", "tree_mermaid"),
    },
    "packages": {"text": Writer("deps_text", "listing_text", ("style",)), "json": _JSON},
    "duplicates": {"text": Writer("deps_text", "duplicates_text", ("style",)), "json": _JSON},
    "past": {"text": Writer("deps_log", "past_text", ("style",)), "json": _JSON},
    "upgrade": {
        "text": Writer("upgrade", "upgrade_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("upgrade", "upgrade_markdown"),
        "html": Writer("upgrade_html", "upgrade_html"),
        "sarif": Writer("upgrade_annotations", "upgrade_sarif"),
        "github": Writer("upgrade_annotations", "upgrade_github"),
    },
    "reaching": {
        "text": Writer("reach", "reaching_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("reach", "reaching_markdown"),
    },
    "used": {
        "text": Writer("reach", "used_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("reach", "used_markdown"),
    },
    "advisories": {
        "text": Writer("advisories", "advised_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("advisories", "advised_markdown"),
    },
    "patterns": {
        "text": Writer("patterns", "patterns_text", ("style", "verbose")),
        "json": _JSON,
        "markdown": Writer("patterns", "patterns_markdown"),
        "sarif": Writer("patterns", "patterns_sarif"),
        "toml": Writer("patterns", "patterns_rules"),
    },
    "watch": {"text": Writer("watch", "round_text", ("style",)), "jsonl": Writer("watch", "round_line")},
    "explanation": {"text": Writer("rules", "explanation_text"), "json": _JSON},
    "drawing": {
        "dot": Writer("rules_graph", "rules_dot"),
        "mermaid": Writer("rules_graph", "rules_mermaid"),
        "html": Writer("rules_graph", "rules_html"),
    },
    "hooks": {"text": Writer("hooks", "hooks_text"), "json": _JSON},
    "sources": {"text": Writer("sources", "scan_text", ("style", "verbose")), "json": _JSON},
    "accuracy": {"text": Writer("compiler", "accuracy_text"), "json": _JSON},
    "diagnosis": {"text": Writer("upkeep", "diagnosis_text"), "json": _JSON},
}
"""The formats of each report, by the `kind` that its JSON has."""


BINARY = frozenset({"scip"})
"""Formats of bytes: their text is what `surrogateescape` makes of these, and stdout gets them back as they were."""


def listed(report: str) -> str:
    """The formats of a report as a sentence has them: `text, json or markdown`."""
    *most, last = REPORTS[report]
    return f"{', '.join(most)} or {last}"


def check_format(report: str, chosen: str) -> None:
    """Raises ConfigError, with the nearest word, for a format that the report does not have."""
    if chosen not in REPORTS[report]:
        from difflib import get_close_matches

        near = get_close_matches(chosen, REPORTS[report], n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise ConfigError(f"no format {chosen!r} here", f"{hint}formats are {', '.join(REPORTS[report])}")


def written(report: str, chosen: str, record: object, **settings: object) -> str:
    """The record as text in the chosen format. Only this format's writer is imported. Raises ConfigError."""
    check_format(report, chosen)
    writer = REPORTS[report][chosen]
    known = {"kind": report, **settings}
    style = settings.get("style")
    if isinstance(style, Style):
        known["style"] = replace(style, escape=COLOUR)
    function = getattr(import_module(f"rgraph.render.{writer.module}"), writer.function)
    return DOORS[chosen](str(function(record, **{name: known[name] for name in writer.wants if name in known})))
