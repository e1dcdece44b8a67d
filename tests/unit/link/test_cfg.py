"""Predicates in the default configuration."""

from __future__ import annotations

import pytest

from rgraph.link.cfg import Configuration, in_macro_bodies
from rgraph.link.linker import Linker
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.facts import Arm
from tests.golden.link.crates import MANIFEST, MemorySource

from .code import Code


@pytest.mark.parametrize(
    ("predicate", "active"),
    [
        ("unix", True),
        ("windows", False),
        ("not(windows)", True),
        ("test", True),
        ('feature = "x"', True),
        ('not(feature = "x")', False),
        ('target_os = "linux"', True),
        ('target_os="macos"', False),
        ('all(unix, not(target_os = "macos"))', True),
        ('any(windows, all(target_os = "linux", feature = "a"))', True),
        ("all()", True),
        ("any()", False),
        ("tokio_unstable", False),
        ("not(loom)", True),
        ("", False),
        ("not(", True),
        ("all(" * 600, False),
    ],
)
def test_predicates(predicate: str, active: bool) -> None:
    assert Configuration().active(((predicate, "demo"),)) is active


def test_predicates_in_what_a_macro_makes() -> None:
    arm = Arm("$($item:item)*", '$( #[cfg(all(unix, feature = "rt"))] #[doc(cfg(x))] $item )*')
    assert in_macro_bodies([arm]) == ['all(unix, feature = "rt")']
    assert in_macro_bodies([Arm("", "#[cfg(")]) == [""]


@pytest.mark.parametrize(
    ("around", "holds", "fails"),
    [
        ("windows", ['target_os = "windows"', "not(unix)", 'target_family = "windows"', "test"], ["unix"]),
        ("not(unix)", ["windows"], ['target_os = "linux"']),
        ('target_os = "macos"', ["unix", 'target_family = "unix"'], ['target_os = "linux"']),
        ('all(windows, not(feature = "x"))', ["windows", 'not(feature = "x")', 'feature = "y"'], ['feature = "x"']),
        ('any(windows, target_os = "macos")', ["windows"], ["unix"]),
        ("loom", ["loom", "unix"], ["not(loom)"]),
        ('target_arch = "wasm32"', ['target_arch = "wasm32"', "not(unix)", "not(windows)"], ['target_arch = "x86_64"']),
        ('target_pointer_width = "32"', ['target_pointer_width = "32"'], ['target_pointer_width = "64"']),
        ("not(test)", ["not(test)", "unix"], ["test"]),
        ("any()", ["unix"], ["any()"]),
    ],
)
def test_what_holds_where_a_predicate_does(around: str, holds: list[str], fails: list[str]) -> None:
    configuration = Configuration()
    (flags,) = configuration.where(((around, "demo"),))
    assert [each for each in holds if not configuration.hold(((each, "demo"),), flags, "demo")] == []
    assert [each for each in fails if configuration.hold(((each, "demo"),), flags, "demo")] == []


def test_the_first_target_decides_and_the_others_count_as_compiled() -> None:
    table = CfgTable(targets=("x86_64-pc-windows-msvc", "aarch64-apple-darwin"))
    configuration = Configuration(table)
    assert configuration.active((("windows", "demo"),))
    assert configuration.active((('target_os = "macos"', "demo"),))
    assert not configuration.active((("windows", "demo"), ("unix", "demo"))), "no target has both"
    assert not configuration.active((('target_os = "linux"', "demo"),))
    assert len(configuration.where((("unix", "demo"),))) == 1


def test_features_are_asked_of_the_package() -> None:
    manifest = '[features]\ndefault = ["std"]\nstd = ["alloc"]\nalloc = []\nextra = ["dep:serde", "x/y"]\n'
    code = Code("", manifest=manifest)
    cargo = code.linker.cargo
    on = Configuration.of(CfgTable(features=("extra", "other/std")), cargo)
    held = {name for name in ("std", "alloc", "extra", "more") if on.active(((f'feature = "{name}"', "demo"),))}
    assert held == {"std", "alloc", "extra"}
    bare = Configuration.of(CfgTable(features=(), default_features=False), cargo)
    assert not bare.active((('feature = "std"', "demo"),))
    assert bare.active((('feature = "std"', "elsewhere"),)), "of a package that is not here all are on"


def test_another_configuration_links_every_file_again() -> None:
    files = {"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": "mod a;", "src/a.rs": "fn f() {}"}
    source = MemorySource()
    linker = Linker(source)
    linker.link(source.tree(files))
    rules = {"rgraph.toml": '[[rule]]\nname = "r"\n'}
    assert linker.link(source.tree(files | rules)).linked == {}
    settings = {"rgraph.toml": "[cfg]\ntest = false\n"}
    assert set(linker.link(source.tree(files | settings)).linked) == {"src/lib.rs", "src/a.rs"}
    assert linker.link(source.tree(files | settings)).linked == {}
    wrong = {"rgraph.toml": "[cfg]\ntest = 1\n"}
    assert set(linker.link(source.tree(files | wrong)).linked) == {"src/lib.rs", "src/a.rs"}
    assert linker.link(source.tree(files)).linked == {}
