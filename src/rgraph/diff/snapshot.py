"""One commit's items as a tree of nodes, merged where a module is both a `mod` line and a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.link.table import proc_macro_name
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind

from .api.names import all_of, features_in
from .lines import Place
from .macro_kinds import macro_kind
from .report import ItemRef

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph, ItemAt


class Node:
    """An item of one commit. `item` is None for a crate's root module; `path` is the file that declares it, `file` the
    one that a module lies in."""

    __slots__ = ("children", "crate", "file", "item", "kind", "module", "name", "ord", "parent", "path", "symbol")

    def __init__(self, at: ItemAt) -> None:
        self.symbol: str = at.symbol
        self.kind = at.kind
        self.name = at.name
        self.crate = at.crate
        self.path: str = at.declared_in or at.path  # where `item` stands, also of a module that is a file
        self.ord = at.ord
        self.item: Item | None = at.item
        self.file: str = at.path if at.ord < 0 else ""
        self.parent: Node | None = None
        self.module: Node = self
        self.children: list[Node] = []

    def __repr__(self) -> str:
        return f"<{self.kind} {self.symbol}>"

    @property
    def place(self) -> Place:
        """Where it stands: its name's line to its last."""
        if self.item is None:
            return Place(self.path, 1, 1)
        return Place(self.path, self.item.line, self.item.end_line)


MEMBERS = frozenset({ItemKind.FIELD, ItemKind.VARIANT})
"""Kinds that are told as a change of what holds them."""


class Snapshot:
    """The nodes of a graph, by symbol. `paths` limits it to what some files define."""

    def __init__(self, graph: CommitGraph, paths: Collection[str] | None = None) -> None:
        self.graph = graph
        self._paths = paths
        self._read: tuple[str, bytes] | None = None
        self._others: dict[str, Node] = {}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by symbol, parents before children within a file."""
        nodes: dict[str, Node] = {}
        parents: dict[str, str] = {}
        for at in self.items():
            parents.setdefault(at.symbol, at.parent)
            nodes[at.symbol] = Node(at)
        for symbol, node in nodes.items():
            parent = nodes.get(parents[symbol])
            if parent is not None and parent is not node:
                node.parent = parent
                parent.children.append(node)
        for node in nodes.values():
            node.module = _module(node)
        return nodes

    def items(self) -> Iterable[ItemAt]:
        """Every item, file by file."""
        if self._paths is None:
            return self.graph.module_graph.items.values()
        paths = [path for path in self.graph.files if path in self._paths]
        self.graph.contents.load_facts(self.graph.files[path].blob for path in paths if path.endswith(".rs"))
        return (at for path in paths for at in self.graph.items_of(path))

    def node(self, symbol: str) -> Node | None:
        """The node of any symbol of the graph; of one outside of the files that the snapshot is limited to, alone."""
        found = self.nodes.get(symbol) or self._others.get(symbol)
        if found is None and (at := self.graph.item(symbol)) is not None:
            found = self._others[symbol] = Node(at)
        return found

    @cached_property
    def around(self) -> dict[str, set[str]]:
        """Of each node: who refers to it, and what it refers to."""
        nodes, around = self.nodes, defaultdict[str, set[str]](set)
        for path in self.graph.files:
            linked = self.graph.linked(path)
            for edge in linked.edges if linked is not None else ():
                source, target = edge.src, edge.dst
                if edge.kind is EdgeKind.CONTAINS:
                    continue
                if source in nodes:
                    around[source].add(target)
                if target in nodes:
                    around[target].add(source)
        return around

    @cached_property
    def package_of(self) -> dict[str, str]:
        """The package of each crate id."""
        return {crate.id: crate.package for crate in self.graph.cargo.crates}

    def crates_of(self, path: RepoPath) -> set[str]:
        """The crates that a file is part of."""
        found = self.graph.declares(path) if path in self.graph.files else None
        return {definition.crate for definition in found.defs} if found is not None else set()

    def roots(self) -> Iterator[Node]:
        """The nodes without a parent among these."""
        return (node for node in self.nodes.values() if node.parent is None)

    def text(self, node: Node) -> str:
        """The source of an item with its docs and attributes; "" for a crate's root."""
        if node.item is None:
            return ""
        if self._read is None or self._read[0] != node.path:  # one file's items are asked for one after the other
            self._read = (node.path, self.graph.source(node.path))
        return self._read[1][node.item.start : node.item.end].decode("utf-8", "replace")

    def ref(self, node: Node, public: bool = False) -> ItemRef:
        """The node as a report names it."""
        item, cfg = node.item, self.cfg(node)
        return ItemRef(
            symbol=node.symbol,
            kind=(macro_kind(item) if item else "") or node.kind.value,
            name=proc_macro_name(item) if item and macro_kind(item) else node.name or node.symbol,
            crate=node.crate,
            module=node.module.symbol,
            signature=item.signature if item else f"mod {node.name}",
            vis=item.vis if item else "",
            place=node.place,
            public=public,
            made_by=item.made_by if item else "",
            cfg=cfg,
            features=features_in(cfg),
        )

    def cfg(self, node: Node) -> str:
        """What must hold for an item to be there."""
        return all_of(self.predicates(node))

    def predicates(self, node: Node) -> list[str]:
        """What must hold for an item to be there: on it, on what it lies in, and in the files of its modules."""
        found: list[str] = []
        at: Node | None = node
        while at is not None:
            inner = self.graph.facts(at.file).attrs.cfg if at.file and at.file in self.graph.files else ()
            found = [*(at.item.attrs.cfg if at.item is not None else ()), *inner, *found]
            at = at.parent
        return found


def _module(node: Node) -> Node:
    at = node
    while at.kind is not ItemKind.MODULE and at.parent is not None:
        at = at.parent
    return at
