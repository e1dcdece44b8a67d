"""Measures how the cost of rgraph grows with its input, for every generated shape, and prints one table.

    python benchmarks/scaling.py [SHAPE ...] [--group NAME] [--sizes 200,400,800,1600,3200] [--limit 60]
    python benchmarks/scaling.py --rustc [--sizes 40]      are the shapes Rust that rustc accepts?
    python benchmarks/scaling.py SHAPE --profile           which functions burn the time at the largest size?
    python benchmarks/scaling.py SHAPE --write FOLDER      the repository of the largest size, to look at

Each size is a repository of its own and a process of its own with an empty store. Seconds are CPU seconds of the
process and its children, the fastest of a few runs where they are short. The exponent is the slope of least squares
through the logarithms of sizes and seconds, after the cost of the smallest possible input is taken away; a shape whose
cost is lost in that fixed cost is `flat`. `last` is the slope of the last step alone. Inputs are the same on every
machine. Exits with 1 where a shape grows faster than the limit without a documented cap, or fails.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from processes import run, stop_with_us
from shapes import ALL, History, Shape

SIZES = (200, 400, 800, 1600, 3200)
LIMIT = 1.2
"""Exponents up to this are fine: n log n over these sizes measures 1.1 to 1.2."""
NOISE = 0.25
"""A cost over the fixed cost counts where it is more than this share of the fixed cost."""
SHORT = 1.5
"""Runs below these seconds are done a few times, and the fastest counts."""
REPEATS = 3
MEGABYTES = 8_000
BEGAN = 1_700_000_000


def repository(folder: Path, history: History) -> None:
    """Make a bare repository of these commits."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    stream = "".join(_stream(history)).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)


def _stream(history: History) -> Iterator[str]:
    refs = dict(history.refs or {})
    for number, commit in enumerate(history.commits):
        yield f"commit refs/made/{number}\nmark :{number + 1}\n"
        yield f"committer shape <shape@example.org> {BEGAN + number} +0000\ndata 1\nx\n"
        for word, parent in zip(["from", *["merge"] * len(commit.parents)], commit.parents, strict=False):
            yield f"{word} :{parent + 1}\n"
        for path, text in commit.changes.items():
            yield f"D {path}\n" if text is None else f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"
        yield "\n"
        yield f"reset refs/made/{number}\nfrom 0000000000000000000000000000000000000000\n\n"
    for name, number in {**refs, "refs/heads/main": len(history.commits) - 1}.items():
        yield f"reset {name}\nfrom :{number + 1}\n\n"


@dataclass(frozen=True, slots=True)
class Run:
    """How one command ended: CPU seconds, and why it counts as failed."""

    seconds: float
    failure: str = ""


def timed(command: Sequence[str], folder: Path, limit: float) -> Run:
    """Run rgraph to its end or to its time limit."""
    errors = folder.parent / "errors"
    outcome = run(command, folder, Path(os.devnull), errors, limit, MEGABYTES)
    if outcome.stopped or outcome.status in {0, 1}:
        return Run(outcome.cpu, outcome.stopped)
    lines = [line for line in errors.read_text(errors="replace").splitlines() if line.strip()] or [""]
    return Run(outcome.cpu, f"exit {outcome.status}: {lines[0]}")


def cost(shape: Shape, size: int, folder: Path, limit: float, repeats: int) -> Run:
    """What the shape's command costs at one size: the fastest of a few runs."""
    place = folder / "repository"
    shutil.rmtree(place, ignore_errors=True)
    repository(place, shape.history(size))
    store = place / "rgraph"
    for command in shape.before:
        done = timed(command, place, limit * 5)
        if done.failure:
            return Run(done.seconds, f"before it: {done.failure}")
    prepared = folder / "store"
    shutil.rmtree(prepared, ignore_errors=True)
    if store.exists():
        shutil.copytree(store, prepared)
    best: Run | None = None
    for _ in range(repeats):
        shutil.rmtree(store, ignore_errors=True)
        if prepared.exists():
            shutil.copytree(prepared, store)
        done = timed(shape.measured, place, limit)
        if best is None or done.failure or done.seconds < best.seconds:
            best = done
        if done.failure or done.seconds > SHORT:
            break
    assert best is not None
    return best


@dataclass(slots=True)
class Growth:
    """The costs of one shape."""

    shape: Shape
    fixed: float
    seconds: dict[int, float] = field(default_factory=dict)
    failure: str = ""

    def counts(self, seconds: float) -> bool:
        """Whether a cost is more than the fixed cost and its noise."""
        return seconds - self.fixed > self.fixed * NOISE

    @property
    def exponent(self) -> float | None:
        """The slope over all sizes; None where the cost is lost in the fixed cost."""
        return _slope(self._points())

    @property
    def last(self) -> float | None:
        """The slope of the last step."""
        return _slope(self._points()[-2:])

    @property
    def verdict(self) -> str:
        """`ok`, `flat`, `over`, or how it failed; with the cap that excuses it."""
        said = self.failure
        if not said:
            exponent = self.exponent
            said = "flat" if exponent is None else "ok" if exponent <= LIMIT else "over"
        return f"{said} (cap: {self.shape.cap})" if self.shape.cap and said not in {"ok", "flat"} else said

    @property
    def bad(self) -> bool:
        """Whether it grows too fast without a documented cap, or failed."""
        return bool(self.failure) or (not self.shape.cap and (self.exponent or 0) > LIMIT)

    def _points(self) -> list[tuple[float, float]]:
        counted = [(size, seconds) for size, seconds in self.seconds.items() if self.counts(seconds)]
        return [(math.log(size), math.log(seconds - self.fixed)) for size, seconds in counted]


def _slope(points: Sequence[tuple[float, float]]) -> float | None:
    if len(points) < 2:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def grow(shape: Shape, sizes: Sequence[int], limit: float, repeats: int, folder: Path) -> Growth:
    """Measure a shape: the largest size first, and the others where that costs more than the least input."""
    least = cost(shape, 2, folder, limit, repeats)
    growth = Growth(shape, least.seconds, failure=f"at 2: {least.failure}" if least.failure else "")
    if growth.failure:
        return growth
    done = cost(shape, sizes[-1], folder, limit, repeats)
    if not done.failure and not growth.counts(done.seconds):
        growth.seconds[sizes[-1]] = done.seconds
        return growth
    for size in sizes[:-1]:
        smaller = cost(shape, size, folder, limit, repeats)
        growth.seconds[size] = smaller.seconds
        if smaller.failure:
            growth.failure = f"at {size}: {smaller.failure}"
            return growth
    growth.seconds[sizes[-1]] = done.seconds
    growth.failure = f"at {sizes[-1]}: {done.failure}" if done.failure else ""
    return growth


def row(growth: Growth, sizes: Sequence[int]) -> str:
    """A line of the table."""
    cells = [f"{growth.seconds[size]:.2f}" if size in growth.seconds else "" for size in sizes]
    slopes = ["" if slope is None else f"{slope:.2f}" for slope in (growth.exponent, growth.last)]
    name = f"{growth.shape.group}.{growth.shape.name}"
    return f"| {' | '.join([name, f'{growth.fixed:.2f}', *cells, *slopes, growth.verdict])} |"


def table(shapes: Sequence[Shape], sizes: Sequence[int], limit: float, repeats: int) -> bool:
    """Print the table, a line as soon as it is known, and in the end what is flat and what is not well."""
    print(f"| shape | 2 | {' | '.join(map(str, sizes))} | exponent | last | |")
    print("|---" * (len(sizes) + 5) + "|")
    flat, bad = [], []
    for shape in shapes:
        print(shape.name, end="\r", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="rgraph-scaling-") as folder:
            growth = grow(shape, sizes, limit, repeats, Path(folder))
        if growth.verdict == "flat":
            flat.append(shape.name)
        else:
            print(row(growth, sizes), flush=True)
        if growth.bad:
            bad.append(growth)
    print(f"\n{len(shapes)} shapes, {len(flat)} flat, {len(bad)} over {LIMIT} or failed")
    print(f"\nflat: {', '.join(flat)}")
    for growth in bad:
        print(f"- {growth.shape.name}: {growth.verdict}")
    return not bad


def write(history: History, folder: Path) -> None:
    """Write the files of the last commit of a line of commits."""
    for commit in history.commits:
        for path, text in commit.changes.items():
            file = folder / path
            if text is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)


def accepted(shape: Shape, size: int) -> str:
    """What rustc says against a shape; nothing where it accepts it."""
    with tempfile.TemporaryDirectory(prefix="rgraph-scaling-") as folder:
        place = Path(folder)
        write(shape.history(size), place)
        if len(list(place.rglob("Cargo.toml"))) == 1 and "[features]" not in (place / "Cargo.toml").read_text():
            command = ["rustc", "--edition", "2021", "--crate-type", "lib", "--crate-name", "shape", "--emit=metadata",
                       "--cap-lints=allow", "--out-dir", "out", "src/lib.rs"]  # fmt: skip
        else:
            command = ["cargo", "check", "-q", "--offline", "--workspace", "--target-dir", "out"]
        try:
            done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=120)
        except subprocess.TimeoutExpired:
            return "rustc did not end in 120 s"
    if not done.returncode:
        return ""
    errors = [line for line in done.stderr.splitlines() if line.startswith("error")]
    return (errors or [f"exit {done.returncode}"])[0]


def rustc(shapes: Sequence[Shape], sizes: Sequence[int]) -> bool:
    """Check the shapes that must compile, at every size given."""
    bad = 0
    for shape in shapes:
        if shape.foreign:
            print(f"{shape.name}: need not compile: {shape.foreign}")
            continue
        for size in sizes:
            said = accepted(shape, size)
            bad += bool(said)
            if said:
                print(f"{shape.name} at {size}: {said}", flush=True)
    print(f"{len(shapes)} shapes, {bad} not accepted")
    return not bad


def profile(shape: Shape, size: int, limit: float) -> None:
    """Print the functions that take the most time, their own and with what they call."""
    with tempfile.TemporaryDirectory(prefix="rgraph-scaling-") as folder:
        place = Path(folder) / "repository"
        repository(place, shape.history(size))
        for command in shape.before:
            timed(command, place, limit * 5)
        script = (
            "import cProfile, pstats, signal, sys, time\n"
            "import rgraph.cli.main as main\n"
            "def stop(*_): raise KeyboardInterrupt\n"
            "signal.signal(signal.SIGALRM, stop)\n"
            f"signal.alarm({int(limit)})\n"
            "taken = cProfile.Profile()\n"
            "try:\n"
            "    taken.runcall(main.run, sys.argv[1:])\n"
            "except BaseException as error:\n"
            "    print(type(error).__name__)\n"
            "for order in ('tottime', 'cumtime'):\n"
            "    pstats.Stats(taken).sort_stats(order).print_stats('rgraph|built-in', 14)\n"
        )
        began = time.monotonic()
        subprocess.run([sys.executable, "-P", "-c", script, *shape.measured], cwd=place, check=False)
        print(f"{shape.name} at {size}: {time.monotonic() - began:.1f} s under the profiler")


def main() -> int:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="all where none is given")
    parser.add_argument("--group", action="append", default=[], help="the shapes of a module of benchmarks/shapes")
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    parser.add_argument("--limit", type=float, default=60, help="CPU seconds of one run")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="runs of a short command; the fastest counts")
    parser.add_argument("--list", action="store_true", help="print the shapes and what they are")
    parser.add_argument("--rustc", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    stop_with_us()
    unknown = [name for name in options.shapes if name not in ALL]
    if unknown:
        parser.error(f"no such shape: {', '.join(unknown)}")
    chosen = [
        shape
        for shape in ALL.values()
        if (not options.shapes and not options.group) or shape.name in options.shapes or shape.group in options.group
    ]
    if options.list:
        for shape in chosen:
            print(f"{shape.group}.{shape.name}: {shape.grow.__doc__}")
        return 0
    if options.write:
        write(chosen[0].history(options.sizes[-1]), options.write)
        return 0
    if options.profile:
        for shape in chosen:
            profile(shape, options.sizes[-1], options.limit)
        return 0
    if options.rustc:
        return 0 if rustc(chosen, options.sizes) else 1
    return 0 if table(chosen, options.sizes, options.limit, options.repeats) else 1


if __name__ == "__main__":
    sys.exit(main())
