"""Trees, reasons, lists and duplicates of small workspaces."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.resolve import resolve
from rgraph.deps.limits import MAX_TREE_DEPTH
from rgraph.deps.listing import duplicates, listing
from rgraph.deps.standing import Standing
from rgraph.deps.tree import tree, why
from rgraph.errors import ItemError
from rgraph.model.ids import RepoPath
from rgraph.render.deps_graph import tree_dot, tree_mermaid
from rgraph.render.deps_text import duplicates_text, listing_text, tree_text

from ..cargo.resolution.test_resolve import app, locked


def standing(files: Mapping[str, str], at_hand: Mapping[str, str] = MappingProxyType({})) -> Standing:
    """The packages of a tree; `at_hand` has manifests of version 1.0.0 of others by their names."""
    manifests = {RepoPath(path): parse_manifest(text.encode()) for path, text in files.items() if "toml" in path}
    locks = {RepoPath(path): parse_lockfile(text.encode()) for path, text in files.items() if "lock" in path}
    cargo = layout(manifests, [RepoPath(path) for path in files])
    published = {name: parse_manifest(text.encode()) for name, text in at_hand.items()}
    found = resolve(
        cargo,
        manifests,
        locks,
        lambda each: published.get(each.name),
        lambda name: {"1.0.0"} & {"1.0.0" * (name in at_hand)},
    )
    return Standing("worktree", cargo, manifests, locks, found)


WORKSPACE = {
    "Cargo.toml": app(
        'a = "1"\nlib = { path = "lib" }\n[build-dependencies]\ncc = "1"\n[dev-dependencies]\nb = "1"\n'
        "[target.'cfg(windows)'.dependencies]\nwin = { version = \"1\", optional = true }",
        '[workspace]\nmembers = ["lib"]\n',
    ),
    "lib/Cargo.toml": '[package]\nname = "lib"\nversion = "0.2.0"\n[dependencies]\nb = "1"\n[dev-dependencies]\na = "1"\n',
    "Cargo.lock": locked("app", "0.1.0", "a", "b 1.0.0", "cc", "lib", "win", source="")
    + locked("lib", "0.2.0", "a", "b 1.0.0", source="")
    + locked("a", "1.2.3", "b 1.0.0", "c")
    + locked("b", "1.0.0")
    + locked("b", "2.0.0", source="git+https://example.org/b?tag=v2#0123456789")
    + locked("c", "0.1.0", "b 2.0.0")
    + locked("cc", "1.0.1")
    + locked("win", "1.0.0"),
}


def test_a_tree_has_headings_and_shows_a_subtree_once() -> None:
    assert tree_text(tree(standing(WORKSPACE))).split("\n\nnote")[0] == (
        """app v0.1.0 (Cargo.toml)
├── a v1.2.3
│   ├── b v1.0.0
│   └── c v0.1.0
│       └── b v2.0.0 (https://example.org/b?tag=v2#01234567)
├── lib v0.2.0 (lib/Cargo.toml)
│   └── b v1.0.0
└── win v1.0.0 [optional, cfg(windows)]
[build-dependencies]
└── cc v1.0.1
[dev-dependencies]
└── b v1.0.0"""
    )


def test_a_tree_to_a_depth_of_some_kinds() -> None:
    assert tree_text(tree(standing(WORKSPACE), kinds=["normal"], depth=1)).split("\n\nnote")[0] == (
        """app v0.1.0 (Cargo.toml)
├── a v1.2.3 ...
├── lib v0.2.0 (lib/Cargo.toml) ...
└── win v1.0.0 [optional, cfg(windows)]"""
    )


def test_why_goes_up_to_the_packages_of_the_tree_and_not_beyond_tests() -> None:
    assert tree_text(why(standing(WORKSPACE), "a")).split("\n\nnote")[0] == (
        """a v1.2.3
└── app v0.1.0 (Cargo.toml) requires "1"
[dev-dependencies]
└── lib v0.2.0 (lib/Cargo.toml) requires "1\""""
    )
    assert [each.version for each in why(standing(WORKSPACE), "b").branches if not each.depth] == ["1.0.0", "2.0.0"]
    assert [each.name for each in why(standing(WORKSPACE), "b@2").branches] == ["b", "c", "a", "app", "lib"]


def test_a_name_that_is_not_there_is_told_with_a_near_one() -> None:
    with pytest.raises(ItemError, match="no package libb here") as caught:
        why(standing(WORKSPACE), "libb")
    assert caught.value.hint == "did you mean lib?"
    with pytest.raises(ItemError, match="b is not here in version 3"):
        why(standing(WORKSPACE), "b@3")


def test_a_list_tells_kinds_and_who_asks() -> None:
    assert listing_text(listing(standing(WORKSPACE))).split("\n\nnote")[0] == (
        """6 packages, 4 direct
a    1.2.3  normal, dev  <- app "1"; lib (dev) "1"
b    1.0.0  normal, dev  <- app (dev) "1"; lib "1"
b    2.0.0  normal, dev  https://example.org/b?tag=v2#01234567
c    0.1.0  normal, dev
cc   1.0.1  build        <- app (build) "1"
win  1.0.0               <- app "1\""""
    )


def test_duplicates_tell_who_needs_which() -> None:
    assert duplicates_text(duplicates(standing(WORKSPACE))).split("\n\nnote")[0] == (
        """1 package in more than one version

b (Cargo.lock)
  1.0.0  needed by a@1.2.3, app@0.1.0, lib@0.2.0, through a, b
  2.0.0 (https://example.org/b?tag=v2#01234567)  needed by c@0.1.0, through a"""
    )


AT_HAND = {
    "x": app(
        'deep = "2"\noff = { version = "1", optional = true }\non = { version = "1", optional = true }\n', ""
    ).replace("[dependencies]", '[features]\ndefault = ["dep:on"]\n[dependencies]')
    + '[build-dependencies]\nmade = "1"\n[dev-dependencies]\ntried = "1"\n'
}


def test_what_a_package_that_no_lock_file_has_needs_and_nothing_suits_is_said() -> None:
    found = standing({"Cargo.toml": app('x = "1"')}, AT_HAND)
    assert tree_text(tree(found)) == (
        """app v0.1.0 (Cargo.toml)
└── x v1.0.0 (matches "1")
    ├── deep "2" (not locked)
    └── on "1" (not locked) [optional]
    [build-dependencies]
    └── made "1" (not locked)

note: not locked: x; the highest matching version known here is shown
note: not locked (no Cargo.lock): deep, made, on; no version is known here (`cargo fetch` downloads what matches)"""
    )
    listed = {
        each.name: (each.kinds, each.direct, each.asked_by) for each in listing(found).packages if not each.version
    }
    assert listed == {
        "deep": (["normal"], False, ['x "2"']),
        "made": (["build"], False, ['x (build) "1"']),
        "on": (["normal"], False, ['x "1"']),
    }
    locked_ = standing(
        {"Cargo.toml": app('x = "1"'), "Cargo.lock": locked("app", "0.1.0", "x", source="") + locked("x", "1.0.0")},
        AT_HAND,
    )
    assert [each.name for each in listing(locked_).packages] == ["x"], "a lock file says all that is needed"


def test_what_is_not_locked_is_in_the_tree_and_in_the_list() -> None:
    found = standing({"Cargo.toml": app('x = "1"\ny = { git = "https://example.org/y", branch = "z" }')})
    assert tree_text(tree(found)) == (
        """app v0.1.0 (Cargo.toml)
├── x "1" (not locked)
└── y git+https://example.org/y?branch=z (not locked)

note: not locked (no Cargo.lock): x, y; no version is known here (`cargo fetch` downloads what matches)"""
    )
    assert not any(each.has_all_features for each in listing(found).packages)  # no manifest is at hand
    assert [(each.name, each.version, each.direct) for each in listing(found).packages] == [
        ("x", "", True),
        ("y", "", True),
    ]


def test_workspaces_without_a_lock_file_stand_aside_where_others_have_one() -> None:
    fixture = {
        "tests/f/Cargo.toml": '[package]\nname = "f"\n[dependencies]\na = "0.1"\nq = "1"\nnear = { path = "../near" }\n',
        "tests/near/Cargo.toml": '[package]\nname = "near"\n[dependencies]\nz = "1"\n',
    }
    found = standing({**WORKSPACE, **fixture})
    assert [each.name for each in listing(found).packages] == ["a", "b", "b", "c", "cc", "win"]
    assert listing(found).notes == [
        "versions from Cargo.lock",
        "2 packages known only from the lock file, which does not tell build dependencies apart",
        "2 packages of workspaces without a lock file left out: --all includes them",
    ]
    assert [each.name for each in listing(found, whole=True).packages if not each.version] == ["a", "q", "z"]
    used = {
        **WORKSPACE,
        **fixture,
        "lib/Cargo.toml": WORKSPACE["lib/Cargo.toml"] + 'near = { path = "../tests/near" }\n',
    }
    assert [each.name for each in listing(standing(used)).packages if not each.version] == ["z"]


def test_two_that_need_each_other_for_tests_both_stand_above() -> None:
    found = standing(
        {
            "Cargo.toml": app("", '[dev-dependencies]\nb = { path = "b" }\nx = "1"\n'),
            "b/Cargo.toml": '[package]\nname = "b"\nversion = "0.1.0"\n[dependencies]\ny = "1"\n[dev-dependencies]\napp = { path = ".." }\n',
        }
    )
    assert tree_text(tree(found)).split("\n\nnote")[0] == (
        """app v0.1.0 (Cargo.toml)
[dev-dependencies]
├── b v0.1.0 (b/Cargo.toml)
│   └── y "1" (not locked)
└── x "1" (not locked)

b v0.1.0 (b/Cargo.toml)
└── y "1" (not locked)
[dev-dependencies]
└── app v0.1.0 (Cargo.toml)"""
    )
    assert [each.name for each in why(found, "b").branches] == ["b", "app"]


def test_drawings_have_each_package_once_and_point_to_what_is_needed() -> None:
    up, down = (tree_dot(made) for made in (why(standing(WORKSPACE), "c"), tree(standing(WORKSPACE), kinds=["normal"])))
    assert up.count('label="a 1.2.3"') == down.count('label="a 1.2.3"') == 1
    drawn = tree_mermaid(why(standing(WORKSPACE), "win"))
    assert drawn == 'graph LR\n  n0["win 1.0.0"]\n  n1["app 0.1.0"]\n  n1 --> n0'


def chain(length: int) -> dict[str, str]:
    links = "".join(locked(f"p{number}", "1.0.0", f"p{number + 1}") for number in range(length))
    return {"Cargo.toml": app('p0 = "1"'), "Cargo.lock": locked("app", "0.1.0", "p0", source="") + links}


def test_ten_thousand_packages_in_a_row() -> None:
    found = standing(chain(10_000))
    assert len(found.resolution.packages) == 10_001
    drawn = tree(found).branches
    assert len(drawn) == MAX_TREE_DEPTH + 1 and drawn[-1].cut
    assert len(listing(found).packages) == 10_000
    assert duplicates(found).packages == []


def test_what_is_damaged_is_told_the_first_of_many() -> None:
    broken = {f"b{number:02}/Cargo.toml": "[package" for number in range(12)}
    lock = WORKSPACE["Cargo.lock"] + "<<<<<<< a\n>>>>>>> b\n"
    notes = tree(standing({**WORKSPACE, **broken, "Cargo.lock": lock})).notes
    assert notes[2:4] == [
        "Cargo.lock: is not TOML: Invalid statement (at line 49, column 1)",
        "Cargo.lock: line 49: an unresolved merge conflict; its first side is read",
    ]
    assert notes[4].startswith("b00/Cargo.toml defines no crate: is not TOML") and len(notes) == 15
    assert notes[-1] == "2 more of these"
