"""What patterns ask beyond the query language of tree-sitter: `(#diverges? @branch)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tree_sitter import Node

from .grammar import kinds, parts

Predicate = Callable[[Sequence[Node], Sequence[str]], bool]
"""Of the captured nodes and the strings that stand in the pattern."""

_LEAVES = kinds("return_expression", "break_expression", "continue_expression")
_PANICS = frozenset({b"panic", b"unreachable", b"todo", b"unimplemented", b"bail", b"anyhow::bail"})
_STATEMENTS = kinds("expression_statement")
_BLOCKS = kinds("block")
_MACROS = kinds("macro_invocation")


def _diverges(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The branch never goes on: it ends in `return`, `break`, `continue` or a macro that panics."""
    del texts
    return all(_leaves(node) for node in nodes)


def _leaves(node: Node) -> bool:
    for _ in range(8):
        if node.kind_id in _LEAVES:
            return True
        if node.kind_id in _MACROS:
            macro = node.child_by_field_name("macro")
            return macro is not None and macro.text in _PANICS
        if node.kind_id not in _BLOCKS and node.kind_id not in _STATEMENTS:
            return False
        inner = parts(node)
        if not inner:
            return False
        node = inner[-1]
    return False


def _one_line(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The node stands on few lines: as many as the string says, or one."""
    most = int(texts[0]) if texts else 1
    return all(node.end_point[0] - node.start_point[0] < most for node in nodes)


def _free_of(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """None of the texts stands in the node."""
    return not any(text.encode() in (node.text or b"") for node in nodes for text in texts)


PREDICATES: dict[str, Predicate] = {
    "diverges": _diverges,
    "lines": _one_line,
    "free-of": _free_of,
}
"""The predicates by the name that patterns have for them."""
