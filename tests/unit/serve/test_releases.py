"""Which releases are compared: those of one series, by version."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.git.repository import open_repository
from rgraph.serve.releases import releases
from tests.dsl.repo import Repo


def pairs(root: Path, *tags: str, untagged: bool = False) -> list[str]:
    repo = Repo(root)
    for number, names in enumerate(tags):
        first, *more = names.split()
        repo.commit({"a": str(number)}, tag=first)
        for name in more:
            repo.tag(name)
    if untagged:
        repo.commit({"a": "end"})
    return [f"{old.name}..{new.name}" for old, new in releases(open_repository(root))]


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (("v1.0.0", "v1.1.0", "v2.0.0"), ["v1.1.0..v2.0.0", "v1.0.0..v1.1.0"]),
        (("a-0.1.9", "b-1.0", "a-0.1.10", "b-1.1"), ["b-1.0..b-1.1", "a-0.1.9..a-0.1.10"]),
        (("1.0", "2.0", "1.1"), ["1.0..1.1", "1.1..2.0"]),
        (("v1.0.0-rc.1", "v1.0.0"), ["v1.0.0-rc.1..v1.0.0"]),
        (("a-1.0 b-1.0", "a-1.1 b-1.1"), ["b-1.0..b-1.1", "a-1.0..a-1.1"]),
        (("x/v1.0", "y/v1.0", "x/v1.1"), ["x/v1.0..x/v1.1"]),
        (("v.5.0", "v.6.0"), ["v.5.0..v.6.0"]),
        (("base64-0.1", "base64-0.2", "utf8-0.1"), ["base64-0.1..base64-0.2"]),
    ],
)
def test_a_release_is_compared_with_the_one_before_it_in_its_series(
    tmp_path: Path, tags: tuple[str, ...], told: list[str]
) -> None:
    assert sorted(pairs(tmp_path, *tags)) == sorted(told)


def test_what_is_not_released_is_compared_with_the_newest_release(tmp_path: Path) -> None:
    assert pairs(tmp_path, "a-1.0", "a-1.1", untagged=True) == ["a-1.1..HEAD", "a-1.0..a-1.1"]


def test_without_tags_commits_are_compared(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    oids = [repo.commit({"a": str(number)}) for number in range(3)]
    assert [(old.oid, new.oid) for old, new in releases(open_repository(tmp_path))] == [
        (oids[1], oids[2]),
        (oids[0], oids[1]),
    ]
