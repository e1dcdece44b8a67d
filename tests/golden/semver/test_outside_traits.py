"""What a trait of another crate brings with it is not seen, so it is not said that a trait below has lost it.

The compiler judges each pair beside a crate whose trait brings all of it, and beside one whose trait brings nothing.
"""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl.rustc import Judge, rustc_available

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nother = "1"\n'
BRINGS = "pub trait Size: Copy + std::fmt::Debug + 'static {}"
BRINGS_NOTHING = "pub trait Size {}"
CRATES = [
    ("--edition", "2021", "--crate-name", "other", "other.rs"),
    ("--edition", "2021", "--crate-name", "lib_x", "--extern", "other=libother.rmeta", "src/lib.rs"),
    (*("--edition", "2021", "--crate-name", "client"), *("-L", ".", "--extern", "lib_x=liblib_x.rmeta", "client.rs")),
]
COPIES = "pub fn twice<T: lib_x::T>(x: T) -> (T, T) { (x, x) }"
COPIES_TYPE = "pub fn twice<T: lib_x::T>(x: T::A) -> (T::A, T::A) { (x, x) }"
PRINTS = 'pub fn text<T: lib_x::T>(x: T) -> String { format!("{x:?}") }'
IS_STATIC = "pub fn kept<T: lib_x::T>(x: T) -> Box<dyn std::any::Any> { Box::new(x) }"

OPEN = {
    "a trait above": ("pub trait T: other::Size + Copy {}", "pub trait T: other::Size {}", COPIES),
    "another one": ("pub trait T: other::Size + std::fmt::Debug {}", "pub trait T: other::Size {}", PRINTS),
    "'static": ("pub trait T: 'static + other::Size {}", "pub trait T: other::Size {}", IS_STATIC),
    "in a where clause": (
        "pub trait T: Copy where Self: other::Size {}",
        "pub trait T where Self: other::Size {}",
        COPIES,
    ),
    "of an associated type": (
        "pub trait T { type A: other::Size + Copy; }",
        "pub trait T { type A: other::Size; }",
        COPIES_TYPE,
    ),
    "through a trait of the workspace": (
        "pub trait Mid: other::Size {} pub trait T: Mid + Copy {}",
        "pub trait Mid: other::Size {} pub trait T: Mid {}",
        COPIES,
    ),
    "by one that comes instead": ("pub trait T: Copy {}", "pub trait T: other::Size {}", COPIES),
}


def _said(old: str, new: str) -> tuple[list[tuple[str, str]], list[str]]:
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}) for source in (old, new)))
    major = [(each.rule, each.confidence.value) for each in found.findings if each.level == "major"]
    return major, [each.question for each in found.undecided]


@pytest.mark.parametrize("name", OPEN)
def test_what_may_still_follow_is_asked_once(name: str) -> None:
    old, new, _ = OPEN[name]
    major, asked = _said(old, new)
    assert not [rule for rule, _ in major if "removed" in rule]
    assert [question for question in asked if question.endswith("` imply it?")] == [asked[0]]


@pytest.mark.skipif(not rustc_available(), reason="needs rustc")
@pytest.mark.parametrize("name", OPEN)
def test_the_other_crate_decides(name: str, judge: Judge) -> None:
    old, new, client = OPEN[name]
    for other, breaks in ((BRINGS, False), (BRINGS_NOTHING, True)):
        before, after = (
            judge.refusal({"other.rs": other, "src/lib.rs": source, "client.rs": client}, CRATES)
            for source in (old, new)
        )
        assert not before
        assert bool(after) == breaks, after


def test_several_are_one_question() -> None:
    old = "pub trait T: other::Size + Copy + std::fmt::Debug + 'static {}"
    assert _said(old, "pub trait T: other::Size {}") == (
        [],
        ["`'static`, `Copy`, `Debug` are no longer required: does `other::Size` imply them?"],
    )


TOLD = {
    "none is left": ("pub trait T: other::Size {}", "pub trait T {}", "supertrait_removed"),
    "an own trait, of which the other crate knows nothing": (
        "pub trait Own {} pub trait T: other::Size + Own {}",
        "pub trait Own {} pub trait T: other::Size {}",
        "supertrait_removed",
    ),
    "of another type": (
        "pub trait T: other::Size { type A: Copy; }",
        "pub trait T: other::Size { type A; }",
        "trait_type_bound_removed",
    ),
    "traits of std alone": ("pub trait T: Clone + Send {}", "pub trait T: Clone {}", "supertrait_removed"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_follow_is_certain(name: str) -> None:
    old, new, rule = TOLD[name]
    assert _said(old, new)[0] == [(rule, "certain")]


def test_a_trait_that_has_none_above_it_brings_nothing() -> None:
    old, new = "pub trait T: serde::Serialize + Copy {}", "pub trait T: serde::Serialize {}"
    manifest = MANIFEST.replace("other", "serde")
    found = check(*(graph_of({"Cargo.toml": manifest, "src/lib.rs": source}) for source in (old, new)))
    assert [(each.rule, each.confidence.value) for each in found.findings] == [("supertrait_removed", "certain")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("pub trait T: other::Size {}", "pub trait T: other::Size + Copy {}", "supertrait_added"),
        (
            "pub trait T { type A: other::Size; }",
            "pub trait T { type A: other::Size + Copy; }",
            "trait_type_bound_added",
        ),
    ],
)
def test_what_may_have_followed_is_likely_new(old: str, new: str, rule: str) -> None:
    assert _said(old, new)[0] == [(rule, "likely")]
    old, new = (text.replace("other::Size", "Send") for text in (old, new))
    assert (rule, "certain") in _said(old, new)[0]


EQUIVALENT = """
pub trait Equivalent<K: ?Sized> {}
impl<Q: ?Sized + Eq, K: ?Sized + std::borrow::Borrow<Q>> Equivalent<K> for Q {}
pub trait Comparable<K: ?Sized>: Equivalent<K> {}
impl<Q: ?Sized + Ord, K: ?Sized + std::borrow::Borrow<Q>> Comparable<K> for Q {}
"""
MAP = "use std::borrow::Borrow; pub struct Map<K>(pub K); impl<K: Eq> Map<K> { pub fn get<Q: ?Sized>(&self, key: &Q) where BOUNDS {} }"
LOOKS_UP = "pub fn f<K: Eq + std::borrow::Borrow<Q>, Q: EQ>(map: lib_x::Map<K>, key: &Q) { map.get(key) }"
GENERALISED = {
    "Eq": ("K: Borrow<Q>, Q: Eq", "Q: equivalent::Equivalent<K>", "Eq", False),
    "Ord": ("K: Borrow<Q>, Q: Ord", "Q: equivalent::Comparable<K>", "Ord", False),
    "Ord for Eq": ("K: Borrow<Q>, Q: Ord", "Q: equivalent::Equivalent<K>", "Ord", False),
    "with another bound": ("K: Borrow<Q>, Q: Eq + Clone", "Q: equivalent::Equivalent<K> + Clone", "Eq + Clone", False),
    "too little": ("K: Borrow<Q>", "Q: equivalent::Equivalent<K>", "Sized", True),
    "Eq for Ord": ("K: Borrow<Q>, Q: Eq", "Q: equivalent::Comparable<K>", "Eq", True),
}


@pytest.mark.parametrize("name", GENERALISED)
def test_what_lookups_ask_for_now_follows_from_what_they_asked_for(name: str) -> None:
    before, after, _, breaks = GENERALISED[name]
    manifest = MANIFEST.replace("other", "equivalent")
    sides = (graph_of({"Cargo.toml": manifest, "src/lib.rs": MAP.replace("BOUNDS", each)}) for each in (before, after))
    found = check(*sides)
    told = [each.confidence.value for each in found.findings if each.level == "major"]
    assert bool(told or found.undecided) == breaks
    assert "certain" not in told


@pytest.mark.skipif(not rustc_available(), reason="needs rustc")
@pytest.mark.parametrize("name", GENERALISED)
def test_the_compiler_looks_up_so_too(name: str, judge: Judge) -> None:
    before, after, asked, breaks = GENERALISED[name]
    crates = [tuple(word.replace("other", "equivalent") for word in crate) for crate in CRATES]
    refused = [
        judge.refusal(
            {
                "equivalent.rs": EQUIVALENT,
                "src/lib.rs": MAP.replace("BOUNDS", each),
                "client.rs": LOOKS_UP.replace("EQ", asked),
            },
            crates,
        )
        for each in (before, after)
    ]
    assert [bool(each) for each in refused] == [False, breaks]


SERDE = """
pub trait Serialize {}
pub mod ser { pub use crate::Serialize; pub trait Error: Sized + std::error::Error {} }
pub trait Deserialize<'de>: Sized {}
pub mod de {
    pub use crate::Deserialize;
    pub trait DeserializeOwned: for<'de> Deserialize<'de> {}
    impl<T> DeserializeOwned for T where T: for<'de> Deserialize<'de> {}
    pub trait Error: Sized + std::error::Error {}
}
"""
OWNED, EACH = "serde::de::DeserializeOwned", "for<'de> serde::Deserialize<'de>"
IS_OWNED = "fn a<T: serde::de::DeserializeOwned>() {} pub fn b<T: lib_x::T>() { a::<T>() }"
IS_EACH = "fn a<T: for<'de> serde::Deserialize<'de>>() {} pub fn b<T: lib_x::T>() { a::<T>() }"
PRINTS_IT = "fn a<T: std::fmt::Debug>() {} pub fn b<T: lib_x::T>() { a::<T>() }"
BY_SERDE = {
    "what is above": (f"{EACH} + {OWNED}", OWNED, IS_EACH, "none"),
    "by its other name": (f"{EACH.replace('serde::', 'serde::de::')} + {OWNED}", OWNED, IS_EACH, "none"),
    "what is below, for all lifetimes": (f"{EACH} + {OWNED}", EACH, IS_OWNED, "asked"),
    "neither": (f"{EACH} + {OWNED}", "serde::Serialize", IS_EACH, "broken"),
    "another one beside it": (f"{OWNED} + std::fmt::Debug", OWNED, PRINTS_IT, "broken"),
    "an error prints itself": ("serde::de::Error + std::fmt::Debug", "serde::de::Error", PRINTS_IT, "asked"),
    "that of the other module, too": ("serde::ser::Error + std::fmt::Debug", "serde::ser::Error", PRINTS_IT, "asked"),
}


@pytest.mark.parametrize("form", ["pub trait T: {} {{}}", "pub trait T {{ type A: {}; }}"])
@pytest.mark.parametrize("name", BY_SERDE)
def test_what_stands_above_the_traits_of_serde(name: str, form: str) -> None:
    old, new, _, right = BY_SERDE[name]
    manifest = MANIFEST.replace("other", "serde")
    sources = (form.format(bounds) for bounds in (old, new))
    found = check(*(graph_of({"Cargo.toml": manifest, "src/lib.rs": source}) for source in sources))
    lost = [each.confidence.value for each in found.findings if each.rule.endswith("_removed")]
    assert set(lost) == ({"certain"} if right == "broken" else set())
    assert bool([each for each in found.undecided if "imply" in each.question]) == ("asked" in right)


@pytest.mark.skipif(not rustc_available(), reason="needs rustc")
@pytest.mark.parametrize("name", BY_SERDE)
def test_rustc_says_the_same_of_serde(name: str, judge: Judge) -> None:
    old, new, client, right = BY_SERDE[name]
    crates = [
        ("--edition", "2021", "--crate-name", "serde", "serde.rs"),
        ("--edition", "2021", "--crate-name", "lib_x", "--extern", "serde=libserde.rmeta", "src/lib.rs"),
        (
            *("--edition", "2021", "--crate-name", "client", "-L", ".", "--extern", "serde=libserde.rmeta"),
            *("--extern", "lib_x=liblib_x.rmeta", "client.rs"),
        ),
    ]
    before, after = (
        judge.refusal({"serde.rs": SERDE, "src/lib.rs": f"pub trait T: {each} {{}}", "client.rs": client}, crates)
        for each in (old, new)
    )
    assert not before
    assert bool(after) == ("broken" in right), after
