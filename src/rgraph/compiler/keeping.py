"""Keeps what an index says in the store, beside the contents that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rgraph.model.compiled import CompiledFile
from rgraph.model.ids import BlobHash
from rgraph.store.packing import squeeze
from rgraph.view.compiler_index import compiled_of, pack_compiled
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session

from .edges import compiled_files
from .occurrences import OWN_TOOL, CompilerIndex, CompilerIndexError, UnfittingIndexError

_OTHER_INDEX = "take one that rust-analyzer wrote: `rust-analyzer scip .`"


@dataclass(frozen=True, slots=True)
class CompilerReport:
    """What an index brought: how many of the revision's files it speaks of, edges that the linker did not have or had
    not been sure of, names that it settles; and the files whose content is not the one that was indexed."""

    tool: str
    revision: str
    files: int
    of_files: int
    added: int
    confirmed: int
    settled: int
    misfits: tuple[str, ...]


def keep_index(session: Session, rev: str, index: CompilerIndex, wait: float = -1) -> CompilerReport:
    """Read an index of a commit and keep what it adds. Raises CompilerIndexError, RevisionError, LockedError.

    What is kept holds at every commit that has these contents, as long as what they depend on looks the same.
    """
    graph = session.graph(rev)
    session.commit_of(graph)
    if index.tool.partition(" ")[0] == OWN_TOOL:  # it would confirm rgraph's guesses by themselves
        raise CompilerIndexError("rgraph wrote this index itself, so it says nothing new", _OTHER_INDEX)
    files, misfits = compiled_files(graph, index)
    known = [path for path in index.files if path in graph.files]
    if not known or len(misfits) == len(known):
        raise UnfittingIndexError(rev)
    _write(session, graph, files, index.tool, wait)
    session.forget_all()
    return _report(graph, rev, index, files, tuple(misfits), len(known) - len(misfits))


def _write(session: Session, graph: CommitGraph, files: Iterable[CompiledFile], tool: str, wait: float) -> None:
    found: dict[BlobHash, list[CompiledFile]] = {}
    for file in files:
        found.setdefault(graph.files[file.path].blob, []).append(file)
    with session.store.writing(wait) as writer:
        before = compiled_of(session.store, found)
        for blob, known in before.items():
            renewed = {(file.path, file.links) for file in found[blob]}
            found[blob] += [file for file in known if (file.path, file.links) not in renewed]
        packed = {
            blob: squeeze(pack_compiled(sorted(each, key=lambda file: (file.path, file.links))))
            for blob, each in found.items()
        }
        writer.add_compiled(packed, tool)


def _report(
    graph: CommitGraph, rev: str, index: CompilerIndex, files: list[CompiledFile], misfits: tuple[str, ...], read: int
) -> CompilerReport:
    added = confirmed = 0
    for file in files:
        linked = graph.linked(file.path)
        there = {(edge.src, edge.kind, edge.dst) for edge in linked.edges} if linked else set()
        for edge in file.edges:
            is_known = (edge.src, edge.kind, edge.dst) in there
            confirmed += is_known
            added += not is_known
    rust = sum(path.endswith(".rs") for path in graph.files)
    settled = sum(len(file.settled) for file in files)
    return CompilerReport(index.tool, rev, read, rust, added, confirmed, settled, misfits)
