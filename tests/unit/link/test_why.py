"""Why an edge is there, or why it is not."""

from __future__ import annotations

from rgraph.link.linker import Linker
from rgraph.link.why import find, why
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol
from tests.golden.link.crates import MANIFEST, MemorySource

FILES = {
    "Cargo.toml": MANIFEST.format(edition="2021"),
    "src/lib.rs": "mod a;\nmod b;\npub use a::Thing as Renamed;\n",
    "src/a.rs": "pub struct Thing;\npub struct Other;\n",
    "src/b.rs": "use crate::*;\nuse crate::Renamed;\nmod own { pub struct Thing; }\n\nfn f(\n    _: Renamed,\n    _: own::Thing,\n) {}\n",
}


def linker() -> Linker:
    source = MemorySource()
    made = Linker(source)
    made.restore(source.tree(FILES), {})
    return made


def test_an_import_chain_is_told_step_by_step() -> None:
    answer = why(linker(), Symbol("demo::b::f"), Symbol("demo::a::Thing"))
    assert answer is not None
    (found,) = answer.found
    assert (found.kind, found.tier, found.path, found.line) == (EdgeKind.USES_TYPE, Tier.EXACT, "src/b.rs", 6)
    assert found.steps[:4] == [
        "`Renamed` is read in demo::b",
        "src/b.rs:2 imports `crate::Renamed` as `Renamed`",
        "src/lib.rs:3 imports `a::Thing` as `Renamed`",
        "`Thing` is an item of demo::a",
    ]


def test_what_stands_there_instead_is_told() -> None:
    files = {**FILES, "src/b.rs": FILES["src/b.rs"].replace("    _: Renamed,\n", "")}
    source = MemorySource()
    made = Linker(source)
    made.restore(source.tree(files), {})
    answer = why(made, Symbol("demo::b::f"), Symbol("demo::a::Thing"))
    assert answer is not None
    assert not answer.found
    (missed,) = answer.missed
    assert missed.line == 6
    assert missed.text == "own::Thing"
    assert missed.reason == "it means demo::b::own::Thing"


def test_a_name_that_is_not_there_is_told() -> None:
    answer = why(linker(), Symbol("demo::b::f"), Symbol("demo::a::Other"))
    assert answer is not None
    assert [each.reason for each in answer.missed] == ["the name `Other` does not occur in demo::b::f"]


def test_an_unknown_caller_has_no_answer() -> None:
    assert why(linker(), Symbol("demo::b::g"), Symbol("demo::a::Other")) is None


def test_symbols_lead_to_items() -> None:
    world = linker().world
    for symbol in ("demo", "demo::a", "demo::a::Thing", "demo::b::own"):
        found = find(world, Symbol(symbol))
        assert found is not None
        assert world.symbol(found) == symbol


def test_what_a_template_names_is_said_to_be_of_the_template() -> None:
    files = {**FILES, "src/b.rs": "macro_rules! m { () => { $crate::a::Thing } }\n"}
    source = MemorySource()
    made = Linker(source)
    made.restore(source.tree(files), {})
    answer = why(made, Symbol("demo::b::m!"), Symbol("demo::a::Thing"))
    assert answer is not None
    assert {found.steps[-1] for found in answer.found} == {
        "candidate: the macro's template names it, and a call decides whether that is used"
    }
