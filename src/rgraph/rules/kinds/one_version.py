"""`one_version`: no package twice in a lock file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.cargo.version import Version, compatible_part, precedence
from rgraph.model.packages import PackageId, ResolvedPackage
from rgraph.rules.rule import Rule
from rgraph.rules.selector import name_pattern
from rgraph.rules.violation import Finding, Place

if TYPE_CHECKING:
    from rgraph.rules.context import Context

_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OneVersion(Rule):
    """Packages of `crates` must not be in one lock file in two versions.

    The highest version of each is taken as the one that is wanted; every other is a violation. `allow` has those that
    may be there beside it, as `NAME@VERSION`, the version cut short at will. Names are globs.
    """

    FIX: ClassVar[str] = "Update what needs the older one, or require the older one yourself."

    crates: tuple[str, ...] = ("*",)
    allow: tuple[str, ...] = ()

    def check(self, context: Context) -> Iterator[Finding]:
        needed_by = _needed_by(context)
        for group in _groups(context):
            *older, newest = sorted(group, key=lambda each: (_version(each), each.id.source))
            for package in older:
                if self._is_meant(package):
                    yield self._finding(context, package, newest, needed_by.get((package.lock, package.id), []))

    def problems(self) -> Iterator[str]:
        yield from (f"`allow` names versions, `NAME@VERSION`: `{each}`" for each in self.allow if "@" not in each)

    def _is_meant(self, package: ResolvedPackage) -> bool:
        name, version = package.id.name, package.id.version
        if not any(name_pattern(glob).match(name) for glob in self.crates):
            return False
        allowed = (each.rpartition("@") for each in self.allow)
        return not any(
            name_pattern(glob).match(name) and f"{version}.".startswith(f"{allowed_version}.")
            for glob, _, allowed_version in allowed
        )

    def _finding(
        self, context: Context, package: ResolvedPackage, newest: ResolvedPackage, needed_by: Sequence[str]
    ) -> Finding:
        more = f" and {len(needed_by) - _NAMED:,} more" if len(needed_by) > _NAMED else ""
        needed = f", needed by {', '.join(needed_by[:_NAMED])}{more}" if needed_by else ""
        name = package.id.name
        return Finding(
            f"{name} {package.id.version} is locked beside {newest.id.version}{needed}",
            _place(context, package),
            name,
            f"{name}@{'.'.join(map(str, compatible_part(_version(package))))}",
            package.lock if "/" in package.lock else "",
        )


def _groups(context: Context) -> Iterator[list[ResolvedPackage]]:
    """The packages of each name that a lock file has more than once."""
    found: dict[tuple[str, str], list[ResolvedPackage]] = {}
    for package in context.code.graph.resolution.packages:
        if package.lock and not package.manifest:
            found.setdefault((package.lock, package.id.name), []).append(package)
    return (group for _, group in sorted(found.items()) if len(group) > 1)


def _needed_by(context: Context) -> dict[tuple[str, PackageId], list[str]]:
    resolution = context.code.graph.resolution
    found: dict[tuple[str, PackageId], list[str]] = {}
    for package in (*resolution.packages, *resolution.guests):
        for each in package.requirements:
            if each.means is not None:
                names = found.setdefault((package.lock, each.means), [])
                if str(package.id) not in names[-1:]:
                    names.append(str(package.id))
    return found


def _version(package: ResolvedPackage) -> Version:
    return precedence(package.id.version)


def _place(context: Context, package: ResolvedPackage) -> Place:
    """The line of the lock file that says the version."""
    lines = context.code.graph.source(package.lock).decode("utf-8", "replace").split("\n")
    name = f'name = "{package.id.name}"'
    for number, line in enumerate(lines):
        if line == name and lines[number + 1 : number + 2] == [f'version = "{package.id.version}"']:
            return context.code.place(package.lock, number + 2)
    return Place(package.lock)
