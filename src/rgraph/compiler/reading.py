"""The indexes that `rgraph index` and `rgraph doctor` take: made here and now, or read from files."""

from __future__ import annotations

from pathlib import Path

from rgraph.view.session import Session

from .analyser import COMMAND, analyse, find_analyser, find_library
from .lsif import read_lsif_file
from .occurrences import CompilerIndex, CompilerIndexError
from .scip import read_scip_file

NO_LIBRARY = (
    "the source of the standard library is not here, so calls through its types are not resolved: "
    "`rustup component add rust-src` installs it, or set RUST_SRC_PATH"
)


def precise(session: Session, rev: str) -> CompilerIndex:
    """The index of a revision, made by this machine's rust-analyzer. Raises CompilerIndexError, RevisionError."""
    analyser, library = find_analyser(), find_library()
    if library is None:
        session.note(NO_LIBRARY)
    return analyse(session.graph(rev), analyser, library)


def read_index(path: Path) -> CompilerIndex:
    """The index in a file: LSIF where it begins as JSON does, else SCIP. Raises CompilerIndexError."""
    return read_lsif_file(path) if _begins_as_json(path) else read_scip_file(path)


def read_scip_index(path: Path) -> CompilerIndex:
    """The SCIP index in a file. Raises CompilerIndexError, also for LSIF."""
    if _begins_as_json(path):
        raise CompilerIndexError(f"{path} is JSON, and a SCIP index is not", "`--lsif` reads LSIF")
    return read_scip_file(path)


def read_lsif_index(path: Path) -> CompilerIndex:
    """The LSIF index in a file. Raises CompilerIndexError, also for SCIP."""
    if not _begins_as_json(path):
        raise CompilerIndexError(f"{path} is not JSON, and an LSIF index is", "`--scip` reads SCIP")
    return read_lsif_file(path)


def _begins_as_json(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(64).lstrip().startswith((b"{", b"["))
    except OSError as error:
        raise CompilerIndexError(f"{path} cannot be read: {error.strerror}") from None


def index_named(session: Session, rev: str, named: str) -> CompilerIndex:
    """The index in the file `named`; for `rust-analyzer`, where no file has that name, the one that it makes now.

    Raises CompilerIndexError, RevisionError.
    """
    if named == COMMAND and not Path(named).exists():
        return precise(session, rev)
    return read_index(Path(named))
