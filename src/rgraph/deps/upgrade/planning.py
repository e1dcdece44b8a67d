"""What moving packages to other versions means for a tree, before the move or across one that was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from rgraph.deps.beside.sides import Side
from rgraph.deps.overlay.building import contents_of
from rgraph.deps.overlay.leading import files_into
from rgraph.deps.overlay.naming import led_to, other_names
from rgraph.deps.reach.contents import WithBodies
from rgraph.deps.tier import ColdTier
from rgraph.index.cache import ContentCache
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Resolution
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session

from .apis import api_differences
from .feeling import Feeling
from .report import Depth, Move, Upgrade
from .sound import Sound


def upgrade(
    session: Session,
    tier: ColdTier,
    graph: CommitGraph,
    sides: tuple[Resolution, Resolution],
    moves: Collection[Move],
    depth: Depth = Depth.NONE,
    whole: bool = False,
) -> Upgrade:
    """What the lines of a tree feel when packages move from one resolution to the other. `whole`: what else the APIs of
    these say otherwise, too."""
    source = WithBodies if depth is Depth.BEHIND else contents_of
    cache = ContentCache(source(session, tier, graph))
    known = [move for move in moves if _is_at_hand(tier, move.old) and _is_at_hand(tier, move.new)]
    sound = Sound(tier, known)
    old, new = Side(graph, sides[0], sound.old, cache), Side(graph, sides[1], sound.new, cache)
    at_hand = tier.at_hand({move.old for move in known if move.old is not None})
    paths, written = _reach(session, graph, sides[0], old, at_hand)
    landed = {move.old: move.new for move in moves}
    new.stand([led for each in old.reached if (led := landed.get(each, each)) is not None])
    feeling = Feeling(old, new, known, written, graph.source, depth)
    felt = feeling.of(paths) if paths else []
    return Upgrade(
        graph.commit,
        tuple(moves),
        tuple(felt),
        feeling.used,
        missing=_missing(tier, moves),
        apis=tuple(api_differences(tier, sound, moves, feeling.sites)) if whole else (),
        untold=feeling.untold,
        notes=(*feeling.notes, *sound.notes),
    )


def side_of(session: Session, tier: ColdTier, graph: CommitGraph, resolution: Resolution) -> Side:
    """A tree beside the packages of its own resolution."""
    return Side(graph, resolution, tier.files, ContentCache(contents_of(session, tier, graph)))


def _is_at_hand(tier: ColdTier, package: PackageId | None) -> bool:
    return package is None or tier.files(package) is not None


def _missing(tier: ColdTier, moves: Collection[Move]) -> tuple[str, ...]:
    """The versions that are not at hand, so that nothing is known of them."""
    wanted = {package for move in moves for package in (move.old, move.new) if package is not None}
    return tuple(str(package) for package in sorted(wanted) if tier.files(package) is None)


def _reach(
    session: Session, graph: CommitGraph, resolution: Resolution, old: Side, moving: Mapping[PackageId, str]
) -> tuple[list[RepoPath], dict[str, list[str]]]:
    """The files that reach packages, and how code writes their items: from the overlay where the commit has one that
    knows these packages; else the files that name them, beside these alone."""
    widened = session.widened(graph.commit) if graph.commit else graph
    if widened.dependencies is not None and widened.dependencies.knows(moving):
        old.stand(widened.dependencies.reached, is_whole=True)
        return files_into(widened, widened.dependencies, moving), _written(widened.dependencies.names)
    paths = _naming(graph, resolution, moving)
    old.stand(moving)
    old.sites(paths)
    led = led_to(old.world, sorted(graph.outside_names), old.mounting.crates_by_package())
    return paths, _written(other_names(led))


def _naming(graph: CommitGraph, resolution: Resolution, moving: Collection[PackageId]) -> list[RepoPath]:
    """The files of packages that require one of these, which name it."""
    requiring = {each.manifest for each in resolution.packages for need in each.requirements if need.means in moving}
    crates = {crate for each in graph.cargo.packages if each.manifest in requiring for crate in each.crates}
    names = {package.name.replace("-", "_") for package in moving}
    linked = ((path, graph.linked(path)) for path in graph.files)
    return [
        path
        for path, file in linked
        if file is not None
        and any(each.crate in crates for each in file.defs)
        and any(edge.dst.partition("::")[0] in names for edge in file.edges)
    ]


def _written(names: Mapping[str, str]) -> dict[str, list[str]]:
    """The paths by which code writes items, by symbol."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, symbol in names.items():
        found[symbol].append(path)
    return found
