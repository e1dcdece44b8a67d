"""What the questions answer: plain records that render/ turns into text, JSON or Markdown."""

from __future__ import annotations

import msgspec

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Oid

from .places import ItemAt, Outside
from .unseen import Unseen

SINCE_UNKNOWN = "it is not known since when it exists"
"""How the note of a card begins where history is not indexed back to the item."""


class ItemRef(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An item by name and place. One outside of the repository has no path, and `outside` for a kind that is not
    known. `made_by` is the macro whose call makes the item; its place is that call.
    """

    symbol: str
    kind: str
    path: str
    line: int
    vis: str
    signature: str
    made_by: str = ""


class Neighbour(msgspec.Struct, frozen=True, gc=False):
    """One edge seen from one of its ends: the item at the other end, and where the reference stands.

    `item` is None for what is outside the workspace. `depth` counts the edges from the item asked about; where it is
    more than one, `through` is the item before on the way.
    """

    symbol: str
    edge: EdgeKind
    tier: Tier
    count: int
    path: str
    line: int
    via_macro: bool
    item: ItemRef | None
    depth: int = 1
    through: str = ""


class Neighbours(msgspec.Struct, frozen=True, gc=False):
    """The callers or callees of an item; `direction` is `callers` or `callees`. `asked` is the path that the item was
    asked for by, where that leads to it from elsewhere; `notes` say what else is meant, and what was not seen.

    `unseen` counts what was not seen of callers; None for callees.
    """

    direction: str
    item: ItemRef
    commit: str
    neighbours: list[Neighbour]
    asked: str = ""
    notes: list[str] = []
    unseen: Unseen | None = None


class Affected(msgspec.Struct, frozen=True, gc=False):
    """An item that a change may reach: over how many edges (`depth`), through which item, and how sure.

    `tier` is the weakest on the way.
    """

    item: ItemRef
    depth: int
    through: str
    edge: EdgeKind
    tier: Tier
    path: str
    line: int
    is_test: bool


class TestRun(msgspec.Struct, frozen=True, gc=False):
    """Tests of one target and the command that runs exactly them."""

    package: str
    target: str
    tests: list[str]
    command: str


class Impact(msgspec.Struct, frozen=True, gc=False):
    """Who is affected by a change to an item, nearest first. `cut_at` is the depth at which the search was told to stop
    though more lay beyond, 0 where it went to the end."""

    item: ItemRef
    commit: str
    affected: list[Affected]
    test_runs: list[TestRun]
    cut_at: int = 0
    asked: str = ""
    notes: list[str] = []
    unseen: Unseen | None = None


class CommitRef(msgspec.Struct, frozen=True, gc=False):
    """A commit as a reader knows it; `time` is seconds since 1970, `subject` the message's first line."""

    oid: Oid
    time: int
    author: str
    subject: str


class LifeEvent(msgspec.Struct, frozen=True, gc=False):
    """A commit that made, changed or removed an item; `changes` says what: `added`, `removed`, `signature`, `body`...

    `before` and `after` are the signatures where these differ.
    """

    commit: CommitRef
    symbol: str
    path: str
    line: int
    changes: list[str]
    before: str = ""
    after: str = ""


class Life(msgspec.Struct, frozen=True, gc=False):
    """The life of an item, oldest first. `complete` is False where history is shallow or not indexed in full."""

    symbol: str
    events: list[LifeEvent]
    complete: bool = True
    notes: list[str] = []
    asked: str = ""


class ItemCard(msgspec.Struct, frozen=True, gc=False):
    """All that `show` says of an item. `start_line` is where its docs or attributes begin, `template` the macro of this
    repository whose call makes it."""

    item: ItemRef
    commit: str
    crate: str
    start_line: int
    end_line: int
    doc: str
    attrs: list[str]
    contains: list[ItemRef]
    callers: list[Neighbour]
    callees: list[Neighbour]
    since: CommitRef | None
    notes: list[str] = []
    asked: str = ""
    template: ItemRef | None = None


def ref_of(item: ItemAt | Outside) -> ItemRef:
    """An item by name and place."""
    if isinstance(item, Outside):
        return ItemRef(item.symbol, item.kind or "outside", item.path, item.line, "", item.signature)
    made_by = item.item.made_by if item.item is not None else ""
    return ItemRef(item.symbol, str(item.kind), item.path, item.line, item.vis, item.signature, made_by)
