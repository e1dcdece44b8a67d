"""One cause is one finding: what follows from the change of another item that it names is counted with that one."""

from __future__ import annotations

import json

import pytest

from rgraph.diff.report import DiffReport, Finding
from rgraph.diff.semver.consequences import CAUSES, FOLLOWING
from rgraph.diff.semver.rule import rules
from rgraph.render.diff_changelog import report_changelog
from rgraph.render.diff_json import report_json
from rgraph.render.diff_text import report_text
from tests.unit.diff.crates import report


def follow(found: DiffReport) -> dict[str, set[str]]:
    """The rules of the findings that follow from something, by what they follow from."""
    causes = {finding.follows for finding in found.findings if finding.follows}
    return {cause: {f.rule for f in found.findings if f.follows == cause} for cause in causes}


PARSER = "pub trait P<I, O> { fn p(&self, i: I) -> O; }\n"
LESS = "pub trait P<I> { type O; fn p(&self, i: I) -> Self::O; }\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            f"{PARSER}pub fn f<T: P<u8, u16>>(t: T) {{}}",
            f"{LESS}pub fn f<T: P<u8, O = u16>>(t: T) {{}}",
            {"demo::P": {"bound_added", "return_type_changed"}},
            id="a bound by a trait that lost a parameter, and what its associated type is",
        ),
        pytest.param(
            f"{PARSER}pub fn f<O: Into<u32>, T: P<u8, O>>(t: T) {{}}",
            f"{LESS}pub fn f<T: P<u8>>(t: T) where T::O: Into<u32> {{}}",
            {"demo::P": {"bound_added", "function_type_parameters_changed", "return_type_changed"}},
            id="a bound of a parameter that an associated type stands for",
        ),
        pytest.param(
            f"{PARSER}pub fn f<T: P<u8, u16>>(t: T) {{}}",
            f"{LESS}pub fn f<T: P<u8, O = u16>>(t: T) where T::O: Into<u32> {{}} pub trait Q {{}}",
            {"demo::P": {"bound_added", "return_type_changed"}},
            id="the same where the item has the parameters that it had",
        ),
        pytest.param(
            "pub struct S<A, B>(pub A, pub B); pub fn f() -> Option<S<u8, u16>> { None } pub fn g() -> u8 { 1 }",
            "pub struct S<A>(pub A, u8); pub fn f() -> Option<S<u8>> { None } pub fn g() -> u16 { 1 }",
            {"demo::S": {"return_type_changed"}},
            id="a result that names a type with fewer parameters",
        ),
        pytest.param(
            "pub struct S<A, B>(pub A, pub B); pub fn f() -> Option<S<u8, u16>> { None }",
            "pub struct S<A>(pub A, u8); pub fn f() -> Vec<S<u8>> { Vec::new() }",
            {},
            id="another type around it follows from nothing",
        ),
        pytest.param(
            "pub struct S<A, B>(pub A, pub B); pub fn f() -> S<fn(u8) -> u8, u16> { loop {} }",
            "pub struct S<A>(pub A, u8); pub fn f() -> S<fn(u8) -> u8> { loop {} }",
            {"demo::S": {"return_type_changed"}},
            id="an arrow among the arguments",
        ),
        pytest.param(
            "pub mod m { pub mod n { pub struct S; pub fn f() -> S { S } } pub const C: u8 = 1; } pub mod k { pub fn f() {} }",
            "pub mod k {}",
            {"demo::m": {"const_removed", "function_removed", "module_removed", "struct_removed"}},
            id="what stands in a module that is gone",
        ),
        pytest.param(
            "pub mod m { pub struct Gone(pub [u8; 3]); } pub fn f(g: m::Gone) {}",
            "pub fn f(g: [u8; 3]) {}",
            {"demo::m": {"parameter_type_changed", "struct_removed"}},
            id="what names a type of a module that is gone",
        ),
        pytest.param(
            "pub mod m { pub struct S; pub mod n { pub fn f() {} } }",
            "#[doc(hidden)] pub mod m { pub struct S; pub mod n { pub fn f() {} } }",
            {"demo::m": {"item_hidden"}},
            id="what stands in a module that is hidden",
        ),
        pytest.param(
            "pub mod m { pub struct S; pub mod n { pub fn f() {} pub fn g() {} } }",
            "mod m { pub struct S; pub mod n { pub fn f() {} } }",
            {"demo::m": {"item_narrowed", "function_removed"}},
            id="what stands in a module that users can no longer name",
        ),
        pytest.param(
            "pub mod m { pub struct S; pub mod n { pub fn f() {} } }",
            "mod m { pub struct S; pub mod n { pub fn f() {} } } pub use m::n;",
            {"demo::m": {"item_narrowed"}, "demo::m::n": {"item_moved"}},
            id="what is re-exported of a module that users can no longer name is elsewhere",
        ),
        pytest.param(
            "pub struct Old { pub a: u8 } pub struct New { pub b: [u16; 9] } pub fn f(o: Option<Old>) {}",
            "pub struct New { pub b: [u16; 9] } pub fn f(o: Option<New>) {}",
            {"demo::Old": {"parameter_type_changed"}},
            id="a parameter of a type that is gone",
        ),
        pytest.param(
            "pub enum E { A, B { x: u8 } }",
            "pub enum E { A, B(u16) }",
            {"demo::E::B": {"variant_field_added", "variant_field_removed"}},
            id="the fields of a variant that has another form",
        ),
        pytest.param("pub fn f() -> u8 { 1 }", "pub fn f() -> u16 { 1 }", {}, id="nothing that it names changed"),
        pytest.param(
            "pub type Rate = u32; pub fn f(r: Rate) {} pub fn g(r: Rate) -> Option<Rate> { None }",
            "pub type Rate = std::num::NonZero<u32>; pub fn f(r: Rate) {} pub fn g(r: Rate) -> Option<Rate> { None }",
            {"demo::Rate": {"parameter_type_changed", "return_type_changed"}},
            id="what an alias stands for",
        ),
        pytest.param(
            "pub type Rate = u32; pub fn f(r: Rate) {}",
            "pub type Rate = u64; pub fn f(r: Option<Rate>) {}",
            {},
            id="more than what an alias stands for",
        ),
        pytest.param(
            "pub trait Old { fn take(&self, n: usize) -> Self; fn len(&self) -> usize; } pub trait B {} pub fn f<T: B>(t: T) {}",
            "pub trait New { fn take(&self, n: usize) -> Self; fn len(&self) -> usize; } pub trait B {} pub fn f<T: New>(t: T) {}",
            {"demo::Old": {"bound_added"}},
            id="a bound by a trait that has another name",
        ),
        pytest.param(
            "pub struct A; pub struct B; pub struct M<K, S = A, L = u8>(K, S, L); impl<K> From<[K; 1]> for M<K, A, K> { fn from(k: [K; 1]) -> Self { loop {} } }",
            "pub struct A; pub struct B; pub struct M<K, S = B, L = u8>(K, S, L); impl<K> From<[K; 1]> for M<K, B, K> { fn from(k: [K; 1]) -> Self { loop {} } }",
            {"demo::M": {"trait_impl_removed"}},
            id="an impl for the type by default",
        ),
        pytest.param(
            "pub trait B {} pub trait M { fn f<T: B>(&self, b: T); fn g<T: B>(&self, b: u8); }",
            "pub trait B {} pub trait M { fn f(&self, b: impl B); fn g(&self, b: u8); }",
            {"demo::M::f": {"function_type_parameters_changed"}},
            id="a parameter of a method that has no name any more",
        ),
        pytest.param(
            "pub fn a() {} pub fn b() {} pub fn c() {} pub fn d() {} pub fn e() {}",
            "#[cfg(x)] pub fn a() {} #[cfg(x)] pub fn b() {} #[cfg(x)] pub fn c() {} #[cfg(y)] pub fn d() {} #[cfg(y)] pub fn e() {}",
            {"demo::a": {"item_gated_for_some"}},
            id="three items behind one flag, and two behind another",
        ),
        pytest.param(
            "pub trait P {} impl P for (u8,) {} impl<A: P, B: P> P for (A, B) {} impl<A: P, B: P, C: P> P for (A, B, C) {}"
            " impl<A: P, B: P, C: P, D: P> P for (A, B, C, D) {} impl<A: P> P for (A, u8) {} impl<A: P> P for Vec<A> {}",
            "pub trait P {}",
            {"demo::P": {"foreign_impl_removed"}},
            id="impls for tuples of several lengths",
        ),
    ],
)
def test_what_follows(old: str, new: str, expected: dict[str, set[str]]) -> None:
    assert follow(report(old, new)) == expected


GONE = "pub struct Old { pub a: u8 } pub fn f(o: Old) {} pub fn g(o: &Old) {}"
STAYS = "pub struct Other(pub [u16; 9]); pub fn f(o: Other) {} pub fn g(o: &Other) {}"


def test_it_is_told_with_its_cause() -> None:
    found = report(GONE, STAYS)
    short, whole = report_text(found), report_text(found, verbose=True)
    assert "what breaks  1 major, and 2 that follow from these" in short
    assert "the struct `demo::Old` is gone; 2 more findings follow from it" in short
    assert "parameter `o` of `demo::f`" not in short
    assert "parameter `o` of `demo::f`" in whole
    assert "follows from demo::Old" in whole
    assert "is gone; 2 more findings follow from it" in report_changelog(found)


def test_the_whole_list_and_the_verdict_stay() -> None:
    found = report(GONE, STAYS)
    told = json.loads(report_json(found))["findings"]
    assert [(f["follows"], f["followed_by"]) for f in told] == [("", 2), ("demo::Old", 0), ("demo::Old", 0)]
    assert [verdict.needed for verdict in found.verdicts] == ["major"]


def test_what_follows_stands_by_itself_where_its_cause_is_left_out() -> None:
    from dataclasses import replace

    found = report(GONE, STAYS)
    alone: tuple[Finding, ...] = tuple(f for f in found.findings if f.follows)
    assert "what breaks  2 major\n" in report_text(replace(found, findings=alone))


def test_what_causes_and_follows_is_a_rule() -> None:
    assert {rule.id for rule in rules()} >= CAUSES | FOLLOWING


def test_what_says_the_same_is_told_once() -> None:
    names = ["a", "b", "c", "d"]
    items = " ".join(f"pub fn {name}() {{}}" for name in names)
    gated = " ".join(f"#[cfg(x)] pub fn {name}() {{}}" for name in names)
    found = report(items, gated)
    text = report_text(found)
    assert "`demo::a` exists only under `x` now; and 3 more like it" in text
    assert "demo::b" not in text
    assert "what breaks  1 major, and 3 that follow from these" in text


def test_impls_of_one_shape_are_counted_with_the_first_of_that_shape() -> None:
    tuples = "impl<A: P, B: P> P for (A, B) {} impl<A: P, B: P, C: P> P for (A, B, C) {} impl P for Vec<u8> {}"
    more = "impl<A: P, B: P, C: P, D: P> P for (A, B, C, D) {}"
    arrays = " ".join(f"impl<A: P> P for [A; {length}] {{}}" for length in range(5))
    found = report(f"pub trait P {{}} {tuples} {more} {arrays}", "pub trait P {}")
    assert sorted(f.followed_by for f in found.findings if not f.follows) == [0, 2, 4]


def test_a_module_that_is_gone_is_one_line_with_the_number_of_its_items() -> None:
    old = "pub mod m { pub struct S; pub mod n { pub fn f() {} } pub const C: u8 = 1; } pub fn kept() {}"
    text = report_text(report(old, "pub fn kept() {}"))
    assert "the module `demo::m` is gone; with 4 items in it" in text
    assert "demo::m::S" not in text.partition("public changes")[0]
