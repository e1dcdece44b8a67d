"""Traits of which there were no objects, or of which that is not known."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nnum = "1"\n'


@pytest.mark.parametrize("above", ["num::Num", "Send + num::Num", "Middle"])
def test_a_supertrait_that_is_not_seen_is_a_question(above: str) -> None:
    old = f"pub trait Middle: num::Num {{}}\npub trait Tr: {above} {{ fn f(&self) {{}}"
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": f"{old} {new} }}"}) for new in ("", "fn g<X>(_: X) {}")]
    found = check(*sides)
    assert not [f for f in found.findings if f.level == "major"]
    question = "there is no `dyn Tr` any more: did `num::Num`, which it requires, allow it?"
    assert [doubt.question for doubt in found.undecided] == [question]


def test_a_supertrait_that_is_not_seen_decides_nothing_beside_one_that_forbids_objects() -> None:
    old = "pub trait Tr: num::Num + Clone { fn f(&self) {}"
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": f"{old} {new} }}"}) for new in ("", "fn g<X>(_: X) {}")]
    found = check(*sides)
    assert not [f for f in found.findings if f.level == "major"]
    assert not found.undecided


def test_a_supertrait_that_no_name_leads_to_is_a_question() -> None:
    old = "make_traits!();\npub trait Tr: Made { fn f(&self) {}"
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": f"{old} {new} }}"}) for new in ("", "fn g<X>(_: X) {}")]
    found = check(*sides)
    assert not [f for f in found.findings if f.level == "major"]
    assert "there is no `dyn Tr` any more: did `Made`" in str(found.undecided)
