"""Whether a change can be seen by who uses the libraries, told from what the changed files declare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rgraph.model.configuration import SETTINGS_FILE
from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.syntax import TImpl

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

_DECIDE = ("Cargo.toml", SETTINGS_FILE)
"""Names of files that say which crates, features and configuration there are."""

_BESIDE = frozenset({ItemKind.MACRO_CALL, ItemKind.CONST, ItemKind.STATIC, ItemKind.VARIANT, ItemKind.TYPE_ALIAS})


def changed_paths(old: CommitGraph, new: CommitGraph) -> list[RepoPath]:
    """The files that came, went, or have another content."""
    paths = sorted(old.files.keys() | new.files.keys())
    return [p for p in paths if getattr(old.files.get(p), "blob", "") != getattr(new.files.get(p), "blob", "")]


def same_for_users(old: CommitGraph, new: CommitGraph) -> bool:
    """Whether nothing changed but bodies, docs, layout, and functions that no other crate can name or link to.

    Then no public API did, and none of it has to be built and compared. It says no where it cannot tell.
    """
    for path in changed_paths(old, new):
        if path.rpartition("/")[2] in _DECIDE:
            return False
        if path.endswith(".rs") and not (
            path in old.files and path in new.files and _same(old.facts(path), new.facts(path))
        ):
            return False
    return True


def _same(old: BlobFacts, new: BlobFacts) -> bool:
    if _beside(old) != _beside(new):
        return False
    changed = [{(name, signature) for name, signature, _ in bodies} for bodies in _only(old, new)]
    if changed[0] & changed[1]:
        return False
    if old.interface == new.interface:
        return True
    if old.attrs != new.attrs or old.reason or new.reason or _hides_names(old) or _hides_names(new):
        return False
    return _visible(old) == _visible(new)


def _beside(facts: BlobFacts) -> list[object]:
    """What users see and is no part of `interface`: what macros are given where items stand, and values."""
    return [
        item.body_hash if item.kind is ItemKind.MACRO_CALL else (item.value, item.ty)
        for item in facts.items
        if item.kind in _BESIDE and not item.in_block
    ]


def _opaque_bodies(facts: BlobFacts) -> set[tuple[str, str, str]]:
    """The bodies of functions that give a type without a name, which decide what it is: public ones, and those of the
    crate that these may call."""
    return {(item.name, item.signature, item.body_hash) for item in facts.items if _is_opaque(item)}


def _is_opaque(item: Item) -> bool:
    if item.kind is not ItemKind.FUNCTION or not item.has_body or item.attrs.test:
        return False
    return "async" in item.quals or isinstance(item.ret, TImpl)


def _only(old: BlobFacts, new: BlobFacts) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    before, after = _opaque_bodies(old), _opaque_bodies(new)
    return before - after, after - before


def _hides_names(facts: BlobFacts) -> bool:
    """Whether a glob is re-exported: a private function hides what it would bring by the same name."""
    return any(use.glob and use.vis for use in facts.uses)


def _visible(facts: BlobFacts) -> tuple[list[Item], list[object]]:
    """Items and imports without the functions that are private, and without lines, docs and bodies."""
    holding = {use.parent for use in facts.uses if not use.in_block}  # more than what is private
    kept: list[int] = []
    for ord_ in reversed(range(len(facts.items))):  # what is inside follows what is around
        if ord_ in holding or not _is_private(facts, facts.items[ord_]):
            kept.append(ord_)
            holding.add(facts.items[ord_].parent)
    kept.reverse()
    ords = {ord_: at for at, ord_ in enumerate(kept)} | {-1: -1}
    items = [_bare(facts.items[ord_], ords[facts.items[ord_].parent]) for ord_ in kept]
    uses: Iterable[object] = (replace(use, line=0, parent=ords[use.parent]) for use in facts.uses if use.parent in ords)
    return items, list(uses)


def _is_private(facts: BlobFacts, item: Item) -> bool:
    """Whether an item is a function that is no trait's and restricted to its crate or less, or a value in a block.

    One that is exported to the linker is not: its symbol is there for all.
    """
    from .api.usage import export_name

    if item.in_block and item.kind in (ItemKind.CONST, ItemKind.STATIC):
        return True
    if item.kind is not ItemKind.FUNCTION or item.vis == "pub" or export_name(item):
        return False
    around = facts.items[item.parent] if item.parent >= 0 else None
    return around is None or not (around.kind is ItemKind.TRAIT or around.trait is not None)


def _bare(item: Item, parent: int) -> Item:
    return replace(
        item, parent=parent, line=0, start=0, end=0, start_line=0, end_line=0, doc="", body_hash="", token_lines=[],
        arms=[replace(arm, line=0) for arm in item.arms],
    )  # fmt: skip
