"""What a measure is: of contents, of the edge sets of files, or of whole trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Symbol
from rgraph.parse.tokens import Tokens

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


@dataclass(frozen=True)
class Content:
    """One content of a Rust file: its bytes, its tokens, and what is known of it."""

    source: bytes
    facts: BlobFacts

    @cached_property
    def tokens(self) -> Tokens:
        """Its tokens; the start of each is a byte."""
        return Tokens(self.source.decode("latin-1"), complete=True)

    def calls(self, name: str, macro: bool = False) -> Iterable[int]:
        """Where a method (or macro) of this name is called, or named behind a path: bytes."""
        words, starts = self.tokens.words, self.tokens.starts
        before, after = ("", "!") if macro else (".", "(")
        for at in self.tokens.all(name) if name.encode() in self.source else ():
            if words[at + 1 : at + 2] == [after] and (macro or words[at - 1 : at] == [before]):
                yield starts[at]

    def items(self, *kinds: ItemKind) -> Iterable[Item]:
        """The items of some kinds."""
        return (item for item in self.facts.items if item.kind in kinds)


@dataclass(frozen=True, slots=True)
class OfContents:
    """A count of places in the text of files: a function of the content alone, so every commit has it.

    `sites` gives the byte of each place. Those in test code are left out, unless the measure is `of_tests`.
    """

    title: str
    sites: Callable[[Content], Iterable[int]]
    of_tests: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands behind the colon of a name: the symbols that it meant at some time, the newest first.

    `crates` are those of the repository. `is_outside`: it lies outside, so it is never said that it was not there.
    """

    text: str = ""
    symbols: tuple[Symbol, ...] = ()
    crates: frozenset[str] = frozenset()
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class OfLinks:
    """A count of what the edge sets of files hold: needs commits that are indexed.

    `count` gives owners in the file, each with a number. `argument` is what must stand behind a colon, "" for nothing.
    """

    title: str
    count: Callable[[LinkedFile, Argument], Iterable[tuple[Symbol, int]]]
    argument: str = ""


@dataclass(frozen=True, slots=True)
class OfTrees:
    """A count of a whole tree, worked out commit by commit: needs commits that are indexed.

    `subjects` gives, for each thing that is counted, the symbol of the item or module that it stands at.
    """

    title: str
    subjects: Callable[[CommitGraph], Iterable[str]]
    argument: str = ""


Measure = OfContents | OfLinks | OfTrees
