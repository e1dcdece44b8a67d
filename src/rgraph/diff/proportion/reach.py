"""How far the change of a declaration reaches, told by names.

What two versions of an item are judged by is read from declarations, and each is found by a name: in a signature, by an
import or an alias that gives the name to something, by the header of an impl. There are several ways to depend on one:

- who *names* an item writes a text that may mean something else, or write it otherwise: a signature, a bound, an alias;
- who *projects* names an associated type that an impl decides, `<S as Trait>::Name`;
- who has the *value* of a constant, in the length of an array, is another type with another one;
- who *holds* a type has the auto traits and the variance that this gives: fields, aliases, and nothing else;
- who stands *below* a trait can be implemented by nobody if that cannot be: traits with bounds by it.

Names are compared as words, whatever they mean where they stand, but for where they can be meant at all (a private one
in its module). So too much is reached, and not too little.
"""

from __future__ import annotations

from rgraph.diff.semver.auto.std import AUTO
from rgraph.model.facts import Attrs, ItemKind

from .units import ALIASES, PARTS, Unit, Units

_AGGREGATES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})
_HOLDERS = frozenset({ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.MODULE})
_NAMELESS = frozenset({ItemKind.IMPL, ItemKind.FIELD, ItemKind.STATIC})
"""What nothing in a signature names."""
_MEANT_BY_NAME = frozenset({ItemKind.MACRO, *ALIASES})
"""What is written out where it is named."""
_PROJECTION = "as"
"""The word by which an associated type is named that an impl decides: `<S as Trait>::Name`."""
_OF_STD = frozenset({"std", "core", "alloc"})

_NAMED, _PROJECTED, _VALUED, _HELD, _ABOVE = "named", "projected", "valued", "held", "above"
"""How a name is depended on."""

_Note = tuple[str, str, str]
"""How a name is depended on, the name, and the module or crate in which it is one."""


class Reach:
    """The items that may have to be judged, from those that changed. `lost` are the crates in which a change reaches
    what no name tells.
    """

    def __init__(self, units: Units) -> None:
        self.symbols: set[str] = set()
        self.crates: set[str] = set()
        self.lost: set[str] = set()
        self._units = units
        self._noted: set[_Note] = set()
        self._waiting: list[_Note] = []
        self._renamed: set[Unit] = set()
        self._moved: set[Unit] = set()
        self._modules: set[str] = set()

    def follow(self) -> None:
        """Go on from what was noted as far as it leads."""
        while self._waiting:
            how, name, scope = self._waiting.pop()
            for unit in self._units.naming(name, scope):
                if how == _NAMED:
                    self.renames(unit, name)
                elif how == _PROJECTED:
                    if _PROJECTION in unit.words:
                        self.renames(unit)
                elif how == _VALUED:
                    self._counts_otherwise(unit)
                elif how == _HELD:
                    self._holds(unit)
                elif unit.kind is ItemKind.TRAIT or unit.kind in ALIASES or unit.kind is None:
                    self._lies_below(unit)

    # ---- what changed ------------------------------------------------------------------------------------

    def judge(self, unit: Unit) -> None:
        """An item is to be judged: nobody else feels it."""
        self.symbols.add(unit.symbol)
        if unit.is_shown and unit.kind is not ItemKind.IMPL:
            self.crates.add(unit.crate)

    def moves(self, unit: Unit) -> None:
        """An item's name means another one now, or nothing, or is there for others than before."""
        if unit in self._moved:
            return
        self._moved.add(unit)
        self.judge(unit)
        kind = unit.kind
        if unit.use is not None:
            self._imports_otherwise(unit)
        elif kind in _HOLDERS:
            if kind is ItemKind.MODULE:
                self._modules.add(unit.name)
                self._name(unit)
            for inner in self._units.inside(unit):
                self.moves(inner)
        else:
            if kind not in _NAMELESS and not _is_member(unit):
                self._name(unit)
            self.changes(unit)

    def changes(self, unit: Unit) -> None:
        """An item says something else now, and has the name and the place that it had."""
        self.judge(unit)
        kind, owner = unit.kind, unit.owner
        if kind is ItemKind.EXTERN_CRATE:
            self.lost.add(unit.crate)
        elif kind is ItemKind.IMPL:
            self._of_impl(unit)
            for inner in unit.inner:  # whose meaning for others hangs on what the impl is for
                if inner.kind in ALIASES:
                    self._note(_PROJECTED, inner)
        elif kind in _AGGREGATES:
            self._hold(unit)
        elif kind is ItemKind.TRAIT:
            self._hold(unit)
            self._lie_below(unit)
        elif kind is ItemKind.CONST and not _is_member(unit):
            self._note(_VALUED, unit)
        elif kind in _MEANT_BY_NAME and not _is_member(unit):
            self._note(_NAMED, unit)
            self._hold(unit)
        if owner is not None:
            self._owner_changes(unit, owner)

    def _owner_changes(self, unit: Unit, owner: Unit) -> None:
        if owner.kind is ItemKind.TRAIT:
            self.judge(owner)
            self._lie_below(owner)
        elif owner.kind is ItemKind.IMPL:
            if unit.kind in ALIASES:
                self._note(_PROJECTED, unit)
            if unit.kind is not ItemKind.FUNCTION or _is_elsewhere(unit):  # else its symbol lies in that of its type
                self._of_impl(owner)
        elif unit.kind in PARTS:
            self.changes(owner)

    def _of_impl(self, block: Unit) -> None:
        """The types that an impl is for are judged; who holds them has the auto traits that it gives. It is seen where
        they are."""
        targets = self._units.targets(block)
        if not targets:
            self.crates.add(block.crate)
        for target in targets:
            self.judge(target)
            if target.kind is ItemKind.TRAIT:  # one that is for all types closes no trait below
                self._lie_below(target)
            if _gives_auto_trait(block):
                self._hold(target)

    def _imports_otherwise(self, unit: Unit) -> None:
        assert unit.use is not None and unit.owner is not None
        if not unit.use.glob:
            self._modules.add(unit.name)
            self._name(unit)
            self._hold(unit)
            self._lie_below(unit)
        elif unit.use.vis:
            self.lost.add(unit.crate)
        else:  # all names of its module may mean something else
            for inner in self._units.below(unit.module):
                self.renames(inner)

    # ---- what depends on it ------------------------------------------------------------------------------

    def renames(self, unit: Unit, name: str = "") -> None:
        """A unit names what may be something else now: its text may be another one."""
        if unit in self._renamed:
            return
        if unit.use is not None and unit.use.glob:
            if name in self._modules and unit.use.path[0] not in _OF_STD - {name}:
                self._renamed.add(unit)
                self._imports_otherwise(unit)
            return
        self._renamed.add(unit)
        if unit.kind in _HOLDERS or unit.kind is None:
            self.moves(unit)
        elif unit.kind is not ItemKind.MACRO:
            if unit.kind in {*_AGGREGATES, ItemKind.TRAIT} and _has_defaults(unit):
                self._name(unit)
            self.changes(unit)

    def _holds(self, unit: Unit) -> None:
        """A unit may hold a type that holds something else now."""
        owner = unit.owner
        if unit.kind is ItemKind.FIELD and owner is not None:
            self.changes(owner)
        elif unit.kind in ALIASES and _is_member(unit):
            self._note(_PROJECTED, unit)
        elif unit.kind is None or unit.kind in ALIASES:
            self._hold(unit)
        elif unit.kind in _AGGREGATES and _has_defaults(unit):
            self.changes(unit)
        elif unit.kind is ItemKind.IMPL and _gives_auto_trait(unit):
            self._of_impl(unit)

    def _counts_otherwise(self, unit: Unit) -> None:
        """A unit names a constant of another value now: in the length of an array, in a value."""
        owner = unit.owner
        self.judge(unit)
        if unit.kind in PARTS and owner is not None:
            self.judge(owner)
            self.judge(owner.owner if owner.kind is ItemKind.VARIANT and owner.owner is not None else owner)
        elif _is_member(unit) and owner is not None:
            self._owner_changes(unit, owner)
        elif unit.kind is ItemKind.CONST or unit.kind is None:
            self._note(_VALUED, unit)
        elif unit.kind in ALIASES or (unit.kind in _AGGREGATES and _has_defaults(unit)):
            self._note(_NAMED, unit)

    def _lies_below(self, unit: Unit) -> None:
        if unit.kind is ItemKind.TRAIT:
            self.judge(unit)
        self._lie_below(unit)

    # ---- names -------------------------------------------------------------------------------------------

    def name(self, name: str, scope: str) -> None:
        """A name means something else in a module or crate."""
        self._add((_NAMED, name, scope))

    def _note(self, how: str, unit: Unit) -> None:
        self._add((how, unit.name, unit.scope))

    def _add(self, note: _Note) -> None:
        if note not in self._noted and note[1] not in {"", "_"}:
            self._noted.add(note)
            self._waiting.append(note)

    def _name(self, unit: Unit) -> None:
        self._note(_NAMED, unit)

    def _hold(self, unit: Unit) -> None:
        self._note(_HELD, unit)

    def _lie_below(self, unit: Unit) -> None:
        self._note(_ABOVE, unit)


def _has_defaults(unit: Unit) -> bool:
    return unit.item is not None and any(param.default is not None for param in unit.item.generics.params)


def _is_elsewhere(function: Unit) -> bool:
    """Whether a function is of a trait's impl, or of an impl for trait objects."""
    return ">::" in function.symbol


def _gives_auto_trait(block: Unit) -> bool:
    trait = block.item.trait if block.item is not None else None
    return trait is not None and bool(trait.segments) and trait.segments[-1].name in AUTO


def _is_member(unit: Unit) -> bool:
    """Whether a unit is an item of a trait or an impl, which nothing names without these."""
    return unit.owner is not None and unit.owner.kind in {ItemKind.TRAIT, ItemKind.IMPL}


def bearing(attrs: Attrs) -> object:
    """The attributes by which others meet an item, or not."""
    return attrs.cfg, attrs.doc_hidden, attrs.deprecated, attrs.path, attrs.paths_if, attrs.macro_use, attrs.no_std
