"""Annotations as GitHub Actions reads them from a job's output."""

from __future__ import annotations


def annotation(level: str, path: str, line: int, col: int, title: str, message: str) -> str:
    """One `::error file=...::message` line. `level` is error, warning or notice; 0 for an unknown line or column."""
    places = [
        ("file", path),
        ("line", str(line) if line > 0 else ""),
        ("col", str(col) if col > 0 else ""),
        ("title", title),
    ]
    properties = ",".join(f"{key}={_property(value)}" for key, value in places if value)
    return f"::{level} {properties}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
