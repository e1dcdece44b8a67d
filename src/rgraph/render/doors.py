"""The one door of each output format: what leaves rgraph has passed here, whatever a repository put into it.

Writers see to their format's own quoting and keep names on their lines (`words.one_line`, `markdown_words`). The door
sees to what no writer can know: characters that a terminal obeys, and lines that a CI runner reading the log obeys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .words import visible

COLOUR = "\udffe"
"""Stands for ESC in what `Style` adds. No text of a repository holds it: half a character is in no UTF-8."""

_COMMAND = re.compile(r"^(\s*)::(?=[a-zA-Z_-]+[ :])", re.MULTILINE)
"""`::error file=...::` at the beginning of a line, blanks aside: GitHub Actions obeys it in any output."""

_MARKED = re.compile(r"##(?=\[|vso\[|teamcity\[)")
"""`##[error]`, `##vso[...]`, `##teamcity[...]`: other runners obey these, some anywhere in a line."""

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What JSON need not escape, and a terminal or a reader's eye is led astray by."""


def log_text(text: str) -> str:
    """Text for a terminal or a log: no control characters but our own colours, no commands to a CI runner."""
    shown = visible(text, keep="\n\t" + COLOUR)
    return _MARKED.sub(r"#\\#", _COMMAND.sub(r"\1\\::", shown)).replace(COLOUR, "\x1b")


def markup(text: str) -> str:
    """HTML, XML, or a drawing's labels: the same to a reader, with entities for what a CI runner might obey."""
    return _MARKED.sub("#&#35;", _COMMAND.sub(r"\1&#58;:", visible(text, keep="\n\t")))


def annotation_lines(text: str) -> str:
    """What is meant to be obeyed: `github.annotation` keeps each on its line."""
    return _MARKED.sub(r"#\\#", visible(text, keep="\n"))


def json_text(text: str) -> str:
    """JSON, the same to a program: what a terminal or a CI runner might obey is written as escapes."""
    return _MARKED.sub(r"#\\u0023", _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def as_it_is(text: str) -> str:
    """Bytes that no terminal shows, on their way to a file."""
    return text


DOORS: Mapping[str, Callable[[str], str]] = {
    "text": log_text,
    "table": log_text,
    "markdown": log_text,
    "changelog": log_text,
    "csv": log_text,
    "toml": log_text,
    "json": json_text,
    "jsonl": json_text,
    "sarif": json_text,
    "github": annotation_lines,
    "junit": markup,
    "html": markup,
    "svg": markup,
    "xml": markup,
    "graphml": markup,
    "dot": markup,
    "mermaid": markup,
    "edges": log_text,
    "scip": as_it_is,
}
"""The door of each format; a format without one cannot be written."""
