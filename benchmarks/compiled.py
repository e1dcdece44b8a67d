"""The plain and the compiled build beside each other: are their dumps the same, and how long does each take?

    python benchmarks/compiled.py REPOSITORY [--runs N]

Both wheels are made of a clean clone of this checkout's HEAD and installed into environments of their own. The compiled
one needs a C compiler and some minutes. Seconds are those of the CPU, user and system, of `rgraph index -j1
--no-vectors` into an empty store.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENABLE = "HATCH_BUILD_HOOK_ENABLE_MYPYC"
BUILDS = {"plain": {}, "compiled": {ENABLE: "1"}}


def installed(folder: Path, name: str) -> Path:
    """The command of a build, in an environment of its own."""
    source, environment = folder / f"{name}-source", folder / f"{name}-env"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    words = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(source)]
    subprocess.run(words, check=True, env={**os.environ, **BUILDS[name]})
    found = subprocess.run(
        [str(python), "-c", "import rgraph.link.linker as it; print(it.__file__)"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    is_compiled = found.strip().endswith((".so", ".pyd"))
    assert is_compiled is (name == "compiled"), found
    subprocess.run([str(python), "-m", "compileall", "-q", str(environment / "lib")], check=False)
    return environment / "bin" / "rgraph"


def indexed(command: Path, repository: str, folder: Path) -> tuple[float, bytes]:
    """CPU seconds of indexing HEAD of a fresh clone, and its dump."""
    with tempfile.TemporaryDirectory(dir=folder) as clone:
        subprocess.run(["git", "clone", "-q", "--shared", repository, clone], check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        words = [str(command), "-C", clone, "index", "-j1", "--no-vectors"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        dump = subprocess.run([str(command), "-C", clone, "dump"], check=True, capture_output=True).stdout
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, dump


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rgraph-compiled-") as temporary:
        folder = Path(temporary)
        commands = {name: installed(folder, name) for name in BUILDS}
        dumps: set[bytes] = set()
        for _ in range(asked.runs):
            for name, command in commands.items():
                seconds, dump = indexed(command, asked.repository, folder)
                dumps.add(dump)
                print(f"{name:<9} {seconds:6.2f} s", flush=True)
    print("the dumps are the same" if len(dumps) == 1 else "THE DUMPS DIFFER")
    return 0 if len(dumps) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
