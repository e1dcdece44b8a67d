"""Impl blocks and the types that they are for, by the edges of a graph."""

from __future__ import annotations

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol

from .graph import CommitGraph
from .names import is_impl, suffix_of
from .places import ItemAt


def inherent_impls(graph: CommitGraph, type_: str) -> list[ItemAt]:
    """The inherent impl blocks of a type, by place."""
    users = {edge.src for edge in graph.into(type_) if edge.kind == EdgeKind.USES_TYPE and is_impl(edge.src)}
    impls = [item for user in sorted(users) if (item := graph.item(user)) and item.kind == ItemKind.IMPL]
    return [each for each in impls if each.item and not each.item.trait and self_type(graph, each.symbol) == type_]


def self_type(graph: CommitGraph, impl: str) -> Symbol:
    """The type that an impl block is for; where it is no item (`&str`, a generic), the impl's own symbol."""
    item = graph.item(impl)
    name = item.item.name if item and item.item else ""
    named = (edge.dst for edge in graph.out(impl) if edge.kind == EdgeKind.USES_TYPE and suffix_of(edge.dst) == name)
    return next(named, Symbol(impl)) if name else Symbol(impl)
