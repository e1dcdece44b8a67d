"""What a name means under one cfg and under another: definitions with conditions of their own, and cases in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .cfg import Cond, Conds, Configuration, negated
from .defs import Def
from .resolution import NOTHING, Resolution


class Alternatives(tuple[Def, ...]):
    """Definitions of one name, those that are meant by default first; `conditions` are those of the imports and globs
    on the way to each. What stands on a definition itself is not repeated."""

    conditions: tuple[Conds, ...]

    @classmethod
    def of(cls, several: Iterable[tuple[Def, Conds]]) -> tuple[Def, ...]:
        """Definitions with their conditions; a plain tuple where there are none. One that comes twice is there once,
        under no condition if one of its ways has none."""
        found: dict[Def, Conds] = {}
        for definition, conditions in several:
            if not conditions or definition not in found:
                found[definition] = conditions
        if not any(found.values()):
            return tuple(found)
        made = cls(found)
        made.conditions = tuple(found.values())
        return made


def conditions_of(definitions: Sequence[Def]) -> Sequence[Conds]:
    """The conditions of each of several definitions."""
    return definitions.conditions if isinstance(definitions, Alternatives) else ((),) * len(definitions)


def pairs(definitions: Sequence[Def], more: Conds = ()) -> Iterable[tuple[Def, Conds]]:
    """Definitions with their conditions and those of the way to all of them."""
    return [(each, (*more, *own)) for each, own in zip(definitions, conditions_of(definitions), strict=True)]


class Case(NamedTuple):
    """A meaning, and what it holds under."""

    conditions: Conds
    meaning: Resolution


def decided(cases: Sequence[Case], configuration: Configuration) -> Resolution:
    """What a name means of which there are several cases.

    By default those that hold. The definitions of the others come after theirs, and what is no definition of the
    workspace is `elsewhere`. Where none holds, nothing is found, and all are elsewhere.
    """
    holding = [case for case in cases if configuration.active(case.conditions)]
    others = [case for case in cases if case not in holding]
    if not others:
        return together([case.meaning for case in holding])
    if not holding:
        return Resolution(reason=NOTHING.reason, elsewhere=tuple(cases))
    found = together([_under(case) for case in holding])
    if not found.defs:
        return found.with_elsewhere((*found.elsewhere, *others))
    defs = [pair for case in (*holding, *others) for pair in pairs(case.meaning.defs, case.conditions)]
    outside = tuple([case for case in others if not case.meaning.defs])
    return found.with_defs(Alternatives.of(defs)).with_elsewhere((*found.elsewhere, *outside))


def _under(case: Case) -> Resolution:
    """A case's meaning with its conditions on each definition."""
    meaning = case.meaning
    return meaning.with_defs(Alternatives.of(pairs(meaning.defs, case.conditions))) if meaning.defs else meaning


def together(found: Sequence[Resolution]) -> Resolution:
    """Several meanings of one name as one: their definitions together, each once."""
    if len(found) == 1:
        return found[0]
    defs = Alternatives.of(pair for resolution in found for pair in pairs(resolution.defs))
    outside = next((resolution.outside for resolution in found if resolution.outside), "")
    return Resolution(
        defs=defs,
        outside="" if defs else outside,
        prim=next((each.prim for each in found if each.prim and not defs), ""),
        rest=max((each.rest for each in found), default=0),
        ambiguous=any(each.ambiguous for each in found),
        elsewhere=tuple([case for each in found for case in each.elsewhere]),
    )


def otherwise(found: Resolution, following: Callable[[], Resolution], configuration: Configuration) -> Resolution:
    """What a name means: `found`, or what comes after it. Nothing that holds under a false cfg shadows anything."""
    return found or followed(found, following(), configuration)


def followed(found: Resolution, later: Resolution, configuration: Configuration) -> Resolution:
    """The same where both are known, and `found` is nothing."""
    if not found.elsewhere:
        return later
    if not later:
        return Resolution(reason=later.reason or found.reason, elsewhere=(*found.elsewhere, *later.elsewhere))
    hidden: tuple[Cond, ...] = tuple([negated(case.conditions) for case in found.elsewhere])
    return decided([Case(hidden, later), *found.elsewhere], configuration)


def where(found: Resolution, around: Callable[[], Conds], configuration: Configuration) -> Resolution:
    """What a name means where these conditions hold; they are asked for where that can make a difference."""
    if not found.elsewhere:
        return found
    conditions = around()
    if not configuration.active(conditions):
        home = conditions[0][1]
        for flags in configuration.where(conditions):
            meant = [case for case in found.elsewhere if configuration.hold(case.conditions, flags, home)]
            if meant:
                return together([case.meaning for case in meant])
    return found


def settled(found: Resolution) -> Resolution:
    """Where nothing holds, what would under another cfg."""
    if found or not found.elsewhere:
        return found
    return together([_under(case) for case in found.elsewhere])
