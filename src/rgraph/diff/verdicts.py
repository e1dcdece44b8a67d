"""The version bump that each package's changes ask for, beside the bump that its manifest made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from rgraph.cargo.version import Bump, bump, least_step, parse_version
from rgraph.model.cargo import CargoTree, Package

from .counterparts import counterparts, library_of
from .report import PRIVATE_FIELD, ChangeKind, Finding, ItemChange, Level, PackageChange, Verdict
from .semver.breakage import Breakage

_RANK = {"none": 0, "patch": 1, "minor": 2, "major": 3}
_INSIDE = {ChangeKind.BODY, ChangeKind.DOCS, ChangeKind.VALUE}


def verdicts(
    old: CargoTree,
    new: CargoTree,
    breakage: Breakage,
    changes: Iterable[ItemChange],
    packages: Iterable[PackageChange],
    published: tuple[Collection[str], Collection[str]] | None = None,
) -> list[Verdict]:
    """One verdict for each package that has a library in either commit, by name.

    `published` has the manifests of the packages that are, before and after; all are where it is None.
    """
    evidence = _Evidence(breakage, changes, {change.manifest for change in packages if _is_felt(change)})
    found: list[Verdict] = []
    for one, two in counterparts(old, new):
        crate = _library(two, new) or _library(one, old)
        if crate is not None:
            offered = published is None or _is_in(published, one, two)
            found += _verdict(crate, one, two, offered, evidence, breakage)
    return found


def _verdict(
    crate: str, one: Package | None, two: Package | None, offered: bool, evidence: _Evidence, breakage: Breakage
) -> Iterator[Verdict]:
    """The verdict on a package, which is in one of the versions at least."""
    present = two or one
    if present is None:
        return
    needed = evidence.needed(crate, present.manifest) if one and two else "none"
    made = _made(one, two)
    yield Verdict(
        package=present.name,
        crate=crate,
        needed=needed,
        made=made,
        old_version=one.version if one else "",
        new_version=two.version if two else "",
        enough=_enough(needed, made) if one and two and offered else True,
        published=offered,
        added_paths=tuple(breakage.added.get(crate, ())),
        removed_paths=tuple(breakage.removed.get(crate, ())),
        least=_least(one, needed) if one and two else "",
        why=tuple(evidence.why(crate, needed)),
    )


def _is_felt(change: PackageChange) -> bool:
    """Whether a manifest's change asks for a version: what tests and benches depend on reaches nobody who builds it."""
    return change.what != "version" and not (change.what == "dependency" and change.name.endswith(" (dev)"))


def _library(package: Package | None, tree: CargoTree) -> str | None:
    return library_of(package, tree) if package is not None else None


def _is_in(published: tuple[Collection[str], Collection[str]], old: Package | None, new: Package | None) -> bool:
    """Whether a package is among those that are published, in each version that has it."""
    return all(each is None or each.manifest in there for each, there in zip((old, new), published, strict=True))


@dataclass(slots=True)
class _Evidence:
    """What was found of each library. `manifests` are those that changed in more than the version."""

    breakage: Breakage
    changes: Iterable[ItemChange]
    manifests: set[str]
    by_crate: dict[str, list[ItemChange]] = field(init=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for change in self.changes:
            if change.code:
                self.by_crate[change.ref.crate].append(change)

    def needed(self, crate: str, manifest: str) -> str:
        """The largest level of what was found; minor where the API only grew; patch where code alone changed."""
        levels = [finding.level.value for finding in self.breakage.findings if finding.crate == crate]
        if crate in self.breakage.grown:
            levels.append("minor")
        if crate in self.by_crate or manifest in self.manifests:
            levels.append("patch")
        return max(levels, key=_RANK.__getitem__, default="none")

    def why(self, crate: str, needed: str) -> Iterator[str]:
        """What asks for a major or minor step, the plainest first."""
        if needed not in {"major", "minor"}:
            return
        yield from dict.fromkeys(
            f.message for f in self.breakage.findings if f.crate == crate and f.level is Level(needed)
        )
        if needed == "minor":
            added = self.breakage.added.get(crate, [])
            yield from (f"`{path}` is new" for path in added)
            yield from self._grown(crate, set(added))

    def _grown(self, crate: str, told: set[str]) -> Iterator[str]:
        """Public items that came, or changed in more than their body, with paths that were there before."""
        for change in self.by_crate.get(crate, ()):
            public = change.new is not None and change.new.public
            seen = [d for d in change.details if d.kind not in _INSIDE and not d.text.startswith(PRIVATE_FIELD)]
            if not public or change.ref.symbol in told or not seen:
                continue
            name = next(iter(change.ref.paths), change.ref.symbol)
            if name in told:
                continue
            if change.old is None:
                yield f"`{name}` is new"
            elif not change.old.public:
                yield f"`{name}` is public now"
            else:
                yield f"`{name}`: {seen[0].text}"


def _made(old: Package | None, new: Package | None) -> str:
    if old is None:
        return "new"
    if new is None:
        return "removed"
    before, after = parse_version(old.version), parse_version(new.version)
    if before is None or after is None:
        return "unknown"
    step = bump(before, after)
    return "lowered" if step is Bump.DOWN else step.value


def _least(old: Package | None, needed: str) -> str:
    version = parse_version(old.version) if old is not None else None
    return str(least_step(version, Bump(needed))) if version is not None and not version.pre else ""


def _enough(needed: str, made: str) -> bool:
    """Under 0.x Cargo has no patch level: a minor step there is the least there is."""
    return _RANK[needed] <= _RANK.get(made, 3)


def worst(findings: Iterable[Finding]) -> str:
    """The largest level among findings, "none" for none."""
    return max((finding.level.value for finding in findings), key=_RANK.__getitem__, default="none")
