"""A progress bar on stderr, where that is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .words import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from rgraph.index.progress import Progress, Stage

_WORDS = {
    "parsing": ("parsing", "files"),
    "linking": ("linking", "commits"),
    "history": ("history", "commits"),
    "embedding": ("vectors", "texts"),
    "nearness": ("index of vectors", "vectors"),
}


@contextlib.contextmanager
def shown_progress() -> Iterator[Progress]:
    """Progress that is shown while the block runs: counts, rate and time left."""
    from rgraph.index.progress import SILENCE

    if not sys.stderr.isatty():
        yield SILENCE
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}, {task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Shown(bar)


class _Shown:
    """Tells a bar of rich's what an index run does."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def start(self, stage: Stage, total: int) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        word, unit = _WORDS[stage.value]
        self._task = self._bar.add_task(word, total=total, unit=unit, rate="")

    def advance(self, count: int = 1) -> None:
        if self._task is None:
            return
        task = self._bar.tasks[self._bar.task_ids.index(self._task)]
        rate = f"{task.speed:,.0f}/s" if task.speed else ""
        self._bar.update(self._task, advance=count, rate=rate)

    def usable(self, oid: str) -> None:
        self._bar.console.print(f"{oid[:10]} can be queried", style="dim")

    def waiting(self, holder: str) -> None:
        self._bar.console.print(f"waiting: {one_line(holder)} is writing the store", style="dim", markup=False)

    def slow(self, what: str) -> None:
        self._bar.console.print(f"still at {one_line(what)}", style="dim", markup=False)
