"""Trees in memory with rules, judged without git and without a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rgraph.errors import ConfigError
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Checker, Surroundings
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


Files = Mapping[str, str | bytes]


def written(kind: str, fields: str) -> str:
    """One rule called `r` of a kind, with fields as TOML."""
    return f'[[rule]]\nname = "r"\nkind = "{kind}"\nreason = "Because."\n{fields}\n'


def said(kind: str, fields: str, files: Files | str, before: Files | str | None = None, since: str = "") -> list[str]:
    """What one rule of a kind says of a tree (a text is `src/lib.rs`), in the order of the report."""
    report = judge(written(kind, fields), _tree(files), None if before is None else _tree(before), since)
    return [violation.finding.message for violation in report.violations]


def places(kind: str, fields: str, files: Files | str, before: Files | str | None = None) -> list[str]:
    """Where one rule of a kind says it, as `path:line:col`."""
    report = judge(written(kind, fields), _tree(files), None if before is None else _tree(before))
    spots = [violation.finding.place for violation in report.violations]
    return [f"{spot.path}:{spot.line}:{spot.col}" for spot in spots]


def refused(kind: str, fields: str) -> str:
    """Why a rule is refused before it sees any code."""
    try:
        parse_rules(written(kind, fields).encode())
    except ConfigError as error:
        return error.message
    raise AssertionError(f"{kind} takes {fields}")


def _tree(files: Files | str) -> Files:
    return {"src/lib.rs": files} if isinstance(files, str) else files
