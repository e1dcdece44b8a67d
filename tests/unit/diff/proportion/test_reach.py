"""How far a change of one declaration reaches: who names it, who holds it, who stands below it; all else is left out."""

from __future__ import annotations

import pytest

from rgraph.diff.compare import Options, compare
from rgraph.diff.extent import Extent
from rgraph.diff.proportion.concern import concerned
from rgraph.diff.semver.findings import check
from rgraph.view.memory import MemorySource, graph_of
from tests.dsl import manifest, workspace

LIB = """\
pub mod a;
mod b;
mod hidden;
pub mod far;
pub use b::Shown;
pub use hidden::Seal;
"""
"""The library's root. What `b`, `hidden` and another crate declare is felt in `a`, and nothing of it in `far`."""

A = """\
use crate::b::{Alias, Inner, LEN, Way as Renamed};
use crate::b::*;
pub struct Holder<T> { inner: Inner, way: Renamed<T>, below: below::Below }
pub fn aliased(x: Alias) -> Alias { x }
pub fn array(x: [u8; LEN]) {}
pub fn by_default(x: crate::Shown) {}
pub fn of_glob(x: ByGlob) {}
pub fn made(x: crate::b::Made) {}
pub trait Sub: crate::b::Super {}
pub trait Takes { fn takes(&self, x: crate::b::Shown); }
pub type Open = Box<dyn crate::b::Super>;
pub struct Boxed(Open);
pub fn later<F: Future>(x: F) {}
pub fn renamed(x: Renamed<u8>) {}
pub fn foreign(x: futures::Thing) {}
pub fn of_later(x: later::Thing) {}
pub fn parsed(x: <crate::b::Inner as Gives>::Given) {}
pub struct Keeps(<crate::b::Inner as Gives>::Given);
use crate::hidden::Gives;
"""
B = """\
pub struct Inner(Deep);
struct Deep(hidden::Deeper);
use crate::hidden;
pub struct Way<T>(std::marker::PhantomData<T>);
pub type Alias = hidden::Deeper;
pub const LEN: usize = WIDTH * 2;
const WIDTH: usize = 4;
pub struct Shown<T = hidden::Deeper>(T);
pub use crate::hidden::ByGlob;
pub trait Super: hidden::Seal {}
impl Super for u8 {}
make! { Made }
pub mod own { pub struct ByGlob; pub struct Alone; impl Alone { pub fn alone(&self) {} } }
"""
HIDDEN = """\
pub struct Deeper(pub u8);
pub struct Other(pub u8);
pub struct ByGlob;
pub trait Seal {}
impl<T: Copy> Seal for T {}
pub trait Closed {}
pub trait Gives { type Given; }
impl Gives for crate::b::Inner { type Given = Other; }
unsafe impl Send for Deeper {}
"""
FAR = """\
pub struct Far { x: u8 }
impl Far { pub fn new() -> Far { Far { x: 1 } } pub fn get(&self) -> u8 { self.x } }
pub trait Distant { fn distant(&self) -> Far; }
impl Distant for Far { fn distant(&self) -> Far { Far::new() } }
pub fn farther(x: &Far) -> u8 { x.get() }
#[cfg(feature = "ghost")]
pub fn of_nobody() {}
"""
BELOW = "pub struct Below(u8);\n#[macro_export] macro_rules! make { ($name:ident) => { pub struct $name(u8); } }\n"


def _files() -> dict[str, str]:
    return {
        "Cargo.toml": workspace(["demo", "below"]),
        "demo/Cargo.toml": manifest("demo", extra='[dependencies]\nbelow = { path = "../below" }\nfutures = "1.0"\n'),
        "demo/src/lib.rs": "#[macro_use] extern crate below;\n" + LIB,
        "demo/src/a.rs": A,
        "demo/src/b.rs": B,
        "demo/src/hidden.rs": HIDDEN,
        "demo/src/far.rs": FAR,
        "below/Cargo.toml": manifest("below"),
        "below/src/lib.rs": BELOW,
    }


def _changed(path: str, was: str, now: str) -> tuple[dict[str, str], dict[str, str]]:
    before = _files()
    assert was in before[path]
    return before, {**before, path: before[path].replace(was, now)}


_Change = tuple[str, str, str, str]
"""A file, what stands in it, what does in its place, and an item that feels it."""

RC = "std::rc::Rc<u8>"
FELT: dict[str, _Change] = {
    "a field three types away": (
        "demo/src/hidden.rs",
        "pub struct Deeper(pub u8);",
        f"pub struct Deeper({RC});",
        "demo::a::Holder",
    ),
    "an auto trait's impl": (
        "demo/src/hidden.rs",
        "unsafe impl Send for Deeper {}",
        "impl !Send for Deeper {}",
        "demo::a::Holder",
    ),
    "what an alias stands for": (
        "demo/src/b.rs",
        "Alias = hidden::Deeper",
        "Alias = hidden::Other",
        "demo::a::aliased",
    ),
    "a default argument": ("demo/src/b.rs", "T = hidden::Deeper", "T = hidden::Other", "demo::a::by_default"),
    "a constant behind a constant": ("demo/src/b.rs", "WIDTH: usize = 4", "WIDTH: usize = 5", "demo::a::array"),
    "variance": ("demo/src/b.rs", "PhantomData<T>", "PhantomData<fn(T)>", "demo::a::Holder"),
    "what an impl gives": ("demo/src/hidden.rs", "type Given = Other", "type Given = Deeper", "demo::a::parsed"),
    "what a type that an impl gives holds": (
        "demo/src/hidden.rs",
        "pub struct Other(pub u8);",
        f"pub struct Other({RC});",
        "demo::a::Keeps",
    ),
    "an import": (
        "demo/src/b.rs",
        "pub use crate::hidden::ByGlob;",
        "pub use crate::hidden::Other as ByGlob;",
        "demo::a::of_glob",
    ),
    "an import that renames": ("demo/src/a.rs", "Way as Renamed", "Shown as Renamed", "demo::a::renamed"),
    "a glob": ("demo/src/a.rs", "use crate::b::*;", "use crate::b::own::*;", "demo::a::of_glob"),
    "a supertrait of a supertrait": ("demo/src/b.rs", "Super: hidden::Seal", "Super: hidden::Closed", "demo::a::Sub"),
    "what a blanket impl asks": (
        "demo/src/hidden.rs",
        "impl<T: Copy> Seal",
        "impl<T: Copy + Send> Seal",
        "demo::hidden::Seal",
    ),
    "a type of another crate": ("below/src/lib.rs", "Below(u8)", f"Below({RC})", "demo::a::Holder"),
    "a macro of another crate": ("below/src/lib.rs", "struct $name(u8)", f"struct $name({RC})", "demo::b::Made"),
    "a module": ("demo/src/lib.rs", "mod b;", '#[cfg(feature = "x")]\nmod b;', "demo::a::by_default"),
    "a module that is re-exported": (
        "demo/src/lib.rs",
        "pub use b::Shown;",
        "pub use b::Shown;\npub use b::own as again;",
        "demo",
    ),
    "what the prelude brings": ("demo/Cargo.toml", 'edition = "2021"', 'edition = "2024"', "demo::a::later"),
    "a version of a dependency": ("demo/Cargo.toml", 'futures = "1.0"', 'futures = "2.0"', ""),
    "a feature and what it brings": (
        "demo/Cargo.toml",
        'futures = "1.0"\n',
        'futures = "1.0"\nlater = { version = "1", optional = true }\n[features]\nmore = ["dep:later"]\n',
        "demo::a::of_later",
    ),
    "nameability": ("demo/src/b.rs", "pub struct Shown", "struct Shown", "demo::a::Takes"),
}


@pytest.mark.parametrize("case", FELT)
def test_what_is_felt_elsewhere_is_told_as_the_whole_comparison_tells_it(case: str) -> None:
    source = MemorySource()
    one, two = (graph_of(files, source) for files in _changed(*FELT[case][:3]))
    for old, new in ((one, two), (two, one)):
        assert compare(old, new) == compare(old, new, Options(whole=True))


def test_the_cases_are_felt() -> None:
    """Each change above is told of, there or back, or the cases show nothing."""
    source = MemorySource()
    quiet = []
    for case, change in FELT.items():
        one, two = (graph_of(files, source) for files in _changed(*change[:3]))
        said = [check(*sides) for sides in ((one, two), (two, one))]
        quiet += [case] if not any(found.findings or found.undecided or found.added["demo"] for found in said) else []
    assert quiet == []


@pytest.mark.parametrize("case", FELT)
def test_what_feels_nothing_is_left_out(case: str) -> None:
    source = MemorySource()
    one, two = (graph_of(files, source) for files in _changed(*FELT[case][:3]))
    found = concerned(Extent(one, two))
    assert found is not None
    assert found.libraries >= {"demo"}
    assert not found.whole
    assert FELT[case][3] in found.items or not FELT[case][3]
    assert not any(symbol.startswith("demo::far") for symbol in found.items)


@pytest.mark.parametrize(
    "change",
    [
        ("demo/src/far.rs", "{ x: 1 }", "{ x: 2 }"),
        ("demo/src/far.rs", "impl Distant", "static COUNT: u8 = 1;\nimpl Distant"),
        ("demo/src/far.rs", "impl Distant", "struct Own(u8);\nimpl Own { fn own(&self) {} }\nimpl Distant"),
        ("demo/src/far.rs", "pub struct Far", "use std::fmt;\npub struct Far"),
        ("demo/src/b.rs", "const WIDTH", "const HEIGHT: usize = 2;\nconst WIDTH"),
        ("demo/Cargo.toml", 'version = "0.1.0"', 'version = "0.1.1"'),
    ],
)
def test_what_no_user_sees_concerns_no_library(change: tuple[str, str, str]) -> None:
    source = MemorySource()
    one, two = (graph_of(files, source) for files in _changed(*change))
    for old, new in ((one, two), (two, one)):
        found = concerned(Extent(old, new))
        assert found is not None
        assert found.libraries == set()
        assert compare(old, new) == compare(old, new, Options(whole=True))


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (("below/src/lib.rs", "Below(u8);", "Below(u8);\npub use std::fmt::*;"), {"below", "demo"}),
        (("demo/src/lib.rs", "extern crate below;", "extern crate below as under;"), {"demo"}),
        (("demo/Cargo.toml", 'futures = "1.0"\n', 'futures = "1.0"\n[features]\nghost = []\n'), {"demo"}),
        (("demo/Cargo.toml", 'futures = "1.0"\n', 'futures = "1.0"\n[features]\ndefault = []\n'), {"demo"}),
        (("demo/Cargo.toml", 'edition = "2021"', 'edition = "2018"'), {"demo"}),
    ],
)
def test_where_names_do_not_tell_all_of_a_library_is_compared(change: tuple[str, str, str], whole: set[str]) -> None:
    source = MemorySource()
    one, two = (graph_of(files, source) for files in _changed(*change))
    for old, new in ((one, two), (two, one)):
        found = concerned(Extent(old, new))
        assert found is not None
        assert found.whole == whole
        assert compare(old, new) == compare(old, new, Options(whole=True))
