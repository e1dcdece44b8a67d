"""Which packages moved between two resolutions, and the earlier one with these at their later versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from rgraph.deps.moves import nearest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Requirement, Resolution

from .report import Move

_Need = tuple[RepoPath, str, str, str, str]
"""One declared dependency of a package of the tree, whatever version it asks for."""


def moves_between(was: Resolution, now: Resolution) -> list[Move]:
    """The packages from elsewhere that came, went, or moved, by name: first those that the tree's own packages need.

    First what a dependency of the code itself means now, and meant: the earlier version may stay, for others. Of what
    else is gone each version is paired with the nearest that is new.
    """
    before, after = ({each.id for each in side.packages if not each.manifest} for side in (was, now))
    mine = {each.id for side in (was, now) for each in side.packages if each.manifest}
    direct = sorted({both for both in _direct(was, now) if mine.isdisjoint(both)})
    left = before - after - {old for old, _ in direct}
    came = after - before - {new for _, new in direct}
    moves: list[Move] = []
    own = {means.name for side in (was, now) for _, means in _needs(side) if means is not None}
    for name in sorted({package.name for package in (*left, *came)} | {old.name for old, _ in direct}):
        moves += [Move(old, new) for old, new in direct if old.name == name]
        gone, new = ({package for package in side if package.name == name} for side in (left, came))
        moves += [Move(*pair) for pair in nearest(gone, new)]
    return sorted(moves, key=lambda each: each.name not in own)


def stepped(was: Resolution, now: Resolution, moves: Iterable[Move]) -> Resolution:
    """The earlier resolution with what moved at the versions of afterwards."""
    forth: dict[PackageId | None, PackageId | None] = {move.old: move.new for move in moves}
    later = dict(_needs(now))

    def led(at: _Need, need: Requirement) -> Requirement:
        means = later.get(at)
        is_move = need.means in forth and means is not None
        return structs.replace(need, means=means if is_move else forth.get(need.means, need.means))

    own = []
    for package in was.packages:
        if package.manifest:
            needs = [led(_key(package.manifest, need), need) for need in package.requirements]
            own.append(structs.replace(package, requirements=needs))
    others = {each.id: each for side in (was, now) for each in side.packages if not each.manifest}
    return structs.replace(was, packages=[*own, *(others[package] for package in sorted(others))])


def _direct(was: Resolution, now: Resolution) -> Iterator[tuple[PackageId, PackageId]]:
    """What dependencies of the tree's own packages mean before and after, where it is not the same."""
    later = dict(_needs(now))
    for at, old in _needs(was):
        new = later.get(at)
        if old is not None and new is not None and old != new:
            yield old, new


def _needs(resolution: Resolution) -> Iterator[tuple[_Need, PackageId | None]]:
    for package in resolution.packages:
        for need in package.requirements if package.manifest else ():
            yield _key(package.manifest, need), need.means


def _key(manifest: RepoPath, need: Requirement) -> _Need:
    return (manifest, need.name, need.package, need.kind, need.target)
