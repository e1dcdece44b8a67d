"""The background run that hooks start: one at a time, for all that happened meanwhile."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import filelock

from rgraph.children import python_command
from rgraph.errors import LockedError, RgraphError
from rgraph.model.ids import Oid
from rgraph.place import check_own, make_own, write_own
from rgraph.view.kept_digests import keep_of_head
from rgraph.view.session import STAGED, Session, open_session

from .limits import LOCK_SECONDS, LOG_BYTES, QUIET_SECONDS, SEQUENCE_SECONDS
from .lock import LOCK

_OF_ONE_COMMAND = (
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_REFLOG_ACTION",
)
"""What git sets for the command whose hook runs, and which means nothing any more when that has ended."""


@dataclass(frozen=True, slots=True)
class RunState:
    """The files by which hooks and runs meet, under `<git common dir>/rgraph/hooks/`."""

    folder: Path

    @property
    def pending(self) -> Path:
        """Marks that there is something to index."""
        return self.folder / "pending"

    @property
    def running(self) -> Path:
        """The process id of the run under way, for whoever looks; whether there is one, only `lock` says."""
        return self.folder / "running"

    @property
    def rewritten(self) -> Path:
        """What post-rewrite was told, to be recorded."""
        return self.folder / "rewritten"

    @property
    def log(self) -> Path:
        """One line a run: when, what, how long, or what went wrong."""
        return self.folder / "log"


def run_state(session: Session) -> RunState:
    """The state files of a repository."""
    return RunState(session.repository.common_dir / "rgraph" / "hooks")


def index_for(hook: str, marked: bool, detach: bool) -> None:
    """Does the indexing of a hook, in a separate process if `detach`."""
    if detach:
        start_detached(hook)
    else:
        index_in_background(hook, marked)


def judged_by(hook: str, told: Iterable[str]) -> list[str]:
    """The trees that a checking hook judges: what is staged, or the commits that git says will be pushed."""
    return [*pushed_commits(told)] if hook == "pre-push" else [STAGED]


def index_in_background(hook: str, marked: bool = False) -> None:
    """Indexes the heads of all worktrees, then again for what was marked meanwhile.

    Returns at once if another run is indexing.

    Says nothing and writes its log. `marked`: the hook has marked its work, so where the mark is gone it is done.
    """
    _detach()
    session = open_session()
    state = run_state(session)
    check_own(state.folder.parent)
    make_own(state.folder)
    if not marked:
        state.pending.touch()
    while state.pending.exists():
        lock = filelock.FileLock(state.folder / LOCK, timeout=0)
        try:
            with lock:
                write_own(state.running, f"{os.getpid()}\n")
                try:
                    _drain(session, state, hook)
                finally:
                    state.running.unlink(missing_ok=True)
        except filelock.Timeout:
            return
        if _in_sequence(session):
            return  # it stopped for a conflict; the mark stays for the run that follows it


def start_detached(hook: str) -> None:
    """Starts `index_in_background` in a process of its own and returns; for callers that wait for their children."""
    subprocess.Popen(
        python_command("from rgraph.start import main; main()", "hooks", "run", hook),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _detach() -> None:
    for name in _OF_ONE_COMMAND:
        os.environ.pop(name, None)
    if hasattr(os, "setsid") and os.getpid() != os.getpgid(0):
        os.setsid()
    if hasattr(os, "nice"):
        os.nice(5)


def _drain(session: Session, state: RunState, hook: str) -> None:
    while state.pending.exists():
        if not _wait_for_quiet(session, state):
            return
        state.pending.unlink(missing_ok=True)
        started = time.monotonic()
        said = _index(session, state)
        _log(state, f"{hook}: {said}, {time.monotonic() - started:.2f} s")


def _wait_for_quiet(session: Session, state: RunState) -> bool:
    """Waits until marks stop coming and no rebase or cherry-pick is under way; False where that lasts too long."""
    deadline = time.monotonic() + SEQUENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            age = time.time() - state.pending.stat().st_mtime
        except FileNotFoundError:
            return True
        if not _in_sequence(session) and (age >= QUIET_SECONDS or age < 0):
            return True
        time.sleep(QUIET_SECONDS / 2)
    return False


def _in_sequence(session: Session) -> bool:
    folder = Path(session.repository.git_dir)
    return any((folder / name).exists() for name in ("rebase-merge", "rebase-apply", "sequencer"))


def _index(session: Session, state: RunState) -> str:
    """Indexes what is not indexed; what to say of it."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            heads = _heads(session)
            session.ensure(heads)
            _record_rewrites(session, state)
            keep_of_head(session)
            return f"indexed {', '.join(sorted(oid[:10] for oid in heads)) or 'nothing'}"
        except LockedError as error:
            if time.monotonic() > deadline:
                return f"failed: {error.message}"
            time.sleep(0.2)
        except RgraphError as error:
            return f"failed: {error.message}"


def _heads(session: Session) -> list[Oid]:
    repository = session.repository
    head = repository.head()
    return list(dict.fromkeys([*([head] if head else []), *repository.worktree_heads().values()]))


def _record_rewrites(session: Session, state: RunState) -> None:
    """Records which commits became which; the file is taken away first, so that a hook may begin another."""
    from rgraph.git.refs import parse_rewrites

    taken = state.folder / f"rewritten.{os.getpid()}"
    try:
        os.replace(state.rewritten, taken)
    except FileNotFoundError:
        return
    rewrites = parse_rewrites(taken.read_bytes().splitlines())
    with session.store.writing() as writer:
        writer.add_rewritten((rewrite.old, rewrite.new) for rewrite in rewrites)
        writer.flush()
    taken.unlink()


def _log(state: RunState, text: str) -> None:
    lines = state.log.read_text(encoding="utf-8").splitlines() if state.log.exists() else []
    lines.append(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {text}")
    while sum(map(len, lines)) > LOG_BYTES:
        del lines[: len(lines) // 2]
    write_own(state.log, "\n".join(lines) + "\n")


def last_runs(session: Session, count: int = 1) -> list[str]:
    """The last lines of the log, the newest last."""
    log = run_state(session).log
    return log.read_text(encoding="utf-8").splitlines()[-count:] if log.exists() else []


def pushed_commits(lines: Iterable[str]) -> list[Oid]:
    """The commits that a push is about to send, from what git tells a pre-push hook; deletions send none."""
    found = (line.split() for line in lines)
    return list(dict.fromkeys(Oid(parts[1]) for parts in found if len(parts) == 4 and parts[1].strip("0")))
