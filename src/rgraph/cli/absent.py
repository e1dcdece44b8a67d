"""A name that no item has: where an item of that name was before, beside the error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.view.session import Session


@contextmanager
def with_its_past(asked: Session, at: str) -> Iterator[None]:
    """Gives an ItemError the commit that took an item of this name away, where the indexed history has one."""
    from rgraph.errors import ItemError
    from rgraph.render.absent import absent_lines

    try:
        yield
    except ItemError as error:
        found = asked.absent(error.unknown, at) if error.unknown else None
        if found is None or found.past is None:
            raise
        raise ItemError(error.message, next(absent_lines(found))) from None
