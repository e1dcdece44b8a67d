"""What the lines say that references stand on: where the linker knows an item, and not how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from rgraph.link.emitter import line_of
from rgraph.link.reference_sites import Site
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath

from .limits import MAX_ATTRIBUTE_LINES

_IMPORTS = frozenset({EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS})
_CODE_ENDS = ("{", "}", ";")


class SourceLines:
    """The lines of files, read once each."""

    def __init__(self, source: Callable[[RepoPath], bytes]) -> None:
        self._source = source
        self._lines: dict[RepoPath, list[str]] = {}

    def text(self, site: Site) -> str:
        """The line that a reference stands on."""
        lines = self._of(site.path)
        return lines[site.line - 1] if 0 < site.line <= len(lines) else ""

    def names(self, path: RepoPath, name: str) -> bool:
        """Whether a file has a name on any of its lines."""
        word = re.compile(rf"\b{re.escape(name)}\b")
        return any(word.search(line) for line in self._of(path))

    def takes_nothing(self, site: Site, name: str) -> bool:
        """Whether a line has a pattern of a name that looks at no field: `Name(_)`, `Name(..)`, `Name { .. }`."""
        empty = rf"\b{re.escape(name)}\s*(?:\(\s*(?:(?:_|\.\.)\s*,?\s*)*\)|\{{\s*\.\.\s*\}})"
        return re.search(empty, self.text(site)) is not None

    def has_arguments(self, site: Site, name: str) -> bool:
        """Whether a line gives arguments to a type that it names."""
        return re.search(rf"\b{re.escape(name)}\s*(?:::\s*)?<", self.text(site)) is not None

    def has_path(self, site: Site, name: str) -> bool:
        """Whether a line names an item by a path that leads to it, rather than by a name that it has imported."""
        return site.kind in _IMPORTS or re.search(rf"\w\s*::\s*{re.escape(name)}\b", self.text(site)) is not None

    def calls_macro(self, site: Site, names: Iterable[str]) -> bool:
        """Whether a line calls a macro by one of its names, or by one that the file has imported it by."""
        text = self.text(site)
        return any(
            f"{name}!" in text or any(f"{each}!" in text for each in self._renamed(site.path, name)) for name in names
        )

    def at_attribute(self, site: Site, name: str) -> Site:
        """A reference at the line that has the name: those of an attribute are told at the item that it is on."""
        if site.line != line_of(site.owner):
            return site
        lines = self._of(site.path)
        word = re.compile(rf"\b{re.escape(name)}\b")
        found = 0
        for line in range(min(site.line, len(lines)), max(0, site.line - MAX_ATTRIBUTE_LINES), -1):
            text = lines[line - 1].strip()
            is_item = line == site.line
            if not text or (not is_item and text.endswith(_CODE_ENDS)):
                break
            found = found or (line if word.search(text) else 0)
            if found and (is_item or text.startswith("#[")):
                return replace(site, line=found)
        return site

    def _renamed(self, path: RepoPath, name: str) -> list[str]:
        imported = re.compile(rf"\b{re.escape(name)}\s+as\s+(\w+)")
        return [found for line in self._of(path) if " as " in line for found in imported.findall(line)]

    def _of(self, path: RepoPath) -> list[str]:
        lines = self._lines.get(path)
        if lines is None:
            lines = self._lines[path] = self._source(path).decode("utf-8", "replace").split("\n")
        return lines
