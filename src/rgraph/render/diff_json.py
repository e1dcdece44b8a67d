"""A diff report as JSON; `docs/diff.md` describes the shape."""

from __future__ import annotations

from typing import Any

import msgspec

from rgraph.diff.report import DiffReport

from .json import to_json


def report_json(report: DiffReport, kind: str = "diff") -> str:
    """The fields of `DiffReport`; the same for the same report. `before` and `after` only where code was asked for."""
    body: Any = msgspec.to_builtins(report)
    for change in body["changes"]:
        for side in ("before", "after"):
            if not change[side]:
                del change[side]
    return to_json(body, kind)
