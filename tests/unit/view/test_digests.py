"""Digests of files that are kept from another tree say of this one what it says of itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.rules.staged import check_staged
from rgraph.rules.violation import CheckReport
from rgraph.view import kept_digests
from rgraph.view.digests import FileDigest
from rgraph.view.graph import CommitGraph
from rgraph.view.kept_digests import DigestShelf
from rgraph.view.memory import MemorySource, graph_of
from rgraph.view.places import ItemAt
from rgraph.view.session import open_session
from rgraph.view.testcode import TEST_TARGETS, built_for_tests
from tests.dsl import History, Repo, histories, manifest

EVERY = tuple(Tier)
LIB = "pub mod a;\npub mod b;\npub fn top() { a::f(); std::fs::read(b::NAME).ok(); }\n"
A = "use crate::b::S;\npub fn f() -> S { S::new() }\npub mod inner { pub fn g(s: super::S) { s.go(); super::f(); } }\n"
B = "pub const NAME: &str = stringify!(x);\npub struct S;\nimpl S { pub fn new() -> S { S } pub fn go(&self) {} }\n"
FILES = {"src/lib.rs": LIB, "src/a.rs": A, "src/b.rs": B, "tests/it.rs": "#[test]\nfn it() { demo::top(); }\n"}


class Shelf:
    """A shelf that has what a tree says of itself."""

    def __init__(self, files: Mapping[RepoPath, FileDigest], hashes: Mapping[str, str]) -> None:
        self.files = files
        self._hashes = hashes

    def hashes(self, sets: Iterable[str]) -> dict[str, str]:
        return {edges: self._hashes[edges] for edges in sets if edges in self._hashes}


def beside(graph: CommitGraph, other: CommitGraph) -> CommitGraph:
    """The same tree, asked where the digests of another one are kept."""
    made = graph.over(graph.files, graph.contents.source)
    made.kept = Shelf(other.module_graph.digests, graph.set_hashes)  # type: ignore[assignment]
    return made


def assert_same(graph: CommitGraph, kept: CommitGraph) -> None:
    """The answers for a tree alone, and with what is kept of another."""
    alone, found = graph.module_graph, beside(graph, kept).module_graph
    for path in alone.digests:  # what is told once it is asked for
        assert found.says_unsafe(path) == alone.says_unsafe(path)
    assert found.digests == alone.digests
    for name in ("places", "parents", "declared", "modules", "tests"):
        assert getattr(found.folded, name) == getattr(alone.folded, name), name
    assert list(found.items.items()) == list(alone.items.items())
    for tiers, tests in product((EVERY, (Tier.EXACT,)), (True, False)):
        one, other = found.between(tiers, tests), alone.between(tiers, tests)
        assert [(pair, list(of)) for pair, of in one.items()] == [(pair, list(of)) for pair, of in other.items()]


# ---- what a tree says of itself --------------------------------------------------------------------------------


def ancestors(items: Mapping[Symbol, ItemAt], symbol: Symbol) -> Iterator[ItemAt]:
    at = items.get(symbol)
    while at is not None:
        yield at
        at = items.get(at.parent)


def assert_right(graph: CommitGraph) -> None:
    """The answers for a tree, and what follows from its items and edges one by one."""
    modules, items = graph.module_graph, {item.symbol: item for item in graph.items()}
    assert list(modules.items.items()) == list(items.items())
    assert len(modules.items) == len(items)
    stands = {s: next((i.symbol for i in ancestors(items, s) if i.kind is ItemKind.MODULE), s) for s in items}
    assert {symbol: modules.module_of(symbol) for symbol in items} == stands
    crates = {crate.id for crate in graph.cargo.crates if crate.kind in TEST_TARGETS}
    tests = {s for s in items if any(i.crate in crates or built_for_tests(i) for i in ancestors(items, s))}
    assert modules.tests == tests
    assert modules.modules == sorted(s for s, item in items.items() if item.kind is ItemKind.MODULE)
    assert modules.module_files == {s: item.path for s, item in items.items() if item.ord < 0}
    edges = [(path, edge) for path in graph.files for edge in graph_edges(graph, path) if edge.kind.is_dependence]
    assert modules.every_reference == edges
    for module in modules.modules:
        own = [one for one in edges if stands.get(one[1].src, one[1].src) == module]
        assert list(modules.references_in(module, EVERY, True)) == own
        exact = [one for one in own if one[1].tier is Tier.EXACT and one[1].src not in tests]
        assert list(modules.references_in(module, (Tier.EXACT,), False)) == exact
        assert [*modules.folded.around(module)] == [item.symbol for item in ancestors(items, module)]
    for path, file in modules.digests.items():
        declared = graph.declared(path)
        assert modules.says_unsafe(path) or not any("unsafe" in item.quals for item in declared)
        assert modules.says_unsafe(path) or b"unsafe " not in graph.source(path)
        assert file.is_foreign == any(item.kind is ItemKind.EXTERN_BLOCK for item in declared)
    for symbol, item in items.items():
        assert modules.folded.kind(symbol) is item.kind
        assert modules.folded.is_unsafe(symbol) == (item.item is not None and "unsafe" in item.item.quals)
    assert modules.outside_names == {edge.dst for _, edge in edges} - items.keys()
    for symbol in items:
        assert modules.references_from([symbol], EVERY, True) == [one for one in edges if one[1].src == symbol]
        users = {edge.src for _, edge in edges if edge.dst == symbol}
        assert modules.users_of([symbol]) >= users
        assert modules.references_from(users, EVERY, True) == [one for one in edges if one[1].src in users]
    assert_grouped(graph, edges, stands, tests)


def graph_edges(graph: CommitGraph, path: RepoPath) -> list[Edge]:
    linked = graph.linked(path)
    return linked.edges if linked is not None else []


def assert_grouped(
    graph: CommitGraph, edges: list[tuple[RepoPath, Edge]], stands: Mapping[Symbol, Symbol], tests: set[Symbol]
) -> None:
    for tiers, with_tests, kinds in product((EVERY, (Tier.EXACT,)), (True, False), ((), (EdgeKind.CALLS,))):
        expected: dict[tuple[Symbol, Symbol], list[tuple[RepoPath, Edge]]] = {}
        for path, edge in edges:
            ends = stands.get(edge.src, edge.src), stands.get(edge.dst, edge.dst)
            counts = edge.tier in tiers and (with_tests or edge.src not in tests) and (not kinds or edge.kind in kinds)
            if counts and ends[0] != ends[1]:
                expected.setdefault(ends, []).append((path, edge))
        found = graph.module_graph.between(tiers, with_tests, kinds)
        assert [(pair, list(bundle)) for pair, bundle in found.items()] == list(expected.items())
        for bundle in found.values():
            assert (len(bundle), bundle[0]) == (len(list(bundle)), next(iter(bundle)))
            assert bundle.tiers == {edge.tier for _, edge in bundle}


# ---- from tree to tree -----------------------------------------------------------------------------------------

OTHERS: dict[str, dict[str, str]] = {
    "the same": {},
    "a private function more": {"src/a.rs": A + "fn more() {}\n"},
    "a function that others use goes": {"src/b.rs": B.replace("pub fn go(&self) {}", "")},
    "a type moves into a module of its own": {
        "src/b.rs": 'pub use self::own::S;\npub const NAME: &str = "";\npub mod own {\n' + B + "}\n"
    },
    "a module is for tests now": {"src/lib.rs": LIB.replace("pub mod a;", "#[cfg(test)]\npub mod a;")},
    "a module in a file is for tests now": {"src/a.rs": A.replace("pub mod inner", "#[cfg(test)] pub mod inner")},
    "a module moves to a file": {
        "src/a.rs": A.partition("pub mod inner")[0] + "pub mod inner;\n",
        "src/a/inner.rs": "pub fn g(s: super::S) { s.go(); super::f(); }\n",
    },
    "a module is gone": {"src/lib.rs": LIB.replace("pub mod b;", "")},
    "a file is somewhere else": {
        "src/lib.rs": LIB.replace("pub mod b;", '#[path = "c.rs"]\npub mod b;'),
        "src/c.rs": B,
    },
    "a file in two modules": {"src/lib.rs": LIB + '#[path = "b.rs"]\nmod again;\n'},
    "a library that is an example now": {
        "Cargo.toml": manifest("demo", extra='[lib]\npath = "src/b.rs"\n[[example]]\nname = "e"\npath = "src/lib.rs"\n')
    },
    "what macros make": {
        "src/b.rs": B
        + "macro_rules! m { ($n:ident) => { pub mod $n { pub fn made() { crate::top() } } } }\nm!(here);\n"
    },
    "what macros make of a word": {
        "src/b.rs": B + "macro_rules! m { ($n:ident) => { pub unsafe fn $n() {} extern {} } }\n",
        "src/a.rs": A + "m!(here);\n",
        "src/lib.rs": LIB.replace("pub mod a;\npub mod b;", "#[macro_use]\npub mod b;\npub mod a;"),
    },
    "two under opposite conditions": {
        "src/b.rs": B + "#[cfg(unix)] pub fn u() {}\n#[cfg(not(unix))] pub fn u() { crate::top() }\n"
    },
    "an unknown name is known now": {
        "src/lib.rs": LIB + "pub mod ext { pub fn f() { other::thing(); } }\n",
        "Cargo.toml": manifest("demo", extra='[dependencies]\nother = { path = "other" }\n'),
    },
    "and here it is": {
        "src/lib.rs": LIB + "pub mod ext { pub fn f() { other::thing(); } }\n",
        "Cargo.toml": manifest("demo", extra='[dependencies]\nother = { path = "other" }\n'),
        "other/Cargo.toml": manifest("other"),
        "other/src/lib.rs": "pub fn thing() { thing() }\n",
    },
}


@pytest.fixture(scope="module")
def trees() -> dict[str, CommitGraph]:
    source = MemorySource()
    return {name: graph_of({**FILES, **files}, source) for name, files in OTHERS.items()}


@pytest.mark.parametrize("name", OTHERS)
def test_what_a_tree_says_of_itself_follows_from_its_items_and_edges(trees: dict[str, CommitGraph], name: str) -> None:
    assert_right(trees[name])


@pytest.mark.parametrize(("kept", "now"), [*combinations(OTHERS, 2), *(pair[::-1] for pair in combinations(OTHERS, 2))])
def test_a_tree_beside_what_is_kept_of_another(trees: dict[str, CommitGraph], kept: str, now: str) -> None:
    assert_same(trees[now], trees[kept])


@pytest.mark.parametrize("was_there", [True, False])
def test_a_file_that_names_what_came_or_went_elsewhere(was_there: bool) -> None:
    source = MemorySource()
    graph, path = graph_of(FILES, source), RepoPath("src/b.rs")
    linked = graph.linked(path)
    assert linked is not None
    left = replace(
        linked,
        defs=[one for one in linked.defs if one.symbol != "demo::b::S::new"],
        edges=[edge for edge in linked.edges if "demo::b::S::new" not in (edge.src, edge.dst)],
    )
    edges = source.add_linked(left)
    less = graph.over({**graph.files, path: replace(graph.files[path], edges=edges)}, source)
    assert less.module_graph.outside_names - graph.module_graph.outside_names == {"demo::b::S::new"}
    assert_same(graph, less) if was_there else assert_same(less, graph)


@pytest.mark.parametrize(
    ("name", "asked"), [("a private function more", {"demo::a::more"}), ("a function that others use goes", set())]
)
def test_what_stands_where_it_stood_is_not_looked_for(
    trees: dict[str, CommitGraph], monkeypatch: pytest.MonkeyPatch, name: str, asked: set[str]
) -> None:
    looked_for: set[str] = set()
    naming = CommitGraph.naming
    monkeypatch.setattr(
        CommitGraph, "naming", lambda self, may, moved: looked_for.update(moved) or naming(self, may, moved)
    )
    _ = beside(trees[name], trees["the same"]).module_graph.digests
    assert looked_for - {"demo::b::S::go"} == asked


def test_what_is_kept_is_not_read_again(trees: dict[str, CommitGraph], monkeypatch: pytest.MonkeyPatch) -> None:
    graph = beside(trees["a private function more"], trees["the same"])
    read: list[str] = []
    whole = CommitGraph.linked
    monkeypatch.setattr(CommitGraph, "linked", lambda self, path: read.append(path) or whole(self, path))
    assert len(graph.module_graph.between(EVERY, True)) > 1
    assert set(read) == {"src/a.rs"}


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink})
@given(histories(min_steps=3))
def test_every_commit_beside_what_is_kept_of_another_one(history: History) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = history.build(Path(folder) / "r")
        session = open_session(built.repo.git_dir)
        graphs = [session.graph(oid) for oid in built.commits]
        for graph in graphs:
            assert_right(graph)
        for graph, other in product(graphs, graphs):
            assert_same(graph, other)


# ---- beside the store ------------------------------------------------------------------------------------------

RULES = """\
[[rule]]
name = "round"
kind = "acyclic"
reason = "r"

[[rule]]
name = "apart"
kind = "forbidden"
reason = "b is for others"
from = "demo::a"
to = "demo::b"
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setattr(kept_digests, "_FEW", 0)
    made = Repo(tmp_path / "r")
    made.commit({"Cargo.toml": manifest(), "rgraph.toml": RULES, **FILES})
    made.checkout()
    return made


def judged(repo: Repo) -> CheckReport:
    (repo.git_dir / "rgraph" / "checked").unlink(missing_ok=True)
    return check_staged(open_session(repo.path))


def stage(repo: Repo, path: str, text: str) -> None:
    repo.path.joinpath(path).write_text(text)
    repo.git("add", path)


def test_staged_files_are_judged_the_same_with_kept_digests(repo: Repo) -> None:
    first = judged(repo)
    kept = repo.git_dir / "rgraph" / "digests"
    assert first.violations and kept.exists()
    stage(repo, "src/b.rs", B + "pub fn back() { crate::a::f(); }\n")
    second = judged(repo)
    kept.unlink()
    assert judged(repo) == second
    assert len(second.violations) == len(first.violations) + 1


@pytest.mark.parametrize("damage", [b"", b"x\ny", "cut", "other"])
def test_digests_that_are_damaged_or_of_another_rgraph_are_not_read(
    repo: Repo, damage: bytes | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, kept = judged(repo), repo.git_dir / "rgraph" / "digests"
    whole = kept.read_bytes()
    if damage == "other":
        monkeypatch.setattr(kept_digests, "_version", lambda: "another")
    else:
        kept.write_bytes(damage if isinstance(damage, bytes) else whole[:-1])
    assert DigestShelf(repo.git_dir / "rgraph", open_session(repo.path).store).files == {}
    assert judged(repo) == first
