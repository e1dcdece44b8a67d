"""The whole API difference of packages that moved, by the rules of `rgraph diff`, whatever of it the code here uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from rgraph.deps.tier import ColdTier
from rgraph.diff.lines import Place
from rgraph.diff.report import Undecided
from rgraph.model.cargo import CargoTree
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId

from .neighbours import beside_one_another
from .report import ApiDifference, ApiFinding, CallSite, Move
from .sound import Sound

Used = Mapping[str, Collection[CallSite]]
"""The lines that use items, by the paths that lead to these."""


def api_differences(tier: ColdTier, sound: Sound, moves: Iterable[Move], used: Used) -> list[ApiDifference]:
    """What the rules say of each package that moved and is at hand in both versions, what is used here first."""
    waiting = [move for move in moves if _files(tier, move.old) is not None and _files(tier, move.new) is not None]
    found: list[ApiDifference] = []
    while waiting:  # of one name one move at a time: both sides of it lie in the folder of that name
        together = list({move.name: move for move in reversed(waiting)}.values())
        waiting = [move for move in waiting if move not in together]
        found += _compared(tier, sound, sorted(together, key=lambda each: each.name), used)
    return sorted(found, key=lambda each: each.move.name)


def _manifests(cargo: CargoTree) -> set[str]:
    """Every package of a registry is published."""
    return {package.manifest for package in cargo.packages}


def _compared(tier: ColdTier, sound: Sound, moves: list[Move], used: Used) -> Iterator[ApiDifference]:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.diff.semver.breaking import breakage
    from rgraph.diff.verdicts import verdicts

    old = beside_one_another(tier, sound.old, [move.old for move in moves if move.old is not None])
    new = beside_one_another(tier, sound.new, [move.new for move in moves if move.new is not None])
    broken = breakage(Surfaces(old), Surfaces(new), {})
    published = (_manifests(old.cargo), _manifests(new.cargo))
    told = {verdict.package: verdict for verdict in verdicts(old.cargo, new.cargo, broken, (), (), published)}
    for move in moves:
        verdict = told.get(move.name)
        if verdict is not None:
            findings = (ApiFinding(each, _sites(each.item, used)) for each in broken.findings)
            yield ApiDifference(
                move,
                verdict.needed,
                verdict.made,
                tuple(sorted((each for each in findings if each.finding.crate == verdict.crate), key=_used_first)),
                (*_unjudged(sound, move, verdict.crate), *(u for u in broken.undecided if u.crate == verdict.crate)),
                verdict.added_paths,
                verdict.removed_paths,
            )


def _unjudged(sound: Sound, move: Move, crate: str) -> Iterator[Undecided]:
    """The files of a package that are not compared, as questions."""
    for each in sound.unjudged:
        if each.move == move:
            place = Place(each.path, each.hiding.line, each.hiding.line)
            yield Undecided(crate, crate, f"{each.path}: {each}", place)


def _sites(item: str, used: Used) -> tuple[CallSite, ...]:
    """The lines that use an item; of what is said of a whole crate none, as every line that uses it would be one."""
    return tuple(sorted(set(used.get(item, ())))) if "::" in item else ()


def _used_first(each: ApiFinding) -> tuple[bool, int]:
    return (not each.sites, -each.finding.level.rank)


def _files(tier: ColdTier, package: PackageId | None) -> Mapping[RepoPath, BlobHash] | None:
    return tier.files(package) if package is not None else None
