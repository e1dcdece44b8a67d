"""The `[deps]` tables: the user may name any folder, a repository its own alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.settings import surroundings
from rgraph.errors import ConfigError


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RGRAPH_CONFIG", str(tmp_path / "config" / "config.toml"))
    for name in ("config", "repo", "repo/inside", "outside"):
        (tmp_path / name).mkdir()
    return tmp_path / "repo"


def theirs(root: Path, text: str) -> None:
    (root / "rgraph.toml").write_text(text)


def own(root: Path, text: str) -> None:
    (root.parent / "config" / "config.toml").write_text(text)


def test_without_tables_there_are_the_usual_places(
    root: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARGO_HOME", str(root / "home"))
    around = surroundings(root, said.append)
    assert (around.cargo_home, around.root, around.folders, dict(around.clones), said) == (
        root / "home",
        root,
        (),
        {},
        [],
    )
    assert around.debian is not None


def test_the_users_own_file_may_name_any_folder(root: Path, said: list[str]) -> None:
    own(
        root,
        f'[deps]\nfolders = ["{root.parent}/outside", "beside", "~/x"]\ndebian = false\n[deps.sources]\nserde = "/clones/serde"\n',
    )
    around = surroundings(root, said.append)
    assert around.folders == (root.parent / "outside", root.parent / "config" / "beside", Path.home() / "x")
    assert dict(around.clones) == {"serde": Path("/clones/serde")} and around.debian is None and said == []


def test_a_repository_may_name_what_is_in_it(root: Path, said: list[str]) -> None:
    theirs(root, '[deps]\nfolders = ["inside"]\n[deps.sources]\nserde = "inside/serde"\n')
    around = surroundings(root, said.append)
    assert around.folders == (root / "inside",) and dict(around.clones) == {"serde": root / "inside" / "serde"}
    assert said == []


@pytest.mark.parametrize("path", ["/etc", "../outside", "~", "inside/../../outside", "link", "link/deeper"])
def test_a_repository_does_not_lead_out_of_itself(root: Path, said: list[str], path: str) -> None:
    (root / "link").symlink_to(root.parent / "outside")
    theirs(root, f'[deps]\nfolders = ["{path}"]\n[deps.sources]\nserde = "{path}"\n')
    around = surroundings(root, said.append)
    assert (around.folders, dict(around.clones)) == ((), {})
    assert len(said) == 2 and all("outside of the repository" in each for each in said)


def test_the_users_clone_comes_before_the_repositorys(root: Path, said: list[str]) -> None:
    own(root, '[deps.sources]\nserde = "/clones/serde"\n')
    theirs(root, '[deps.sources]\nserde = "inside"\n')
    assert dict(surroundings(root, said.append).clones) == {"serde": Path("/clones/serde")}


@pytest.mark.parametrize(
    "text",
    [
        "[deps]\nfolder = []",
        "[deps]\nfolders = 1",
        "[deps]\nfolders = [1]",
        "[deps]\nsources = []",
        "[deps.sources]\na = 1",
        "[deps]\ndebian = 1",
        "deps = [",
    ],
)
def test_what_is_wrong_is_an_error_of_the_users_own_file_and_a_note_of_the_repositorys(
    root: Path, said: list[str], text: str
) -> None:
    theirs(root, text)
    assert surroundings(root, said.append).folders == () and len(said) == 1
    own(root, text)
    with pytest.raises(ConfigError):
        surroundings(root, said.append)
