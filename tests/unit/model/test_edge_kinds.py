"""The table of edge kinds: whoever reads the graph follows it, also for a kind that is added tomorrow."""

from __future__ import annotations

import msgspec
import pytest

from rgraph.diff.compare import Options, compare
from rgraph.model.graph import Edge, EdgeKind, FileState, LinkedFile, Tier, pack_linked, unpack_linked
from rgraph.model.ids import RepoPath, Symbol
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Checker, Surroundings
from rgraph.view.edgelist import references
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import MemorySource, graph_of
from rgraph.view.reach import ALL_TIERS, callees, callers, impact
from rgraph.view.summary import Level, summary


def kind_of_tomorrow(word: str, verb: str, **counts: bool) -> EdgeKind:
    """A member that the table does not have, made as the table makes its own."""
    every = {"is_dependence": True, "carries_impact": True, "is_reference": True, "listed_as": "", **counts}
    return EdgeKind.__new_member__(EdgeKind, word, verb, **every)  # type: ignore[attr-defined]


AWAITS = kind_of_tomorrow("awaits", "awaits")
QUIET = kind_of_tomorrow("quiet", "says nothing of", is_dependence=False, carries_impact=False, is_reference=False)
KINDS = [*EdgeKind, AWAITS, QUIET]

SOURCE = "pub mod near { pub fn user() {} }\npub mod far { pub fn used() -> u8 { 1 } }\n"
USER, USED = Symbol("demo::near::user"), Symbol("demo::far::used")
RULE = b"""
[[rule]]
name = "apart"
kind = "forbidden"
from = "demo::near"
to = "demo::far"
reason = "near stands alone"
"""


def graph_with(kind: EdgeKind, source: str = SOURCE) -> CommitGraph:
    """Two functions in modules of their own, and one edge of the kind between them."""
    memory = MemorySource()
    plain = graph_of({"src/lib.rs": source}, memory)
    path = RepoPath("src/lib.rs")
    linked = plain.linked(path)
    assert linked is not None
    edge = Edge(USER, kind, USED, Tier.EXACT, 1, 0)
    more = LinkedFile(linked.defs, [*linked.edges, edge], linked.unresolved)
    state = FileState(path, plain.files[path].blob, memory.add_linked(more))
    return CommitGraph({**plain.files, path: state}, memory, memory.content)


def ids(kind: EdgeKind) -> str:
    return kind.value


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_rules_judge_what_is_a_dependence_and_say_its_verb(kind: EdgeKind) -> None:
    report = Checker(parse_rules(RULE), Surroundings()).check(Code(graph_with(kind)), "tree")
    said = [violation.finding.message for violation in report.violations]
    wanted = f"{USER} must not depend on {USED} ({kind.verb})"
    assert said == ([wanted] if kind.is_dependence else [])


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_callers_and_callees_list_what_is_a_dependence(kind: EdgeKind) -> None:
    graph = graph_with(kind)
    user, used = graph.item(USER), graph.item(USED)
    assert user is not None and used is not None
    wanted = [kind] if kind.is_dependence else []
    assert [neighbour.edge for neighbour in callers(graph, used).neighbours] == wanted
    assert [neighbour.edge for neighbour in callees(graph, user).neighbours] == wanted


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_impact_follows_what_carries_it(kind: EdgeKind) -> None:
    graph = graph_with(kind)
    used = graph.item(USED)
    assert used is not None
    assert [one.item.symbol for one in impact(graph, used).affected] == ([USER] if kind.carries_impact else [])


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_a_diff_says_who_feels_a_change_and_which_modules_lean_anew(kind: EdgeKind) -> None:
    old, new = graph_of({"src/lib.rs": SOURCE}), graph_with(kind, SOURCE.replace("{ 1 }", "{ 2 }"))
    report = compare(old, new, Options())
    felt = [caller.symbol for change in report.changes for caller in change.affected.callers]
    leaning = [(d.source, d.target, d.example) for d in report.drift.modules_gained]
    assert felt == ([USER] if kind.carries_impact else [])
    example = f"{USER} {kind.value} {USED}"
    assert leaning == ([("demo::near", "demo::far", example)] if kind.is_dependence else [])


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_the_edge_list_has_what_code_names(kind: EdgeKind) -> None:
    found = [(r.owner_name, r.kind, r.target_name) for r in references(graph_with(kind), ALL_TIERS)]
    assert found == ([("user", kind.listed_as, "used")] if kind.is_reference else [])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not EdgeKind.CONTAINS], ids=ids)
def test_a_drawn_graph_counts_every_kind_but_containment(kind: EdgeKind) -> None:
    (link,) = summary(graph_with(kind), Level.MODULE, ALL_TIERS).links
    assert (link.src, link.dst, link.kinds) == ("demo::near", "demo::far", {kind.value: 1})


@pytest.mark.parametrize("kind", EdgeKind, ids=ids)
def test_a_kind_is_its_word_where_it_is_stored(kind: EdgeKind) -> None:
    edge = Edge(USER, kind, USED, Tier.EXACT, 1, 0)
    assert msgspec.to_builtins(edge)[1] == kind.value == str(kind)
    assert unpack_linked(pack_linked(LinkedFile([], [edge], []))).edges == [edge]


def test_what_carries_impact_is_a_dependence() -> None:
    assert [kind for kind in EdgeKind if kind.carries_impact and not kind.is_dependence] == []
    assert [kind for kind in EdgeKind if not kind.verb.strip()] == []
