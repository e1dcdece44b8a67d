"""Links a tree against the sources of what it depends on, as far as its code reaches into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rgraph.deps.beside.limits import MAX_ROUNDS
from rgraph.deps.beside.mounting import Mounting
from rgraph.link.linker import Linker
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId


@dataclass(frozen=True, slots=True)
class Reached:
    """The files of a tree linked against packages, and which packages it took."""

    linked: Mapping[RepoPath, LinkedFile]
    packages: tuple[PackageId, ...]
    made: Mapping[BlobHash, bytes]
    """What macro calls in the packages make: to be kept beside their contents."""
    is_cut: bool
    """Whether names may lead into packages that were not mounted, as these lie too many behind one another."""


def link_into(
    linker: Linker, tree: Mapping[RepoPath, BlobHash], mounting: Mounting, named: Iterable[str] = ()
) -> Reached:
    """Link a tree; a package is mounted when a name leads into it, so that what no code reaches costs nothing.

    Each round mounts what the round before asked for, until nothing more is asked. `named` are paths outside that the
    tree is known to refer to: what they begin with is asked for before the first round, which saves one.
    """
    wanted = mounting.beginning(named)
    linker.mount(mounting.mounted(wanted))
    linked: dict[RepoPath, LinkedFile] = {}
    new: set[PackageId] = set()
    for _ in range(MAX_ROUNDS):
        linked |= linker.link(tree).linked
        new = mounting.asked(linker.world.asked_outside) - wanted
        if not new:
            break
        wanted |= new
        linker.mount(mounting.mounted(wanted))
    return Reached(linked, tuple(sorted(wanted)), linker.made_beside(), bool(new))
