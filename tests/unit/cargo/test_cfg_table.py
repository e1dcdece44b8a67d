"""The `[cfg]` table of an `rgraph.toml`, right and wrong, and target triples."""

from __future__ import annotations

import pytest

from rgraph.cargo.cfg_table import parse_cfg_table
from rgraph.cargo.limits import MAX_CFG_WORDS, MAX_SETTINGS_BYTES
from rgraph.cargo.triples import target_values
from rgraph.model.chosen_cfg import DEFAULT, CfgTable


def test_without_a_table_it_is_the_default() -> None:
    assert parse_cfg_table(b"") == DEFAULT
    assert parse_cfg_table(b'[[rule]]\nname = "a"\n') == DEFAULT
    assert parse_cfg_table(b"[cfg]\n") == DEFAULT


def test_a_table_with_everything() -> None:
    text = """
        [cfg]
        targets = ["x86_64-pc-windows-msvc", "aarch64-apple-darwin"]
        features = ["full", "demo/extra"]
        default-features = false
        custom = ["turbo", 'backend="fast"']
        unstable = ["tokio_unstable"]
        test = false
        debug-assertions = false
    """
    assert parse_cfg_table(text.encode()) == CfgTable(
        "",
        ("x86_64-pc-windows-msvc", "aarch64-apple-darwin"),
        ("full", "demo/extra"),
        False,
        ("turbo", 'backend = "fast"'),
        ("tokio_unstable",),
        False,
        False,
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("cfg = 1", "[cfg]: `cfg` must be a table: `[cfg]` (at line 1, column 1)"),
        ("[cfg]\nfeature = []", "[cfg]: no key `feature`; did you mean `features`? (at line 2, column 1)"),
        ("[cfg]\ntargets = []", "[cfg]: `targets` is empty; leave it out for Linux on x86-64 (at line 2, column 1)"),
        ("[cfg]\ntargets = ['linux']", "[cfg]: `linux` is not a target triple such as `x86_64-pc-windows-msvc` (at line 2, column 1)"),
        ("[cfg]\ntargets = 'x'", '[cfg]: `targets` must be a list of strings: `targets = ["..."]` (at line 2, column 1)'),
        ("[cfg]\nfeatures = ['a b']", "[cfg]: `a b` is not a feature: write `NAME` or `PACKAGE/NAME` (at line 2, column 1)"),
        ("[cfg]\n\ncustom = ['a = b']", "[cfg]: `a = b` is not a cfg: write `NAME` or `NAME = \"VALUE\"` (at line 3, column 1)"),
        ("[cfg]\ncustom = ['unix']", "[cfg]: `unix` is not set as a flag; the targets decide it (at line 2, column 1)"),
        ("[cfg]\ncustom = ['target_os = \"x\"']", "[cfg]: `target_os` is not set as a flag; the targets decide it (at line 2, column 1)"),
        ("[cfg]\nunstable = ['feature = \"x\"']", "[cfg]: `feature` is not set as a flag; write it in `features` (at line 2, column 1)"),
        ("[cfg]\ncustom = ['test']", "[cfg]: `test` is not set as a flag; write `test = false` or `true` (at line 2, column 1)"),
        ("[cfg]\ntest = 'no'", "[cfg]: `test` must be `true` or `false` (at line 2, column 1)"),
        ("[cfg]\ndefault-features = false", "[cfg]: `default-features` needs `features`: without `features`, all features are on (at line 2, column 1)"),
        ("[cfg", "is not TOML: Expected ']' at the end of a table declaration"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text: str, error: str) -> None:
    table = parse_cfg_table(text.encode())
    assert table == CfgTable(error=table.error)
    assert table.error.startswith(error)


def test_sizes_are_limited() -> None:
    assert "is larger than" in parse_cfg_table(b"#" * (MAX_SETTINGS_BYTES + 1)).error
    many = ", ".join(["'a'"] * (MAX_CFG_WORDS + 1))
    assert (
        "1,001 entries in `custom`; at most 1,000 are allowed"
        in parse_cfg_table(f"[cfg]\ncustom = [{many}]".encode()).error
    )


@pytest.mark.parametrize(
    ("triple", "arch", "os", "env", "family", "width"),
    [
        ("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu", {"unix"}, "64"),
        ("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc", {"windows"}, "64"),
        ("i686-pc-windows-gnu", "x86", "windows", "gnu", {"windows"}, "32"),
        ("aarch64-apple-darwin", "aarch64", "macos", "", {"unix"}, "64"),
        ("aarch64-linux-android", "aarch64", "android", "", {"unix"}, "64"),
        ("armv7-linux-androideabi", "arm", "android", "", {"unix"}, "32"),
        ("armv7-unknown-linux-gnueabihf", "arm", "linux", "gnu", {"unix"}, "32"),
        ("wasm32-unknown-unknown", "wasm32", "unknown", "", {"wasm"}, "32"),
        ("wasm32-wasip1", "wasm32", "wasi", "", {"wasm"}, "32"),
        ("wasm32-unknown-emscripten", "wasm32", "emscripten", "", {"unix", "wasm"}, "32"),
        ("thumbv7em-none-eabihf", "arm", "none", "", set(), "32"),
        ("riscv32imac-unknown-none-elf", "riscv32", "none", "", set(), "32"),
        ("x86_64-unknown-linux-musl", "x86_64", "linux", "musl", {"unix"}, "64"),
    ],
)
def test_triples(triple: str, arch: str, os: str, env: str, family: set[str], width: str) -> None:
    values = target_values(triple)
    assert values["target_arch"] == {arch}
    assert values["target_os"] == {os}
    assert values["target_env"] == {env}
    assert values["target_family"] == family
    assert values["target_pointer_width"] == {width}


def test_big_endian_targets() -> None:
    assert target_values("s390x-unknown-linux-gnu")["target_endian"] == {"big"}
    assert target_values("powerpc64le-unknown-linux-gnu")["target_endian"] == {"little"}


@pytest.mark.parametrize("text", ["", "linux", "x86_64", "foo-bar-baz"])
def test_what_is_no_triple(text: str) -> None:
    assert target_values(text) == {}
