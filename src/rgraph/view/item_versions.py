"""One item through the versions of a file: what it was before and after a commit, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from rgraph.model.contents import ContentSource
from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.graph import Def, FileState, LinkedFile
from rgraph.model.syntax import Node


class _Defs(Node, frozen=True):
    """The front of a `LinkedFile`; the edges behind it are not decoded."""

    defs: list[Def]


_defs = msgspec.msgpack.Decoder(_Defs)


@dataclass(frozen=True, slots=True)
class Version:
    """An item as one content of its file has it; `item` is None for a module that is the whole file."""

    path: str
    blob: str
    item: Item | None
    is_file: bool

    @property
    def line(self) -> int:
        return self.item.line if self.item and not self.is_file else 1

    @property
    def signature(self) -> str:
        return self.item.signature if self.item else ""


def ords_of(contents: ContentSource, sets: Iterable[str], symbol: str) -> dict[str, int]:
    """The ord of the symbol in each of some edge sets that define it. An edge set without its bytes is not decoded."""
    needle = symbol.encode()
    found: dict[str, int] = {}
    for edges, data in contents.packed_links(set(sets)):
        if needle in data:
            ords = [definition.ord for definition in _defs.decode(data).defs if definition.symbol == symbol]
            if ords:
                found[edges] = min(ords)
    return found


def symbols_of(contents: ContentSource, sets: Iterable[str], name: str) -> dict[str, list[str]]:
    """The symbols that each of some edge sets defines, of those sets whose bytes hold `name`."""
    needle = name.encode("utf-8", "surrogateescape")
    return {
        edges: [definition.symbol for definition in _defs.decode(data).defs]
        for edges, data in contents.packed_links(set(sets))
        if needle in data
    }


def versions_of(contents: ContentSource, states: Iterable[FileState], symbol: str) -> dict[FileState, Version]:
    """The item in each of some states of files, of those that have it."""
    known = set(states)
    ords = ords_of(contents, (state.edges for state in known if state.edges), symbol)
    having = [state for state in known if state.edges in ords]
    facts = contents.facts({state.blob for state in having})
    made = contents.linked({state.edges for state in having if ords[state.edges] >= len(facts[state.blob].items)})
    return {state: _version(state, facts[state.blob], ords[state.edges], made.get(state.edges)) for state in having}


def _version(state: FileState, facts: BlobFacts, ord_: int, made: LinkedFile | None) -> Version:
    items = made.items(facts.items) if made is not None else facts.items
    return Version(state.path, state.blob, items[ord_] if ord_ >= 0 else None, ord_ < 0)


def changes(before: Version, after: Version) -> list[str]:
    """What differs between two versions of an item, in a fixed order; empty where nothing does."""
    if before.item is None or after.item is None:
        if (before.item is None) != (after.item is None):
            return ["file"]  # an inline module moved to a file of its own, or back
        return ["content"] if before.blob != after.blob else []
    return [name for name, differs in _differences(before.item, after.item) if differs]


def _differences(before: Item, after: Item) -> Iterator[tuple[str, bool]]:
    yield "kind", before.kind != after.kind
    yield "visibility", before.vis != after.vis
    yield "signature", _shape(before) != _shape(after)
    yield "attributes", before.attrs.texts != after.attrs.texts
    yield "body", before.body_hash != after.body_hash
    yield "doc", before.doc != after.doc


def _shape(item: Item) -> str:
    """The signature; of an impl or a module the text, since its hash may take in what it contains."""
    return item.signature if item.kind in {ItemKind.IMPL, ItemKind.MODULE} else item.sig_hash
