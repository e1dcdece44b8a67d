"""A starting `rgraph.toml` from the code as it stands: what holds today, and the cycles that are there already.

Each rule is judged, as `rgraph check` will judge it, before it is proposed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rgraph.model.cargo import TargetKind
from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.view.cycles import cyclic_links

from .code import Code
from .config import TEMPLATE, parse_rules
from .families import crate_families, module_families
from .heights import Heights, joined, layers_of, links_down
from .judgement import Surroundings, findings_of
from .limits import MAX_BINS, MAX_CYCLES_TOLD, MAX_FAMILIES, MAX_LAYERED_CRATES, MAX_LAYERS, MAX_NAMES
from .rule import SURE
from .violation import Finding

Graph = Mapping[str, set[str]]
CODE = frozenset({TargetKind.LIB, TargetKind.BIN})
_UNSAFE = re.compile(rb"\bunsafe\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule to write down: comments that say what to look at, and its fields as TOML."""

    comments: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The rule as it stands in the file."""
        lines = [*(f"# {comment}" for comment in self.comments), "[[rule]]"]
        return "\n".join([*lines, *(f"{name} = {value}" for name, value in self.fields)]) + "\n"

    def but(self, **fields: str) -> Proposal:
        """The same rule with more fields."""
        return replace(self, fields=self.fields + tuple(fields.items()))


def propose(code: Code, branch: str = "main") -> Iterator[Proposal]:
    """What holds today: layers of the crates and of modules, siblings that stand apart, no cycles, no unsafe code.

    `branch` is the one that others part from: where there are cycles, those that it has are tolerated.
    """
    crates = crate_graph(code)
    yield from _kept(code, _crate_layers(code, crates))
    yield from _some(_kept(code, _module_layers(code)), MAX_LAYERED_CRATES)
    yield from _some(_kept(code, _families(code, crates)), MAX_FAMILIES)
    yield _cycles(code, branch)
    yield from _without_unsafe(code)


def proposal_text(proposals: Iterable[Proposal]) -> str:
    """The text of an `rgraph.toml` with these rules."""
    return "\n".join([TEMPLATE, *(proposal.text for proposal in proposals)])


# ---- what holds --------------------------------------------------------------------------------------------


def _findings(code: Code, proposal: Proposal) -> list[Finding]:
    """What the rule finds in the code, with what is known since a revision."""
    (rule,) = parse_rules(proposal.text.encode()).rules
    return findings_of(rule, code, code, Surroundings())


def _kept(code: Code, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals that the code keeps; one that it breaks by way of others alone is made to speak of direct uses."""
    for proposal in proposals:
        if not _findings(code, proposal):
            yield proposal
        elif not _findings(code, direct := proposal.but(transitive="false")):
            yield direct


def _some(proposals: Iterable[Proposal], most: int) -> Iterator[Proposal]:
    for _, proposal in zip(range(most), proposals, strict=False):
        yield proposal


# ---- layers ------------------------------------------------------------------------------------------------


def _crate_layers(code: Code, graph: Graph) -> Iterator[Proposal]:
    heights = joined(layers_of(graph), MAX_LAYERS)
    if _can_be_broken(code, heights):
        yield layers_rule(code, "the crates", heights, links_down(graph, heights))


def _can_be_broken(code: Code, heights: Heights) -> bool:
    """Whether Cargo lets a crate use one above it: it allows no circle of packages, and no use of a program."""
    crates = code.graph.cargo.crates
    libraries = {crate.id for crate in crates if crate.kind is TargetKind.LIB}
    needs = {crate.id: [e.crate for e in crate.externs if e.crate and e.kind != "dev"] for crate in crates}
    below: set[str] = set()
    for height in reversed(heights):
        if any(below - _reached(high, needs) for high in height if high in libraries):
            return True
        below.update(height)
    return False


def _reached(start: str, needs: Mapping[str, Sequence[str]]) -> set[str]:
    found, open_ = {start}, [start]
    while open_:
        new = set(needs.get(open_.pop(), ())) - found
        found |= new
        open_ += new
    return found


def _module_layers(code: Code) -> Iterator[Proposal]:
    """The layers of each crate whose modules have an order worth the name, those that most uses stand behind first.

    Where most of the modules are in one cycle, there is none.
    """
    found = []
    modules = all_modules(code)
    for crate in code.graph.cargo.crates:
        graph = module_graph(code, crate.id, modules) if crate.kind in CODE else {}
        heights = layers_of(graph)
        in_one = max((len(cycle) for cycle, _ in cyclic_links(graph)), default=0)
        if len(graph) >= 4 and len(heights) >= 3 and 2 * in_one <= sum(map(len, heights)):
            found.append((-links_down(graph, heights), crate.id, joined(heights, MAX_LAYERS)))
    for links, crate_id, heights in sorted(found):
        yield layers_rule(code, spelt(code, crate_id), heights, -links)


def layers_rule(code: Code, what: str, heights: Heights, links: int) -> Proposal:
    """The rule of heights that `links` uses stand behind; `what` they are of."""
    names = [", ".join(quoted(spelt(code, name)) for name in height) for height in heights]
    lines = [f"    {text if len(height) == 1 else f'[{text}]'}," for height, text in zip(heights, names, strict=True)]
    return Proposal(
        (
            f"Dependencies in {what} go one way: {links} links between these layers lead down, none up.",
            "The top layer comes first; rename, merge or remove layers that were not intended.",
        ),
        rule_fields(
            f"layers of {what}", "layers", "This is the order that the code has today; say here why it should stay so."
        ),
    ).but(siblings='"free"', layers="\n".join(["[", *lines, "]"]))


def main_crates(code: Code) -> list[str]:
    """The libraries, and the programs where these are few: nothing can depend on a program."""
    crates = code.graph.cargo.crates
    few = sum(crate.kind is TargetKind.BIN for crate in crates) <= MAX_BINS
    return [crate.id for crate in crates if crate.kind is TargetKind.LIB or (few and crate.kind is TargetKind.BIN)]


def crate_graph(code: Code) -> Graph:
    """The main crates and who depends on whom."""
    names = set(main_crates(code))
    graph: dict[str, set[str]] = {name: set() for name in sorted(names)}
    for ends in code.between_modules(SURE, False):
        source, target = (code.items[end].crate if end in code.items else "" for end in ends)
        if source in names and target in names and source != target:
            graph[source].add(target)
    return graph


def module_graph(code: Code, crate: str, modules: Graph) -> Graph:
    """The top modules of a crate and who depends on whom; the crate's root is in none of them."""
    tops = {m for m in code.modules if code.items[m].parent == crate and m not in code.tests}
    graph: dict[str, set[str]] = {str(top): set() for top in sorted(tops)}
    for source in modules if len(tops) > 1 else ():
        if (a := _top(source, tops)) in graph:
            graph[a].update(b for target in modules[source] if (b := _top(target, tops)) and a != b)
    return graph


def _top(module: str, tops: set[Symbol]) -> str:
    name = "::".join(module.split("::", 2)[:2])
    return name if name in tops else ""


def all_modules(code: Code) -> Graph:
    """Who depends on whom of all modules; that a module depends on its child, or a child on it, is left out."""
    graph: dict[str, set[str]] = {}
    for source, target in code.between_modules(SURE, False):
        family = source.startswith(f"{target}::") or target.startswith(f"{source}::")
        if target in code.items and not family:
            graph.setdefault(source, set()).add(target)
    return graph


# ---- siblings that stand apart -----------------------------------------------------------------------------


def _families(code: Code, crates: Graph) -> Iterator[Proposal]:
    """Crates of one prefix, then modules of one parent: the next of them is held to it as well."""
    libraries = {crate.id for crate in code.graph.cargo.crates if crate.kind is TargetKind.LIB}
    names = {crate: code.crate_names[crate] for crate in crates if crate in libraries}
    for prefix, members in crate_families(names, crates):
        yield _family(f"the {len(members)} crates {prefix}*", f"{prefix}*")
    for parent, inside in module_families(code, code.between_modules(SURE, False)):
        name = spelt(code, parent)
        yield _family(f"the {len(inside)} modules in {name}", f"{name}::*")


def _family(what: str, selector: str) -> Proposal:
    reason = "Each can be read, tested and removed without the others."
    fields = rule_fields(f"{selector} stand apart", "independence", reason)
    return Proposal((f"None of {what} depends on another.",), fields).but(modules=quoted(selector))


# ---- cycles and unsafe code --------------------------------------------------------------------------------


def _cycles(code: Code, branch: str) -> Proposal:
    found = cyclic_links(all_modules(code))
    told = [f"There today: {_listed(cycle)}" for cycle, _ in found[:MAX_CYCLES_TOLD]]
    if len(found) > MAX_CYCLES_TOLD:
        told.append(f"and {len(found) - MAX_CYCLES_TOLD} more")
    fields = rule_fields(
        "no new cycles", "acyclic", "Modules in a cycle can only be understood, tested and moved together."
    )
    rule = Proposal(("No cycles: there are none today.",), fields)
    if not _findings(code, rule):
        return rule
    comment = "No new cycles; `since` tolerates those that the branch started with."
    return Proposal((comment, *told), fields).but(since=quoted(f"merge-base:{branch}"))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(quoted(name)[1:-1] for name in names[:MAX_NAMES]) + more


def _without_unsafe(code: Code) -> Iterator[Proposal]:
    """The rule for the crates without unsafe code; for all code where there is no other."""
    every = [crate.id for crate in code.graph.cargo.crates]
    reason = "Unsafe code is reviewed where it is expected."
    fields = rule_fields("safe crates stay safe", "unsafe_surface", reason)
    rule = Proposal(("Crates without unsafe code today.",), fields)
    broken = {code.items[Symbol(finding.source)].crate for finding in _findings(code, rule)} | _unsafe_text(code)
    free = [crate for crate in main_crates(code) if crate not in broken]
    if free and len(free) < len(every):
        names = ", ".join(quoted(spelt(code, crate)) for crate in free)
        rule = rule.but(allowed_in=f'{{ path = "**", except = [{names}] }}')
    if free and not _findings(code, rule):
        yield rule


def _unsafe_text(code: Code) -> set[str]:
    """The crates of macros in whose files the word stands: what they write may be unsafe.

    `unsafe_code`, the lint that forbids it, is another word.
    """
    return {
        item.crate
        for item in code.items.values()
        if item.kind is ItemKind.MACRO and _UNSAFE.search(code.graph.source(item.path))
    }


# ---- words -------------------------------------------------------------------------------------------------


def rule_fields(name: str, kind: str, reason: str) -> tuple[tuple[str, str], ...]:
    """What every rule has, as TOML."""
    return (("name", quoted(name)), ("kind", quoted(kind)), ("reason", quoted(reason)))


def spelt(code: Code, name: str) -> str:
    """A module's name with its crate as code calls it (`rg` for `ripgrep/bin/rg`), where only one is called so."""
    crate, colons, rest = name.partition("::")
    short = code.crate_names.get(crate, crate)
    called_so = [other for other, known in code.crate_names.items() if short in {other, known}]
    return (short if len(called_so) == 1 else crate) + colons + rest


def quoted(text: str) -> str:
    """A TOML string: it is written as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
