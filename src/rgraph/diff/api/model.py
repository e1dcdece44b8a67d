"""Public items: what a user of a crate can name, with the facts that semver rules read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.diff.lines import Place
from rgraph.model.facts import NO_ATTRS, Attrs, Item

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.resolution import Resolution


def hides(attrs: Attrs) -> bool:
    """Whether attributes take an item out of the API: hidden, but not deprecated too, which is how items are let go."""
    return attrs.doc_hidden and not attrs.deprecated


@dataclass(eq=False, slots=True)
class PublicItem:
    """Something importable, or a member of it.

    `kind` is module, function, struct, enum, union, trait, trait_alias, type_alias, const, static, macro,
    proc_macro, attribute_macro, derive_macro or reexport (of something outside the workspace); for members field,
    union_field, variant, variant_field, method, assoc_const, assoc_type, trait_method, trait_const, trait_type.
    `paths` are every importable path, best first; `hidden` is True where `#[doc(hidden)]` stands on the way of all.
    """

    kind: str
    name: str
    crate: str
    definition: Def | None
    paths: list[str] = field(default_factory=list)
    hidden_paths: list[str] = field(default_factory=list)
    outside: str = ""
    parent: PublicItem | None = None
    members: list[PublicItem] = field(default_factory=list)
    impls: list[TraitImpl] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    gate: str = ""
    ways: dict[str, set[frozenset[str]]] = field(default_factory=dict)  # by path: the cfg of each alternative
    bare_paths: set[str] = field(default_factory=set)  # under which its constructor is not
    use_place: Place | None = None  # of what lies outside: the `use` that brings it

    def __repr__(self) -> str:
        return f"<{self.kind} {self.label}>"

    @property
    def hidden(self) -> bool:
        """Whether documentation hides it, or everything that leads to it."""
        if self.parent is not None:
            return self.parent.hidden or hides(self.attrs)
        return not self.paths

    @property
    def path(self) -> str:
        """The best path, hidden ones last; "" for members."""
        return (self.paths or self.hidden_paths or [""])[0]

    @property
    def label(self) -> str:
        """The path as a report writes it; members come after their owner's: `a::S.field`, `a::S::method`."""
        if self.parent is None:
            return self.path
        separator = "." if self.kind in {"field", "union_field", "variant_field"} else "::"
        return f"{self.parent.label}{separator}{self.name}"

    @property
    def item(self) -> Item | None:
        """The declaration; None for a crate's root and for what lies outside the workspace."""
        return self.definition.item if self.definition is not None else None

    @property
    def attrs(self) -> Attrs:
        """Its attributes, none where there is no declaration."""
        return self.item.attrs if self.item is not None else NO_ATTRS

    @property
    def place(self) -> Place | None:
        """Where it is declared; for what lies outside the workspace, where it is re-exported."""
        if self.definition is None:
            return self.use_place
        if self.definition.ord < 0 and self.item is None:
            return Place(self.definition.place.path, 1, 1)
        item = self.item
        path = self.definition.place.path
        if self.definition.ord < 0 and self.definition.place.decl is not None:
            path = self.definition.place.decl[0].path
        return Place(path, item.line, item.end_line) if item is not None else None

    def traits_of_use(self) -> Mapping[str, str]:
        """The facts about how users may use it: its own and its owner's (prefixed `owner_`)."""
        if self.parent is None:
            return self.facts
        return {**{f"owner_{name}": value for name, value in self.parent.facts.items()}, **self.facts}

    def walk(self) -> Iterator[PublicItem]:
        """This item and its members, at any depth."""
        yield self
        for member in self.members:
            yield from member.walk()


@dataclass(eq=False, slots=True)
class TraitImpl:
    """A trait that a public type implements: by an impl block, or by `#[derive]` (`definition` is then the type's).

    `trait_path` is the trait's symbol, or its path outside the workspace; `macro` the last name of the derive macro.
    """

    trait_path: str
    trait: Resolution | None
    definition: Def
    derived: bool
    negative: bool = False
    macro: str = ""


@dataclass(eq=False, slots=True)
class Surface:
    """The public API of one library crate. `by_path` maps (namespace, importable path) to what it means."""

    crate: str
    package: str
    items: list[PublicItem]
    by_path: dict[tuple[str, str], list[PublicItem]]
    open_globs: list[str]  # `pub use other::*` of crates outside, whose names are not known
    cut: bool = False
    """Whether the walk stopped at a limit: a path that is not here may exist all the same."""
    clashing: Collection[tuple[str, str]] = ()
    """The paths that two globs of a module bring, by namespace: none of `by_path`."""

    def walk(self) -> Iterator[PublicItem]:
        """Every public item and member."""
        for item in self.items:
            yield from item.walk()

    def notes(self) -> tuple[str, ...]:
        """What a reader must know before trusting what is not here."""
        return (f"{self.crate}: public paths beyond the limit are not listed",) if self.cut else ()


def named(items: Iterable[PublicItem]) -> frozenset[Def]:
    """What a path leads to that documentation does not hide."""
    return frozenset(item.definition for item in items if item.definition is not None and item.paths)


def rank(path: str) -> tuple[bool, int, str]:
    """How good a path is as a name: short ones first, last those that are not meant to be written: `prelude::_Ext`."""
    return path.rpartition("::")[2].startswith("_"), path.count("::"), path
