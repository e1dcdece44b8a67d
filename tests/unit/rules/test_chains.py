"""Chains of uses against brute force over generated crates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.model.ids import Symbol
from rgraph.rules.chains import Ways, item_chains
from rgraph.rules.code import Code
from rgraph.rules.rule import SURE
from rgraph.view.memory import graph_of

Call = tuple[str, str]
MODULES = "abcd"
FUNCTIONS = [f"{module}::{name}" for module in MODULES for name in ("f", "g")]
CALLS = st.sets(
    st.tuples(st.sampled_from(FUNCTIONS), st.sampled_from(FUNCTIONS)).filter(lambda call: call[0] != call[1])
)


def crate(calls: Iterable[Call]) -> Code:
    """Modules whose functions call each other so; the root declares them and re-exports all that they have."""
    called: dict[str, list[str]] = {}
    for source, target in sorted(calls):
        called.setdefault(source, []).append(f"crate::{target}()")
    text = ""
    for module in MODULES:
        functions = " ".join(f"pub fn {n}() {{ {'; '.join(called.get(f'{module}::{n}', []))} }}" for n in ("f", "g"))
        text += f"pub mod {module} {{ {functions} }}\npub use {module}::f as {module}_f;\n"
    return Code(graph_of({"src/lib.rs": text}))


def shortest(calls: set[Call], source: str, target: str, through: set[str]) -> int:
    """How many calls the shortest chain between two modules has that passes a function in between; 0 for none."""
    inner = [function for function in FUNCTIONS if function[0] in through]
    starts = [function for function in FUNCTIONS if function[0] == source]
    ends = [function for function in FUNCTIONS if function[0] == target]
    for count in range(1, len(inner) + 1):
        for middle in permutations(inner, count):
            if all(call in calls for call in pairwise(middle)) and (
                any((start, middle[0]) in calls for start in starts) and any((middle[-1], end) in calls for end in ends)
            ):
                return count + 1
    return 0


@settings(max_examples=60)
@given(CALLS, st.sets(st.sampled_from("bcd"), min_size=1, max_size=2))
def test_each_target_gets_one_chain_and_none_is_shorter(calls: set[Call], targets: set[str]) -> None:
    code = crate(calls)
    source, through = Symbol("demo::a"), set("bcd") - targets
    ends = {Symbol(f"demo::{target}") for target in targets}
    passable = {Symbol(f"demo::{module}") for module in through}
    uses = code.uses(SURE, False)
    chains = list(item_chains(uses, source, ends.__contains__, passable.__contains__))
    found = {code.module_of(chain[-1][1].dst): chain for chain in chains}
    assert len(found) == len(chains)
    for target in targets:
        assert len(found.get(Symbol(f"demo::{target}"), [])) == shortest(calls, "a", target, through)
    for chain in chains:
        assert all(before[1].dst == after[1].src for before, after in pairwise(chain))
        assert {code.module_of(edge.dst) for _, edge in chain[:-1]} <= passable


@settings(max_examples=60)
@given(CALLS, st.sets(st.sampled_from("bcd"), min_size=1, max_size=2))
def test_no_chain_of_items_leaves_the_ways_of_whole_modules(calls: set[Call], targets: set[str]) -> None:
    code = crate(calls)
    source = Symbol("demo::a")
    every = {Symbol(f"demo::{target}") for target in targets}
    links: dict[Symbol, list[Symbol]] = {}
    for a, b in code.between_modules(SURE, False):
        links.setdefault(a, []).append(b)
    passable = {Symbol("demo"), *(Symbol(f"demo::{module}") for module in set("bcd") - targets)}
    uses = code.uses(SURE, False)
    chains = list(item_chains(uses, source, every.__contains__, passable.__contains__))
    ways = Ways(links, [source], lambda _, module: module in every, code.items, passable.__contains__)
    assert list(item_chains(uses, source, every.__contains__, ways.__contains__)) == chains
    assert ways.lead_from(source) or not chains
