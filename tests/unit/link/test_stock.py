"""Two linkers that stand at trees which are nearly alike share what follows from contents alone."""

from __future__ import annotations

from rgraph.link.stock import Stock
from rgraph.link.world import World
from rgraph.view.memory import graph_of
from tests.dsl import manifest

OLD = {
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": "#[macro_use] mod macros;\npub mod kept;\npub mod changed;\n",
    "src/macros.rs": "macro_rules! make { ($n:ident) => { pub struct $n { pub x: u8 } impl $n { pub fn f() {} } }; }\n",
    "src/kept.rs": "make!(A);\nmake!(B);\nfn own() {}\n",
    "src/changed.rs": "make!(C);\n",
}
NEW = {**OLD, "src/changed.rs": "make!(C);\nmake!(D);\npub fn more() {}\n"}
OTHER_MACRO = {**OLD, "src/macros.rs": "macro_rules! make { ($n:ident) => { pub enum $n { X } }; }\n"}


def symbols(world: World) -> list[str]:
    return sorted(world.symbol(each) for place in world.places.values() for each in place.each())


def test_names_are_those_that_each_tree_has_alone() -> None:
    """Also where a macro means something else in the other tree."""
    stock = Stock()
    for files in (OLD, NEW, OTHER_MACRO, OLD):
        assert symbols(graph_of(files).names(stock)) == symbols(graph_of(files).names())


def test_what_is_the_same_is_made_once() -> None:
    stock = Stock()
    one, two = graph_of(OLD).names(stock), graph_of(NEW).names(stock)
    tables = [{place.path: place.table for place in world.places.values()} for world in (one, two)]
    same = {path for path in tables[0] if tables[0][path] is tables[1][path]}
    assert same == {"src/lib.rs", "src/macros.rs", "src/kept.rs"}
    other = {place.path: place.table for place in graph_of(OTHER_MACRO).names(stock).places.values()}
    assert {path for path in tables[0] if tables[0][path] is other[path]} == {"src/lib.rs"}
