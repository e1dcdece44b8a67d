"""Makes the overlay of a commit: its files linked into the packages that it locks, kept in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from rgraph.deps.beside.mounting import Mounting, root_of
from rgraph.deps.beside.sides import CUT
from rgraph.deps.resolved import resolved
from rgraph.deps.tier import ColdTier
from rgraph.errors import LockedError, StoreError
from rgraph.index.cache import ContentCache, Fetch
from rgraph.index.progress import SILENCE, Progress
from rgraph.link.linker import Linker
from rgraph.model.contents import ContentSource
from rgraph.model.graph import LinkedFile, pack_linked
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.model.packages import Dependencies, ExternalItem, PackageId, Resolution
from rgraph.store.edge_sets import PackedSet
from rgraph.store.overlays import pack_dependencies
from rgraph.store.packing import set_hash, squeeze
from rgraph.store.stored_records import Part
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session

from .linking import Reached, link_into
from .merging import merged
from .naming import external_items, led_to, other_names

_encoder = msgspec.msgpack.Encoder()
_READ: Mapping[Part, Callable[[ContentSource, list[BlobHash]], Mapping[BlobHash, msgspec.Struct]]] = {
    Part.FACTS: lambda source, blobs: source.facts(blobs),
    Part.BODIES: lambda source, blobs: source.bodies(blobs),
    Part.MANIFEST: lambda source, blobs: source.manifests(blobs),
    Part.SETTINGS: lambda source, blobs: source.settings(blobs),
}
"""How each part is asked for of contents that no store has."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The files of a graph that have other edges with their dependencies, and what these depend on."""

    files: dict[RepoPath, LinkedFile]
    dependencies: Dependencies


def link_packages(
    session: Session, tier: ColdTier, rev: str, progress: Progress = SILENCE, wait: float = -1
) -> Dependencies:
    """Link a commit into what the machine has of its dependencies, and keep it; what is kept of the same packages
    already is not linked again. Raises RevisionError, LockedError, StoreError."""
    graph = session.graph(rev)
    oid = session.commit_of(graph)
    resolution = resolved(graph, tier, progress=progress)
    known = session.store.overlays.dependencies(oid)
    at_hand = _at_hand(resolution, tier)
    if known is not None and known.at_hand == list(at_hand) and known.knows(at_hand):
        return known
    overlay = overlay_of(session, graph, tier, resolution)
    keep(session, oid, overlay, wait)
    return overlay.dependencies


def overlay_of(session: Session, graph: CommitGraph, tier: ColdTier, resolution: Resolution) -> Overlay:
    """Link a graph into what the tier has of its dependencies."""
    cache = ContentCache(contents_of(session, tier, graph))
    mounting = Mounting(graph.cargo, resolution, tier.files, cache.manifest)
    linker = Linker(cache)
    reached = link_into(linker, graph.blobs, mounting, graph.outside_names)
    if reached.is_cut:
        session.note(CUT)
    keep_made(tier, reached.made)
    led = led_to(linker.world, sorted(graph.outside_names), mounting.crates_by_package())
    files = {}
    for path, into in reached.linked.items():
        alone = graph.linked(path)
        found = merged(alone, into, led) if alone is not None else into
        if found != alone:
            files[path] = found
    wanted = {edge.dst for file in files.values() for edge in file.edges}
    folders = {root_of(package): package for package in reached.packages}
    items = external_items(linker.beside, wanted, folders)
    known = {name: symbol for name, symbol in other_names(led).items() if symbol in items}
    return Overlay(files, _dependencies(resolution, tier, reached, known, items))


def _dependencies(
    resolution: Resolution, tier: ColdTier, reached: Reached, names: dict[str, str], items: dict[str, ExternalItem]
) -> Dependencies:
    at_hand = _at_hand(resolution, tier)
    missing = sorted({each.id for each in resolution.packages if not each.manifest}.difference(at_hand))
    return Dependencies(list(reached.packages), list(at_hand), missing, names, items, list(at_hand.values()))


def _at_hand(resolution: Resolution, tier: ColdTier) -> dict[PackageId, str]:
    """The packages from elsewhere whose sources the tier has."""
    return tier.at_hand(each.id for each in resolution.packages if not each.manifest)


def keep(session: Session, oid: Oid, overlay: Overlay, wait: float = -1) -> None:
    """Keep the overlay of an indexed commit in the store. Raises LockedError, StoreError."""
    with session.store.writing(wait) as writer:
        hashes: dict[RepoPath, str] = {}
        sets = []
        for path, file in overlay.files.items():
            packed = pack_linked(file)
            hashes[path] = set_hash(packed)
            sets.append(PackedSet(hashes[path], squeeze(packed)))
        writer.add_sets(sets)
        writer.set_overlay(oid, hashes, pack_dependencies(overlay.dependencies))
    session.forget_widened(oid)


def contents_of(session: Session, tier: ColdTier, graph: CommitGraph) -> Fetch:
    """Contents of the store, of packages, and of a graph whose tree is not committed: nothing of that is stored."""
    own = set(graph.blobs.values())

    def fetch(blobs: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        wanted = dict.fromkeys(blobs)
        for packed in (session.store.contents.packed, tier.store.contents.packed):
            for blob, data in packed(list(wanted), part) if wanted else ():
                del wanted[blob]
                yield blob, data
        if part in _READ and (left := [blob for blob in wanted if blob in own]):
            found = _READ[part](graph.contents.source, left)
            yield from ((blob, _encoder.encode(found[blob])) for blob in left)

    return fetch


def keep_made(tier: ColdTier, made: Mapping[BlobHash, bytes]) -> None:
    """Keep what macro calls in packages make, as far as can be: it saves the next run the time."""
    if made:
        try:
            with tier.store.writing(wait=0) as writer:
                writer.add_made({blob: squeeze(bundle) for blob, bundle in made.items()})
        except (LockedError, StoreError):
            return
