"""`rgraph index [REV|A..B]`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .options import command_app, emit, note, session

if TYPE_CHECKING:
    from rgraph.model.gaps import Gap
    from rgraph.search.vectors.near import Kept
    from rgraph.view.session import Session

app = command_app()

Revision = Annotated[str | None, typer.Argument(metavar="[REV|A..B]", help="A revision or a range (default: HEAD).")]
HistoryFlag = Annotated[bool, typer.Option("--history", help="Index every commit reachable from HEAD, HEAD first.")]
AllFlag = Annotated[bool, typer.Option("--all", help="Index every commit reachable from any ref.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes (default: the number of cores)."),
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Delete the store and build it again.")]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", help="How long to wait for another run to finish (-1: no limit).")
]
NoVectors = Annotated[
    bool, typer.Option("--no-vectors", help="Make no vectors for search even if the extra `semantic` is installed.")
]
Hnsw = Annotated[
    bool | None,
    typer.Option(
        "--hnsw/--no-hnsw",
        help="Keep an HNSW index of the vectors for `rgraph query`, or drop it. Once kept, it follows HEAD.",
    ),
]


Precise = Annotated[
    bool,
    typer.Option(
        "--precise",
        help="Run rust-analyzer (from PATH) on a copy of the revision and add its edges to the graph.",
    ),
]
Scip = Annotated[
    Path | None, typer.Option("--scip", metavar="FILE", help="Add the edges of a SCIP index to the graph.")
]
Lsif = Annotated[
    Path | None, typer.Option("--lsif", metavar="FILE", help="Add the edges of an LSIF index to the graph.")
]


@app.command()
def index(
    rev: Revision = None,
    history: HistoryFlag = False,
    all: AllFlag = False,
    jobs: Jobs = None,
    rebuild: Rebuild = False,
    wait: Wait = -1,
    no_vectors: NoVectors = False,
    hnsw: Hnsw = None,
    precise: Precise = False,
    scip: Scip = None,
    lsif: Lsif = None,
) -> None:
    """Index a commit, a range, or the whole history."""
    import gc

    from rgraph.index.indexer import Scope
    from rgraph.render.progress_bar import shown_progress
    from rgraph.render.status import index_text
    from rgraph.search.history.upkeep import record_history
    from rgraph.search.vectors.upkeep import keep_index, make_vectors
    from rgraph.view.indexing import index_repository

    _check_scope(history, all)
    _check_vectors(no_vectors, hnsw)
    _check_compiler(rev, precise, scip, lsif)
    scope = Scope.ALL if all else Scope.HISTORY if history else Scope.HEAD
    gc.enable()  # a history is long enough to collect what it leaves
    opened = session()
    with shown_progress() as progress:
        report = index_repository(opened, scope, rev, jobs, progress, rebuild, wait)
        if history or all:
            record_history(opened, all, wait)
        tip = (rev or "HEAD").rpartition("..")[2]
        made = None if no_vectors else make_vectors(opened, tip, progress, wait)
        kept = None if (no_vectors or rev) and hnsw is None else keep_index(opened, tip, hnsw, progress, wait)
    reads_index = bool(precise or scip or lsif)
    if report.commits or not reads_index:
        emit(index_text(report))
    if reads_index:
        _read_compiler(opened, tip, scip, lsif, wait)
    if made is not None and made.vectors:
        note(f"{made.vectors:,} vectors made in {made.seconds:.1f} s")
    if kept is not None:
        note(_kept(kept))
    if report.gaps:
        note(_gaps(report.gaps))


def _check_scope(history: bool, all: bool) -> None:
    if history and all:
        raise ConfigError("--history and --all exclude each other", "--all includes --history")


def _check_vectors(no_vectors: bool, hnsw: bool | None) -> None:
    if no_vectors and hnsw:
        raise ConfigError("--no-vectors and --hnsw exclude each other", "--hnsw indexes the vectors")


def _check_compiler(rev: str | None, precise: bool, scip: Path | None, lsif: Path | None) -> None:
    if precise + (scip is not None) + (lsif is not None) > 1:
        raise ConfigError("--precise, --scip and --lsif exclude each other", "each adds the edges of one index")
    if rev and ".." in rev and (precise or scip or lsif):
        raise ConfigError("a compiler's index belongs to a single revision", "give the revision that it was made from")


def _read_compiler(opened: Session, rev: str, scip: Path | None, lsif: Path | None, wait: float) -> None:
    from rgraph.compiler.keeping import keep_index
    from rgraph.compiler.reading import precise, read_lsif_index, read_scip_index
    from rgraph.render.compiler import read_text

    found = read_scip_index(scip) if scip else read_lsif_index(lsif) if lsif else precise(opened, rev)
    emit(read_text(keep_index(opened, rev, found, wait)))


def _kept(kept: Kept) -> str:
    if not kept.vectors:
        return f"{'the index of vectors was removed' if kept.removed else 'there is no index of vectors'}"
    changed = f"{kept.added:,} added, {kept.removed:,} removed"
    return f"index of {kept.vectors:,} vectors: {changed} in {kept.seconds:.1f} s"


def _gaps(gaps: Sequence[Gap]) -> str:
    """What internal errors cost, and where to read more of them."""
    import sys

    from .failure import write_log

    log = write_log("\n".join(f"{gap.what}\n{gap.trace}" for gap in gaps), sys.argv[1:])
    what = "1 file or item is" if len(gaps) == 1 else f"{len(gaps)} files or items are"
    where = f" with the log {log}" if log else ""
    return f"{what} not indexed: internal error, please report it{where}; `rgraph doctor` names them"
