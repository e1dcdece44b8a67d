"""What users can no longer move out of a type: whatever implements `Drop` gives none of its fields away (E0509)."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.model import PublicItem, TraitImpl
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.probes.impls.kept_impls import is_there
from rgraph.diff.semver.probes.wording import UNMET_IMPL
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.versions import Versions

_DROP = "std::ops::Drop"
_COPY = "std::marker::Copy"
_FIELDS = frozenset({"field", "variant_field"})


def drop_gained(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """A `Drop` that is new, and the first public field that users could move out. Fields that are `Copy` stay theirs.

    https://doc.rust-lang.org/error_codes/E0509.html
    """
    sides = versions.sides(pair)
    if sides is None or _drops(pair.old) or not _drops(pair.new):
        return
    if not any(versions.is_met(impl.definition) for impl in _impls(pair.new) if not impl.negative):
        yield pair.doubt(f"implements `Drop` under a feature that is new, {UNMET_IMPL}")
        return
    kept = {field.label for field in _fields(pair.new)}
    movable = [(field, _is_copy(field, sides[0])) for field in _fields(pair.old) if field.label in kept]
    known = [field for field, is_copy in movable if is_copy is False]
    unknown = [field for field, is_copy in movable if is_copy is None]
    if not known and not unknown and (name := _may_borrow(pair)):
        yield pair.doubt(f"implements `Drop` now: is it still there when what it holds by `{name}` is not any more?")
    elif not known and not unknown and any("const" in m.item.quals for m in pair.old.members if m.item is not None):
        yield pair.doubt("implements `Drop` now: do constant expressions of users make one and leave it (E0493)?")
    for field in (known or unknown)[:1]:
        yield pair.delta("drop_gained", field=field.label, sure="yes" if known else "no")


def _may_borrow(pair: Pair) -> str:
    """The first parameter by which a type may hold what is dropped before it: its own code could still look at that.
    https://doc.rust-lang.org/nomicon/dropck.html
    """
    item = pair.new.item
    if item is None or any(
        "may_dangle" in impl.definition.item.signature for impl in _impls(pair.new) if impl.definition.item
    ):
        return ""
    return next((param.name for param in item.generics.params if param.kind != "const"), "")


def _impls(item: PublicItem) -> list[TraitImpl]:
    return [impl for impl in item.impls if impl.trait_path == _DROP]


def _drops(item: PublicItem) -> bool:
    return any(impl.trait_path == _DROP and not impl.negative and is_there(impl) for impl in item.impls)


def _fields(item: PublicItem) -> list[PublicItem]:
    return [each for each in item.walk() if each.kind in _FIELDS and not each.hidden]


def _is_copy(field: PublicItem, side: Side) -> bool | None:
    """Whether a field of the old version is `Copy`; None where that cannot be told."""
    if field.item is None:
        return None
    laws = side.canon.laws
    return laws.holds(side.ty(field.item.ty), _COPY, laws.closure(predicates(side)))
