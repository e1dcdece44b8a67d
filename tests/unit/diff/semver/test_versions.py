"""Labels that both versions' generic parameters share, and what settles a comparison."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rgraph.diff.semver.breakage import by_what, findings_of
from rgraph.diff.semver.delta import Delta
from rgraph.diff.semver.findings import check
from rgraph.diff.semver.labels import shared_labels
from rgraph.diff.semver.probes.impls.covering import _VARIABLE
from rgraph.diff.semver.rule import rules
from rgraph.diff.semver.versions import required
from rgraph.model.syntax import Generics
from rgraph.parse.extract import extract

from ..crates import graph

NAMES = st.lists(st.sampled_from(["A", "B", "C", "D"]), unique=True)


def generics(types: list[str], consts: list[str] = []) -> Generics:  # noqa: B006
    params = ", ".join([*types, *(f"const {name}: usize" for name in consts)])
    (item,) = extract(f"fn f<{params}>() {{}}".encode())[0].items
    return item.generics


@given(NAMES, NAMES)
def test_each_parameter_has_a_label_and_equal_labels_mean_one_parameter(old: list[str], new: list[str]) -> None:
    before, after = shared_labels([generics(old)], [generics(new)])
    assert set(before) == set(old) and set(after) == set(new)
    assert len(set(before.values())) == len(old) and len(set(after.values())) == len(new)
    for name in set(old) & set(new):
        assert before[name] == after[name]
    shared = set(before.values()) & set(after.values())
    assert len(shared) == min(len(old), len(new)) or len(shared) >= len(set(old) & set(new))


@given(NAMES)
def test_renamed_parameters_keep_their_labels_by_position(names: list[str]) -> None:
    before, after = shared_labels([generics(names)], [generics([f"New{name}" for name in names])])
    assert [before[name] for name in names] == [after[f"New{name}"] for name in names]


def test_types_and_consts_do_not_share_labels_and_levels_count_from_inside() -> None:
    before, after = shared_labels([generics(["A"], ["N"])], [generics(["N"], ["A"])])
    assert before["A"] != after["A"] and before["A"] == after["N"]
    outer, inner = generics(["T"]), generics(["U"])
    one, two = shared_labels([outer, inner], [inner])
    assert one["U"] == two["U"] and one["T"] not in two.values()


def test_parameters_with_a_default_are_not_required() -> None:
    item = extract(b"struct S<A, B = u8>(A, B);")[0].items[0]
    assert required(item.generics.params) == 1


def test_every_rule_is_found_by_each_of_its_differences() -> None:
    found = by_what()
    assert all(rule in found[what] for rule in rules() for what in rule.what)
    assert findings_of(Delta("function", "nothing of the kind", "demo", "f", None, None)) == []


ITEMS = [
    "pub fn f(a: u8) {}",
    "pub struct S { pub a: u8 }",
    "pub enum E { A }",
    "pub trait T { fn m(&self); }",
    "pub const C: u8 = 1;",
]


@settings(max_examples=30, phases=set(Phase) - {Phase.shrink})  # four graphs each; the items are few enough to read
@given(st.lists(st.sampled_from(ITEMS), unique=True), st.lists(st.sampled_from(ITEMS), unique=True), st.randoms())
def test_the_order_of_items_does_not_matter_and_findings_are_settled(
    old: list[str], new: list[str], random: object
) -> None:
    shuffled = list(new)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = check(graph("\n".join(old)), graph("\n".join(new)))
    two = check(graph("\n".join(old)), graph("\n".join(shuffled)))
    told = [(f.rule, f.item, f.message) for f in one.findings]
    assert told == [(f.rule, f.item, f.message) for f in two.findings]
    assert len(set(told)) == len(told)
    gone = {item for item in old if item not in new}
    assert len(one.findings) == len(gone)
    assert set(one.grown) == ({"demo"} if set(new) - set(old) else set())
    ranks = [finding.level.rank for finding in one.findings]
    assert ranks == sorted(ranks, reverse=True)


def test_variables_of_canonical_impls_are_numbers_after_a_tick() -> None:
    assert _VARIABLE.split("Vec<'0>") == ["Vec<", ">"] and _VARIABLE.split("'static") == ["'static"]
