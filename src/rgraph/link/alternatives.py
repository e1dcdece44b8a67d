"""What a name means under one cfg and under another.

Nothing is compiled, so a name can have several meanings, each under its own cfg (`#[cfg(unix)] mod imp;` beside
`#[cfg(windows)] mod imp;`). The meaning that holds in the configuration that is linked comes first. The others are
kept, since code that stands under the other cfg means them. Definitions of the workspace carry their conditions
(`Alternatives`); a meaning that is no definition, such as a path into another crate, is a `Case` in
`Resolution.elsewhere`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .cfg import Cond, Conds, Configuration, negated
from .defs import Def
from .resolution import NOTHING, Resolution


class Alternatives(tuple[Def, ...]):
    """Definitions of one name, those that are meant by default first.

    `conditions` has the cfgs of the imports and globs on the way to each. The cfgs on a definition itself are not
    repeated: whoever has the definition can ask for them.
    """

    conditions: tuple[Conds, ...]

    @classmethod
    def of(cls, several: Iterable[tuple[Def, Conds]]) -> tuple[Def, ...]:
        """Definitions with their conditions; a plain tuple if there are no conditions.

        A definition that comes twice is kept once, without conditions if one of its ways has none.
        """
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
    """A meaning, and the conditions under which it holds."""

    conditions: Conds
    meaning: Resolution


def decided(cases: Sequence[Case], configuration: Configuration) -> Resolution:
    """What a name with several cases means: the cases that hold in this configuration.

    Definitions of the other cases follow theirs, and meanings that are no definition of the workspace go to
    `elsewhere`. If no case holds, nothing is found, and all cases are `elsewhere`.
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
    """Several meanings of one name as one: all their definitions, each once."""
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
    """`found`, or else what the next scope outward has. What is declared under a false cfg shadows nothing."""
    return found or followed(found, following(), configuration)


def followed(found: Resolution, later: Resolution, configuration: Configuration) -> Resolution:
    """`otherwise` after `found` has turned out to hold nothing: `later`, with the cases of `found` beside it."""
    if not found.elsewhere:
        return later
    if not later:
        return Resolution(reason=later.reason or found.reason, elsewhere=(*found.elsewhere, *later.elsewhere))
    # Under the cfg of a case the case shadows `later`, so `later` holds where none of the cases does.
    hidden: tuple[Cond, ...] = tuple([negated(case.conditions) for case in found.elsewhere])
    return decided([Case(hidden, later), *found.elsewhere], configuration)


def where(found: Resolution, around: Callable[[], Conds], configuration: Configuration) -> Resolution:
    """What a name means in code under these conditions. They are asked for only if the name has cases."""
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
    """A meaning for a caller that looks no further: if nothing holds here, all that holds under another cfg."""
    if found or not found.elsewhere:
        return found
    return together([_under(case) for case in found.elsewhere])
