"""Matches that name every variant of an enum, which one more variant breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from rgraph.model.syntax import Arm, EMatch, ETuple, Path, PIdent, POr, PPath, PRef, PStruct, PTupleStruct, PWild

from .bindings import each_node


class OpenMatches:
    """The matches of a body in which no arm takes whatever is left, by the variants that their arms name."""

    def __init__(self, body: msgspec.Struct) -> None:
        self._ends: dict[tuple[str, int], list[int]] = defaultdict(list)
        for node in each_node([body]):
            if isinstance(node, EMatch) and not _is_test(node) and not any(_takes_all(arm) for arm in node.arms):
                paths = [path for arm in node.arms for path in _variants(arm.pat)]
                end = max((_line(each) for each in each_node(node.arms)), default=0)
                for key in {(path.segments[-1].name, path.line) for path in paths}:
                    self._ends[key].append(end)

    def ends(self, name: str, line: int) -> list[int]:
        """The lines that the last arms end on of those that name a variant on a line, where one more arm goes; lines
        count as in the body."""
        return self._ends.get((name, line), [])


def _line(node: msgspec.Struct) -> int:
    line = getattr(node, "line", 0)
    return line if isinstance(line, int) else 0


def _is_test(match: EMatch) -> bool:
    """Whether it is what the facts have of `matches!`, which takes whatever is left: one arm that does nothing."""
    return len(match.arms) == 1 and isinstance(match.arms[0].body, ETuple) and not match.arms[0].body.elems


def _takes_all(arm: Arm) -> bool:
    return arm.guard is None and any(_is_open(pat) for pat in _tops(arm.pat))


def _is_open(pat: msgspec.Struct) -> bool:
    """Whether a pattern takes whatever is left: `_`, or a name that reads like a variable's."""
    return isinstance(pat, PWild) or (isinstance(pat, PIdent) and pat.sub is None and pat.name[:1].islower())


def _tops(pat: msgspec.Struct) -> Iterator[msgspec.Struct]:
    """The alternatives of a pattern, without `&`."""
    waiting = [pat]
    while waiting:
        at = waiting.pop()
        if isinstance(at, POr):
            waiting += at.pats
        elif isinstance(at, PRef):
            waiting.append(at.pat)
        else:
            yield at


def _variants(pat: msgspec.Struct) -> Iterator[Path]:
    for top in _tops(pat):
        if isinstance(top, PPath | PTupleStruct | PStruct) and top.path.segments:
            yield top.path
