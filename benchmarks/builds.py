"""The plain and the compiled build of this checkout's HEAD, each installed into an environment of its own."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENABLE = "HATCH_BUILD_HOOK_ENABLE_MYPYC"
BUILDS = {"plain": {}, "compiled": {ENABLE: "1"}}
_FIND = "import rgraph.link.linker as it; print(it.__file__)"


def interpreter(environment: Path) -> Path:
    """The Python of an environment."""
    return environment / ("Scripts" if os.name == "nt" else "bin") / "python"


def installed(folder: Path, name: str, extras: str = "") -> Path:
    """The Python of an environment with a build; one that is there already for this HEAD is used again.

    The compiled one needs a C compiler and some minutes. It is built in a clean clone: the build takes
    `pyproject.toml` away while it runs.
    """
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    environment, of = folder / f"{name}-env", folder / f"{name}-of"
    python = interpreter(environment)
    made = f"{head.strip()} {extras}"
    if not (of.is_file() and of.read_text() == made):
        source = folder / f"{name}-source-{head[:12]}"
        if not source.is_dir():
            subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
        venv.create(environment, with_pip=True, clear=True)
        words = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), f"{source}{extras}"]
        subprocess.run(words, check=True, env={**os.environ, **BUILDS[name]})
        subprocess.run([str(python), "-m", "compileall", "-q", str(environment / "lib")], check=False)
        of.write_text(made)
    found = subprocess.run([str(python), "-P", "-c", _FIND], check=True, capture_output=True, text=True).stdout
    assert found.strip().endswith((".so", ".pyd")) is (name == "compiled"), found
    return python


def rgraph_of(python: Path) -> Sequence[str]:
    """The words that run the command line of a build."""
    return [str(python), "-P", "-m", "rgraph"]
