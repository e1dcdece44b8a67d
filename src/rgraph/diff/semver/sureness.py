"""Whether a difference between two types is certain. It is not, if it rests on a type of another crate, or on code
that is only alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .const_values import is_open
from .foreign_defaults import left_out
from .std_laws import INTEGERS

if TYPE_CHECKING:
    from rgraph.model.cargo import Crate

    from .canon import Canon
    from .side import Side

_PATH = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)+")
_NAME = re.compile(r"(?<![\w':])[A-Za-z_]\w*(?:#\d+)?(?:::\w+(?:#\d+)?)*")
"""A name as it stands in a canonical text, with or without a path."""
UNSURE: Mapping[str, str] = {"sure": "no"}
"""What a delta's facts say where its rules are not certain."""


def of_foreign(canon: Canon, text: str, home: Crate) -> dict[str, str]:
    """The fact that a difference of a crate rests on a foreign name in a canonical text."""
    return dict(UNSURE) if any(canon.is_foreign(name, home) for name in _PATH.findall(text)) else {}


def _shown(expression: str) -> str:
    named = re.sub(r"'\d+", "_", expression.strip("{}"))
    return re.sub(r"(?<!\w)(?:[a-z_]\w*::)+(?=[A-Z])|'[tc]\d+\.", "", named)


def sure(old: Side, new: Side, one: str, two: str = "") -> dict[str, str]:
    """The facts on a difference between two canonical texts. Only names that one of the two texts has matter.

    `open` names what alone makes the two differ and is not known here: a const expression that is not computed,
    arguments that may be the defaults of a foreign type, or foreign types of the same name at other paths.
    """
    return between(old.canon, new.canon, one, two, new.definition.crate)


def between(old: Canon, new: Canon, one: str, two: str, home: Crate) -> dict[str, str]:
    """The same for the canonical texts of two versions, in a crate of the new version."""
    expression = is_open(one, two) if two else ""
    if expression:
        return {**UNSURE, "open": f"does `{_shown(expression)}` have the same value?"}
    lost = (old.unresolved & set(_NAME.findall(one))) | (new.unresolved & set(_NAME.findall(two)))
    own = _PATH.sub(lambda found: old.own(found[0]), one)  # under the name of an heir that was guessed, too
    if lost and _unqualified(two) in {_unqualified(one), _unqualified(own)}:
        return {**UNSURE, "open": f"`{_unqualified(min(lost))}` is not found in what was read, is it the same?"}
    by_default = left_out(one, two, lambda name: new.is_foreign(name, home)) if two else None
    if by_default is not None:
        of, given = map(_unqualified, by_default)
        return {**UNSURE, "open": f"does `{of}` take `{given}` by default?"}
    if two and (alias := _in_c(one, two, lambda name: new.is_foreign(name, home), lost)):
        return {**UNSURE, "open": f"is `{_unqualified(alias)}` another name of the same?"}
    names = set(_PATH.findall(one)) ^ set(_PATH.findall(two))
    foreign = {name for name in names if new.is_foreign(name, home)}
    outside = all(name in foreign or _is_trait_of_std(name, new) for name in names)
    if foreign and outside and _unqualified(one) == _unqualified(two):
        return {**UNSURE, "open": "it comes from outside by another way, is it the same?"}
    if names and _unqualified(one) == _unqualified(two) and all(_is_one_of_several(n, old, new) for n in names):
        return {**UNSURE, "open": "it is imported from several crates under conditions, is it the same to most users?"}
    doubtful = bool(lost or foreign) or any(name in old.guessed for name in names)
    return dict(UNSURE) if doubtful else {}


_TOKEN = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)*|\S")
_C_NAME = re.compile(r"\w+(?:::\w+)*::(?:[A-Z][A-Z0-9_]+|[a-z][a-z0-9_]*_t)")
"""A path whose last name is written as C has it (`DWORD`, `pid_t`): an alias, of a number or a pointer."""


def _in_c(one: str, two: str, is_foreign: Callable[[str], bool], lost: Collection[str]) -> str:
    """The C name of another crate that alone makes two canonical texts differ, where what stands for it in the other is
    no type of the workspace; or a name that led to nothing, as one in a file that a build script writes, where that is
    a number or a pointer; "" if there is none."""
    before, after = _TOKEN.findall(one), _TOKEN.findall(two)
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    for alias, other in ((before, after), (after, before)):
        outside = all("::" not in name or name.startswith("std::") or is_foreign(name) for name in other)
        if len(alias) != 1 or not other or not outside:
            continue
        in_c = _C_NAME.fullmatch(alias[0]) and is_foreign(alias[0])
        if in_c or (alias[0] in lost and (other[0] == "*" or other[0] in INTEGERS)):
            return str(alias[0])
    return ""


def _is_trait_of_std(name: str, canon: Canon) -> bool:
    """Whether a name is that of a trait that crates re-export, as `futures` does `Future`."""
    found = canon.world.std(name) if name.startswith("std::") else None
    return found is not None and found.kind is ItemKind.TRAIT


def _is_one_of_several(name: str, *canons: Canon) -> bool:
    """Whether a name is what one of several imports under conditions leads to."""
    return any(name in canon.alternatives.get(name.rpartition("::")[2], ()) for canon in canons)


def _unqualified(text: str) -> str:
    return _PATH.sub(lambda found: found[0].rpartition("::")[2], text)
