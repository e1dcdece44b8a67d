"""Everything that keeps commits alive: refs, reflogs, heads of worktrees, operations under way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pygit2
from pygit2.enums import ObjectType

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid

from .path_bytes import to_repo_path
from .records import Rewrite

_REFLOG = re.compile(rb"^([0-9a-f]{40}) ([0-9a-f]{40}) ", re.MULTILINE)
_OID = re.compile(rb"\b[0-9a-f]{40}\b")
_NULL = "0" * 40
_PSEUDO_REFS = ("HEAD", "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")


def commit_refs(repo: pygit2.Repository) -> dict[str, Oid]:
    """Every ref under `refs/` that leads to a commit (tags followed), sorted by name.

    A name that is not UTF-8 is escaped as paths are.
    """
    found: dict[str, Oid] = {}
    for raw in sorted(repo.raw_listall_references()):
        try:
            target = repo.references[raw.decode("utf-8", "surrogateescape")].peel(pygit2.Commit)
        except (KeyError, ValueError, pygit2.GitError, UnicodeError):
            continue  # a tag of a tree or blob, or a ref to an object that is not there: it names no commit
        found[str(to_repo_path(raw))] = Oid(str(target.id))
    return found


def head(repo: pygit2.Repository) -> Oid | None:
    """The commit of HEAD, None where it is unborn. Raises RepositoryError where HEAD is broken."""
    if repo.head_is_unborn:
        return None
    try:
        return Oid(str(repo.head.peel(pygit2.Commit).id))
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(f"HEAD cannot be read: {error}.", "Check it with git status.") from error


def head_name(repo: pygit2.Repository) -> str | None:
    """The ref that HEAD points to (`refs/heads/main`, also when unborn), None where it is detached."""
    reference = repo.references.get("HEAD")
    target = reference.target if reference is not None else None
    return target if isinstance(target, str) else None


def reflog_commits(repo: pygit2.Repository, common_dir: Path) -> set[Oid]:
    """Commits that any reflog (of refs, HEAD, stash, every worktree) names and that are still there."""
    found: set[Oid] = set()
    for logs in (common_dir / "logs", *(common_dir / "worktrees").glob("*/logs")):
        for log in _files_below(logs):
            for old, new in _REFLOG.findall(_read(log)):
                found.update((Oid(old.decode()), Oid(new.decode())))
    return _existing(repo, found)


def worktree_heads(repo: pygit2.Repository, common_dir: Path) -> dict[str, Oid]:
    """HEAD, and what merges and rebases under way stand on, of the main worktree ("") and each linked one."""
    found: dict[str, Oid] = {}
    for name, folder in _worktree_folders(common_dir):
        for pseudo in _PSEUDO_REFS:
            target = _pseudo_target(repo, folder / pseudo)
            if target is not None:
                key = name if pseudo == "HEAD" else f"{name}:{pseudo}"
                found[key] = target
    return found


def kept_commits(repo: pygit2.Repository, common_dir: Path) -> set[Oid]:
    """All commits from which git itself would keep history alive: what gc marks from."""
    found = set(commit_refs(repo).values())
    found.update(worktree_heads(repo, common_dir).values())
    found.update(reflog_commits(repo, common_dir))
    return found


def parse_rewrites(lines: Iterable[bytes]) -> list[Rewrite]:
    """The lines that git gives a post-rewrite hook: `old new [extra]`; anything else is left out."""
    found = []
    for line in lines:
        match = re.match(rb"([0-9a-f]{40}) ([0-9a-f]{40})(?:\s|$)", line)
        if match:
            found.append(Rewrite(Oid(match[1].decode()), Oid(match[2].decode())))
    return found


def shallow_commits(common_dir: Path) -> frozenset[Oid]:
    """The commits at which a shallow clone cuts its history off (their parents are not here)."""
    path = common_dir / "shallow"
    if not path.is_file():
        return frozenset()
    return frozenset(Oid(oid.decode()) for oid in _OID.findall(_read(path)))


def _worktree_folders(common_dir: Path) -> list[tuple[str, Path]]:
    linked = sorted(folder for folder in (common_dir / "worktrees").glob("*") if folder.is_dir())
    return [("", common_dir), *((folder.name, folder) for folder in linked)]


def _pseudo_target(repo: pygit2.Repository, path: Path) -> Oid | None:
    """The commit in a file such as HEAD, following `ref: NAME`; None where there is none."""
    if not path.is_file():
        return None
    text = _read(path)
    if text.startswith(b"ref: "):
        reference = repo.references.get(text[5:].strip().decode("utf-8", "surrogateescape"))
        try:
            return None if reference is None else Oid(str(reference.peel(pygit2.Commit).id))
        except (KeyError, ValueError, pygit2.GitError):
            return None  # a worktree on a branch that leads nowhere keeps nothing alive
    oids = [Oid(oid.decode()) for oid in _OID.findall(text[:41])]
    return next(iter(_existing(repo, oids)), None)


def _existing(repo: pygit2.Repository, oids: Iterable[Oid]) -> set[Oid]:
    kept = set()
    for oid in oids:
        if oid != _NULL and oid in repo and repo.odb.read_header(oid)[0] == ObjectType.COMMIT:
            kept.add(oid)
    return kept


def _files_below(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RepositoryError(f"{path} cannot be read: {error.strerror}.") from error
