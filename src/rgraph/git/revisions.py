"""Git's revisions and ranges, with errors that name what was probably meant."""

from __future__ import annotations

import difflib
import re

import pygit2

from rgraph.errors import RevisionError
from rgraph.model.ids import Oid

from .commit_graph import merge_base
from .limits import MAX_CANDIDATES
from .records import RevisionRange

_HEX = re.compile(r"[0-9a-fA-F]{4,40}\Z")
_RANGE = re.compile(r"(?P<left>(?:[^{}]|\{[^}]*\})*?)(?P<dots>\.\.\.?)(?P<right>.*)\Z", re.DOTALL)


def resolve(repo: pygit2.Repository, revision: str) -> Oid:
    """The commit that a revision names, tags followed. Raises RevisionError."""
    if "\0" in revision or not revision.strip():
        raise RevisionError(f"{revision!r} is not a revision.", "Name a commit, a branch or a tag.")
    try:
        found = repo.revparse_single(revision)
    except (KeyError, ValueError, pygit2.GitError, UnicodeError) as error:
        raise _explain(repo, revision, error) from error
    try:
        return Oid(str(found.peel(pygit2.Commit).id))
    except (ValueError, pygit2.GitError) as error:
        raise RevisionError(
            f"{revision} names a {found.type_str}, not a commit.", "Name a commit, a branch or a tag."
        ) from error


def parse_range(repo: pygit2.Repository, text: str) -> RevisionRange:
    """`A..B` or `A...B`; a side that is left out is HEAD. Raises RevisionError for anything else."""
    match = _RANGE.match(text)
    if match is None:
        raise RevisionError(f"{text} is not a range of revisions.", "Write A..B, or A...B for B since it left A.")
    left = resolve(repo, match["left"] or "HEAD")
    right = resolve(repo, match["right"] or "HEAD")
    if match["dots"] == "..":
        return RevisionRange(text, left, right, left)
    base = merge_base(repo, left, right)
    if base is None:
        raise RevisionError(f"{text}: the two have no common history.", "Compare them with A..B.")
    return RevisionRange(text, base, right, left, True)


def _explain(repo: pygit2.Repository, revision: str, error: Exception) -> RevisionError:
    if repo.head_is_unborn and (revision == "HEAD" or revision.startswith(("HEAD~", "HEAD^", "@"))):
        return RevisionError("The repository has no commits yet.", "Commit something first.")
    if ".." in revision and _RANGE.match(revision):
        return RevisionError(
            f"{revision} is a range of revisions, and one is needed here.",
            "Name one of its ends; rgraph diff A..B compares the two.",
        )
    if _HEX.match(revision):
        candidates = _commits_with_prefix(repo, revision.lower())
        if len(candidates) > 1:
            listed = ", ".join(candidates[:MAX_CANDIDATES])
            return RevisionError(f"{revision} is ambiguous: {listed}.", "Write more digits of it.")
    if repo.is_shallow and isinstance(error, KeyError):
        hint = "This clone is shallow: git fetch --unshallow brings the history that it lacks."
    else:
        hint = _near(repo, revision)
    return RevisionError(f"{revision} is not a revision of this repository.", hint)


def _commits_with_prefix(repo: pygit2.Repository, prefix: str) -> list[str]:
    """Short oids of the commits that begin so. Reads every object name: only for an error message."""
    matching = sorted(oid for oid in map(str, repo.odb) if oid.startswith(prefix))
    if len(matching) < 2:
        return []
    commits = [oid for oid in matching if isinstance(repo.get(oid), (pygit2.Commit, pygit2.Tag))]
    chosen = commits if len(commits) > 1 else matching
    return [oid[: max(12, len(prefix) + 4)] for oid in chosen]


def _near(repo: pygit2.Repository, revision: str) -> str:
    base = re.split(r"[~^@:]", revision, maxsplit=1)[0]
    names = {"HEAD"}
    for raw in repo.raw_listall_references():
        name = raw.decode("utf-8", "replace")
        names.add(re.sub(r"^refs/(heads|tags|remotes)/", "", name))
    near = difflib.get_close_matches(base, sorted(names), n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return "git branch -a and git tag list the names that this repository has."
