"""`rgraph modernize` from the command line."""

from pathlib import Path

import pytest

from .conftest import Rgraph


@pytest.mark.parametrize("options", [[], ["--plan"], ["--no-past"], ["-v"], ["--tests"], ["--since", "old~1"]])
def test_it_ends_well_whatever_it_finds(options: list[str], demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "modernize", "--at", "old", *options)
    assert (ran.code, "match-let-else" in ran.out) == (0, True), ran.err


def test_the_working_directory_has_idioms_that_are_not_committed(demo: Path, rgraph: Rgraph) -> None:
    path = demo / "ledger" / "src" / "lib.rs"
    before = path.read_text()
    try:
        path.write_text(before + "pub fn odd(o: Option<u8>) -> bool { match o { Some(1) => true, _ => false } }\n")
        found = rgraph(demo, "modernize", "match-matches", "--at", "worktree", "--format", "json").json
        assert [place["path"] for use in found["uses"] for place in use["places"]] == ["ledger/src/lib.rs"]
    finally:
        path.write_text(before)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["match-matchs"], "did you mean match-matches?"),
        (["--msrv", "new"], "write it as 1.70"),
        (["--since", "nowhere"], "nowhere"),
        (["--at", "nowhere"], "nowhere"),
    ],
)
def test_what_is_not_there_is_refused(words: list[str], said: str, demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "modernize", "--at", "old", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_the_least_rust_decides_what_is_allowed(demo: Path, rgraph: Rgraph) -> None:
    def allowed(msrv: str) -> int:
        found = rgraph(demo, "modernize", "lazy-static", "--at", "old", "--msrv", msrv, "--format", "json").json
        return sum(use["allowed"] for use in found["uses"])

    assert (allowed("1.79"), allowed("1.80")) == (0, 1)
