"""The five invariants on random histories: branches, merges, renames, deletions, amends, rebases, broken files."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rgraph.git.repository import Repository, open_repository
from rgraph.index.analysis import analyse, reading
from rgraph.index.doctor import check_links, check_view, examine
from rgraph.index.dump import dump
from rgraph.index.gc import collect
from rgraph.index.indexer import Scope, Wanted, ensure, index, wanted
from rgraph.model.ids import Oid
from rgraph.store.packing import content_hash
from rgraph.store.store import Store, open_store
from tests.dsl import Built, History, histories

QUICK = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink}
)


@contextmanager
def _built(history: History) -> Iterator[tuple[Built, Repository]]:
    with tempfile.TemporaryDirectory() as folder:
        built = history.build(Path(folder) / "r")
        yield built, open_repository(built.repo.git_dir)


def _dumps(store: Store, oids: tuple[str, ...]) -> dict[str, list[str]]:
    return {oid: list(dump(store, Oid(oid))) for oid in oids}


@QUICK
@given(histories())
def test_facts_are_a_function_of_the_content(history: History) -> None:
    """Invariant 1: the same bytes give the same facts, and what is stored is that."""
    with _built(history) as (built, repository), open_store(None, "mem") as store:
        index(repository, store, wanted(repository, Scope.ALL))
        for oid in built.commits[-3:]:
            ensure(repository, store, [Oid(oid)])
            for path, blob in repository.tree(Oid(oid)).items():
                data = repository.read(blob)
                for part, packed in analyse(blob, data, reading(path)).analysis.parts.items():
                    hash_ = store.contents.hashes([blob])[blob]
                    assert hash_ == content_hash(data)
                    assert store.contents.squeezed(hash_, part) == packed


@QUICK
@given(histories(), st.randoms(use_true_random=False))
def test_a_view_is_the_tree(history: History, chosen: random.Random) -> None:
    """Invariant 2, for commits indexed in any order, amended ones (which no ref has) included."""
    with _built(history) as (built, repository), open_store(None, "mem") as store:
        some = chosen.sample(built.commits, min(3, len(built.commits)))
        ensure(repository, store, map(Oid, some))
        index(repository, store, wanted(repository, Scope.ALL))
        ensure(repository, store, map(Oid, built.commits))
        for oid in built.commits:
            commit = store.versions.commit(Oid(oid))
            assert commit is not None
            assert list(check_view(repository, store, commit)) == []
            oracle = {path.decode(): content_hash(data) for path, data in built.repo.files(oid).items()}
            assert {file.path: file.blob for file in store.versions.files_at(Oid(oid))} == {
                path: blob for path, blob in oracle.items() if path.endswith((".rs", "Cargo.toml", "rgraph.toml"))
            }


@QUICK
@given(histories(min_steps=3))
def test_incremental_equals_from_scratch(history: History) -> None:
    """Invariant 3: every commit linked after others has the edge sets that linking it alone gives."""
    with _built(history) as (_, repository), open_store(None, "mem") as store:
        index(repository, store, wanted(repository, Scope.ALL))
        for commit in store.versions.all_commits():
            assert list(check_links(repository, store, commit)) == []


@QUICK
@given(histories(), st.randoms(use_true_random=False))
def test_dumps_do_not_depend_on_the_order_of_indexing(history: History, chosen: random.Random) -> None:
    """Invariant 4."""
    with _built(history) as (built, repository):
        shuffled = list(built.commits)
        chosen.shuffle(shuffled)
        with open_store(None, "mem") as first, open_store(None, "mem") as second:
            index(repository, first, wanted(repository, Scope.ALL))
            ensure(repository, first, map(Oid, built.commits))
            for oid in shuffled:
                index(repository, second, Wanted((Oid(oid),)))
            assert _dumps(first, built.commits) == _dumps(second, built.commits)


@QUICK
@given(histories(min_steps=3), st.randoms(use_true_random=False))
def test_commits_indexed_on_demand_are_linked_as_if_alone(history: History, chosen: random.Random) -> None:
    """Invariant 3 in any direction: HEAD first, then some at once, each from whichever is nearest, then HEAD's next."""
    with _built(history) as (built, repository), open_store(None, "mem") as store:
        ensure(repository, store, [Oid(chosen.choice(built.commits))])
        ensure(repository, store, map(Oid, chosen.sample(built.commits, min(5, len(built.commits)))))
        index(repository, store, wanted(repository))
        ensure(repository, store, map(Oid, built.commits))
        for commit in store.versions.all_commits():
            assert list(check_links(repository, store, commit)) == []


@QUICK
@given(histories())
def test_collecting_keeps_every_commit_that_git_keeps(history: History) -> None:
    """Views, links and dumps of what refs and reflogs reach are the same after gc; amended commits are gone."""
    with _built(history) as (built, repository), open_store(None, "mem") as store:
        index(repository, store, wanted(repository, Scope.ALL))
        ensure(repository, store, map(Oid, built.commits))
        kept = {str(record.oid) for record in repository.walk(repository.kept_commits())}
        before = _dumps(store, tuple(kept))
        collect(repository, store)
        assert {commit.oid for commit in store.versions.all_commits()} == kept
        assert _dumps(store, tuple(kept)) == before
        assert examine(repository, store, commits=50, links=2).findings == ()
