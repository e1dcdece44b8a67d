"""`unsafe_surface`: where `unsafe` and foreign code may appear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.facts import ItemKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.rules.mentions import Shape, owners_at
from rgraph.rules.rule import Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding, Place
from rgraph.view.digests import UNSAFE

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsafeSurface(Rule):
    """Unsafe blocks, functions, traits, impls, and with `extern` foreign blocks, stand in `allowed_in` alone."""

    FIX: ClassVar[str] = "Move it to where unsafe code is allowed."

    allowed_in: Selection = NOTHING
    extern: bool = True

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        allowed = code.select(self.allowed_in)

        def judged(symbol: Symbol) -> bool:
            return symbol not in allowed and not context.in_tests(symbol)

        for item in code.items_beside_unsafe(lambda symbol: code.is_unsafe(symbol) and judged(symbol)):
            what = {ItemKind.FUNCTION: "function", ItemKind.TRAIT: "trait", ItemKind.IMPL: "impl"}.get(item.kind)
            if what:
                place = code.place(item.path, item.line, "unsafe")
                yield Finding(f"{item.symbol} is an unsafe {what}", place, item.symbol, detail=what)
        yield from self._blocks(code, judged)
        if self.extern:
            yield from self._foreign(context, allowed)

    def _blocks(self, code: Code, judged: Callable[[Symbol], bool]) -> Iterator[Finding]:
        """Unsafe blocks; the syntax tree does not say their lines, so the n-th of an item is the n-th in its tokens."""
        seen: Counter[Symbol] = Counter()
        places: dict[RepoPath, dict[int, list[Place]]] = {}
        for path, owner, mention in code.mentions(frozenset({UNSAFE}), judged):
            if mention.shape is Shape.UNSAFE:
                if path not in places:
                    places[path] = _block_places(code, path)
                own = places[path].get(mention.owner, [])
                place = own[seen[owner]] if seen[owner] < len(own) else code.place_of(owner)
                seen[owner] += 1
                yield Finding(f"{owner} has an unsafe block", place, owner, detail="block")
        for item in code.items_beside_unsafe(lambda symbol: code.kind(symbol) is ItemKind.MACRO and judged(symbol)):
            for place in _block_places(code, item.path).get(item.ord, []):
                yield Finding(f"{item.symbol} has an unsafe block", place, item.symbol, detail="block")

    def _foreign(self, context: Context, allowed: frozenset[Symbol]) -> Iterator[Finding]:
        code = context.code
        for path in code.foreign_files():
            linked = code.graph.linked(path)
            modules = {d.ord: d.symbol for d in linked.defs} if linked else {}
            for item in code.graph.declared(path) if modules else ():
                module = modules.get(item.parent)
                if item.kind is not ItemKind.EXTERN_BLOCK or module is None or module in allowed:
                    continue
                if not context.in_tests(module):
                    place = code.place(path, item.line, "extern")
                    yield Finding(f"{module} declares foreign items", place, module, detail=f"extern {item.signature}")


def _block_places(code: Code, path: RepoPath) -> dict[int, list[Place]]:
    """Where the unsafe blocks of a file begin, by the innermost item; comments and strings hold none."""
    from rgraph.parse.tokens import Tokens

    text = code.graph.source(path).decode("latin-1")  # so that offsets are bytes
    tokens = Tokens(text)
    found: dict[int, list[Place]] = {}
    for index in tokens.all("unsafe"):
        if tokens.words[index + 1 : index + 2] == ["{"]:
            start = tokens.starts[index]
            line = text.count("\n", 0, start) + 1
            before = text[text.rfind("\n", 0, start) + 1 : start].encode("latin-1").decode("utf-8", "replace")
            place = Place(path, line, len(before) + 1, code.line_text(path, line))
            for owner in owners_at(code.graph.facts(path), [start]):
                found.setdefault(owner, []).append(place)
    return found
