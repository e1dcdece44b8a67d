"""What a comparison of two commits says: plain frozen dataclasses, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .lines import Place
from .neighbourhood import NOBODY, Affected, Drift


class Level(StrEnum):
    """How large a version bump a change asks for."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"

    @property
    def rank(self) -> int:
        """3 for major, 2 for minor, 1 for patch."""
        return {"major": 3, "minor": 2, "patch": 1}[self.value]


class Confidence(StrEnum):
    """`certain`: names and syntax decide it; `likely`: an approximation of what the compiler would say."""

    CERTAIN = "certain"
    LIKELY = "likely"


class ChangeKind(StrEnum):
    """What happened to an item. One item may have several."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    SIGNATURE = "signature"
    VISIBILITY = "visibility"
    ATTRIBUTES = "attributes"
    DERIVES = "derives"
    FIELDS = "fields"
    VARIANTS = "variants"
    DISCRIMINANT = "discriminant"
    VALUE = "value"
    TRAIT_ITEMS = "trait items"
    DEFAULT = "default"
    IMPLS = "impls"
    BODY = "body"
    DOCS = "docs"


class How(StrEnum):
    """How an item was recognised in the other commit, surest first."""

    SYMBOL = "same symbol"
    PATH = "same public path"
    HASHES = "same code elsewhere"
    PARENT = "parent matched"
    SIMILARITY = "similar"


@dataclass(frozen=True, slots=True, order=True)
class ItemRef:
    """An item of one of the two commits. `module` is the symbol of its module; `made_by` the macro whose call makes it,
    which is then its place. A procedural macro has its own kind and name, and its function's symbol. `cfg` is what must
    hold for it to be there, "" for nothing, `features` those that it names, `paths` every path by which users can name
    it.
    """

    symbol: str
    kind: str
    name: str
    crate: str
    module: str
    signature: str = field(compare=False)
    vis: str = field(compare=False)
    place: Place = field(compare=False)
    public: bool = field(compare=False, default=False)
    made_by: str = field(compare=False, default="")
    cfg: str = field(compare=False, default="")
    features: tuple[str, ...] = field(compare=False, default=())
    paths: tuple[str, ...] = field(compare=False, default=())


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two items are held to be the same: how, a score from 0 to 1, and the parts that made it."""

    how: How
    score: float
    parts: tuple[tuple[str, float], ...] = ()


PRIVATE_FIELD = "private field "
"""How the text of a detail begins that is about a field which is not `pub` in both versions."""


WRITTEN_OUT, DERIVED_NOW = "written out, was derived: ", "derived now, was written out: "
"""How the text of a detail begins that is about an impl which the other version has by a derive."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed: `text` is a phrase ("parameter `x` is `u32`, was `u8`")."""

    kind: ChangeKind
    text: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to one item; `old` is None where it was added, `new` where it was removed."""

    old: ItemRef | None
    new: ItemRef | None
    details: tuple[Detail, ...]
    evidence: Evidence | None = None
    affected: Affected = NOBODY
    notes: tuple[str, ...] = ()  # "copied from ...", "extracted from ...", "inlined into ..."
    before: str = ""  # source text, where the report was asked to carry it
    after: str = ""

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of its details, each once, in order of weight."""
        present = {detail.kind for detail in self.details}
        return tuple(kind for kind in ChangeKind if kind in present)

    @property
    def ref(self) -> ItemRef:
        """The item as it is now, or as it was where it is gone."""
        found = self.new or self.old
        if found is None:
            raise ValueError("an item change without an item")
        return found

    @property
    def code(self) -> bool:
        """Whether code changed, not documentation alone."""
        return any(kind is not ChangeKind.DOCS for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class PackageChange:
    """A change in a manifest: `what` is feature, dependency, edition, rust-version, version, target or package.

    `local`: a dependency on a package of this repository. `follows`: one whose requirement does nothing but move on
    to the version that this package has now.
    """

    package: str
    what: str
    name: str
    old: str
    new: str
    manifest: str
    local: bool = False
    follows: bool = False

    @property
    def text(self) -> str:
        """The change as one phrase."""
        label = self.what if self.name in {"", self.what} else f"{self.what} `{self.name}`"
        if not self.old:
            return f"{label} added" + (f": {self.new}" if self.new and self.new != self.name else "")
        if not self.new:
            return f"{label} removed"
        return f"{label}: {self.old} -> {self.new}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired. `item` is a path as a user of the crate writes it.

    `was` and `now` are what the message says stood there, and stands there: a type, a bound, a number. `follows` is the
    item whose own change brings this one, "" for none, `followed_by` how many this one brings.
    """

    rule: str
    title: str
    level: Level
    confidence: Confidence
    crate: str
    item: str
    message: str
    who: str
    reference: str
    old: Place | None
    new: Place | None
    was: str = ""
    now: str = ""
    follows: str = ""
    followed_by: int = 0


@dataclass(frozen=True, slots=True)
class Undecided:
    """A change whose effect on users syntax cannot tell."""

    crate: str
    item: str
    question: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The bump that a package's crates need beside the one its manifest made.

    `needed` is "none" where nothing of the package changed. `made` is "major", "minor", "patch", "none",
    "new", "removed", "lowered" or "unknown" (a version that is missing or not one). Under Cargo's rules 0.x
    counts its minor as major. `least` is the least version that is enough, "" where the old one is a pre-release (any
    later one is) or none; `why` shows what asks for the bump. What has `publish = false`, version 0.0.0 or, beside
    packages that name theirs, no licence, in either version, is not `published`.
    """

    package: str
    crate: str
    needed: str
    made: str
    old_version: str
    new_version: str
    enough: bool
    published: bool
    added_paths: tuple[str, ...] = ()
    removed_paths: tuple[str, ...] = ()
    least: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitLine:
    """A commit between the two versions: the day that it was made (UTC), the package that it changed most ("" for
    none), and a file of it that it changed.
    """

    oid: str
    subject: str
    day: str
    package: str
    path: str


@dataclass(frozen=True, slots=True)
class DiffReport:
    """All that `rgraph diff` knows about two commits, in a fixed order.

    `old` and `new` are labels as the user wrote them. `notes` say what the reader must know before trusting
    the rest: files that were not read in full, filters that were applied. `paths` are those that were looked at,
    none for all. `commits` are there where they were asked for.
    """

    old: str
    new: str
    changes: tuple[ItemChange, ...]
    packages: tuple[PackageChange, ...]
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    verdicts: tuple[Verdict, ...]
    drift: Drift
    files_changed: int
    notes: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    commits: tuple[CommitLine, ...] = ()

    def of_kind(self, kind: ChangeKind) -> list[ItemChange]:
        """The changes that have this kind among theirs."""
        return [change for change in self.changes if kind in change.kinds]

    @property
    def empty(self) -> bool:
        """Whether the two commits are the same as far as a code graph can see."""
        return not (self.changes or self.packages or self.findings or self.files_changed)
