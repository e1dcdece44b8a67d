"""Items and edges of one commit with the places where they stand."""

from __future__ import annotations

import re

import msgspec

from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol

_BENCHMARK = re.compile(r"(?:\w+::)*bench\b")


class ItemAt(msgspec.Struct, frozen=True, gc=False):
    """An item of one commit: its symbol, and where it stands.

    A module with a file of its own stands there (`ord` -1, line 1); `item` is then its `mod NAME;`, None for a crate's
    root, and `declared_in` the file of that line. `parent` is the symbol of what contains it, "" for a crate's root.
    Lines count from 1.
    """

    symbol: Symbol
    kind: ItemKind
    name: str
    path: RepoPath
    line: int
    ord: int
    crate: str
    parent: Symbol
    item: Item | None
    inner_doc: str = ""  # of a module's file
    declared_in: RepoPath = RepoPath("")  # of a module with a file of its own; `item` counts its lines and bytes there

    @property
    def vis(self) -> str:
        """The visibility as written."""
        return self.item.vis if self.item else ""

    @property
    def signature(self) -> str:
        """The normalised text up to the body; `mod NAME` for a crate's root."""
        return self.item.signature if self.item else f"mod {self.name}"

    @property
    def doc(self) -> str:
        outer = self.item.doc if self.item else ""
        return "\n".join(filter(None, (outer, self.inner_doc)))

    @property
    def is_test(self) -> bool:
        """Whether it is a test that `cargo test` runs; `testcode` tells what else is built for tests."""
        return is_test_function(self.item)


class Outside(msgspec.Struct, frozen=True, gc=False):
    """An item that lies outside of the tree, as far as it is known: of the standard library its declaration too.

    `kind` and `signature` are "" where they are not known. `path` and `line` are there for an item of a package that
    this commit was linked into: the folder is named as Cargo names it, `clap-4.0.32/src/lib.rs`.
    """

    symbol: Symbol
    kind: str
    name: str
    crate: str
    signature: str = ""
    doc: str = ""
    path: RepoPath = RepoPath("")
    line: int = 0


Meaning = ItemAt | Outside
"""What a name may mean: an item of the tree, or one outside of it."""


class EdgeAt(msgspec.Struct, frozen=True, gc=False):
    """An edge of one commit; `path` and `line` (absolute) are the first reference's."""

    src: Symbol
    kind: EdgeKind
    dst: Symbol
    tier: Tier
    count: int
    path: RepoPath
    line: int
    via_macro: bool
    of_template: bool = False


def is_test_function(item: Item | None) -> bool:
    """Whether an item is marked as a test or benchmark, by `#[test]` or an attribute like it."""
    return item is not None and (item.attrs.test or any(_BENCHMARK.match(text) for text in item.attrs.texts))
