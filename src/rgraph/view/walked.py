"""The life of an item read from git alone: the history of its file, through moves and renames; nothing is linked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.model.ids import Oid, RepoPath, Symbol

from .answers import Life, LifeEvent
from .content_items import Content, Spot
from .item_versions import changes
from .life import commit_ref
from .limits import MOST_CANDIDATE_FILES, MOST_COMMITS_WALKED, MOST_CONTENTS_PARSED

if TYPE_CHECKING:
    from rgraph.git.path_history import PathChange
    from rgraph.git.repository import Repository

    from .places import ItemAt

Alike = Callable[[bytes, bytes, str, str], float]
"""How alike two pieces of code are, from 0 to 1, their own names left out: `diff.lineage.alike`."""

_MOVED = 0.5
"""An item that went, of the same name and at least so alike, is the one that came."""

_RENAMED = 0.6
"""The same of an item of another name."""


_NAMELESS = frozenset({"lib", "main", "mod"})
"""Files that are not called like the module that they are."""


@dataclass(frozen=True, slots=True)
class _Trail:
    """An item at a commit: what it is called there, as far as is known, and where it stands."""

    symbol: str
    tip: Oid
    spot: Spot


def walked(repository: Repository, item: ItemAt, oid: Oid, alike: Alike) -> Life | None:
    """The life of an item up to a commit, oldest first; None where a macro call makes it, which no content has.

    Only contents in which the item's text is another one are parsed. Its name changes with its own renames and with the
    file that it stands in; other modules around it are not looked at.
    """
    blob = repository.blob_at(oid, item.path)
    if blob is None:
        return None
    content = Content(item.path, blob, repository.read(blob))
    if item.ord >= len(content.facts.items):
        return None
    walk = _Walk(repository, alike)
    trail: _Trail | None = _Trail(item.symbol, oid, content.spot(item.ord))
    while trail is not None:
        trail = walk.step(trail)
    told = f"read from git: the {walk.commits:,} commits that may have changed its file; nothing was indexed"
    return Life(item.symbol, walk.events[::-1], not walk.notes, [*walk.notes, told])


@dataclass
class _Walk:
    repository: Repository
    alike: Alike
    events: list[LifeEvent] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    commits: int = 0
    _parsed: int = 0
    _contents: dict[tuple[str, Oid], Content] = field(default_factory=dict)

    def step(self, trail: _Trail) -> _Trail | None:
        """Back to the last commit that changed the file; None where the item came, or the walk ends."""
        found = self._last_change(trail.spot.version.path, trail.tip)
        if found is None:
            return None
        if not found.before and found.oid in self.repository.shallow_commits():
            self.notes.append(
                f"the history before {found.oid[:10]} is not in this shallow clone: `git fetch --unshallow`"
            )
            return None
        return self._kept(trail, found) or self._came(trail, found)

    def _last_change(self, path: str, tip: Oid) -> PathChange | None:
        """The last commit up to a tip that changed a file; None where the walk ends at a limit, which is noted."""
        found, looked = self.repository.last_change(path, tip, MOST_COMMITS_WALKED - self.commits)
        self.commits += looked
        if found is None:
            self.notes.append(f"not searched: the history before {tip[:10]}")
        elif self._parsed >= MOST_CONTENTS_PARSED:
            self.notes.append(f"not searched: {found.oid[:10]} and the history before it")
            return None
        return found

    def _kept(self, trail: _Trail, found: PathChange) -> _Trail | None:
        """Where the item was in a parent's version of the same file: in the one that has it as it is, if any."""
        were = [
            (parent, was)
            for parent, blob in found.before
            if blob is not None and (was := self._in(trail.spot, blob)) is not None
        ]
        if not were:
            return None
        same = next(((parent, was) for parent, was in were if not changes(was.version, trail.spot.version)), None)
        parent, was = same or were[0]
        if same is None:
            self._tell(trail, found.oid, changes(was.version, trail.spot.version), was)
        return _Trail(trail.symbol, parent, was)

    def _in(self, spot: Spot, blob: Oid) -> Spot | None:
        """What an item was in an older content of its file; elsewhere in the file only where it went from there."""
        content, now = (self._content(spot.version.path, each) for each in (blob, Oid(spot.version.blob)))
        found = content.same(spot, now) or self._counted(content).find(spot)
        if found is not None:
            return found
        alone = content.alone(spot)
        return alone if alone is not None and not self._counted(now).has(alone) else None

    def _came(self, trail: _Trail, found: PathChange) -> _Trail | None:
        """Where the item came from: from another file or another name of the first parent."""
        was = self._origin(trail.spot, found) if found.before else None
        if was is None:
            self._tell(trail, found.oid, ["added"], None)
            return self._before(trail, found)
        what = []
        symbol = _in_file(trail.symbol, trail.spot.version.path, was.version.path)
        if was.name != trail.spot.name:
            symbol = f"{symbol.removesuffix(trail.spot.name)}{was.name}"
        if symbol != trail.symbol:
            what.append(f"renamed from {symbol}")
        if was.version.path != trail.spot.version.path:
            what.append(f"moved from {was.version.path}")
        self._tell(trail, found.oid, [*what, *changes(was.version, trail.spot.version)], was)
        return _Trail(symbol, found.before[0][0], was)

    def _before(self, trail: _Trail, found: PathChange) -> _Trail | None:
        """Where the item was in this file before it was away for a time."""
        path = trail.spot.version.path
        there = found.before[0][1] if found.before else None
        while there is not None:
            again = self._last_change(path, found.before[0][0])
            if again is None or not again.before:
                return None
            found, there = again, again.before[0][1]
            was = self._counted(self._content(path, there)).find(trail.spot) if there is not None else None
            if was is not None:
                commit, at = commit_ref(self.repository.commit(found.oid)), was.version
                gone = LifeEvent(commit, Symbol(trail.symbol), RepoPath(path), at.line, ["removed"], at.signature, "")
                self.events.append(gone)
                return _Trail(trail.symbol, found.before[0][0], was)
        return None

    def _origin(self, spot: Spot, found: PathChange) -> Spot | None:
        """The item of the first parent that went in this commit, and is most like the one that came."""
        scored = [
            (score + (was.name == spot.name), was)
            for was in self._gone(spot, found)
            if (score := self.alike(was.text, spot.text, was.name, spot.name))
            >= (_MOVED if was.name == spot.name else _RENAMED)
        ]
        return max(scored, key=lambda one: (one[0], one[1].version.path, one[1].key))[1] if scored else None

    def _gone(self, spot: Spot, found: PathChange) -> Iterator[Spot]:
        """The items of one kind that were in the first parent, in the files that this commit changed, and are not."""
        path, whole = spot.version.path, spot.version.is_file
        changed = self.repository.changes(found.before[0][0], found.oid)
        files = [each for each in changed if each.old_blob is not None and each.path.endswith(".rs")]
        files.sort(key=lambda each: (each.path != path, each.new_blob is not None, each.path))
        for each in files[:MOST_CANDIDATE_FILES]:
            assert each.old_blob is not None
            old = self._content(each.path, each.old_blob)
            if whole:
                if each.new_blob is None:
                    yield old.spot(-1)
                continue
            if each.path != path and spot.name.encode() not in old.source:
                continue
            new = self._counted(self._content(each.path, each.new_blob)) if each.new_blob is not None else None
            of_kind = (one for one in self._counted(old).spots() if one.kind is spot.kind)
            yield from (one for one in of_kind if new is None or not new.has(one))

    def _content(self, path: str, blob: Oid) -> Content:
        found = self._contents.get((path, blob))
        if found is None:
            found = self._contents[path, blob] = Content(path, blob, self.repository.read(blob))
        return found

    def _counted(self, content: Content) -> Content:
        """A content that is about to be parsed."""
        self._parsed += not content.is_parsed
        return content

    def _tell(self, trail: _Trail, oid: Oid, what: list[str], was: Spot | None) -> None:
        if not what:
            return
        at = trail.spot.version
        before, after = (was.version.signature if was is not None else ""), at.signature
        told = before != after
        commit = commit_ref(self.repository.commit(oid))
        symbol, path = Symbol(trail.symbol), RepoPath(at.path)
        self.events.append(
            LifeEvent(commit, symbol, path, at.line, what, before if told else "", after if told else "")
        )


def _in_file(symbol: str, path: str, other: str) -> str:
    """What a symbol of one file is called in another of its package, where modules are named for their files."""
    root, inside = _modules(path)
    other_root, there = _modules(other)
    crate, *names = symbol.split("::")
    if root != other_root or names[: len(inside)] != inside:
        return symbol
    return "::".join([crate, *there, *names[len(inside) :]])


def _modules(path: str) -> tuple[str, list[str]]:
    """The folder of a crate's sources, and the modules in which a file of it lies."""
    root, _, below = path.rpartition("src/")
    names = below.removesuffix(".rs").split("/")
    return root, names[:-1] if names[-1] in _NAMELESS else names
