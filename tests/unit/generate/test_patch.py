"""Patches as models write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.generate.checks import bad_path
from rgraph.generate.patch import apply_patch, parse_patch

FILE = "one\ntwo\nthree\nfour\ntwo\nthree\nend\n"


def _applied(diff: str, path: str = "src/a.rs", text: str = FILE) -> str | None:
    applied = apply_patch({path: text.encode()}, parse_patch(diff))
    assert applied.failures == (), applied.failures
    content = applied.contents[path]
    return None if content is None else content.decode()


def _diff(hunk: str, old: str = "a/src/a.rs", new: str = "b/src/a.rs") -> str:
    return f"--- {old}\n+++ {new}\n{hunk}"


@pytest.mark.parametrize("head", ["@@ -1,2 +1,2 @@", "@@ -99,1 +7,40 @@ fn x()", "@@ ... @@", "@@"])
def test_a_hunk_is_placed_by_its_text_whatever_its_numbers_say(head: str) -> None:
    assert _applied(_diff(f"{head}\n one\n-two\n+2\n three\n")) == FILE.replace("two", "2", 1)


def test_of_several_places_the_nearest_is_taken() -> None:
    assert _applied(_diff("@@ -5,2 +5,2 @@\n-two\n+2\n three\n")) == "one\ntwo\nthree\nfour\n2\nthree\nend\n"
    assert _applied(_diff("@@ -1,2 +1,2 @@\n-two\n+2\n three\n")) == FILE.replace("two", "2", 1)


def test_blanks_at_the_ends_of_lines_do_not_matter() -> None:
    assert _applied(_diff("@@ -1 +1 @@\n one  \n-two\t\n+2\n")) == FILE.replace("two", "2", 1).replace("one", "one  ")


def test_files_are_made_and_removed() -> None:
    made = _diff("@@ -0,0 +1,2 @@\n+fn a() {}\n+fn b() {}\n", "/dev/null", "b/src/new.rs")
    gone = _diff("@@ -1 +0,0 @@\n-one\n", "a/src/a.rs", "/dev/null")
    applied = apply_patch({"src/a.rs": FILE.encode()}, parse_patch(made + gone))
    assert applied.contents == {"src/new.rs": b"fn a() {}\nfn b() {}\n", "src/a.rs": None}


@pytest.mark.parametrize(
    "diff",
    [
        _diff("@@ -1 +1 @@\n-nothing like it\n+x\n"),
        _diff("@@ -1 +1 @@\n-one\n+x\n", "a/none.rs", "b/none.rs"),
        _diff("@@ -0,0 +1 @@\n+x\n", "/dev/null", "b/src/a.rs"),
        _diff("@@\n+x\n"),
    ],
)
def test_what_fits_nowhere_is_a_failure_and_changes_nothing(diff: str) -> None:
    applied = apply_patch({"src/a.rs": FILE.encode()}, parse_patch(diff))
    assert applied.failures and "src/a.rs" not in applied.contents


def test_a_diff_is_found_in_a_fence_among_other_words() -> None:
    answer = "Sure.\n\n```diff\n" + _diff("@@ -1 +1 @@\n-one\n+1\n") + "```\n\nThat is all.\n"
    assert _applied(answer) == FILE.replace("one", "1")
    assert parse_patch("no patch\n---\n+++\n") == []


@given(st.text(max_size=300))
def test_no_answer_makes_reading_it_fail(answer: str) -> None:
    apply_patch({"src/a.rs": FILE.encode()}, parse_patch(answer))
    apply_patch({"src/a.rs": FILE.encode()}, parse_patch(_diff(f"@@\n{answer}")))


@pytest.mark.parametrize(
    "path",
    ["../a.rs", "/a.rs", "a/../../b.rs", ".git/a.rs", "x/.GIT/a.rs", "C:/a.rs", "a\\b.rs", "", "run.sh", "Cargo.lock"],
)
def test_paths_that_may_not_be_written(path: str) -> None:
    assert bad_path(path)


@pytest.mark.parametrize("path", ["src/a.rs", "Cargo.toml", "a/b/Cargo.toml", "rgraph.toml"])
def test_paths_that_may(path: str) -> None:
    assert bad_path(path) == ""


def test_a_file_that_is_patched_twice_keeps_both_and_one_that_went_is_gone() -> None:
    first = "--- a/a.rs\n+++ b/a.rs\n@@ -1 +1 @@\n-one\n+ONE\n"
    second = "--- a/a.rs\n+++ b/a.rs\n@@ -2 +2 @@\n-two\n+TWO\n"
    files = {"a.rs": b"one\ntwo\n"}
    assert apply_patch(files, parse_patch(first + second)).contents == {"a.rs": b"ONE\nTWO\n"}
    gone = "--- a/a.rs\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-one\n-two\n"
    assert apply_patch(files, parse_patch(gone + second)).failures == ("a.rs is not a file that can be changed",)
