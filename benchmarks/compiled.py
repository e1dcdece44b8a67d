"""Do the plain and the compiled build give the same? How long does each take?

    python benchmarks/compiled.py [REPOSITORY] [--runs N] [--builds FOLDER]

With a repository, HEAD is indexed into an empty store by each build, one after the other, then the commits before it,
each by a process of its own that goes on from what is stored, and all dumps are compared. Seconds are those of the CPU,
user and system, of the first `rgraph index -j1 --no-vectors`. Without a repository, every golden case of the tests
becomes a commit, each build indexes them in turn, one process a commit, and the dump of each is compared. It exits with
1 if any dump differs. Continuous integration runs it both ways.

Both builds are made of a clean clone of this checkout's HEAD; `--builds` keeps them for the next run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from builds import BUILDS, ROOT, installed, rgraph_of
from processes import children_cpu

_BACK = (1, 5, 20)
"""How far before HEAD the commits are that are linked after it."""
CASES = ("tests/golden/link/cases", "tests/golden/bodies/cases")
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "golden"), ("EMAIL", "golden@example.org"), ("DATE", "1700000000 +0000"))
}


def dump(rgraph: Sequence[str], clone: str, revision: str = "HEAD") -> bytes:
    """What a build has of a commit."""
    return subprocess.run([*rgraph, "-C", clone, "dump", revision], check=True, capture_output=True).stdout


def index(rgraph: Sequence[str], clone: str, *options: str) -> float:
    """CPU seconds of indexing."""
    before = children_cpu()
    words = [*rgraph, "-C", clone, "index", "--no-vectors", *options]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return children_cpu() - before


def cloned(source: str, stack: ExitStack) -> str:
    """A fresh clone that shares the objects."""
    clone = stack.enter_context(tempfile.TemporaryDirectory(prefix="rgraph-compiled-"))
    subprocess.run(["git", "clone", "-q", "--shared", source, clone], check=True)
    return clone


def are_same_at_head(commands: dict[str, Sequence[str]], source: str, runs: int) -> bool:
    """Whether all runs of both builds give one dump; prints what each took."""
    dumps: set[bytes] = set()
    for _ in range(runs):
        for name, rgraph in commands.items():
            with ExitStack() as stack:
                clone = cloned(source, stack)
                seconds = index(rgraph, clone, "-j1")
                dumps.add(b"".join(_goes_on(rgraph, clone)))
            print(f"{name:<9} {seconds:6.2f} s", flush=True)
    return len(dumps) == 1


def _goes_on(rgraph: Sequence[str], clone: str) -> Iterator[bytes]:
    """The dumps of HEAD and of commits before it, each linked by going on from what the store has."""
    yield dump(rgraph, clone)
    for back in _BACK:
        asked = ["git", "-C", clone, "rev-parse", "-q", "--verify", f"HEAD~{back}"]
        if subprocess.run(asked, check=False, capture_output=True).returncode:
            return
        index(rgraph, clone, f"HEAD~{back}")
        yield dump(rgraph, clone, f"HEAD~{back}")


def golden_history(folder: Path) -> list[str]:
    """A repository with a commit for every golden case, whose tree is the case alone; the names of the cases."""
    sys.path.insert(0, str(ROOT))
    from tests.golden.bodies.crate import files_of
    from tests.golden.link.crates import Case

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, env=os.environ | IDENTITY)

    git("init", "-q")
    names = []
    for path in sorted(each for cases in CASES for each in (ROOT / cases).glob("*.rs")):
        files = files_of(path.read_text()) if path.parts[-3] == "bodies" else Case.read(path).files
        git("rm", "-rfq", "--ignore-unmatch", ".")
        for name, text in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        names.append(f"{path.parts[-3]}/{path.stem}")
        git("add", "--all", "--force")
        git("commit", "-q", "--allow-empty", "-m", names[-1])
    return names


def are_same_in_golden_cases(commands: dict[str, Sequence[str]]) -> bool:
    """Whether both builds have the same of every golden case; prints those that differ."""
    with ExitStack() as stack:
        source = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rgraph-golden-")))
        names = golden_history(source)
        clones = {name: cloned(str(source), stack) for name in commands}
        for name, rgraph in commands.items():
            seconds = sum(index(rgraph, clones[name], f"HEAD~{back}") for back in reversed(range(len(names))))
            print(f"{name:<9} {seconds:6.2f} s for {len(names)} cases", flush=True)
        differing = []
        for back, case in enumerate(reversed(names)):
            found = {dump(rgraph, clones[name], f"HEAD~{back}") for name, rgraph in commands.items()}
            if len(found) != 1:
                differing.append(case)
                print(f"differs: {case}", flush=True)
    return not differing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", nargs="?")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--builds", type=Path, help="a folder that keeps the builds")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.builds or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rgraph-builds-")))
        folder.mkdir(parents=True, exist_ok=True)
        commands = {name: rgraph_of(installed(folder.resolve(), name)) for name in BUILDS}
        if asked.repository is None:
            same = are_same_in_golden_cases(commands)
        else:
            same = are_same_at_head(commands, asked.repository, asked.runs)
    print("the dumps are the same" if same else "THE DUMPS DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
