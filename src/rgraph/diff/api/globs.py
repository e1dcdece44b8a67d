"""What public globs bring into modules, whichever way they lead: chains of any length, rings, diamonds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Module = TypeVar("Module", bound=Hashable)
Name = TypeVar("Name")
Glob = TypeVar("Glob")


@dataclass(slots=True)
class Brought(Generic[Module, Name, Glob]):
    """One module: the names that it has by itself, its globs, and the names that they brought, by how far they came."""

    own: list[Name]
    globs: list[tuple[Glob, Module]]
    names: dict[Hashable, tuple[int, Name]] = field(default_factory=dict)

    def by_distance(self) -> Iterator[tuple[int, Name]]:
        """All names, the module's own first."""
        yield from ((0, name) for name in self.own)
        yield from self.names.values()


class Globs(Generic[Module, Name, Glob]):
    """Names spread along globs in rounds, one step a round, each name into each module once.

    So a name comes by its shortest way, of several by the glob that is written first: the answer for a module does not
    depend on which module was asked for before. The work is the number of names times the globs that they come through.

    Args:
        read: a module's own names and its globs.
        carry: what makes a name the same name, and the name as a glob brings it; None where it does not come in.
    """

    def __init__(
        self,
        read: Callable[[Module], tuple[list[Name], list[tuple[Glob, Module]]]],
        carry: Callable[[Module, Glob, Name], tuple[Hashable, Name] | None],
    ) -> None:
        self._read = read
        self._carry = carry
        self._known: dict[Module, Brought[Module, Name, Glob]] = {}

    def of(self, module: Module) -> Brought[Module, Name, Glob]:
        """What a module has, and what its globs bring."""
        if module not in self._known:
            self._spread(self._explore(module))
        return self._known[module]

    def _explore(self, start: Module) -> list[Module]:
        """The modules that globs reach and that are not known yet."""
        fresh: list[Module] = []
        stack = [start]
        while stack:
            module = stack.pop()
            if module not in self._known:
                found = self._known[module] = Brought(*self._read(module))
                fresh.append(module)
                stack += [target for _, target in found.globs]
        return fresh

    def _spread(self, fresh: Iterable[Module]) -> None:
        waiting: dict[int, list[tuple[Module, int, list[Name]]]] = defaultdict(list)
        importers: dict[Module, list[tuple[Module, int]]] = defaultdict(list)
        news = {module: list(self._known[module].own) for module in fresh}
        for module in news:
            for number, (_, target) in enumerate(self._known[module].globs):
                if target in news:
                    importers[target].append((module, number))
                else:  # settled before: its names set out at the distance that they have there
                    for distance, name in self._known[target].by_distance():
                        waiting[distance + 1].append((module, number, [name]))
        distance = 0
        while news or waiting:
            distance += 1
            arrivals = waiting.pop(distance, [])
            arrivals += [(to, number, names) for module, names in news.items() for to, number in importers[module]]
            news = self._arrive(arrivals, distance)

    def _arrive(self, arrivals: list[tuple[Module, int, list[Name]]], distance: int) -> dict[Module, list[Name]]:
        """Take in what comes in one round; returns what is new, by module."""
        by_module: dict[Module, list[tuple[int, list[Name]]]] = defaultdict(list)
        for module, number, names in arrivals:
            by_module[module].append((number, names))
        news: dict[Module, list[Name]] = {}
        for module, batches in by_module.items():
            brought = self._known[module]
            fresh = []
            for number, names in sorted(batches, key=lambda batch: batch[0]):
                for name in names:
                    carried = self._carry(module, brought.globs[number][0], name)
                    if carried is not None and carried[0] not in brought.names:
                        brought.names[carried[0]] = (distance, carried[1])
                        fresh.append(carried[1])
            if fresh:
                news[module] = fresh
        return news
