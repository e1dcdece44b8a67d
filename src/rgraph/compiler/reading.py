"""The indexes that `rgraph index` and `rgraph doctor` take: made here and now, or read from files."""

from __future__ import annotations

from pathlib import Path

from rgraph.view.session import Session

from .analyser import COMMAND, analyse, find_analyser, find_library
from .lsif import read_lsif_file
from .occurrences import CompilerIndex, CompilerIndexError
from .scip import read_scip_file

NO_LIBRARY = (
    "the source of the standard library is not here, so what a type of it gives is not resolved: "
    "`rustup component add rust-src` brings it, RUST_SRC_PATH names it"
)


def precise(session: Session, rev: str) -> CompilerIndex:
    """The index of a revision, made by this machine's rust-analyzer. Raises CompilerIndexError, RevisionError."""
    analyser, library = find_analyser(), find_library()
    if library is None:
        session.note(NO_LIBRARY)
    return analyse(session.graph(rev), analyser, library)


def read_index(path: Path) -> CompilerIndex:
    """The index in a file: LSIF where it begins as JSON does, else SCIP. Raises CompilerIndexError."""
    try:
        with path.open("rb") as stream:
            begins = stream.read(64).lstrip()
    except OSError as error:
        raise CompilerIndexError(f"{path} cannot be read: {error.strerror}") from None
    return read_lsif_file(path) if begins.startswith(b"{") else read_scip_file(path)


def index_named(session: Session, rev: str, named: str) -> CompilerIndex:
    """The index in the file `named`; for `rust-analyzer`, where no file has that name, the one that it makes now.

    Raises CompilerIndexError, RevisionError.
    """
    if named == COMMAND and not Path(named).exists():
        return precise(session, rev)
    return read_index(Path(named))
