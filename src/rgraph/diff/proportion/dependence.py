"""Which crates of a tree depend on which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from rgraph.model.cargo import TargetKind

if TYPE_CHECKING:
    from rgraph.model.cargo import CargoTree


def depends_on(tree: CargoTree) -> dict[str, list[str]]:
    """The libraries that each library depends on, but for its own tests."""
    return {c.id: [e.crate for e in c.externs if e.crate and e.kind != "dev"] for c in tree.crates}


def dependents(tree: CargoTree, libraries: Collection[str]) -> set[str]:
    """Some libraries of a tree and those that depend on them, however far above."""
    users: dict[str, list[str]] = {}
    for crate, needs in depends_on(tree).items():
        for each in needs:
            users.setdefault(each, []).append(crate)
    found = closed(libraries, lambda each: users.get(each, ()))
    return {crate.id for crate in tree.crates if crate.id in found and crate.kind is TargetKind.LIB}


def below(tree: CargoTree, crate: str) -> frozenset[str]:
    """A crate and those of the tree that its users have with it."""
    needs = {each.id: [extern.crate for extern in each.externs if extern.kind == "normal"] for each in tree.crates}
    return frozenset(closed([crate], lambda each: needs.get(each, ())) & needs.keys())


def closed(start: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """What steps lead to, and where they start."""
    found, open_ = set(start), list(start)
    while open_:
        for each in step(open_.pop()):
            if each not in found:
                found.add(each)
                open_.append(each)
    return found
