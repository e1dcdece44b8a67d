"""One manifest as facts; anything else as an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo import manifest as module
from rgraph.cargo.manifest import parse_manifest
from rgraph.model.cargo import Dependency

PACKAGE = b'[package]\nname = "p"\n'


@given(st.binary(max_size=300))
def test_no_bytes_raise(source: bytes) -> None:
    parse_manifest(source)


values = st.recursive(
    st.sampled_from(["1", "1.5", "true", '"x"', '"src/../../x"', "''", "2020-01-01", "[]", "{}", '"dep:x"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"k{n} = {item}" for n, item in enumerate(items)) + "}"
        ),
        inner.map(lambda item: f"{{ path = {item}, workspace = true, features = {item} }}"),
    ),
    max_leaves=6,
)
keys = st.sampled_from(
    [
        "name",
        "version",
        "edition",
        "build",
        "workspace",
        "publish",
        "autobins",
        "members",
        "exclude",
        "default-members",
        "path",
        "package",
        "lib",
        "bin",
        "features",
    ]
)
tables = st.sampled_from(
    [
        "[package]",
        "[lib]",
        "[[bin]]",
        "[[test]]",
        "[dependencies]",
        "[dev-dependencies]",
        "[workspace]",
        "[workspace.package]",
        "[features]",
        "[workspace.dependencies]",
        "[target.x.dependencies]",
        "[target]",
        "[patch.crates-io]",
        "[patch]",
        "[replace]",
    ]
)


@given(st.lists(st.tuples(tables, st.dictionaries(keys, values, max_size=4)), max_size=5))
def test_no_types_raise(parts: list[tuple[str, dict[str, str]]]) -> None:
    text = "".join(
        f"{table}\n" + "".join(f"{key} = {value}\n" for key, value in pairs.items()) for table, pairs in parts
    )
    found = parse_manifest(text.encode())
    assert found.error or found.package or found.is_workspace


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"[package\n", "is not TOML: Expected ']' at the end of a table declaration (at line 1, column 9)"),
        (b'[package]\nname = "p"\nname = "q"\n', "is not TOML: Cannot overwrite a value (at line 3, column 11)"),
        (b"<<<<<<< HEAD\n", "is not TOML: Invalid statement (at line 1, column 1)"),
        (b'[package]\nname = "caf\xe9"\n', "is not UTF-8 (at line 2, column 12)"),
        (b"\x00", "is not TOML: Invalid statement (at line 1, column 1)"),
        (b"", "has neither [package] nor [workspace]"),
        (b"x = " + b"[" * 5000, "is nested deeper than 100 brackets (at line 1, column 1)"),
        (b"x = " + b"{a=" * 5000, "is nested deeper than 100 brackets (at line 1, column 1)"),
        (b"#" * (module.MAX_MANIFEST_BYTES + 1), "is larger than 4 MB"),
        (b"[package]\nversion = '1.0.0'\n", "[package] has no valid name"),
        (b'[package]\nname = "../x"\n', "../x is not a package name"),
        (b'[package]\nname = "a\\nb"\n', "'a\\nb' is not a package name"),
    ],
)
def test_what_is_wrong_is_said(source: bytes, said: str) -> None:
    assert parse_manifest(source).error == said


def test_a_number_too_long_for_python_is_no_crash() -> None:
    assert parse_manifest(PACKAGE + b"x = " + b"9" * 10_000).error.startswith("is not TOML")


def test_a_byte_order_mark_and_crlf() -> None:
    assert parse_manifest(b"\xef\xbb\xbf" + PACKAGE.replace(b"\n", b"\r\n")).package == "p"


def test_package_fields() -> None:
    found = parse_manifest(
        PACKAGE
        + b'version = "1.2.3"\nedition.workspace = true\nrust-version = "1.70"\nlinks = "z"\nautobins = true\npublish = []\n'
    )
    assert (found.version, found.edition, found.rust_version, found.links) == ("1.2.3", "", "1.70", "z")
    assert (found.inherits, found.auto_written, found.publish) == (["edition"], ["autobins"], False)
    assert parse_manifest(PACKAGE).version == "0.0.0"
    assert parse_manifest(PACKAGE + b'publish = ["mine"]\n').publish


@pytest.mark.parametrize(
    ("line", "build"), [(b"", ""), (b"build = false", "-"), (b"build = 'b.rs'", "b.rs"), (b"build = true", "")]
)
def test_build(line: bytes, build: str) -> None:
    assert parse_manifest(PACKAGE + line).build == build


def test_dependencies_as_declared() -> None:
    found = parse_manifest(
        PACKAGE
        + b"""[dependencies]
a = "1"
b = { package = "c", path = "../c", optional = true, default-features = false, features = ["x"], registry = "mine" }
d = { git = "https://example.org/d", branch = "main" }
e.workspace = true
f = { workspace = true, default-features = true }
[target.'cfg(unix)'.build-dependencies]
g = "2"
"""
    )
    assert found.dependencies == [
        Dependency("a", "a", version="1"),
        Dependency(
            "b", "c", path="../c", optional=True, default_features=False, features=["x"], registry="mine", renamed=True
        ),
        Dependency("d", "d", git="https://example.org/d", rev="branch=main"),
        Dependency("e", "e", inherited=True, default_features=False),
        Dependency("f", "f", inherited=True, default_features=True),
        Dependency("g", "g", kind="build", version="2", target="cfg(unix)"),
    ]


def test_patches_and_replacements() -> None:
    found = parse_manifest(
        b"""[workspace]
[patch.crates-io]
a = { path = "a" }
b = { package = "c", git = "https://example.org/c" }
[patch."https://example.org/d"]
d = { path = "d" }
[replace]
"e:1.0.0" = { path = "e" }
"https://github.com/rust-lang/crates.io-index#f:1.0.0" = { path = "f" }
"""
    )
    assert [(patch.package, patch.registry, patch.path) for patch in found.patches] == [
        ("a", "crates-io", "a"), ("c", "crates-io", ""), ("d", "https://example.org/d", "d"),
        ("e", "crates-io", "e"), ("f", "crates-io", "f"),
    ]  # fmt: skip


def test_targets_as_written() -> None:
    found = parse_manifest(
        PACKAGE
        + b'[[bin]]\nname = "b"\nrequired-features = ["x"]\n[lib]\nproc-macro = true\n[[test]]\nname = "t"\nharness = false\n'
    )
    kinds = [(target.kind, target.name, target.proc_macro, target.harness) for target in found.targets]
    assert kinds == [("lib", "", True, True), ("bin", "b", False, True), ("test", "t", False, False)]
    assert found.targets[1].required_features == ["x"]
    assert parse_manifest(PACKAGE + b'[lib]\ncrate-type = ["proc-macro"]\n').targets[0].proc_macro
