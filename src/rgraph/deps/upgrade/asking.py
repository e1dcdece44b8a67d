"""The questions: what an upgrade would break, and what one that was made changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rgraph.deps.failing import named
from rgraph.deps.resolved import manifest_in, with_tier
from rgraph.deps.tier import ColdTier
from rgraph.errors import ConfigError
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.packages import PackageId, Resolution, ResolvedPackage
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session

from .about import about
from .between import asked_anew, several
from .left_behind import left_behind
from .moving import move
from .planning import side_of, upgrade
from .report import Depth, Effect, Move, Upgrade
from .steps import moves_between, stepped
from .trees import Trees


def plan(
    session: Session,
    tier: ColdTier,
    rev: str,
    targets: Mapping[str, str],
    depth: Depth = Depth.NONE,
    whole: bool = False,
    progress: Progress = SILENCE,
) -> Upgrade:
    """What the lines of a revision would feel if packages stood at other versions. Raises ConfigError."""
    graph = session.graph(rev)
    resolution = _resolved(tier, graph, targets, progress)
    moved = move(resolution, targets, tier)
    found = upgrade(session, tier, graph, (resolution, moved.resolution), moved.moves, depth, whole)
    return replace(
        found,
        pulled=tuple(moved.pulled),
        held=tuple(moved.held),
        missing=tuple(dict.fromkeys((*found.missing, *moved.missing))),
        about=tuple(_about(tier, moved.moves, resolution)),
        notes=(*found.notes, *moved.notes),
    )


def difference(
    session: Session,
    tier: ColdTier,
    asked: Trees,
    crates: Collection[str] = (),
    depth: Depth = Depth.NONE,
    whole: bool = False,
    progress: Progress = SILENCE,
) -> Upgrade:
    """What the packages that moved between two revisions mean for the code: which lines of the earlier one felt it, and
    which of these stand in the later one as they were. Raises ConfigError."""
    before, after = session.graph(asked.old), session.graph(asked.new)
    was, now = _resolved(tier, before, crates, progress), _resolved(tier, after, crates, progress)
    moves = [each for each in moves_between(was, now) if not crates or each.name in crates]
    unknown = sorted(set(crates) - {each.id.name for side in (was, now) for each in side.packages})
    if unknown:
        where = " or ".join(asked.labels)
        raise ConfigError(f"no package {unknown[0]!r} in {where}", "`rgraph deps list` lists them")
    made = [each for each in moves if each.old is not None and each.new is not None]
    found = upgrade(session, tier, before, (was, stepped(was, now, made)), made, depth, whole)
    later = side_of(session, tier, after, now)
    later.stand([each.new for each in made if each.new is not None])
    return replace(
        found,
        tree=after.commit,
        felt=tuple(left_behind(found.felt, before, after, later)),
        moves=tuple(moves),
        about=tuple(_about(tier, moves, was)),
        asked=tuple(each for each in asked_anew(was, now) if not crates or each.name in crates),
        several=tuple(each for each in several(was, now) if not crates or each.name in crates),
        notes=(*found.notes, *(_unlocked(asked.labels, (was, now)) if moves else ())),
    )


def _unlocked(labels: tuple[str, str], sides: tuple[Resolution, Resolution]) -> Iterator[str]:
    """What is not known where no lock file of a side says all versions: what came and went may be the machine's."""
    without = [label for label, side in zip(labels, sides, strict=True) if not side.is_locked]
    if without:
        has = "have" if len(without) > 1 else "has"
        where = f"{' and '.join(without)} {has} no lock file that pins all versions"
        yield f"{where}: the other versions are those available on this machine, so a difference may come from there"


def targets(words: Sequence[str]) -> dict[str, str]:
    """`CRATE VERSION CRATE VERSION` as a mapping. Raises ConfigError for one without its version, or given twice."""
    if len(words) % 2:
        raise ConfigError(f"no version is given for {words[-1]}", "give each crate with the version to move it to")
    names = list(words[::2])
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"{name} is given twice", "a plan moves a package to one version")
    return dict(zip(names, words[1::2], strict=True))


def fails(found: Upgrade, effects: str) -> bool:
    """Whether lines feel one of these effects, as `breaks,may-break`. Raises ConfigError for another word."""
    wanted = named(effects, Effect, "effect", "effects")
    return any(felt.effect in wanted and felt.sites for felt in found.felt)


def depth_of(behaviour: bool, deep: bool, effects: str) -> Depth:
    """How far bodies are compared: `effects` to fail on may ask for it too. Raises ConfigError as `fails`."""
    if deep:
        return Depth.BEHIND
    asks = Effect.BEHAVES in named(effects, Effect, "effect", "effects")
    return Depth.CALLEE if behaviour or asks else Depth.NONE


def _resolved(tier: ColdTier, graph: CommitGraph, names: Collection[str], progress: Progress) -> Resolution:
    """The resolution of a graph, after what the machine has of some packages was read."""
    _bring(tier, with_tier(graph, tier), names, progress)
    return with_tier(graph, tier)


def _bring(tier: ColdTier, resolution: Resolution, names: Collection[str], progress: Progress) -> None:
    """Read what the machine has of these packages and of what they need; of all that the tree names for none."""
    packages = {each.id: each for each in resolution.packages if not each.manifest}
    own = {need.means for each in resolution.packages if each.manifest for need in each.requirements}
    waiting = [package for package in packages if package.name in names or (not names and package in own)]
    wanted: dict[PackageId, ResolvedPackage] = {}
    while waiting:
        package = waiting.pop()
        if package in packages and package not in wanted:
            wanted[package] = packages[package]
            waiting += [need.means for need in packages[package].requirements if need.means is not None]
    tier.add(list(wanted.values()) or list(packages.values()), progress=progress)


def _about(tier: ColdTier, moves: Iterable[Move], resolution: Resolution) -> Iterable[str]:
    own = {need.means for each in resolution.packages if each.manifest for need in each.requirements}
    for each in moves:
        if each.old is not None and each.new is not None:
            old, new = manifest_in(tier, each.old), manifest_in(tier, each.new)
            if old is not None and new is not None and (told := about(each.name, old, new, each.old in own)):
                yield told
