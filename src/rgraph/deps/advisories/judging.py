"""Which advisories concern what a revision locks, and what of it reaches the functions that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rgraph.cargo.version import parse_version, satisfies
from rgraph.deps import failing
from rgraph.deps.reach.asking import EVERY_TIER, named, stands
from rgraph.deps.reach.reach import Reach, order
from rgraph.deps.reach.report import Looked, PackageRef, Way, ref
from rgraph.deps.sources.source import is_from_crates_io
from rgraph.deps.tier import ColdTier
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.graph import Tier
from rgraph.model.ids import Symbol
from rgraph.model.packages import PackageId
from rgraph.view.session import Session

from .reading import Advisory, Database
from .report import Advised, Function, Judged, Verdict

_NOTICES = frozenset({"unmaintained", "notice"})
_ORDER = tuple(Verdict)
_NAMED = 3
"""How many files a reason names."""


def advised(
    session: Session, tier: ColdTier, rev: str, database: Database, crate: str = "",
    tiers: Collection[Tier] = EVERY_TIER, depth: int = 0, progress: Progress = SILENCE,
) -> Advised:  # fmt: skip
    """What the advisories of a database mean for a revision; for one package of it, where it is named."""
    found = stands(session, tier, rev, progress)
    packages = sorted({each.id for each in found.resolution.packages if not each.manifest})
    if crate:
        packages = list(named(found, tier, crate))
    concerned = [(advisory, package) for package in packages for advisory in _of(database, package)]
    at_hand = {package for advisory, package in concerned if advisory.functions and tier.files(package) is not None}
    reach = Reach(session, tier, rev, found.resolution, at_hand, tiers, depth) if at_hand else None
    judged = _judged(concerned, reach)
    rest = [each for each in judged if each.advisory.informational in _NOTICES and not each.functions]
    return Advised(
        found.commit,
        len(database.advisories),
        len(packages),
        tuple(sorted((each for each in judged if each not in rest), key=_place)),
        tuple(sorted(rest, key=_place)),
        database.skipped,
        reach.looked(_names(judged)) if reach is not None else Looked(),
    )


def fails(found: Advised, verdicts: str) -> bool:
    """Whether an advisory has one of these verdicts, as `reachable,cannot-tell`. Raises ConfigError for other words."""
    return any(found.count(verdict) for verdict in failing.named(verdicts, Verdict, "verdict", "verdicts"))


def is_affected(advisory: Advisory, version: str) -> bool:
    """Whether a version is neither patched nor unaffected; one that cannot be read is taken as affected."""
    return not _is_any((*advisory.patched, *advisory.unaffected), version)


def functions_for(advisory: Advisory, version: str) -> list[str]:
    """The functions that an advisory names for a version."""
    return [name for name, versions in advisory.functions if not versions or _is_any(versions, version)]


def _is_any(requirements: Iterable[str], version: str) -> bool:
    parsed = parse_version(version)
    return parsed is not None and any(satisfies(each, parsed, by_order=True) for each in requirements)


def _of(database: Database, package: PackageId) -> list[Advisory]:
    """The advisories for a package; those for one of its name that is from elsewhere too."""
    return [each for each in database.advisories if each.package == package.name and is_affected(each, package.version)]


def _place(judged: Judged) -> tuple[int, PackageRef, str]:
    return (_ORDER.index(judged.verdict), judged.package, judged.advisory.id)


def _names(judged: Iterable[Judged]) -> set[str]:
    """The last names of the functions that no way was found to."""
    every = (name for each in judged if not each.ways for function in each.functions for name in function.symbols)
    return {name.rpartition("::")[2] for name in every}


# ---- one advisory ------------------------------------------------------------------------------------------


def _judged(concerned: Iterable[tuple[Advisory, PackageId]], reach: Reach | None) -> list[Judged]:
    looked_for = [(advisory, package, _functions(advisory, package, reach)) for advisory, package in concerned]
    looked = Looked()
    if reach is not None:
        reach.follow()
        looked = reach.looked()
    return [_judge(advisory, package, functions, reach, looked) for advisory, package, functions in looked_for]


def _functions(advisory: Advisory, package: PackageId, reach: Reach | None) -> list[Function]:
    names = reach.names(package) if reach is not None else None
    found = []
    for name in functions_for(advisory, package.version):
        meant = names.with_contents(names.meant(name)) if names is not None else []
        symbols = sorted({symbol for each in meant if reach and (symbol := reach.references.place(each))})
        found.append(Function(name, tuple(symbols)))
    return found


def _judge(
    advisory: Advisory, package: PackageId, functions: list[Function], reach: Reach | None, looked: Looked
) -> Judged:
    targets = {Symbol(symbol) for each in functions for symbol in each.symbols}
    ways = _ways(reach, targets) if reach is not None and targets else ()
    if ways:
        return Judged(advisory, ref(package), Verdict.REACHABLE, tuple(functions), ways=ways)
    why = _unknown(advisory, package, functions, reach, looked)
    return Judged(advisory, ref(package), Verdict.CANNOT_TELL if why else Verdict.NOT_FOUND, tuple(functions), why)


def _ways(reach: Reach, targets: Collection[Symbol]) -> tuple[Way, ...]:
    return tuple(sorted(reach.ways(targets), key=order))


def _unknown(
    advisory: Advisory, package: PackageId, functions: list[Function], reach: Reach | None, looked: Looked
) -> str:
    """Why nothing can be told; "" where something can."""
    if not is_from_crates_io(package):
        return f"it is from {package.source or 'no registry'}, and the database covers only crates.io"
    if not advisory.functions:
        return "the advisory names no functions"
    if not functions:
        return "the advisory names no functions for this version"
    if reach is None or reach.names(package) is None:
        return "its source is not available"
    unresolved = [each.name for each in functions if not each.symbols]
    if unresolved:
        return f"no item of its source is called {', '.join(unresolved)}"
    absent = reach.absent_towards(package)
    if absent:
        return f"a path may lead through {', '.join(map(str, absent))}, whose source is not available"
    if looked.unread:
        return f"bodies can no longer be read: {', '.join(looked.unread[:_NAMED])}"
    return f"the search was cut short: {looked.cut}" if looked.cut else ""
