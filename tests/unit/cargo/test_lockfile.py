"""`Cargo.lock` in its four formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo.lockfile import parse_lockfile
from rgraph.model.cargo import LockedPackage

REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


@given(st.binary(max_size=200))
def test_no_bytes_raise(source: bytes) -> None:
    parse_lockfile(source)


def test_format_1_keeps_checksums_apart() -> None:
    found = parse_lockfile(
        f"""[[package]]
name = "a"
version = "1.0.0"
source = "{REGISTRY}"
dependencies = ["b 2.0.0 ({REGISTRY})"]
[[package]]
name = "mine"
version = "0.1.0"
[metadata]
"checksum a 1.0.0 ({REGISTRY})" = "abc"
"checksum b 2.0.0 ({REGISTRY})" = "<none>"
""".encode()
    )
    assert (found.version, found.error) == (1, "")
    assert found.packages == [
        LockedPackage("a", "1.0.0", REGISTRY, "abc", [f"b 2.0.0 ({REGISTRY})"]),
        LockedPackage("mine", "0.1.0"),
    ]


def test_the_root_of_old_files_is_a_package() -> None:
    found = parse_lockfile(b'[root]\nname = "r"\nversion = "0.1.0"\ndependencies = ["a 1.0.0"]\n')
    assert found.packages == [LockedPackage("r", "0.1.0", dependencies=["a 1.0.0"])]


def test_format_2_has_checksums_beside() -> None:
    found = parse_lockfile(b'[[package]]\nname = "a"\nversion = "1.0.0"\nchecksum = "abc"\n')
    assert found.version == 2 and found.packages[0].checksum == "abc"


@pytest.mark.parametrize("version", [3, 4])
def test_later_formats_say_their_number(version: int) -> None:
    found = parse_lockfile(
        f'version = {version}\n[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["b"]\n'.encode()
    )
    assert found.version == version and found.packages[0].dependencies == ["b"]


def test_conflict_markers_and_wrong_types() -> None:
    assert parse_lockfile(b"<<<<<<< HEAD\n").error == "is not TOML: Invalid statement (at line 1, column 1)"
    assert parse_lockfile(b"package = 3\nmetadata = []\nversion = 'x'\n").packages == []
    assert parse_lockfile(b"version = true\n").version == 1
    assert parse_lockfile(b"version = " + b"9" * 4000).version == 1_000_000
