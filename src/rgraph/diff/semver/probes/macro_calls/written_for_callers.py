"""What an exported macro writes into its callers' code: public items and fields, impls, derives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rgraph.diff.semver.delta import Doubt, Pair
from rgraph.model.facts import Arm

_PUBLIC = re.compile(r"\bpub\s++(?!\(|crate\b)[^{};,=()]{0,300}(?:\([^{};]{0,300}?\)(?:\s*+->[^{};,=]{0,300})?)?")
_IMPL = re.compile(r"\bimpl\b[^{};]{0,300}?\bfor\b[^{};]{0,300}")
_DERIVES = re.compile(r"\bderive\s*+\(([^()]{0,2000})\)")
"""Hostile text has no end of what each may begin with: none looks further than declarations are long."""
_VARIABLE = re.compile(r"\$\s*\w+")


def no_longer_written(pair: Pair, arms: Mapping[str, tuple[Arm, Arm]]) -> Iterator[Doubt]:
    """The first thing that an arm wrote for its callers and that the same arm writes no more. `arms` are those of one
    pattern in both versions."""
    for old, new in arms.values():
        after = {_bare(text) for text in _written(new.body)}
        lost = next((text for text in _written(old.body) if _bare(text) not in after), "")
        if lost:
            yield pair.doubt(f"writes no `{_short(lost)}` for its callers any more: do they, or their users, need it?")
            return


def _written(body: str) -> Iterator[str]:
    yield from (_spaced(found[0]) for found in _PUBLIC.finditer(body))
    yield from (_spaced(found[0]) for found in _IMPL.finditer(body))
    for found in _DERIVES.finditer(body):
        yield from (f"derive({_spaced(name)})" for name in found[1].split(",") if name.strip())


def _bare(text: str) -> str:
    """A text without the names of the macro's variables, which callers do not see."""
    return _VARIABLE.sub("$", text)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
