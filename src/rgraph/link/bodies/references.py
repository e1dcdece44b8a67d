"""Emits what a body refers to, as edges of its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rgraph.link.cfg import conds
from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter, Presence, presence_under
from rgraph.link.expansion.lines import plain
from rgraph.link.mounted import is_mounted
from rgraph.link.names import KEYWORDS
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier, Where
from rgraph.model.hygiene import CRATE_NAME, unmarked
from rgraph.model.syntax import MadePath, Path, Segment

from .scopes import Scopes

TYPE_USES = frozenset(
    {ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TRAIT_ALIAS, ItemKind.TYPE_ALIAS}
)

Standing = tuple[int, Presence, int, int | None]
"""A position of the walk: how many macro calls are around it, its cfg, the line from which lines count, and `of_file`.
"""


class References:
    """Emits references.

    `in_macro` is the number of macro calls around the position of the walk. `shift` is the line from which lines count,
    since what a macro made has lines of its own; in an included file all lines are that of the `include!`, which is
    `of_file`. `limits` is how often a limit of types was the reason for a missing edge.
    """

    def __init__(self, world: World, scopes: Scopes, emit: Emitter) -> None:
        self.emit = emit
        self.in_macro = 0
        self.shift = 0
        self.of_file: int | None = None
        self.limits = 0
        self._world = world
        self._scopes = scopes

    def begin(self) -> None:
        """Turn to another body."""
        self.in_macro = 0
        self.shift = 0
        self.of_file = None
        self.limits = 0

    def line(self, line: int) -> int:
        """A line, relative to the line of the owner's name."""
        return line + self.shift if self.of_file is None else self.of_file

    @contextmanager
    def under(self, cfg: Sequence[str]) -> Iterator[bool]:
        """While this lasts the walk is under these cfg predicates. Gives whether they hold where the owner of the body
        does.
        """
        outer, owner = self.emit.presence, self._scopes.owner
        if not cfg:
            yield True
            return
        self.emit.presence = presence_under(self._world, outer, conds(cfg, owner.crate), owner)
        yield not self.emit.presence.is_absent
        self.emit.presence = outer

    def standing(self) -> Standing:
        """The position of the walk, for what is emitted later."""
        return self.in_macro, self.emit.presence, self.shift, self.of_file

    def stand(self, standing: Standing) -> None:
        """Return to a position of the walk."""
        self.in_macro, self.emit.presence, self.shift, self.of_file = standing

    def edge(self, kind: EdgeKind, targets: tuple[Def, ...], tier: Tier, line: int) -> None:
        """Emit a reference."""
        self.emit.edges(self._scopes.owner, kind, targets, tier, self.line(line), self.in_macro > 0)

    def edge_outside(self, kind: EdgeKind, path: str, line: int, tier: Tier = Tier.EXACT) -> None:
        """Emit a reference that leaves the workspace."""
        self.emit.edge(self._scopes.owner, kind, path, self.emit.sure(tier), self.line(line), self.in_macro > 0)

    def called(self, shape: str, target: Def | str, tier: Tier = Tier.EXACT) -> None:
        """Count a call that has an edge: `method` or `call`."""
        if self.emit.sure(tier) is Tier.CANDIDATE:
            where = Where.CANDIDATE
        elif isinstance(target, str):
            where = Where.OUTSIDE
        else:
            is_beside = is_mounted(target.place.path)
            where = Where.STD if target.external else Where.OUTSIDE if is_beside else Where.WORKSPACE
        self.emit.site(shape, where)

    def declared(self, name: str, line: int, called: bool = False) -> None:
        """A reference to an item of a call's argument, by the name that the call declares it under."""
        target = self._scopes.declared(name)
        if target is None:
            return
        if called and target.kind is ItemKind.FUNCTION:
            self.called("call", target)
            self.edge(EdgeKind.CALLS, (target,), Tier.EXACT, line)
        else:
            self.refer((target,), line)

    def refer(self, targets: tuple[Def, ...], line: int, tier: Tier = Tier.EXACT) -> None:
        """Emit a reference that is no call. What is referred to decides its kind."""
        if not targets:
            return
        kind = targets[0].kind
        if kind in TYPE_USES:
            parent = targets[0].parent
            member = parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}
            edge = EdgeKind.REFERENCES if member else EdgeKind.USES_TYPE
        elif kind is ItemKind.CONST or kind is ItemKind.STATIC:
            parent = targets[0].parent
            member = parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}
            edge = EdgeKind.REFERENCES if member else EdgeKind.READS
        else:
            edge = EdgeKind.REFERENCES
        self.edge(edge, targets, tier, line)

    def prefixes(self, path: Path, upto: int) -> None:
        """References to what the first segments of a path name: modules, types, enums."""
        names = [segment.name for segment in path.segments[:upto]]
        starts = sum(
            name in KEYWORDS or name.startswith(CRATE_NAME) for name in names
        )  # they mean nothing of their own
        for at, meaning in enumerate(self._world.prefixes(self._scopes.scope, names, path.root), starts):
            if not meaning.param and not meaning.ambiguous and not meaning.is_self:
                self.refer(meaning.defs, line_of(path, at))

    def unresolved(self, reason: str, shape: str, name: str, line: int) -> None:
        """Count a name that was not resolved; `line` is relative to the owner's name."""
        self.limits += reason == "limit" and shape != "macro"
        item = self._scopes.owner.item
        line = plain(self.line(line)) + (item.line if item is not None else 0)
        self.emit.unresolved(reason or "unknown_name", shape, 1, name, line)

    def explain(self, step: Callable[[], str]) -> None:
        """Say how the next edge was found, if anybody listens."""
        if self.emit.explaining:
            self.emit.note(step())

    def meaning(self, path: Path, ns: Ns) -> Resolution:
        """What a path means here, without regard to locals."""
        return self._world.resolve(self._scopes.scope, path, ns)


def line_of(path: Path, at: int) -> int:
    """The line of a segment, where that is known: else that of the path's last name."""
    return path.lines[at] if isinstance(path, MadePath) and at < len(path.lines) else path.line


def single(path: Path) -> Segment | None:
    """The segment of a path that is one plain name."""
    if len(path.segments) == 1 and path.qself is None and not path.root:
        return path.segments[0]
    return None


def without_mark(path: Path) -> Path:
    """A path that is no local: what a template writes means what it means where the macro is called."""
    first = path.segments[0] if path.segments else None
    if first is None or first.name.isascii() or len(path.segments) > 1:
        return path
    return Path([Segment(unmarked(first.name), first.args)], path.line, path.root)


def path_name(path: Path) -> str:
    """The last name of a path."""
    return path.segments[-1].name if path.segments else ""
