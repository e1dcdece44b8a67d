"""Files in no module tree: cases and fixtures of tests are told apart from what was forgotten."""

from __future__ import annotations

import pytest

from rgraph.view.memory import graph_of
from rgraph.view.unplaced import unplaced

PLAIN = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n'
TRYBUILD = PLAIN + '[dev-dependencies]\ntrybuild = "1"\n'
RENAMED = PLAIN + '[dev-dependencies]\ncompile = { package = "ui_test", version = "1" }\n'


def told(files: dict[str, str], manifest: str = PLAIN) -> tuple[dict[str, str], list[str]]:
    """The cases with their reasons, and the forgotten files."""
    found = unplaced(graph_of({"Cargo.toml": manifest, "src/lib.rs": "", **files}))
    return {case.path: f"{case.folder}: {case.why}" for case in found.cases}, list(found.forgotten)


@pytest.mark.parametrize(
    ("path", "manifest", "reason"),
    [
        ("tests/ui/a.rs", TRYBUILD, "tests/ui: run by trybuild"),
        ("tests/ui/deep/er/a.rs", TRYBUILD, "tests/ui: run by trybuild"),
        ("tests/some/fail/a.rs", TRYBUILD, "tests/some/fail: run by trybuild"),
        ("tests/pass/a.rs", RENAMED, "tests/pass: run by ui_test"),
        ("tests/ui/a.rs", PLAIN, "tests/ui: a folder of test cases"),
        ("tests/compile-fail/a.rs", PLAIN, "tests/compile-fail: a folder of test cases"),
        ("tests/fixtures/a/src/lib.rs", PLAIN, "tests/fixtures: a folder of fixtures"),
        ("test_data/parser/ok/a.rs", PLAIN, "test_data: a folder of fixtures"),
        ("src/snapshots/a.rs", PLAIN, "src/snapshots: a folder of fixtures"),
    ],
)
def test_folders_tell_what_tests_run_and_read(path: str, manifest: str, reason: str) -> None:
    assert told({path: "fn f() {}"}, manifest) == ({path: reason}, [])


@pytest.mark.parametrize(
    ("path", "manifest"),
    [
        ("src/forgotten.rs", TRYBUILD),
        ("src/ui/a.rs", TRYBUILD),  # no folder below tests/
        ("tests/pass/a.rs", PLAIN),  # nothing says that it is run
        ("tests/other/a.rs", TRYBUILD),
        ("src/fixtures.rs", PLAIN),
    ],
)
def test_what_nothing_tells_of_was_forgotten(path: str, manifest: str) -> None:
    assert told({path: ""}, manifest) == ({}, [path])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tests/data/*.rs", True),
        ("tests/**/*.rs", True),
        ("tests/data", True),
        ("./tests/data/", True),
        ("tests/data/one.rs", True),
        ("data/one.rs", True),  # as `include!` reads it, from the file's own folder
        ("tests/d?ta/one.rs", True),
        ("tests/data/[a-o]ne.rs", True),
        ("tests/data/two.rs", False),
        ("tests/*.rs", False),
        ("tests/", False),  # every test lies there
        ("data", False),
        ("other/data/one.rs", False),
    ],
)
def test_texts_in_the_sources_name_files(text: str, named: bool) -> None:
    files = {"tests/all.rs": f'#[test] fn t() {{ run("{text}"); }}', "tests/data/one.rs": ""}
    reason = {"tests/data/one.rs": "tests/data: named in tests/all.rs"}
    assert told(files) == ((reason, []) if named else ({}, ["tests/data/one.rs"]))


def test_a_text_of_many_stars_takes_no_longer_than_another() -> None:
    name = f"tests/data/{'a' * 80}.rs"
    files = {"tests/all.rs": f'#[test] fn t() {{ run("tests/data/{"*a" * 60}b.rs"); }}', name: ""}
    assert told(files) == ({}, [name])


def test_a_package_s_sources_speak_of_its_own_files() -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
        "a/Cargo.toml": PLAIN.replace("demo", "a") + '[dev-dependencies]\ntrybuild = "1"\n',
        "a/src/lib.rs": 'pub const D: &str = "tests/data";',
        "a/tests/ui/x.rs": "",
        "a/tests/data/x.rs": "",
        "b/Cargo.toml": PLAIN.replace("demo", "b"),
        "b/src/lib.rs": "",
        "b/tests/pass/x.rs": "",
        "b/tests/data/x.rs": "",
    }
    cases, forgotten = told(files)
    assert cases == {
        "a/tests/data/x.rs": "a/tests/data: named in a/src/lib.rs",
        "a/tests/ui/x.rs": "a/tests/ui: run by trybuild",
    }
    assert forgotten == ["b/tests/data/x.rs", "b/tests/pass/x.rs", "src/lib.rs"]
