"""What `rgraph modernize` tells: idioms with their counts, places and pasts."""

from __future__ import annotations

from dataclasses import dataclass, field

from .idiom import Confidence


@dataclass(frozen=True, slots=True)
class Place:
    """A finding: where an old form stands, the item around it ("" for none), and the line as written."""

    path: str
    line: int
    column: int
    item: str
    text: str
    what: str = ""
    """What is to be said of this one: the note of a deprecation."""
    instead: str = ""
    """The new form, where it is another than the idiom's."""
    count: int = 1
    """How many stand there, where the graph knows no more than the first."""
    allowed: bool | None = None
    """Whether the promised Rust has the new form; None where none is promised."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The commit that brought one: its oid, time, and first line, and the file."""

    commit: str
    time: int
    subject: str
    path: str


@dataclass(frozen=True, slots=True)
class Past:
    """How often an idiom stood there before, by syntax alone, and which commits brought one.

    `then` and `now` count the same way, so they may differ from `count`. None: not known.
    """

    then: int | None = None
    now: int | None = None
    first: Brought | None = None
    last: Brought | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One idiom as a tree has it.

    `unresolved` are places that the graph neither confirms nor refutes; they are not counted. `blocked` says by package
    why the new form cannot be written there yet, `unknown` counts places whose package states no version of Rust.
    """

    id: str
    title: str
    why: str
    instead: str
    rust: str
    edition: str
    confidence: Confidence
    reference: str
    count: int
    allowed: int
    unknown: int
    blocked: dict[str, str]
    unresolved: int
    files: list[tuple[str, int]]
    places: list[Place]
    past: Past = Past()


@dataclass(frozen=True, slots=True)
class Promise:
    """The version of Rust that a package promises to compile with, and what says so ("" where nothing does)."""

    package: str
    rust: str
    source: str
    edition: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the plan: an idiom in a module, with who depends on the module and which tests reach it."""

    idiom: str
    module: str
    path: str
    count: int
    dependents: int
    tests: int
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Modernization:
    """The old idioms of one tree."""

    commit: str
    uses: list[Use]
    promises: list[Promise]
    files: int
    skipped_tests: int
    compared: str = ""
    compared_time: int = 0
    history: str = ""
    """Which commits were looked at for who brought what, "" where none were."""
    plan: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
