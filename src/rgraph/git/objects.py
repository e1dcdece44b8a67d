"""Raw git objects: commits decoded, blobs read, with errors that say what is missing."""

from __future__ import annotations

import re

import pygit2
from pygit2.enums import ObjectType

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid

from .limits import MAX_TIME
from .records import CommitRecord

_SIGNATURE = re.compile(rb"([^<]*+)<([^>\n]*+)>(?: (-?\d+))?")  # possessive: read once, whatever stands in it
_OID = re.compile(r"[0-9a-f]{40}\Z")


class ObjectReader:
    """Reads objects of one repository. Safe to use from several threads."""

    def __init__(self, repo: pygit2.Repository, shallow: frozenset[Oid], partial: bool) -> None:
        self._repo = repo
        self._shallow = shallow
        self._partial = partial

    def read(self, oid: Oid, kind: ObjectType) -> bytes:
        """The raw content of an object. Raises RepositoryError where it is missing, damaged or of another kind."""
        try:
            found, data = self._repo.read(oid)
        except (KeyError, ValueError, pygit2.GitError, MemoryError) as error:
            raise self._missing(oid, kind, error) from error
        if found != kind:
            raise RepositoryError(f"{oid} is a {ObjectType(found).name.lower()}, not a {kind.name.lower()}.")
        return data

    def blob(self, oid: Oid) -> bytes:
        """The bytes of a blob."""
        return self.read(oid, ObjectType.BLOB)

    def blob_size(self, oid: Oid) -> int:
        """The size of a blob in bytes, from its header alone."""
        try:
            blob = self._repo.odb.read_header(oid)
        except (KeyError, ValueError, pygit2.GitError) as error:
            raise self._missing(oid, ObjectType.BLOB, error) from error
        return int(blob[1])

    def commit(self, oid: Oid) -> CommitRecord:
        """A commit, without parents where a shallow clone cuts the history off."""
        record = parse_commit(oid, self.read(oid, ObjectType.COMMIT))
        if oid in self._shallow:
            return CommitRecord(
                oid, record.tree, (), record.time, record.author, record.message, record.email, record.author_time, True
            )
        return record

    def tree_of(self, oid: Oid) -> Oid:
        """The tree of a commit, or the tree itself."""
        try:
            found, data = self._repo.read(oid)
        except (KeyError, ValueError, pygit2.GitError) as error:
            raise self._missing(oid, ObjectType.COMMIT, error) from error
        if found == ObjectType.TREE:
            return oid
        if found != ObjectType.COMMIT:
            raise RepositoryError(f"{oid} is neither a commit nor a tree.")
        return _tree_oid(oid, data[5:45])

    def _missing(self, oid: Oid, kind: ObjectType, error: BaseException) -> RepositoryError:
        what = f"{kind.name.lower()} {oid}"
        if self._partial:
            return RepositoryError(
                f"The {what} is not in this partial clone.",
                "Fetch all objects: git fetch --refetch --no-filter, or clone without --filter.",
            )
        if isinstance(error, KeyError) or not _OID.match(oid):
            return RepositoryError(f"The {what} is missing from the repository.", "Check it with git fsck.")
        return RepositoryError(f"The {what} cannot be read: {error}.", "Check the repository with git fsck.")


def parse_commit(oid: Oid, raw: bytes) -> CommitRecord:
    """A commit from its raw bytes. Raises RepositoryError where it has no tree."""
    header, _, message = raw.partition(b"\n\n")
    tree = b""
    parents: list[Oid] = []
    author = committer = encoding = b""
    for line in header.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key == b"tree" and not tree:
            tree = value
        elif key == b"parent":
            parents.append(Oid(value.decode("ascii", "replace")))
        elif key == b"author" and not author:
            author = value
        elif key == b"committer" and not committer:
            committer = value
        elif key == b"encoding" and not encoding:
            encoding = value
    codec = encoding.decode("ascii", "replace")
    name, email, author_time = _signature(author, codec)
    return CommitRecord(
        oid,
        _tree_oid(oid, tree),
        tuple(parents),
        _signature(committer, codec)[2],
        name,
        _text(message, codec),
        email,
        author_time,
    )


def _tree_oid(commit: Oid, raw: bytes) -> Oid:
    tree = raw.decode("ascii", "replace")
    if not _OID.match(tree):
        raise RepositoryError(f"The commit {commit} has no tree.", "Check the repository with git fsck.")
    return Oid(tree)


def _signature(raw: bytes, codec: str) -> tuple[str, str, int]:
    match = _SIGNATURE.match(raw)
    if match is None:
        return _text(raw, codec), "", 0
    time = int(match[3] or 0) if len(match[3] or b"") < 18 else 0
    return _text(match[1].removesuffix(b" "), codec), _text(match[2], codec), time if abs(time) < MAX_TIME else 0


def _text(raw: bytes, codec: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        try:
            return raw.decode(codec or "utf-8", "replace")
        except LookupError:  # an encoding header that Python does not know
            return raw.decode("utf-8", "replace")
