"""Under which names, and under which conditions, users find an item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.report import Place

from .model import PublicItem, Surface

if TYPE_CHECKING:
    from .surface import Surfaces

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


class PublicNames:
    """The public items of a commit's libraries, by symbol. One may be public in several of them.

    An impl of a trait that users can name, for a type that they can name, is public too, and has no path. What is not
    `offered` is public for nobody: it stands behind a flag that only the project sets.
    """

    def __init__(self, surfaces: Surfaces, offered: Callable[[PublicItem], bool] = lambda _: True) -> None:
        self._items: dict[str, list[PublicItem]] = defaultdict(list)
        for surface in surfaces.all():
            for item in surface.walk():
                if item.definition is not None and not item.hidden and offered(item):
                    self._items[str(surfaces.world.symbol(item.definition))].append(item)
        self._impls = frozenset(self._implemented(surfaces))

    def _implemented(self, surfaces: Surfaces) -> Iterator[str]:
        own = {crate.id for crate in surfaces.graph.cargo.crates}
        for item in [each for found in self._items.values() for each in found]:
            for impl in item.impls if item.kind != "trait" else ():
                nameable = impl.trait_path in self._items or impl.trait_path.partition("::")[0] not in own
                if nameable and not impl.derived and not impl.negative:
                    yield str(surfaces.world.symbol(impl.definition))

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._items or symbol in self._impls

    @property
    def symbols(self) -> Collection[str]:
        """Every symbol that a user can name."""
        return self._items.keys()

    def paths(self, symbol: str) -> tuple[str, ...]:
        """Every public path of an item, the shortest first; none for what is not public."""
        found = {path for item in self._items.get(symbol, ()) for path in paths_of(item)}
        own = symbol.partition("::")[0]
        return tuple(sorted(found, key=lambda path: (path.partition("::")[0] != own, path.count("::"), path)))


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
