"""The part of the module graph that changed, as an SVG picture: what leans on what, gained and lost."""

from __future__ import annotations

import html

from rgraph.diff.report import Dependence, Drift

from .limits import MOST_DEPENDENCES

_ROW, _PAD, _CHAR = 34, 16, 7.3


def module_picture(drift: Drift) -> str:
    """Sources left, targets right, one line a dependence; "" where nothing changed."""
    gained, lost = list(drift.modules_gained), list(drift.modules_lost)
    shown = [*gained, *lost][:MOST_DEPENDENCES]
    if not shown:
        return ""
    sources = sorted({d.source for d in shown})
    targets = sorted({d.target for d in shown})
    left = max(len(name) for name in sources) * _CHAR + 2 * _PAD
    right = max(len(name) for name in targets) * _CHAR + 2 * _PAD
    gap = 160.0
    height = max(len(sources), len(targets)) * _ROW + _PAD
    width = left + gap + right
    parts = [_box(name, 0, index, left) for index, name in enumerate(sources)]
    parts += [_box(name, left + gap, index, right) for index, name in enumerate(targets)]
    new = set(gained)
    parts += [_line(d, sources, targets, left, gap, d in new) for d in shown]
    rest = len(gained) + len(lost) - len(shown)
    more = f"<p>… {rest} more dependences</p>" if rest > 0 else ""
    return (
        f'<svg class="modules" role="img" aria-label="module dependences gained and lost" '
        f'viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}">{"".join(parts)}</svg>{more}'
    )


def _box(name: str, x: float, index: int, width: float) -> str:
    y = index * _ROW + 4
    return (
        f'<g><rect x="{x + 2:.0f}" y="{y}" width="{width - 4:.0f}" height="{_ROW - 8}" rx="5"/>'
        f'<text x="{x + _PAD:.0f}" y="{y + 17}">{html.escape(name)}</text></g>'
    )


def _line(edge: Dependence, sources: list[str], targets: list[str], left: float, gap: float, new: bool) -> str:
    y1 = sources.index(edge.source) * _ROW + _ROW / 2
    y2 = targets.index(edge.target) * _ROW + _ROW / 2
    kind = "gained" if new else "lost"
    title = html.escape(f"{kind}: {edge.source} -> {edge.target} ({edge.example})")
    x1, x2 = left, left + gap
    path = f"M {x1:.0f} {y1:.0f} C {x1 + gap / 2:.0f} {y1:.0f}, {x2 - gap / 2:.0f} {y2:.0f}, {x2:.0f} {y2:.0f}"
    return f'<path class="{kind}" d="{path}"><title>{title}</title></path>'
