"""Names that a build script gives to predicates by the macro of the crate `cfg_aliases`.

`cfg_aliases! { bsd: { any(freebsd, apple) } }` sets the flag `bsd` where the predicate holds: for users it is the
predicate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_CONDITION
from rgraph.model.cargo import TargetKind

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

_COMMENT = re.compile(r"//[^\n]*")
_CALL = re.compile(r"\bcfg_aliases!\s*[({\[]")
_ENTRY = re.compile(r"\s*(\w+)\s*:\s*\{([^{}]*)\}\s*,?")
_ATOM = re.compile(r'"(?:[^"\\]|\\.)*"|\b[A-Za-z_]\w*\b(?!\s*[=(])')
"""A string, or a name that stands for itself: no key, and no `any`."""


def cfg_aliases(graph: CommitGraph) -> dict[str, dict[str, str]]:
    """The predicates that the flags of each package stand for, by the package's name."""
    found: dict[str, dict[str, str]] = {}
    for crate in graph.cargo.crates:
        if crate.kind is TargetKind.BUILD and crate.root in graph.files:
            source = graph.source(crate.root)
            if b"cfg_aliases!" in source:
                found.setdefault(crate.package, {}).update(aliases_in(source.decode("utf-8", "replace")))
    return found


def aliases_in(script: str) -> dict[str, str]:
    """The aliases of one build script, each without the names of those before it."""
    text = _COMMENT.sub("", script)
    found: dict[str, str] = {}
    for call in _CALL.finditer(text):
        at = call.end()
        while entry := _ENTRY.match(text, at):
            found[entry[1]] = written_out(" ".join(entry[2].split()), found)
            at = entry.end()
    return found


def written_out(predicate: str, aliases: Mapping[str, str]) -> str:
    """A predicate without aliases; as it is where it would be too long without them."""
    found = _ATOM.sub(lambda atom: aliases.get(atom[0], atom[0]), predicate) if aliases else predicate
    return found if len(found) <= MAX_CONDITION else predicate
