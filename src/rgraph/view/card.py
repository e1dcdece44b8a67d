"""All there is to say of one item at one commit."""

from __future__ import annotations

from collections.abc import Collection

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier

from .answers import CommitRef, ItemCard, ItemRef, ref_of
from .graph import CommitGraph, ItemAt
from .impl_blocks import inherent_impls
from .places import Outside
from .reach import ALL_TIERS, TYPES, callees, callers

_LEAVES = {ItemKind.EXTERN_BLOCK, ItemKind.EXTERN_CRATE, ItemKind.MACRO_CALL}


def card(
    graph: CommitGraph, item: ItemAt, tiers: Collection[Tier] = ALL_TIERS, since: CommitRef | None = None
) -> ItemCard:
    """Where the item is, what it says and contains, and who is around it."""
    facts = graph.facts(item.path)
    notes = [] if facts.status == "ok" else [f"{item.path} was read in part: {facts.reason or 'syntax errors'}"]
    return ItemCard(
        item=ref_of(item),
        commit=graph.commit,
        crate=item.crate,
        start_line=item.item.start_line if item.item and item.ord >= 0 else 1,
        end_line=item.item.end_line if item.item and item.ord >= 0 else facts.lines,
        doc=item.doc,
        attrs=list(item.item.attrs.texts) if item.item else [],
        contains=[ref_of(inner) for inner in contents(graph, item)],
        callers=callers(graph, item, tiers).neighbours,
        callees=callees(graph, item, tiers).neighbours,
        since=since,
        notes=notes,
        template=template(graph, item),
    )


def template(graph: CommitGraph, item: ItemAt) -> ItemRef | None:
    """The macro whose call makes an item: where its template stands. None for a written item, for a macro of another
    crate, and where the item's module calls two macros of that name.
    """
    if item.item is None or not item.item.made_by:
        return None
    last = f"{item.item.made_by}!"
    holder = graph.item(item.parent)
    while holder is not None:
        used = {edge.dst for edge in graph.out(holder.symbol) if edge.kind == EdgeKind.EXPANDS}
        found = [macro for name in used if name.rpartition("::")[2] == last and (macro := graph.item(name)) is not None]
        if found:
            return ref_of(found[0]) if len(found) == 1 else None
        holder = graph.item(holder.parent)
    return None


def outside_card(graph: CommitGraph, item: Outside, tiers: Collection[Tier] = ALL_TIERS) -> ItemCard:
    """What is known of an item outside of the repository: its declaration where it is the standard library's, and who
    is around it here."""
    return ItemCard(
        item=ref_of(item),
        commit=graph.commit,
        crate=item.crate,
        start_line=item.line,
        end_line=item.line,
        doc=item.doc,
        attrs=[],
        contains=[],
        callers=callers(graph, item, tiers).neighbours,
        callees=[],
        since=None,
        notes=[_outside_note(item)],
    )


def _outside_note(item: Outside) -> str:
    if item.path:
        return f"it is of the dependency {item.path.partition('/')[0]}: what it uses is not read here"
    return "it is outside of this repository: its source is not read here"


def contents(graph: CommitGraph, item: ItemAt) -> list[ItemAt]:
    """What the item directly contains, in the order of the source; of a type, the members of its inherent impls too."""
    holders = [item, *(inherent_impls(graph, item.symbol) if item.kind in TYPES else ())]
    edges = [edge for holder in holders for edge in graph.out(holder.symbol) if edge.kind == EdgeKind.CONTAINS]
    inner = [graph.item(edge.dst) for edge in edges]
    found = [one for one in inner if one is not None and one.kind not in _LEAVES]
    return sorted(found, key=lambda one: (one.path != item.path, one.path, one.line, one.symbol))
