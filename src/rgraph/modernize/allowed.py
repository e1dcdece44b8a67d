"""Places whose author has told clippy to let them be: `#[allow(clippy::NAME)]`, or `expect`, on what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.places import ItemAt

_CLIPPY = re.compile(r"rust-clippy/.*#(\w+)\Z")


def lint_of(reference: str) -> str:
    """The lint of clippy that an idiom's reference leads to; "" where it leads elsewhere."""
    found = _CLIPPY.search(reference)
    return found[1] if found else ""


class Allowed:
    """Which items of a tree allow which lints."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._known: dict[tuple[Symbol, str], bool] = {}

    def has(self, symbols: Iterable[Symbol], lint: str) -> bool:
        """Whether one of some items, or what is around it, allows a lint."""
        modules = self._graph.module_graph
        return any(self._allows(at, lint) for symbol in symbols for at in modules.ancestors(symbol))

    def _allows(self, at: ItemAt, lint: str) -> bool:
        key = (at.symbol, lint)
        if key not in self._known:
            asked = re.compile(rf"\b(?:allow|expect)\s*\([^)]*\bclippy\s*::\s*{lint}\b")
            self._known[key] = any(asked.search(text) for text in self._texts(at))
        return self._known[key]

    def _texts(self, at: ItemAt) -> list[str]:
        texts = list(at.item.attrs.texts) if at.item is not None else []
        if at.ord < 0:
            texts += self._graph.facts(at.path).attrs.texts
        elif at.kind is ItemKind.FUNCTION and at.item is not None:  # a statement of it may allow it
            texts.append(self._graph.source(at.path)[at.item.start : at.item.end].decode("utf-8", "replace"))
        return texts
