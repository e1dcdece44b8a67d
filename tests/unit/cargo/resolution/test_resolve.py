"""What requirements mean: by path, by the lock file, by what is at hand."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, Basis, PackageId, Requirement, Resolution, ResolvedPackage


def resolved(files: Mapping[str, str], at_hand: Mapping[str, list[str]] | None = None, **published: str) -> Resolution:
    """The resolution of a tree; `published` has manifests from elsewhere by package name."""
    manifests = {RepoPath(path): parse_manifest(text.encode()) for path, text in files.items() if "Cargo.toml" in path}
    locks = {RepoPath(path): parse_lockfile(text.encode()) for path, text in files.items() if "Cargo.lock" in path}
    found = {name: parse_manifest(text.encode()) for name, text in published.items()}
    paths = [RepoPath(path) for path in files]
    return resolve(
        layout(manifests, paths),
        manifests,
        locks,
        manifest_of=lambda package: found.get(package.name),
        available=lambda name: (at_hand or {}).get(name, []),
    )


def package(found: Resolution, name: str) -> ResolvedPackage:
    (only,) = [each for each in found.packages if each.id.name == name]
    return only


def required(found: Resolution, of: str, name: str) -> Requirement:
    (only,) = [each for each in package(found, of).requirements if each.name == name]
    return only


def locked(name: str, version: str, *dependencies: str, source: str = CRATES_IO) -> str:
    listed = "".join(f' "{each}",\n' for each in dependencies)
    return f'[[package]]\nname = "{name}"\nversion = "{version}"\n' + (
        (f'source = "{source}"\n' if source else "") + (f"dependencies = [\n{listed}]\n" if listed else "")
    )


def app(dependencies: str, more: str = "") -> str:
    return f'[package]\nname = "app"\nversion = "0.1.0"\n[dependencies]\n{dependencies}\n{more}'


def test_the_lock_files_entry_says_the_version() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "1"\nold = { package = "rand", version = "0.7" }\nrand = "0.8"'),
            "Cargo.lock": "version = 4\n"
            + locked("app", "0.1.0", "rand 0.7.3", "rand 0.8.5", "serde", source="")
            + locked("rand", "0.7.3")
            + locked("rand", "0.8.5", "serde")
            + locked("serde", "1.0.200"),
        }
    )
    assert required(found, "app", "serde").means == PackageId("serde", "1.0.200", CRATES_IO)
    assert required(found, "app", "old").means == PackageId("rand", "0.7.3", CRATES_IO)
    assert required(found, "app", "rand").means == PackageId("rand", "0.8.5", CRATES_IO)
    assert found.is_locked and not found.problems
    (newer,) = [each for each in found.packages if each.id.version == "0.8.5"]
    assert newer.requirements == [
        Requirement("serde", "serde", kind="", means=PackageId("serde", "1.0.200", CRATES_IO), basis=Basis.LOCK)
    ]


def test_one_name_from_a_registry_and_from_git() -> None:
    git = "git+https://example.org/log?tag=v1#0123456789"
    found = resolved(
        {
            "Cargo.toml": app(
                'log = "0.4"\nown-log = { package = "log", git = "https://example.org/log", tag = "v1" }'
            ),
            "Cargo.lock": locked(
                "app", "0.1.0", f"log 0.4.1 ({CRATES_IO})", f"log 0.4.1 ({git.partition('#')[0]})", source=""
            )
            + locked("log", "0.4.1")
            + locked("log", "0.4.1", source=git),
        }
    )
    assert required(found, "app", "log").means == PackageId("log", "0.4.1", CRATES_IO)
    assert required(found, "app", "own-log").means == PackageId("log", "0.4.1", git)


def test_without_a_lock_file_the_highest_at_hand_that_suits() -> None:
    found = resolved(
        {"Cargo.toml": app('serde = "1.0.100"\nnone = "2"')},
        at_hand={"serde": ["1.0.99", "1.0.150", "2.0.0", "1.0.200-rc.1"], "none": ["1.0.0"], "inner": ["0.3.0"]},
        serde='[package]\nname = "serde"\nversion = "1.0.150"\n[dependencies]\ninner = "0.3"\n',
    )
    serde = required(found, "app", "serde")
    assert (serde.means, serde.basis) == (PackageId("serde", "1.0.150", CRATES_IO), Basis.SUITS)
    assert required(found, "app", "none").means is None and not found.is_locked
    assert required(found, "serde", "inner").means == PackageId("inner", "0.3.0", CRATES_IO)


def test_paths_and_patches_are_packages_of_the_tree() -> None:
    found = resolved(
        {
            "Cargo.toml": app(
                'b = { path = "b" }\nc = "1"\nd = "2"',
                '[patch.crates-io]\nc = { path = "c" }\nd = { path = "d" }\n',
            ),
            "b/Cargo.toml": '[package]\nname = "b"\nversion = "0.2.0"\n',
            "c/Cargo.toml": '[package]\nname = "c"\nversion = "1.2.0"\n',
            "d/Cargo.toml": '[package]\nname = "d"\nversion = "1.0.0"\n',
        }
    )
    assert required(found, "app", "b").manifest == "b/Cargo.toml"
    assert required(found, "app", "c").manifest == "c/Cargo.toml"
    assert required(found, "app", "d").means is None  # the patch is of another version


def test_a_lock_file_that_is_older_than_the_manifest() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "2"'),
            "Cargo.lock": locked("app", "0.1.0", "serde", source="") + locked("serde", "1.0.0"),
        }
    )
    assert required(found, "app", "serde").means is None
    assert found.problems == ["Cargo.lock: the entry of app has no serde 2, which Cargo.toml requires"]


def test_a_published_manifest_tells_kinds_and_what_is_off() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "1"'),
            "Cargo.lock": locked("app", "0.1.0", "serde", source="")
            + locked("serde", "1.0.0", "cc")
            + locked("cc", "1.0.0"),
        },
        serde='[package]\nname = "serde"\n[dependencies]\nx = { version = "1", optional = true }\n[build-dependencies]\ncc = "1"\n',
    )
    assert [(each.name, each.kind, each.means) for each in package(found, "serde").requirements] == [
        ("x", "normal", None),
        ("cc", "build", PackageId("cc", "1.0.0", CRATES_IO)),
    ]


def test_what_replace_puts_in_a_packages_place() -> None:
    git = "git+https://example.org/libc#0123"
    found = resolved(
        {
            "Cargo.toml": app('libc = "0.2"'),
            "Cargo.lock": locked("app", "0.1.0", f"libc 0.2.1 ({CRATES_IO})", source="")
            + locked("libc", "0.2.1")
            + f'replace = "libc 0.2.1 ({git})"\n'
            + locked("libc", "0.2.1", source=git),
        }
    )
    assert required(found, "app", "libc").means == PackageId("libc", "0.2.1", git)


def test_a_damaged_lock_file_says_what_it_can() -> None:
    lock = (
        locked("app", "0.1.0", "serde", source="")
        + "<<<<<<< HEAD\n"
        + locked("serde", "1.0.0")
        + "=======\n>>>>>>> x\n"
    )
    found = resolved({"Cargo.toml": app('serde = "1"'), "Cargo.lock": lock})
    assert required(found, "app", "serde").means == PackageId("serde", "1.0.0", CRATES_IO)
    assert found.problems[1] == "Cargo.lock: line 7: an unresolved merge conflict; its first side is read"


GIT = "git+https://example.org/rand?branch=main#0123456789abcdef"
FORMATS = {
    1: f"""[root]
name = "app"
version = "0.1.0"
dependencies = [
 "lib 0.2.0",
 "rand 0.7.3 ({CRATES_IO})",
 "rand 0.8.5 ({GIT})",
]

[[package]]
name = "lib"
version = "0.2.0"

[[package]]
name = "rand"
version = "0.7.3"
source = "{CRATES_IO}"
dependencies = [
 "rand 0.8.5 ({GIT})",
]

[[package]]
name = "rand"
version = "0.8.5"
source = "{GIT}"

[metadata]
"checksum rand 0.7.3 ({CRATES_IO})" = "abc"
"checksum rand 0.8.5 ({GIT})" = "<none>"
""",
    2: f"""[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "lib",
 "rand 0.7.3",
 "rand 0.8.5",
]

[[package]]
name = "lib"
version = "0.2.0"

[[package]]
name = "rand"
version = "0.7.3"
source = "{CRATES_IO}"
checksum = "abc"
dependencies = [
 "rand 0.8.5",
]

[[package]]
name = "rand"
version = "0.8.5"
source = "{GIT}"
""",
}
FORMATS[3] = f"# @generated\nversion = 3\n\n{FORMATS[2]}"
FORMATS[4] = f"version = 4\n\n{FORMATS[2]}"


@pytest.mark.parametrize("version", FORMATS)
def test_every_format_says_the_same(version: int) -> None:
    manifest = app(
        'lib = { path = "lib" }\nold = { package = "rand", version = "0.7" }\n'
        'rand = { git = "https://example.org/rand.git/", branch = "main" }'
    )
    files = {"Cargo.toml": manifest, "lib/Cargo.toml": '[package]\nname = "lib"\nversion = "0.2.0"\n'}
    found = resolved({**files, "Cargo.lock": FORMATS[version]})
    old, new = PackageId("rand", "0.7.3", CRATES_IO), PackageId("rand", "0.8.5", GIT)
    assert parse_lockfile(FORMATS[version].encode()).version == version
    assert [(each.name, each.means) for each in package(found, "app").requirements] == [
        ("lib", PackageId("lib", "0.2.0")),
        ("old", old),
        ("rand", new),
    ]
    assert [(each.id, each.checksum) for each in found.packages if each.id.name == "rand"] == [(old, "abc"), (new, "")]
    assert not found.problems and found.is_locked


def test_what_a_workspace_declares_is_inherited_with_its_source() -> None:
    found = resolved(
        {
            "Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\n'
            'log = { git = "https://example.org/log", tag = "v1" }\nnear = { path = "near" }\n',
            "a/Cargo.toml": '[package]\nname = "a"\n[dependencies]\nlog = { workspace = true, optional = true }\nnear.workspace = true\n',
            "near/Cargo.toml": '[package]\nname = "near"\nversion = "3.0.0"\n',
            "Cargo.lock": locked("a", "0.0.0", "log", "near", source="")
            + locked("near", "3.0.0", source="")
            + locked("log", "0.4.0", source="git+https://example.org/log?tag=v1#abc"),
        }
    )
    log = required(found, "a", "log")
    assert (log.means, log.source, log.optional) == (
        PackageId("log", "0.4.0", "git+https://example.org/log?tag=v1#abc"),
        "git+https://example.org/log?tag=v1",
        True,
    )
    assert required(found, "a", "near").manifest == "near/Cargo.toml"
    assert not found.problems


def test_workspaces_of_one_repository_keep_their_lock_files_apart() -> None:
    found = resolved(
        {
            "Cargo.toml": app('x = "1"', "[workspace]\nexclude = ['fuzz']\n"),
            "Cargo.lock": locked("app", "0.1.0", "x", source="") + locked("x", "1.0.5"),
            "fuzz/Cargo.toml": '[package]\nname = "fuzz"\n[dependencies]\napp = { path = ".." }\nx = "1"\n',
            "fuzz/Cargo.lock": locked("fuzz", "0.0.0", "app", "x", source="")
            + locked("app", "0.0.9", "x", source="")
            + locked("x", "1.0.1"),
        }
    )
    assert [required(found, name, "x").means for name in ("app", "fuzz")] == [
        PackageId("x", "1.0.5", CRATES_IO),
        PackageId("x", "1.0.1", CRATES_IO),
    ]
    (guest,) = found.guests
    assert (guest.id.name, guest.lock) == ("app", "fuzz/Cargo.lock")
    assert [each.means for each in guest.requirements] == [PackageId("x", "1.0.1", CRATES_IO)]


def test_a_package_outside_of_a_workspace_is_read_in_the_lock_file_above() -> None:
    found = resolved(
        {
            "Cargo.toml": app('aside = { path = "aside" }', '[workspace]\nexclude = ["aside"]\n'),
            "aside/Cargo.toml": '[package]\nname = "aside"\nversion = "0.3.0"\n[dependencies]\nx = "1"\n[dev-dependencies]\ny = "1"\n',
            "Cargo.lock": locked("app", "0.1.0", "aside", source="")
            + locked("aside", "0.3.0", "x", source="")
            + locked("x", "1.0.0"),
        }
    )
    assert (required(found, "aside", "x").means, required(found, "aside", "y").means) == (
        PackageId("x", "1.0.0", CRATES_IO),
        None,
    )
    assert not found.problems


@given(st.lists(st.sampled_from(FORMATS[1].split("\n") + FORMATS[4].split("\n")), max_size=40), st.integers(0, 3))
def test_no_lock_file_raises(lines: list[str], marks: int) -> None:
    for at in range(marks):
        lines.insert(at * 7 % (len(lines) + 1), ("<<<<<<< a", "=======", ">>>>>>> b")[at])
    found = resolved({"Cargo.toml": app('rand = "0.8"'), "Cargo.lock": "\n".join(lines)})
    assert found == resolved({"Cargo.lock": "\n".join(lines), "Cargo.toml": app('rand = "0.8"')})
