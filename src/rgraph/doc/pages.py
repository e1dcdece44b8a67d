"""The pages of a book: overview, crates, modules, entry points, glossary."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.cargo.places import is_manifest
from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.spelling import counted

from .book import Book, Page, Picture, Section, Source, Statement
from .gathering import TIERS, TYPES, Codebase, first_sentence, section
from .limits import MOST_CALLS, MOST_CALLS_DEEP, MOST_ROOTS

OVERVIEW, ENTRY_POINTS, GLOSSARY = "overview", "entry points", "glossary"


def book(code: Codebase, title: str) -> Book:
    """The whole book of a tree, the overview first, then what it leads to."""
    pages = [_overview(code, title), _entry_points(code), _glossary(code)]
    pages += [_module(code, name) for name in code.told]
    return Book(title, code.graph.commit, [page for page in pages if page.sections])


def _overview(code: Codebase, title: str) -> Page:
    fold = {name: code.items[name].crate for name in code.told}
    crates = [_crate_line(code, crate) for crate in code.crates]
    counts = Statement(
        f"{counted(len(code.crates), 'crate')} with {counted(len(code.told), 'module')}; tests have no pages.",
        Source("", _root(code), 1),
    )
    pages = [
        Statement("what runs first, and what it calls", counts.source, ENTRY_POINTS),
        Statement("every public type, in alphabetical order", counts.source, GLOSSARY),
    ]
    sections = [
        Section("What is here", [counts]),
        *section("Crates", crates, code.within(code.told, fold)),
        Section("More", pages),
    ]
    return Page(OVERVIEW, OVERVIEW, title, sections)


def _root(code: Codebase) -> str:
    """The manifest that stands for the whole: the outermost one."""
    manifests = [path for path in code.graph.files if is_manifest(path)] or list(code.graph.files)
    return min(manifests, key=lambda path: (path.count("/"), path), default="Cargo.toml")


def _crate_line(code: Codebase, crate: Crate) -> Statement:
    item = code.items[Symbol(crate.id)]
    version = next((p.version for p in code.graph.cargo.packages if p.manifest == crate.manifest), "")
    said = first_sentence(item.doc)
    named = f"`{crate.id}` {crate.kind}, {crate.package} {version}".rstrip()
    return Statement(f"{named}: {said}" if said else named, code.source(item), crate.id)


def _module(code: Codebase, name: Symbol) -> Page:
    item = code.items[name]
    is_crate = not item.parent
    below = [one for one in code.inside(name) if one.kind is ItemKind.MODULE and one.symbol in code.own]
    picture = _within_crate(code, name) if is_crate else code.around(name)
    users, uses = code.neighbours(name, users=True), code.neighbours(name, users=False)
    sections = [
        Section("Purpose", [code.purpose(item)]),
        *section("Modules", (_line(code, one.symbol) for one in below)),
        *section("Public API", [*code.offered(name), *code.reexported(name)]),
        *([Section("Used by", users[0], None, users[1])] if users[0] else []),
        *([Section("Depends on", uses[0], None, uses[1])] if uses[0] else []),
        *section("Picture", [], picture),
        *section("History", code.history(item)),
        *section("Open rule violations", code.violations(item)),
    ]
    return Page(name, "crate" if is_crate else "module", name, sections, item.parent or OVERVIEW)


def _within_crate(code: Codebase, name: Symbol) -> Picture | None:
    inside = [one for one in code.told if one == name or one.startswith(f"{name}::")]
    return code.within(inside, {one: one for one in inside})


def _line(code: Codebase, name: Symbol) -> Statement:
    item = code.items[name]
    said = first_sentence(item.doc)
    return Statement(f"`{name}`" + (f": {said}" if said else ""), code.source(item), name)


# ---- entry points ---------------------------------------------------------------------------------------------


def _entry_points(code: Codebase) -> Page:
    sections: list[Section] = []
    for crate in code.crates:
        roots = list(_roots(code, crate))
        lines = [line for root in roots[:MOST_ROOTS] for line in _calls(code, root, 0, frozenset())]
        if lines:
            sections.append(Section(crate.id, lines, None, max(0, len(roots) - MOST_ROOTS)))
    return Page(ENTRY_POINTS, ENTRY_POINTS, "Entry points", sections, OVERVIEW)


def _roots(code: Codebase, crate: Crate) -> Iterator[Symbol]:
    """The `main` of a program; of a library the functions that it offers at its root, also those that it re-exports."""
    root = Symbol(crate.id)
    functions = [item for item in code.inside(root) if item.kind is ItemKind.FUNCTION]
    if crate.kind in {TargetKind.BIN, TargetKind.BUILD}:
        yield from (item.symbol for item in functions if item.name == "main")
        return
    yield from (item.symbol for item in functions if item.vis == "pub")
    for edge in sorted(code.graph.out(root), key=lambda edge: edge.dst):
        there = code.items.get(edge.dst)
        if edge.kind is EdgeKind.RE_EXPORTS and there is not None and there.kind is ItemKind.FUNCTION:
            yield there.symbol


def _calls(code: Codebase, symbol: Symbol, depth: int, above: frozenset[Symbol]) -> Iterator[Statement]:
    item = code.items[symbol]
    said = first_sentence(item.doc) if depth == 0 else ""
    again = " (again)" if symbol in above else ""
    page = code.modules.module_of(symbol)
    yield Statement(f"`{symbol}`{again}" + (f": {said}" if said else ""), code.source(item), page, depth)
    if again or depth == MOST_CALLS_DEEP:
        return
    calls = [edge for edge in code.graph.out(symbol) if edge.kind is EdgeKind.CALLS and edge.tier in TIERS]
    targets = [edge.dst for edge in sorted(calls, key=lambda edge: (edge.line, edge.dst)) if edge.dst in code.items]
    for target in list(dict.fromkeys(targets))[:MOST_CALLS]:
        if target not in code.modules.tests:
            yield from _calls(code, target, depth + 1, above | {symbol})


# ---- glossary -------------------------------------------------------------------------------------------------


def _glossary(code: Codebase) -> Page:
    found: dict[str, list[Statement]] = {}
    for symbol, item in sorted(code.items.items(), key=lambda pair: (pair[1].name.lower(), pair[1].name, pair[0])):
        module = code.modules.module_of(symbol)
        if item.kind in TYPES and item.vis == "pub" and module in code.own and symbol not in code.modules.tests:
            said = first_sentence(item.doc)
            users = code.used_by[symbol]
            told = f"{item.kind.replace('_', ' ')}, used by {counted(users, 'item')}"
            text = f"`{item.name}` ({told})" + (f": {said}" if said else "")
            found.setdefault(item.name[:1].upper(), []).append(Statement(text, code.source(item), module))
    return Page(
        GLOSSARY, GLOSSARY, "Glossary", [Section(letter, lines) for letter, lines in sorted(found.items())], OVERVIEW
    )
