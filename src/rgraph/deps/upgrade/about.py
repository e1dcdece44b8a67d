"""What two manifests of a package say otherwise that whoever depends on it should know."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rgraph.model.cargo import Manifest

_NAMED = 6
"""How many features a sentence names."""


def about(name: str, old: Manifest, new: Manifest, is_direct: bool = True) -> str:
    """One sentence on licence, least Rust version and edition; features too where code here may ask for them, as
    `is_direct` says. "" where there is nothing to say."""
    told = [*_promises(old, new), *(_features(old, new) if is_direct else ())]
    return f"{name}: {'; '.join(told)}" if told else ""


def _promises(old: Manifest, new: Manifest) -> Iterator[str]:
    for what, before, after in (
        ("licence", old.license, new.license),
        ("rust-version", old.rust_version, new.rust_version),
        ("edition", old.edition or "2015", new.edition or "2015"),
    ):
        if before != after:
            yield f"{what} {before or '(none)'} -> {after or '(none)'}"


def _features(old: Manifest, new: Manifest) -> Iterator[str]:
    before, after = ({*each.features} - {"default"} for each in (old, new))
    yield from _named("gone features", before - after)
    yield from _named("new features", after - before)
    was, now = ({*each.features.get("default", ())} for each in (old, new))
    yield from _named("on by default", now - was)
    yield from _named("no longer on by default", was - now)


def _named(words: str, features: Collection[str]) -> Iterator[str]:
    if features:
        more = f" and {len(features) - _NAMED} more" if len(features) > _NAMED else ""
        yield f"{words} {', '.join(sorted(features)[:_NAMED])}{more}"
