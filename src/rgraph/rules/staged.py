"""The check of what is staged. A commit that is tried again asks again: the answers of the last times are kept."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

import rgraph
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.ids import RepoPath
from rgraph.place import make_own, read_own, write_own
from rgraph.view.session import STAGED, Session

from .limits import KEPT_REPORTS
from .violation import CheckReport

if TYPE_CHECKING:
    from .rule import Rule

_FILE = "checked"
_CODE = (".py", ".so", ".pyd", ".toml")


class _Beyond(StrEnum):
    """When it is told what lower tiers would add."""

    NEVER = "never"
    BESIDE = "beside violations"
    ALWAYS = "always"


def check_staged(
    session: Session, rules: Path | None = None, beyond: bool = True, where_broken: bool = False
) -> CheckReport:
    """What `run.check_tree` says of what is staged, at once where it was said of the same files and rules before.

    Raises ConfigError for rules that are missing or wrong.
    """
    question = _question(session, rules)
    how = _Beyond.NEVER if not beyond else _Beyond.BESIDE if where_broken else _Beyond.ALWAYS
    kept = _kept(session) if question else {}
    if (found := kept.get(f"{question} {how}")) is not None:
        return found
    from .run import check_tree, staged_rules

    report = check_tree(session, STAGED, rules=rules, beyond=beyond, where_broken=where_broken)
    session.digests.keep(session.graph(STAGED))
    if question and all(map(_follows_from_the_tree, staged_rules(session, rules).rules)):
        # with nothing to tell lower tiers beside, a hook asks what `check` was asked before
        alike = (_Beyond.NEVER, _Beyond.BESIDE) if how is not _Beyond.ALWAYS and not report.violations else (how,)
        _keep(session, {**kept, **{f"{question} {each}": report for each in alike}})
    return report


def check_each(session: Session, names: Iterable[str]) -> Iterator[CheckReport]:
    """Checks several trees, each by its own `rgraph.toml`; a tree without one is passed over."""
    for name in names:
        if name == STAGED:
            if SETTINGS_FILE in session.repository.staged_tree().files:
                yield check_staged(session, beyond=False)
            continue
        from .run import check_tree, has_rules

        if has_rules(session, name):
            yield check_tree(session, name, beyond=False)


def unread_in_commit(session: Session, report: CheckReport) -> list[str]:
    """The files that the commit would change and that could not be read in full when its report was made."""
    unread = [path for note in report.notes for path in note.paths]
    if not unread:
        return []
    staged, head = session.repository.staged_tree().files, session.repository.head()
    before = session.repository.tree(head) if head is not None else {}
    return [path for path in map(RepoPath, unread) if path in staged and staged[path].oid != before.get(path)]


def _follows_from_the_tree(rule: Rule) -> bool:
    """Whether what a rule says follows from the tree alone: not from other commits, the day, or a store's history."""
    timed = any(exception.expires is not None for exception in rule.exceptions)
    return not (rule.reference or rule.COMPARES or timed or getattr(rule, "query", ""))


def _question(session: Session, rules: Path | None) -> str:
    """The name of all that an answer follows from; "" where that is more than files and rules."""
    tree = session.repository.staged_tree()
    if tree.conflicts or tree.skipped or session.store.compiled_by():
        return ""
    asked = blake3(f"{rgraph.__version__}\0{_code()}".encode())
    for path in sorted(tree.files):
        oid = tree.files[path].oid
        if oid is None:
            return ""
        asked.update(f"\0{oid} {path}".encode("utf-8", "surrogateescape"))
    if rules is not None:
        try:
            asked.update(b"\0\0" + str(rules).encode("utf-8", "surrogateescape") + b"\0" + rules.read_bytes())
        except OSError:
            return ""  # the check says what is wrong with it
    return asked.hexdigest()


def _code() -> str:
    """When and how large rgraph's own files were written: a copy that is worked on answers anew."""
    found = blake3()
    waiting = [os.path.dirname(rgraph.__file__)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.endswith(_CODE):
                    state = entry.stat()
                    found.update(
                        f"{entry.path}\0{state.st_mtime_ns} {state.st_size}\0".encode("utf-8", "surrogateescape")
                    )
                elif entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return found.hexdigest()


# ---- what is kept ------------------------------------------------------------------------------------------


def _kept(session: Session) -> dict[str, CheckReport]:
    """The last answers, the newest at the end; none where another rgraph wrote them, or not to the end."""
    with contextlib.suppress(OSError, msgspec.MsgspecError, RecursionError):
        name, _, packed = read_own(session.repository.common_dir / "rgraph" / _FILE).partition(b"\n")
        if blake3(packed).hexdigest().encode() == name:
            return msgspec.json.decode(packed, type=dict[str, CheckReport])
    return {}


def _keep(session: Session, reports: dict[str, CheckReport]) -> None:
    """What cannot be kept is not: it only saves time."""
    newest = dict(list(reports.items())[-KEPT_REPORTS:])
    with contextlib.suppress(OSError, UnicodeError):
        packed = msgspec.json.encode(newest)
        folder = make_own(session.repository.common_dir / "rgraph")
        write_own(folder / _FILE, f"{blake3(packed).hexdigest()}\n{packed.decode()}")
