"""What `rgraph context` is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.errors import ConfigError

from .limits import LEAST_BUDGET, MOST_BUDGET
from .packing import Measure
from .pieces import Pack
from .review import Review
from .task import Task

if TYPE_CHECKING:
    from rgraph.search.searcher import Searcher
    from rgraph.view.session import Session


def check(task: str, diff: str, budget: int, at: str = "HEAD") -> None:
    """Raises ConfigError for a question that cannot be answered."""
    if diff and at != "HEAD":
        raise ConfigError("--at and --diff exclude each other", "the range says which commits are compared")
    if not task.strip() and not diff:
        raise ConfigError("no task given", "describe the task in words, or give --diff A..B")
    if diff and ".." not in diff:
        raise ConfigError(f"{diff} is not a range", f"--diff {diff}^..{diff} packs what that commit changed")
    if not LEAST_BUDGET <= budget <= MOST_BUDGET:
        raise ConfigError(f"a budget of {budget:,} tokens", f"budgets are from {LEAST_BUDGET:,} to {MOST_BUDGET:,}")


def pack(
    session: Session,
    task: str,
    diff: str,
    at: str,
    budget: int,
    counter: str,
    measure: Measure,
    searcher: Searcher | None = None,
) -> Pack:
    """The pack for a task at a revision, or for the change `diff`; `measure` counts its tokens as it is written.

    `searcher` is one of the revision that is kept, None where there is none.
    """
    if diff:
        from rgraph.diff.asked import asked

        return Review(session, asked(session.repository, [diff]), task).pack(budget, counter, measure)
    if searcher is None:
        from rgraph.search.searcher import searcher as searcher_of

        searcher = searcher_of(session, at)
    return Task(session, searcher, task, at).pack(budget, counter, measure)
