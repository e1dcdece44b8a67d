"""What a returned value borrows, by the lifetimes that the signatures write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.details import return_text
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side

_LIFETIME = re.compile(r"&\s*(?:'(\w+))?|'(\w+)")


def borrows(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A lifetime of the type's own that is the receiver's now: `-> &'t str` to `-> &str` in `impl<'t> S<'t>`."""
    receivers = old.item.self_param, new.item.self_param
    if receivers[0] is None or receivers[1] is None or not receivers[1].ref:
        return
    before, after = (_lifetimes(return_text(side.item)) for side in (old, new))
    if len(before) != len(after):
        return
    own = set(re.findall(r"'(\w+)", receivers[0].text))
    for was, now in zip(before, after, strict=True):
        if was not in {"_", "static", *own} and now == "_":
            yield pair.delta("borrows_self", old=return_text(old.item), new=return_text(new.item), lifetime=f"'{was}")
            return


def _lifetimes(text: str) -> list[str]:
    return [found[1] or found[2] or "_" for found in _LIFETIME.finditer(text)]
