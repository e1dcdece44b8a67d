"""Packages in git repositories: Cargo's clones and checkouts, and clones that the configuration names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rgraph.deps.finding import Finder, Found
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.model.packages import ResolvedPackage
from tests.dsl.repo import Repo

from ..crates import files_of, locked, unpacked


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "clone")


@pytest.fixture
def around(tmp_path: Path, repo: Repo) -> Surroundings:
    return Surroundings(tmp_path / "cargo", debian=tmp_path / "debian", clones={"one": repo.path})


def found(around: Surroundings, package: ResolvedPackage) -> Found | None:
    return Finder(around).find(package)[0]


def commit_of(result: Found | None) -> str:
    assert result is not None
    return result.place.inside.partition(":")[0]


@pytest.mark.parametrize("tag", ["1.0.0", "v1.0.0", "one-1.0.0", "one-v1.0.0", "one/1.0.0", "one@1.0.0"])
def test_a_tag_names_the_commit(repo: Repo, around: Surroundings, tag: str) -> None:
    repo.commit(files_of("one", "0.9.0"))
    oid = repo.commit(files_of("one", "1.0.0", src__new="x"), tag=tag)
    repo.commit(files_of("one", "1.1.0"))
    result = found(around, locked("one", "1.0.0", "a" * 64))
    assert commit_of(result) == oid
    assert result is not None and sorted(result.files) == ["Cargo.toml", "src/lib.rs", "src/new.rs"]
    assert (result.place.kind, str(result.assurance)) == ("clone", "unchecked")
    assert Finder(around).versions("one") == ["1.0.0"]


def test_without_a_tag_the_first_commit_whose_manifest_says_the_version(repo: Repo, around: Surroundings) -> None:
    repo.commit(files_of("one", "0.9.0"))
    oid = repo.commit(files_of("one", "1.0.0"))
    repo.commit({"src/lib.rs": "// later\n"})
    repo.commit(files_of("one", "1.1.0"))
    assert commit_of(found(around, locked("one", "1.0.0"))) == oid
    assert found(around, locked("one", "7.0.0")) is None
    later = repo.commit(files_of("one", "7.0.0"))
    assert commit_of(found(around, locked("one", "7.0.0"))) == later, "what is kept is of another HEAD"


def test_a_tag_of_another_package_of_the_workspace_is_not_taken(repo: Repo, around: Surroundings) -> None:
    root = {"Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n[workspace.package]\nversion = "1.0.0"\n'}
    inherits = {
        "crates/one/Cargo.toml": '[package]\nname = "one"\nversion.workspace = true\n',
        "crates/one/src/lib.rs": "",
    }
    two = {f"crates/two/{path}": text for path, text in files_of("two", "1.0.0").items()}
    first = repo.commit(root | inherits | two, tag="two-1.0.0")
    repo.commit({"Cargo.toml": root["Cargo.toml"].replace("1.0.0", "1.0.1")}, tag="v1.0.0")
    result = found(around, locked("one", "1.0.0"))
    assert commit_of(result) == first, "v1.0.0 has one 1.0.1"
    assert result is not None and b'version = "1.0.0"' in result.files["Cargo.toml"]  # type: ignore[index]


def test_without_a_tag_what_the_package_says_that_it_was_published_from(
    repo: Repo, around: Surroundings, tmp_path: Path
) -> None:
    repo.commit(files_of("one", "1.0.0"))
    oid = repo.commit({"src/lib.rs": "// published\n"})
    repo.commit(files_of("one", "1.1.0"))
    unpacked(tmp_path / "debian" / "one-1.0.0", {".cargo_vcs_info.json": json.dumps({"git": {"sha1": oid}})})
    assert commit_of(found(around, locked("one", "1.0.0"))) == oid


@pytest.mark.parametrize(
    "info", ["", "[]", '{"git": 1}', '{"git": {"sha1": "zz"}}', '{"git": {"sha1": "' + "1" * 40 + '"}}']
)
def test_what_it_says_may_be_wrong(repo: Repo, around: Surroundings, tmp_path: Path, info: str) -> None:
    oid = repo.commit(files_of("one", "1.0.0"))
    unpacked(tmp_path / "debian" / "one-1.0.0", {".cargo_vcs_info.json": info})
    assert commit_of(found(around, locked("one", "1.0.0"))) == oid


def test_versions_are_those_that_the_tagged_commits_have(repo: Repo, around: Surroundings) -> None:
    repo.commit(files_of("one", "1.0.0"), tag="v1.0.0")
    repo.commit(files_of("one", "1.1.0"), tag="v1.1.0-of-something")
    repo.commit(files_of("one", "1.2.0"), tag="v1.3.0")
    repo.commit(files_of("one", "1.4.0"), tag="one-1.4.0")
    repo.commit({}, tag="two-1.4.0")
    assert Finder(around).versions("one") == ["1.0.0", "1.4.0"]
    repo.commit(files_of("one", "1.5.0"), tag="v1.5.0")
    assert Finder(around).versions("one") == ["1.0.0", "1.4.0", "1.5.0"], "what is kept is of the tags there were"


def test_links_in_a_commit_are_followed_within_its_tree(repo: Repo, around: Surroundings) -> None:
    """serde links the modules that it shares with serde_core, which is a package of its own."""
    for path, target in {
        "one/src/core": "../../core/src",
        "one/src/shared.rs": "../../shared.rs",
        "one/src/evil.rs": "../../../evil.rs",
        "one/src/abs.rs": "/etc/passwd",
        "one/src/circle": "..",
        "one/src/self.rs": "self.rs",
        "through": "core",
        "one/src/far": "../../through/src",
    }.items():
        (repo.path / path).parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, repo.path / path)
    one = {f"one/{path}": text for path, text in files_of("one", "1.0.0").items()}
    core = {f"core/{path}": text for path, text in files_of("core", "1.0.0", src__de="// de").items()}
    for path, text in (one | core | {"shared.rs": "// shared"}).items():
        unpacked(repo.path, {path: text})
    repo.git("add", "-A")
    repo.git("commit", "-qm", "links")
    repo.git("tag", "v1.0.0")
    result = found(around, locked("one", "1.0.0"))
    assert result is not None
    assert sorted(result.files) == [
        "Cargo.toml", "src/core/de.rs", "src/core/lib.rs", "src/far/de.rs", "src/far/lib.rs", "src/lib.rs", "src/shared.rs",
    ]  # fmt: skip
    assert result.files["src/core/de.rs"] == b"// de"  # type: ignore[index]


def cargos(tmp_path: Path, repo: Repo, revision: str) -> ResolvedPackage:
    """The repository as Cargo clones and checks it out; gives the package as a lock file names it."""
    db = tmp_path / "cargo" / "git" / "db" / "clone-0123456789abcdef"
    checkout = tmp_path / "cargo" / "git" / "checkouts" / db.name / revision[:7]
    db.parent.mkdir(parents=True)
    repo.git("clone", "-q", "--bare", str(repo.path), str(db))
    repo.git("clone", "-q", str(repo.path), str(checkout))
    return locked("one", "1.0.0", source=f"git+https://x.example/who/clone.git?branch=main#{revision}")


def test_cargos_clone_and_its_checkout(repo: Repo, tmp_path: Path) -> None:
    root = {"Cargo.toml": '[workspace]\nmembers = ["one"]\n[workspace.package]\nversion = "1.0.0"\n'}
    one = {"one/Cargo.toml": '[package]\nname = "one"\nversion = { workspace = true }\n', "one/src/lib.rs": "// here"}
    package = cargos(tmp_path, repo, repo.commit(root | one))
    around = Surroundings(tmp_path / "cargo")
    result = found(around, package)
    assert result is not None and (result.place.kind, result.place.form) == ("git", "commit")
    (tmp_path / "cargo" / "git" / "db").rename(tmp_path / "gone")
    again = found(around, package)
    assert again is not None and again.place.form == "checkout"
    assert again.files == result.files


def test_another_revision_is_not_taken(repo: Repo, tmp_path: Path) -> None:
    package = cargos(tmp_path, repo, repo.commit(files_of("one", "1.0.0")))
    other = locked("one", "1.0.0", source=package.id.source[:-40] + "1" * 40)
    assert found(Surroundings(tmp_path / "cargo"), other) is None


def test_the_environment_of_a_hook_has_no_say(
    repo: Repo, around: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oid = repo.commit(files_of("one", "1.0.0"), tag="v1.0.0")
    other = Repo(tmp_path / "other")
    other.commit(files_of("one", "1.0.0", src__wrong="x"), tag="v1.0.0")
    monkeypatch.setenv("GIT_DIR", str(other.git_dir))
    assert commit_of(found(around, locked("one", "1.0.0"))) == oid


def test_a_clone_that_is_none_is_said(tmp_path: Path) -> None:
    finder = Finder(Surroundings(tmp_path / "cargo", clones={"one": tmp_path / "nowhere"}))
    assert finder.find(locked("one", "1.0.0")) == (None, [])
    assert len(finder.notes) == 1 and "nowhere" in next(iter(finder.notes))
