"""How an edge was found, step by step, or why it was not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from rgraph.model.facts import BlobBodies, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.syntax import EField, EMacro, EMethod, Node, Path

from .defs import Def
from .emitter import Emitter
from .expansion.lines import plain
from .limits import MAX_IMPORT_STEPS
from .linker import Linker
from .resolution import Layer, Ns, Resolution, Scope
from .table import FILE
from .world import World

N = TypeVar("N", bound=Node)

TIERS = {
    Tier.EXACT: "exact: Rust's scope rules leave no other meaning",
    Tier.INFERRED: "inferred: through types that declarations give",
    Tier.CANDIDATE: "candidate: one of several that the source does not decide between",
    Tier.COMPILER: "compiler: from rust-analyzer",
}

IN_TEMPLATE = "candidate: the macro's template names it, and a call decides whether that is used"


@dataclass(frozen=True, slots=True)
class Found:
    """One reference of the caller to the callee. `line` is the file's; `steps` say how it was resolved."""

    kind: EdgeKind
    tier: Tier
    path: RepoPath
    line: int
    via_macro: bool
    steps: list[str]


@dataclass(frozen=True, slots=True)
class Missed:
    """A place in the caller with the callee's name that is no reference to it, and why."""

    path: RepoPath
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Why:
    """References found, and (where there is none) what stands in their place."""

    caller: Symbol
    callee: Symbol
    found: list[Found]
    missed: list[Missed]
    notes: list[str] = field(default_factory=list)
    """What was asked for by other names."""


def why(linker: Linker, caller: Symbol, callee: Symbol) -> Why | None:
    """How the current tree's edges from `caller` to `callee` were resolved, or why there are none.

    None where the caller is no item of the tree. The callee may lie outside of the workspace.
    """
    source = find(linker.world, caller)
    if source is None:
        return None
    emit = Explanation(linker.world, source, callee)
    linker.link_with(source.place.path, emit)
    bodies = linker.bodies(source.place.path)
    found = [_explained(linker.world, source, bodies, callee, each) for each in emit.found]
    missed = [] if found else list(_missed(emit, source, bodies, callee))
    return Why(caller, callee, found, missed)


def find(world: World, symbol: Symbol) -> Def | None:
    """The item of a symbol; of a module with a file, the file's."""
    for key in sorted(world.places):
        place = world.places[key]
        if not symbol.startswith(place.crate.id):
            continue
        if symbol == place.prefix:
            return place.defs(FILE)
        for definition in place.each():
            if world.symbol(definition) == symbol:
                return definition
    return None


class Explanation(Emitter):
    """Listens to the edges from one item: those to the callee with their notes, and all others by line."""

    explaining = True

    def __init__(self, world: World, source: Def, callee: Symbol) -> None:
        super().__init__(world)
        self.found: list[tuple[EdgeKind, Tier, int, bool, list[str]]] = []
        self.others: list[tuple[int, Symbol, Tier]] = []
        self.failures: list[tuple[int, str, str, str]] = []
        self._source = source
        self._callee = callee
        self._notes: list[str] = []

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        notes, self._notes = self._notes, []
        if src is not self._source:
            return
        target = Symbol(dst) if isinstance(dst, str) else self.symbol(dst)
        if target == self._callee:
            self.found.append((kind, tier, plain(line), via_macro, notes))
        else:
            self.others.append((plain(line), target, tier))

    def note(self, step: str) -> None:
        self._notes.append(step)

    def unresolved(self, reason: str, shape: str, count: int = 1, name: str = "", line: int = 0) -> None:
        self._notes = []
        self.failures.append((line, name, reason, shape))


# ---- references that are there ---------------------------------------------------------------------------


def _explained(
    world: World, source: Def, bodies: BlobBodies, callee: Symbol, edge: tuple[EdgeKind, Tier, int, bool, list[str]]
) -> Found:
    kind, tier, line, via_macro, notes = edge
    steps = list(notes)
    if not steps:
        steps = _path_steps(world, source, bodies, callee, line)
    if via_macro:
        steps.append("it is in a macro call: in its arguments or in its expansion")
    of_template = source.kind is ItemKind.MACRO and tier is Tier.CANDIDATE
    steps.append(IN_TEMPLATE if of_template else TIERS[tier])
    return Found(kind, tier, source.place.path, line + _zero(source), via_macro, steps)


def _zero(source: Def) -> int:
    return 0 if source.ord == FILE else source.place.table.items[source.ord].line


def _path_steps(world: World, source: Def, bodies: BlobBodies, callee: Symbol, line: int) -> list[str]:
    """How the first path on the line that leads to the callee does so."""
    scope = world.scope(source)
    inner = Scope(source, scope.module, (Layer(source, None, None), *scope.layers), scope.self_def)
    for path in _nodes(source, bodies, Path):
        if path.line != line or not path.segments:
            continue
        for ns in Ns:
            meaning = world.resolve(inner, path, ns)
            if any(world.symbol(each) == callee for each in meaning.defs) or meaning.outside == callee:
                return _chain(world, inner, path, ns)
    return []


def _chain(world: World, scope: Scope, path: Path, ns: Ns) -> list[str]:
    names = [segment.name for segment in path.segments]
    steps = [f"`{'::'.join(names)}` is read in {world.symbol(scope.module)}"]
    if names[0] in {"crate", "self", "super", "Self", "$crate"} or path.root or path.qself is not None:
        return steps
    first_ns = ns if len(names) == 1 else Ns.TYPE
    return steps + import_steps(world, scope.module, names[0], first_ns)


def import_steps(world: World, module: Def, name: str, ns: Ns) -> list[str]:
    """Where a module has a name from: its own item, or the chain of imports that leads to one."""
    steps: list[str] = []
    for _ in range(MAX_IMPORT_STEPS):
        following = _import_step(world, module, name, ns, steps)
        if following is None:
            return steps
        module, name = following
    return steps


def _import_step(world: World, module: Def, name: str, ns: Ns, steps: list[str]) -> tuple[Def, str] | None:
    """Say where one module has a name from; the module and name that it comes from, if it is an import."""
    table = module.place.table
    where = world.symbol(module)
    if world.named(module, name, ns):
        steps.append(f"`{name}` is an item of {where}")
        return None
    for index in table.use_names.get(module.ord, {}).get(name, ()):
        use = table.facts.uses[index]
        if world.imported(module, use, ns):
            steps.append(f"{module.place.path}:{use.line} imports `{'::'.join(use.path)}` as `{name}`")
            return _from(world, module, tuple(use.path), use.root)
    for index in table.globs.get(module.ord, ()):
        use = table.facts.uses[index]
        for target in world.use_path(module, tuple(use.path), use.root, Ns.TYPE).defs:
            if target.kind is ItemKind.MODULE and world.lookup(target, name, ns):
                steps.append(f"{module.place.path}:{use.line} imports all of `{'::'.join(use.path)}`")
                return target, name
    if world.extern(module.crate, name):
        steps.append(f"`{name}` is a crate that {module.crate.package} depends on")
    elif world.prelude(module.crate, name, ns):
        steps.append(f"`{name}` is in the prelude of edition {world.edition(module.crate)}")
    return None


def _from(world: World, module: Def, names: tuple[str, ...], root: bool) -> tuple[Def, str] | None:
    """The module that an import's last segment is looked up in."""
    meaning: Resolution = (
        world.use_path(module, names[:-1], root, Ns.TYPE) if len(names) > 1 else Resolution(defs=(module,))
    )
    target = meaning.defs[0] if meaning.defs and not meaning.rest and not meaning.outside else None
    if target is None or target.kind is not ItemKind.MODULE or (target is module and len(names) == 1):
        return None
    return target, names[-1]


# ---- references that are not there -----------------------------------------------------------------------


def _missed(emit: Explanation, source: Def, bodies: BlobBodies, callee: Symbol) -> Iterator[Missed]:
    name = plain_name(callee)
    path = source.place.path
    zero = _zero(source)
    seen: set[tuple[int, str]] = set()
    for line, text in _mentions(source, bodies, name):
        if (line, text) in seen:
            continue
        seen.add((line, text))
        yield Missed(path, line + zero, text, _reason(emit, name, line, zero))
    if not seen:
        yield Missed(path, zero, name, f"the name `{name}` does not occur in {emit.symbol(source)}")


def _reason(emit: Explanation, name: str, line: int, zero: int) -> str:
    others = [target for at, target, _ in emit.others if plain_name(target) == name and at == line]
    others = others or [target for _, target, _ in emit.others if plain_name(target) == name]
    if others:
        return "it means " + " or ".join(dict.fromkeys(others))
    for at, text, reason, shape in emit.failures:
        if text.rpartition("::")[2] == name and at in {line + zero, 0}:
            return f"not resolved: {reason} ({shape})"
    return "it names a local variable, a parameter, or something whose type the declarations do not give"


def plain_name(symbol: str) -> str:
    """The last name of a symbol, without marks."""
    return symbol.rpartition("::")[2].rpartition(".")[2].partition("#")[0].rstrip("!")


def _mentions(source: Def, bodies: BlobBodies, name: str) -> Iterator[tuple[int, str]]:
    """Places in an item's declaration and bodies where a name stands."""
    for path in _nodes(source, bodies, Path):
        if path.segments and path.segments[-1].name == name:
            yield path.line, "::".join(segment.name for segment in path.segments)
    for call in _nodes(source, bodies, EMethod):
        if call.name == name:
            yield call.line, f".{name}()"
    for access in _nodes(source, bodies, EField):
        if access.name == name:
            yield access.line, f".{name}"
    for macro in _nodes(source, bodies, EMacro):
        for token in macro.names:
            if token.path.segments and token.path.segments[-1].name == name:
                yield token.path.line, f"{name} (among a macro's tokens)"


def _nodes(source: Def, bodies: BlobBodies, kind: type[N]) -> Iterator[N]:
    """All syntax of a kind in an item's declaration and bodies."""
    pending: list[object] = [body.expr for body in bodies.bodies if body.owner == source.ord]
    item = source.item
    if item is not None and source.ord != FILE:
        pending += [item.generics, item.params, item.ret, item.ty, item.trait, item.bounds]
    while pending:
        node = pending.pop()
        if isinstance(node, list | tuple):
            pending.extend(node)
        elif isinstance(node, msgspec.Struct):
            if isinstance(node, kind):
                yield node
            pending.extend(getattr(node, name) for name in node.__struct_fields__)
