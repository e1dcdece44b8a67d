"""A file with a syntax error, at the command line: what it hides is not reported, and the file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dsl import Repo, manifest

from .conftest import Rgraph

RULES = (
    '[[rule]]\nname = "a"\nkind = "stable_signature"\nreason = "r"\nitems = { visibility = "pub" }\nsince = "HEAD"\n'
)


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A repository whose index has a file with an open brace."""
    repo = Repo(tmp_path / "repo")
    lib = "pub mod a;\n"
    repo.commit({"Cargo.toml": manifest("s"), "rgraph.toml": RULES, "src/lib.rs": lib, "src/a.rs": "pub fn f() {}\n"})
    repo.checkout()
    repo.write("src/a.rs", "pub fn e() {\npub fn f() {}\n")
    repo.stage("src/a.rs")
    return repo.path


def test_check_passes_and_names_the_file(staged: Path, rgraph: Rgraph) -> None:
    ran = rgraph(staged, "check", "--staged")
    assert ran.code == 0 and "src/a.rs" in ran.out + ran.err
    assert "1 file was not read in full" in ran.out + ran.err


def test_api_names_the_file(staged: Path, rgraph: Rgraph) -> None:
    assert "src/a.rs was not read in full" in rgraph(staged, "api", "staged").err
    assert rgraph(staged, "api", "HEAD").err.count("not read in full") == 0


@pytest.mark.parametrize("format", ["text", "markdown", "html", "changelog", "github", "sarif", "json"])
def test_diff_does_not_fail_and_no_format_tells_of_what_is_hidden(staged: Path, rgraph: Rgraph, format: str) -> None:
    ran = rgraph(staged, "diff", "--staged", "--fail-on", "patch", "--format", format)
    assert ran.code == 0
    assert "s::a::f" not in ran.out
