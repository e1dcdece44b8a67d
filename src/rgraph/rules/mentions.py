"""What a file's text names, by syntax alone: macros, methods, and paths with their `use` aliases put in.

The graph has edges for what it resolved; this finds what no edge can say: a method by its bare name, a macro from
outside, a path into a crate whose source is not in the repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from rgraph.model.facts import BlobBodies, BlobFacts, ItemKind
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


def mentions(facts: BlobFacts, bodies: BlobBodies) -> list[Mention]:
    """Everything that a file names, in order of owners and positions."""
    walker = _Walker(facts)
    for ord_, item in enumerate(facts.items):
        if item.kind is ItemKind.MACRO_CALL and item.macro_path is not None:
            walker.add(item.parent, Shape.MACRO, item.macro_path, item.line)
        walker.walk(_declared(item), ord_, item.line)
    for body in bodies.bodies:
        walker.walk(body.expr, body.owner, facts.items[body.owner].line)
    imports = [
        Mention(use.parent, Shape.IMPORT, "::".join([*use.path, "*"] if use.glob else use.path), use.line)
        for use in facts.uses
    ]
    return sorted(imports + walker.found, key=lambda m: (m.line, m.owner, m.shape, m.name))


def _declared(item: msgspec.Struct) -> tuple[object, ...]:
    """The parts of a declaration that hold paths."""
    names = ("generics", "self_param", "params", "ret", "ty", "trait", "bounds")
    return tuple(getattr(item, name) for name in names)


class _Walker:
    """Walks the syntax of one file and collects mentions."""

    def __init__(self, facts: BlobFacts) -> None:
        self._facts = facts
        self._scopes: dict[int, Mapping[str, Sequence[str]]] = {}
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
