"""`crate_edges`: which crates may depend on which, by the manifests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.cargo import Dependency, Package
from rgraph.rules.rule import Rule
from rgraph.rules.selector import name_pattern
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context

KINDS = ("normal", "dev", "build")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateEdges(Rule):
    """Packages of `from` must not depend, by their `Cargo.toml`, on `deny`, and only on `allow` if it is given.

    `wrappers` are the packages that alone may depend on what `deny` names. `features` forbids features
    of the denied packages instead of the packages. `kinds` are of `normal`, `dev`, `build`. Names are globs.
    """

    FIX: ClassVar[str] = "Remove the dependency, or the feature, from the manifest."

    from_: tuple[str, ...] = ("*",)
    deny: tuple[str, ...] = ()
    allow: tuple[str, ...] | None = None
    wrappers: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("normal", "build")

    def check(self, context: Context) -> Iterator[Finding]:
        for package in context.code.graph.cargo.packages:
            if not _any(self.from_, package.name):
                continue
            for dependency in package.dependencies:
                if dependency.kind in self.kinds:
                    yield from self._judge(context, package, dependency)

    def problems(self) -> Iterator[str]:
        if not self.deny and self.allow is None:
            yield "`crate_edges` needs `deny` or `allow`"
        if (self.wrappers or self.features) and not self.deny:
            yield "`wrappers` and `features` need `deny`: they qualify what it names"
        yield from (
            f"`kinds` must be among {', '.join(KINDS)}, not `{kind}`" for kind in self.kinds if kind not in KINDS
        )

    def _judge(self, context: Context, package: Package, dependency: Dependency) -> Iterator[Finding]:
        name = dependency.package or dependency.name
        message = ""
        if _any(self.deny, name) and not _any(self.wrappers, package.name):
            wrong = [feature for feature in dependency.features if _any(self.features, feature)]
            if wrong:
                message = f"{package.name} must not enable {', '.join(wrong)} of {name}"
            elif not self.features:
                only = f"; only {', '.join(self.wrappers)} may" if self.wrappers else ""
                message = f"{package.name} must not depend on {name}{only}"
        elif self.allow is not None and not _any(self.allow, name):
            message = f"{package.name} may depend on {', '.join(self.allow) or 'nothing'}, not on {name}"
        if message:
            place = context.code.name_place(package.manifest, dependency.name)
            detail = dependency.kind if dependency.kind != "normal" else ""
            yield Finding(message, place, package.name, name, detail)


def _any(globs: tuple[str, ...], name: str) -> bool:
    return any(name_pattern(glob.replace("-", "_")).match(name.replace("-", "_")) for glob in globs)
