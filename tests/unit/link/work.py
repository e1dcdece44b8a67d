"""How much work linking takes: function calls, Python's and C's, which every machine counts alike."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Hashable
from types import FrameType
from typing import Any, TypeVar
from unittest.mock import patch

from rgraph.link.linker import Linker
from rgraph.link.trace import Entry, Trace
from tests.dsl.compiled import needs_python
from tests.golden.bodies.crate import MANIFEST, Texts

T = TypeVar("T")


def each(n: int, line: Callable[[int], str]) -> str:
    """Lines that are numbered."""
    return "\n".join(map(line, range(n)))


def calls_in(work: Callable[[], object]) -> int:
    """How many functions `work` calls."""
    needs_python(Linker, "the linker")
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def texts_of(root: str) -> Texts:
    """A crate of one file, parsed."""
    texts = Texts({"Cargo.toml": MANIFEST, "src/lib.rs": root})
    texts.facts(texts.tree["src/lib.rs"])  # type: ignore[index]
    return texts


def calls_to_link(root: str) -> int:
    """How many functions are called to link a crate of one file that is parsed already."""
    texts = texts_of(root)
    return calls_in(lambda: Linker(texts).link(texts.tree))


def answers_to_link(root: str) -> int:
    """How many answers the world computes to link a crate of one file."""
    needs_python(Trace, "_compute")
    texts = texts_of(root)
    count = 0
    compute = Trace._compute

    def counted(self: Trace, memos: dict[Hashable, Entry], slot: tuple[str, Hashable], work: Callable[[], Any]) -> Any:
        nonlocal count
        count += 1
        return compute(self, memos, slot, work)

    with patch.object(Trace, "_compute", counted):
        Linker(texts).link(texts.tree)
    return count


def facts_listed(root: str) -> int:
    """How many base facts and other answers the answers of a linked crate list, all together."""
    texts = texts_of(root)
    linker = Linker(texts)
    linker.link(texts.tree)
    tables = linker.world._trace._memos.values()
    return sum(len(entry.deps) + len(entry.far) for table in tables for entry in table.values())


def calls_edges(root: str) -> int:
    """How many functions called `g0`, `g1`... have an edge for their call."""
    texts = texts_of(root)
    linked = Linker(texts).link(texts.tree).linked
    edges = [edge for file in linked.values() for edge in file.edges if edge.kind.value == "calls"]
    return len({edge.src for edge in edges if re.search(r"\bg\d+$", edge.src)})


def growth(measured: Callable[[str], int], shape: Callable[[int], str], n: int) -> float:
    """How much more work a shape of 4n takes than one of n, what an empty crate takes left aside; 4 is linear."""
    measured(shape(n))  # what is read once in a process is read now
    empty = measured("")
    return (measured(shape(4 * n)) - empty) / (measured(shape(n)) - empty)
