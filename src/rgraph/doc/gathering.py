"""The pages of a tree, from its graph: what each crate and module is, offers, depends on, and how it came about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.modules import Bundle, Reference
from rgraph.view.testcode import TEST_TARGETS

from .book import Book, Page, Picture, Section, Source, Statement
from .limits import MOST_DRAWN, MOST_LISTED, MOST_NEIGHBOURS
from .past import Change, Past

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph
    from rgraph.view.places import ItemAt

TIERS = (Tier.EXACT, Tier.COMPILER, Tier.INFERRED)
TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS})
_SHOWN = (*TYPES, ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC, ItemKind.MACRO, ItemKind.TRAIT_ALIAS)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LINK = re.compile(r"\[(`[^`\]]+`|[^`\]\[]+)\](?:\([^)]*\)|\[[^\]]*\])|\[(`[^`\]]+`)\]")
"""A link with where it leads, or a name that leads to itself: what is shown of it stays."""
_DEFINED = re.compile(r"^\s*\[([^\]]+)\]:", re.MULTILINE)
_LONGEST = 240

Violations = Mapping[RepoPath, Sequence[Statement]]
"""What rules say of the files of a tree."""


class Codebase:
    """One tree, asked for what pages tell. Test code is left out throughout."""

    def __init__(self, graph: CommitGraph, past: Past | None, violations: Violations) -> None:
        self.graph, self._past, self._violations = graph, past, violations
        self.modules = graph.module_graph
        self.items = self.modules.items

    @cached_property
    def crates(self) -> list[Crate]:
        """The crates that have pages: no tests, benches, examples."""
        return [
            crate
            for crate in self.graph.cargo.crates
            if crate.kind not in TEST_TARGETS and Symbol(crate.id) in self.items
        ]

    @cached_property
    def told(self) -> list[Symbol]:
        """The modules that have pages, sorted."""
        ids = {crate.id for crate in self.crates}
        return [
            name for name in self.modules.modules if self.items[name].crate in ids and name not in self.modules.tests
        ]

    @cached_property
    def _of_module(self) -> dict[Symbol, list[ItemAt]]:
        found: dict[Symbol, list[ItemAt]] = {}
        for symbol, item in self.items.items():
            if symbol not in self.modules.tests:
                found.setdefault(item.parent, []).append(item)
        return found

    def inside(self, symbol: Symbol) -> list[ItemAt]:
        """What an item contains, by place."""
        return sorted(self._of_module.get(symbol, ()), key=lambda item: (item.path, item.line, item.symbol))

    @cached_property
    def _between(self) -> dict[Symbol, Mapping[Symbol, Bundle]]:
        return {source: dict(targets) for source, targets in self.modules.outgoing(TIERS, tests=False).items()}

    @cached_property
    def _users(self) -> dict[Symbol, dict[Symbol, Bundle]]:
        found: dict[Symbol, dict[Symbol, Bundle]] = {}
        for source, targets in self._between.items():
            for target, references in targets.items():
                found.setdefault(target, {})[source] = references
        return found

    @cached_property
    def used_by(self) -> Counter[Symbol]:
        """How many items refer to each item."""
        pairs = {(edge.src, edge.dst) for _, edge in self.modules.references(TIERS, tests=False)}
        return Counter(target for _, target in pairs)

    # ---- statements ------------------------------------------------------------------------------------------

    def source(self, item: ItemAt) -> Source:
        """Where an item stands."""
        return Source(item.symbol, item.path, item.line)

    def purpose(self, item: ItemAt) -> Statement:
        """What its doc comment begins with."""
        return Statement(first_sentence(item.doc) or "No doc comment says what it is for.", self.source(item))

    def offered(self, symbol: Symbol) -> Iterator[Statement]:
        """The items of a module that are written `pub`, and the public methods of its types."""
        methods = self._methods(symbol)
        for item in self.inside(symbol):
            if item.vis == "pub" and item.kind in _SHOWN:
                yield self._signature(item, 0)
                yield from (self._signature(method, 1) for method in methods.get(item.name, ()))

    def _signature(self, item: ItemAt, depth: int) -> Statement:
        said = first_sentence(item.doc)
        return Statement(f"`{item.signature}`" + (f": {said}" if said else ""), self.source(item), "", depth)

    def _methods(self, module: Symbol) -> dict[str, list[ItemAt]]:
        """The `pub` functions of the inherent impls in a module, by the name of the type."""
        found: dict[str, list[ItemAt]] = {}
        for impl in self.inside(module):
            if impl.kind is ItemKind.IMPL and impl.item is not None and impl.item.trait is None:
                own = [one for one in self.inside(impl.symbol) if one.vis == "pub" and one.kind is ItemKind.FUNCTION]
                found.setdefault(impl.name, []).extend(own)
        return found

    def reexported(self, symbol: Symbol) -> Iterator[Statement]:
        """What a module hands on from elsewhere."""
        for edge in sorted(self.graph.out(symbol), key=lambda edge: edge.dst):
            if edge.kind is EdgeKind.RE_EXPORTS:
                there = self.items.get(edge.dst)
                said = first_sentence(there.doc) if there is not None else ""
                text = f"re-exports `{edge.dst}`" + (f": {said}" if said else "")
                yield Statement(text, Source(symbol, edge.path, edge.line))

    def neighbours(self, symbol: Symbol, users: bool) -> tuple[list[Statement], int]:
        """The modules that use a module, or that it uses, those with most references first, then crates from outside,
        each as one; and how many more there are."""
        found: dict[tuple[bool, Symbol], list[Reference]] = {}
        for name, references in (self._users if users else self._between).get(symbol, {}).items():
            is_outside = name not in self.items
            whole = Symbol(name.partition("::")[0].rstrip("!")) if is_outside else name
            found.setdefault((is_outside, whole), []).extend(references)
        counts = {key: sum(edge.count for _, edge in references) for key, references in found.items()}
        ordered = sorted(found, key=lambda key: (key[0], -counts[key], key[1]))
        told = [self._neighbour(key[1], found[key], counts[key]) for key in ordered[:MOST_NEIGHBOURS]]
        return told, len(ordered) - len(told)

    def _neighbour(self, name: Symbol, references: Sequence[Reference], count: int) -> Statement:
        """One of them, with the reference that says most: an import only where there is nothing else."""
        path, edge = min(references, key=_told_first)
        more = f"; {count:,} references" if count > 1 else ""
        place = Source(edge.src, path, self.graph.edge_line(path, edge))
        return Statement(f"`{name}`: `{edge.src}` {edge.kind.verb} `{edge.dst}`{more}", place, self._page(name))

    def _page(self, name: Symbol) -> str:
        return name if name in self.own else ""

    @cached_property
    def own(self) -> frozenset[Symbol]:
        """The same, to ask for one."""
        return frozenset(self.told)

    def history(self, item: ItemAt) -> Iterator[Statement]:
        """The first change of a module's file, and the newest."""
        life = self._past.of(item.path) if self._past is not None else None
        if life is not None:
            source = Source(item.symbol, item.path, 1)
            yield Statement(f"since {_commit(life.first)}; {life.count:,} changes", source)
            yield from (Statement(f"{_commit(change)}", source) for change in reversed(life.newest))

    def violations(self, item: ItemAt) -> Sequence[Statement]:
        """What rules say of a module's file."""
        return self._violations.get(item.path, ())

    def around(self, symbol: Symbol) -> Picture | None:
        """A module with those that it depends on and that depend on it, of the repository."""
        to = self._most(self._between.get(symbol, {}))
        by = self._most(self._users.get(symbol, {}))
        links = [(symbol, name, count) for name, count in to] + [(name, symbol, count) for name, count in by]
        return Picture(sorted({symbol, *(n for n, _ in to), *(n for n, _ in by)}), sorted(links)) if links else None

    def _most(self, found: Mapping[Symbol, Sequence[Reference]]) -> list[tuple[Symbol, int]]:
        counts = [(name, sum(edge.count for _, edge in refs)) for name, refs in found.items() if name in self.own]
        return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[: MOST_NEIGHBOURS // 2]

    def within(self, names: Iterable[Symbol], fold: Mapping[Symbol, str]) -> Picture | None:
        """Who depends on whom among some modules, each folded into what is drawn."""
        counts: Counter[tuple[str, str]] = Counter()
        for source in names:
            for target, references in self._between.get(source, {}).items():
                one, other = fold.get(source, ""), fold.get(target, "")
                if one and other and one != other:
                    counts[one, other] += sum(edge.count for _, edge in references)
        weight = Counter[str]()
        for (one, other), count in counts.items():
            weight.update({one: count, other: count})
        drawn = {name for name, _ in sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_DRAWN]}
        links = sorted((*pair, count) for pair, count in counts.items() if set(pair) <= drawn)
        return Picture(sorted(drawn), links) if links else None


def _told_first(reference: Reference) -> tuple[int, RepoPath, str, int, str]:
    path, edge = reference
    rank = 2 if not edge.kind.carries_impact else int(edge.kind is EdgeKind.REFERENCES)  # as of a module in a path
    return rank, path, edge.src, edge.line, edge.dst


def first_sentence(doc: str) -> str:
    """The first sentence of a doc comment, on one line; code blocks and headings are none."""
    lines: list[str] = []
    for line in doc.split("\n"):
        text = line.strip()
        if text.startswith(("```", "~~~")) or (not text and lines):
            break
        if text and not text.startswith(("#", "<", "[![", "!")):
            lines.append(text)
    text = _LINK.sub(lambda link: link[1] or link[2], " ".join(lines))
    for label in _DEFINED.findall(doc):
        text = text.replace(f"[{label}]", label)
    sentence = _SENTENCE.split(text, maxsplit=1)[0].strip()
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1].rstrip()}…"


def section(title: str, statements: Iterable[Statement], picture: Picture | None = None) -> list[Section]:
    """A section, cut where it is long; none where there is nothing to tell."""
    found = list(statements)
    if not found and picture is None:
        return []
    return [Section(title, found[:MOST_LISTED], picture, max(0, len(found) - MOST_LISTED))]


def _commit(change: Change) -> str:
    day = datetime.fromtimestamp(change.time, UTC).strftime("%Y-%m-%d")
    return f"`{change.oid[:10]}` {day}: {change.subject}"


__all__ = ["TIERS", "TYPES", "Book", "Codebase", "Page", "first_sentence", "section"]
