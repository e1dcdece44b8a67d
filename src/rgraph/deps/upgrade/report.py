"""What is said of an upgrade: plain frozen dataclasses, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rgraph.diff.report import Finding, Undecided
from rgraph.model.packages import PackageId

GONE, MOVED, HIDDEN = "it is gone", "it is at another path", "it is not public any more"
LACKS = "a `match` on it lacks"
"""What is said of names that lead nowhere, and of matches without an arm."""


class Effect(StrEnum):
    """How a line feels a change, worst first."""

    BREAKS = "breaks"
    """It does not compile any more, as far as names, shapes and numbers of arguments tell."""
    MAY_BREAK = "may break"
    """A type that it meets is another one: the compiler decides."""
    DEPRECATED = "deprecated"
    """It compiles with a warning."""
    BEHAVES = "behaves otherwise"
    """What it calls has another body."""


class Depth(IntEnum):
    """How far bodies are compared."""

    NONE = 0
    CALLEE = 1
    """Of what code calls itself."""
    BEHIND = 2
    """Of what that calls too, inside the packages that move."""


@dataclass(frozen=True, slots=True, order=True)
class CallSite:
    """A line of the code that uses an item of a dependency, and the item of the code that it stands in.

    `pattern` is the line of the pattern that took a value out of the item where this line uses the value, else 0.
    """

    path: str
    line: int
    owner: str
    pattern: int = 0


@dataclass(frozen=True, slots=True)
class Felt:
    """One change of a dependency with the lines that feel it.

    `item` is the path as users write it where that is known, else the symbol. `instead` says what to write, as far as
    the dependency tells or a rename shows.
    """

    effect: Effect
    package: PackageId
    item: str
    what: str
    sites: tuple[CallSite, ...]
    instead: str = ""
    adapted: int = 0
    """Of a move that was made: how many more lines felt it, and were written anew with it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A package that moves: None where it comes or goes."""

    old: PackageId | None
    new: PackageId | None

    @property
    def name(self) -> str:
        """What the package is called."""
        found = self.new or self.old
        assert found is not None
        return found.name


@dataclass(frozen=True, slots=True)
class Several:
    """A package that a lock file has in several versions, before or after."""

    name: str
    lock: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedAnew:
    """What packages of the tree, by their manifests, ask for otherwise than before; "" where they did or do not ask."""

    name: str
    before: str
    after: str
    manifests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiFinding:
    """What a rule of `rgraph diff` says of an item of a package; `sites` are the lines here that use the item."""

    finding: Finding
    sites: tuple[CallSite, ...] = ()


@dataclass(frozen=True, slots=True)
class ApiDifference:
    """What the rules of `rgraph diff` say of a package that moved, what is used here first.

    `needed` and `made` are steps as a `Verdict` has them. Paths of places begin with the package's name.
    """

    move: Move
    needed: str
    made: str
    findings: tuple[ApiFinding, ...]
    undecided: tuple[Undecided, ...] = ()
    added_paths: tuple[str, ...] = ()
    removed_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade does. `pulled` are packages that come in with it, `missing` those whose sources are not at hand,
    so that nothing is said of what leads through them.
    """

    tree: str
    moves: tuple[Move, ...]
    felt: tuple[Felt, ...]
    used: int
    """How many references to items of the packages that move were looked at."""
    pulled: tuple[PackageId, ...] = ()
    held: tuple[PackageId, ...] = ()
    """Packages that require the old version, so that it stays beside the new one."""
    missing: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """What the manifests of the packages say otherwise, a sentence each."""
    asked: tuple[AskedAnew, ...] = ()
    several: tuple[Several, ...] = ()
    apis: tuple[ApiDifference, ...] = ()
    """Of each package that moved all that its API says otherwise, where that is asked for."""
    untold: int = 0
    """Of how many references to what moves nothing can be said; the notes tell why."""
    notes: tuple[str, ...] = ()

    def lines(self, effect: Effect) -> int:
        """How many lines feel something so."""
        return len({(site.path, site.line) for felt in self.felt if felt.effect is effect for site in felt.sites})
