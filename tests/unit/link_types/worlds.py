"""A world of one crate, for tests of the type system; and what each body of it cost and gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from unittest.mock import patch

from rgraph.link.bodies import BodyWalk, _owner, signatures_of
from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.linker import Linker
from rgraph.link.types import body_types
from rgraph.link.types.limits import BODY_STEPS
from rgraph.link.types.search import Fuel
from rgraph.link.types.signatures import Signatures
from rgraph.link.types.terms import Projection, Ty, Var, shallow
from rgraph.link.world import World
from rgraph.model.facts import BlobBodies, Body
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.recursion import room_to_recurse
from rgraph.parse.extract import extract
from tests.dsl.compiled import needs_python
from tests.golden.bodies.crate import Texts, files_of

ROOT = RepoPath("src/lib.rs")


def linker_of(text: str) -> tuple[Texts, Linker]:
    """A crate `demo` with this root file, linked."""
    texts = Texts(files_of(text))
    linker = Linker(texts)
    linker.link(texts.tree)
    return texts, linker


class _Declared(Texts):
    """Contents of which the linker sees the declarations alone, for tests that walk bodies themselves."""

    def bodies(self, blob: BlobHash) -> BlobBodies:
        return BlobBodies([], super().bodies(blob).fragment)


def world_of(text: str) -> World:
    """The world of a crate `demo` with this root file. No body is walked, which may cost more than all of a test."""
    texts = _Declared(files_of(text))
    linker = Linker(texts)
    linker.link(texts.tree)
    return linker.world


def item(world: World, name: str) -> Def:
    """The item of the crate's root called so; `Type::member` is looked for in inherent and trait impls."""
    place = next(iter(world.by_path[ROOT]))
    owner, _, member = name.rpartition("::")
    for each in place.each():
        if each.name == (member or name) and (not owner or (each.parent is not None and each.parent.name == owner)):
            return each
    raise LookupError(name)


def std(world: World, path: str) -> Def:
    """An item of the stub of the standard library."""
    found = world.std(path)
    assert found is not None, path
    return found


def signatures(text: str) -> tuple[World, Signatures]:
    """A world and its declared types."""
    world = world_of(text)
    return world, signatures_of(world)


def walk(text: str, owner: str) -> BodyWalk:
    """A walk that stands in the body of an item."""
    world, declared = signatures(text)
    return BodyWalk(declared, Emitter(world), item(world, owner))


class Local:
    """A walk that stands in `fn here`, and types of its crate as they are written there."""

    def __init__(self, text: str, owner: str = "here") -> None:
        self.walk = walk(text, owner)
        self.types = self.walk.types
        self.world = self.types.world
        self.terms = self.types.terms
        self.inference = self.types.inference

    def item(self, name: str) -> Def:
        """An item of the root."""
        return item(self.world, name)

    def std(self, path: str) -> Def:
        """An item of std."""
        return std(self.world, path)

    def adt(self, name: str, *args: Ty) -> Ty:
        """A type of the crate or, by its path, of std."""
        return self.terms.make(self.std(name) if "::" in name else self.item(name), args)

    def param(self, name: str, owner: str = "here") -> Ty:
        """A generic parameter of an item."""
        return self.terms.param(self.item(owner), name)

    def nested(self, name: str, depth: int, inner: Ty) -> Ty:
        """`name<name<..inner..>>`."""
        for _ in range(depth):
            inner = self.adt(name, inner)
        return inner


@dataclass
class Cost:
    """What one body cost, gave, and left open."""

    steps: int
    cuts: int
    edges: set[str] = field(default_factory=set)
    unresolved: dict[str, int] = field(default_factory=dict)


class _CountingFuel(Fuel):
    """Fuel that knows what was put into it."""

    __slots__ = ("given",)

    def __init__(self) -> None:
        super().__init__()
        self.given = BODY_STEPS

    def refill(self) -> None:
        super().refill()
        self.given = BODY_STEPS

    def earn(self) -> None:
        before = self.left
        super().earn()
        self.given += self.left - before


def costs(text: str, order: Iterable[str] | None = None, fresh: bool = False) -> dict[str, Cost]:
    """Every function's body of the root file (or those called so, in this order), walked by one walk after another.

    With `fresh` each body has a walk of its own, which remembers nothing.
    """
    needs_python(body_types, "Fuel")
    world = world_of(text)
    place = next(iter(world.by_path[ROOT]))
    written = extract(files_of(text)[ROOT].encode())[1].bodies
    bodies = {_owner(place.defs(each.owner)).name: each for each in written}
    found: dict[str, Cost] = {}
    shared: BodyWalk | None = None
    with patch.object(body_types, "Fuel", _CountingFuel), room_to_recurse():
        for name in order if order is not None else bodies:
            owner = _owner(place.defs(bodies[name].owner))
            if shared is None or fresh:
                shared = BodyWalk(signatures_of(world), Emitter(world), owner)
            else:
                shared.begin(owner)
            found[name] = _cost(shared, bodies[name])
    return found


def _cost(walk: BodyWalk, body: Body) -> Cost:
    emit = walk.refs.emit = Emitter(walk.types.world)
    walk.body(body)
    fuel = walk.types.fuel
    assert isinstance(fuel, _CountingFuel)
    linked = emit.linked([])
    edges = {f"{edge.kind.value} {edge.dst} {edge.tier.value}" for edge in linked.edges}
    unresolved = Counter[str]()
    for each in linked.unresolved:
        unresolved[f"{each.reason} {each.shape}"] += each.count
    return Cost(fuel.given - fuel.left, walk.types.search.cuts, edges, unresolved)


def calls(cost: Cost) -> set[str]:
    """The calls of a body, without their tier."""
    return {each.removeprefix("calls ").rpartition(" ")[0] for each in cost.edges if each.startswith("calls ")}


def shown(ty: Ty) -> str:
    """A type as Rust writes it; `_` for what is not known yet, `?` for what nothing tells."""
    ty = shallow(ty)
    if isinstance(ty, Var):
        return f"{{{ty.kind}}}" if ty.kind else "_"
    args = [shown(arg) for arg in ty.args]
    return _WRITTEN[ty.head](args) if isinstance(ty.head, str) and ty.head in _WRITTEN else _named(ty, args)


def _named(ty: Ty, args: list[str]) -> str:
    head = ty.head
    if isinstance(head, Projection):
        trait = f"{head.trait.name}<{', '.join(args[1:])}>" if args[1:] else head.trait.name
        return f"<{args[0]} as {trait}>::{head.name}"
    name = head if isinstance(head, str) else head.name if isinstance(head, Def) else repr(head)
    return f"{name}<{', '.join(args)}>" if args else name


_WRITTEN: dict[str, Callable[[list[str]], str]] = {
    "&": lambda args: f"&{args[0]}",
    "&mut": lambda args: f"&mut {args[0]}",
    "*": lambda args: f"*const {args[0]}",
    "*mut": lambda args: f"*mut {args[0]}",
    "[]": lambda args: f"[{args[0]}]",
    "[;]": lambda args: f"[{args[0]}; _]",
    "()": lambda args: f"({', '.join(args)})",
    "fn": lambda args: f"fn({', '.join(args[:-1])}) -> {args[-1]}",
}
