"""What moving packages to other versions means for a tree, before the move or across one that was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rgraph.deps.overlay.building import Overlay, contents_of, overlay_of
from rgraph.deps.tier import ColdTier
from rgraph.index.cache import ContentCache
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Dependencies, PackageId, Resolution
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session

from .feeling import Feeling
from .report import Move, Upgrade
from .sides import Side


@dataclass(frozen=True, slots=True)
class Reach:
    """What a tree reaches in its dependencies, and the files that do so, by package."""

    dependencies: Dependencies
    files: Mapping[PackageId, Collection[RepoPath]]


def upgrade(
    session: Session,
    tier: ColdTier,
    graph: CommitGraph,
    sides: tuple[Resolution, Resolution],
    moves: Collection[Move],
    behaviour: bool = False,
) -> Upgrade:
    """What the lines of a tree feel when packages move from one resolution to the other."""
    reach = _reach(session, graph, tier)
    tree = {path: state.blob for path, state in graph.files.items()}
    cache = ContentCache(contents_of(session, tier))
    old, new = (Side(tree, graph.cargo, resolution, tier.files, cache) for resolution in sides)
    moving = {move.old for move in moves if move.old is not None}
    paths = sorted({path for package in moving for path in reach.files.get(package, ())})
    old.stand(reach.dependencies.reached)
    landed = {move.old: move.new for move in moves}
    new.stand([led for each in reach.dependencies.reached if (led := landed.get(each, each)) is not None])
    feeling = Feeling(old, new, moves, _written(reach.dependencies), behaviour)
    felt = feeling.of(paths) if paths else []
    wanted = {package for move in moves for package in (move.old, move.new) if package is not None}
    missing = tuple(sorted(package for package in wanted if tier.files(package) is None))
    return Upgrade(graph.commit, tuple(moves), tuple(felt), feeling.used, missing=missing)


def _reach(session: Session, graph: CommitGraph, tier: ColdTier) -> Reach:
    """From the overlay where the commit has one, else linked now."""
    widened = session.widened(graph.commit) if graph.commit else graph
    if widened.dependencies is not None:
        linked = ((path, widened.linked(path)) for path in widened.files)
        files = {path: {edge.dst for edge in file.edges} for path, file in linked if file is not None}
        return Reach(widened.dependencies, _by_package(widened.dependencies, files))
    overlay = overlay_of(session, graph, tier)
    return Reach(overlay.dependencies, _by_package(overlay.dependencies, _targets(overlay)))


def _targets(overlay: Overlay) -> dict[RepoPath, set[str]]:
    return {path: {str(edge.dst) for edge in file.edges} for path, file in overlay.files.items()}


def _by_package(
    dependencies: Dependencies, targets: Mapping[RepoPath, Collection[str]]
) -> dict[PackageId, set[RepoPath]]:
    found: dict[PackageId, set[RepoPath]] = defaultdict(set)
    for path, symbols in targets.items():
        for symbol in symbols:
            item = dependencies.items.get(symbol)
            if item is not None:
                found[item.package].add(path)
    return found


def _written(dependencies: Dependencies) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, symbol in dependencies.names.items():
        found[symbol].append(path)
    return found
