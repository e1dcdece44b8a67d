"""`features`: features that switch nothing, and packages with very many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rgraph.model.cargo import Package
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.spelling import counted

_MANY = 25
_FOR_OTHERS = frozenset({"default", "capi"})
"""What Cargo asks for itself, and cargo-c where it builds a library for C."""

_NAMED = re.compile(rb'feature\s*=\s*\\?"([^"\\]+)')


def find(codebase: Codebase) -> Iterator[Found]:
    named = {name for path in codebase.graph.files if path.endswith(".rs") for name in _named(codebase, path)}
    manifests = codebase.graph.manifests
    required = {
        feature
        for manifest in manifests.values()
        for target in manifest.targets
        for feature in target.required_features
    }
    for package in codebase.graph.cargo.packages:
        idle = sorted(
            name
            for name, enables in package.features.items()
            if not enables and name not in _FOR_OTHERS and not _is_named(name, named | required)
        )
        yield from (_idle(codebase, package, name) for name in idle if not _is_named_by(codebase, package, name))
        written = codebase.graph.manifests[package.manifest].features if package.manifest in manifests else {}
        if len(written) >= _MANY:
            yield _sprawl(codebase, package, written)


def _is_named(name: str, named: set[str]) -> bool:
    """Whether code names a feature; `#[unstable(feature = "x")]` of the crate `instability` means `unstable-x`."""
    return name in named or name.removeprefix("unstable-") in named


def _named(codebase: Codebase, path: str) -> set[str]:
    source = codebase.graph.source(path)
    return {name.decode("utf-8", "replace") for name in _NAMED.findall(source)} if b"feature" in source else set()


def _is_named_by(codebase: Codebase, package: Package, name: str) -> bool:
    """Whether a build script asks for the feature as Cargo tells it to scripts."""
    variable = f"CARGO_FEATURE_{name.upper().replace('-', '_')}".encode()
    folder = package.manifest.removesuffix("Cargo.toml")
    return any(
        variable in codebase.graph.source(path)
        for path in codebase.graph.files
        if path.startswith(folder) and path.endswith("build.rs")
    )


def _idle(codebase: Codebase, package: Package, name: str) -> Found:
    line = _line(codebase, package, name)
    return Found(
        f"{package.name}/{name}",
        f"the feature `{name}` of {package.name} does nothing: it enables nothing, and no cfg names it",
        (Evidence(package.manifest, line, package.name, f"{name} = []"),),
    )


def _sprawl(codebase: Codebase, package: Package, written: Mapping[str, list[str]]) -> Found:
    """Those that are written: what optional dependencies are named after comes by itself."""
    leaves = sum(not enables for enables in written.values())
    statement = f"{package.name} has {counted(len(written), 'feature')}, {leaves} of which enable no other"
    shown = [Evidence(package.manifest, _line(codebase, package, name), package.name, name) for name in written]
    return Found(package.name, statement, tuple(shown))


def _line(codebase: Codebase, package: Package, name: str) -> int:
    """The line of a feature in its manifest, 0 where it cannot be told."""
    pattern = re.compile(rf'^\s*"?{re.escape(name)}"?\s*=')
    inside = False
    for number, line in enumerate(codebase.graph.source(package.manifest).decode("utf-8", "replace").split("\n"), 1):
        if line.lstrip().startswith("["):
            inside = line.strip().startswith("[features]")
        elif inside and pattern.match(line):
            return number
    return 0


PATTERN = Pattern(
    "Feature sprawl",
    "Features that do nothing, and packages with so many features that nobody builds all combinations.",
    find,
    "files that are not Rust, and other repositories that ask for a feature, are not read",
)
