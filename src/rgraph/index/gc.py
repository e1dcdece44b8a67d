"""Collecting what nothing refers to any more: mark from what git keeps and from pins, sweep the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rgraph.git.repository import Repository
from rgraph.model.graph import FileState
from rgraph.model.ids import Oid
from rgraph.store.store import Store, remove_other_versions
from rgraph.store.sweep import Swept


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection removed; `bytes` is by how much the store's files shrank."""

    swept: Swept
    packed_sets: int
    other_versions: int  # bytes of other versions' stores
    bytes: int


def collect(
    repository: Repository,
    store: Store,
    *,
    other_versions: bool = False,
    wait: float = -1,
    waiting: Callable[[str], None] = lambda _: None,
) -> Collected:
    """Remove the commits that no ref, reflog, worktree or pin reaches, what only they used, and rows of old commits.

    `other_versions` also deletes the stores of other versions of rgraph. `wait` and `waiting` as in `Store.writing`.

    Raises:
        LockedError: another process is writing the store.
        StoreError: the store cannot be written; what is live is untouched.
    """
    before = store.size().bytes
    with store.writing(wait, waiting):
        kept = {*repository.kept_commits(), *store.pins()}
        live = {record.oid for record in repository.walk([oid for oid in kept if repository.has_commit(oid)])}
        swept = store.sweep(live)
        packed = store.pack_rows(_tips(repository, store))
        store.compact()
    freed = remove_other_versions(repository.common_dir) if other_versions else 0
    return Collected(swept, packed, freed, max(0, before - store.size().bytes))


def _tips(repository: Repository, store: Store) -> list[FileState]:
    """The files of HEAD and of local branches: what is asked about again and again."""
    heads = [oid for name, oid in repository.refs().items() if name.startswith("refs/heads/")]
    head = repository.head()
    tips: set[Oid] = {*heads, *([head] if head else [])}
    return [file for oid in sorted(store.versions.indexed(tips)) for file in store.versions.files_at(oid)]
