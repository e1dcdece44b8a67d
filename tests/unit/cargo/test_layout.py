"""Layouts of hostile and random trees; the rules themselves have golden cases in tests/golden/cargo."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.cargo import targets, workspaces
from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.places import brief, is_glob, join, matches
from rgraph.model.ids import RepoPath
from tests.dsl import manifest

from .oracle import cargo_available, ours, theirs, tree_of, tree_on_disk

NAMES = ("a", "b", "c")
folders = st.lists(st.sampled_from(NAMES), max_size=2).map("/".join)


@st.composite
def manifests(draw: st.DrawFn) -> str:
    """A manifest that may be a package, a workspace, or both, pointing anywhere."""
    places = st.sampled_from(["a", "b", "a/b", "../a", "../b", "..", ".", "*", "*/*", "../../c", "c", "**"])
    text = ""
    if draw(st.integers(0, 4)):
        edition = draw(st.sampled_from(["2015", "2018", "2021"]))
        text += manifest(draw(st.sampled_from(["x", "y", "z-z"])), edition=edition)
        if not draw(st.integers(0, 5)):
            text += f'workspace = "{draw(places)}"\n'
        if not draw(st.integers(0, 3)):
            text += f'[[bin]]\nname = "{draw(st.sampled_from(["t", "main", "x"]))}"\n'
        deps = draw(
            st.lists(st.tuples(st.sampled_from(["x", "y", "z-z", "w"]), places), max_size=2, unique_by=lambda it: it[0])
        )
        text += "[dependencies]\n" + "".join(f'{name} = {{ path = "{place}" }}\n' for name, place in deps)
    if not text or not draw(st.integers(0, 2)):
        members = draw(st.lists(places, max_size=3))
        exclude = draw(st.lists(st.sampled_from(["a", "b", "a/b", "./a", "c/../a"]), max_size=2))  # not the root itself
        text += f"[workspace]\nmembers = {members!r}\nexclude = {exclude!r}\n"
    return text


sources = st.sampled_from(
    ["src/lib.rs", "src/main.rs", "src/bin/t.rs", "src/bin/main.rs", "src/t.rs", "tests/t/main.rs", "build.rs"]
)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    files: dict[str, str] = {}
    for folder in draw(st.lists(folders, min_size=1, max_size=4, unique=True)):
        prefix = f"{folder}/" if folder else ""
        files[f"{prefix}Cargo.toml"] = draw(manifests())
        files |= {f"{prefix}{path}": "" for path in draw(st.lists(sources, min_size=1, max_size=4, unique=True))}
    return files


@given(trees())
def test_every_layout_is_sound(files: dict[str, str]) -> None:
    tree = tree_of(files)
    crates = {crate.id: crate for crate in tree.crates}
    assert len(crates) == len(tree.crates)
    assert [crate.id for crate in tree.crates] == [id for package in tree.packages for id in package.crates]
    for crate in tree.crates:
        assert crate.root in files
        assert [extern.name for extern in crate.externs] == sorted({extern.name for extern in crate.externs})
        assert all(not extern.crate or crates[extern.crate].kind == "lib" for extern in crate.externs)
    for package in tree.packages:
        assert "[workspace]" in files[package.workspace] or package.workspace == package.manifest


@given(trees())
def test_the_order_of_the_input_plays_no_part(files: dict[str, str]) -> None:
    assert tree_of(dict(reversed(files.items()))) == tree_of(files)


@pytest.mark.skipif(not cargo_available(), reason="needs cargo")
@given(files=trees())
@settings(max_examples=15, deadline=None)
def test_cargo_agrees_on_random_trees(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Wherever cargo accepts a workspace, packages, targets and dependencies are the same."""
    root = tmp_path_factory.mktemp("cargo")
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    tree = tree_on_disk(root)
    for workspace in {package.workspace for package in tree.packages}:
        answer = theirs(root, workspace)
        if not isinstance(answer, str):
            assert ours(tree, workspace) == answer


def test_a_hundred_thousand_members() -> None:
    listed = ", ".join(f'"m{number}"' for number in range(100_000))
    files = {RepoPath("Cargo.toml"): parse_manifest(f"[workspace]\nmembers = [{listed}]\n".encode())}
    files |= {RepoPath(f"m{n}/Cargo.toml"): parse_manifest(manifest(f"m{n}").encode()) for n in range(0, 100_000, 1000)}
    tree = layout(files, {RepoPath(f"m{n}/src/lib.rs") for n in range(100_000)})
    assert len(tree.packages) == 100 and {package.workspace for package in tree.packages} == {"Cargo.toml"}


def test_globs_that_cost_too_much_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "MAX_GLOB_WORK", 20)
    tree = tree_of({"Cargo.toml": '[workspace]\nmembers = ["crat*", "x*"]\n', "crates/Cargo.toml": manifest("c")})
    assert tree.errors == [("Cargo.toml", "the members pattern crat* was not expanded: too much work")]


def test_a_glob_takes_no_exponential_time() -> None:
    assert not matches("*a" * 400 + "b", "a" * 2000)
    assert not matches("**/" * 300 + "b", "a/" * 600 + "c")
    assert matches("**/" * 300 + "c", "a/" * 600 + "c")


def test_more_targets_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "MAX_TARGETS", 3)
    tree = tree_of({"Cargo.toml": manifest("p"), **{f"tests/t{n}.rs": "" for n in range(9)}})
    assert [crate.target_name for crate in tree.crates] == ["t0", "t1", "t2"]
    assert tree.errors == [("Cargo.toml", "has 9 targets; the first 3 are read")]


def test_pointers_in_circles() -> None:
    tree = tree_of(
        {
            "a/Cargo.toml": manifest("a", extra='workspace = "../b"\n[dependencies]\nb = { path = "../b" }\n'),
            "b/Cargo.toml": manifest("b", extra='workspace = "../a"\n[dependencies]\na = { path = "../a" }\n'),
            "a/src/lib.rs": "",
            "b/src/lib.rs": "",
        }
    )
    assert [(package.name, package.workspace) for package in tree.packages] == [
        ("a", "a/Cargo.toml"),
        ("b", "b/Cargo.toml"),
    ]
    assert [crate.externs[0].crate for crate in tree.crates] == ["b", "a"]


def test_a_fixture_deeper_down_does_not_take_the_plain_id() -> None:
    files = {"a/deep/fixture/Cargo.toml": manifest("tokio"), "a/deep/fixture/src/lib.rs": ""}
    files |= {"tokio/Cargo.toml": manifest("tokio"), "tokio/src/lib.rs": ""}
    assert {crate.id: crate.root for crate in tree_of(files).crates} == {
        "tokio": "tokio/src/lib.rs",
        "tokio@a/deep/fixture": "a/deep/fixture/src/lib.rs",
    }


@pytest.mark.parametrize(
    ("base", "relative", "joined"),
    [
        ("a/b", "../c", "a/c"),
        ("", "src/./x//y", "src/x/y"),
        ("a", "..", ""),
        ("a", "../..", None),
        ("", "../x", None),
        ("a", "/etc", None),
        ("a", "b\\c", "a/b/c"),
        ("a", "\0", None),
    ],
)
def test_join(base: str, relative: str, joined: str | None) -> None:
    assert join(base, relative) == joined


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("crates/*", "crates/a", "crates/a/b"),
        ("*", "a", "a/b"),
        ("**", "a/b/c", None),
        ("a/**/z", "a/z", "a/zz"),
        ("a/**/z", "a/b/c/z", "b/z"),
        ("c?", "c1", "c"),
        ("[ab]x", "bx", "cx"),
        ("[!ab]x", "cx", "ax"),
        ("[a-c]x", "bx", "dx"),
        ("x[", "x[", "x"),
        ("a*b*c", "aXbYbZc", "aXc"),
    ],
)
def test_globs(pattern: str, matching: str, other: str | None) -> None:
    assert is_glob(pattern)
    assert matches(pattern, matching)
    assert other is None or not matches(pattern, other)


def test_messages_stay_on_one_line() -> None:
    assert brief("a\nb") == "'a\\nb'"
    assert len(brief("x" * 10_000)) < 120
    assert brief(str(Path("src") / "lib.rs")) == "src/lib.rs"


@pytest.mark.parametrize("pattern", ["a/*", "a/**", "*/b", "a/?", "**", "a*/[ab]", "./a/*"])
def test_a_glob_reaches_what_matches_wherever_it_stands(pattern: str) -> None:
    folders = ["a", "a/b", "a/c/b", "ab", "ab/b", "b/b", "z"]
    files = {f"x/{folder}/Cargo.toml": manifest(folder.replace("/", "-")) for folder in folders}
    root = {"x/Cargo.toml": f"[workspace]\nmembers = ['{pattern}']\n"}
    found = tree_of({**files, **root, **{f"other/{path}": text for path, text in files.items()}})
    members = {package.manifest for package in found.packages if package.workspace == "x/Cargo.toml"}
    wanted = {path for path in files if matches(join("x", pattern) or "", path.removesuffix("/Cargo.toml"))}
    assert members == wanted and wanted
