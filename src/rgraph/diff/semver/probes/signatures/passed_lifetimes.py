"""What functions take and give for how long, where the texts of signatures alone say it: `Box<dyn T>` is `'static`."""

from __future__ import annotations

import re

from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.diff.semver.lifetimes.places import GIVEN, STATIC, Lifetimes, as_long, comparable, lifetimes
from rgraph.model.facts import Item

_LIFETIME = re.compile(r"'\w+")
_SOME = "some"
"""A lifetime that a call, or a type around, decides."""


def takes_longer(old: str, new: str) -> bool:
    """Whether a parameter is asked to live for ever where it was not."""
    was, now = (_read(split_parameter(text)[1]) for text in (old, new))
    if was is None or now is None or not comparable(was, now):
        return False
    both = zip(was.places, now.places, strict=True)
    return any(two.name == STATIC and one.name == _SOME and two.way == GIVEN for one, two in both)


def gives_shorter(old: Item, new: Item) -> bool:
    """Whether a result no longer lives for ever, or is a function that takes less."""
    was, now = _read(return_text(old)), _read(return_text(new))
    return was is not None and now is not None and comparable(was, now) and not as_long(was, now)


def _read(text: str) -> Lifetimes | None:
    names = {name: _SOME for name in _LIFETIME.findall(text) if name != "'static"}
    return lifetimes(text, names, _SOME) if text else None
