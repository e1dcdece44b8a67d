"""The code of an item: all of it, an excerpt that keeps what matters for a task, or an outline."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rgraph.model.facts import ItemKind
from rgraph.search.words import STOP_WORDS, terms, words
from rgraph.view.card import contents
from rgraph.view.graph import CommitGraph, ItemAt
from rgraph.view.lines import Lines

from .limits import EXCERPT_TOKENS
from .tokens import estimated

CONTAINERS = {ItemKind.MODULE, ItemKind.IMPL, ItemKind.TRAIT, ItemKind.EXTERN_BLOCK}
"""Kinds of which an excerpt is an outline of what they contain."""

GAP = "..."
"""Stands for lines left out."""

_HEAD_LINES = 10
"""Lines of a signature that an excerpt keeps."""

_DOC_LINES = 3
"""Lines of a doc comment that an excerpt keeps."""

Numbered = tuple[int, str]


class Code:
    """The code of one tree's items, for one task; excerpts and outlines take about so many `tokens`."""

    def __init__(self, graph: CommitGraph, task: str, tokens: int = EXCERPT_TOKENS) -> None:
        self._tokens = tokens
        self._graph = graph
        self._lines = Lines(graph)
        self._terms = frozenset(term for word in words(task) if word not in STOP_WORDS for term in terms(word))

    def span(self, item: ItemAt) -> tuple[int, int]:
        """The first and last line of an item with its docs and attributes."""
        if item.item is None or item.ord < 0:
            return 1, max(1, len(self._lines.of(item.path)))
        return item.item.start_line, item.item.end_line

    def full(self, item: ItemAt) -> str:
        """All lines of an item."""
        return "\n".join(text for _, text in self._lines.between(item.path, *self.span(item)))

    def excerpt(self, item: ItemAt) -> str:
        """An item in part: how it is declared, then the lines that have words of the task."""
        if item.kind in CONTAINERS:
            return self.outline(item)
        lines = list(self._lines.between(item.path, *self.span(item)))
        whole = "\n".join(text for _, text in lines)
        if estimated(whole) <= self._tokens:
            return whole
        return _with_gaps(lines, self._kept(item, lines))

    def outline(self, item: ItemAt) -> str:
        """What an item says of itself, and the signatures of what it contains; those first that have words of the task.

        Signatures keep the order of the source.
        """
        head = [*first_paragraph(item.doc, "//! " if item.kind is ItemKind.MODULE else "/// "), declared(item)]
        inner = [one for one in contents(self._graph, item) if one.kind is not ItemKind.MACRO_CALL]
        room = self._tokens - estimated("\n".join(head))
        ranked = sorted(range(len(inner)), key=lambda at: (-self._told(inner[at].signature), at))
        kept: set[int] = set()
        for at in ranked:
            cost = estimated(f"    {inner[at].signature}\n")
            if cost <= room:
                kept.add(at)
                room -= cost
        said = [f"    {declared(one)}" for one in inner]
        body = _with_gaps(list(enumerate(said)), kept) if kept else ""
        return "\n".join(filter(None, [*head, body]))

    def _kept(self, item: ItemAt, lines: Sequence[Numbered]) -> Collection[int]:
        """The numbers of the lines that are kept."""
        always = set(_declaration(item, lines))
        room = self._tokens - sum(estimated(f"{text}\n") for number, text in lines if number in always)
        ranked = sorted(lines, key=lambda line: (-self._told(line[1]), line[0]))
        for number, text in ranked:
            cost = estimated(f"{text}\n")
            if number not in always and text.strip() and cost <= room:
                always.add(number)
                room -= cost
        return always

    def _told(self, text: str) -> int:
        """How many words of the task a line has."""
        return len(self._terms & {term for word in words(text) for term in terms(word)})


def _declaration(item: ItemAt, lines: Sequence[Numbered]) -> Iterator[int]:
    """The first lines of the doc comment, and the item's signature."""
    yield from [number for number, _ in lines if number < item.line][:_DOC_LINES]
    for number, text in [line for line in lines if line[0] >= item.line][:_HEAD_LINES]:
        yield number
        if text.rstrip().endswith(("{", ";", "}")):
            return


def _with_gaps(lines: Sequence[Numbered], kept: Collection[int]) -> str:
    """The kept lines in order, with a mark for each run of lines between them that is left out."""
    shown: list[str] = []
    skipped = False
    for number, text in lines:
        if number in kept:
            if skipped:
                shown.append(f"{text[: len(text) - len(text.lstrip())]}{GAP}")
            shown.append(text)
            skipped = False
        else:
            skipped = skipped or bool(text.strip())
    return "\n".join([*shown, GAP] if skipped else shown)


def declared(item: ItemAt) -> str:
    """The signature with its visibility before it, once."""
    is_said = not item.vis or item.signature.startswith(item.vis)
    return item.signature if is_said else f"{item.vis} {item.signature}"


def first_paragraph(doc: str, mark: str = "") -> list[str]:
    """The first paragraph of a doc comment, each line after a mark."""
    lines: list[str] = []
    for line in doc.strip().split("\n"):
        if not line.strip():
            break
        lines.append(f"{mark}{line.strip()}")
    return lines if doc.strip() else []
