"""`stable_signature`: items whose signature stays as it was, unless the version says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.bumps import bumped, package_of, problem_of
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding, Place

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class StableSignature(Rule):
    """What `items` meant at `since` still has the same signature, wherever it is now.

    A change is allowed where the package's version made a bump of at least `unless` since then: `major` (the default),
    `minor`, `patch`, or `never`. Without `since` it is `merge-base:main`.
    """

    FIX: ClassVar[str] = "Bring it back, or bump the version."

    DEFAULT_SINCE: ClassVar[str] = "merge-base:main"
    COMPARES: ClassVar[bool] = True
    MAY_BE_EMPTY = frozenset({"items"})

    items: Selection
    unless: str = "major"

    def check(self, context: Context) -> Iterator[Finding]:
        old, new = context.compared(self.reference)
        if old is new:
            return
        lineage = context.lineage(old, new)
        for symbol in sorted(old.select(self.items)):
            before = old.items[symbol]
            if before.item is None or self._bumped(old, new, before.crate):
                continue
            now = lineage.get(symbol)
            after = new.items.get(now) if now is not None else None
            if after is None or after.item is None:
                place = self._package_place(new, before.crate)
                yield Finding(f"{symbol} has been gone since {self.reference}", place, symbol, detail="gone")
            elif after.item.sig_hash != before.item.sig_hash:
                yield Finding(
                    f"{after.symbol} changed its signature since {self.reference}: it was `{before.signature}`, "
                    f"it is `{after.signature}`",
                    new.place_of(after.symbol),
                    after.symbol,
                    detail="signature",
                    hint=f"Keep the signature, or bump the version ({self.unless}).",
                )

    def problems(self) -> Iterator[str]:
        yield from problem_of(self.unless)

    def _bumped(self, old: Code, new: Code, crate: str) -> bool:
        before = package_of(old, crate)
        after = next((package for package in new.graph.cargo.packages if before and package.name == before.name), None)
        return bumped(before, after, self.unless)

    def _package_place(self, code: Code, crate: str) -> Place:
        package = package_of(code, crate)
        return code.name_place(package.manifest, "version") if package else Place("Cargo.toml")
