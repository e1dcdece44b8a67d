"""The store of one repository: opened once, read through `versions` and `contents`, written through `writing`."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from rgraph.errors import LockedError, StoreError
from rgraph.model.graph import FileState
from rgraph.model.ids import Oid
from rgraph.place import check_own, make_own

from . import rows, schema, sweep, user_scripts
from .birth import BIRTH_SECONDS, ensure_born
from .chains import Versions
from .contents import Contents
from .elsewhere import copied, is_read_only
from .engine import Engine, Rows, open_engine
from .engines import FILES, SQLITE, database, files, remove
from .failures import file_error
from .footprints import Footprints
from .lock import Waiting, write_lock
from .nearest import Nearest
from .overlays import Overlays
from .stored_records import StoreSize
from .sweep import Swept
from .vectors import Vectors
from .write_ahead_log import SMALL_LOG, WriteAheadLog, file_size
from .writer import COMPILED_BY, Writer

FILE = FILES[SQLITE]

_COUNT = {
    "commits": "?[count(oid)] := *commit{oid}",
    "blobs": "?[count(hash)] := *blob{hash}",
    "edge_sets": "?[count(hash)] := *set_of{hash}",
    "chains": "?[count(id)] := *chain{id}",
    "rowed_sets": "?[count(set)] := *rowed_set{set}",
}

_PINS = "?[oid, why] := *pin{oid, why}"
_META = "?[value] := *meta{key: $key, value}"
_REWRITTEN = "?[old, new] := *rewritten{old, new}"


class Store:
    """An open store. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, directory: Path | None) -> None:
        self.engine = engine
        self.directory = directory
        self.versions = Versions(engine)
        self.contents = Contents(engine)
        self.footprints = Footprints(engine)
        self.vectors = Vectors(engine)
        self.nearest = Nearest(engine)
        self.overlays = Overlays(engine)
        self._log = WriteAheadLog(None if engine.is_exclusive else directory)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self.engine.close()

    @property
    def is_exclusive(self) -> bool:
        """Whether this process has the store to itself (engine rocksdb): no other one can even read it."""
        return self.engine.is_exclusive

    @contextlib.contextmanager
    def writing(self, wait: float = -1, waiting: Waiting = lambda _: None) -> Iterator[Writer]:
        """The one writer; `wait` is how many seconds for another (-1: as long as it takes), of which `waiting` is told.

        What was given to the writer and not flushed is dropped when an exception leaves the block.

        Raises:
            LockedError: another process is writing; the message says who.
            StoreError: the store cannot be written.
        """
        guard = write_lock(self.directory, wait, waiting) if self.directory else contextlib.nullcontext()
        with guard:
            self.engine.check_in_place()
            writer = Writer(self.engine, self.versions, self.contents, self._log.checkpoint)
            yield writer
            writer.flush()
            self._log.checkpoint(SMALL_LOG)

    def ensure_rows(self, oid: Oid, wait: float = -1) -> bool:
        """Make rows of an indexed commit's items and edges, for Datalog; False where they were there already.

        Raises:
            RevisionError: the commit is not indexed.
            LockedError, StoreError: as `writing`.
        """
        files = self.versions.files_at(oid)
        if not rows.missing(self.engine, files):
            return False
        with self.writing(wait) as writer:
            rows.unpack(self.engine, self.contents, files)
            writer.flush()
        return True

    def pins(self) -> dict[Oid, str]:
        """Commits kept through `gc` although nothing refers to them, and why."""
        return {Oid(oid): why for oid, why in self.engine.run(_PINS)}

    def rewritten(self) -> list[tuple[Oid, Oid]]:
        """Old and new commits that amend or rebase made of each other, as recorded."""
        return [(Oid(old), Oid(new)) for old, new in self.engine.run(_REWRITTEN)]

    def is_in_place(self) -> bool:
        """Whether the file is still the one that was opened: another process may have rebuilt the store."""
        try:
            self.engine.check_in_place()
        except StoreError:
            return False
        return True

    def is_first(self, key: str) -> bool:
        """Whether this is asked for the first time in this store, as far as can be kept: no one is waited for."""
        if self.engine.run(_META, {"key": key}):
            return False
        with contextlib.suppress(LockedError), self.writing(wait=0) as writer:
            writer.mark(key)
        return True

    def compiled_by(self) -> str:
        """The tool whose index was read last; "" where none was: then no content has anything of a compiler."""
        found = self.engine.run(_META, {"key": COMPILED_BY})
        return str(found[0][0]) if found else ""

    def sweep(self, live: Collection[Oid]) -> Swept:
        """Remove commits that are not live and what only they used; inside `writing`."""
        return sweep.sweep(self.engine, live)

    def pack_rows(self, keep: Iterable[FileState]) -> int:
        """Drop the rows of what is not in `keep`; inside `writing`. Returns how many edge sets lost theirs."""
        return rows.pack(self.engine, keep)

    def contradictions(self) -> list[str]:
        """What in the relations does not agree; nothing in a whole store."""
        return list(sweep.contradictions(self.engine))

    def compact(self) -> None:
        """Give unused space back to the file system; inside `writing`. Left undone while others read."""
        self._log.compact()

    def run(self, script: str, params: Mapping[str, object] | None = None) -> Rows:
        """Rows of a script of rgraph's own, immutable. Raises StoreError or LockedError."""
        return self.engine.run(script, params)

    def run_foreign(
        self, script: str, params: Mapping[str, object], seconds: float, rules: str = ""
    ) -> tuple[list[str], Rows]:
        """Headers and rows of a user's script, run immutable and limited in time; the caller has checked its words.

        `rules` is text of rgraph's own put before the script (the named rules).

        Raises:
            QueryError: what is wrong with it, `offset` being the byte in `script`; or that it took too long.
        """
        return user_scripts.run(self.engine, script, params, seconds, rules)

    def size(self) -> StoreSize:
        """Counts of what is stored, and bytes on disk."""
        counts = {name: int(self.engine.run(script)[0][0]) for name, script in _COUNT.items()}
        return StoreSize(**counts, bytes=self.bytes())

    def bytes(self) -> int:
        """Bytes on disk, write-ahead log included; 0 in memory."""
        return sum(map(file_size, files(self.directory) if self.directory else ()))


def store_directory(common_dir: Path) -> Path:
    """Where the store of this version of rgraph is: under git's common directory, so that worktrees share it."""
    return common_dir / "rgraph" / schema.VERSION


def open_store(directory: Path | None, engine: str = "", client: bool = False) -> Store:
    """Open the store in `directory` (`store_directory`), made anew where there is none.

    The engine is that of the store that is there; where none is, that of the user's configuration. Where the repository
    cannot be written, the store is a copy in the user's cache directory, which sqlite keeps. Engine "mem" keeps
    everything in memory and takes no directory; it is for tests. `client`: through pycozo's client.

    Raises:
        StoreError: it is damaged, of another version, the disk is full, or nothing can be written anywhere.
        LockedError: another process is making it, or has it to itself.
        ConfigError: the configuration names an engine that is none.
    """
    if engine == "mem" or directory is None:
        return _in_memory(schema.RELATIONS, client)
    try:
        if is_read_only(directory):
            return _on_disk(copied(directory) / FILE, schema.RELATIONS, client)
        directory = make_own(directory)
    except OSError as error:
        raise file_error(error, directory / FILE) from None
    return _on_disk(database(directory), schema.RELATIONS, client)


def open_package_store(directory: Path | None) -> Store:
    """Open the store of published packages in `directory`, made anew where there is none; None: in memory.

    Raises:
        StoreError: it is damaged, or cannot be written.
        LockedError: another process is making it.
    """
    if directory is None:
        return _in_memory(schema.PACKAGES, client=False)
    try:
        make_own(directory)
    except OSError as error:
        raise file_error(error, directory / FILE) from None
    return _on_disk(directory / FILE, schema.PACKAGES, client=False)


def _in_memory(relations: schema.Relations, client: bool) -> Store:
    opened = open_engine(None, client)
    schema.create(opened, relations)
    return Store(opened, None)


def _on_disk(path: Path, relations: schema.Relations, client: bool) -> Store:
    ensure_born(path, relations)
    opened = open_engine(path, client)
    try:
        if not schema.check(opened):
            with write_lock(path.parent, wait=BIRTH_SECONDS):
                schema.create(opened, relations)
    except BaseException:
        opened.close()
        raise
    return Store(opened, path.parent)


def remove_store(directory: Path, wait: float = -1) -> None:
    """Delete the store in `directory` so that the next opening makes it anew.

    Raises:
        LockedError: another process is writing it.
        StoreError: it cannot be deleted.
    """
    if not directory.exists():
        return
    check_own(directory)
    with write_lock(directory, wait):
        try:
            for name in FILES.values():
                for path in directory.glob(f"{name}*"):
                    remove(path)
        except OSError as error:
            raise file_error(error, directory / FILE) from None


def remove_other_versions(common_dir: Path) -> int:
    """Delete the stores of other versions of rgraph; returns the bytes freed."""
    freed = 0
    current = store_directory(common_dir)
    for directory in current.parent.glob("v*"):
        if directory.is_dir() and directory != current:
            freed += sum(map(file_size, directory.rglob("*")))
            shutil.rmtree(directory, ignore_errors=True)
    return freed
