"""Associated types that impls name in turn: read up to a depth and a length, each once."""

from __future__ import annotations

import time

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'


def told(old: str, new: str) -> tuple[set[str], list[str]]:
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}) for source in (old, new)))
    return {finding.rule for finding in found.findings}, [doubt.question for doubt in found.undecided]


TYPES = "pub trait P { type O; }\npub struct A; pub struct B;\nimpl P for B { type O = u8; }\n"


def test_an_associated_type_is_what_its_impl_says() -> None:
    f = "pub fn f() -> {} {{ loop {{}} }}"
    plain = TYPES + "impl P for A { type O = u8; }\n" + f.format("u8")
    through = TYPES + "impl P for A { type O = <B as P>::O; }\n" + f.format("<A as P>::O")
    assert told(plain, through) == (set(), [])


def test_two_impls_that_can_be_meant_are_asked_about() -> None:
    both = (
        TYPES
        + '#[cfg(feature = "x")] impl P for A { type O = u8; }\n#[cfg(not(feature = "x"))] impl P for A { type O = u16; }\n'
    )
    rules, asked = told(both + "pub fn f() -> u8 { 1 }", both + "pub fn f() -> <A as P>::O { loop {} }")
    assert rules == set() and len(asked) == 1


def test_impls_that_name_each_other_many_times_come_to_an_end() -> None:
    def impls(names: list[str], wide: int) -> str:
        turns = zip(names, [*names[1:], names[0]], strict=True)
        return "".join(
            f"pub struct {a}; impl P for {a} {{ type O = ({', '.join([f'<{b} as P>::O'] * wide)}); }}\n"
            for a, b in turns
        )

    code = TYPES + impls([f"T{n}" for n in range(12)], 40)
    begun = time.process_time()
    told(code + "pub fn f() -> u8 { 1 }", code + "pub fn f() -> <T0 as P>::O { loop {} }")
    assert time.process_time() - begun < 5
