"""`stable_signature`: items whose signature stays as it was, unless the version says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.ids import Symbol
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection
from rgraph.rules.versions import BUMPS, bump
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

    DEFAULT_SINCE: ClassVar[str] = "merge-base:main"
    COMPARES: ClassVar[bool] = True
    MAY_BE_EMPTY = frozenset({"items"})

    items: Selection
    unless: str = "major"

    def check(self, context: Context) -> Iterator[Finding]:
        old, new = context.base(self.reference), context.code
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
                yield Finding(f"{symbol} is gone since {self.reference}", place, symbol, detail="gone")
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
        if self.unless not in {*BUMPS, "never"}:
            yield f"`unless` is one of {', '.join(BUMPS)}, never; not `{self.unless}`"

    def _bumped(self, old: Code, new: Code, crate: str) -> bool:
        if self.unless == "never":
            return False
        made = bump(_version(old, crate), _version(new, crate))
        return made in BUMPS and BUMPS.index(made) <= BUMPS.index(self.unless)

    def _package_place(self, code: Code, crate: str) -> Place:
        manifest = next((c.manifest for c in code.graph.cargo.crates if c.id == crate), "")
        return code.name_place(manifest, "version") if manifest else Place("Cargo.toml")


def _version(code: Code, crate: str) -> str:
    package = next((c.package for c in code.graph.cargo.crates if c.id == crate), Symbol(""))
    return next((p.version for p in code.graph.cargo.packages if p.name == package), "")
