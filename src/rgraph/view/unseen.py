"""What was not seen and might have mattered: calls on unknown receivers, macro calls that were not expanded."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator

import msgspec

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Unresolved
from rgraph.model.ids import RepoPath, Symbol

from .digests import MACROS
from .graph import CommitGraph, ItemAt
from .names import segments
from .places import Meaning, Outside

MEMBERS = {ItemKind.IMPL, ItemKind.TRAIT}
BODIES = {ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC}
"""What has a body: a macro call in one makes no item that others see."""

_TAKES_SELF = re.compile(r"\(&?(?:'\w+ )?(?:mut )?self\b")
_OPEN_RECEIVER = {"unknown_receiver", "limit"}
_OPEN_NAME = {"unknown_name", "ambiguous", "limit"}
_PATHS = {"call", "path", "type", "macro", "trait", "import"}


class Unseen(msgspec.Struct, frozen=True, gc=False):
    """What may mean an item, or hide a use of it, where code can name it.

    `unknown_receiver` counts method calls (of a field: accesses) of its name on a value whose type is not known,
    `unresolved` paths that end in its name and lead nowhere, `not_expanded` macro calls whose text is not known.
    """

    unknown_receiver: int = 0
    unresolved: int = 0
    not_expanded: int = 0


def unseen(graph: CommitGraph, item: Meaning) -> Unseen:
    """What was not seen of the uses of an item."""
    member = _member_shape(graph, item)
    name = item.name.rstrip("!")
    receivers = paths = macros = 0
    for _, one in missing(graph, scope_of(graph, item)):
        named = one.name.rpartition("::")[2] == name
        if one.shape == member:
            receivers += one.count if named and one.reason in _OPEN_RECEIVER else 0
        elif one.shape in MACROS and not named:
            macros += one.count
        elif one.shape in _PATHS:
            paths += one.count if named and one.reason in _OPEN_NAME else 0
    return Unseen(receivers, paths, macros)


def notes(graph: CommitGraph, item: Meaning, found: Unseen) -> list[str]:
    """The same as sentences, one for each that is not nothing."""
    said = []
    if found.unknown_receiver:
        what = f".{item.name}" if _member_shape(graph, item) == "field" else f".{item.name}()"
        one = found.unknown_receiver == 1
        said.append(
            f"{found.unknown_receiver:,} {what} {'has' if one else 'have'} a receiver of unknown type and may mean this"
        )
    if found.unresolved:
        paths = "path that ends" if found.unresolved == 1 else "paths that end"
        said.append(f"{found.unresolved:,} {paths} in `{item.name}` and could not be resolved may mean this")
    return [*said, *not_expanded_notes(found.not_expanded, "more uses may hide there")]


def not_expanded_notes(count: int, consequence: str) -> list[str]:
    """One sentence on macro calls that were not expanded, none where there are none."""
    if not count:
        return []
    calls = "macro call in scope was" if count == 1 else "macro calls in scope were"
    return [f"{count:,} {calls} not expanded: {consequence}"]


def not_expanded(
    graph: CommitGraph,
    crates: Collection[str] | None = None,
    items_only: bool = False,
    but: Container[Symbol] = (),
) -> int:
    """How many macro calls in some crates (None: in all) were not expanded; `items_only` leaves out those in bodies,
    `but` those of some items."""
    calls = [one for _, one in missing(graph, _Scope(crates)) if one.shape in MACROS and one.owner not in but]
    if items_only:
        calls = [one for one in calls if (at := graph.item(one.owner)) is None or at.kind not in BODIES]
    return sum(one.count for one in calls)


class _Scope(msgspec.Struct, frozen=True, gc=False):
    """Where code can name an item: in some crates (None: in all), or in and below one module."""

    crates: Collection[str] | None = None
    module: str = ""


def missing(graph: CommitGraph, scope: _Scope) -> Iterator[tuple[RepoPath, Unresolved]]:
    """Everything that was not resolved, file by file, in the code that a scope takes in."""
    for path in graph.files:
        linked = graph.declares(path)
        if linked is None or not linked.unresolved:
            continue
        if scope.module:
            inside = (scope.module, f"{scope.module}::", f"{scope.module}.")
            yield from (
                (path, one) for one in linked.unresolved if one.owner == inside[0] or one.owner.startswith(inside[1:])
            )
        elif scope.crates is None or any(definition.crate in scope.crates for definition in linked.defs):
            yield from ((path, one) for one in linked.unresolved)


def scope_of(graph: CommitGraph, item: Meaning) -> _Scope:
    """Where code can name an item, by the visibility that it is declared with."""
    if isinstance(item, Outside):
        return _Scope()
    vis = _visibility(graph, item)
    if vis == "pub":
        return _Scope(_with_dependents(graph, item.crate))
    if vis.startswith("pub"):
        return _Scope({item.crate})
    return _Scope(module=_module(graph, item))


def _visibility(graph: CommitGraph, item: ItemAt) -> str:
    """An item's visibility as written; of what has none of its own (a variant, a trait's method) its owner's."""
    at: ItemAt | None = item
    while at is not None and not at.vis and at.kind is not ItemKind.MODULE:
        parent = graph.item(at.parent)
        if parent is None or parent.kind is ItemKind.MODULE:
            break
        if parent.kind is ItemKind.IMPL:
            of_trait = parent.item is not None and parent.item.trait is not None
            return "pub" if of_trait else ""
        if parent.kind not in {ItemKind.TRAIT, ItemKind.ENUM, ItemKind.VARIANT}:
            break
        at = parent
    if at is not None and at.item is not None and at.kind is ItemKind.MACRO and at.item.attrs.macro_export:
        return "pub"
    return at.vis if at is not None else ""


def _module(graph: CommitGraph, item: ItemAt) -> Symbol:
    """The module around an item."""
    at = graph.item(item.parent)
    while at is not None and at.kind is not ItemKind.MODULE:
        at = graph.item(at.parent)
    return at.symbol if at is not None else Symbol(item.crate)


def _with_dependents(graph: CommitGraph, crate: str) -> set[str]:
    """A crate and those that depend on it, directly or not."""
    users: dict[str, list[str]] = {}
    for one in graph.cargo.crates:
        for extern in one.externs:
            users.setdefault(extern.crate, []).append(one.id)
    found, queue = {crate}, [crate]
    while queue:
        fresh = [user for user in users.get(queue.pop(), ()) if user not in found]
        found.update(fresh)
        queue += fresh
    return found


def _member_shape(graph: CommitGraph, item: Meaning) -> str:
    """How a member is named after a receiver: `method` or `field`; "" for what is no member."""
    if isinstance(item, Outside):
        owner = segments(item.symbol)[-2:][0]
        is_method = _TAKES_SELF.search(item.signature) if item.signature else not item.kind and owner[:1].isupper()
        return "method" if is_method else ""
    if item.kind is ItemKind.FIELD:
        return "field"
    parent = graph.item(item.parent)
    of_type = item.kind is ItemKind.FUNCTION and parent is not None and parent.kind in MEMBERS
    return "method" if of_type and item.item is not None and item.item.self_param is not None else ""
