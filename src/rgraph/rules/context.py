"""What a rule is judged with: the code, the code of other revisions, and how items of the two correspond."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .chains import Uses
from .code import Between, Code, Outgoing, Reference
from .rule import EdgeRule, Rule

Lineage = Callable[[Code, Code], Mapping[Symbol, Symbol]]
"""Symbols of an old tree to those that their items have in a new one."""


def diff_lineage(old: Code, new: Code) -> Mapping[Symbol, Symbol]:
    """The correspondence that `rgraph diff` finds, through renames and moves."""
    from rgraph.diff.matching import matches

    return matches(old.graph, new.graph)


Comparable = Callable[[Code, Code], tuple[Code, Code]]
"""An old and a new tree as they can be compared."""


def as_they_are(old: Code, new: Code) -> tuple[Code, Code]:
    """The two as they are: for trees that were read in full."""
    return old, new


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one rule in one tree. `base` gives the code of a revision, as `since` writes it.

    `code` is the tree that is looked at, `judged` the one that the check is about: another one where the findings of an
    older tree are gathered.
    """

    code: Code
    judged: Code
    rule: Rule
    base: Callable[[str], Code]
    lineage: Lineage
    tiers: tuple[Tier, ...]
    query: Callable[[Code, str], list[dict[str, object]]]
    comparable: Comparable = as_they_are

    def compared(self, reference: str) -> tuple[Code, Code]:
        """The code of a revision and that of this tree; what syntax errors may hide in one is alike in both."""
        return self.comparable(self.base(reference), self.code)

    def references(self, sources: Collection[Symbol] | None = None) -> list[Reference]:
        """The dependencies that the rule judges: of its tiers, its edge kinds, and of tests where it asks for them.

        `sources`: only those of these items.
        """
        if sources is None:
            return self.code.references(self.tiers, self.rule.tests, self._kinds)
        return self.code.references_from(sources, self.tiers, self.rule.tests, self._kinds)

    def references_of_users(self, targets: Collection[Symbol]) -> list[Reference]:
        """Of these, all those of the items that refer to any of some others."""
        return self.references(self.code.users_of(targets))

    def between_modules(self) -> Between:
        """The references that the rule judges, by the modules of their two ends."""
        return self.code.between_modules(self.tiers, self.rule.tests, self._kinds)

    def outgoing(self) -> Outgoing:
        """The same by the module of the source, then by that of the target: names from outside are targets too."""
        return self.code.outgoing(self.tiers, self.rule.tests, self._kinds)

    def uses(self) -> Uses:
        """Which item uses which other, by the references that the rule judges."""
        return self.code.uses(self.tiers, self.rule.tests, self._kinds)

    @property
    def _kinds(self) -> tuple[EdgeKind, ...]:
        return self.rule.edges if isinstance(self.rule, EdgeRule) else ()

    def in_tests(self, symbol: Symbol) -> bool:
        """Whether an item is test code that the rule passes over."""
        return not self.rule.tests and symbol in self.code.tests
