"""`api_frozen`: the public API of libraries does not break, or does not change, since a release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.bumps import bumped, package_of, problem_of
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection, matches_outside
from rgraph.rules.violation import Finding, Place

if TYPE_CHECKING:
    from rgraph.diff.report import Finding as Breaking
    from rgraph.diff.semver.breakage import Breakage
    from rgraph.rules.context import Context

LEVELS = ("compatible", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiFrozen(Rule):
    """What `api` means of the libraries' public paths is as it was at `since`.

    `level = "compatible"` lets through what breaks no user, `none` lets nothing through, additions neither. A package
    whose version made a bump of at least `unless` (`major`, `minor`, `patch`, `never`) since then is free. `api` is
    written as users of the crate write it, and `since` is needed: a tag, most often.
    """

    COMPARES: ClassVar[bool] = True
    MAY_BE_EMPTY = frozenset({"api"})

    api: Selection
    level: str = "compatible"
    unless: str = "major"

    def check(self, context: Context) -> Iterator[Finding]:
        from rgraph.diff.api.surface import Surfaces
        from rgraph.diff.semver.breaking import breakage

        old, new = context.compared(self.reference)
        if old is new:
            return
        pairs = {str(before): str(after) for before, after in context.lineage(old, new).items()}
        found = breakage(Surfaces(old.graph), Surfaces(new.graph), pairs)
        for breaking in found.findings:
            judged = self.level == "none" or breaking.level.value == "major"
            if judged and matches_outside(self.api, breaking.item) and not self._free(context, breaking.crate):
                yield self._finding(context, breaking)
        if self.level == "none":
            yield from self._added(context, found)

    def problems(self) -> Iterator[str]:
        if not self.since:
            yield "`api_frozen` needs `since`: the tag whose API is frozen"
        if self.level not in LEVELS:
            yield f"`level` must be one of {', '.join(LEVELS)}, not `{self.level}`"
        yield from problem_of(self.unless)

    def _free(self, context: Context, crate: str) -> bool:
        old, new = context.base(self.reference), context.code
        package = package_of(new, crate)
        before = next((p for p in old.graph.cargo.packages if package and p.name == package.name), None)
        return bumped(before, package, self.unless)

    def _finding(self, context: Context, breaking: Breaking) -> Finding:
        place = breaking.new
        where = context.code.place(place.path, place.line) if place else self._manifest(context, breaking.crate)
        message = f"{breaking.title}: {breaking.message} (since {self.reference})"
        hint = f"Keep the API, or bump the version ({self.unless})." if self.unless != "never" else "Keep the API."
        return Finding(message, where, breaking.item, detail=breaking.rule, hint=hint)

    def _added(self, context: Context, found: Breakage) -> Iterator[Finding]:
        for crate, paths in sorted(found.added.items()):
            for path in paths:
                if matches_outside(self.api, path) and not self._free(context, crate):
                    place = self._manifest(context, crate)
                    yield Finding(f"{path} is new in the API since {self.reference}", place, path, detail="added")

    def _manifest(self, context: Context, crate: str) -> Place:
        package = package_of(context.code, crate)
        return context.code.name_place(package.manifest, "version") if package else Place("Cargo.toml")
