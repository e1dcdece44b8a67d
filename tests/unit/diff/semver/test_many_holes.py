"""Signatures with many `impl Trait`s are compared in one walk: no search for what each of them stands for."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANY = 200


def rules(old: str, new: str) -> list[str]:
    """The rules that find something."""
    return [each.rule for each in check(*(graph_of({"src/lib.rs": text}) for text in (old, new))).findings]


def types(ty: str, number: int, last: str) -> str:
    """A tuple of so many, and one more; a `#` in the type is the number of each."""
    return f"({', '.join([*(ty.replace('#', str(n)) for n in range(number)), last])})"


TRAITS = "".join(f"pub trait T{n} {{}} impl T{n} for u8 {{}}\n" for n in range(MANY))


@pytest.mark.parametrize(
    ("text", "rule"), [("pub fn f() -> TYPES { todo!() }", "return"), ("pub fn f(a: TYPES) {}", "p")]
)
def test_many_that_do_not_fit_are_seen_at_once(text: str, rule: str) -> None:
    opaque = TRAITS + text.replace("TYPES", types("impl T#", MANY, "u8"))
    plain = TRAITS + text.replace("TYPES", types("u8", 2 * MANY, "u16"))
    found = ["return_type_changed" if rule == "return" else "parameter_type_changed"]
    assert rules(opaque, plain) == found
    assert rules(plain, opaque) == found


def test_new_parameters_that_do_not_fit_are_seen_at_once() -> None:
    names = [f"T{n}" for n in range(MANY)]
    new = f"pub fn f<{', '.join(names)}>(a: ({', '.join(names)}, u8)) {{}}"
    assert rules(f"pub fn f(a: {types('u8', MANY, 'u8')}) {{}}", new) == []
    assert rules(f"pub fn f(a: {types('u8', 2 * MANY, 'u16')}) {{}}", new) == ["parameter_type_changed"]
