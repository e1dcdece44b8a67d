"""A tree in memory as a graph: items with places, edges with absolute lines, and reading no more than is asked."""

import pytest

from rgraph.errors import ItemError
from rgraph.model.facts import ItemKind
from rgraph.model.graph import Declared, EdgeKind, FileState, LinkedFile, Tier
from rgraph.view.answers import Neighbour
from rgraph.view.card import card
from rgraph.view.edgelist import references
from rgraph.view.graph import CommitGraph
from rgraph.view.impl_blocks import inherent_impls, self_type
from rgraph.view.memory import MemorySource, graph_of
from rgraph.view.pick import pick_item
from rgraph.view.reach import callees, callers, impact
from rgraph.view.summary import Level, summary

FILES = {
    "src/lib.rs": """\
//! The crate.

use outer::Shape as Form;

/// Declared here.
#[doc(hidden)]
pub mod outer;

pub fn start(form: &Form) -> u32 {
    // a comment

    form.area() + helper()
}

fn helper() -> u32 { 1 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts() { assert_eq!(start(&Form::new()), 2); }
}
""",
    "src/outer.rs": """\
//! Its file.

pub struct Shape { side: u32 }

impl Shape {
    pub fn new() -> Self { Shape { side: 1 } }
    pub fn area(&self) -> u32 { self.side }
}

impl Default for Shape {
    fn default() -> Self { Shape::new() }
}
""",
    "src/stray.rs": "pub fn nobody() {}\n",
}


@pytest.fixture(scope="module")
def graph() -> CommitGraph:
    return graph_of(FILES)


def test_a_module_with_a_file_is_one_item_with_its_declaration(graph: CommitGraph) -> None:
    module = graph.item("demo::outer")
    assert module is not None
    assert (module.path, module.line, module.ord, module.parent) == ("src/outer.rs", 1, -1, "demo")
    assert module.vis == "pub" and module.item is not None and module.item.attrs.doc_hidden
    assert module.doc == "Declared here.\nIts file."
    assert [item.symbol for item in graph.items()].count(module.symbol) == 1


def test_a_crates_root_has_no_declaration_and_no_parent(graph: CommitGraph) -> None:
    root = graph.item("demo")
    assert root is not None
    assert (root.item, root.parent, root.signature, root.doc) == (None, "", "mod demo", "The crate.")


def test_items_have_lines_kinds_and_parents(graph: CommitGraph) -> None:
    area = graph.item("demo::outer::Shape::area")
    assert area is not None
    assert (area.kind, area.line, area.parent) == (ItemKind.FUNCTION, 7, "demo::outer::<impl Shape>")
    assert self_type(graph, "demo::outer::<impl Shape>") == "demo::outer::Shape"
    assert [impl.symbol for impl in inherent_impls(graph, "demo::outer::Shape")] == ["demo::outer::<impl Shape>"]


def test_a_file_in_no_module_tree_has_facts_and_no_items(graph: CommitGraph) -> None:
    assert list(graph.items_of("src/stray.rs")) == []
    assert [item.name for item in graph.facts("src/stray.rs").items] == ["nobody"]
    assert graph.find("nobody") == []


def test_edges_have_absolute_lines(graph: CommitGraph) -> None:
    calls = {(edge.dst, edge.line) for edge in graph.out("demo::start") if edge.kind == EdgeKind.CALLS}
    assert calls == {("demo::outer::Shape::area", 12), ("demo::helper", 12)}
    imports = [edge.line for edge in graph.out("demo") if edge.kind == EdgeKind.IMPORTS]
    assert imports == [3]


def test_into_is_the_same_scanned_and_sorted(graph: CommitGraph) -> None:
    scanned = graph.into("demo::helper")
    for _ in range(20):
        assert graph.into("demo::helper") == scanned
    assert [edge.src for edge in scanned if edge.kind == EdgeKind.CALLS] == ["demo::start"]


def test_the_tree_is_there_as_bytes_and_manifests(graph: CommitGraph) -> None:
    assert graph.source("src/stray.rs") == b"pub fn nobody() {}\n"
    assert [crate.id for crate in graph.cargo.crates] == ["demo"]
    assert graph.manifests.keys() == {"Cargo.toml"}


def test_names_are_those_of_the_tree(graph: CommitGraph) -> None:
    assert graph.names().root_of(graph.cargo.crates[0]) is not None


def test_facts_are_read_once_and_only_when_asked() -> None:
    class Counting(MemorySource):
        reads = 0

        def facts(self, blobs):  # type: ignore[no-untyped-def]
            wanted = list(blobs)
            self.reads += len(wanted)
            return super().facts(wanted)

    source = Counting()
    graph = graph_of(FILES, source)
    source.reads = 0
    assert graph.find("helper")
    assert source.reads == 1


def symbols(found: list[Neighbour]) -> set[str]:
    return {near.symbol for near in found}


def test_callers_of_a_type_are_those_of_its_members_too(graph: CommitGraph) -> None:
    found = callers(graph, pick_item(graph, "Shape"))
    assert "demo::tests::starts" in symbols(found.neighbours)  # calls Shape::new through an alias
    assert "demo::outer::Shape::new" not in symbols(found.neighbours)  # its own


def test_callees_hold_what_lies_outside(graph: CommitGraph) -> None:
    found = callees(graph, pick_item(graph, "<Shape as Default>"))
    outside = {near.symbol for near in found.neighbours if near.item is None}
    assert "std::default::Default" in outside


def test_impact_goes_to_the_end_and_says_where_it_was_cut(graph: CommitGraph) -> None:
    item = pick_item(graph, "Shape::area")
    whole = impact(graph, item)
    assert [(one.item.symbol, one.depth) for one in whole.affected] == [("demo::start", 1), ("demo::tests::starts", 2)]
    assert whole.cut_at == 0
    assert [run.command for run in whole.test_runs] == ["cargo test -p demo --lib -- --exact tests::starts"]
    cut = impact(graph, item, 1)
    assert len(cut.affected) == 1 and cut.cut_at == 1
    assert impact(graph, item, 2).cut_at == 0


def test_impact_over_edges_of_some_tiers_only(graph: CommitGraph) -> None:
    item = pick_item(graph, "Shape::area")
    assert impact(graph, item, tiers=[Tier.EXACT]).affected == []


def test_impact_ends_where_functions_call_each_other() -> None:
    graph = graph_of({"src/lib.rs": "fn a() { b() }\nfn b() { a() }\nfn c() { a() }\n"})
    found = impact(graph, pick_item(graph, "a"))
    assert {one.item.symbol for one in found.affected} == {"demo::b", "demo::c"}


def test_a_card_has_the_members_of_inherent_impls(graph: CommitGraph) -> None:
    found = card(graph, pick_item(graph, "Shape"))
    assert [inner.symbol.rpartition("::")[2] for inner in found.contains] == ["Shape.side", "new", "area"]
    assert found.notes == []


def test_a_card_says_that_its_file_was_read_in_part() -> None:
    graph = graph_of({"src/lib.rs": "pub fn whole() {}\npub fn broken( {\n"})
    assert "was read in part" in card(graph, pick_item(graph, "whole")).notes[0]


def test_unknown_and_ambiguous_names_are_errors(graph: CommitGraph) -> None:
    with pytest.raises(ItemError) as unknown:
        pick_item(graph, "helpre")
    assert "demo::helper" in unknown.value.hint
    graph = graph_of({"src/lib.rs": "mod a { pub fn x() {} }\nmod b { pub fn x() {} }\n"})
    with pytest.raises(ItemError, match="ambiguous: 2") as ambiguous:
        pick_item(graph, "x")
    assert "demo::a::x" in ambiguous.value.hint and "demo::b::x" in ambiguous.value.hint


def test_a_summary_folds_items_into_modules(graph: CommitGraph) -> None:
    found = summary(graph, Level.MODULE, tuple(Tier))
    assert [node.id for node in found.nodes] == ["demo", "demo::outer", "demo::tests"]
    assert [node.parent for node in found.nodes] == ["", "demo", "demo"]
    links = {(link.src, link.dst): link.kinds for link in found.links}
    assert links["demo", "demo::outer"]["calls"] == 1
    assert ("demo::outer", "demo") not in links


def test_references_leave_out_imports_and_name_impls_by_their_type(graph: CommitGraph) -> None:
    found = list(references(graph, tuple(Tier)))
    assert ("src/lib.rs", 9, "start", "src/lib.rs", 15, "helper", "call", "exact") in found
    assert all(reference.owner_line != 3 for reference in found if reference.owner_path == "src/lib.rs")
    nameless = graph_of({"src/lib.rs": "trait T {}\nimpl T for &[u8] {}\n"})
    assert [(one.owner_name, one.target_name) for one in references(nameless, tuple(Tier)) if one.kind == "impl"] == [
        ("u8", "T")
    ]


def test_a_file_without_edges_is_no_trouble() -> None:
    source = MemorySource()
    blob = source.add(b"fn f() {}\n")
    graph = CommitGraph(
        {"src/lib.rs": FileState("src/lib.rs", blob, source.add_linked(LinkedFile([], [], [])))}, source, source.content
    )
    assert list(graph.items()) == [] and list(graph.edges()) == []


def test_packages_and_what_files_declare_are_read_without_unpacking_edges() -> None:
    script = '---\n[package]\nname = "tool"\nversion = "1.0.0"\n---\nfn main() {}\n'
    files = {
        "Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\n',
        "src/lib.rs": "mod gone;",
        "tool.rs": script,
    }
    graph = graph_of(files | {"src/loose.rs": ""})
    assert {package.name for package in graph.cargo.packages} == {"demo", "tool"}
    declared = graph.declares("tool.rs")
    assert isinstance(declared, Declared)
    assert [each.symbol for each in declared.defs] == ["tool/bin/tool", "tool/bin/tool::main"]
    linked = graph.linked("tool.rs")
    assert linked is not None
    assert (linked.defs, linked.is_script) == (declared.defs, declared.is_script)
    assert graph.declares("tool.rs") is linked
    assert graph.declares("Cargo.toml") is None
    assert list(graph.linked_to(["tool/bin/tool::main"])) == ["tool.rs"]
    assert list(graph.linked_to(["nobody"])) == []
