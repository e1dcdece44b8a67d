"""What a function is marked with: `const`, `async`, `unsafe`, its ABI, the symbol that it is exported under."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.export_names import export_name
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.target_features import with_implied
from rgraph.model.facts import Item, ItemKind


def qualifiers(pair: Pair, old_side: Side, new_side: Side) -> Iterator[Difference]:
    old, new = old_side.item, new_side.item
    if is_unsafe(old_side) != is_unsafe(new_side):
        yield pair.delta("unsafe_gained" if is_unsafe(new_side) else "unsafe_lost")
    if ("const" in old.quals) != ("const" in new.quals):
        yield pair.delta("const_gained" if "const" in new.quals else "const_lost")
    before, after = abi(old_side), abi(new_side)
    if before != after:
        yield pair.delta("abi", old=before, new=after, unwind_lost=yes(before.endswith("-unwind")))
    features = sorted(set(new.attrs.target_feature) - with_implied(old.attrs.target_feature))
    if features:
        yield pair.delta("target_feature_gained", features=", ".join(features))
    if old.has_body != new.has_body and pair.old.kind == "trait_method":
        yield pair.delta("default_gained" if new.has_body else "default_lost")


def is_unsafe(side: Side) -> bool:
    """Whether a call needs an `unsafe` block: in an `extern` block every item does that is not `safe`."""
    if in_extern_block(side):
        return "safe" not in side.item.quals
    return "unsafe" in side.item.quals


def in_extern_block(side: Side) -> bool:
    """Whether a function or static is declared in an `extern` block."""
    items, parent = side.definition.place.table.items, side.item.parent
    return parent >= 0 and items[parent].kind is ItemKind.EXTERN_BLOCK


def abi(side: Side) -> str:
    """The calling convention: "Rust" unless `extern` says another, before the function or the block that it is in."""
    items, item = side.definition.place.table.items, side.item
    quals = (items[item.parent] if in_extern_block(side) else item).quals
    found = next((word for word in quals if word.startswith("extern")), "extern" if in_extern_block(side) else "")
    if not found:
        return "Rust"
    return found.removeprefix("extern").strip().strip('"') or "C"


def exported(pair: Pair, old: Item, new: Item) -> Iterator[Difference]:
    before, after = export_name(old), export_name(new)
    if before and before != after:
        yield pair.delta("export_name", old=before, new=after or "none", lost=yes(not after))
