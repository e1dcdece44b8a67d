"""What a search answers: plain records that render/ turns into text and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rgraph.model.facts import ItemKind


class Mode(StrEnum):
    """What a search goes by."""

    HYBRID = "hybrid"  # both where there are vectors, else words
    LEXICAL = "lexical"
    VECTOR = "vector"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for, and which items may be hits: by kind, crate (or package) and path, where given."""

    text: str
    kinds: tuple[ItemKind, ...] = ()
    crate: str = ""
    path: str = ""
    """A file, a folder, or a pattern with `*` and `?`."""
    limit: int = 10
    mode: Mode = Mode.HYBRID
    context_lines: int = 0
    """Lines of the source shown of each hit, from that of its name on."""
    is_task: bool = False
    """Whether the text tells of something to do, as a commit's message does, rather than of one item."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One item. `symbol` is "" for what stands in no module tree; `why` says in one line what it has of the query."""

    symbol: str
    kind: ItemKind
    name: str
    path: str
    line: int
    end_line: int
    commit: str
    crate: str
    signature: str
    score: float
    why: str
    ord: int
    """The item's number in its file, -1 for the file itself."""
    lines: tuple[str, ...] = ()
    """Of the source, from `line` on, as many as were asked for."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a query at one commit ("staged" or "worktree" for trees that are none), best first.

    `matched` counts all items that have something of the query and may be hits; `mode` is what was gone by.
    """

    query: str
    commit: str
    mode: Mode
    matched: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
