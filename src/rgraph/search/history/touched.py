"""What a commit changed and what it says: a function of the commit and its parent, so that it is kept for good."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.facts import BlobFacts
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.store import Store
from rgraph.store.stored_records import Part

from ..fields import is_searched, item_key, owner_of
from ..words import terms, words

_TRAILER = re.compile(r"^(?:[A-Z][\w-]*-by|Change-Id|Cc|PR-URL|Refs?): .*$|https?://\S+", re.MULTILINE)

TOUCHED = 3
"""Version of what follows: of the messages' terms and the items' keys; values of another one are made again."""

_BATCH = 200
"""Commits whose files are read together."""

Shape = Mapping[int, str]
"""The items of a content by key, with a hash of all that they say."""


class Touched(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The keys of changed items (u8, little-endian) by path, which files were moved from where, and how often each term
    stands in the message."""

    files: dict[str, bytes]
    moved: dict[str, str]
    said: dict[str, int]
    version: int = TOUCHED

    @property
    def size(self) -> int:
        """How many items the commit changed."""
        return sum(len(keys) // 8 for keys in self.files.values())


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder(Touched)


def unpack_touched(data: bytes) -> Touched | None:
    """The inverse of what `record` keeps; None for what another version of it made."""
    try:
        found = _decoder.decode(data)
    except msgspec.MsgspecError:
        return None
    return found if found.version == TOUCHED else None


def said(message: str) -> dict[str, int]:
    """How often each term stands in a message; who signed and reviewed it, and addresses, are left out."""
    counts: Counter[str] = Counter()
    for word, count in words(_TRAILER.sub("", message)).items():
        for term in terms(word):
            counts[term] += count
    return dict(counts)


def record(repository: Repository, store: Store, commits: Iterable[CommitRecord], wait: float = -1) -> int:
    """Keep what commits changed, of those whose contents are stored; returns how many. Merges change nothing.

    Raises LockedError where another process writes for longer than `wait` seconds.
    """
    todo = [commit for commit in commits if len(commit.parents) <= 1 and not commit.boundary]
    kept = store.contents.touched(commit.oid for commit in todo)
    known = {oid for oid, data in kept.items() if unpack_touched(data)}
    todo = [commit for commit in todo if commit.oid not in known]
    count = 0
    for start in range(0, len(todo), _BATCH):
        made = dict(_touched(repository, store, todo[start : start + _BATCH]))
        count += len(made)
        if made:
            with store.writing(wait) as writer:
                writer.add_touched({oid: _encoder.encode(touched) for oid, touched in made.items()})
    return count


def _touched(repository: Repository, store: Store, commits: Sequence[CommitRecord]) -> Iterator[tuple[Oid, Touched]]:
    changes = {
        commit.oid: [
            change
            for change in repository.changes(commit.parents[0] if commit.parents else None, commit.oid)
            if change.path.endswith(".rs")
        ]
        for commit in commits
    }
    blobs = {blob for found in changes.values() for change in found for blob in (change.old_blob, change.new_blob)}
    shapes = _shapes(store, sorted(filter(None, blobs)))
    messages = {commit.oid: commit.message for commit in commits}
    for oid, found in changes.items():
        if all(blob is None or blob in shapes for change in found for blob in (change.old_blob, change.new_blob)):
            pairs = [(change.path, _of(shapes, change.old_blob), _of(shapes, change.new_blob)) for change in found]
            yield oid, difference(pairs, messages[oid])


def _of(shapes: Mapping[Oid, Shape], blob: Oid | None) -> Shape | None:
    return shapes[blob] if blob is not None else None


def difference(pairs: Sequence[tuple[RepoPath, Shape | None, Shape | None]], message: str = "") -> Touched:
    """What differs between the files before and after; a file that went where another came was perhaps moved."""
    files: dict[str, bytes] = {}
    for path, before, after in pairs:
        old, new = before or {}, after or {}
        keys = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
        if keys:
            files[path] = array("Q", keys).tobytes()
    return Touched(files, _moved(pairs), said(message))


def _moved(pairs: Sequence[tuple[RepoPath, Shape | None, Shape | None]]) -> dict[str, str]:
    """Files that came, by the ones that went of which they have half the items or more."""
    gone = [(path, before) for path, before, after in pairs if before and after is None]
    moved: dict[str, str] = {}
    for path, before, after in pairs:
        if after and before is None:
            shared = max(((len(after.keys() & old.keys()), name) for name, old in gone), default=(0, RepoPath("")))
            if 2 * shared[0] >= len(after):
                moved[path] = shared[1]
    return moved


def _shapes(store: Store, oids: Sequence[Oid]) -> dict[Oid, Shape]:
    """The items of those contents that are stored."""
    hashes = store.contents.hashes(oids)

    stored = store.contents.having(set(hashes.values()), Part.FACTS)
    facts = store.contents.facts(stored)
    made = {blob: shape(found) for blob, found in facts.items()}
    return {oid: made[blob] for oid, blob in hashes.items() if blob in made}


def shape(facts: BlobFacts) -> Shape:
    """The items of a content by key; of several with one key, all that they say."""
    found: dict[int, str] = {}
    for item in facts.items:
        if is_searched(item):
            key = item_key(owner_of(facts.items, item), item)
            found[key] = found.get(key, "") + item.sig_hash + item.body_hash
    return found
