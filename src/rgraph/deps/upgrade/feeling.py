"""Which lines of a tree feel that packages move: their references, resolved on both sides and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial

from rgraph.deps.beside.sides import CUT, Side
from rgraph.link.defs import Def
from rgraph.link.reference_sites import Site
from rgraph.model.facts import Body, Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath

from .attributes import Attributes
from .behind import CUT_BEHIND, RUN, Behind
from .comparing import (
    Difference,
    differences,
    is_shape,
    member_differences,
    parameter_differences,
    shape_differences,
    visibility_difference,
)
from .counterparts import Counterparts
from .expanding import Expansions
from .heirs import Heirs
from .imports import Imports
from .limits import MAX_LOST
from .lost import Lost
from .outside import Outside
from .patterns import Patterns
from .report import HIDDEN, MOVED, CallSite, Depth, Effect, Felt, Move
from .seen import Seen
from .source_lines import SourceLines
from .uses import Use
from .written import Written

_QUIET = frozenset({EdgeKind.CONTAINS, EdgeKind.DEPENDS_ON})
_IMPORTS = frozenset({EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS})


_Found = dict[tuple[Effect, str, Difference], list[Use]]
"""What is felt: how, of which item, what; and by whom."""


class Feeling:
    """Compares the two sides of an upgrade. `written` has the paths by which code writes items, by symbol."""

    def __init__(
        self,
        old: Side,
        new: Side,
        moves: Collection[Move],
        written: Mapping[str, Iterable[str]],
        source: Callable[[RepoPath], bytes],
        depth: Depth,
    ) -> None:
        self._old, self._new = old, new
        self._moves = {move.old: move for move in moves if move.old is not None}
        self._depth = depth
        self._written = Written(old, written)
        self._source = source
        self._lines = SourceLines(source)
        self._expansions = Expansions(old, new)
        self._gains: dict[Def, str] = {}
        self.heirs = Heirs(old, new)
        self._outside: Outside | None = None
        self._uses: list[Use] = []
        self._lost = Lost(old, self._moves)
        self._made = 0
        self._behind: Behind | None = None
        self.used = 0
        self.untold = 0
        """Of how many references nothing can be said, as what they lead to is not seen on one of the sides."""

    @cached_property
    def sites(self) -> Mapping[str, Collection[CallSite]]:
        """The lines that use items, by each path that an item has, of users and its own."""
        found: dict[str, set[CallSite]] = defaultdict(set)
        paths: dict[Def, set[str]] = {}
        for use in self._uses:
            if use.item not in paths:
                paths[use.item] = self._written.all_paths(use.item)
            for path in paths[use.item]:
                found[path].add(_site(use))
        return found

    @property
    def notes(self) -> list[str]:
        """What is not known of the new versions, a sentence each."""
        cut = [CUT] if self._old.is_cut or self._new.is_cut else []
        cut += [CUT_BEHIND] if self._behind is not None and self._behind.is_cut else []
        return [
            *self._lost.notes,
            *(self._outside.notes if self._outside is not None else ()),
            *self.heirs.unseen,
            *cut,
        ]

    def of(self, paths: Iterable[RepoPath]) -> list[Felt]:
        """What the references in these files feel, worst first."""
        before = self._old.sites(sorted(paths))
        uses = self._uses = list(self._used(before))
        self.used = len(uses)
        after = self._new.sites({use.site.path for use in uses})
        seen = Seen(self._old, self._new, self._moves.values(), before, after)
        written = self._written.from_root(uses)
        counterparts = Counterparts(self._old.world, self._new.world, self._new_root, written)
        self._outside = Outside(self._old, self._new, self._new_root, written)
        patterns = Patterns(self._bodies, partial(self._gained, counterparts))
        found: _Found = defaultdict(list)
        for use in uses:
            for difference in self._felt(use, seen, counterparts):
                if self._depth or difference.effect is not Effect.BEHAVES:
                    key = (difference.effect, self._written.called(use.item), difference)
                    found[key] += [use, *patterns.bound(use, difference)]
        imports = Imports(self._old, self._new, self.heirs, self._lines, before)
        for use in [use for (_, _, difference), several in found.items() if difference.is_shape for use in several]:
            other = counterparts.of(use.item) if not use.pattern else None
            for at, path, difference in imports.wanted(use, other) if other is not None else ():
                found[difference.effect, path, difference].append(at)
        attributes = Attributes(self._old, self._new, self._moves.values(), counterparts)
        for path in sorted({use.site.path for use in uses}):
            for use, difference in attributes.felt(path, partial(self._source, path)):
                found[difference.effect, self._written.called(use.item), difference].append(use)
        if self._depth is Depth.BEHIND:
            self._look_behind(uses, counterparts, found)
        self.used -= self._outside.count + self._made
        self.untold = self._lost.count + self._outside.count + self._made
        for use, difference in patterns.unmatched(uses):
            found[difference.effect, self._written.called(use.item), difference].append(use)
        told = [_told(effect, item, difference, several) for (effect, item, difference), several in found.items()]
        order = list(Effect)
        return sorted(_folded(told), key=lambda felt: (order.index(felt.effect), felt.package, felt.item, felt.what))

    def _look_behind(self, uses: list[Use], counterparts: Counterparts, found: _Found) -> None:
        """Add the calls of functions that are the same, and have something behind them that is not."""
        told = {(use.site, use.item) for several in found.values() for use in several}
        left = [use for use in uses if use.site.kind in RUN and (use.site, use.item) not in told]
        self._behind = Behind(self._old, self._new, [old for old in self._moves if old is not None], counterparts)
        behind = self._behind.differences(dict.fromkeys(use.item for use in left))
        for use in left:
            if use.item in behind:
                difference = behind[use.item]
                found[difference.effect, self._written.called(use.item), difference].append(use)

    def _used(self, sites: Iterable[Site]) -> Iterator[Use]:
        for site in sites:
            if site.kind in _QUIET or site.tier is Tier.CANDIDATE or site.of_template:
                continue
            if isinstance(site.target, str):
                self._lost.take(site, site.target)
                continue
            package = self._old.package_of(site.target)
            move = self._moves.get(package) if package is not None else None
            if move is not None and not self._is_inside_a_macro(site, site.target):
                yield Use(self._lines.at_attribute(site, site.target.name), site.target, move)

    def _is_inside_a_macro(self, site: Site, target: Def) -> bool:
        """Whether a macro is called by what another one makes, and not where it stands."""
        if site.kind is not EdgeKind.EXPANDS or target.kind is not ItemKind.MACRO:
            return False
        names = {target.name, *(path.rpartition("::")[2] for path in self._written.paths(target))}
        return not self._lines.calls_macro(site, sorted(names))

    def _new_root(self, item: Def) -> Def | None:
        package = self._old.package_of(item)
        if package is None:
            return None
        move = self._moves.get(package)
        return self._new.root(move.new if move is not None and move.new is not None else package)

    def _bodies(self, path: RepoPath) -> Iterable[Body]:
        return self._old.linker.bodies(path).bodies

    # ---- one reference -------------------------------------------------------------------------------

    def _felt(self, use: Use, seen: Seen, counterparts: Counterparts) -> Iterator[Difference]:
        there = seen.item(use)
        other = there or counterparts.of(use.item)
        if other is None:
            if not self._may_be_there(use, seen):
                yield self.heirs.gone(use.item, use.move.new)
            return
        if there is None and self._is_by_path(use) and not counterparts.at_paths(use.item):
            name = self.heirs.called([other])
            yield Difference(Effect.BREAKS, MOVED if name else HIDDEN, name)
        else:
            yield from visibility_difference(use.item, other)
        if use.item.item is not None and other.item is not None:
            yield from self._compared(use, other, use.item.item, other.item, counterparts.declared(use.item))

    def _may_be_there(self, use: Use, seen: Seen) -> bool:
        """Whether what is not found may be there nevertheless: by another name, or where nobody looks."""
        if seen.is_replaced(use):
            return True
        if self.heirs.may_be_made(use.item, use.move.new):
            self._made += 1
            return True
        return self._outside is not None and self._outside.may_have(use.item, use.move.new)

    def _compared(
        self, use: Use, other: Def, old: Item, new: Item, traits: tuple[Def | None, Def | None] | None
    ) -> Iterator[Difference]:
        kind = use.site.kind
        if kind is EdgeKind.EXPANDS:
            yield from (each for each in differences(old, new, kind) if each.effect is not Effect.BEHAVES)
            if old.body_hash != new.body_hash:
                yield self._expansions.difference(use.site.path)
        elif kind in _IMPORTS:
            yield from (each for each in differences(old, new, kind) if each.effect is Effect.DEPRECATED)
        elif traits is not None:
            yield from member_differences(other, (old, new), traits, kind)
        else:
            yield from differences(old, new, kind)
        if kind is EdgeKind.USES_TYPE and self._lines.has_arguments(use.site, use.item.name):
            yield from parameter_differences(old, new)
        if kind in {EdgeKind.REFERENCES, EdgeKind.CALLS} and is_shape(old) and is_shape(new):
            yield from shape_differences(old, new, (self._fields(use.item, self._old), self._fields(other, self._new)))
        if kind is EdgeKind.IMPLEMENTS and old.kind is ItemKind.TRAIT:
            yield from self._trait(use.item, other)

    def _is_by_path(self, use: Use) -> bool:
        """Whether a line names an item by a path that leads to it, rather than by a name that it has imported."""
        parent = use.item.parent
        is_of_module = parent is not None and parent.kind is ItemKind.MODULE
        return (is_of_module or use.site.kind in _IMPORTS) and self._lines.has_path(use.site, use.item.name)

    def _gained(self, counterparts: Counterparts, enum: Def) -> str:
        """The variants that an enum has gained, as code; "" where a `match` need not name them."""
        if enum not in self._gains:
            names = self._variants_gained(counterparts, enum)
            more = f" and {len(names) - MAX_LOST} more" if len(names) > MAX_LOST else ""
            self._gains[enum] = ", ".join(names[:MAX_LOST]) + more
        return self._gains[enum]

    def _variants_gained(self, counterparts: Counterparts, enum: Def) -> list[str]:
        other, item = counterparts.of(enum), enum.item
        if other is None or item is None or item.attrs.non_exhaustive or other.kind is not ItemKind.ENUM:
            return []
        before = {each.name for each in self._old.world.children(enum)}
        new = [each.name for each in self._new.world.children(other) if each.kind is ItemKind.VARIANT]
        return [f"`{other.name}::{name}`" for name in new if name not in before]

    def _fields(self, owner: Def, side: Side) -> list[Item]:
        found = (side.world.decl(field) for field in side.world.fields(owner))
        return [item for item in found if item is not None]

    def _trait(self, old: Def, new: Def) -> Iterator[Difference]:
        """What an impl of a trait lacks on the new side."""
        before = {each.name for each in self._old.world.children(old)}
        for each in self._new.world.children(new):
            item = self._new.world.decl(each)
            if item is not None and not item.has_body and each.name not in before:
                yield Difference(Effect.BREAKS, f"an impl must have `{item.signature}` too")


def _folded(told: list[Felt]) -> Iterator[Felt]:
    """Without what is said of a module or type where the same lines are told of something in it."""
    alike: dict[tuple[Effect, str], list[Felt]] = defaultdict(list)
    for felt in told:
        alike[felt.effect, felt.what].append(felt)
    for felt in told:
        inside = {
            (site.path, site.line)
            for other in alike[felt.effect, felt.what]
            if other.item.startswith(f"{felt.item}::")
            for site in other.sites
        }
        if not inside or any((site.path, site.line) not in inside for site in felt.sites):
            yield felt


def _told(effect: Effect, item: str, difference: Difference, uses: list[Use]) -> Felt:
    sites = set(map(_site, uses))
    package = uses[0].move.new or uses[0].move.old
    assert package is not None
    return Felt(effect, package, item, difference.what, tuple(sorted(sites)), difference.instead)


def _site(use: Use) -> CallSite:
    return CallSite(use.site.path, use.site.line, str(use.site.owner.local), use.pattern)
