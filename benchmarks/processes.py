"""Runs rgraph as a user does, in a process of its own, and tells what it cost: wall, CPU, memory, and how it ended."""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import rgraph

RGRAPH = [sys.executable, "-P", "-m", "rgraph"]
KILOBYTES = 1 << 10
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: its status (None: it was stopped, and why), seconds, megabytes (0 where the platform does not tell)."""

    status: int | None
    wall: float
    cpu: float
    memory: float
    stopped: str = ""


class Meter(threading.Thread):
    """Samples the memory of a process group until told to stop; ends the group where it takes too much."""

    def __init__(self, group: int, most: float = 0) -> None:
        super().__init__(daemon=True)
        self._group = group
        self._allowed = most
        self._ended = threading.Event()
        self._most = 0
        self.exceeded = False

    def run(self) -> None:
        """Sample five times a second."""
        while not self._ended.wait(0.2):
            self._most = max(self._most, sum(map(_pss, _members(self._group))))
            if self._allowed and self._most / KILOBYTES > self._allowed:
                self.exceeded = True
                end(self._group)

    def stop(self) -> float:
        """The most that was seen, in megabytes."""
        self._ended.set()
        self.join()
        return self._most / KILOBYTES


def _members(group: int) -> list[Path]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[2]) == group:
            found.append(stat.parent)
    return found


def _pss(process: Path) -> int:
    """Kilobytes of a process, a page that n processes share counted as 1/n."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def end(group: int) -> None:
    """Kill a process group that this script began."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _bound(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 10))


def stop_with_us() -> None:
    """Let a script that is told to end take what it runs with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def children_cpu() -> float:
    """CPU seconds of all children that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(
    command: Sequence[str],
    folder: Path,
    out: Path,
    errors: Path,
    limit: float | None = None,
    megabytes: float = 0,
    rgraph: Sequence[str] = RGRAPH,
) -> Outcome:
    """Run rgraph to its end, or to a limit of time or memory; its output goes to two files.

    `rgraph` are the words that run the build that is measured, by default that of this process.
    `limit` counts CPU seconds of each process, so that what else the machine does is no matter; by the clock it may
    take `PATIENCE` times as long.
    """
    before, began = children_cpu(), time.monotonic()
    stopped = ""
    with (
        out.open("wb") as stdout,
        errors.open("wb") as stderr,
        subprocess.Popen(
            [*rgraph, *command],
            cwd=folder,
            stdout=stdout,
            stderr=stderr,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=None if limit is None else partial(_bound, int(limit)),  # noqa: PLW1509 - no thread runs yet
        ) as process,
    ):
        meter = Meter(process.pid, megabytes)
        meter.start()
        try:
            process.wait(limit and limit * PATIENCE)
        except subprocess.TimeoutExpired:
            stopped = f"over {PATIENCE} x {limit:.0f} s by the clock"
        except BaseException:
            end(process.pid)
            raise
        if stopped:
            end(process.pid)
        process.wait()
    memory = meter.stop()
    if process.returncode == -signal.SIGXCPU:
        stopped = f"over {limit:.0f} s"
    if meter.exceeded:
        stopped = f"over {megabytes:,.0f} MB"
    wall, cpu = time.monotonic() - began, children_cpu() - before
    return Outcome(None if stopped else process.returncode, wall, cpu, memory, stopped)


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    known = Path("/proc/cpuinfo")
    if known.is_file():
        lines = known.read_text().splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"rgraph {rgraph.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f} at the start"
    )
