"""Running a user's script within a time limit; `view.query` decides what such a script may hold."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rgraph.errors import QueryError

from .engine import Engine, Rows

GRACE_SECONDS = 1.0
"""How long after its limit a script is still waited for: Cozo looks at the clock only between steps."""


def run(
    engine: Engine, script: str, params: Mapping[str, object], seconds: float, rules: str = ""
) -> tuple[list[str], Rows]:
    """Headers and rows of a script run immutable after rgraph's own rules.

    Ctrl-C and the clock do not stop a running script, so it runs in a thread that can be left behind.

    Raises:
        QueryError: what is wrong with it, and the byte where; or that it took too long.
    """
    result: list[tuple[list[str], Rows]] = []
    failure: list[BaseException] = []
    prefix = f"{rules}\n:timeout {seconds:.3f}\n"

    def call() -> None:
        try:
            result.append(engine.run_foreign(script, params, prefix))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds + GRACE_SECONDS)
    if thread.is_alive():
        raise QueryError(
            f"the query took longer than {seconds:g} s", "Narrow it (bind the file or item first), or raise --timeout."
        )
    if failure:
        raise failure[0]
    return result[0]
