"""Where the values are used that a pattern takes out of a variant or struct."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from rgraph.model.syntax import (
    Arm,
    EBlock,
    EIf,
    ELetCond,
    EMatch,
    EPath,
    Path,
    PIdent,
    PPath,
    PStruct,
    PTupleStruct,
    SLet,
)

Node = msgspec.Struct


class Bindings:
    """What the patterns of a body bind, by the variant or struct that they name."""

    def __init__(self, body: Node) -> None:
        self._found: dict[tuple[str, int], list[tuple[set[str], list[Node]]]] = defaultdict(list)
        for node in each_node([body]):
            for pattern, scope in _scopes(node):
                for key, bound in _bound(pattern):
                    self._found[key].append((bound, scope))

    def lines(self, name: str, line: int) -> set[int]:
        """The lines on which names are read that a pattern of `name` on a line binds; lines count as in the body."""
        found: set[int] = set()
        for bound, scope in self._found.get((name, line), ()):
            found |= {path.line for path in _reads(scope) if path.segments[0].name in bound}
            found |= {path.line for path in _matched(scope, bound)}
        return found


def _matched(scope: list[Node], bound: set[str]) -> Iterator[Path]:
    """The paths in the patterns of a `match` on one of these names."""
    for node in each_node(scope):
        if isinstance(node, EMatch) and bound & {path.segments[0].name for path in _reads([node.expr])}:
            for arm in node.arms:
                for inner in each_node([arm.pat]):
                    if isinstance(inner, PPath | PTupleStruct | PStruct):
                        yield inner.path


def _scopes(node: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Patterns with the code that sees what they bind."""
    if isinstance(node, Arm):
        yield node.pat, [each for each in (node.guard, node.body) if each is not None]
    elif isinstance(node, EIf):
        for inner in each_node([node.cond]):
            if isinstance(inner, ELetCond):
                yield inner.pat, [node.then]
    elif isinstance(node, EBlock):
        for at, stmt in enumerate(node.stmts):
            if isinstance(stmt, SLet):
                yield stmt.pat, list(node.stmts[at + 1 :])


def _bound(pattern: Node) -> Iterator[tuple[tuple[str, int], set[str]]]:
    for node in each_node([pattern]):
        if isinstance(node, PTupleStruct | PStruct) and node.path.segments:
            bound = {inner.name for inner in each_node([node]) if isinstance(inner, PIdent)}
            if bound:
                yield (node.path.segments[-1].name, node.path.line), bound


def _reads(scope: list[Node]) -> Iterator[Path]:
    for node in each_node(scope):
        if isinstance(node, EPath) and len(node.path.segments) == 1:
            yield node.path


def each_node(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes and all in them."""
    waiting: list[object] = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, msgspec.Struct):
            yield node
            waiting += [getattr(node, field) for field in node.__struct_fields__]
