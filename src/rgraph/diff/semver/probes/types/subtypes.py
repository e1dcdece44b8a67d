"""Type parameters for which users passed a type with a longer lifetime, and no longer can."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.semver.auto.variance import COVARIANT
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.lifetimes.declared import lifetime_params
from rgraph.diff.semver.lifetimes.places import BOTH, GIVEN
from rgraph.diff.semver.versions import Versions

_ASKED = "does a user rely on a longer lifetime being taken there?"


def lifetime_variance_lost(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """The same of lifetime parameters, which are matched by their places."""
    sides = versions.sides(pair)
    if sides is None:
        return
    old, new = sides
    before = versions.held_old.lifetime_ways.of(old.definition)
    after = versions.held_new.lifetime_ways.of(new.definition)
    for name, was, now in zip(lifetime_params(new.definition), before, after, strict=False):
        if was not in {now, BOTH} and len(before) == len(after):
            way = "covariant" if was == GIVEN else "contravariant"
            yield pair.doubt(f"is not {way} in `{name}` any more: {_ASKED}")


def variance_lost(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Parameters that were covariant or contravariant and no longer are. Few users depend on it."""
    sides = versions.sides(pair)
    if sides is None:
        return
    old, new = sides
    before, open_before = versions.held_old.variances.of(old.definition)
    after, open_after = versions.held_new.variances.of(new.definition)
    labels = {old.labels.get(name): name for name in before if name not in open_before}
    for name in sorted(after.keys() - open_after):
        was = before.get(labels.get(new.labels.get(name), ""), 0)
        if was and after[name] & ~was:
            way = "covariant" if was == COVARIANT else "contravariant"
            yield pair.doubt(f"is not {way} in `{name}` any more: {_ASKED}")
