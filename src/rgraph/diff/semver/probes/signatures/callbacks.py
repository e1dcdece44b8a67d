"""What functions that are passed are given: one that is called with whatever is borrowed must do more than one that is
only called with what lives for ever. https://doc.rust-lang.org/reference/subtyping.html#variance
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.details import return_text
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item

_CALLED = re.compile(r"\b(?:Async)?(?:FnOnce|FnMut|Fn|fn)\s*\(")
_NAME = re.compile(r"(\w+)\s*:(?!:)")
_STATIC = "'static"


def without_callbacks(text: str) -> str:
    """A type without what the functions in it are called with."""
    for start, end in reversed(_spans(text)):
        text = text[:start] + text[end:]
    return text


def called_with_less(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A function that callers pass was only called with what is `'static`."""
    texts = [_without_result(side.item) for side in (old, new)]
    before, after = (_spans(text) for text in texts)
    if len(before) != len(after) or old.item.signature == new.item.signature:
        return
    for was, now in zip(before, after, strict=True):
        given = texts[0][slice(*was)], texts[1][slice(*now)]
        if _STATIC in given[0] and _STATIC not in given[1] and _bare(given[0]) == _bare(given[1]):
            start = next(found.start() for found in _CALLED.finditer(texts[1]) if found.end() == now[0])
            names = _NAME.findall(texts[1][:start])
            yield pair.delta("bound_gained", param=names[-1] if names else "_", bound=texts[1][start : now[1] + 1])


def _without_result(item: Item) -> str:
    given = return_text(item)
    head, _, tail = item.signature.rpartition(f"-> {given}") if given else (item.signature, "", "")
    return head + tail


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the arguments of functions stand, without their parentheses, the outermost alone."""
    found: list[tuple[int, int]] = []
    for opening in _CALLED.finditer(text):
        if found and opening.start() < found[-1][1]:
            continue
        depth, at = 1, opening.end()
        while at < len(text) and depth:
            depth += (text[at] == "(") - (text[at] == ")")
            at += 1
        found.append((opening.end(), at - 1))
    return found


def _bare(text: str) -> str:
    return re.sub(r"for<[^>]*>|'\w+|\s+", "", text)
