"""The check that lists what of the standard library the stubs lack, on a library that is made up."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]

SLICE = """
#[stable(feature = "rust1", since = "1.0.0")] pub struct Iter<T>(T);
impl<T> [T] {
    #[stable(feature = "rust1", since = "1.0.0")] pub const fn len(&self) -> usize { 0 }
    #[stable(feature = "new", since = "1.90.0")] pub fn shining(&self) {}
    #[unstable(feature = "odd", issue = "1")] pub fn odd(&self) {}
    pub(crate) fn inner(&self) {}
    #[stable(feature = "rust1", since = "1.0.0")] #[doc(hidden)] pub fn hidden(&self) {}
}
#[stable(feature = "new", since = "1.90.0")] pub trait Shiny { #[stable(feature = "new", since = "1.90.0")] fn shine(&self); }
#[cfg(test)] mod tests { pub fn helps() {} }
"""
MACROS = """
macro_rules! int_impl { () => {
        #[stable(feature = "rust1", since = "1.0.0")]
        #[rustc_const_stable(feature = "rust1", since = "1.0.0")]
        pub const fn count_ones(self) -> u32 { 0 }
        #[unstable(feature = "odd", issue = "1")]
        pub const fn odd_ones(self) -> u32 { 0 }
        #[stable(feature = "new", since = "1.90.0")]
        pub const unsafe fn new_ones(self) -> u32 { 0 }
} }
"""
ATOMIC = """
#[stable(feature = "rust1", since = "1.0.0")] pub struct AtomicBool;
impl AtomicBool { #[stable(feature = "rust1", since = "1.0.0")] pub fn load(&self, order: Ordering) -> bool { true } }
"""


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("std_stubs", ROOT / "benchmarks" / "std_stubs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["std_stubs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def library(tmp_path: Path) -> Path:
    files = {
        "core/src/slice/mod.rs": SLICE,
        "core/src/num/int_macros.rs": MACROS,
        "core/src/sync/atomic.rs": ATOMIC,
        "std/src/sys/unix/fs.rs": '#[stable(feature = "rust1", since = "1.0.0")] pub fn only_inside() {}',
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_what_is_stable_and_not_in_the_stubs_is_listed(check: ModuleType, library: Path) -> None:
    listed = check.missing(check.library(library), check.stubs(), Counter({"shine": 3}))
    assert [(count, name.owner, name.name) for count, name in listed] == [
        (3, "Shiny", "shine"),
        (0, "", "Shiny"),
        (0, "[T]", "shining"),
        (0, "int", "new_ones"),
    ]


def test_names_are_counted_where_they_are_written(check: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_text("fn f(x: X) { x.shine(); x.shine() }")
    (tmp_path / "b.txt").write_text("shine")
    assert check.words(tmp_path)["shine"] == 2


def test_the_stubs_read_without_errors(check: ModuleType) -> None:
    for path in sorted(check.STUBS.glob("**/*.rs")):
        facts, _ = check.extract(path.read_bytes())
        assert facts.parse_errors == 0, path


def test_a_folder_without_a_library_is_refused(
    check: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["std_stubs.py", str(tmp_path)])
    assert check.main() == 2
    assert "no source of a standard library" in capsys.readouterr().err


def test_something_missing_makes_the_check_fail(
    check: ModuleType, library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["std_stubs.py", str(library)])
    assert check.main() == 1
    written = capsys.readouterr()
    assert "[T]::shining" in written.out
    assert "5 of 9 are there, 4 listed" in written.err


def test_families_of_integers_are_whole() -> None:
    stubs = (ROOT / "src/rgraph/link/std").rglob("*.rs")
    text = "\n".join(path.read_text() for path in stubs)
    sizes = ("8", "16", "32", "64", "size")
    wanted = [f"{family}{sign}{size}" for family in ("NonZero", "Atomic") for sign in "IU" for size in sizes]
    wanted += ["NonZeroI128", "NonZeroU128"]
    assert [name for name in wanted if f"pub type {name} = " not in text] == []
