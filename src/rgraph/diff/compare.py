"""The comparison of two commits, put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.view.unseen import not_expanded, not_expanded_notes

from .affected import with_affected
from .changes import Changes
from .drift import drift, stands_still
from .extent import Extent
from .manifests import package_changes
from .matching import left_out
from .neighbourhood import Drift
from .procedural import rewritten_macros
from .publishing import published
from .report import DERIVED_NOW, WRITTEN_OUT, DiffReport, Finding, ItemChange, Undecided
from .snapshot import Snapshot
from .unjudged import unjudged, unjudged_calls

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

    from .api.public import PublicNames
    from .semver.breakage import Breakage


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the two commits is reported: empty means everything. Both must hold where both are given.

    `crates` are ids of crates or names of packages; `paths` are files or folders, relative to the repository.
    """

    crates: Collection[str] = ()
    paths: Collection[str] = ()

    def holds(self, crate: str, package: str, path: str) -> bool:
        """Whether something of this crate and file is inside."""
        if self.crates and crate not in self.crates and package not in self.crates:
            return False
        return not self.paths or any(_inside(path, kept) for kept in self.paths)


def _inside(path: str, folder: str) -> bool:
    bare = folder.removeprefix("./").rstrip("/")
    return bare in {"", "."} or path == bare or path.startswith(bare + "/")


@dataclass(frozen=True, slots=True)
class Options:
    """What to work out. `code`: carry the source of changed items, before and after.

    `whole`: compare all that there is, also what is the same on both sides. The report is the same, and takes longer.
    """

    scope: Scope = Scope()
    affected: bool = True
    code: bool = False
    labels: tuple[str, str] = ("old", "new")
    whole: bool = False


def compare(old: CommitGraph, new: CommitGraph, options: Options = Options()) -> DiffReport:
    """Everything that differs between two commits. Pure: the same two graphs give the same report."""
    from .apis import compared

    extent, scope = Extent(old, new), options.scope
    before, after = _snapshots(extent, options)
    found = Changes(before, after)
    packages = package_changes(old.cargo, new.cargo)
    apis = compared(extent, lambda: _pairs(found), options.whole)
    broken = apis.broken
    found.join(apis.old, apis.new)
    changes = [_public(_respelt(change, broken), (apis.old, apis.new)) for change in found.all()]
    kept = [change for change in changes if _in_scope(change, before, after, options.scope)]
    if options.affected:
        kept = with_affected(kept, before, after, (apis.old.symbols, apis.new.symbols))
    if options.code:
        kept = [_with_code(change, before, after) for change in kept]
    from .verdicts import verdicts

    package_of = {**before.package_of, **after.package_of}
    offered = published(old.cargo, old.manifests), published(new.cargo, new.manifests)
    contents = [path for path in extent.contents if _path_in(path, scope, before, after)]
    told = verdicts(old.cargo, new.cargo, broken, changes, packages, offered)
    return DiffReport(
        old=options.labels[0],
        new=options.labels[1],
        changes=tuple(kept),
        packages=tuple(p for p in packages if scope.holds("", p.package, p.manifest)),
        findings=tuple(f for f in broken.findings if _finding_in(f, package_of, scope)),
        undecided=tuple(u for u in broken.undecided if _finding_in(u, package_of, scope)),
        verdicts=tuple(v for v in told if not scope.crates or {v.crate, v.package} & set(scope.crates)),
        drift=_drift(extent, before, after, found, options),
        files_changed=_files_changed(extent, scope),
        paths=tuple(scope.paths),
        notes=(
            *unjudged(old, new, contents),
            *rewritten_macros(old, new, kept),
            *_notes(old, new),
            *_unfollowed(kept),
            *_not_expanded(extent),
            *(note for crate, note in apis.cut() if scope.holds(crate, package_of.get(crate, ""), "")),
            *unjudged_calls(old, new, contents),
        ),
    )


def _pairs(found: Changes) -> dict[str, str]:
    """Old symbols to new ones."""
    return left_out(found.old, found.new) | found.matching.pairs


def _in_scope(change: ItemChange, old: Snapshot, new: Snapshot, scope: Scope) -> bool:
    sides = ((change.old, old), (change.new, new))
    return any(r is not None and scope.holds(r.crate, s.package_of.get(r.crate, ""), r.place.path) for r, s in sides)


def _path_in(path: RepoPath, scope: Scope, *sides: Snapshot) -> bool:
    """Whether a file is inside: by its path, and by the crates that it is part of."""
    if not scope.crates:
        return scope.holds("", "", path)
    crates = [(crate, side) for side in sides for crate in side.crates_of(path)]
    return any(scope.holds(crate, side.package_of.get(crate, ""), path) for crate, side in crates)


def _finding_in(found: Finding | Undecided, package_of: dict[str, str], scope: Scope) -> bool:
    places = [found.place] if isinstance(found, Undecided) else [found.old, found.new]
    paths = [place.path for place in places if place is not None] or [""]
    return any(scope.holds(found.crate, package_of.get(found.crate, ""), path) for path in paths)


def _public(change: ItemChange, public: tuple[PublicNames, PublicNames]) -> ItemChange:
    old, new = (
        replace(ref, public=ref.symbol in names, paths=names.paths(ref.symbol)) if ref is not None else None
        for ref, names in zip((change.old, change.new), public, strict=True)
    )
    return replace(change, old=old, new=new)


def _respelt(change: ItemChange, broken: Breakage) -> ItemChange:
    """The change; of an impl that the other version derives, told as such."""
    one_sided = change.old is None or change.new is None
    if not one_sided or change.ref.symbol not in broken.respelt[change.old is None]:
        return change
    what = WRITTEN_OUT if change.old is None else DERIVED_NOW
    return replace(change, details=tuple(replace(d, text=f"{what}`{change.ref.signature}`") for d in change.details))


def _with_code(change: ItemChange, old: Snapshot, new: Snapshot) -> ItemChange:
    before = old.text(old.nodes[change.old.symbol]) if change.old is not None else ""
    after = new.text(new.nodes[change.new.symbol]) if change.new is not None else ""
    return replace(change, before=before, after=after)


def _snapshots(extent: Extent, options: Options) -> tuple[Snapshot, Snapshot]:
    paths = (None, None) if options.whole else extent.files
    return Snapshot(extent.old, paths[0]), Snapshot(extent.new, paths[1])


def _drift(extent: Extent, old: Snapshot, new: Snapshot, found: Changes, options: Options) -> Drift:
    if not options.whole and stands_still(extent, old, new):
        return Drift()
    old, new, scope = Snapshot(old.graph), Snapshot(new.graph), options.scope
    whole = drift(old, new, found.matching.pairs)
    if not scope.crates and not scope.paths:
        return whole
    modules = {
        node.module.symbol
        for snapshot in (old, new)
        for node in snapshot.nodes.values()
        if scope.holds(node.crate, snapshot.package_of.get(node.crate, ""), node.path)
    }
    return Drift(
        modules_gained=tuple(d for d in whole.modules_gained if d.source in modules),
        modules_lost=tuple(d for d in whole.modules_lost if d.source in modules),
        crates_gained=whole.crates_gained,
        crates_lost=whole.crates_lost,
        cycles_gained=tuple(c for c in whole.cycles_gained if modules & set(c)),
        cycles_lost=tuple(c for c in whole.cycles_lost if modules & set(c)),
    )


def _files_changed(extent: Extent, scope: Scope) -> int:
    return sum(not scope.paths or any(_inside(path, kept) for kept in scope.paths) for path in extent.contents)


def _unfollowed(changes: list[ItemChange]) -> list[str]:
    """A note where the limits kept some who feel a change from being looked for."""
    cut = [change.ref.symbol for change in changes if change.affected.cut]
    if not cut:
        return []
    more = f" or one of {len(cut) - 1} more" if len(cut) > 1 else ""
    return [f"what reaches {cut[0]}{more} was not followed to the end: only the nearer items are listed"]


def _not_expanded(extent: Extent) -> list[str]:
    """How many macro calls hide what they make and use, in the crates of changed files."""
    changed = [path for path in extent.contents if path.endswith(".rs")]
    sides = (extent.old, extent.new)
    crates = {
        definition.crate
        for graph in sides
        for path in changed
        if path in graph.files and (found := graph.declares(path)) is not None
        for definition in found.defs
    }
    count = max(not_expanded(graph, crates) for graph in sides)
    return not_expanded_notes(count, "changes in what is generated and used there are not seen")


def _notes(old: CommitGraph, new: CommitGraph) -> list[str]:
    """Files that changed and could not be read in full, manifests too: what is said of them may miss something."""
    found: list[str] = []
    for graph, side in ((old, "before"), (new, "after")):
        other = new if graph is old else old
        known = set(other.cargo.errors)
        found += [f"{path} ({side}): {error}" for path, error in graph.cargo.errors if (path, error) not in known]
        for path, state in graph.files.items():
            same = other.files.get(path)
            if not path.endswith(".rs") or (same is not None and same.blob == state.blob):
                continue
            facts = graph.facts(path)
            if facts.reason:
                found.append(f"{path} ({side}): {facts.reason}")
    return found
