"""Names for the things that have identity: git objects, contents, paths and symbols."""

from typing import NewType

Oid = NewType("Oid", str)
"""A git object id, 40 hex digits."""

BlobHash = NewType("BlobHash", str)
"""The blake3 of a file's content, 64 hex digits: the key of everything known about that content."""

RepoPath = NewType("RepoPath", str)
"""A path inside the repository, `/`-separated and always valid Unicode.

Bytes that are not UTF-8 are written `\\xNN`, and a backslash that git has is written `\\\\`, so that the
mapping to git's bytes is one to one (`rgraph.git.path_bytes` converts).
"""

Symbol = NewType("Symbol", str)
"""A Rust path that names one item of one crate of one commit; `docs/symbols.md` gives the grammar."""

EMPTY_BLOB = BlobHash("")
"""What `file_at` holds for a deleted path: an assertion, so that the base chain does not shine through."""
