"""Traits of other crates under another path: crates re-export each other's, and what a path leads to is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.diff.semver.versions import Versions

    from .covering import Implemented

_OF_STD = ("std::", "core::", "alloc::")
"""Others re-export traits of the standard library, as `futures::Future`."""


def elsewhere(one: Implemented, before: Iterable[Implemented], after: Iterable[Implemented], versions: Versions) -> str:
    """Another crate's trait of the name of a lost impl's that is implemented now, and was not; "" for none.

    `before` and `after` are the impls for what the lost one is for.
    """
    is_std = one.trait.startswith(_OF_STD)
    if one.derived or not (is_std or versions.old_canon.is_foreign(one.trait, one.definition.crate)):
        return ""
    known = {impl.trait for impl in before if impl.name == one.name}
    named = (impl for impl in after if impl.name == one.name and not impl.derived and impl.trait not in known)
    return next((impl.trait for impl in named if _is_other(impl, is_std, versions)), "")


def _is_other(impl: Implemented, is_std: bool, versions: Versions) -> bool:
    foreign = versions.new_canon.is_foreign(impl.trait, impl.definition.crate)
    return foreign or (impl.trait.startswith(_OF_STD) and not is_std)


def asked(one: Implemented, other: str) -> str:
    """The question that it is."""
    return f"implements `{other}` where it implemented `{one.trait}`: are the two one trait?"
