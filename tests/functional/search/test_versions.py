"""Search as of any commit: what is found is alive there, and all that is alive is found, whatever else is in the store."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rgraph.model.ids import Oid
from rgraph.search.hits import Hits, Mode, Query
from rgraph.search.searcher import Searcher
from rgraph.view.memory import graph_of
from rgraph.view.session import Session, open_session
from tests.dsl import histories
from tests.dsl.histories import FUNCTIONS, MODULES, TYPES, History, Step
from tests.unit.search.test_vectors import Counting

WORDS = (*FUNCTIONS, *TYPES, *MODULES, "walk Red", "Red::run", "how does alpha jump", "u32", "item", "x")


def alone(session: Session, oid: str) -> Searcher:
    """A commit's files, read from git and searched without a store."""
    tree = session.repository.tree(Oid(oid))
    return Searcher(graph_of({path: session.repository.read(blob) for path, blob in tree.items()}))


def unplaced(found: Hits) -> Hits:
    """Hits without the commit that they are of."""
    return replace(found, commit="", hits=tuple(replace(hit, commit="") for hit in found.hits))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.data())
def test_a_commit_is_searched_as_if_there_were_no_other(history: History, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = history.build(Path(folder) / "demo")
        session = open_session(built.repo.path)
        order = data.draw(st.permutations(built.commits))[:4]
        for oid in order:
            query = Query(data.draw(st.sampled_from(WORDS)), limit=1000)
            found = Searcher(session.graph(oid), session.store).search(query)
            assert unplaced(found) == unplaced(alone(session, oid).search(query))
        session.store.close()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, list[str]]]:
    chance = random.Random(12)
    what = [
        "add_function",
        "add_method",
        "delete_piece",
        "edit",
        "add_module",
        "rename_module",
        "delete_file",
        "branch",
    ]
    steps = [
        Step(chance.choice(what), chance.randrange(3), chance.randrange(12), chance.randrange(12)) for _ in range(40)
    ]
    built = History(tuple(steps)).build(tmp_path_factory.mktemp("old") / "demo")
    session = open_session(built.repo.path)
    session.ensure([Oid(oid) for oid in built.commits])
    yield session, list(built.commits)
    session.store.close()


@pytest.mark.parametrize("mode", [Mode.LEXICAL, Mode.VECTOR, Mode.HYBRID])
def test_a_hundred_queries_at_old_versions_return_only_what_was_alive(
    old: tuple[Session, list[str]], mode: Mode
) -> None:
    session, commits = old
    chance, model, hits = random.Random(len(mode)), Counting(), 0
    for _ in range(100):
        oid, word = chance.choice(commits), chance.choice(WORDS)
        tree = Searcher(session.graph(oid), session.store, session.note, model)
        blobs = session.repository.tree(Oid(oid))
        for hit in tree.search(Query(word, limit=50, mode=mode)).hits:
            hits += 1
            line = session.repository.read(blobs[hit.path]).decode().split("\n")[hit.line - 1]  # type: ignore[index]
            assert hit.ord < 0 or hit.name in line
            assert hit.commit == oid
            assert not hit.symbol or session.graph(oid).item(hit.symbol) is not None
    assert hits > 100


def test_nothing_alive_is_lost(old: tuple[Session, list[str]]) -> None:
    session, commits = old
    for oid in commits[::8]:
        tree = Searcher(session.graph(oid), session.store)
        named = {item.symbol for item in session.graph(oid).items() if item.name == "walk"}
        found = {hit.symbol for hit in tree.search(Query("walk", limit=1000)).hits}
        assert named <= found


def test_what_is_there_no_more_is_found_only_where_it_was(old: tuple[Session, list[str]]) -> None:
    session, commits = old
    names = re.compile(r"fn (\w+)")
    seen = {oid: {name for text in _texts(session, oid) for name in names.findall(text)} for oid in commits}
    gone = sorted(set().union(*seen.values()) - seen[commits[-1]])
    assert gone
    last = Searcher(session.graph(commits[-1]), session.store)
    for name in gone:
        assert name not in {hit.name for hit in last.search(Query(name, limit=1000)).hits}
        oid = next(oid for oid in commits if name in seen[oid])
        then = Searcher(session.graph(oid), session.store).search(Query(name, limit=1000))
        assert name in {hit.name for hit in then.hits}


def _texts(session: Session, oid: str) -> list[str]:
    tree = session.repository.tree(Oid(oid))
    return [session.repository.read(blob).decode() for path, blob in tree.items() if path.endswith(".rs")]
