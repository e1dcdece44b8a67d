"""Git's path bytes as `RepoPath` text and back, and which paths are indexed."""

import re

from rgraph.model.ids import RepoPath

INDEXED_SUFFIX = b".rs"
INDEXED_NAMES = frozenset({b"Cargo.toml", b"Cargo.lock", b"rgraph.toml"})

_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|(\\))")


def is_indexed(name: bytes) -> bool:
    """Whether a file of this name (or path) is one that rgraph reads."""
    return name.endswith(INDEXED_SUFFIX) or name.rpartition(b"/")[2] in INDEXED_NAMES


def to_repo_path(raw: bytes) -> RepoPath:
    """Path bytes as text: bytes that are not UTF-8 become `\\xNN`, a backslash becomes two."""
    return RepoPath(raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace"))


def to_bytes(path: RepoPath) -> bytes:
    """The inverse of `to_repo_path`: the bytes that git has for this path."""
    if "\\" not in path:
        return path.encode()
    out = bytearray()
    last = 0
    for match in _ESCAPED.finditer(path):
        out += path[last : match.start()].encode()
        out += bytes.fromhex(match[1]) if match[1] else b"\\"
        last = match.end()
    return bytes(out + path[last:].encode())
