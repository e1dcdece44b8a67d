"""What every commit changed, found out when a history is indexed."""

from __future__ import annotations

from rgraph.view.session import Session

from .touched import record


def record_history(session: Session, every_ref: bool, wait: float = -1) -> int:
    """Record what the commits up to HEAD changed, or those of every ref; returns how many. Raises LockedError."""
    repository = session.repository
    head = repository.head()
    tips = ([head] if head else []) + (list(repository.refs().values()) if every_ref else [])
    return record(repository, session.store, repository.walk(tips), wait)
