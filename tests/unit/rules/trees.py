"""Trees in memory with rules, judged without git and without a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rgraph.rules.check import Checker, Surroundings
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.rule import Expiry
from rgraph.rules.violation import CheckReport
from rgraph.store.store import open_store
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import MemorySource, graph_of
from rgraph.view.query.ask import ask

TODAY = "2026-01-01"


@dataclass(frozen=True)
class OneTree:
    """A tree in memory as a query's only revision."""

    tree: CommitGraph

    def graph(self) -> CommitGraph:
        return self.tree

    def old_graph(self) -> CommitGraph:
        raise AssertionError("no second revision here")

    def over_time(self, mention: object) -> list[list[object]]:
        raise AssertionError(f"no history here: {mention}")


def query(code: Code, script: str) -> list[dict[str, object]]:
    table = ask(open_store(None, "mem"), OneTree(code.graph), script)
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def expired(expiry: Expiry) -> bool:
    return str(expiry) < TODAY


def judge(
    rules: str,
    files: Mapping[str, str | bytes],
    before: Mapping[str, str | bytes] | None = None,
    since: str = "",
    lenient: bool = False,
) -> CheckReport:
    """The report on a tree; every revision that a rule names is the tree `before`."""
    source = MemorySource()
    code = Code(graph_of(files, source))
    base = Code(graph_of(before, source)) if before is not None else None

    def find_base(revision: str) -> Code:
        assert base is not None, f"no tree for {revision}"
        return base

    around = Surroundings(base=find_base, query=query, expired=expired)
    return Checker(parse_rules(rules.encode()), around, since, lenient).check(code, "tree")
