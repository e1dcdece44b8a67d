"""`forbidden_call`: functions, methods, macros and paths that some code must not use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.rules.mentions import Mention, Shape
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection, matches_outside, parse_selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context

_MACRO = re.compile(r"([A-Za-z_]\w*(?:::[A-Za-z_]\w*)*)!\Z")
_METHOD = re.compile(r"\.([A-Za-z_]\w*)(?:\(\))?\Z")
_PATH = re.compile(r"=?[A-Za-z_*][\w*?]*(?:::[\w*?]+)*\Z")
_USES = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.EXPANDS, EdgeKind.IMPORTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenCall(EdgeRule):
    """Code of `scope` must not name any of `calls`: `.unwrap()`, `println!`, `std::process::exit`.

    A method is matched by its bare name, whatever its receiver; a macro by its name or path; a path with `use`
    aliases put in and by the graph's edges, so that a re-exported function is found as well. Without `scope`: all
    code.
    """

    FIX: ClassVar[str] = "Use something else, or do it outside of `scope`."

    calls: tuple[str, ...]
    scope: Selection = NOTHING

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        scope = code.select(self.scope) if self.scope else None
        seen: Counter[tuple[str, str, int]] = Counter()

        def judged(symbol: Symbol) -> bool:
            return (scope is None or symbol in scope) and not context.in_tests(symbol)

        wanted = _Wanted(self.calls)
        for path, symbol, mention in code.mentions(_last_segments(self.calls), judged):
            for call in wanted.named_by(mention):
                yield self._finding(context, symbol, call, path, mention.line, seen[symbol, call, mention.line])
                seen[symbol, call, mention.line] += 1
        yield from self._by_edges(context, scope, seen)

    def problems(self) -> Iterator[str]:
        if not self.calls:
            yield "`calls` is empty"
        for call in self.calls:
            if not (_MACRO.match(call) or _METHOD.match(call) or _PATH.match(call)):
                yield f"`{call}` is not a method (`.unwrap()`), macro (`println!`) or path (`std::process::exit`)"

    def _by_edges(
        self, context: Context, scope: frozenset[Symbol] | None, seen: Counter[tuple[str, str, int]]
    ) -> Iterator[Finding]:
        code = context.code
        paths = {call: parse_selection(call) for call in self.calls if _PATH.match(call)}
        meant: dict[Symbol, list[str]] = {}
        for path, edge in context.references(scope) if paths else ():
            if edge.kind not in _USES:
                continue
            if edge.dst not in meant:
                meant[edge.dst] = [call for call, selection in paths.items() if code.means(selection, edge.dst)]
            for call in meant[edge.dst]:
                line = code.graph.edge_line(path, edge)
                if (edge.src, call, line) not in seen:
                    seen[edge.src, call, line] += 1
                    yield self._finding(context, edge.src, call, path, line)

    def _finding(self, context: Context, symbol: Symbol, call: str, path: str, line: int, nth: int = 0) -> Finding:
        name = re.sub(r"[.!()=]", "", call).rpartition("::")[2]
        return Finding(f"{symbol} must not use {call}", context.code.place(path, line, name, nth), symbol, call)


class _Wanted:
    """The calls by shape, so that a mention is looked up and not compared with each."""

    def __init__(self, calls: tuple[str, ...]) -> None:
        self._macros = {match[1]: call for call in calls if (match := _MACRO.match(call))}
        self._methods = {match[1]: call for call in calls if (match := _METHOD.match(call))}
        self._paths = [(call, parse_selection(call)) for call in calls if _PATH.match(call)]

    def named_by(self, mention: Mention) -> Iterator[str]:
        """The calls that a mention names. A macro that is wanted by its bare name may be written with a path."""
        if mention.shape is Shape.METHOD and mention.name in self._methods:
            yield self._methods[mention.name]
        elif mention.shape is Shape.MACRO:
            names = {mention.name, mention.name.rpartition("::")[2]}
            yield from (self._macros[name] for name in sorted(names) if name in self._macros)
        elif mention.shape in {Shape.PATH, Shape.IMPORT}:
            yield from (call for call, selection in self._paths if matches_outside(selection, mention.name))


def _last_segments(calls: tuple[str, ...]) -> frozenset[str] | None:
    """Words one of which a file must hold to name any of the calls; None: any file may."""
    words = {
        re.sub(r"[.!()=]", "", call).removesuffix("::**").removesuffix("::*").rpartition("::")[2] for call in calls
    }
    return None if any("*" in word or "?" in word for word in words) else frozenset(words)
