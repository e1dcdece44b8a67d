"""What an answer about dependencies stands on: which lock files, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rgraph.model.packages import Basis, Requirement
from rgraph.spelling import counted
from rgraph.view.manifests import manifest_troubles

from .needs import Needs
from .standing import Standing

_TOLD = 10
"""How many lines about what is damaged are given."""


def notes_of(found: Standing, needs: Needs, with_kinds: bool = True) -> list[str]:
    """Sentences: what says the versions, what is guessed, what is left out, what is damaged.

    `with_kinds`: of an answer that tells what builds need apart.
    """
    notes = [f"versions from {_listed(found.lockfiles)}"] if found.lockfiles else []
    asked = [each for number in needs.own for each in needs.packages[number].requirements]
    chosen = [each for each in asked if each.basis is Basis.SUITS]
    unknown = [each for number in needs.asking for each in needs.packages[number].not_found]
    if chosen:
        notes.append(f"not locked: {_named(chosen)}; the highest matching version known here is shown")
    if unknown:
        where = "" if found.lockfiles else " (no Cargo.lock)"
        notes.append(f"not locked{where}: {_named(unknown)}; no version is known here{_bring(unknown)}")
    bare = sum(any(not each.kind for each in package.requirements) for package in needs.packages)
    if bare and with_kinds:
        notes.append(
            f"{counted(bare, 'package')} known only from the lock file, which does not tell build dependencies apart"
        )
    if needs.aside:
        several = counted(len(needs.aside), "package")
        notes.append(f"{several} of workspaces without a lock file left out: --all includes them")
    return [*notes, *_first(found.resolution.problems), *_first(manifest_troubles(found.cargo))]


def _bring(unknown: Iterable[Requirement]) -> str:
    """What would bring them, where Cargo knows from where."""
    return "" if all(each.source == "path" for each in unknown) else " (`cargo fetch` downloads what matches)"


def _first(sentences: Sequence[str]) -> list[str]:
    """The first of many sentences, and how many more there are."""
    more = len(sentences) - _TOLD
    return [*sentences[:_TOLD], *([f"{more:,} more of these"] if more > 0 else [])]


def _named(asked: Sequence[Requirement]) -> str:
    """A few names, the first of many."""
    names = sorted({each.package for each in asked})
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3:,} more"


def _listed(paths: Iterable[str]) -> str:
    """A few paths in full, many as a count."""
    every = list(paths)
    return ", ".join(every) if len(every) <= 3 else f"{every[0]} and {len(every) - 1:,} other lock files"
