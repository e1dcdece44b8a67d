"""From two commits to findings: public APIs are compared, differences are collected by probes, and rules judge them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rgraph.diff.api.libraries import is_for_rust
from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.counterparts import library_of
from rgraph.diff.proportion.twins import is_among
from rgraph.diff.proportion.units import TYPES
from rgraph.diff.report import Level

from .behind_aliases import Behind, became_own, behind, both_ways, told, variants_behind
from .breakage import Breakage, findings_of
from .breakage import asked as one_question
from .delta import Delta, Difference, Doubt, Pair
from .evidence import Evidence
from .gates.lost import items as gated_items
from .gates.lost import members as gated_members
from .heirs import heirs
from .late import Late
from .of_manifests import of_manifests, packages_of_both
from .packages import no_std
from .probes import Implements, probe
from .probes.impls.blankets import blanket
from .probes.impls.foreign_impls import of_traits
from .probes.impls.implementations import implemented_traits
from .probes.impls.narrowed_members import narrowed
from .probes.impls.outer_impls import of_arguments
from .probes.macro_calls.dependencies import dependencies
from .probes.macro_calls.macro_bodies import macro_bodies
from .probes.paths.lost_globs import lost_globs
from .probes.paths.lost_paths import Paths, key_of
from .probes.paths.members import members
from .probes.paths.twins import twin_of
from .probes.paths.unnamed_traits import anonymous
from .probes.paths.unnamed_types import told as unnamed
from .probes.paths.unnamed_types import unnamed_types
from .probes.signatures.exported import exported
from .respelt import respelt
from .told_below import breaks_below, without_told_below
from .versions import Alternatives, Versions


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the comparison: of `libraries`, by the ids that they have in either commit, and there of `items` alone
    (by symbol), except of those in `whole`. `functions`: nothing but functions changed. `public` has what users of
    either version can name, of all libraries; `alternatives` the types that share a path in either
    (`api.public.alternatives`), by library.
    """

    libraries: Collection[str]
    items: Collection[str]
    whole: Collection[str]
    functions: bool
    public: tuple[Collection[str], Collection[str]]
    alternatives: tuple[Alternatives, Alternatives]

    def holds(self, old: str, new: str) -> bool:
        """Whether a library is in it."""
        return old in self.libraries or new in self.libraries

    def items_of(self, old: str, new: str) -> Collection[str] | None:
        """The items of a library that are compared; None for all."""
        return None if old in self.whole or new in self.whole else self.items


def breakage(old: Surfaces, new: Surfaces, pairs: Mapping[str, str], part: Part | None = None) -> Breakage:
    """Every finding on every library that both commits have, and on their manifests. `pairs` maps old symbols to new
    ones.

    With `part`, only that part is compared, without the manifests.
    """
    libraries = [both for both in _libraries(old, new) if part is None or part.holds(*both)]
    known = (part.public, part.alternatives) if part is not None else ()
    named = heirs(old, new, libraries, pairs)
    versions = Versions(old, new, named, *known)
    functions = part is not None and part.functions  # then no impl and no derive changed
    found = Breakage() if functions else Breakage(respelt=respelt(versions))
    implements = Late(lambda: implemented_traits(versions))
    is_part = part is not None and not _moved_beside(named.symbols, part.items, old)
    for before, after in libraries:
        one, two = old.of(before), new.of(after)
        items = part.items_of(before, after) if part is not None and is_part else None
        found.collect(_crate(versions, one, two, _Asked(implements, items, functions)))
        offered = is_for_rust(before, old.graph)
        found.added[after] = [] if one.cut or not offered else sorted(_paths(two) - _paths(one))
        found.removed[after] = [] if two.cut or not offered else sorted(_paths(one) - _paths(two))
        if found.added[after]:
            found.grown.add(after)
    found.findings = without_told_below(found.findings, old, libraries)
    found.settle()
    return found if part is not None else found.joined(of_manifests(old.graph, new.graph))


def _moved_beside(heirs: Mapping[str, str], items: Collection[str], old: Surfaces) -> bool:
    """Whether a type or trait is called another one now that is not among some items: whatever names it changed."""
    moved = (one for one, two in heirs.items() if one != two and one not in items and two not in items)
    types = (old.by_symbol.get(symbol) for symbol in moved if symbol.partition("::")[0] in old.crates)
    return any(definition is not None and definition.kind in TYPES for definition in types)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a library: `items` alone, or all (None). `functions`: nothing else changed."""

    implements: Implements
    items: Collection[str] | None
    functions: bool


def _libraries(old: Surfaces, new: Surfaces) -> list[tuple[str, str]]:
    """The libraries that both commits have. They are matched by package, since the name of a library can change."""
    trees = old.graph.cargo, new.graph.cargo
    both = [(library_of(one, trees[0]), library_of(two, trees[1])) for one, two in packages_of_both(*trees)]
    return [(before, after) for before, after in both if before is not None and after is not None]


def _paths(surface: Surface) -> set[str]:
    return {path for item in surface.items for path in item.paths}


def _crate(versions: Versions, old: Surface, new: Surface, asked: _Asked) -> Iterator[Difference]:
    """Every difference in one library, or in some of its items, weighed by the evidence for it."""
    evidence = Evidence(old, new)
    yield from map(evidence.weighed, _found(versions, old, new, asked))


def _found(versions: Versions, old: Surface, new: Surface, asked: _Asked) -> Iterator[Difference]:
    """The differences of one library; what it re-exports of another one is summed up."""
    if not is_for_rust(old.crate, versions.old.graph):
        yield from exported(versions, old, new, asked.implements, frozenset())
        return
    paths = Paths(versions, old, new)
    if old.cut or new.cut:
        yield Doubt(new.crate, new.crate, "has public paths beyond the limit: did any come or go?", None)
    borrowed: dict[str, list[Difference]] = {}
    beside = () if asked.functions else (*of_traits(versions, old, new), *dependencies(versions, old, new))
    for difference, source in (*_all(versions, paths, asked), *beside):
        if source in ("", old.crate) or source not in versions.old.crates:
            yield difference
        else:
            borrowed.setdefault(source, []).append(difference)
    yield from _borrowed(new, borrowed)
    yield from gated_items(old, new, versions.conditions(old.crate, new.crate))
    yield from macro_bodies(versions, old, new)
    yield from exported(versions, old, new, asked.implements, versions.public_old)
    if not asked.functions:
        yield from _beside_functions(versions, old, new)


def _beside_functions(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    """Differences that follow from impls, imports and manifests alone. There are none if only functions changed."""
    yield from blanket(versions, new)
    yield from of_arguments(versions, old, new)
    yield from anonymous(versions, old, new)
    yield from lost_globs(old, new)
    yield from _roots(versions, old, new)


def _all(versions: Versions, paths: Paths, asked: _Asked) -> Iterator[tuple[Difference, str]]:
    """Differences with the crate that declares the item."""
    for difference, item in paths.compare():
        source = item.definition.crate.id if item.definition is not None else ""
        yield (
            difference,
            "" if isinstance(difference, Delta) and _is_own(difference, item, source, versions) else source,
        )
    for pair in list(paths.pairs):
        if asked.items is not None and not _is_one_of(pair, versions, asked.items):
            continue
        source = pair.old.definition.crate.id if pair.old.definition is not None else ""
        if twin := twin_of(pair, versions, paths):
            yield twin, ""
        types = behind(pair, versions)
        if types is None:
            found = _differences(pair, versions, asked.implements)
        else:
            yield from ((each, source) for each in variants_behind(pair))
            found = told(types, pair, _behind(types, pair, versions, asked.implements), _breaks)
        for difference in found:
            yield difference, source
    for pair in unnamed_types(versions, paths.old.crate, paths.new.crate, asked.items):
        yield from ((each, "") for each in unnamed(pair, _differences(pair, versions, asked.implements), _breaks))


def _is_own(found: Delta, item: PublicItem, source: str, versions: Versions) -> bool:
    """Whether a path was lost because of what the library itself re-exports, and not because the crate below lost
    it.
    """
    if found.what != "path_lost":
        return found.facts.get("how") not in {"removed", None}
    if source not in versions.old.crates or source not in versions.new.crates:
        return True
    there = versions.new.of(source).by_path
    mine = next((each for each in versions.old.of(source).items if each.definition == item.definition), None)
    return mine is None or all((key_of(mine), path) in there for path in mine.paths)


def _is_one_of(pair: Pair, versions: Versions, items: Collection[str]) -> bool:
    """Whether a pair is of some items, of two items, or of something that is declared elsewhere."""
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None:
        return True
    before, after = str(versions.old.world.symbol(old)), str(versions.new.world.symbol(new))
    return before != after or is_among(before, items)


def _differences(pair: Pair, versions: Versions, implements: Mapping[str, set[str]]) -> Iterator[Difference]:
    """Every difference of two versions of an item and of its members; what one question decides is that question."""
    yield from map(one_question, _probed(pair, versions, implements))


def _probed(pair: Pair, versions: Versions, implements: Mapping[str, set[str]]) -> Iterator[Difference]:
    inner: list[Pair] = []
    if pair.old.kind == pair.new.kind:
        yield from members(pair, versions, inner)
    for each in (pair, *inner):
        yield from probe(each, versions, implements)
    if pair.old.kind == pair.new.kind:
        yield from narrowed(pair, versions)
        yield from gated_members(pair, versions, versions.conditions(pair.old.crate, pair.new.crate))


def _behind(types: Behind, pair: Pair, versions: Versions, implements: Implements) -> Iterator[Difference]:
    """The differences between two types of which one was an alias, or is one now."""
    itself = became_own(types, pair, versions)
    if itself is None:
        yield from _differences(types.pair, versions, implements)
        return
    yield itself
    each = (_differences(types.pair, side, implements) for side in (versions, versions.apart))
    yield from both_ways(*each)


def _breaks(delta: Delta) -> bool:
    return any(finding.level is Level.MAJOR for finding in findings_of(delta))


def _borrowed(surface: Surface, borrowed: Mapping[str, list[Difference]]) -> Iterator[Difference]:
    """One difference for everything that breaks in a re-exported library, whose own report lists each."""
    for other, differences in sorted(borrowed.items()):
        fired = [f for d in differences if isinstance(d, Delta) for f in findings_of(d) if f.level is Level.MAJOR]
        if fired:
            yield breaks_below(surface.crate, other, fired)
        elif differences:
            yield Delta("crate", "reexport_grows", surface.crate, surface.crate, None, None, {"other": other})


def _roots(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    before, after = versions.old.crates[old.crate], versions.new.crates[new.crate]
    graphs = versions.old.graph, versions.new.graph
    if before.root in graphs[0].files and after.root in graphs[1].files:
        attrs = graphs[0].facts(before.root).attrs, graphs[1].facts(after.root).attrs
        yield from no_std(new.crate, *attrs, after.root)
