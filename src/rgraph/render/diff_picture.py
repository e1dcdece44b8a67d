"""What moved, as SVG pictures: items by crate, and what modules depend on anew or no longer."""

from __future__ import annotations

import html
from collections.abc import Sequence

from rgraph.diff.counts import counted
from rgraph.diff.neighbourhood import Dependence, Drift
from rgraph.diff.report import ItemChange

from .diff_order import by_crate
from .limits import MOST_DEPENDENCES

_ROW, _PAD, _CHAR = 34, 16, 7.3


_BAR, _THIN, _MOST_CRATES = 240.0, 22, 12
_WORDS = {"added": "come", "removed": "go", "renamed": "move", "moved": "move", "changed": "alter", "docs only": "docs"}


def crates_picture(changes: Sequence[ItemChange]) -> str:
    """A bar for each crate, those with most changes first: what came, went, moved, changed; "" for no change."""
    crates = sorted(by_crate(changes), key=lambda pair: (-len(pair[1]), pair[0]))
    if not crates:
        return ""
    shown = crates[:_MOST_CRATES]
    left = max(len(name) for name, _ in shown) * _CHAR + _PAD
    most = len(shown[0][1])
    rows = "".join(_bar(name, found, index * _THIN, left, _BAR / most) for index, (name, found) in enumerate(shown))
    width, height = left + _BAR + 4 * _CHAR + _PAD, len(shown) * _THIN
    more = f"<p>… {len(crates) - len(shown)} more crates</p>" if len(crates) > len(shown) else ""
    return (
        f'<svg class="crates" role="img" aria-label="changed items by crate" viewBox="0 0 {width:.0f} {height}" '
        f'width="{width:.0f}" height="{height}">{rows}</svg>{more}'
    )


def _bar(name: str, changes: Sequence[ItemChange], y: float, left: float, each: float) -> str:
    parts = [f'<text x="0" y="{y + 15}">{html.escape(name)}</text>']
    x = left
    for word, number in counted(changes).items():
        if number:
            shape = f'x="{x:.1f}" y="{y + 3}" width="{number * each:.1f}" height="{_THIN - 6}"'
            parts.append(f'<rect class="{_WORDS[word]}" {shape}><title>{number} {word}</title></rect>')
            x += number * each
    parts.append(f'<text x="{x + 6:.1f}" y="{y + 15}">{len(changes)}</text>')
    return "".join(parts)


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
    more = f"<p>… {rest} more dependencies</p>" if rest > 0 else ""
    return (
        f'<svg class="modules" role="img" aria-label="module dependencies gained and lost" '
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
