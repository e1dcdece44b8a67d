"""The HNSW index of a revision's vectors: kept by small increments, asked in Datalog beside the named rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rgraph.errors import QueryError
from rgraph.search import datalog
from rgraph.search.datalog import search_rows
from rgraph.search.vectors import choice, upkeep
from rgraph.search.vectors.embed import embed
from rgraph.search.vectors.near import Kept, keep_near
from rgraph.search.vectors.settings import Settings
from rgraph.store.binding import BINDING_VARIABLE
from rgraph.store.nearest import Held
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

from .test_vectors import Counting, searcher


class Other(Counting):
    """Another model, with vectors of its own."""

    key = "other"


MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'
V1 = "".join(
    f"pub fn carry_{word}(address: &str) {{ walk(address) }}\n" for word in ("box", "bag", "pot", "cup", "jar")
)
V2 = V1.replace("carry_jar", "throw_jar")
NEAR = """
?[symbol, part] := query_vector[v], q = vec(v), embedded[symbol, part, text],
  ~meaning:near{text | query: q, k: 1, ef: 20}
"""


@pytest.fixture(params=["cozo_embedded", "mnestic"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    if request.param == "mnestic":
        pytest.importorskip("mnestic")
    monkeypatch.setenv(BINDING_VARIABLE, request.param)
    for module in (datalog, choice):
        monkeypatch.setattr(module, "chosen_model", lambda *_: Counting())
    monkeypatch.setattr(upkeep, "is_installed", lambda: True)
    monkeypatch.setattr(upkeep, "read_settings", Settings)
    repo = Repo(tmp_path / "shop")
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": V1})
    repo.commit({"src/lib.rs": V2})
    session = open_session(repo.path)
    session.ensure([session.repository.resolve("HEAD~1"), session.repository.resolve("HEAD")])
    yield session
    session.store.close()


def keep(session: Session, rev: str) -> Kept:
    tree = searcher(session, rev)
    len(tree.corpus)
    names = tree.catalogue.text_names()
    embed(session.store, tree.graph, names, Counting())
    return keep_near(session.store, tree.graph.commit, names, Counting.key)


def asked(session: Session, script: str, rev: str = "HEAD", **params: object) -> list[list[object]]:
    return session.query(script, rev, "", params, 30, search_rows).rows


def test_datalog_finds_the_nearest_and_joins_it(shop: Session) -> None:
    assert keep(shop, "HEAD").vectors == 10
    assert asked(shop, NEAR, text="throw the jar") == [["shop::throw_jar", "signature"]]


def test_pairs_that_are_near_each_other(shop: Session) -> None:
    keep(shop, "HEAD")
    script = """
    ?[a, b] := embedded[a, 'signature', x], *meaning{text: x, vector}, embedded[b, 'signature', y], a < b,
      ~meaning:near{text: y | query: vector, k: 6, ef: 30, bind_distance: d}, d < 0.5
    """
    pairs = asked(shop, script)
    assert ["shop::carry_bag", "shop::carry_box"] in pairs


def test_only_what_changed_goes_in_and_out(shop: Session) -> None:
    first, same, next_ = keep(shop, "HEAD~1"), keep(shop, "HEAD~1"), keep(shop, "HEAD")
    assert (first.added, first.removed) == (10, 0)
    assert (same.added, same.removed) == (0, 0)
    assert next_.vectors == 10 and (next_.added, next_.removed) in {(2, 2), (10, 0)}  # or anew, where that is quicker
    assert asked(shop, NEAR, text="throw the jar") == [["shop::throw_jar", "signature"]]
    assert asked(shop, NEAR, "HEAD~1", text="carry the cup") == [["shop::carry_cup", "signature"]]


def test_what_was_cut_off_goes_on(shop: Session) -> None:
    keep(shop, "HEAD~1")
    with shop.store.writing():
        shop.store.nearest.reopen(Counting.key)
        shop.store.nearest.remove(sorted(shop.store.nearest.texts())[:1])
    said: list[str] = []
    shop.note = said.append  # type: ignore[method-assign]
    asked(shop, NEAR, text="carry the cup")
    assert said == ["the index of vectors is not complete; `rgraph index --hnsw` completes it"]
    assert keep(shop, "HEAD~1").added >= 1
    assert len(shop.store.nearest.texts()) == 10


def test_an_index_of_another_commit_is_said(shop: Session) -> None:
    keep(shop, "HEAD~1")
    said: list[str] = []
    shop.note = said.append  # type: ignore[method-assign]
    asked(shop, NEAR, text="walk")
    old, new = (shop.repository.resolve(rev)[:10] for rev in ("HEAD~1", "HEAD"))
    assert said == [f"the index of vectors is that of {old}, not of {new}: `rgraph index --hnsw REV`"]


def test_one_that_is_not_there_is_no_empty_answer(shop: Session) -> None:
    with pytest.raises(QueryError, match="no index of vectors"):
        asked(shop, NEAR, text="walk")
    with pytest.raises(QueryError, match="no index of vectors"):
        asked(shop, "?[text] := *meaning{text}")


def test_it_follows_head_once_it_was_asked_for_and_goes_when_told(shop: Session) -> None:
    assert upkeep.keep_index(shop, "HEAD", None) is None
    keep(shop, "HEAD~1")
    searcher(shop, "HEAD").rank("walk")  # makes the vectors that are missing
    followed = upkeep.keep_index(shop, "HEAD", None)
    held = shop.store.nearest.held()
    assert followed is not None and held is not None and held.commit == shop.repository.resolve("HEAD")
    dropped = upkeep.keep_index(shop, "HEAD", False)
    assert dropped is not None and (dropped.vectors, dropped.removed) == (0, 10)
    assert upkeep.keep_index(shop, "HEAD", None) is None


def test_another_model_makes_another_index(shop: Session) -> None:
    keep(shop, "HEAD")
    tree = searcher(shop, "HEAD")
    len(tree.corpus)
    names, commit = tree.catalogue.text_names(), tree.graph.commit
    embed(shop.store, tree.graph, names, Other())
    kept, held = keep_near(shop.store, commit, names, Other.key), shop.store.nearest.held()
    assert (kept.vectors, kept.added) == (10, 10) and held == Held("other", commit)
    without = keep_near(shop.store, commit, names, "none")
    assert without.vectors == 0 and shop.store.nearest.held() is None


@pytest.mark.parametrize(
    "script",
    [
        "?[a] := ~vector:near{text | query: q, k: 1, ef: 2}",
        "?[a] := ~meaning:other{text | query: q, k: 1, ef: 2}",
        "?[a] := (~meaning:near:x{text})",
        "?[a] := ~meaning",
        "?[a] := a = ~1",
    ],
)
def test_no_other_index_may_be_searched(shop: Session, script: str) -> None:
    keep(shop, "HEAD")
    with pytest.raises(QueryError, match="no such index"):
        asked(shop, script)


def test_the_index_may_not_be_changed(shop: Session) -> None:
    keep(shop, "HEAD")
    for script in ("::hnsw drop meaning:near", "?[text] := *meaning{text} :rm meaning {text}", "::remove meaning"):
        with pytest.raises(QueryError, match="not allowed"):
            asked(shop, script)
    assert len(shop.store.nearest.texts()) == 10
