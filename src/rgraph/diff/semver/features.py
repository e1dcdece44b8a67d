"""Cargo features as users see them, and what a `cfg` predicate says when some of them are on."""

from __future__ import annotations

import re
from collections.abc import Collection

from rgraph.model.cargo import Package


def public_features(package: Package) -> dict[str, list[str]]:
    """Every feature that a user can switch on: declared ones, and those that optional dependencies make by themselves.

    An optional dependency makes a feature of its name unless some feature says `dep:NAME`.
    """
    found = {name: list(parts) for name, parts in package.features.items() if name != "default"}
    named = {part for parts in package.features.values() for part in parts if part.startswith("dep:")}
    for dependency in package.dependencies:
        if dependency.optional and f"dep:{dependency.name}" not in named and dependency.name not in found:
            found[dependency.name] = [f"dep:{dependency.name}"]
    return found


def is_private(feature: str) -> bool:
    """Whether a feature is private to the project by Cargo's convention, by which `cargo add` hides it, too."""
    return feature.startswith("_")


_UNSTABLE = re.compile(r"(?:.*[-_])?unstable(?:[-_].*)?|nightly|bench")


def is_unstable(feature: str) -> bool:
    """Whether the name of a feature says that it promises nothing: it has the word `unstable`, `nightly` or `bench`."""
    return _UNSTABLE.fullmatch(feature) is not None


def out_of_reach(package: Package) -> set[str]:
    """The private and unstable features that no public feature switches on."""
    features = public_features(package).keys()
    mine = {name for name in features if is_private(name) or is_unstable(name)}
    return mine.difference(defaults(package), *(enabled(package, name) for name in features - mine)) if mine else mine


def enabled(package: Package, feature: str) -> set[str]:
    """All features that a feature switches on, itself included, through other features of the package."""
    features = {**public_features(package), "default": list(package.features.get("default", ()))}
    found: set[str] = set()
    queue = [feature]
    while queue:
        name = queue.pop()
        if name in found:
            continue
        found.add(name)
        queue.extend(features.get(name, ()))
        dependency, slash, _ = name.partition("/")
        if slash and not dependency.endswith("?"):  # brings an optional dependency, and the feature that it makes
            queue += [f"dep:{dependency}", *([dependency] if dependency in features else [])]
    return found


def switched_on_by(package: Package, feature: str) -> frozenset[str]:
    """The public features that switch on another feature."""
    above = (name for name in public_features(package) if name != feature and not is_private(name))
    return frozenset(name for name in above if feature in enabled(package, name))


_FEATURE = re.compile(r"^\s*([\w-]+)\s*=\s*\[[^\]]*\](.*)$", re.MULTILINE)
_INTERNAL = re.compile(r"\binternal\b|user-facing|\bdo not (?:use|enable)\b|\bimplementation detail\b", re.IGNORECASE)


def called_internal(manifest: str) -> frozenset[str]:
    """The features that a comment beside or right above them says are not for users."""
    found = set()
    for feature in _FEATURE.finditer(manifest):
        above = manifest[: feature.start()].rstrip("\n").split("\n")
        comments = [feature[2]]
        while above and above[-1].lstrip().startswith("#"):
            comments.append(above.pop())
        if _INTERNAL.search(" ".join(comments)):
            found.add(feature[1])
    return frozenset(found)


def defaults(package: Package) -> set[str]:
    """The features that are on unless a user says otherwise; none if there is no `default`."""
    return enabled(package, "default") - {"default"} if "default" in package.features else set()


_WORD = re.compile(
    r'\s*(?:(?P<feature>feature\s*=\s*"(?P<name>[^"]*)")|(?P<op>all|any|not)\s*\(|(?P<other>\w+(?:\s*=\s*"[^"]*")?))'
)


def holds(cfg: str, features: Collection[str]) -> bool | None:
    """Whether a predicate holds with these features on; None if it tests for something else (a target, a flag)."""
    value, _ = _predicate(cfg, 0, features)
    return value


def _predicate(text: str, at: int, features: Collection[str]) -> tuple[bool | None, int]:
    found = _WORD.match(text, at)
    if found is None:
        return None, len(text)
    if found["feature"]:
        return found["name"] in features, found.end()
    if found["op"]:
        return _combined(found["op"], text, found.end(), features)
    return (False if found["other"] == "test" else None), found.end()


def _combined(op: str, text: str, at: int, features: Collection[str]) -> tuple[bool | None, int]:
    values: list[bool | None] = []
    while at < len(text):
        rest = re.compile(r"[\s,]*").match(text, at)
        at = rest.end() if rest else at
        if at < len(text) and text[at] == ")":
            at += 1
            break
        value, at = _predicate(text, at, features)
        values.append(value)
    return _decide(op, values), at


def _decide(op: str, values: list[bool | None]) -> bool | None:
    if op == "not":
        return None if not values or values[0] is None else not values[0]
    stops = op == "any"
    if stops in values:
        return stops
    return None if None in values else not stops
