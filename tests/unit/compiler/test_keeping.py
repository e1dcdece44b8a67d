"""What an index says holds for its contents, as long as what they lean on looks the same."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path

import pytest

from rgraph.compiler.accuracy import accuracy
from rgraph.compiler.keeping import keep_index
from rgraph.compiler.lsif import read_lsif
from rgraph.compiler.occurrences import CompilerIndex, CompilerIndexError
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol
from rgraph.rules.revisions import Revisions
from rgraph.view.session import Session, open_session
from tests.dsl.lsif import Place, lsif, spot
from tests.dsl.repo import Repo

LIB, WORK, MAIN = "src/lib.rs", "src/work.rs", "src/user.rs"
FILES = {
    "Cargo.toml": '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n',
    LIB: "pub mod user;\npub mod work;\n",
    WORK: "pub struct Job;\nimpl Job {\n    pub fn run(&self) {}\n}\n",
    MAIN: "/* é */ pub fn go() { absent::job().run(); helper(); }\nfn helper() {}\n",
}
"""`absent` is in no manifest: the linker cannot know what `run` is called on."""

RUN = spot(MAIN, FILES[MAIN], "^run();"), spot(WORK, FILES[WORK], "^run(&self)")
HELPER = spot(MAIN, FILES[MAIN], "^helper();"), spot(MAIN, FILES[MAIN], "^helper() {}")
GO, JOB_RUN = Symbol("demo::user::go"), Symbol("demo::work::Job::run")


def index_of(*references: tuple[Place, Place | None]) -> CompilerIndex:
    return read_lsif(BytesIO(lsif(dict(references))))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path)
    repo.commit(FILES)
    return repo


def tiers(session: Session, rev: str = "HEAD") -> dict[str, Tier]:
    return {edge.dst: edge.tier for edge in session.widened(rev).out(GO) if edge.kind is EdgeKind.CALLS}


def test_an_index_adds_what_the_linker_could_not_know(repo: Repo) -> None:
    session = open_session(repo.path)
    assert JOB_RUN not in tiers(session)
    missed = session.graph().linked(MAIN)
    assert missed is not None and any(one.name == "run" for one in missed.unresolved)

    report = keep_index(session, "HEAD", index_of(RUN, HELPER))
    assert (report.files, report.of_files, report.added, report.confirmed) == (2, 3, 1, 0)
    assert tiers(session) == {JOB_RUN: Tier.COMPILER, "demo::user::helper": Tier.EXACT}
    edge = next(edge for edge in session.widened().into(JOB_RUN) if edge.src == GO)
    assert (edge.path, edge.line, edge.count) == (MAIN, 1, 1)

    linked = session.compiled().linked(MAIN)
    assert linked is not None and not any(one.name == "run" for one in linked.unresolved)
    assert JOB_RUN not in {edge.dst for edge in session.graph().out(GO)}, "the commit's own edges stay what they are"


def test_it_holds_in_the_next_process_and_at_other_commits(repo: Repo) -> None:
    keep_index(open_session(repo.path), "HEAD", index_of(RUN))
    repo.commit({WORK: FILES[WORK].replace("{}", "{ let _ = 1; }")})
    for rev in ("HEAD", "HEAD~1"):
        assert tiers(open_session(repo.path), rev)[JOB_RUN] is Tier.COMPILER


@pytest.mark.parametrize(
    "change",
    [
        {MAIN: FILES[MAIN].replace("job()", "job_()")},
        {WORK: FILES[WORK].replace("(&self)", "(&self, _n: u8)")},
        {WORK: FILES[WORK] + "pub struct Other;\n"},
        {LIB: FILES[LIB] + "pub use work::Job as Renamed;\n", WORK: FILES[WORK].replace("pub fn", "fn")},
    ],
    ids=["the content", "a signature", "another item", "visibility"],
)
def test_it_ends_where_what_it_leans_on_changes(repo: Repo, change: dict[str, str]) -> None:
    keep_index(open_session(repo.path), "HEAD", index_of(RUN))
    repo.commit(change)
    assert JOB_RUN not in tiers(open_session(repo.path))
    assert JOB_RUN in tiers(open_session(repo.path), "HEAD~1")


def test_what_a_macro_call_makes_is_not_told_apart(repo: Repo) -> None:
    text = "macro_rules! make { ($($n:ident)*) => { $(pub fn $n() {})* } }\nmake!(one two);\npub fn go() { one(); }\n"
    repo.commit({MAIN: text})
    call, made = spot(MAIN, text, "^one();"), spot(MAIN, text, "^make!(one")
    session = open_session(repo.path)
    assert tiers(session) == {"demo::user::one": Tier.EXACT}
    found = accuracy(session.graph(), index_of((call, made), (made, made)))
    assert [(tier.tier, tier.right, tier.wrong) for tier in found.tiers] == [("exact", 0, 0)]
    assert (found.references, found.missed) == (0, ())


def test_an_index_of_another_content_is_refused(repo: Repo) -> None:
    path, row, column = RUN[0]
    session = open_session(repo.path)
    with pytest.raises(CompilerIndexError, match="not made from HEAD"):
        keep_index(session, "HEAD", index_of(((path, row, column + 1), (WORK, 0, 5))))
    with pytest.raises(CompilerIndexError, match="not made from HEAD"):
        keep_index(session, "HEAD", index_of((("other.rs", 0, 0), ("more.rs", 0, 0))))
    with pytest.raises(CompilerIndexError, match="not made from"):
        accuracy(session.graph(), index_of((("other.rs", 0, 0), ("more.rs", 0, 0))))


def test_an_index_that_rgraph_wrote_confirms_nothing(repo: Repo) -> None:
    session = open_session(repo.path)
    own = dataclasses.replace(index_of(RUN), tool="rgraph 1.0")
    with pytest.raises(CompilerIndexError, match="says nothing new"):
        keep_index(session, "HEAD", own)
    assert JOB_RUN not in tiers(session)


def test_a_file_that_does_not_fit_is_left_out_and_said(repo: Repo) -> None:
    session = open_session(repo.path)
    report = keep_index(session, "HEAD", index_of(RUN, ((LIB, 0, 5), (LIB, 0, 8))))
    assert (report.misfits, report.added) == ((LIB,), 1)


def test_gc_drops_it_with_its_content(repo: Repo) -> None:
    from rgraph.index.gc import collect

    session = open_session(repo.path)
    keep_index(session, "HEAD", index_of(RUN))
    assert session.store.compiled_by() == "rust-analyzer 1.2.3"
    collect(session.repository, session.store)
    assert JOB_RUN in tiers(session)


def test_rules_judge_by_it(repo: Repo) -> None:
    session = open_session(repo.path)
    keep_index(session, "HEAD", index_of(RUN))
    graph = Revisions(session, "HEAD").code("HEAD").graph
    assert any(edge.dst == JOB_RUN and edge.tier is Tier.COMPILER for edge in graph.edges())
