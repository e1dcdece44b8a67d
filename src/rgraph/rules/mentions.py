"""What a file's text names, by syntax alone: macros, methods, and paths with their `use` aliases put in.

The graph has edges for what it resolved; this finds what no edge can say: a method by its bare name, a macro from
outside, a path into a crate whose source is not in the repository.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from rgraph.model.facts import BlobBodies, BlobFacts, Body, ItemKind
from rgraph.model.syntax import EBlock, EMacro, EMethod, NameInTokens, Path


class Shape(StrEnum):
    """How something is named."""

    PATH = "path"
    MACRO = "macro"
    METHOD = "method"
    IMPORT = "import"
    UNSAFE = "unsafe"  # an unsafe block; names nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text of the item `owner` (ord, -1 for the file's module); `line` is absolute.

    `name` has `use` aliases replaced by what they import; a method's is bare.
    """

    owner: int
    shape: Shape
    name: str
    line: int


class FileMentions:
    """What the items of one file name; each item is walked when it is first asked for."""

    def __init__(self, facts: BlobFacts, bodies: BlobBodies) -> None:
        self._facts = facts
        self._bodies: dict[int, list[Body]] = {}
        for body in bodies.bodies:
            self._bodies.setdefault(body.owner, []).append(body)
        self._scopes: dict[int, Mapping[str, Sequence[str]]] = {}
        self._found: dict[int, list[Mention]] = {}
        self.imports = [
            Mention(use.parent, Shape.IMPORT, "::".join([*use.path, "*"] if use.glob else use.path), use.line)
            for use in facts.uses
        ]

    def of(self, owner: int) -> list[Mention]:
        """What an item (not what it contains) names beside its imports, in order of lines."""
        found = self._found.get(owner)
        if found is None:
            walker = _Walker(self._facts, self._scopes)
            item = self._facts.items[owner]
            if item.kind is ItemKind.MACRO_CALL and item.macro_path is not None:
                walker.add(owner, Shape.MACRO, item.macro_path, item.line)
            walker.walk(_declared(item), owner, item.line)
            for body in self._bodies.get(owner, ()):
                walker.walk(body.expr, owner, item.line)
            found = self._found[owner] = sorted(walker.found, key=lambda m: (m.line, m.shape, m.name))
        return found

    def names_for(self, words: Iterable[str]) -> set[str]:
        """The words, and what `use ... as` calls them in this file."""
        wanted = set(words)
        aliases = {use.alias for use in self._facts.uses if use.alias and use.path and use.path[-1] in wanted}
        return wanted | aliases


def owners_at(facts: BlobFacts, offsets: Iterable[int]) -> set[int]:
    """The innermost items at these bytes of a file; -1 for what is in none."""
    return set(innermost(facts, offsets).values())


def innermost(facts: BlobFacts, offsets: Iterable[int]) -> dict[int, int]:
    """The innermost item at each of some bytes of a file; -1 where there is none."""
    order = sorted(range(len(facts.items)), key=lambda ord_: (facts.items[ord_].start, ord_))
    starts = [facts.items[ord_].start for ord_ in order]
    found: dict[int, int] = {}
    for offset in offsets:
        at = bisect_right(starts, offset) - 1
        owner = order[at] if at >= 0 else -1
        while owner >= 0 and offset >= facts.items[owner].end:
            owner = facts.items[owner].parent
        found[offset] = owner
    return found


def _declared(item: msgspec.Struct) -> tuple[object, ...]:
    """The parts of a declaration that hold paths."""
    names = ("generics", "self_param", "params", "ret", "ty", "trait", "bounds")
    return tuple(getattr(item, name) for name in names)


class _Walker:
    """Walks the syntax of one item and collects mentions. `scopes` remembers what `use` brings into each scope."""

    def __init__(self, facts: BlobFacts, scopes: dict[int, Mapping[str, Sequence[str]]]) -> None:
        self._facts = facts
        self._scopes = scopes
        self._parents = [item.parent for item in facts.items]
        self.found: list[Mention] = []

    def add(self, owner: int, shape: Shape, path: Path, line: int) -> None:
        segments = [segment.name for segment in path.segments]
        if path.qself is not None and not path.trait_len:
            return
        self.found.append(Mention(owner, shape, "::".join(self._expand(owner, segments)), line))

    def walk(self, root: object, owner: int, zero: int) -> None:
        """Collects what `root` names; an explicit stack, since syntax nests as deep as its author likes."""
        stack = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, list | tuple):
                stack.extend(node)
                continue
            if not isinstance(node, msgspec.Struct):
                continue
            self._visit(node, owner, zero)
            if isinstance(node, EMacro):
                # its path is a macro's name; visiting it again would make it a path
                stack.extend(segment.args for segment in node.path.segments)
                stack.extend((node.block, node.names))
            elif isinstance(node, NameInTokens):
                continue
            else:
                stack.extend(getattr(node, name) for name in node.__struct_fields__)

    def _visit(self, node: msgspec.Struct, owner: int, zero: int) -> None:
        if isinstance(node, Path):
            self.add(owner, Shape.PATH, node, zero + node.line)
        elif isinstance(node, EMacro):
            self.add(owner, Shape.MACRO, node.path, zero + node.path.line)
        elif isinstance(node, EMethod):
            self.found.append(Mention(owner, Shape.METHOD, node.name, zero + node.line))
        elif isinstance(node, NameInTokens):
            if node.method:
                name = node.path.segments[-1].name
                self.found.append(Mention(owner, Shape.METHOD, name, zero + node.path.line))
            else:
                self.add(owner, Shape.PATH, node.path, zero + node.path.line)
        elif isinstance(node, EBlock) and node.kind == "unsafe":
            self.found.append(Mention(owner, Shape.UNSAFE, "", zero))

    def _expand(self, owner: int, segments: list[str]) -> list[str]:
        for scope in self._around(owner):
            target = self._aliases(scope).get(segments[0])
            if target is not None:
                return [*target, *segments[1:]]
        return segments

    def _around(self, owner: int) -> Iterator[int]:
        """The item and what contains it, out to the nearest module: where a name may have been imported."""
        at = owner
        while at >= 0:
            yield at
            if self._facts.items[at].kind is ItemKind.MODULE:
                return
            at = self._parents[at]
        yield -1

    def _aliases(self, scope: int) -> Mapping[str, Sequence[str]]:
        """What the `use`s of a module or function bring in by name."""
        known = self._scopes.get(scope)
        if known is None:
            known = self._scopes[scope] = {
                use.alias or use.path[-1]: use.path
                for use in self._facts.uses
                if use.parent == scope and not use.glob and use.path and use.alias != "_"
            }
        return known
