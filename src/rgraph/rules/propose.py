"""A starting `rgraph.toml` from the code as it stands: layers that hold today, cycles that are there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rgraph.model.cargo import TargetKind
from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.view.cycles import cyclic_links

from .code import Code
from .config import TEMPLATE
from .limits import MAX_LAYERS
from .rule import SURE

CRATES = "the crates"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Layers found, top first (each a tuple of siblings), what they are layers of, and the cycles that are there."""

    layers: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    cycles: tuple[tuple[str, ...], ...]
    unsafe_free: tuple[str, ...]
    all_free: bool


def propose(code: Code) -> Proposal:
    """What holds today: layers among the crates, layers among the top modules of each crate, cycles, and no unsafe."""
    found = []
    crates = _crate_graph(code)
    layers = layers_of(crates)
    if 2 <= len(layers) <= MAX_LAYERS:
        found.append((CRATES, layers))
    for crate in code.graph.cargo.crates:
        if crate.kind in {TargetKind.LIB, TargetKind.BIN}:
            graph = _module_graph(code, crate.id)
            inner = layers_of(graph)
            if len(graph) >= 4 and 3 <= len(inner) <= MAX_LAYERS:
                found.append((crate.id, inner))
    cycles = tuple(component for component, _ in cyclic_links(_all_modules(code)))
    layers_of_all = tuple(
        (_spelt(code, what), tuple(tuple(_spelt(code, name) for name in height) for height in layers))
        for what, layers in found
    )
    free = tuple(_without_unsafe(code))
    return Proposal(layers_of_all, cycles, free, len(free) == len(code.graph.cargo.crates))


def _spelt(code: Code, name: str) -> str:
    """A module's name with its crate as code calls it (`rg` for `ripgrep/bin/rg`), where only one is called so."""
    crate, colons, rest = name.partition("::")
    short = code.crate_names.get(crate, crate)
    called_so = [other for other, known in code.crate_names.items() if short in {other, known}]
    return (short if len(called_so) == 1 else crate) + colons + rest


def layers_of(graph: Mapping[str, set[str]]) -> tuple[tuple[str, ...], ...]:
    """Heights of a graph, top first; modules of one cycle share a height. Those that nothing links are left out."""
    linked = {name for name in graph if graph[name]} | {target for targets in graph.values() for target in targets}
    component = {name: name for name in graph}
    for names, _ in cyclic_links(graph):
        component.update(dict.fromkeys(names, names[0]))
    heights: dict[str, int] = {}
    below: dict[str, set[str]] = {}
    for name, targets in graph.items():
        below.setdefault(component[name], set()).update(
            component[target] for target in targets if component[target] != component[name]
        )
    for name in sorted(below):
        _height(name, below, heights)
    by_height: dict[int, list[str]] = {}
    for name in sorted(linked):
        by_height.setdefault(heights[component[name]], []).append(name)
    return tuple(tuple(by_height[height]) for height in sorted(by_height, reverse=True))


def _height(start: str, below: Mapping[str, set[str]], heights: dict[str, int]) -> None:
    """Sets the height of a node and of all below it, without recursion: chains of crates may be long."""
    stack = [start]
    while stack:
        name = stack[-1]
        missing = [target for target in sorted(below.get(name, ())) if target not in heights]
        if missing:
            stack += missing
            continue
        heights[name] = max((heights[target] + 1 for target in below.get(name, ())), default=0)
        stack.pop()


def _crate_graph(code: Code) -> dict[str, set[str]]:
    kinds = {TargetKind.LIB, TargetKind.BIN}
    names = {crate.id for crate in code.graph.cargo.crates if crate.kind in kinds}
    graph: dict[str, set[str]] = {name: set() for name in sorted(names)}
    for ends in code.between_modules(SURE, False):
        source, target = (code.items[end].crate if end in code.items else "" for end in ends)
        if source in names and target in names and source != target:
            graph[source].add(target)
    return graph


def _module_graph(code: Code, crate: str) -> dict[str, set[str]]:
    """The top modules of a crate and who leans on whom; the crate's root is in none of them."""
    tops = {m for m in code.modules if code.items[m].parent == crate and m not in code.tests}
    graph: dict[str, set[str]] = {str(top): set() for top in sorted(tops)}
    for source, targets in _all_modules(code).items():
        a = _top(source, tops)
        for target in targets:
            b = _top(target, tops)
            if a and b and a != b:
                graph[a].add(b)
    return graph


def _top(module: str, tops: set[Symbol]) -> str:
    parts = module.split("::")
    name = "::".join(parts[:2])
    return name if name in tops else ""


def _all_modules(code: Code) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for source, target in code.between_modules(SURE, False):
        family = source.startswith(f"{target}::") or target.startswith(f"{source}::")
        if target in code.items and not family:
            graph.setdefault(source, set()).add(target)
    return graph


def _without_unsafe(code: Code) -> Iterator[str]:
    """Library and binary crates whose text holds no `unsafe` outside comments: nothing unsafe and nothing foreign."""
    unsafe = {
        code.items[symbol].crate
        for _, symbol, mention in code.mentions(frozenset({"unsafe"}))
        if mention.shape.value == "unsafe" and symbol in code.items
    }
    unsafe |= {
        item.crate
        for item in code.items.values()
        if item.item is not None and ("unsafe" in item.item.quals or item.kind is ItemKind.EXTERN_BLOCK)
    }
    unsafe |= {  # what stands in a macro may be unsafe
        item.crate
        for item in code.items.values()
        if item.kind is ItemKind.MACRO and b"unsafe" in code.graph.source(item.path)
    }
    for crate in code.graph.cargo.crates:
        if crate.kind is TargetKind.LIB and crate.id not in unsafe:
            yield crate.id


def proposal_text(proposal: Proposal, branch: str = "main") -> str:
    """The proposal as the text of an `rgraph.toml`, with comments that say what to look at.

    `branch` is the one that others part from.
    """
    parts = [TEMPLATE.rstrip("\n"), ""]
    for what, layers in proposal.layers:
        parts += _layers_rule(what, layers)
    parts += _cycles_rule(proposal.cycles, branch)
    if proposal.unsafe_free:
        parts += _unsafe_rule(() if proposal.all_free else proposal.unsafe_free)
    return "\n".join(parts) + "\n"


def _layers_rule(what: str, layers: Sequence[Sequence[str]]) -> Iterator[str]:
    keep = "keep" if what == CRATES else "keeps"
    yield f"# Layers that {what} {keep} today, top first; rename, join or remove what was not meant."
    yield "[[rule]]"
    yield f'name = "layers of {what}"'
    yield 'kind = "layers"'
    yield 'reason = "This is the order that the code has; say here why it should keep it."'
    yield 'siblings = "free"'
    if (
        what != CRATES
    ):  # a crate's root re-exports what is in it, so that by way of the root everything leans on everything
        yield "transitive = false"
    yield "layers = ["
    for siblings in layers:
        names = ", ".join(f'"{name}"' for name in siblings)
        yield f"    {names if len(siblings) == 1 else f'[{names}]'},"
    yield "]"
    yield ""


def _cycles_rule(cycles: Sequence[Sequence[str]], branch: str) -> Iterator[str]:
    yield "# No new cycles; `since` tolerates those that the branch started with."
    for cycle in cycles:
        yield f"# There today: {', '.join(cycle)}"
    yield "[[rule]]"
    yield 'name = "no new cycles"'
    yield 'kind = "acyclic"'
    yield 'reason = "Modules in a cycle can only be understood, tested and moved together."'
    if cycles:
        yield f'since = "merge-base:{branch}"'
    yield ""


def _unsafe_rule(crates: Sequence[str]) -> Iterator[str]:
    """The rule for these crates; for all code where there are no others."""
    names = ", ".join(f'"{name}"' for name in crates)
    yield "# Libraries without unsafe code today."
    yield "[[rule]]"
    yield 'name = "safe crates stay safe"'
    yield 'kind = "unsafe_surface"'
    yield 'reason = "Unsafe code is reviewed where it is expected."'
    if crates:
        yield f'allowed_in = {{ path = "**", except = [{names}] }}'
