"""Public dependencies, whose types a library's API names, that made an incompatible step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.cargo.version import Bump, Version, bump, parse_version, satisfies
from rgraph.diff.api.model import PublicItem, Surface, TraitImpl
from rgraph.diff.lines import Place
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.probes.impls.canonical_impls import read
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.versions import Versions

from .made_items import Makers

if TYPE_CHECKING:
    from rgraph.model.cargo import Dependency, Package
    from rgraph.view.graph import CommitGraph

_FIRST = re.compile(r"[\^=~>]*\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?")


def dependencies(versions: Versions, old: Surface, new: Surface) -> Iterator[tuple[Difference, str]]:
    """Public dependencies whose old and new versions are two crates to Cargo: their types differ, and their macros
    may make something else. Each with the crate whose dependency it is.

    What an item of another library of the workspace names is of the version that that library asks for.
    """
    for source in sorted({old.crate, *map(_home, old.items)} - {""}):
        after = new.crate if source == old.crate else source
        if source not in versions.old.crates or after not in versions.new.crates:
            continue
        own = source == old.crate
        items = [item for item in old.items if _home(item) == source or (own and not _home(item))]
        globs = [glob.partition("::* = ")[2] for glob in old.open_globs] if own else []
        for two, was, now in steps(versions, source, after):
            pattern = re.compile(rf"(?<![\w:]){re.escape(was.name.replace('-', '_'))}(?:::|$)")
            named = old.crate if any(map(pattern.search, globs)) else _named(old, items, versions, pattern)
            if named is not None and (kept := _kept(two, was)):
                step = f"names `{was.name}` `{was.version}`, which is `{kept}` beside `{now.version}` now"
                yield Doubt(new.crate, named, f"{step}: is it still of that?", Place(two.manifest, 1, 1)), source
            elif named is not None:
                place = Place(two.manifest, 1, 1)
                facts = {"dependency": was.name, "old": was.version, "new": now.version}
                yield Delta("package", "public_dependency_bumped", new.crate, named, place, place, facts), source
            if own:
                step = f"`{was.name}`, which went from `{was.version}` to `{now.version}`"
                yield from ((doubt, source) for doubt in Makers(versions.new.world, new, was.name).doubts(step))


def _home(item: PublicItem) -> str:
    """The crate that declares an item; "" for what lies outside."""
    return item.definition.crate.id if item.definition is not None else ""


def steps(versions: Versions, old: str, new: str) -> Iterator[tuple[Package, Dependency, Dependency]]:
    """The dependencies from outside of a library that made an incompatible step: its package now, was and is."""
    graphs = versions.old.graph, versions.new.graph
    one = _package(versions.old.crates[old].manifest, graphs[0])
    two = _package(versions.new.crates[new].manifest, graphs[1])
    after = {dependency.name: dependency for dependency in _outside(two)}
    for was in _outside(one):
        now = after.get(was.name)
        if two is not None and now is not None and was.package == now.package and _breaks(was.version, now.version):
            yield two, was, now


def _kept(package: Package, was: Dependency) -> str:
    """The name under which a dependency goes on at its old version, beside the new one; "" for none."""
    same = (each for each in _outside(package) if each.package == was.package and each.name != was.name)
    return next((each.name for each in same if not _breaks(was.version, each.version)), "")


def _package(manifest: str, graph: CommitGraph) -> Package | None:
    return next((package for package in graph.cargo.packages if package.manifest == manifest), None)


def _outside(package: Package | None) -> list[Dependency]:
    found = package.dependencies if package is not None else ()
    return [d for d in found if d.kind == "normal" and d.version and not d.path and not d.git]


def _breaks(old: str, new: str) -> bool:
    """Whether two requirements have no version in common, as far as their first versions and series tell."""
    one, two = _first(old), _first(new)
    if one is None or two is None or bump(*sorted((one, two))) is not Bump.MAJOR:
        return False
    return satisfies(new, one) is False and satisfies(old, two) is False


def _first(requirement: str) -> Version | None:
    found = _FIRST.match(requirement.strip())
    return parse_version(".".join(part or "0" for part in found.groups())) if found else None


# ---- what names it ---------------------------------------------------------------------------------------


def _named(surface: Surface, items: Iterable[PublicItem], versions: Versions, pattern: re.Pattern[str]) -> str | None:
    """The first of some public items of a surface that names something that a pattern finds."""
    for item in items:
        if item.hidden or versions.unpromised.item(item):
            continue
        given = item.impls if item.kind != "trait" else _impls_for_others(item, surface, versions)
        impls = (impl for impl in given if not versions.unpromised.impl(impl))
        if any(pattern.search(text) for impl in impls for text in _texts_of_impl(impl, versions)):
            return item.label
        for each in item.walk():
            if not versions.unpromised.item(each) and any(pattern.search(text) for text in _texts(each, versions)):
                return each.label
    return None


def _impls_for_others(item: PublicItem, surface: Surface, versions: Versions) -> list[TraitImpl]:
    """The impls of a trait that the library wrote: those for types of another crate are for its version alone."""
    blocks = versions.old.impls.of_trait(item.definition) if item.definition is not None else ()
    return [TraitImpl("", None, block, False) for block in blocks if block.crate.id == surface.crate]


def _texts_of_impl(impl: TraitImpl, versions: Versions) -> Iterator[str]:
    """The trait of an impl, and the canonical types and bounds in its head."""
    yield impl.trait_path
    if not impl.derived:
        one = read(impl, versions.old_canon)
        yield from (one.arguments, one.self_type, *sorted(one.bounds))


def _texts(item: PublicItem, versions: Versions) -> Iterator[str]:
    """The canonical types and bounds of a declaration."""
    yield item.outside
    definition, declared = item.definition, item.item
    if definition is None or declared is None or item.kind in {"module", "macro"}:
        return
    side = Side(definition, declared, {}, versions.old_canon)
    yield side.ty(declared.ty)
    yield side.ty(declared.ret)
    yield from (side.ty(param.ty) for param in declared.params)
    yield from (side.canon.bound(bound, definition, {}) for bound in declared.bounds)
    for subject, bounds in predicates(side).items():
        yield subject
        yield from bounds
