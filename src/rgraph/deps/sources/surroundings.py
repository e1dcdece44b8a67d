"""Where a user's Rust tools keep packages, and what the configuration adds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEBIAN = Path("/usr/share/cargo/registry")
"""Where Debian's `librust-*-dev` packages lie."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folders to look in. `root` is the repository's working directory; `clones` are repositories by package name.

    What a repository's own configuration adds lies in the repository: only the user may name other folders.
    """

    cargo_home: Path
    root: Path | None = None
    debian: Path | None = DEBIAN
    folders: tuple[Path, ...] = ()
    clones: Mapping[str, Path] = field(default_factory=dict)


def cargo_home() -> Path:
    """The folder that Cargo keeps what it fetched in."""
    named = os.environ.get("CARGO_HOME")
    return Path(named).absolute() if named else Path.home() / ".cargo"
