"""Methods that are gone from the text, and that a derive of another crate may write."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nmac = "0.5"\nserde = "1"\n'
ENUM = "pub enum R { A(u8), LongName(u16), SOA }\n"


def told(old: str, new: str, now: str = "0.5") -> tuple[list[str], list[str]]:
    """The rules of what breaks, and the questions, without those about a whole dependency."""
    manifests = MANIFEST, MANIFEST.replace("0.5", now)
    sides = [graph_of({"Cargo.toml": m, "src/lib.rs": s}) for m, s in zip(manifests, (old, new), strict=True)]
    found = check(*sides)
    questions = [doubt.question for doubt in found.undecided if "everything still there" not in doubt.question]
    return [f.rule for f in found.findings if f.level == "major"], questions


def with_method(name: str) -> str:
    return f"impl R {{ pub fn kept(&self) {{}} pub fn {name}(&self) -> bool {{ true }} }}"


KEPT = "impl R { pub fn kept(&self) {} }"


@pytest.mark.parametrize("name", ["is_soa", "as_long_name", "into_a", "new", "builder"])
def test_a_method_of_a_part_may_come_of_a_new_derive(name: str) -> None:
    question = f"`{name}` is no longer written out, but `AsInner` is derived: does that write it?"
    assert told(ENUM + with_method(name), f"#[derive(mac::AsInner)] {ENUM}{KEPT}") == ([], [question])


@pytest.mark.parametrize("name", ["is_soap", "other", "newer"])
def test_a_method_of_another_name_is_gone(name: str) -> None:
    assert told(ENUM + with_method(name), f"#[derive(mac::AsInner)] {ENUM}{KEPT}") == (["method_removed"], [])


@pytest.mark.parametrize("derive", ["Debug", "Clone, PartialEq", "serde::Serialize"])
def test_derives_that_are_known_write_no_methods(derive: str) -> None:
    assert told(ENUM + with_method("is_a"), f"#[derive({derive})] {ENUM}{KEPT}") == (["method_removed"], [])


def test_a_derive_that_was_there_writes_it_if_its_crate_made_a_step() -> None:
    old, new = (f"#[derive(mac::AsInner)] {ENUM}{rest}" for rest in (with_method("is_a"), KEPT))
    assert told(old, new) == (["method_removed"], [])
    assert told(old, new, "0.5.2") == (["method_removed"], [])
    question = "`is_a` is no longer written out, but `AsInner` is derived: does that write it?"
    assert told(old, new, "0.6") == ([], [question])


def test_a_derive_that_was_there_writes_it_if_it_is_told_to() -> None:
    derived = "#[derive(mac::Getters)] pub struct S { #[get] long_name: u8 }"
    old = derived.replace("#[get] ", "") + " impl S { pub fn long_name(&self) -> &u8 { &self.long_name } }"
    question = "`long_name` is no longer written out, but `Getters` is derived: does that write it?"
    assert told(old, derived) == ([], [question])
    assert told(old, derived.replace("#[get]", "#[doc(hidden)]"))[0] == ["method_removed"]
