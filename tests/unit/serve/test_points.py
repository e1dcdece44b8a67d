"""Which revisions the slider has."""

from __future__ import annotations

from pathlib import Path

from rgraph.git.repository import open_repository
from rgraph.serve.limits import SAMPLED_POINTS
from rgraph.serve.points import points
from tests.dsl.repo import Repo


def test_tags_that_head_descends_from_then_head(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit({"a": "1"}, tag="v1")
    repo.commit({"a": "2"}, tag="v2")
    repo.commit({"a": "3"}, branch="other", parents=["v1"], tag="v1.1")
    repo.commit({"a": "4"})
    found = points(open_repository(tmp_path))
    assert [point.name for point in found] == ["v1", "v2", "HEAD"]
    assert found[0].day == "2023-11-14"
    assert [point.name for point in points(open_repository(tmp_path), "v2")][-1] == "v2"


def test_commits_where_there_are_no_tags(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    oids = [repo.commit({"a": str(number)}) for number in range(40)]
    found = [point.oid for point in points(open_repository(tmp_path))]
    assert (found[0], found[-1]) == (oids[0], oids[-1])
    assert len(found) <= SAMPLED_POINTS and found == sorted(found, key=oids.index)


def test_a_single_commit(tmp_path: Path) -> None:
    Repo(tmp_path).commit({"a": "1"})
    assert [point.name for point in points(open_repository(tmp_path))] == ["HEAD"]
