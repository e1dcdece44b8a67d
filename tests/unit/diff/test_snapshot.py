"""One commit's items as a tree of nodes."""

from __future__ import annotations

import pytest

from rgraph.diff.lineage import predecessor
from rgraph.diff.report import ChangeKind, ItemChange
from rgraph.diff.snapshot import Snapshot
from rgraph.model.facts import ItemKind

from .crates import graph

FILES = {
    "src/lib.rs": "/// Doc.\npub mod a;\npub struct S { x: u8 }\nimpl S { pub fn m(&self) { fn inner() {} } }\n",
    "src/a.rs": "pub fn f() {\n    1;\n}\n",
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(graph(FILES))


def test_a_module_is_declared_in_one_file_and_lies_in_another(snapshot: Snapshot) -> None:
    node = snapshot.nodes["demo::a"]
    assert (node.kind, node.file) == (ItemKind.MODULE, "src/a.rs")
    assert node.item is not None and node.item.vis == "pub" and node.item.doc == "Doc."


def test_every_node_but_the_root_hangs_in_the_tree_once(snapshot: Snapshot) -> None:
    (root,) = snapshot.roots()
    assert root.symbol == "demo"
    reached, queue = set[str](), [root]
    while queue:
        node = queue.pop()
        assert node.symbol not in reached
        reached.add(node.symbol)
        queue += node.children
        assert all(child.parent is node for child in node.children)
    assert reached == set(snapshot.nodes)


def test_a_node_knows_its_module(snapshot: Snapshot) -> None:
    assert snapshot.nodes["demo::a::f"].module.symbol == "demo::a"
    assert snapshot.nodes["demo::S::m::inner"].module.symbol == "demo"
    assert snapshot.nodes["demo::a"].module.symbol == "demo::a"


def test_text_is_the_source_of_the_item_with_its_docs(snapshot: Snapshot) -> None:
    assert snapshot.text(snapshot.nodes["demo::a::f"]) == "pub fn f() {\n    1;\n}"
    assert snapshot.text(snapshot.nodes["demo::a"]) == "/// Doc.\npub mod a;"
    assert snapshot.text(snapshot.nodes["demo"]) == ""


def test_a_reference_names_and_places_the_node(snapshot: Snapshot) -> None:
    ref = snapshot.ref(snapshot.nodes["demo::a::f"], public=True)
    assert (ref.symbol, ref.kind, ref.name, ref.crate, ref.module) == ("demo::a::f", "function", "f", "demo", "demo::a")
    assert (ref.place.path, ref.place.line, ref.place.end_line, ref.public) == ("src/a.rs", 1, 3, True)
    root = snapshot.ref(snapshot.nodes["demo"])
    assert (root.signature, root.place.line) == ("mod demo", 1)


def test_a_snapshot_of_some_files_has_their_items_alone() -> None:
    part = Snapshot(graph(FILES), ["src/a.rs"])
    assert set(part.nodes) == {"demo::a", "demo::a::f"}


def test_packages_are_known_by_their_crates(snapshot: Snapshot) -> None:
    assert snapshot.package_of == {"demo": "demo"}


def test_what_an_item_was_called_before() -> None:
    body = '{ let total = a + 1; println!("{}", total); total * 2 }'
    old, new = (
        graph(f"pub fn before(a: u8) -> u8 {body}"),
        graph(f"pub fn after(a: u8) -> u8 {body}\npub fn fresh() {{}}"),
    )
    assert predecessor(old, new, "demo::after") == "demo::before"
    assert predecessor(old, new, "demo::fresh") is None
    assert predecessor(old, old, "demo::before") == "demo::before"


def test_a_change_of_nothing_is_no_change() -> None:
    with pytest.raises(ValueError, match="without an item"):
        _ = ItemChange(None, None, ()).ref
    assert ItemChange(None, None, ()).kinds == () and not ItemChange(None, None, ()).code
    assert next(iter(ChangeKind)) is ChangeKind.ADDED
