"""Parameters that are another name for an associated type: `A` in `impl<A, S: Data<Elem = A>> Array<S>` is `S::Elem`.

Where both versions have the parameter, the type is written as the parameter; where one has not, the parameter as the
type. So both say the same, whichever they write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.lone_names import lone_name
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import AssocArg, Bound, Generics, Path, Segment, TPath

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon


def equated(definition: Def, labels: Mapping[str, str], canon: Canon, left: Collection[str]) -> dict[str, str]:
    """Labels for what a bound equates: a parameter, and an associated type of another one.

    A parameter of an impl that the other version does not have (`left`) is labelled as the type, any other one gives
    its label to the type (`S::Elem`).
    """
    generics = definition.item.generics if definition.item is not None else Generics()
    own = {param.name for param in generics.params if param.kind == "type"}
    found: dict[str, str] = {}
    for subject, given in _equalities(generics):
        name, projection = lone_name(given.ty), f"{subject}::{given.name}"
        if name not in own or subject == name or {name, projection} & found.keys():
            continue
        if name in left and (definition.kind is not ItemKind.IMPL or subject in left):
            continue  # callers may have to say what it is, or both came or went together
        if name in left:
            path = Path(segments=[Segment(subject), Segment(given.name)], line=0)
            found[name] = canon.ty(TPath(path), definition, labels)
        elif name in labels:
            found[projection] = labels[name]
    return found


def _equalities(generics: Generics) -> Iterator[tuple[str, AssocArg]]:
    """`Elem = A` of each bound on a parameter, with the parameter's name."""
    for subject, bounds in _bounds(generics):
        for bound in bounds:
            for given in bound.path.segments[-1].assoc if bound.path.segments else ():
                yield subject, given


def _bounds(generics: Generics) -> Iterator[tuple[str, list[Bound]]]:
    yield from ((param.name, param.bounds) for param in generics.params if param.kind == "type")
    yield from ((name, each.bounds) for each in generics.where if (name := lone_name(each.ty)))
