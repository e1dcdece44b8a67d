"""Parts of expressions: what runs when they run, which variables they name, and which they move."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.syntax import EArray, EBlock, ECall, EClosure, EJump, EMethod, EPath, ETuple, FieldInit, Node, SLet


def _parts(node: Node) -> Iterator[Node]:
    for name in node.__struct_fields__:
        value = getattr(node, name)
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, Node):
                yield part


def inside(node: Node) -> Iterator[Node]:
    """A node and everything in it that runs when it runs. Closures and async blocks do not."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        if not isinstance(at, EClosure) and not (isinstance(at, EBlock) and at.kind == "async"):
            waiting += _parts(at)


def blocks(node: Node) -> Iterator[EBlock]:
    """The outermost blocks of a statement that run when it runs."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, EBlock):
            if at.kind != "async":
                yield at
        elif not isinstance(at, EClosure):
            waiting += _parts(at)


def mentioned(node: Node) -> set[str]:
    """The single names in an expression, closures included."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, EPath) and len(at.path.segments) == 1:
            found.add(at.path.segments[0].name)
        waiting += _parts(at)
    return found


def given_away(node: Node) -> set[str]:
    """The variables that a statement moves: `drop(x)`, `S { x }`, `let y = x;`, `x.into_inner()`."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        at = waiting.pop()
        parts = list(_parts(at))
        if isinstance(at, EMethod):
            taken: list[Node] = [*at.args, *([at.recv] if at.name.startswith(("into", "unwrap")) else [])]
        else:
            taken = parts if isinstance(at, _TAKERS) else []
        found |= {part.path.segments[0].name for part in taken if isinstance(part, EPath) and part.path.segments}
        waiting += parts
    return found


_TAKERS = (ECall, FieldInit, SLet, EJump, ETuple, EArray)
