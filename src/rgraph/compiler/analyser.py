"""Runs the rust-analyzer of this machine on a copy of a tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO

from rgraph.view.graph import CommitGraph

from .limits import MAX_PROJECT_SECONDS
from .lsif import read_lsif
from .occurrences import CompilerIndex, CompilerIndexError
from .project import PROJECT, project

COMMAND = "rust-analyzer"

_INSTALL = "`rustup component add rust-analyzer rust-src` installs it"

Note = Callable[[str], None]


def find_analyser(named: str = "") -> str:
    """The rust-analyzer that runs: the one named, else the one on the PATH. Raises CompilerIndexError.

    rustup leaves a stand-in of that name on the PATH where the component is not installed, so it is asked its version.
    """
    found = shutil.which(named or COMMAND)
    if found is None:
        raise CompilerIndexError(f"there is no {named or COMMAND} on the PATH", _INSTALL)
    try:
        asked = subprocess.run([found, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CompilerIndexError(f"{found} does not run: {error}", _INSTALL) from None
    if asked.returncode != 0:
        said = (asked.stderr or asked.stdout).decode(errors="replace").strip().splitlines()
        raise CompilerIndexError(
            f"{found} does not run: {said[0].removeprefix('error: ') if said else 'it printed nothing'}", _INSTALL
        )
    return found


def find_library() -> Path | None:
    """The standard library's source: what RUST_SRC_PATH names, else the active toolchain's; None for neither."""
    named = os.environ.get("RUST_SRC_PATH")
    if named:
        return Path(named).absolute() if Path(named).is_dir() else None
    rustc = shutil.which("rustc")
    if rustc is None:
        return None
    with suppress(OSError, subprocess.TimeoutExpired):
        asked = subprocess.run([rustc, "--print", "sysroot"], capture_output=True, text=True, timeout=60, check=False)
        library = Path(asked.stdout.strip()) / "lib" / "rustlib" / "src" / "rust" / "library"
        if asked.returncode == 0 and library.is_dir():
            return library
    return None


def analyse(graph: CommitGraph, analyser: str, library: Path | None, cfgs: tuple[str, ...] = ()) -> CompilerIndex:
    """What a rust-analyzer says of a tree. Nothing of the repository is run. Raises CompilerIndexError.

    The tree's Rust files are written to a temporary folder, whose `rust-project.json` names the crates.
    """
    with tempfile.TemporaryDirectory(prefix="rgraph-compiler-") as folder:
        root = Path(folder).resolve()
        _write_out(graph, root)
        described = json.dumps(project(graph.cargo, root, library, cfgs))
        (root / PROJECT).write_text(described, encoding="utf-8")
        return _run(analyser, root)


def _write_out(graph: CommitGraph, root: Path) -> None:
    for path in graph.files:
        parts = PurePosixPath(path).parts
        if not path.endswith(".rs") or not parts or path.startswith("/") or {"..", ".", ".git"} & set(parts):
            continue
        file = root.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(graph.source(path))


def _run(analyser: str, root: Path) -> CompilerIndex:
    """The index as rust-analyzer writes it: read while it comes, so that no file of its size is needed."""
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen([analyser, "lsif", "."], cwd=root, stdout=subprocess.PIPE, stderr=log) as child,
    ):
        assert child.stdout is not None
        try:
            found = read_lsif(child.stdout)
            code = child.wait(MAX_PROJECT_SECONDS)
        except CompilerIndexError:
            if child.wait(MAX_PROJECT_SECONDS) == 0:
                raise
            raise _failed(log) from None
        finally:
            child.kill()
        if code != 0:
            raise _failed(log)
        return found


def _failed(log: IO[bytes]) -> CompilerIndexError:
    log.seek(0)
    lines = [line.strip() for line in log.read(1 << 20).decode(errors="replace").splitlines() if line.strip()]
    return CompilerIndexError(f"rust-analyzer failed: {lines[-1] if lines else 'it printed nothing'}")
