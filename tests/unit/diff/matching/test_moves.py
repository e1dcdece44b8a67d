"""Renames, moves, copies, extractions: seeded edits of a crate are found again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.diff.report import ChangeKind

from ..crates import change, pairs, report, words

BODIES = {
    "sum": 'let mut total = 0; for item in items { total += *item as usize; } println!("{}", total); total',
    "longest": "let mut best = 0; let mut at = 0; while at < items.len() { if items[at] as usize > best { best = items[at] as usize; } at += 1; } best",
    "count_even": "items.iter().filter(|item| **item % 2 == 0).map(|item| *item as usize).count()",
    "describe": 'let text = format!("{:?} of {}", items, items.len()); eprintln!("{}", text); text.len()',
}
NEW_NAMES = {"sum": "total_of", "longest": "maximum", "count_even": "evens", "describe": "told"}


def crate(names: dict[str, str], order: list[str], modules: dict[str, str]) -> str:
    """Functions under their names, in an order, each in its module (\"\" for the root)."""
    by_module: dict[str, list[str]] = {}
    for name in order:
        by_module.setdefault(modules.get(name, ""), []).append(
            f"pub fn {names[name]}(items: &[u8]) -> usize {{ {BODIES[name]} }}"
        )
    root = by_module.pop("", [])
    inner = [f"pub mod {module} {{ {' '.join(functions)} }}" for module, functions in sorted(by_module.items())]
    return "\n".join([*root, *inner])


@settings(max_examples=40)
@given(
    st.sets(st.sampled_from(sorted(BODIES))),
    st.permutations(sorted(BODIES)),
    st.dictionaries(st.sampled_from(sorted(BODIES)), st.sampled_from(["a", "b"])),
)
def test_renames_moves_and_a_new_order_are_followed(
    renamed: set[str], order: list[str], modules: dict[str, str]
) -> None:
    old = crate({name: name for name in BODIES}, sorted(BODIES), {})
    names = {name: NEW_NAMES[name] if name in renamed else name for name in BODIES}
    found = pairs(old, crate(names, order, modules))
    for name in BODIES:
        module = modules.get(name, "")
        assert found[name] == (f"{module}::{names[name]}" if module else names[name])


def test_a_swap_of_names_is_told_by_the_code() -> None:
    old = crate({name: name for name in BODIES}, ["sum", "longest"], {})
    new = crate({"sum": "longest", "longest": "sum"}, ["sum", "longest"], {})
    found = pairs(old, new)
    assert found["sum"] == "longest" and found["longest"] == "sum"


def test_what_is_gone_has_no_partner_and_what_came_is_nobodys() -> None:
    old = crate({name: name for name in BODIES}, ["sum", "describe"], {})
    new = crate({name: name for name in BODIES}, ["sum", "count_even"], {})
    assert words(report(old, new)) == {("describe", "removed"), ("count_even", "added")}


def test_a_module_goes_with_what_it_held() -> None:
    old = crate({name: name for name in BODIES}, sorted(BODIES), dict.fromkeys(BODIES, "before"))
    new = crate({name: name for name in BODIES}, sorted(BODIES), dict.fromkeys(BODIES, "after"))
    assert words(report(old, new)) == {("after", "renamed")}
    assert pairs(old, new)["before"] == "after"


def test_an_extracted_function_says_from_where() -> None:
    old = f"pub fn all(items: &[u8]) -> usize {{ let first = 1; {BODIES['longest'].rsplit(' ', 1)[0]} first + best }}"
    new = (
        "pub fn all(items: &[u8]) -> usize { let first = 1; let best = piece(items); first + best }\n"
        + f"fn piece(items: &[u8]) -> usize {{ {BODIES['longest']} }}"
    )
    assert change(report(old, new), "piece").notes == ("extracted from `demo::all`",)
    back = report(new, old)
    assert change(back, "piece").notes == ("inlined into `demo::all`",)


def test_a_copy_says_of_what() -> None:
    original = f"pub fn longest(items: &[u8]) -> usize {{ {BODIES['longest']} }}\n"
    found = change(report(original, original + original.replace("fn longest", "fn longest_copy")), "longest_copy")
    assert found.notes == ("copy of `demo::longest`",) and found.kinds == (ChangeKind.ADDED,)


def test_getters_that_look_alike_are_told_apart_by_their_names() -> None:
    old = (
        "pub struct S { a: u8, b: u8 }\nimpl S { pub fn a(&self) -> u8 { self.a } pub fn b(&self) -> u8 { self.b } }\n"
    )
    found = pairs(old, old.replace("pub fn a(&self) -> u8 { self.a } ", ""))
    assert found["S::b"] == "S::b" and "S::a" not in found


def test_a_renamed_type_takes_its_impls_and_members_along() -> None:
    old = "pub struct Before { pub first: u8, pub second: String }\nimpl Before { pub fn get(&self) -> &str { &self.second } }\nimpl Clone for Before { fn clone(&self) -> Self { loop {} } }\n"
    found = pairs(old, old.replace("Before", "After"))
    assert (
        found["Before"] == "After" and found["Before::get"] == "After::get" and found["Before.second"] == "After.second"
    )
    told = {name: kinds for name, *kinds in words(report(old, old.replace("Before", "After")))}
    assert told["After"] == ["renamed"] and not {"After::get", "After.second"} & set(told)
