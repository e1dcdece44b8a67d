"""Whether build scripts that changed may set other flags for users: such as code asks for in a `cfg`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.cfg_aliases import cfg_aliases
from rgraph.diff.semver.build_flags import flags_set_by
from rgraph.link.cfg import in_macro_bodies
from rgraph.model.cargo import TargetKind

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

_WORD = re.compile(r"[A-Za-z_]\w*")


def same_flags(old: CommitGraph, new: CommitGraph) -> bool:
    """Whether the build scripts of two trees speak of the same flags, of those that code asks for, and say the same
    of what they stand for."""
    before, after = _scripts(old), _scripts(new)
    if before == after:
        return True
    if cfg_aliases(old) != cfg_aliases(new):
        return False
    words = frozenset().union(*map(flags_set_by, before)) ^ frozenset().union(*map(flags_set_by, after))
    return not words or all(words.isdisjoint(_WORD.findall(text)) for graph in (old, new) for text in conditions(graph))


def _scripts(graph: CommitGraph) -> set[str]:
    crates = [crate for crate in graph.cargo.crates if crate.kind is TargetKind.BUILD and crate.root in graph.files]
    return {graph.source(crate.root).decode("utf-8", "replace") for crate in crates}


def conditions(graph: CommitGraph) -> Iterator[str]:
    """The texts of a tree in which conditions stand."""
    graph.load_facts()
    for path in graph.files:
        facts = graph.facts(path) if path.endswith(".rs") else None
        if facts is None:
            continue
        yield from (text for text in facts.attrs.texts if "cfg" in text)
        for attrs in [*(item.attrs for item in facts.items), *(use.attrs for use in facts.uses)]:
            yield from (text for text in attrs.texts if "cfg" in text)
        for item in facts.items:
            yield from in_macro_bodies(item.arms) if item.arms else ()
