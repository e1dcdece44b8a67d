"""Reads a SCIP index: symbols by name, with the places where they are defined and referred to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from .limits import MAX_INDEX_BYTES
from .occurrences import OUTSIDE, CompilerIndex, CompilerIndexError, Place, Target
from .schema import POSITIONS, Role, messages

_LOCAL = "local "


def read_scip(data: bytes) -> CompilerIndex:
    """Reads an index. Raises CompilerIndexError.

    A symbol that is defined at more than one place (rust-analyzer gives one name to the members of two impls that
    differ by arguments alone) says nothing of where a reference leads, and is left out.
    """
    index: Any = messages().index()
    from google.protobuf.message import DecodeError

    try:
        index.ParseFromString(data)
    except DecodeError as error:
        raise CompilerIndexError(f"this is neither a SCIP nor an LSIF index: {error}") from None
    documents = [document for document in index.documents if _is_inside(document.relative_path)]
    if not documents:
        raise CompilerIndexError("the SCIP index has no document", "is it complete?")
    encodings = {POSITIONS.get(document.position_encoding) for document in documents}
    encoding = encodings.pop()
    if encodings or encoding is None:
        raise CompilerIndexError("the SCIP index counts columns in several ways, or in one that rgraph does not know")
    defined = _defined(documents)
    files = {document.relative_path: _unambiguous(_occurrences(document, defined)) for document in documents}
    tool = index.metadata.tool_info
    named = f"{tool.name} {tool.version}".strip() or "SCIP"
    return CompilerIndex(named, encoding, {path: files[path] for path in sorted(files)})


def read_scip_file(path: Path) -> CompilerIndex:
    """Reads the index in a file. Raises CompilerIndexError."""
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            raise CompilerIndexError(f"{path} is larger than {MAX_INDEX_BYTES >> 30} GB")
        return read_scip(path.read_bytes())
    except OSError as error:
        raise CompilerIndexError(f"{path} cannot be read: {error.strerror}") from None


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in PurePosixPath(path).parts


def _named(document: Any, symbol: str) -> tuple[str, str]:
    """A symbol as all of the index means it: `local 3` is another one in each document."""
    return (document.relative_path if symbol.startswith(_LOCAL) else "", symbol)


def _defined(documents: list[Any]) -> dict[tuple[str, str], Place | None]:
    """The place of each definition; None where there are several."""
    places: dict[tuple[str, str], Place | None] = {}
    for document in documents:
        for occurrence in document.occurrences:
            if occurrence.symbol_roles & Role.DEFINITION and len(occurrence.range) >= 3:
                name = _named(document, occurrence.symbol)
                place = Place(document.relative_path, occurrence.range[0], occurrence.range[1])
                places[name] = place if places.get(name, place) == place else None
    return places


def _unambiguous(found: Iterator[tuple[tuple[int, int], Target]]) -> dict[tuple[int, int], Target]:
    """The target of each place, but of those with several: alternatives under `cfg` share a name."""
    targets: dict[tuple[int, int], set[Target]] = {}
    for place, target in found:
        targets.setdefault(place, set()).add(target)
    return {place: next(iter(one)) for place, one in targets.items() if len(one) == 1}


def _occurrences(
    document: Any, defined: dict[tuple[str, str], Place | None]
) -> Iterator[tuple[tuple[int, int], Target]]:
    for occurrence in document.occurrences:
        if not occurrence.symbol or len(occurrence.range) < 3:
            continue
        name = _named(document, occurrence.symbol)
        if name in defined:
            target: Target | None = defined[name]
        else:
            target = None if name[0] else OUTSIDE
        if target is not None:
            yield (occurrence.range[0], occurrence.range[1]), target
