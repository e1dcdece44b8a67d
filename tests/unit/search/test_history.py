"""The history of items as a field: what their commits say, up to the commit that is asked about."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from rgraph.model.ids import Oid
from rgraph.parse.extract import extract
from rgraph.search.history.past import Past
from rgraph.search.history.touched import Touched, difference, said, shape
from rgraph.search.history.upkeep import record_history
from rgraph.search.hits import Hits, Query
from rgraph.search.searcher import Searcher, searcher
from rgraph.view.memory import graph_of
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'
LIB = "mod stock;\npub fn deliver(to: &str) { send(to) }\nfn send(to: &str) {}\n"
STOCK = "pub fn take() -> u32 { 1 }\npub fn put(n: u32) {}\n"
STEPS: Sequence[tuple[str, dict[str, str], Sequence[str]]] = (
    ("Open the shop", {"Cargo.toml": MANIFEST, "src/lib.rs": LIB, "src/stock.rs": STOCK}, ()),
    ("Take two for hungry zebras", {"src/stock.rs": STOCK.replace("{ 1 }", "{ 2 }")}, ()),
    ("Parcels go by airmail", {"src/lib.rs": LIB.replace("send(to) }", "send(to); }")}, ()),
    (
        "Move the stock below ground",
        {"src/cellar.rs": STOCK.replace("{ 1 }", "{ 2 }"), "src/lib.rs": LIB.replace("mod stock", "mod cellar")},
        ("src/stock.rs",),
    ),
    ("Quinces are put twice", {"src/cellar.rs": STOCK.replace("{}", "{ n; }")}, ()),
)


def shop(folder: Path, steps: int = len(STEPS)) -> tuple[Session, list[Oid]]:
    repo = Repo(folder)
    commits = [repo.commit(files, message=message, delete=gone) for message, files, gone in STEPS[:steps]]
    session = open_session(repo.path)
    session.ensure([Oid(oid) for oid in commits])
    record_history(session, every_ref=False)
    return session, [Oid(oid) for oid in commits]


def found(session: Session, rev: str, text: str) -> Hits:
    return searcher(session, rev).search(Query(text))


def test_what_a_commit_says_finds_what_it_changed(tmp_path: Path) -> None:
    session, commits = shop(tmp_path / "shop")
    hit = found(session, commits[1], "why zebras").hits[0]
    assert (hit.symbol, hit.why) == ("shop::stock::take", "history: zebras")
    assert found(session, commits[2], "airmail").hits[0].symbol == "shop::deliver"


def test_nothing_after_the_commit_leaks(tmp_path: Path) -> None:
    session, commits = shop(tmp_path / "shop")
    for number, oid in enumerate(commits):
        until, _ = shop(tmp_path / f"until{number}", number + 1)
        for text in ("zebras", "airmail parcels", "stock below ground", "quinces put twice", "take", "shop"):
            assert found(session, oid, text) == found(until, oid, text)
    assert not found(session, commits[0], "zebras").hits
    assert not found(session, commits[3], "quinces").hits


def test_history_goes_with_a_file_that_moves(tmp_path: Path) -> None:
    session, commits = shop(tmp_path / "shop")
    assert found(session, commits[4], "zebras").hits[0].symbol == "shop::cellar::take"


def test_new_commits_are_recorded_when_they_are_searched(tmp_path: Path) -> None:
    session, commits = shop(tmp_path / "shop", 3)
    with session.store.writing():
        session.store.sweep(commits[:2])
    assert commits[2] not in session.store.contents.touched(commits)
    session.ensure([commits[2]])
    assert found(session, commits[2], "airmail").hits[0].symbol == "shop::deliver"


def test_without_a_recorded_history_there_is_none(tmp_path: Path) -> None:
    session, commits = shop(tmp_path / "shop")
    tree = Searcher(session.graph(commits[1]), session.store)
    assert not tree.search(Query("zebras")).hits


def _shape(text: str) -> dict[int, str]:
    return dict(shape(extract(text.encode())[0]))


def test_a_commit_touches_what_differs_and_nothing_else() -> None:
    path = "src/lib.rs"
    found = difference([(path, _shape("fn a() {} fn b() {}"), _shape("fn a() { 1; } fn b() {} fn c() {}"))])  # type: ignore[list-item]
    assert len(found.files[path]) == 8 * 2 and found.size == 2
    assert difference([(path, _shape("fn a() {}"), _shape("// moved\nfn a() {}"))]).files == {}  # type: ignore[list-item]


def test_a_word_of_a_large_commit_says_less() -> None:
    tree = Searcher(graph_of({"src/lib.rs": "".join(f"fn f{n}() {{}}\n" for n in range(20))}))
    keys = tree.corpus.keys.tolist()
    small = Touched({"src/lib.rs": array("Q", keys[1:2]).tobytes()}, {}, said("small"))
    large = Touched({"src/lib.rs": array("Q", keys[1:]).tobytes()}, {}, said("large"))
    past = Past(tree.corpus, [small, large])
    said_once, said_widely = past.weigh("small"), past.weigh("larg")
    assert said_once is not None and said_widely is not None
    assert said_once[1] > 4 * said_widely[1] > 0
    assert past.weigh("nothing") is None


@pytest.mark.parametrize("text", ["Reviewed-by: zebra", "see https://example.org/zebra", "Co-authored-by: zebra <z@z>"])
def test_who_reviewed_is_no_word_of_the_history(text: str) -> None:
    assert said(f"Subject\n\n{text}\n").keys() & {"zebra", "subject"} == {"subject"}
