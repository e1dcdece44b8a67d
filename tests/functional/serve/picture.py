"""The picture that docs/commands/serve.md shows: `python -m tests.functional.serve.picture` draws it anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from demo.repository import make_repository

from rgraph.model.graph import Tier
from rgraph.render.graph_picture import graph_picture
from rgraph.view.session import open_session
from rgraph.view.summary import Level, summary

PICTURE = Path(__file__).parents[3] / "docs" / "commands" / "serve.svg"

STYLE = (
    "rect { fill: #f5f6f8; stroke: #d8dbe0 } text { font: 12px monospace; fill: #1c1f24 } path { fill: none; stroke: #667; "
    "opacity: .45 } path.new { stroke: #1b6e32; opacity: 1; stroke-width: 2 } path.back { stroke: #8a5a00 } "
    ".new rect { stroke: #1b6e32; stroke-width: 2 }"
)


def drawn(demo: Path) -> str:
    """The modules of the demo at v0.2.0, with what is new since v0.1.0."""
    session = open_session(demo)
    tiers = (Tier.EXACT, Tier.COMPILER, Tier.INFERRED)
    now, before = (summary(session.graph(rev), Level.MODULE, tiers, tests=False) for rev in ("v0.2.0", "v0.1.0"))
    svg = graph_picture(now, before).svg
    return (
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f"><style>{STYLE}</style>", 1)
        + "\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make_repository(Path(folder) / "demo")
        PICTURE.write_text(drawn(Path(folder) / "demo"), encoding="utf-8")
