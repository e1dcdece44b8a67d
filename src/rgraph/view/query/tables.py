"""The named rules: their columns, and their rows at one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rgraph.errors import QueryError
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind

from ..graph import CommitGraph
from ..impl_blocks import self_type
from ..meanings import every_meaning
from ..names import is_impl, suffix_of
from .mentions import Mention

if TYPE_CHECKING:
    from rgraph.model.facts import Use

Row = list[object]

COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("path", "blob"),
    "item": ("symbol", "kind", "name", "path", "line", "vis", "signature"),
    "module": ("symbol", "parent", "path"),
    "call": ("src", "dst", "tier"),
    "edge": ("src", "kind", "dst", "tier", "path", "line"),
    "implements": ("type", "trait", "tier"),
    "import": ("module", "symbol", "alias"),
    "means": ("name", "symbol"),
    "package": ("name", "version", "source"),
    "requires": ("package", "version", "name", "means", "kind", "requirement"),
    "external": ("symbol", "package", "version"),
    "life": ("symbol", "commit", "change"),
    "edge_life": ("src", "kind", "dst", "commit", "change"),
    "text_hit": ("symbol", "score"),
    "vector_hit": ("symbol", "score"),
    "query_vector": ("vector",),
    "embedded": ("symbol", "part", "text"),
}
"""Every named rule and its columns; `docs/query.md` says what they mean."""

OVER_TIME = frozenset({"life", "edge_life"})
"""The rules over the history up to a commit rather than over the commit itself."""

HITS = frozenset({"text_hit", "vector_hit", "query_vector"})
"""The rules over what a search makes of the words of the parameter `SEARCHED`."""

BY_SEARCH = HITS | {"embedded"}
"""The rules whose rows search gives."""

SEARCHED = "text"

OLD = "old_"
"""What stands before a rule's name when it is asked of the second revision."""


def rule_text(name: str) -> str:
    """The rule as it is put beside the script; its rows are the parameter of the same name."""
    columns = COLUMNS[name.removeprefix(OLD)]
    return f"{name}[{', '.join(columns)}] <- $rgraph_{name}"


def rows(graph: CommitGraph, mention: Mention) -> list[Row]:
    """The rows of a rule at this commit that the script can use, in a fixed order."""
    make = _MAKERS[mention.name.removeprefix(OLD)]
    return [row for row in make(graph, mention) if mention.wants(row)]


def _files(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    for path, state in graph.files.items():
        yield [path, state.blob]


def _items(graph: CommitGraph, mention: Mention) -> Iterator[Row]:
    named = mention.constants(0)
    found = (
        graph.items()
        if named is None
        else filter(None, (graph.item(str(symbol)) for symbol in sorted(map(str, named))))
    )
    for item in found:
        yield [item.symbol, str(item.kind), item.name, item.path, item.line, item.vis, item.signature]


def _modules(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    for item in graph.items():
        if item.kind == ItemKind.MODULE:
            yield [item.symbol, item.parent, item.path]


def _calls(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    for path in graph.files:
        linked = graph.linked(path)
        for edge in linked.edges if linked else ():
            if edge.kind == EdgeKind.CALLS:
                yield [edge.src, edge.dst, str(edge.tier)]


def _edges(graph: CommitGraph, mention: Mention) -> Iterator[Row]:
    src, kinds, dst = (mention.constants(place) for place in range(3))
    for path in graph.files:
        linked = graph.linked(path)
        for edge in linked.edges if linked else ():
            if (
                (kinds is None or edge.kind in kinds)
                and (src is None or edge.src in src)
                and (dst is None or edge.dst in dst)
            ):
                line = graph.edge_line(path, edge)
                yield [edge.src, str(edge.kind), edge.dst, str(edge.tier), path, line]


def _implements(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    derived = {(edge.src, edge.dst) for edge in graph.edges() if edge.kind == EdgeKind.DERIVES}
    for edge in graph.edges():
        if edge.kind == EdgeKind.DERIVES:
            yield [edge.src, edge.dst, str(edge.tier)]
        elif edge.kind == EdgeKind.IMPLEMENTS and (edge.src, edge.dst) not in derived:
            yield [self_type(graph, edge.src) if is_impl(edge.src) else edge.src, edge.dst, str(edge.tier)]


def _imports(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    for path in graph.files:
        aliased = [use for use in graph.facts(path).uses if use.alias] if graph.linked(path) else []
        for edge in graph.edges_of(path):
            if edge.kind in {EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS}:
                yield [edge.src, edge.dst, _alias(aliased, edge.dst, edge.line)]


def _alias(aliased: list[Use], symbol: str, line: int) -> str:
    """The `as` name of the `use` that stands on this line and ends in the symbol's name."""
    name = suffix_of(symbol)
    return next((use.alias for use in aliased if use.line == line and use.path and use.path[-1] == name), "")


def _means(graph: CommitGraph, mention: Mention) -> Iterator[Row]:
    """What each name that the script asks about may mean: items of the tree by their ends, else by public paths."""
    names = mention.constants(0)
    if names is None:
        raise QueryError("`means` needs a name to look up", 'write the name: means["krate::Item", symbol]')
    for name in sorted(map(str, names)):
        for one in every_meaning(graph, name):
            yield [name, one.symbol]


def _packages(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    for package in dict.fromkeys(each.id for each in graph.resolution.packages):
        yield [package.name, package.version, package.source]


def _requires(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    """What packages ask for, but what is turned off of packages from elsewhere."""
    for package in (*graph.resolution.packages, *graph.resolution.guests):
        for each in package.requirements:
            if each.means is not None or package.manifest:
                means = each.means.version if each.means is not None else ""
                yield [package.id.name, package.id.version, each.package, means, each.kind, each.version]


def _external(graph: CommitGraph, _: Mention) -> Iterator[Row]:
    """The items of packages that edges lead to."""
    if graph.dependencies is None:
        raise QueryError(
            "`external` is not known: the commit is not linked into its packages",
            "`rgraph deps scan --at REV` links it (with --vs, both revisions)",
        )
    for symbol, item in sorted(graph.dependencies.items.items()):
        yield [symbol, item.package.name, item.package.version]


_MAKERS: dict[str, Callable[[CommitGraph, Mention], Iterator[Row]]] = {
    "file": _files,
    "item": _items,
    "module": _modules,
    "call": _calls,
    "edge": _edges,
    "implements": _implements,
    "import": _imports,
    "means": _means,
    "package": _packages,
    "requires": _requires,
    "external": _external,
}
