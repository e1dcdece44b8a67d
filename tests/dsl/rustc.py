"""rustc as the judge of tests: whether it can be asked, and what it says of a few crates."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


@cache
def rustc() -> str | None:
    """The compiler; None where there is none that runs: rustup's stand-in without a toolchain, as under an empty HOME,
    does not. Where it runs it looks for the toolchain at every call, which takes as long as compiling a small crate, so
    this is the compiler that it finds.
    """
    found = shutil.which("rustc")
    if found is None:
        return None
    asked = subprocess.run([found, "--print", "sysroot"], capture_output=True, text=True, check=False)
    if asked.returncode:
        return None
    own = Path(asked.stdout.strip()) / "bin" / Path(found).name
    return str(own) if own.is_file() else found


def rustc_available() -> bool:
    """Whether there is a rustc that runs."""
    return rustc() is not None


Crate = tuple[str, ...]
"""How rustc is called for a crate: the words after those that all crates get."""

LIBRARY = ("--crate-type", "lib", "--emit", "metadata", "--cap-lints", "allow")


class Judge:
    """Asks rustc of crates, and where it may keep what it was told (`kept`), asks the same only once.

    The key of a verdict is a hash of the compiler's version and of all that it is given, so nothing else can change it.
    """

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept

    def refusal(self, files: Mapping[str, str], crates: Sequence[Crate]) -> str:
        """Why rustc refuses the last of some crates, "" where it does not. It must accept those before.

        The crates are compiled in their order, in a folder with the files.
        """
        if self._kept is None:
            return _asked(files, crates)
        given = repr((_version(), LIBRARY, sorted(files.items()), [tuple(crate) for crate in crates]))
        kept = self._kept / hashlib.blake2b(given.encode(), digest_size=20).hexdigest()
        if kept.is_file():
            return kept.read_text(encoding="utf-8")
        verdict = _asked(files, crates)
        partial = kept.with_suffix(f".{os.getpid()}")
        partial.write_text(verdict, encoding="utf-8")
        partial.replace(kept)
        return verdict


def _asked(files: Mapping[str, str], crates: Sequence[Crate]) -> str:
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        for crate in crates[:-1]:
            refused = _compiled(Path(folder), crate)
            assert not refused, refused
        return _compiled(Path(folder), crates[-1])


def _compiled(folder: Path, crate: Crate) -> str:
    words = [str(rustc()), *LIBRARY, *crate]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    return "" if done.returncode == 0 else done.stderr[:2000] or "no reason given"


@cache
def _version() -> str:
    return subprocess.run([str(rustc()), "-vV"], capture_output=True, text=True, check=True).stdout
