"""Attacks rgraph as CI, hooks and users do, in numbers that no test suite can afford, and counts what broke.

    python benchmarks/safety.py REPOSITORY ATTACK [COUNT] [--seed 1]

Attacks: birth (rounds of 2, 4 and 8 first commands at once), crowd (commands at once on two worktrees, without a
store and with one), interrupt and terminate (signals from 0 to 3 s), kill (kill -9 of `index --history`), kill-hooks
(of hook runs), damage (stores with bytes changed, cut or zeroed). The repository is cloned, objects shared, and not
written to. Exits with 1 where anything broke.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rgraph.git.repository import open_repository
from rgraph.store.store import FILE, open_store, store_directory

RGRAPH = [sys.executable, "-P", "-m", "rgraph"]
CONSOLE = [str(Path(sys.executable).with_name("rgraph"))]
QUESTIONS = (["status"], ["dump"], ["export"], ["query", "?[count(p)] := file[p, _]"], ["api"])
LONG = (
    ["index", "--history", "--jobs", "2"],
    ["index", "--rebuild"],
    ["diff", "HEAD~30..HEAD"],
    ["dump"],
    ["doctor"],
    ["query", "r[x] := x in int_range(3000) ?[count(a)] := r[a], r[b], r[c], a + b == c"],
    ["gc"],
)
PATIENCE = 300
Broken = Iterator[str]


class Place:
    """A clone that an attack may spoil."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.path = folder / "repository"
        subprocess.run(["git", "clone", "-q", "--shared", str(source), str(self.path)], check=True)
        self.worktree = folder / "worktree"
        subprocess.run(["git", "worktree", "add", "-q", str(self.worktree)], cwd=self.path, check=True)
        for key, value in (("user.name", "A"), ("user.email", "a@example.com")):
            subprocess.run(["git", "config", key, value], cwd=self.path, check=True)
        self.store = store_directory(open_repository(self.path).common_dir)

    def forget(self) -> None:
        """Remove everything of rgraph's."""
        shutil.rmtree(self.store.parent, ignore_errors=True)

    def run(self, words: Sequence[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A command, to its end."""
        return subprocess.run(
            [*RGRAPH, *words], cwd=cwd or self.path, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def begin(self, words: Sequence[str], cwd: Path | None = None) -> subprocess.Popen[str]:
        """A command, begun in a process group of its own."""
        return subprocess.Popen(
            [*CONSOLE, *words],
            cwd=cwd or self.path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def dumps(self, revisions: Sequence[str]) -> list[str]:
        """The dumps of some commits."""
        return [self.run(["dump", revision]).stdout for revision in revisions]

    def revisions(self, count: int) -> list[str]:
        """Some commits of the history, spread over it."""
        listed = subprocess.run(
            ["git", "rev-list", "--first-parent", "HEAD"], cwd=self.path, capture_output=True, text=True, check=True
        ).stdout.split()
        step = max(1, len(listed) // count)
        return listed[::step][:count]

    def sound(self, clean: list[str], revisions: Sequence[str]) -> Broken:
        """What `doctor` finds, and which dumps differ from those of a clean store."""
        examined = self.run(["doctor", "--commits", "5", "--links", "1"])
        if examined.returncode:
            yield f"doctor: {examined.returncode} {examined.stdout.strip()} {examined.stderr.strip()}"
        if clean != self.dumps(revisions):
            yield "a dump differs from that of a clean store"


def unclean(code: int, said: str, allowed: Sequence[int]) -> Broken:
    """What a run that was disturbed must not show."""
    lines = [line for line in said.splitlines() if not line.startswith(("note: ", "hint: "))]
    if code not in allowed:
        yield f"exit {code}: {said.strip()[:300]}"
    elif "Traceback" in said or "panicked" in said or "Exception ignored" in said or len(lines) > 1:
        yield f"exit {code} with {said.strip()[:400]!r}"


def together(place: Place, each: Sequence[tuple[Sequence[str], Path]]) -> Broken:
    """Commands begun at once; all must succeed."""
    begun = [place.begin(words, cwd) for words, cwd in each]
    for process, (words, _) in zip(begun, each, strict=True):
        _, said = process.communicate(timeout=PATIENCE)
        yield from (f"{' '.join(words)}: {line}" for line in unclean(process.returncode, said, (0, 1)))


def birth(place: Place, count: int, chosen: random.Random) -> Broken:
    """Rounds of 2, 4 and 8 first commands at once on no store."""
    for number in range(count):
        place.forget()
        many = (2, 4, 8)[number % 3]
        firsts = (["index"], ["status"], ["dump"], ["hooks", "run", "post-commit"])
        each = [(chosen.choice(firsts), place.path) for _ in range(many - 1)]
        yield from together(place, [(["index"], place.path), *each])
        yield from wrong_store(place)


def crowd(place: Place, count: int, chosen: random.Random) -> Broken:
    """`count` processes at once over two worktrees, first without a store, then with one."""
    place.forget()
    for _ in ("without", "with"):
        each = [
            (
                chosen.choice((*QUESTIONS, ["index"], ["hooks", "run", "post-commit"])),
                chosen.choice((place.path, place.worktree)),
            )
            for _ in range(count)
        ]
        yield from together(place, each)
        yield from wrong_store(place)


def wrong_store(place: Place) -> Broken:
    """Whether the store lacks a relation or contradicts itself."""
    with open_store(place.store) as store:
        yield from store.contradictions()
        if not store.versions.all_commits():
            yield "nothing is indexed"


def signalled(place: Place, count: int, chosen: random.Random, number: signal.Signals) -> Broken:
    """Signals to whole process groups at random moments."""
    codes: Counter[str] = Counter()
    slowest, early = 0.0, 0
    for _ in range(count):
        words = chosen.choice(LONG)
        if words[0] == "index" and chosen.random() < 0.5:
            place.forget()
        process = place.begin(words)
        time.sleep(chosen.choice((chosen.uniform(0, 0.2), chosen.uniform(0, 3))))
        sent = time.monotonic()
        ended = process.poll() is not None
        if not ended:
            os.killpg(process.pid, number)
        _, said = process.communicate(timeout=PATIENCE)
        if not ended:
            slowest = max(slowest, time.monotonic() - sent)
        codes[str(process.returncode)] += 1
        if began_by_python(said):
            early += 1
            continue
        found = list(unclean(process.returncode, said, (0, 1, 130, 143, -number)))
        yield from (f"{' '.join(words)}: {line}" for line in found)
    print(f"  exit codes {dict(codes)}; the slowest ended {slowest:.2f} s after the signal")
    print(f"  {early} came while Python itself or the installer's script began, which answer in their own words")
    with open_store(place.store) as store:
        yield from store.contradictions()


def began_by_python(said: str) -> bool:
    """Whether a traceback is of the interpreter's start, or of the script that pip wrote."""
    if "init_import_site" in said:
        return True
    return "KeyboardInterrupt" in said and "site-packages/rgraph" not in said and "src/rgraph" not in said


def interrupt(place: Place, count: int, chosen: random.Random) -> Broken:
    """SIGINT."""
    yield from signalled(place, count, chosen, signal.SIGINT)


def terminate(place: Place, count: int, chosen: random.Random) -> Broken:
    """SIGTERM."""
    yield from signalled(place, count, chosen, signal.SIGTERM)


def kill(place: Place, count: int, chosen: random.Random) -> Broken:
    """kill -9 of `index --history`, each followed by doctor and five dumps; from nothing again when it is done."""
    revisions = place.revisions(5)
    began = time.monotonic()
    place.run(["index", "--history"])
    whole = time.monotonic() - began
    clean = place.dumps(revisions)
    place.forget()
    restarts = 0
    for _ in range(count):
        process = place.begin(["index", "--history", "--jobs", "2"])
        try:
            process.wait(chosen.uniform(0, min(whole, 8)))
            place.forget()
            restarts += 1
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        yield from place.sound(clean, revisions)
    print(f"  the whole history takes {whole:.1f} s; begun from nothing {restarts + 1} times")


def kill_hooks(place: Place, count: int, chosen: random.Random) -> Broken:
    """kill -9 of background runs that a commit's hook started; the next one goes on."""
    place.forget()
    place.run(["hooks", "install", "post-commit"])
    state = place.store.parent / "hooks"
    for number in range(count):
        source = next(place.path.rglob("*.rs"))
        source.write_text(source.read_text() + f"\npub fn added_{number}() {{}}\n")
        subprocess.run(["git", "commit", "-q", "-a", "-m", f"{number}"], cwd=place.path, check=True)
        time.sleep(chosen.uniform(0, 0.8))
        try:
            os.kill(int((state / "running").read_text()), signal.SIGKILL)
        except (OSError, ValueError):
            continue
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "last"], cwd=place.path, check=True)
    deadline = time.monotonic() + 60
    while ((state / "pending").exists() or (state / "running").exists()) and time.monotonic() < deadline:
        time.sleep(0.1)
    head = open_repository(place.path).head()
    with open_store(place.store) as store:
        if head is None or not store.versions.is_indexed(head):
            yield "the last commit was not indexed in 60 s"
    revisions = place.revisions(5)
    dumped = place.dumps(revisions)
    place.forget()
    clean = place.dumps(revisions)
    if dumped != clean:
        yield "a dump differs from that of a clean store"


def damage(place: Place, count: int, chosen: random.Random) -> Broken:
    """Stores with bytes changed, zeroed or cut; a command says so in one line, or its answer is the right one."""
    place.forget()
    place.run(["index"])
    right = {tuple(words): place.run(words).stdout for words in QUESTIONS if words[0] != "status"}
    with open_store(place.store):
        pass
    good = (place.store / FILE).read_bytes()
    outcomes: Counter[str] = Counter()
    for _ in range(count):
        for leftover in place.store.glob(f"{FILE}*"):
            leftover.unlink()
        (place.store / FILE).write_bytes(spoiled(good, chosen))
        words = chosen.choice(sorted(right))
        done = place.run(words)
        if done.returncode == 0:
            outcomes["right" if done.stdout == right[words] else "WRONG ANSWER"] += 1
            if done.stdout != right[words]:
                yield f"{' '.join(words)}: another answer than that of a whole store"
        else:
            outcomes["refused"] += 1
            yield from (f"{' '.join(words)}: {line}" for line in unclean(done.returncode, done.stderr, (2,)))
    print(f"  {dict(outcomes)}")
    for leftover in place.store.glob(f"{FILE}*"):
        leftover.unlink()


def spoiled(good: bytes, chosen: random.Random) -> bytes:
    """A database file after a bad disk."""
    data = bytearray(good)
    how = chosen.randrange(4)
    if how == 0:
        del data[chosen.randrange(len(data)) :]
    elif how == 1:
        start = chosen.randrange(len(data))
        data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    else:
        for _ in range(200 if how == 2 else 4):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
    return bytes(data)


ATTACKS: dict[str, tuple[Callable[[Place, int, random.Random], Broken], int]] = {
    "birth": (birth, 200),
    "crowd": (crowd, 50),
    "interrupt": (interrupt, 300),
    "terminate": (terminate, 300),
    "kill": (kill, 150),
    "kill-hooks": (kill_hooks, 50),
    "damage": (damage, 100),
}


def main() -> int:
    """Parse the command line, attack, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("attack", choices=sorted(ATTACKS))
    parser.add_argument("count", type=int, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    attack, usual = ATTACKS[given.attack]
    count = given.count or usual
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rgraph-safety-") as folder:
        broken = list(attack(Place(given.repository, Path(folder)), count, random.Random(given.seed)))
    print(f"{given.attack}: {count} times, {len(broken)} broke, {time.monotonic() - began:.0f} s")
    for line in broken[:20]:
        print(f"  {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
