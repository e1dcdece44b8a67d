"""Constants that users can no longer write as patterns: those of a type that no longer derives `PartialEq`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.versions import Versions

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_EQUAL = "std::cmp::PartialEq"


def patterns_lost(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """A `PartialEq` that is written out now, and the first public constant of its type.

    https://doc.rust-lang.org/reference/patterns.html#constant-patterns
    """
    old, new = (
        {impl.derived for impl in item.impls if impl.trait_path == _EQUAL and not impl.negative}
        for item in (pair.old, pair.new)
    )
    if pair.old.definition is None or True not in old or new != {False}:
        return  # where it is not written either, that is told
    for constant in constants_of(pair.old.crate, pair.old.definition, versions):
        yield pair.delta("patterns_lost", const=constant.label)
        return


def constants_of(crate: str, of: Def, versions: Versions) -> Iterator[PublicItem]:
    """The public constants of a crate whose type is the given one, whatever its arguments."""
    canon = versions.old_canon
    name = canon.symbol(of)
    for each in versions.old.of(crate).walk():
        if each.kind not in {"const", "assoc_const"} or each.hidden or each.definition is None or each.item is None:
            continue
        if canon.ty(each.item.ty, each.definition, {}).partition("<")[0] == name:
            yield each
