"""A tree beside the packages through which it may reach others: where its code leads into them, and on from there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from rgraph.deps.beside.sides import CUT, Side
from rgraph.deps.overlay.building import keep_made
from rgraph.deps.overlay.leading import files_into
from rgraph.deps.overlay.linking import link_into
from rgraph.deps.tier import ColdTier
from rgraph.index.cache import ContentCache
from rgraph.link.linker import collection_paused
from rgraph.link.mounted import inner
from rgraph.model.graph import Tier, Unresolved
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.packages import PackageId, Resolution
from rgraph.view.session import Session

from .between import between
from .contents import WithBodies
from .following import STRENGTH, Following, way
from .limits import MAX_FOLLOWED, MAX_IMPLS, MAX_SOURCE_BYTES
from .naming import Names
from .references import Reference, References
from .report import Looked, ReachStep, Way, ref


class Reach:
    """What the code of a tree leads to in some packages. `packages`: those that are asked about."""

    def __init__(
        self, session: Session, tier: ColdTier, rev: str, resolution: Resolution, packages: Collection[PackageId],
        tiers: Collection[Tier] = tuple(Tier), depth: int = 0,
    ) -> None:  # fmt: skip
        self.graph = session.widened(rev)
        self.depth = depth
        self._resolution = resolution
        self.inside = between(resolution, packages)
        self._contents = WithBodies(session, tier, self.graph)
        self._tier = tier
        self._cache = ContentCache(self._contents)
        self.side = Side(self.graph, resolution, tier.files, self._cache)
        self._bytes = 0
        self._is_cut = False
        self._names: dict[PackageId, Names] = {}
        self.references = References(self.side, self.inside, tiers, self._is_spent)
        with collection_paused():
            self.starts = self._begin()
        self.following = Following(self.references)

    # ---- questions -----------------------------------------------------------------------------------

    def names(self, package: PackageId) -> Names | None:
        """The items of a package by name; None where its source is not at hand."""
        if package not in self._names:
            top = self.side.root(package)
            if top is None:
                return None
            self._names[package] = Names(self.side.world, top)
        return self._names[package]

    def follow(self, is_end: Callable[[Symbol], bool] = lambda _: False) -> None:
        """Follow all that the tree leads to, up to items that are ends."""
        with collection_paused():
            self.following.follow(self.starts, self.depth, is_end)
        keep_made(self._tier, self.side.linker.made_beside())

    def ways(self, targets: Collection[Symbol]) -> tuple[Way, ...]:
        """The shortest way from each line of the tree to one of these items; those of tests last."""
        towards = self.following.towards(targets)
        best: dict[tuple[str, int], Way] = {}
        for start in self.starts:
            found = way(start, towards, targets)
            if found is not None and (not self.depth or len(found) <= self.depth):
                made = self._way(found)
                known = best.get((made.path, made.line))
                if known is None or order(made) < order(known):
                    best[made.path, made.line] = made
        return tuple(sorted(best.values(), key=lambda each: (each.is_test, each.path, each.line)))

    def looked(self, names: Collection[str] = ()) -> Looked:
        """What was looked at by now; `names` are those that were asked for."""
        unexpanded, unresolved = self._unseen(names)
        unread = {str(self.side.package_at(path)) + f": {inner(path)}" for path in self._unread()}
        at_hand = [package for package in sorted(self.inside) if package in self.side.mounting.libraries]
        return Looked(
            references=len(self.starts),
            followed=len(self.following.out),
            between=tuple(map(ref, at_hand)),
            missing=tuple(ref(package) for package in sorted(self.inside) if self._tier.files(package) is None),
            unread=tuple(sorted(unread)),
            cut=self._cut(),
            unexpanded=unexpanded,
            unresolved=unresolved,
        )

    def absent_towards(self, package: PackageId) -> list[PackageId]:
        """The packages through which a way to one may lead, but whose source is not at hand."""
        on_the_way = between(self._resolution, [package]) & self.inside
        return [each for each in sorted(on_the_way) if self._tier.files(each) is None]

    # ---- beginning -----------------------------------------------------------------------------------

    def _begin(self) -> list[Reference]:
        """The references of the tree into the packages."""
        dependencies = self.graph.dependencies
        if dependencies is not None and dependencies.knows(self._tier.at_hand(self.inside)):
            self.side.stand({*dependencies.reached, *self.inside}, is_whole=True)
            files = files_into(self.graph, dependencies, self.inside)
        else:
            files = self._link_tree()
        return sorted({each for path in files for each in self.references.of_file(path)})

    def _link_tree(self) -> list[RepoPath]:
        """Link the tree into the packages; the files that lead into them."""
        reached = link_into(self.side.linker, self.graph.blobs, self.side.mounting)
        self.side.is_cut = reached.is_cut
        self.side.stand({*reached.packages, *self.inside}, is_whole=True)
        beside = self.side.linker.beside
        return sorted(
            path
            for path, file in reached.linked.items()
            if any(edge.dst in beside and self._is_inside(beside[edge.dst].place.path) for edge in file.edges)
        )

    def _is_inside(self, path: str) -> bool:
        return self.side.package_at(path) in self.inside

    def _is_spent(self, path: RepoPath) -> bool:
        """Whether no more may be linked; counts a file of a package that is about to be."""
        package = self.side.package_at(path)
        files = self._tier.files(package) if package is not None else None
        if files is None:
            return False
        self._bytes += self._cache.facts(files[RepoPath(inner(path))]).bytes
        self._is_cut = self._is_cut or self._bytes > MAX_SOURCE_BYTES
        return self._is_cut

    # ---- answers -------------------------------------------------------------------------------------

    def _way(self, references: Sequence[Reference]) -> Way:
        owner = references[0].owner
        item = self.graph.item(owner)
        steps = tuple(
            ReachStep(
                each.target, ref(self.references.places[each.target].package), inner(each.path), each.line, each.kind,
                each.tier,
            )
            for each in references
        )  # fmt: skip
        weakest = max((each.tier for each in references), key=STRENGTH.__getitem__)
        return Way(owner, item is not None and item.is_test, steps, weakest)

    def _unseen(self, names: Collection[str]) -> tuple[int, int]:
        """Macro calls that nobody expanded, and calls of these names that did not resolve."""
        unexpanded = unresolved = 0
        for path, several in self._unresolved().items():
            for one in several:
                if path in self.graph.files or one.owner in self.following.out:
                    unexpanded += one.count if one.shape in {"macro", "include"} else 0
                    is_named = one.name.rpartition("::")[2] in names and one.shape in {"method", "call", "path"}
                    unresolved += one.count if is_named else 0
        return unexpanded, unresolved

    def _unresolved(self) -> Mapping[RepoPath, Iterable[Unresolved]]:
        linked = {path: file.unresolved for path in self.graph.files if (file := self.graph.linked(path)) is not None}
        return {**linked, **self.references.unresolved}

    def _unread(self) -> list[RepoPath]:
        if not self._contents.unread:
            return []
        tree = self.side.mounting.mounted(self.inside & self.side.mounting.libraries.keys()).tree
        return [path for path, blob in tree.items() if blob in self._contents.unread]

    def _cut(self) -> str:
        if self.following.is_cut:
            return f"the search stopped after {MAX_FOLLOWED:,} items of packages"
        if self._is_cut:
            return f"the search stopped after {MAX_SOURCE_BYTES >> 20} MB of packages"
        if self.references.is_cut:
            return f"the search stopped after {MAX_IMPLS:,} impls of one trait"
        return CUT if self.side.is_cut else ""


def order(found: Way) -> tuple[bool, int, int, str, int]:
    """What makes one way better to tell than another: code before tests, the shortest, the surest."""
    return (found.is_test, len(found.steps), STRENGTH[found.tier], found.path, found.line)
