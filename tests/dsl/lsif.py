"""An LSIF index as rust-analyzer writes it, made of the places that it should tell of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

Place = tuple[str, int, int]
"""Path, row and column (UTF-16), from 0."""

ROOT = "/indexed"


def spot(path: str, text: str, marked: str) -> Place:
    """The place of what follows `^` in `marked`, which without the mark stands in `text` once."""
    before, _, _ = marked.partition("^")
    plain = marked.replace("^", "", 1)
    assert text.count(plain) == 1, f"{plain!r} stands {text.count(plain)} times"
    whole = text[: text.index(plain) + len(before)]
    line = whole.rpartition("\n")[2]
    return path, whole.count("\n"), len(line.encode("utf-16-le")) // 2


def lsif(references: Mapping[Place, Place | None], root: str = ROOT, tool: str = "rust-analyzer 1.2.3") -> bytes:
    """The index of some references; the target None is one outside of the tree."""
    return b"".join(json.dumps(element).encode() + b"\n" for element in _elements(references, root, tool))


def _elements(references: Mapping[Place, Place | None], root: str, tool: str) -> Iterator[dict[str, object]]:
    name, _, version = tool.partition(" ")
    yield {
        "id": 0,
        "label": "metaData",
        "projectRoot": f"file://{root}",
        "positionEncoding": "utf-16",
        "toolInfo": {"name": name, "version": version},
    }
    targets = [target for target in references.values() if target]
    places = list(dict.fromkeys([*references, *targets]))
    outside: Place = ("../std/lib.rs", 0, 0)
    ids = {place: number for number, place in enumerate([*places, outside], 10)}
    paths = {path: f"d{number}" for number, path in enumerate(dict.fromkeys(path for path, _, _ in ids))}
    for path, document in paths.items():
        yield {"id": document, "label": "document", "uri": f"file://{root}/{path}", "languageId": "rust"}
    for (_, row, column), number in ids.items():
        start, end = {"line": row, "character": column}, {"line": row, "character": column + 1}
        yield {"id": number, "label": "range", "start": start, "end": end}
    for place, number in ids.items():
        yield {"label": "contains", "outV": paths[place[0]], "inVs": [number]}
    for place in places:
        target = references.get(place, place)
        set_, result = f"s{ids[place]}", f"r{ids[place]}"
        yield {"id": set_, "label": "resultSet"}
        yield {"label": "next", "outV": ids[place], "inV": set_}
        yield {"id": result, "label": "definitionResult"}
        yield {"label": "textDocument/definition", "outV": set_, "inV": result}
        yield {"label": "item", "outV": result, "inVs": [ids[target or outside]]}
        yield {"id": f"h{ids[place]}", "label": "hoverResult", "result": {"contents": "text"}}
