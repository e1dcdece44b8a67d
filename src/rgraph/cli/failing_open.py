"""`--fail-open`: a failure of rgraph's own lets the commit through, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from rgraph.errors import ConfigError, RgraphError

from .options import note


@contextmanager
def failing_open(wanted: bool) -> Iterator[None]:
    """Turns what goes wrong inside into a note and exit code 0, where `wanted`; wrong rules and options stay errors.

    The engine's panics are BaseExceptions; an interrupt is still one.
    """
    try:
        yield
    except (typer.Exit, typer.Abort, ConfigError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if not wanted:
            raise
        what = error.message if isinstance(error, RgraphError) else f"{type(error).__name__}: {error}"
        note(f"the rules were not checked; --fail-open lets the commit pass: {what}")
        raise typer.Exit(0) from error
