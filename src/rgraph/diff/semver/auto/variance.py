"""The variance of type parameters: whether `S<&'static u8>` can stand for `S<&'a u8>`.

It is followed from the fields into everything that they hold, as auto traits are. Lifetime parameters are not compared:
canonical types have no lifetimes. https://doc.rust-lang.org/reference/subtyping.html#variance
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .shapes import Shape, shape, split

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .needs import Held

COVARIANT, CONTRAVARIANT, INVARIANT = 1, 2, 3
"""As sets of two: an invariant parameter stands where it is covariant and where it is contravariant."""

_PARAM = re.compile(r"'held\.(\w+)\.")
_INVARIANT = re.compile(
    r"std::(?:cell::(?:Cell|RefCell|UnsafeCell|SyncUnsafeCell|OnceCell|LazyCell|RefMut)"
    r"|sync::(?:\w+::)?(?:Mutex|RwLock|OnceLock|LazyLock|MutexGuard|RwLockWriteGuard|Exclusive)|slice::IterMut"
    r"|sync::atomic::(?:Atomic|AtomicPtr))"
)
"""The types of the standard library in which an argument is invariant."""


Variance = tuple[dict[str, int], set[str]]
"""The variance of each type parameter by its name, and the parameters that a type of another crate decides."""


class Variances:
    """Solves the equations of definitions together, each once: a definition's parameters stand where its fields put
    them, and an argument of another definition stands as that definition's parameter does. They grow from nothing
    until they are still, so types that hold themselves end, whatever arguments they do it with.
    """

    def __init__(self, held: Held) -> None:
        self._held = held
        self._found: dict[Def, Variance] = {}

    def of(self, definition: Def) -> Variance:
        """The variance of a type's parameters."""
        if definition not in self._found:
            self._solve(self._unsolved(definition))
        return self._found[definition]

    def _unsolved(self, start: Def) -> list[Def]:
        """A definition and those that it leads to that are not solved yet, what is reached last first."""
        order, waiting = {start: None}, [start]
        while waiting:
            for text in self._held.field_types(waiting.pop()):
                for own in self._named(text):
                    if own not in self._found and own not in order:
                        order[own] = None
                        waiting.append(own)
        return [*order][::-1]

    def _solve(self, definitions: list[Def]) -> None:
        users: dict[Def, list[Def]] = {each: [] for each in definitions}
        for each in definitions:
            self._found[each] = ({}, set())
            for text in self._held.field_types(each):
                for own in self._named(text):
                    if own in users:
                        users[own].append(each)
        waiting = dict.fromkeys(definitions[::-1])
        while waiting:
            each, _ = waiting.popitem()
            signs, foreign = self._found[each]
            before = dict(signs), len(foreign)
            for text in self._held.field_types(each):
                self._put(text, COVARIANT, signs, foreign)
            if before != (signs, len(foreign)):
                waiting |= dict.fromkeys(users[each])

    def _named(self, text: str) -> Iterator[Def]:
        """The workspace's types that the arguments of a type are put into, at any depth."""
        for part in self._parts(text):
            own = self._held.own(shape(part).head)
            if own is not None:
                yield own

    def _parts(self, text: str) -> Iterator[str]:
        waiting = [text]
        while waiting:
            at = waiting.pop()
            if "'held." not in at:
                continue
            yield at
            one = shape(at)
            own = self._held.own(one.head)
            if own is not None:
                waiting += self._held.given(own, one).values()
            elif one.kind == "fn":
                taken, given = _signature(at)
                waiting += [*taken, given]
            elif one.kind not in {"dyn", "impl", "param"}:
                waiting += one.parts

    def _put(self, text: str, sign: int, signs: dict[str, int], foreign: set[str]) -> None:
        """Count the parameters that a type names, which itself stands as `sign` says."""
        waiting = [(text, sign)]
        while waiting:
            text, sign = waiting.pop()
            if not sign or "'held." not in text:
                continue
            one = shape(text)
            if one.kind == "param":
                name = _PARAM.match(text)
                if name is not None:
                    signs[name[1]] = signs.get(name[1], 0) | (sign if text == name[0] else INVARIANT)
            elif (own := self._held.own(one.head)) is not None:
                waiting += self._arguments(own, one, sign, foreign)
            elif one.kind == "path" and not one.head.startswith("std::"):
                foreign.update(_PARAM.findall(text))
            else:
                waiting += _inside(text, one, sign)

    def _arguments(self, own: Def, one: Shape, sign: int, foreign: set[str]) -> Iterator[tuple[str, int]]:
        """The arguments of a type of the workspace, each as the parameter stands that it is given for."""
        signs, open_ = self._found[own]
        for label, argument in self._held.given(own, one).items():
            name = label[len("'held.") : -1]
            if name in open_:
                foreign.update(_PARAM.findall(argument))
            yield argument, _through(sign, signs.get(name, 0))


def _inside(text: str, one: Shape, sign: int) -> Iterator[tuple[str, int]]:
    """The types inside a type that the workspace does not declare, each with its variance."""
    if one.kind in {"&mut", "*mut"} or (one.kind == "path" and _INVARIANT.fullmatch(one.head)):
        yield from ((part, INVARIANT) for part in one.parts)
    elif one.kind in {"dyn", "impl"}:
        yield from ((each[0], INVARIANT) for each in _PARAM.finditer(text))
    elif one.kind == "fn":
        taken, given = _signature(text)
        yield from ((part, _through(sign, CONTRAVARIANT)) for part in taken)
        yield given, sign
    else:
        yield from ((part, sign) for part in one.parts)


def _signature(text: str) -> tuple[list[str], str]:
    """What a function pointer takes and gives."""
    taken, _, given = text[text.index("fn(") + 3 :].partition(") -> ")
    return split(taken, ","), given


def _through(sign: int, other: int) -> int:
    """The variance of what stands as `other` in something that stands as `sign`."""
    turned = {COVARIANT: CONTRAVARIANT, CONTRAVARIANT: COVARIANT}.get(sign, sign)
    return (sign if other & COVARIANT else 0) | (turned if other & CONTRAVARIANT else 0)
