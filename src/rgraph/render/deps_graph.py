"""A tree of dependencies as a drawing: each package once, with an arrow to what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.deps.tree import Branch, Tree

from .graphs import dot_text, mermaid_text


def tree_dot(found: Tree) -> str:
    """Graphviz; packages of the tree stand out, what tests and builds need is dashed."""
    lines = ["digraph dependencies {", "  rankdir=LR;", "  node [shape=box, fontname=Helvetica];"]
    numbers: dict[str, str] = {}
    for key, branch in _nodes(found).items():
        numbers[key] = f"n{len(numbers)}"
        style = ", style=bold" if branch.manifest else ""
        lines.append(f"  {numbers[key]} [label={dot_text(_label(branch))}{style}];")
    for src, dst, kind in _arrows(found):
        dashed = f" [style=dashed, label={dot_text(kind)}]" if kind != "normal" else ""
        lines.append(f"  {numbers[src]} -> {numbers[dst]}{dashed};")
    return "\n".join([*lines, "}"])


def tree_mermaid(found: Tree) -> str:
    """Mermaid, which GitHub draws inside Markdown."""
    nodes = _nodes(found)
    numbers = {key: f"n{number}" for number, key in enumerate(nodes)}
    lines = ["graph LR", *(f'  {numbers[key]}["{mermaid_text(_label(branch))}"]' for key, branch in nodes.items())]
    for src, dst, kind in _arrows(found):
        arrow = "-->" if kind == "normal" else f"-.->|{mermaid_text(kind)}|"
        lines.append(f"  {numbers[src]} {arrow} {numbers[dst]}")
    return "\n".join(lines)


def _nodes(found: Tree) -> dict[str, Branch]:
    nodes: dict[str, Branch] = {}
    for branch in found.branches:
        nodes.setdefault(_key(branch), branch)
    return nodes


def _arrows(found: Tree) -> Iterator[tuple[str, str, str]]:
    """From who needs to what is needed, in a tree of reasons too."""
    above: list[str] = []
    told: set[tuple[str, str, str]] = set()
    for branch in found.branches:
        above[branch.depth :] = [_key(branch)]
        if branch.depth:
            ends = (above[-2], above[-1])
            arrow = (*(ends[::-1] if found.upwards else ends), branch.kind or "normal")
            if arrow not in told:
                told.add(arrow)
                yield arrow


def _key(branch: Branch) -> str:
    return " ".join(filter(None, (branch.name, branch.version or branch.requirement, branch.manifest or branch.source)))


def _label(branch: Branch) -> str:
    return f"{branch.name} {branch.version or branch.requirement}".rstrip()
