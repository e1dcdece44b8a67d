"""The questions: what reaches an item of a package, and which items of a package are used."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Collection

from rgraph.deps.needs import Needs
from rgraph.deps.overlay.building import link_packages
from rgraph.deps.resolved import resolved
from rgraph.deps.standing import Standing
from rgraph.deps.tier import ColdTier
from rgraph.errors import ItemError, LockedError, StoreError
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier
from rgraph.model.ids import Symbol
from rgraph.model.packages import PackageId
from rgraph.view.session import STAGED, WORKTREE, Session

from .reach import Reach
from .report import Reaching, Used, UsedItem, ref

EVERY_TIER = tuple(Tier)


def reaching(
    session: Session, tier: ColdTier, rev: str, crate: str, item: str, tiers: Collection[Tier] = EVERY_TIER,
    depth: int = 0, progress: Progress = SILENCE,
) -> Reaching:  # fmt: skip
    """What of a revision reaches an item of a package, `depth` references behind one another at most (0: any number).

    Raises ItemError for a package that the revision does not need or that is not at hand, and for an unknown item.
    """
    found = stands(session, tier, rev, progress)
    packages = named(found, tier, crate)
    reach = Reach(session, tier, rev, found.resolution, packages, tiers, depth)
    targets = _targets(reach, packages, item)
    reach.follow(targets.__contains__)
    looked = reach.looked({item.rpartition("::")[2].rstrip("!")})
    return Reaching(
        reach.graph.commit, tuple(map(ref, packages)), item, tuple(sorted(targets)), reach.ways(targets), looked, depth
    )


def used(
    session: Session, tier: ColdTier, rev: str, crate: str, tiers: Collection[Tier] = EVERY_TIER, depth: int = 0,
    progress: Progress = SILENCE,
) -> Used:  # fmt: skip
    """Which items of a package a revision uses, directly or by way of other packages. Raises ItemError as above."""
    found = stands(session, tier, rev, progress)
    packages = named(found, tier, crate)
    reach = Reach(session, tier, rev, found.resolution, packages, tiers, depth)
    places = reach.references.places
    reach.follow(lambda symbol: places[symbol].package in packages)
    entries: dict[Symbol, None] = {}
    for each in (*reach.starts, *(each for several in reach.following.out.values() for each in several)):
        place = places[each.target]
        if place.package in packages and place.kind is not ItemKind.MODULE:
            entries[each.target] = None
    items = [
        UsedItem(each, ref(places[each].package), places[each].kind, reach.ways({each})) for each in sorted(entries)
    ]
    reached = sorted(
        (each for each in items if each.ways), key=lambda each: (-each.direct, -len(each.ways), each.symbol)
    )
    return Used(reach.graph.commit, tuple(map(ref, packages)), tuple(reached), reach.looked(), depth)


def stands(session: Session, tier: ColdTier, rev: str, progress: Progress = SILENCE) -> Standing:
    """What a revision needs, with what the machine has of it; a commit is linked into that first, where it can be."""
    if rev not in {STAGED, WORKTREE}:
        with contextlib.suppress(LockedError, StoreError):  # then it is linked for this question alone
            link_packages(session, tier, rev, progress, wait=0)
    graph = session.graph(rev)
    resolution = resolved(graph, tier, progress=progress)
    return Standing(graph.commit, graph.cargo, graph.manifests, graph.lockfiles, resolution)


def named(found: Standing, tier: ColdTier, spec: str) -> tuple[PackageId, ...]:
    """The packages from elsewhere that `NAME` or `NAME@VERSION` means. Raises ItemError where none is at hand."""
    needs = Needs(found, whole=True)
    elsewhere = [number for number, package in enumerate(needs.packages) if not package.manifest]
    packages = sorted({needs.packages[number].id for number in needs.named(spec, elsewhere)})
    if all(tier.files(package) is None for package in packages):
        lines = sorted({line for package in packages if (line := tier.finder.bring(package))})
        hint = f"`{lines[0]}` brings it" if lines else "`rgraph deps scan` says where it is looked for"
        raise ItemError(f"the source of {', '.join(map(str, packages))} is not available", hint)
    return tuple(packages)


def _targets(reach: Reach, packages: Collection[PackageId], item: str) -> set[Symbol]:
    """The symbols of what an item's path means in each version that is at hand. Raises ItemError where in none."""
    found: dict[PackageId, list[Symbol]] = defaultdict(list)
    for package in packages:
        names = reach.names(package)
        for each in names.with_contents(names.meant(item)) if names is not None else ():
            symbol = reach.references.place(each)
            if symbol is not None:
                found[package].append(symbol)
    if not found:
        raise ItemError(f"no item {item} in {', '.join(map(str, packages))}", _near(reach, packages, item))
    return {symbol for symbols in found.values() for symbol in symbols}


def _near(reach: Reach, packages: Collection[PackageId], item: str) -> str:
    near = [each for package in packages if (names := reach.names(package)) for each in names.near(item)]
    return f"did you mean {', '.join(near[:3])}?" if near else "give a path such as krate::module::function"
