"""Graphs of modules and crates as graphml, dot, mermaid and JSON lines; references as tab-separated lines."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from rgraph.view.edgelist import Reference
from rgraph.view.summary import GraphLink, GraphSummary

from .json import SCHEMA, json_line
from .words import one_line

_GRAPHML_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="path" for="node" attr.name="path" attr.type="string"/>
  <key id="line" for="node" attr.name="line" attr.type="int"/>
  <key id="count" for="edge" attr.name="count" attr.type="int"/>
  <key id="kinds" for="edge" attr.name="kinds" attr.type="string"/>
  <graph edgedefault="directed">"""


def graphml(graph: GraphSummary) -> str:
    """GraphML, as Gephi, yEd and networkx read it."""
    lines = [_GRAPHML_HEAD]
    for node in graph.nodes:
        fields: dict[str, str | int] = {"name": node.name, "kind": node.kind, "path": node.path, "line": node.line}
        lines += [f"    <node id={_attribute(node.id)}>", *_graphml_fields(fields), "    </node>"]
    for link in graph.links:
        lines.append(f"    <edge source={_attribute(link.src)} target={_attribute(link.dst)}>")
        lines += [*_graphml_fields({"count": link.count, "kinds": _kinds(link)}), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>"])


def _graphml_fields(fields: dict[str, str | int]) -> Iterable[str]:
    return (f'      <data key="{key}">{escape(one_line(str(value)))}</data>' for key, value in fields.items())


def _attribute(text: str) -> str:
    """XML allows no control characters, not even escaped."""
    return quoteattr(one_line(text))


def _kinds(link: GraphLink) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in link.kinds.items())


def dot(graph: GraphSummary) -> str:
    """Graphviz. Modules are grouped by crate."""
    lines = [f"digraph {graph.level}s {{", "  rankdir=LR;", "  node [shape=box, fontname=Helvetica];"]
    lines += [
        f"  {dot_text(node.id)} [label={dot_text(node.name)}, tooltip={dot_text(node.path)}];" for node in graph.nodes
    ]
    lines += [
        f"  {dot_text(link.src)} -> {dot_text(link.dst)} [label={dot_text(str(link.count))}];" for link in graph.links
    ]
    return "\n".join([*lines, "}"])


def dot_text(text: str) -> str:
    """A name or label between quotes, as Graphviz reads it."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def mermaid(graph: GraphSummary) -> str:
    """Mermaid, which GitHub draws inside Markdown."""
    numbers = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["graph LR"]
    lines += [f'  {numbers[node.id]}["{mermaid_text(node.id)}"]' for node in graph.nodes]
    lines += [f"  {numbers[link.src]} -->|{link.count}| {numbers[link.dst]}" for link in graph.links]
    return "\n".join(lines)


def mermaid_text(text: str) -> str:
    """A label as Mermaid reads it between quotes."""
    return escape(one_line(text), {'"': "&quot;"})


def jsonl(graph: GraphSummary) -> str:
    """One JSON object a line: a header, the nodes, the links."""
    head = {"schema": SCHEMA, "type": "graph", "level": str(graph.level), "commit": graph.commit}
    nodes = (json_line(node, type="node") for node in graph.nodes)
    links = (json_line(link, type="link") for link in graph.links)
    return "\n".join([json_line(head), *nodes, *links])


def edge_lines(found: Iterable[Reference]) -> str:
    """Eight tab-separated columns, sorted, each line once."""
    lines = {"\t".join(_column(value) for value in reference) for reference in found}
    return "\n".join(sorted(lines))


def _column(value: str | int) -> str:
    return one_line(str(value))
