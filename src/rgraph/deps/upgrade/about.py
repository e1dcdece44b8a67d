"""What two manifests of a package say otherwise that whoever depends on it should know."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.cargo import Manifest

_NAMED = 6
"""How many features a sentence names."""


def about(name: str, old: Manifest, new: Manifest) -> Iterator[str]:
    """Sentences: licence, least Rust version, edition, features."""
    for what, before, after in (
        ("licence", old.license, new.license),
        ("rust-version", old.rust_version, new.rust_version),
        ("edition", old.edition or "2015", new.edition or "2015"),
    ):
        if before != after:
            yield f"{name}: {what} {before or '(none)'} -> {after or '(none)'}"
    for word, before_, after_ in (("gone", old, new), ("new", new, old)):
        features = sorted(set(before_.features) - set(after_.features))
        if features:
            more = f" and {len(features) - _NAMED} more" if len(features) > _NAMED else ""
            yield f"{name}: {word} features {', '.join(features[:_NAMED])}{more}"
    default = [set(each.features.get("default", ())) for each in (old, new)]
    if default[0] != default[1]:
        yield f"{name}: default features {_set(default[0])} -> {_set(default[1])}"


def _set(features: set[str]) -> str:
    return ", ".join(sorted(features)) or "(none)"
