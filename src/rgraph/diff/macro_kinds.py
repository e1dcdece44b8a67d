"""What a function that is a procedural macro is for users: a macro of one of three kinds, by its own name."""

from __future__ import annotations

from rgraph.model.facts import Item

MACRO_KINDS = frozenset({"derive_macro", "attribute_macro", "proc_macro"})


def macro_kind(item: Item) -> str:
    """One of `MACRO_KINDS`; "" for an item that is no such function.

    https://doc.rust-lang.org/reference/procedural-macros.html
    """
    marker = item.attrs.proc_macro
    if marker.startswith("proc_macro_derive"):
        return "derive_macro"
    if marker.startswith("proc_macro_attribute"):
        return "attribute_macro"
    return "proc_macro" if marker else ""
