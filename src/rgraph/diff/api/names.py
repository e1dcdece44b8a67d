"""Under which names, and under which conditions, users find an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rgraph.diff.lines import Place

from .model import PublicItem, Surface

_FEATURE = re.compile(r'\bfeature\s*=\s*"([^"]*)"')
_NOT = re.compile(r"\bnot\s*\(")


@dataclass(frozen=True, slots=True)
class NamedItem:
    """A public item or member: its best path and all of them, the cfg under which it is there ("" for always), and the
    features that this asks for.
    """

    path: str
    kind: str
    paths: tuple[str, ...]
    cfg: str
    features: tuple[str, ...]
    place: Place | None


def named_items(surface: Surface) -> Iterator[NamedItem]:
    """Every item and member of a surface that documentation does not hide, by path."""
    for item in surface.walk():
        paths = tuple(paths_of(item))
        if item.hidden or not paths:
            continue
        cfg = cfg_of(item)
        yield NamedItem(paths[0], item.kind, paths, cfg, features_in(cfg), item.place)


def paths_of(item: PublicItem) -> list[str]:
    """The public paths of an item; those of a member go through each path of its owner."""
    return item.paths if item.parent is None else [f"{path}::{item.name}" for path in paths_of(item.parent)]


def cfg_of(item: PublicItem) -> str:
    """What must hold for an item to be there, by one path or another, its owner included."""
    if item.parent is not None:
        return all_of([cfg_of(item.parent), item.gate])
    ways = {way for path, found in item.ways.items() if path in item.paths for way in found}
    if not ways or frozenset() in ways:
        return ""
    return _any_of(sorted(all_of(sorted(way)) for way in ways))


def all_of(predicates: Iterable[str]) -> str:
    """Predicates that must all hold, as one; "" for none."""
    kept = list(dict.fromkeys(part for text in predicates for part in text.split(" && ") if part))
    return kept[0] if len(kept) == 1 else f"all({', '.join(kept)})" if kept else ""


def _any_of(predicates: list[str]) -> str:
    return predicates[0] if len(predicates) == 1 else f"any({', '.join(predicates)})"


def features_in(cfg: str) -> tuple[str, ...]:
    """The features that a predicate names, but for those that must be off."""
    return tuple(sorted(set(_FEATURE.findall(_without_not(cfg)))))


def _without_not(cfg: str) -> str:
    """A predicate without what stands in `not(...)`."""
    while found := _NOT.search(cfg):
        depth, end = 1, found.end()
        while depth and end < len(cfg):
            depth += (cfg[end] == "(") - (cfg[end] == ")")
            end += 1
        cfg = cfg[: found.start()] + cfg[end:]
    return cfg
