"""Whether what was read of a package is what its lock file names: by sums, by the manifest's own words."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

import msgspec

from rgraph.cargo.manifest import parse_manifest
from rgraph.model.packages import PackageId

from .package_files import MANIFEST, PackageFiles, SourceError

_SUM = re.compile(r"[0-9a-f]{64}\Z")


class Assurance(StrEnum):
    """How far a package was checked against its lock file, best first."""

    CONTENTS = "contents"
    """The archive, or every file, has the sum that the lock file leads to."""
    CLAIMED = "claimed"
    """Its place says the lock's sum of it; the files have none that they could be checked against (Debian's)."""
    UNCHECKED = "unchecked"
    """There is no sum to compare: in the lock file, or at the package's place."""


class Sums(msgspec.Struct, frozen=True):
    """A `.cargo-checksum.json`."""

    package: str | None = None
    files: dict[str, str] = {}


_sums = msgspec.json.Decoder(Sums)


def check_sums(found: PackageFiles, checksum: str) -> Assurance:
    """Compare what was read with the lock's checksum ("" for none); files that its list does not have are left out.

    Raises SourceError where something does not match.
    """
    if found.sha256:
        if checksum and found.sha256 != checksum:
            raise SourceError(f"the lock file says sha256 {checksum[:12]}, its archive has {found.sha256[:12]}")
        return Assurance.CONTENTS if checksum else Assurance.UNCHECKED
    sums = _read(found.sums)
    said = sums.package or ""
    if checksum and _SUM.match(said) and said != checksum:
        raise SourceError(f"the lock file says sha256 {checksum[:12]}, its .cargo-checksum.json {said[:12]}")
    if sums.files:
        _check_files(found, sums.files)
    if not checksum or said != checksum:
        return Assurance.UNCHECKED
    return Assurance.CONTENTS if sums.files else Assurance.CLAIMED


def check_manifest(found: PackageFiles, package: PackageId) -> None:
    """See that the manifest is of this package and version. Raises SourceError."""
    if MANIFEST not in found.files:
        raise SourceError("it has no Cargo.toml that can be read")
    manifest = parse_manifest(found.files[MANIFEST])
    if manifest.error:
        raise SourceError(f"its Cargo.toml {manifest.error}")
    if (manifest.package, manifest.version) != (package.name, package.version):
        raise SourceError(f"its Cargo.toml is that of {manifest.package} {manifest.version}")


def _check_files(found: PackageFiles, sums: dict[str, str]) -> None:
    for path, data in list(found.files.items()):
        if path not in sums:
            found.left_out.append(f"{path}: not in the package's .cargo-checksum.json")
            del found.files[path]
        elif hashlib.sha256(data).hexdigest() != sums[path]:
            raise SourceError(f"{path} has changed since it was vendored: its sum is not that of .cargo-checksum.json")
    gone = sorted(path for path in sums if path.endswith(".rs") and path not in found.files)
    if gone:
        raise SourceError(f"{gone[0]}, which .cargo-checksum.json lists, cannot be read")


def _read(data: bytes | None) -> Sums:
    if data is None:
        return Sums()
    try:
        return _sums.decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise SourceError(f"its .cargo-checksum.json cannot be read ({error})") from None
