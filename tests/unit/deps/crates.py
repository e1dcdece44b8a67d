"""Crates as registries have them, made for tests: archives, their sums, folders."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

from rgraph.model.packages import PackageId, ResolvedPackage

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
HOST = "index.crates.io-6f17d22bba15001f"


def files_of(name: str, version: str, **more: str) -> dict[str, str]:
    """A package with a library; `more` are its other files, `__` in a name for a slash."""
    manifest = f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n'
    return {
        "Cargo.toml": manifest,
        "src/lib.rs": f"pub fn {name.replace('-', '_')}() {{ inner() }}\nfn inner() {{}}\n",
    } | {path.replace("__", "/") + ".rs": text for path, text in more.items()}


def packed(top: str, files: Mapping[str, str]) -> bytes:
    """A `.crate`, the same for equal files."""
    members = []
    for path, text in files.items():
        member = tarfile.TarInfo(f"{top}/{path}")
        member.size = len(text.encode())
        members.append((member, text.encode()))
    return tarred(members)


def tarred(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for member, data in members:
            tar.addfile(member, io.BytesIO(data))
    return gzip.compress(out.getvalue(), 6, mtime=0)


def put_archive(cargo_home: Path, name: str, version: str, archive: bytes, host: str = HOST) -> ResolvedPackage:
    """An archive in Cargo's cache; gives the package as a lock file that was made with it names it."""
    folder = cargo_home / "registry" / "cache" / host
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{version}.crate").write_bytes(archive)
    return locked(name, version, hashlib.sha256(archive).hexdigest())


def published(cargo_home: Path, name: str, version: str, **more: str) -> ResolvedPackage:
    """A sound package in Cargo's cache."""
    return put_archive(cargo_home, name, version, packed(f"{name}-{version}", files_of(name, version, **more)))


def unpacked(folder: Path, files: Mapping[str, str], sums: str | None = None, listed: bool = False) -> None:
    """A package in a folder; `sums` is the sum that its `.cargo-checksum.json` says, `listed` whether of its files too."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if sums is not None:
        each = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()} if listed else {}
        (folder / ".cargo-checksum.json").write_text(json.dumps({"package": sums, "files": each}))


def locked(name: str, version: str, checksum: str = "", source: str = CRATES_IO) -> ResolvedPackage:
    return ResolvedPackage(PackageId(name, version, source), checksum)
