"""The module graph with layers and violations: dot, mermaid, and one HTML file that opens offline."""

from __future__ import annotations

from html import escape

from rgraph.rules.drawing import Drawing, DrawnLink, DrawnModule

from .check_text import where

_NODE_WIDTH, _NODE_HEIGHT, _GAP, _ROW = 190, 30, 18, 96


def rules_dot(drawing: Drawing) -> str:
    """Graphviz: a cluster for each crate, violations in red."""
    lines = ["digraph rules {", "  rankdir=TB; node [shape=box, fontname=sans-serif];"]
    for number, (crate, modules) in enumerate(_by_crate(drawing).items()):
        lines.append(f"  subgraph cluster_{number} {{ label={_quoted(crate)};")
        for module in modules:
            label = f"{module.name}\n[{module.layer}]" if module.layer else module.name
            lines.append(f"    {_quoted(module.name)} [label={_quoted(label)}];")
        lines.append("  }")
    for link in drawing.links:
        marks = f", color=red, penwidth=2, tooltip={_quoted(', '.join(link.rules))}" if link.rules else ""
        lines.append(f'  {_quoted(link.source)} -> {_quoted(link.target)} [label="{link.count}"{marks}];')
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def rules_mermaid(drawing: Drawing) -> str:
    """Mermaid: a subgraph for each crate, violations in red."""
    names = {module.name: f"m{number}" for number, module in enumerate(drawing.modules)}
    lines = ["flowchart TB"]
    for number, (crate, modules) in enumerate(_by_crate(drawing).items()):
        lines.append(f'  subgraph c{number}["{_label(crate)}"]')
        lines += [
            f'    {names[m.name]}["{_label(m.name)}{_label(f" ({m.layer})") if m.layer else ""}"]' for m in modules
        ]
        lines.append("  end")
    for link in drawing.links:
        arrow = f"-->|{_label(', '.join(link.rules))}|" if link.rules else "-->"
        lines.append(f"  {names[link.source]} {arrow} {names[link.target]}")
    red = [str(number) for number, link in enumerate(drawing.links) if link.rules]
    if red:
        lines.append(f"  linkStyle {','.join(red)} stroke:#c00,stroke-width:2px")
    return "\n".join([*lines, ""])


def _label(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "/")


def _by_crate(drawing: Drawing) -> dict[str, list[DrawnModule]]:
    crates: dict[str, list[DrawnModule]] = {}
    for module in drawing.modules:
        crates.setdefault(module.crate, []).append(module)
    return crates


# ---- html ---------------------------------------------------------------------------------------------------


def rules_html(drawing: Drawing) -> str:
    """A page with the graph as SVG, heights as rows, and the violations below it. It loads nothing and runs nothing."""
    rows = _rows(drawing)
    spots = {
        module.name: (number * (_NODE_WIDTH + _GAP) + _GAP, row * _ROW + _GAP)
        for row, modules in enumerate(rows)
        for number, module in enumerate(modules)
    }
    width = max((len(row) for row in rows), default=1) * (_NODE_WIDTH + _GAP) + _GAP
    height = len(rows) * _ROW + _GAP
    links = [_svg_link(link, spots) for link in sorted(drawing.links, key=lambda link: bool(link.rules))]
    nodes = [_svg_node(module, *spots[module.name]) for module in drawing.modules]
    found = [
        f"<li><code>{escape(where(v.finding.place))}</code> <b>{escape(v.rule)}</b>: {escape(v.finding.message)}</li>"
        for v in drawing.report.violations
    ]
    title = f"{len(found)} violation{'s' if len(found) != 1 else ''} in {escape(drawing.report.judged)}"
    svg = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{title}">'
    return "\n".join([_HEAD.replace("@TITLE@", title), svg, *links, *nodes, "</svg>", "<ul>", *found, "</ul>", ""])


_HEAD = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>rgraph rules: @TITLE@</title>
<style>
:root { color-scheme: light dark; --line: #8888; --bad: #c22; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 1.5rem; }
svg { display: block; max-width: none; } svg text { font-size: 12px; fill: currentColor; }
rect { fill: canvas; stroke: currentColor; } line { stroke: var(--line); }
line.bad { stroke: var(--bad); stroke-width: 2; }
.layer { opacity: .6; }
</style>
<h1>@TITLE@</h1>"""


def _rows(drawing: Drawing) -> list[list[DrawnModule]]:
    heights = sorted({module.height for module in drawing.modules}, reverse=True)
    return [[module for module in drawing.modules if module.height == height] for height in heights]


def _svg_link(link: DrawnLink, spots: dict[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = spots[link.source], spots[link.target]
    down = y2 >= y1
    start, end = (y1 + _NODE_HEIGHT, y2) if down else (y1, y2 + _NODE_HEIGHT)
    rules = f": {', '.join(link.rules)}" if link.rules else ""
    title = escape(f"{link.source} -> {link.target} ({link.count}){rules}")
    half = _NODE_WIDTH // 2
    bad = ' class="bad"' if link.rules else ""
    return f'<line{bad} x1="{x1 + half}" y1="{start}" x2="{x2 + half}" y2="{end}"><title>{title}</title></line>'


def _svg_node(module: DrawnModule, x: int, y: int) -> str:
    name = module.name if len(module.name) <= 28 else f"...{module.name[-25:]}"
    layer = f'<text class="layer" x="{x + 6}" y="{y + 44}">{escape(module.layer)}</text>' if module.layer else ""
    return (
        f'<g><title>{escape(module.name)}</title><rect x="{x}" y="{y}" width="{_NODE_WIDTH}" height="{_NODE_HEIGHT}" '
        f'rx="4"/><text x="{x + 6}" y="{y + 20}">{escape(name)}</text>{layer}</g>'
    )
