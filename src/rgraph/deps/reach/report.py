"""What reaches a dependency: plain frozen dataclasses, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass, field

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.packages import PackageId


@dataclass(frozen=True, slots=True, order=True)
class PackageRef:
    """A package as reports have it: by the names of its parts."""

    name: str
    version: str
    source: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


def ref(package: PackageId) -> PackageRef:
    """A package for a report."""
    return PackageRef(package.name, package.version, package.source)


@dataclass(frozen=True, slots=True, order=True)
class ReachStep:
    """One reference on a way: the item that it leads to, and where in the package before it is written.

    Of the first step `path` and `line` are in the tree; of the others `path` is in the package of the item before.
    """

    symbol: str
    package: PackageRef
    path: str
    line: int
    kind: EdgeKind
    tier: Tier


@dataclass(frozen=True, slots=True)
class Way:
    """How an item of the tree reaches something: its own reference first, what is reached last."""

    owner: str
    is_test: bool
    steps: tuple[ReachStep, ...]
    tier: Tier
    """The least sure of its references."""

    @property
    def path(self) -> str:
        """The file of the tree that the way begins in."""
        return self.steps[0].path

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.steps[0].line


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at, and what was not seen."""

    references: int = 0
    """References of the tree into the packages that were followed."""
    followed: int = 0
    """Items of packages whose own references were followed."""
    between: tuple[PackageRef, ...] = ()
    """The packages whose bodies were followed."""
    missing: tuple[PackageRef, ...] = ()
    """Packages through which a way may lead, but whose source is not at hand."""
    unread: tuple[str, ...] = ()
    """Files of packages that could not be read again."""
    cut: str = ""
    """The limit that ended the search, where one did."""
    unexpanded: int = 0
    """Macro calls in what was followed and in the tree that nobody expanded."""
    unresolved: int = 0
    """Calls by the name of what was asked for whose receiver or path did not resolve."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """What of a tree reaches an item: one way for each line that does, the shortest; those of tests last."""

    tree: str
    packages: tuple[PackageRef, ...]
    item: str
    targets: tuple[str, ...]
    """The symbols of the items that `item` means."""
    ways: tuple[Way, ...]
    looked: Looked = field(default_factory=Looked)
    depth: int = 0
    """How many references behind one another were followed at most; 0: all."""


@dataclass(frozen=True, slots=True)
class UsedItem:
    """An item of a package that code outside of it refers to."""

    symbol: str
    package: PackageRef
    kind: str
    ways: tuple[Way, ...]
    """The lines of the tree that lead to it, each with its shortest way."""

    @property
    def direct(self) -> int:
        """How many of them name it themselves."""
        return sum(len(way.steps) == 1 for way in self.ways)


@dataclass(frozen=True, slots=True)
class Used:
    """The items of a package that a tree uses, directly or by way of other packages."""

    tree: str
    packages: tuple[PackageRef, ...]
    items: tuple[UsedItem, ...]
    looked: Looked = field(default_factory=Looked)
    depth: int = 0
