"""Impls that are for `'static` types alone: canonical texts leave lifetimes out, the headers have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.diff.api.signatures import bounds_at
from rgraph.diff.semver.lifetimes.declared import header

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_LIFETIME = re.compile(r"'\w+")
_WRITTEN = re.compile(r"\s*\+\s*'\w+|'\w+\s*,?\s*|\s+")
_OBJECT = re.compile(r"(?P<before>&\s*(?:'\w+\s*)?(?:mut\s+)?\(?\s*)?\bdyn\b")
_END = re.compile(r"[,;]| for ")
"""What ends the bounds of a trait object in an impl's header, outside brackets."""


def became_static(old: Def, new: Iterable[Def]) -> bool:
    """Whether all impls that stand for an old one ask for `'static` in more places of the same header."""
    mine = header(old)
    others = [header(each) for each in new]
    return bool(others) and all(_alike(mine, each) and _statics(each) > _statics(mine) for each in others)


def _alike(one: str, two: str) -> bool:
    """Whether two headers differ by lifetimes alone."""
    return _bare(one) == _bare(two)


def _bare(text: str) -> str:
    return _WRITTEN.sub("", text).replace("<>", "").replace(",>", ">")


def _statics(text: str) -> int:
    """How often a header asks for `'static`: where it says so, and where a trait object behind no reference says
    nothing."""
    silent = 0
    for found in _OBJECT.finditer(text):
        silent += found["before"] is None and not _LIFETIME.search(bounds_at(text, found.end(), _END))
    return text.count("'static") + silent
