"""What one lock file or manifest says of one crate, without reading the rest of it where that can be seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rgraph.cargo.limits import MAX_LOCKED_VERSIONS, MAX_LOCKFILE_BYTES
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.choice import written_source
from rgraph.model.ids import Oid

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

T = TypeVar("T")

_ENTRY = rb'^name = "(%s)"\nversion = "([^"\\\n]*)"\n(?:source = "([^"\\\n]*)"\n)?'
"""An entry's beginning as cargo writes it."""


_KEY = rb"""(?<![\w-])%(name)s(?:["']?\s*[=.\]]|["'])"""
"""The crate as a key or in a table's name, or alone in a string: without one, a manifest asks for none."""


_LONG = 8_192
_HEADER = re.compile(rb"^(?=\[)", re.MULTILINE)
_ASIDE = re.compile(rb"\[\[(?:example|bin|test|bench)\]\]\s*\n|\[{1,2}package\.metadata\.[\w.-]+\]{1,2}\s*\n")


class Locked(NamedTuple):
    """A version of the crate in a lock file."""

    version: str
    source: str


class Asked(NamedTuple):
    """A requirement of the crate in a manifest; `kind` is `workspace` for `[workspace.dependencies]`."""

    kind: str
    target: str
    version: str
    source: str

    def __str__(self) -> str:
        version = f'"{self.version}"' if self.version else ""
        wanted = " ".join(filter(None, (version, self.source))) or "any version"
        where = ", ".join(filter(None, (self.kind if self.kind != "normal" else "", self.target)))
        return f"{wanted} ({where})" if where else wanted


class Mentions:
    """Reads contents of a repository for what they say of a crate, each content once. `read` counts them."""

    def __init__(self, repository: Repository, crate: str) -> None:
        self._repository = repository
        name = "[-_]".join(map(re.escape, re.split("[-_]", crate)))
        self._name = re.compile(f"{name}\\Z")
        self._anywhere = re.compile(name.encode())
        self._key = re.compile(_KEY % {b"name": name.encode()})
        self._entry = re.compile(_ENTRY % name.encode(), re.MULTILINE)
        self._locked: dict[Oid, frozenset[Locked]] = {}
        self._asked: dict[Oid, frozenset[Asked]] = {}
        self.read = 0

    def locked(self, blob: Oid) -> frozenset[Locked]:
        """The versions of the crate in a lock file."""
        return self._once(self._locked, blob, self._anywhere, self._locked_in)

    def asked(self, blob: Oid) -> frozenset[Asked]:
        """The requirements of the crate in a manifest, but those that its workspace says."""
        return self._once(self._asked, blob, self._key, self._asked_in)

    def _once(
        self,
        known: dict[Oid, frozenset[T]],
        blob: Oid,
        sign: re.Pattern[bytes],
        find: Callable[[bytes], frozenset[T]],
    ) -> frozenset[T]:
        if blob not in known:
            self.read += 1
            data = self._repository.read(blob)
            known[blob] = find(data) if sign.search(data) else frozenset()
        return known[blob]

    def _locked_in(self, data: bytes) -> frozenset[Locked]:
        if len(data) <= MAX_LOCKFILE_BYTES and _is_cargos_own(data):
            entries = islice(self._entry.finditer(data), MAX_LOCKED_VERSIONS)
            return frozenset(Locked(_text(each[2]), _text(each[3])) for each in entries)
        named = (each for each in parse_lockfile(data).packages if self._name.match(each.name))
        return frozenset(Locked(each.version, each.source) for each in islice(named, MAX_LOCKED_VERSIONS))

    def _asked_in(self, data: bytes) -> frozenset[Asked]:
        manifest = parse_manifest(_short(data))
        if manifest.error:
            manifest = parse_manifest(data)
        return frozenset(
            Asked(kind or each.kind, each.target, each.version, written_source(each))
            for kind, listed in (("", manifest.dependencies), ("workspace", manifest.workspace_dependencies))
            for each in listed
            if self._name.match(each.package) and not each.inherited
        )


def _short(data: bytes) -> bytes:
    """A manifest without its tables of targets and metadata, which are most of a long one."""
    parts = _HEADER.split(data) if len(data) >= _LONG else []
    if any(part.count(quotes) % 2 for part in parts for quotes in (b'"""', b"'''")):
        return data  # a string of several lines that has what looks like a header
    return b"".join(part for part in parts if not _ASIDE.match(part)) or data


def _text(found: bytes | None) -> str:
    return (found or b"").decode("utf-8", "replace")


def _is_cargos_own(data: bytes) -> bool:
    """Whether a lock file is as cargo writes it, as far as its entries go; a merge left half done is not."""
    return (
        data.count(b"[[package]]") + data.count(b"[root]") == data.count(b'\nname = "')
        and b"\r" not in data
        and b"<<<<<<<" not in data
    )
