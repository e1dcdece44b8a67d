"""Names along globs: every module gets what it should, whoever was asked first, in steps that grow as the names do."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.api.globs import Globs
from rgraph.diff.api.surface import Surfaces
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
LINKS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda link: link[0] != link[1]))


class Modules:
    """Modules of one name each, and how often a name was carried."""

    def __init__(self, links: set[tuple[int, int]]) -> None:
        self._links = links
        self.carried = 0
        self.globs: Globs[int, str, int] = Globs(self._read, self._carry)

    def _read(self, module: int) -> tuple[list[str], list[tuple[int, int]]]:
        return [f"f{module}"], [(b, b) for a, b in sorted(self._links) if a == module]

    def _carry(self, module: int, glob: int, name: str) -> tuple[str, str] | None:
        self.carried += 1
        return None if name == f"f{module}" else (name, name)

    def names(self, module: int) -> set[str]:
        brought = self.globs.of(module)
        return {*brought.own, *(name for _, name in brought.names.values())}

    def distances(self, module: int) -> dict[str, int]:
        return {name: distance for distance, name in self.globs.of(module).by_distance()}


def reached(start: int, links: set[tuple[int, int]]) -> set[int]:
    seen = {start}
    while more := {b for a, b in links if a in seen} - seen:
        seen |= more
    return seen


@given(LINKS, st.permutations(range(6)))
def test_a_module_has_what_its_globs_reach_whoever_is_asked_first(
    links: set[tuple[int, int]], order: list[int]
) -> None:
    modules = Modules(links)
    for module in order:
        assert modules.names(module) == {f"f{other}" for other in reached(module, links)}


@given(LINKS, st.permutations(range(6)))
def test_a_name_comes_by_its_shortest_way_whoever_is_asked_first(links: set[tuple[int, int]], order: list[int]) -> None:
    asked = Modules(links)
    for module in order:
        asked.names(module)
    for module in range(6):
        assert asked.distances(module) == Modules(links).distances(module)


def test_a_chain_of_twice_the_length_takes_four_times_the_names_and_no_more() -> None:
    def carried(n: int) -> int:
        modules = Modules({(i, i + 1) for i in range(n)})
        modules.names(0)
        return modules.carried

    assert carried(200) <= 4.1 * carried(100)
    assert len(Modules({(i, i + 1) for i in range(5000)}).names(4000)) == 1001


def test_every_module_of_a_ring_offers_every_name() -> None:
    ring = "\n".join(f"pub mod m{i} {{ pub use crate::m{(i + 1) % 3}::*; pub fn f{i}() {{}} }}" for i in range(3))
    graph = graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": ring})
    surface = Surfaces(graph).all()[0]
    paths = {
        item.definition.name: sorted(item.paths)
        for item in surface.items
        if item.kind == "function" and item.definition
    }
    assert paths == {f"f{i}": [f"demo::m{j}::f{i}" for j in range(3)] for i in range(3)}


def test_rings_are_the_same_in_every_order_of_their_modules() -> None:
    texts = [f"pub mod m{i} {{ pub use crate::m{(i + 1) % 3}::*; pub fn f{i}() {{}} }}" for i in range(3)]
    found = set()
    for order in permutations(texts):
        surface = Surfaces(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": "\n".join(order)})).all()[0]
        found.add(tuple(path for item in surface.items for path in item.paths))
    assert len(found) == 1
