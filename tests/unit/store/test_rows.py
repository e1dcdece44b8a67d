"""Rows for Datalog: made when asked for, the same as the packed sets, and gone after packing."""

from __future__ import annotations

from rgraph.model.facts import NO_ATTRS, BlobFacts, BlobStatus, Item, ItemKind, pack
from rgraph.store.packing import squeeze, symbol_id
from rgraph.store.store import Store
from rgraph.store.stored_records import Part

from .commits import add, add_content, oid

FACTS = BlobFacts(
    3, 30, BlobStatus.OK, "", 0, "i", NO_ATTRS, "",
    [Item(-1, ItemKind.FUNCTION, "x", "pub", 1, 0, 30, 1, 3, "pub fn x()", "s", "b", doc="Does x.")], [],
)  # fmt: skip

CALLERS = """
view[path, blob, set] <- $view
?[path, caller, name, line] := view[path, blob, set], *edge_rev{dst: $callee, set, kind: 'calls', src},
    *symbol{id: src, text: caller}, *edge{set, src, kind: 'calls', dst: $callee, line: at},
    *def{set, symbol: src, ord}, *item{blob, ord, name, line: start}, line = start + at
"""


def _stored(store: Store) -> None:
    with store.writing() as writer:
        for content in ("x", "y"):
            add_content(writer, content, {Part.FACTS: squeeze(pack(FACTS))})
        add(writer, 1, [], {"a.rs": "x", "b.rs": "y", "Cargo.toml": "x"})
        add(writer, 2, [1], {"a.rs": "x"})


def _callers(store: Store, name: int) -> list[list[object]]:
    view = [[file.path, file.blob, int(file.edges)] for file in store.versions.files_at(oid(name))]
    return store.run(CALLERS, {"view": view, "callee": symbol_id("std::mem::swap")})


def test_rows_answer_what_the_packed_sets_say(store: Store) -> None:
    _stored(store)
    assert _callers(store, 2) == []
    assert store.ensure_rows(oid(2)) is True
    assert _callers(store, 2) == [["a.rs", "demo::x", "x", 3]]
    assert store.ensure_rows(oid(2)) is False
    assert store.size().rowed_sets == 1
    assert store.contradictions() == []


def test_rows_are_made_only_for_what_has_none(store: Store) -> None:
    _stored(store)
    store.ensure_rows(oid(2))
    store.ensure_rows(oid(1))
    assert sorted(row[1] for row in _callers(store, 1) if row[0] != "Cargo.toml") == ["demo::x", "demo::y"]
    assert store.size().rowed_sets == 2


def test_packing_drops_the_rows_of_all_but_the_kept_files(store: Store) -> None:
    _stored(store)
    store.ensure_rows(oid(1))
    with store.writing():
        assert store.pack_rows(store.versions.files_at(oid(2))) == 1
    assert _callers(store, 2) == [["a.rs", "demo::x", "x", 3]]
    assert [row[0] for row in store.run("?[text] := *symbol{text} :order text")] == ["demo::x", "std::mem::swap"]
    assert store.contradictions() == []
    with store.writing():
        store.pack_rows([])
    for relation in ("edge", "edge_rev", "def", "def_rev", "item", "symbol", "rowed_set", "rowed_blob"):
        keys = {"edge": "src", "edge_rev": "src", "def": "set", "def_rev": "set", "item": "ord", "symbol": "id"}
        column = keys.get(relation, "set" if relation == "rowed_set" else "blob")
        assert store.run(f"?[{column}] := *{relation}{{{column}}}") == [], relation
    assert store.ensure_rows(oid(1)) is True
