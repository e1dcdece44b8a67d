"""Counts over the history of real repositories."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rgraph.errors import ConfigError, ItemError, QueryError, RevisionError
from rgraph.rules.counting import RULE
from rgraph.trend.asked import Options, trend
from rgraph.trend.report import Trend, Why
from rgraph.view.session import Session, open_session
from tests.dsl.histories import histories
from tests.dsl.repo import Repo

MANIFEST = '[package]\nname = "a"\nversion = "0.1.0"\nedition = "2021"\n'
DAY = 86_400
START = 1_700_000_000


def unwraps(count: int, name: str = "f") -> str:
    return f"pub fn {name}(x: Option<u8>) {{ {'x.unwrap(); ' * count} }}\n"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = Repo(tmp_path_factory.mktemp("trend") / "repo")
    repo.commit({"README.md": "nothing yet"}, time=START, message="Begin")
    repo.commit(
        {
            "Cargo.toml": MANIFEST,
            "src/lib.rs": "pub mod deep;\n#[cfg(test)]\nmod checks;\n" + unwraps(2),
            "src/deep.rs": "pub mod er;\npub fn old() {}\npub fn user() { old() }\n",
            "src/deep/er.rs": unwraps(1),
            "src/checks.rs": unwraps(5) + "fn t() { crate::deep::old() }\n",
            "tests/t.rs": unwraps(7),
            "stray.rs": unwraps(11),
            "rgraph.toml": '[[rule]]\nname = "short"\nkind = "naming"\nreason = "r"\nitems = { kind = "function" }\nmust = "^[a-z]$"\n',
        },
        time=START + DAY,
        tag="v1",
        message="Write it",
    )
    repo.commit({"src/deep/er.rs": unwraps(4)}, time=START + 40 * DAY, message="More")
    repo.commit(
        {
            "src/deep.rs": "pub mod er;\npub fn renamed() {}\npub fn user() { renamed() }\npub fn second() { renamed() }\n",
            "src/checks.rs": unwraps(5) + "fn t() { crate::deep::renamed() }\n",
        },
        time=START + 80 * DAY,
        tag="v2",
        message="Rename",
    )
    repo.commit(delete=["src/deep/er.rs"], files={"src/deep.rs": "pub fn renamed() {}\n"}, time=START + 81 * DAY)
    return repo


@pytest.fixture(scope="module")
def session(repo: Repo) -> Iterator[Session]:
    yield open_session(repo.path)


def counts(found: Trend) -> list[int | None]:
    return [point.count for point in found.points]


def test_tests_and_files_of_no_crate_are_left_out(session: Session) -> None:
    assert counts(trend(session, "unwrap", Options())) == [0, 3, 6, 6, 2]


def test_tests_are_counted_where_asked(session: Session) -> None:
    assert counts(trend(session, "unwrap", Options(tests=True))) == [0, 15, 18, 18, 14]


def test_tests_are_counted_wherever_they_stand(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    one = "#[test] fn t() {}\n"
    repo.commit(
        {
            "Cargo.toml": MANIFEST,
            "src/lib.rs": f"#[cfg(test)] mod checks; {one}",
            "src/checks.rs": one,
            "tests/t.rs": one,
        }
    )
    found = trend(open_session(repo.path), "tests", Options(by="crate"))
    assert found.points[-1].groups == {"a": 2, "a/test/t": 1}


def test_a_name_may_be_written_with_blanks(session: Session) -> None:
    assert counts(trend(session, "Pub items", Options())) == counts(trend(session, "pub-items", Options()))


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("1", [0, 3, 6, 6, 2]),
        ("2", [0, 6, 2]),
        ("3", [0, 3, 2]),
        ("month", [0, 3, 6, 2]),
        ("year", [0, 6, 2]),
        ("tag", [3, 6, 2]),
    ],
    ids=str,
)
def test_points(session: Session, every: str, expected: list[int]) -> None:
    """The last commit of each period, every n-th back from the last, or the tagged ones; the first and last always."""
    assert counts(trend(session, "unwrap", Options(every=every))) == expected


def test_a_range_begins_with_its_first_commit(session: Session) -> None:
    assert counts(trend(session, "unwrap", Options("v1..v2"))) == [3, 6, 6]
    assert counts(trend(session, "unwrap", Options("v1..v2", every="tag"))) == [3, 6]
    assert counts(trend(session, "unwrap", Options("v2..v2"))) == [6]


def test_a_revision_is_the_last_commit(session: Session) -> None:
    assert counts(trend(session, "unwrap", Options("v1"))) == [0, 3]


def test_by_module_and_crate(session: Session) -> None:
    found = trend(session, "unwrap", Options(by="module"))
    assert [point.groups for point in found.points] == [
        {},
        {"a": 2, "a::deep::er": 1},
        {"a": 2, "a::deep::er": 4},
        {"a": 2, "a::deep::er": 4},
        {"a": 2},
    ]
    assert trend(session, "unwrap", Options(by="crate")).points[-1].groups == {"a": 2}


def test_the_largest_changes(session: Session) -> None:
    found = trend(session, "unwrap", Options())
    assert [(jump.change, jump.subject, jump.commits) for jump in found.jumps][:2] == [
        (3, "Write it", 1),
        (3, "More", 1),
    ]


def test_an_item_is_followed_to_its_former_names(session: Session) -> None:
    found = trend(session, "callers:deep::renamed", Options())
    assert counts(found) == [None, 1, 1, 2, 0]
    assert found.points[0].why is Why.NOT_THERE
    assert found.names == ["a::deep::renamed", "a::deep::old"]


def test_an_item_that_is_gone_is_counted_while_it_was_there(session: Session) -> None:
    found = trend(session, "callers:deep::second", Options())
    assert (counts(found), found.points[-1].why) == ([None, None, None, 0, None], Why.NOT_THERE)


def test_an_item_outside_is_never_said_not_to_be_there(session: Session) -> None:
    assert counts(trend(session, "callers:core::option::Option", Options()))[0] == 0


def test_coupling_is_between_modules(session: Session) -> None:
    found = trend(session, "coupling:a::deep", Options(tests=True))
    assert counts(found) == [None, 2, 2, 2, 2]  # the module in the path, and the function
    with pytest.raises(ConfigError, match="not a module"):
        trend(session, "coupling:renamed", Options())


def test_rows_of_a_query_and_what_it_counts(session: Session) -> None:
    rows = '?[s] := item[s, "function", _, _, _, _, _], starts_with(s, "a::")'
    assert counts(trend(session, rows, Options())) == [0, 6, 6, 7, 4]
    number = rows.replace("?[s]", "?[count(s)]")
    assert counts(trend(session, number, Options())) == [0, 6, 6, 7, 4]


def test_findings_of_a_rule_as_it_is_now(session: Session) -> None:
    found = trend(session, "rule:short", Options(more={"rule": RULE}))
    assert counts(found) == [0, 2, 2, 3, 1]
    with pytest.raises(ConfigError, match="did you mean `short`"):
        trend(session, "rule:shrt", Options(more={"rule": RULE}))


def test_rows_of_a_query_and_findings_of_a_rule_by_crate_and_module(session: Session) -> None:
    rows = '?[name, s] := item[s, "function", name, _, _, _, _], starts_with(s, "a::")'
    found = trend(session, rows, Options(by="crate"))
    assert [point.groups for point in found.points] == [{}, {"a": 6}, {"a": 6}, {"a": 7}, {"a": 4}]
    by_module = trend(session, rows, Options(by="module")).points[-2].groups
    assert sum(by_module.values()) == 7 and "a::deep" in by_module
    ruled = trend(session, "rule:short", Options(by="crate", more={"rule": RULE}))
    assert [sum(point.groups.values()) for point in ruled.points] == [0, 2, 2, 3, 1]
    assert set(ruled.points[-1].groups) == {"a"}
    outside = trend(session, '?[n] <- [["none"], ["of these"]]', Options(by="crate"))
    assert outside.points[-1].groups == {"elsewhere": 2}


def test_cycles_by_crate(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    crate = "pub mod x { use super::y::Y; pub struct X(Y); }\npub mod y { use super::x::X; pub struct Y(Box<X>); }\n"
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": crate})
    found = trend(open_session(repo.path), "cycles", Options(by="module"))
    assert found.points[-1].count == 1 and found.points[-1].groups == {"a::x": 1}


@pytest.mark.parametrize(
    ("name", "options", "error", "told"),
    [
        ("unwarp", Options(), ConfigError, "unwrap"),
        ("callers", Options(), ConfigError, "callers:ITEM"),
        ("unwrap:x", Options(), ConfigError, "write unwrap"),
        ("callers:nothing::here", Options(), ItemError, "no item"),
        ("unwrap", Options(every="often"), ConfigError, "month"),
        ("unwrap", Options(every="0"), ConfigError, "month"),
        ("unwrap", Options(every="tag:w*"), RevisionError, "tags are v1; v2"),
        ("unwrap", Options(by="crat"), ConfigError, "`crate`"),
        ("?[count(s)] := item[s, _, _, _, _, _, _]", Options(by="crate"), ConfigError, "gives items"),
        ("unwrap", Options("v2..v1"), RevisionError, "not an ancestor"),
        ("unwrap", Options("v1..nowhere"), RevisionError, "nowhere"),
        ("?[x] := nothing[x]", Options(), QueryError, "nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_counted_is_said(
    session: Session, name: str, options: Options, error: type[Exception], told: str
) -> None:
    with pytest.raises(error) as raised:
        trend(session, name, options)
    assert told in f"{raised.value} {getattr(raised.value, 'hint', '')}"


def test_many_commits_without_an_index_are_said(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    for count in range(15):
        repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": unwraps(count)})
    session = open_session(repo.path)
    assert counts(trend(session, "unwrap", Options())) == list(range(15))
    found = trend(session, "edges", Options())
    assert [point.why for point in found.points] == [Why.NOT_INDEXED] * 14 + [None]
    assert "14 commits of 15 not indexed" in found.notes[0]
    assert all(point.count is not None for point in trend(session, "edges", Options(every="2")).points)


def test_contents_that_are_not_indexed_are_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "repo")
    for count in range(3):
        repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": unwraps(count)})
    first = counts(trend(open_session(repo.path), "unwrap", Options()))
    monkeypatch.setattr("rgraph.trend.counting.counts_of", None)
    assert counts(trend(open_session(repo.path), "unwrap", Options())) == first == [0, 1, 2]
    (repo.git_dir / "rgraph" / "trend-counts.json").write_text("{")
    monkeypatch.undo()
    assert counts(trend(open_session(repo.path), "unwrap", Options())) == first


def test_a_shallow_clone_is_said(repo: Repo, tmp_path: Path) -> None:
    url = f"file://{repo.path}"
    subprocess.run(["git", "clone", "-q", "--depth", "2", url, str(tmp_path / "clone")], check=True)
    found = trend(open_session(tmp_path / "clone"), "unwrap", Options())
    assert counts(found) == [6, 2]
    assert "shallow" in found.notes[0]


def test_tags_beside_the_history_are_said(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": unwraps(1)}, tag="v1")
    repo.commit({"src/lib.rs": unwraps(9)}, branch="v1.x", parents=["v1"], tag="v1.1")
    repo.commit({"src/lib.rs": unwraps(2)})
    found = trend(open_session(repo.path), "unwrap", Options(every="tag"))
    assert counts(found) == [1, 2]
    assert "1 tagged commit outside of the history" in found.notes[0]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories())
def test_each_point_is_what_its_commit_has_alone(history: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    built = history.build(tmp_path_factory.mktemp("history") / "repo")  # type: ignore[attr-defined]
    session = open_session(built.repo.path)
    for name in ("lines", "edges"):
        together = trend(session, name, Options(every="1"))
        tips = {point.commit: point for point in together.points if point.count is not None}
        for commit, point in tips.items():
            alone = trend(session, name, Options(f"{commit}..{commit}"))
            assert (alone.points[0].count, alone.points[0].commit) == (point.count, commit)
