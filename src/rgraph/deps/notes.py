"""What an answer about dependencies stands on: which lock files, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.packages import Basis
from rgraph.spelling import counted

from .standing import Standing


def notes_of(found: Standing) -> list[str]:
    """Sentences: what says the versions, what is guessed, what is damaged."""
    notes = [f"versions from {_listed(found.lockfiles)}"] if found.lockfiles else []
    asked = [each for package in found.resolution.packages if package.manifest for each in package.requirements]
    chosen = sum(each.basis is Basis.SUITS for each in asked)
    open_ = sum(each.means is None for each in asked)
    if chosen:
        notes.append(f"{counted(chosen, 'requirement')} not locked: the highest version known here that suits is shown")
    if open_:
        where = "not locked" if found.lockfiles else "not locked (no Cargo.lock)"
        notes.append(f"{counted(open_, 'requirement')} {where}: nothing here says the version")
    return [*notes, *found.resolution.problems]


def _listed(paths: Iterable[str]) -> str:
    """A few paths in full, many as a count."""
    every = list(paths)
    return ", ".join(every) if len(every) <= 3 else f"{every[0]} and {len(every) - 1:,} other lock files"
