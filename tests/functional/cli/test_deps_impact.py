"""`rgraph deps impact` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.deps.advisories.folder import advisory, written
from tests.unit.deps.needing import needing
from tests.unit.deps.reach.test_reaching import APP, DEEP, MIDDLE

from .conftest import Rgraph

PARSE = "deep::inner::Parser::parse"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo"))
    monkeypatch.setenv("RGRAPH_CACHE", str(tmp_path / "cache"))
    needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"])
    return tmp_path / "repo"


def test_ways_as_text_markdown_and_json(repo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(repo, "deps", "impact", "deep", "Parser::parse")
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        f"{PARSE} (deep@1.0.0): reached from 2 lines",
        f"src/lib.rs:2 app::begin -> middle::<Fast as Run>::run -> {PARSE} (inferred)",
    ]
    assert "searched: " in ran.out
    said = rgraph(repo, "deps", "impact", "deep", "Parser::parse", "--format", "json").json
    assert (said["kind"], said["targets"], len(said["ways"])) == ("reaching", [PARSE], 2)
    package = said["ways"][0]["steps"][0]["package"]
    assert (package["name"], package["version"]) == ("middle", "1.0.0")
    markdown = rgraph(repo, "deps", "impact", "deep", "--format", "markdown").out
    assert markdown.startswith("### deep@<!-- -->1.0.0: ") and "- `deep::inner::Parser::new`: 3 lines" in markdown


def test_advisories_and_the_exit_code(repo: Path, rgraph: Rgraph, tmp_path: Path) -> None:
    texts = {"A_1": advisory("A-1", "deep", {"deep::Parser::parse": ["*"]}), "A_2": advisory("A-2", "middle")}
    folder = written(tmp_path / "db", **texts)
    ran = rgraph(repo, "deps", "impact", "--advisories", folder)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "2 advisories for 2 packages: 1 reachable, 1 cannot tell")
    codes = {
        words: rgraph(repo, "deps", "impact", *crate, "--advisories", folder, "--fail-on", words).code
        for words, crate in (("reachable", []), ("not-found", []), ("cannot-tell", ["deep"]), ("unsafe", []))
    }
    assert codes == {"reachable": 1, "not-found": 0, "cannot-tell": 0, "unsafe": 2}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no package given"),
        (["deep", "--fail-on", "reachable"], "--fail-on needs --advisories"),
        (["deep", "f", "--advisories", "."], "exclude each other"),
        (["--advisories", "nowhere"], "no folder nowhere"),
        (["deep", "nothing_like_it"], "no item nothing_like_it in deep@1.0.0"),
        (["unknown"], "no package unknown here"),
        (["deep", "--tier", "sure"], "no tier 'sure'"),
    ],
)
def test_what_is_refused(repo: Path, rgraph: Rgraph, words: list[str], said: str) -> None:
    ran = rgraph(repo, "deps", "impact", *words)
    assert (ran.code, ran.out) == (2, "") and said in ran.err


def test_names_of_advisories_cannot_command_a_terminal(repo: Path, rgraph: Rgraph, tmp_path: Path) -> None:
    evil = advisory("A-1", "deep").replace("takes too long", "takes \x1b[31mtoo\u202e long")
    out = rgraph(repo, "deps", "impact", "--advisories", written(tmp_path / "db", A_1=evil)).out
    assert "\x1b" not in out and "\u202e" not in out and "long" in out
