"""Which lines of a tree feel that packages move: their references, resolved on both sides and compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rgraph.link.defs import Def
from rgraph.link.emitter import line_of
from rgraph.link.mounted import is_mounted
from rgraph.model.facts import Body, Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId

from .bindings import lines_of_bindings
from .comparing import Difference, differences, is_shape, parameter_differences, shape_differences
from .counterparts import Counterparts
from .expanding import made_in
from .heirs import Heirs
from .limits import MAX_ATTRIBUTE_LINES, MAX_LOST
from .matching import ends_of_matches
from .public_names import holder_of, public_name
from .report import CallSite, Effect, Felt, Move
from .sides import Side
from .sites import Site

_QUIET = frozenset({EdgeKind.CONTAINS, EdgeKind.DEPENDS_ON})


@dataclass(frozen=True, slots=True)
class _Use:
    """A reference to an item of a package that moves."""

    site: Site
    item: Def
    move: Move
    pattern: int = 0
    """The line of the pattern that the reference has its value from; 0 where it names the item itself."""


class Feeling:
    """Compares the two sides of an upgrade. `written` has the paths by which code writes items, by symbol."""

    def __init__(
        self,
        old: Side,
        new: Side,
        moves: Iterable[Move],
        written: Mapping[str, Iterable[str]],
        source: Callable[[RepoPath], bytes],
        behaviour: bool,
    ) -> None:
        self._old, self._new = old, new
        self._source = source
        self._moves = {move.old: move for move in moves if move.old is not None}
        self._written = written
        self._behaviour = behaviour
        self._package: dict[str, PackageId | None] = {}
        self.used = 0
        self.heirs: Heirs | None = None
        self._lines: dict[RepoPath, list[str]] = {}

    def of(self, paths: Iterable[RepoPath]) -> list[Felt]:
        """What the references in these files feel, worst first."""
        wanted = sorted(paths)
        uses = list(self._uses(self._old.sites(wanted)))
        self.used = len(uses)
        seen = _by_line(self._new.sites({use.site.path for use in uses}))
        counterparts = Counterparts(self._old.world, self._new.world, self._new_root, self._paths(uses))
        heirs = self.heirs = Heirs(self._old, self._new)
        found: dict[tuple[Effect, str, Difference], list[_Use]] = defaultdict(list)
        for use in uses:
            for difference in self._felt(use, seen, counterparts, heirs):
                if self._behaviour or difference.effect is not Effect.BEHAVES:
                    found[difference.effect, self._called(use.item), difference] += [use, *self._bound(use, difference)]
        for use, difference in self._unmatched(uses, counterparts):
            found[difference.effect, self._called(use.item), difference].append(use)
        told = [_told(effect, item, difference, several) for (effect, item, difference), several in found.items()]
        told = list(_folded(told))
        order = list(Effect)
        return sorted(told, key=lambda felt: (order.index(felt.effect), felt.package, felt.item, felt.what))

    def _uses(self, sites: Iterable[Site]) -> Iterator[_Use]:
        for site in sites:
            if site.kind in _QUIET or isinstance(site.target, str) or site.tier is Tier.CANDIDATE:
                continue
            if site.of_template or self._is_inside_a_macro(site):
                continue
            package = self._package_of(site.target)
            move = self._moves.get(package) if package is not None else None
            if move is not None:
                yield _Use(self._named(site, site.target.name), site.target, move)

    def _is_inside_a_macro(self, site: Site) -> bool:
        """Whether a macro is called by what another one makes, and not where it stands."""
        if site.kind is not EdgeKind.EXPANDS or isinstance(site.target, str):
            return False
        item = site.target.item
        return item is not None and item.kind is ItemKind.MACRO and f"{item.name}!" not in self._text(site)

    def _package_of(self, item: Def) -> PackageId | None:
        crate = item.crate.id
        if crate not in self._package:
            self._package[crate] = self._old.package_of(item)
        return self._package[crate]

    def _new_root(self, item: Def) -> Def | None:
        package = self._package_of(item)
        if package is None:
            return None
        move = self._moves.get(package)
        return self._new.root(move.new if move is not None and move.new is not None else package)

    def _paths(self, uses: Iterable[_Use]) -> dict[Def, list[tuple[str, ...]]]:
        """How code writes the items that are used and what holds them, without the crate."""
        found: dict[Def, list[tuple[str, ...]]] = {}
        for use in uses:
            at: Def | None = use.item
            while at is not None and at not in found:
                written = self._written.get(self._old.world.symbol(at), ())
                found[at] = [tuple(path.split("::")[1:]) for path in written]
                at = at.parent
        return found

    def _called(self, item: Def) -> str:
        """An item as code writes it: by the shortest path that is known to lead to it or to what holds it."""
        world = self._old.world
        written = sorted(self._written.get(world.symbol(item), ()), key=lambda path: (path.count("::"), path))
        if written:
            return written[0]
        holder = holder_of(world, item)
        if holder is not None and holder.kind is not ItemKind.MODULE and is_mounted(holder.place.path):
            dot = "." if item.kind is ItemKind.FIELD else "::"
            return f"{self._called(holder)}{dot}{item.name}"
        return public_name(world, item) or world.symbol(item)

    # ---- one reference -------------------------------------------------------------------------------

    def _felt(
        self, use: _Use, seen: Mapping[tuple[RepoPath, int], list[Site]], counterparts: Counterparts, heirs: Heirs
    ) -> Iterator[Difference]:
        there = _same_line(use, seen)
        other = there or counterparts.of(use.item)
        if other is None:
            if not self._is_replaced(use, seen) and not heirs.may_be_made(use.item, use.move.new):
                yield heirs.gone(use.item, use.move.new)
            return
        old, new = use.item.item, other.item
        if there is None and self._is_by_path(use) and not counterparts.at_paths(use.item):
            name = heirs.called([other])
            yield Difference(Effect.BREAKS, "it is at another path" if name else "it is not public any more", name)
        if old is None or new is None:
            return
        if use.site.kind is EdgeKind.EXPANDS:
            yield from self._expanded(use, old, new)
            return
        if use.site.kind in {EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS}:
            yield from (each for each in differences(old, new, use.site.kind) if each.effect is Effect.DEPRECATED)
            return
        yield from differences(old, new, use.site.kind)
        if use.site.kind is EdgeKind.USES_TYPE and self._has_arguments(use):
            yield from parameter_differences(old, new)
        if is_shape(old) and is_shape(new) and use.site.kind in {EdgeKind.REFERENCES, EdgeKind.CALLS}:
            yield from shape_differences(old, new, (self._fields(use.item, self._old), self._fields(other, self._new)))
        if use.site.kind is EdgeKind.IMPLEMENTS and old.kind is ItemKind.TRAIT:
            yield from self._trait(use.item, other)

    def _has_arguments(self, use: _Use) -> bool:
        """Whether a line gives arguments to a type that it names."""
        return re.search(rf"\b{re.escape(use.item.name)}\s*(?:::\s*)?<", self._text(use.site)) is not None

    def _is_by_path(self, use: _Use) -> bool:
        """Whether a line names an item by a path that leads to it, rather than by a name that it has imported."""
        if use.site.kind in {EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS}:
            return True
        parent = use.item.parent
        is_there = re.search(rf"\w\s*::\s*{re.escape(use.item.name)}\b", self._text(use.site)) is not None
        return is_there and parent is not None and parent.kind is ItemKind.MODULE

    def _text(self, site: Site) -> str:
        lines = self._lines_of(site.path)
        return lines[site.line - 1] if 0 < site.line <= len(lines) else ""

    def _lines_of(self, path: RepoPath) -> list[str]:
        lines = self._lines.get(path)
        if lines is None:
            lines = self._lines[path] = self._source(path).decode("utf-8", "replace").split("\n")
        return lines

    def _named(self, site: Site, name: str) -> Site:
        """A reference at the line that has the name: those of an attribute are told at the item that it is on."""
        lines = self._lines_of(site.path)
        for line in range(site.line, max(0, site.line - MAX_ATTRIBUTE_LINES), -1):
            text = lines[line - 1] if line <= len(lines) else ""
            if not text.strip():
                break
            if name in text:
                return replace(site, line=line)
        return site

    def _expanded(self, use: _Use, old: Item, new: Item) -> Iterator[Difference]:
        """What a macro makes no more where it is called."""
        yield from (each for each in differences(old, new, use.site.kind) if each.effect is not Effect.BEHAVES)
        if old.body_hash == new.body_hash:
            return
        before, after = made_in(self._old, use.site.path), made_in(self._new, use.site.path)
        lost = sorted(before - after) if before is not None and after is not None else []
        if before is None or after is None:
            yield Difference(Effect.MAY_BREAK, "its arms changed, and what they make here is not all seen")
        elif lost:
            more = f" and {len(lost) - MAX_LOST} more" if len(lost) > MAX_LOST else ""
            told = ", ".join(f"`{each}`" for each in lost[:MAX_LOST])
            yield Difference(Effect.MAY_BREAK, f"it does not make {told}{more} here any more")
        else:
            yield Difference(Effect.BEHAVES, "its arms changed")

    def _is_replaced(self, use: _Use, seen: Mapping[tuple[RepoPath, int], list[Site]]) -> bool:
        """Whether the line leads elsewhere by the same name on the new side: to a re-export of another package."""
        name = use.item.name
        return any(
            isinstance(site.target, Def) and site.target.name == name and site.kind is use.site.kind
            for site in seen.get((use.site.path, use.site.line), ())
        )

    def _bound(self, use: _Use, difference: Difference) -> Iterator[_Use]:
        """The lines that use what a pattern of a changed variant or struct takes out of it."""
        if difference.is_shape:
            zero = line_of(use.site.owner)
            for body in self._bodies(use.site):
                for line in sorted(lines_of_bindings(body.expr, use.item.name, use.site.line - zero)):
                    yield replace(use, site=replace(use.site, line=line + zero), pattern=use.site.line)

    def _bodies(self, site: Site) -> list[Body]:
        """The bodies of the item that a reference stands in."""
        return [body for body in self._old.linker.bodies(site.path).bodies if body.owner == site.owner.ord]

    def _unmatched(self, uses: Iterable[_Use], counterparts: Counterparts) -> Iterator[tuple[_Use, Difference]]:
        """Matches without an arm for the variants that an enum has gained."""
        told: set[tuple[RepoPath, int]] = set()
        for use in uses:
            enum = use.item.parent
            if use.item.kind is not ItemKind.VARIANT or enum is None or use.site.kind is not EdgeKind.REFERENCES:
                continue
            gained = self._gained(enum, counterparts)
            for body in self._bodies(use.site) if gained else ():
                zero = line_of(use.site.owner)
                for line in ends_of_matches(body.expr, use.item.name, use.site.line - zero):
                    if (use.site.path, line + zero) not in told:
                        told.add((use.site.path, line + zero))
                        at = replace(use, item=enum, site=replace(use.site, line=line + zero))
                        yield at, Difference(Effect.BREAKS, f"a `match` on it lacks {gained}")

    def _gained(self, enum: Def, counterparts: Counterparts) -> str:
        """The variants that an enum has gained, as code; "" where a `match` need not name them."""
        other = counterparts.of(enum)
        item = enum.item
        if other is None or item is None or item.attrs.non_exhaustive or other.kind is not ItemKind.ENUM:
            return ""
        before = {each.name for each in self._old.world.children(enum)}
        new = [each.name for each in self._new.world.children(other) if each.kind is ItemKind.VARIANT]
        gained = [f"`{other.name}::{name}`" for name in new if name not in before]
        return ", ".join(gained[:MAX_LOST]) + (f" and {len(gained) - MAX_LOST} more" if len(gained) > MAX_LOST else "")

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
    for felt in told:
        inside = {
            (site.path, site.line)
            for other in told
            if other.effect is felt.effect and other.what == felt.what and other.item.startswith(f"{felt.item}::")
            for site in other.sites
        }
        if not inside or any((site.path, site.line) not in inside for site in felt.sites):
            yield felt


def _by_line(sites: Iterable[Site]) -> dict[tuple[RepoPath, int], list[Site]]:
    found: dict[tuple[RepoPath, int], list[Site]] = defaultdict(list)
    for site in sites:
        found[site.path, site.line].append(site)
    return found


def _same_line(use: _Use, seen: Mapping[tuple[RepoPath, int], list[Site]]) -> Def | None:
    """What the reference leads to on the new side: an item of its name, by the same kind of reference, on its line."""
    for site in seen.get((use.site.path, use.site.line), ()):
        target = site.target
        is_same = isinstance(target, Def) and target.name == use.item.name and site.kind is use.site.kind
        if is_same and isinstance(target, Def) and is_mounted(target.place.path):
            return target
    return None


def _told(effect: Effect, item: str, difference: Difference, uses: list[_Use]) -> Felt:
    sites = {CallSite(use.site.path, use.site.line, str(use.site.owner.local), use.pattern) for use in uses}
    package = uses[0].move.new or uses[0].move.old
    assert package is not None
    return Felt(effect, package, item, difference.what, tuple(sorted(sites)), difference.instead)
