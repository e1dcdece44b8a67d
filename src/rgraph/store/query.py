"""A user's script: what it may hold, and running it within a time limit."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping

from rgraph.errors import QueryError

from .engine import Engine, Rows

ALLOWED_RULES = frozenset(
    {
        "BFS", "BetweennessCentrality", "BreadthFirstSearch", "ClosenessCentrality", "ClusteringCoefficients",
        "CommunityDetectionLouvain", "ConnectedComponents", "DFS", "DegreeCentrality", "DepthFirstSearch",
        "KShortestPathYen", "LabelPropagation", "MinimumSpanningForestKruskal", "MinimumSpanningTreePrim",
        "PageRank", "RandomWalk", "ReorderSort", "SCC", "ShortestPathAStar", "ShortestPathBFS",
        "ShortestPathDijkstra", "StronglyConnectedComponent", "TopSort", "Constant",
    }
)  # fmt: skip
"""Cozo's fixed rules that read nothing but their arguments: no CsvReader, no JsonReader."""

_STRINGS = re.compile(
    r"""r?___"(?:.|\n)*?"___|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\#[^\n]*|/\*(?:.|\n)*?\*/""", re.VERBOSE
)
_FIXED_RULE = re.compile(r"<~\s*([A-Za-z_][A-Za-z_0-9.]*)?")
_OPTION = re.compile(r":\s*([a-z_]+)|(?<![\w])::\s*([a-z_]+)|%([a-z_]+)")
_ALLOWED_OPTIONS = frozenset({"limit", "offset", "sort", "order", "timeout", "assert"})
_WRITES = frozenset(
    {
        "put",
        "rm",
        "create",
        "replace",
        "ensure",
        "ensure_not",
        "insert",
        "update",
        "delete",
        "returning",
        "yield",
        "sleep",
    }
)

GRACE_SECONDS = 1.0
"""How long after its limit a script is still waited for: Cozo looks at the clock only between steps."""


def run(
    engine: Engine, script: str, params: Mapping[str, object], seconds: float, rules: str = ""
) -> tuple[list[str], Rows]:
    """Run a user's script immutable after rgraph's own rules. Raises QueryError."""
    check(script)
    prefix = f":timeout {seconds:.3f}\n{rules}\n" if rules else f":timeout {seconds:.3f}\n"
    return _within(engine, prefix, script, params, seconds)


def check(script: str) -> None:
    """Refuse what writes, sleeps, runs system commands, or calls a fixed rule that is not on the list.

    Raises:
        QueryError: what is forbidden, and where.
    """
    bare = _STRINGS.sub(lambda match: " " * len(match.group()), script)
    for match in _FIXED_RULE.finditer(bare):
        name = match.group(1) or ""
        if name not in ALLOWED_RULES:
            _refuse(script, match.start(), f"the fixed rule {name or '(unnamed)'} is not allowed in queries")
    for match in _OPTION.finditer(bare):
        name = match.group(1) or match.group(2) or match.group(3) or ""
        if match.group(2) or match.group(3):
            _refuse(script, match.start(), f"{match.group().strip()} is not allowed in queries")
        if name in _WRITES and name not in _ALLOWED_OPTIONS and _starts_statement(bare, match.start()):
            _refuse(script, match.start(), f":{name} is not allowed in queries: they only read")


def _starts_statement(script: str, offset: int) -> bool:
    """An option follows a blank or starts the script; `{key: name}` bindings follow a name."""
    return offset == 0 or script[offset - 1].isspace() or script[offset - 1] in "]})"


def _refuse(script: str, offset: int, why: str) -> None:
    line = script.count("\n", 0, offset) + 1
    column = offset - (script.rfind("\n", 0, offset) + 1) + 1
    raise QueryError(f"{why} at line {line}, column {column}", "docs/query.md lists what is.")


def _within(
    engine: Engine, prefix: str, script: str, params: Mapping[str, object], seconds: float
) -> tuple[list[str], Rows]:
    """Ctrl-C and the clock do not stop a running script, so it runs in a thread that can be left behind."""
    result: list[tuple[list[str], Rows]] = []
    failure: list[BaseException] = []

    def call() -> None:
        try:
            result.append(engine.run_foreign(script, params, prefix))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds + GRACE_SECONDS)
    if thread.is_alive():
        raise QueryError(
            f"the query took longer than {seconds:g} s", "Narrow it (bind the file or item first), or raise --timeout."
        )
    if failure:
        raise failure[0]
    return result[0]
