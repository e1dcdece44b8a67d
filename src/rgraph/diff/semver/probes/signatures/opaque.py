"""Auto traits that the opaque result of a function no longer has: futures of `async fn`, and `impl Trait`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.semver.auto.bodies import Bodies, Kept, gives_opaque
from rgraph.diff.semver.auto.needs import Held
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.probes.wording import said
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_ASKED = ("Send", "Sync")
_BOXED_FUTURE = "Box<(dyn std::future::Future<"
"""Of a boxed future nobody asks that it is Sync: whoever waits for it needs it for themselves."""


def opaque(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """What the new body holds, or may hold, that takes an auto trait away, if the old body held nothing like it."""
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None or not gives_opaque(old) or _same_file(pair, versions):
        return
    before = Bodies(versions.old.graph, versions.old_canon).kept(old)
    after = _given(new, versions)
    if before is None or after is None:
        return
    boxed = after is not None and any(_BOXED_FUTURE in text for text in after.held) and not gives_opaque(new)
    for trait in _ASKED[:1] if boxed else _ASKED:
        if _lacking(before.held, versions.held_old, trait):
            continue
        lost = _lacking(after.held, versions.held_new, trait)
        open_ = set(_lacking(after.named, versions.held_new, trait)) - set(
            _lacking(before.named, versions.held_old, trait)
        )
        if lost:
            yield pair.delta("opaque_auto_lost", trait=trait, because=said(lost[0]))
        elif open_:
            yield pair.doubt(f"what it gives may hold `{said(min(open_))}` now: is it still `{trait}`?")


def _given(function: Def, versions: Versions) -> Kept | None:
    """What a function of the new version gives: what its body holds, or the type that it names now."""
    if gives_opaque(function):
        return Bodies(versions.new.graph, versions.new_canon).kept(function)
    item = function.item
    named = versions.new_canon.ty(item.ret, function, {}) if item is not None and item.ret is not None else ""
    return Kept([named]) if named and not _is_given(function, named) else None


def _is_given(function: Def, text: str) -> bool:
    """Whether a type has what callers choose in it: its auto traits are theirs to decide."""
    level: Def | None = function
    names: set[str] = set()
    while level is not None and level.kind is not ItemKind.MODULE:
        names |= {param.name for param in level.item.generics.params} if level.item is not None else set()
        level = level.parent
    return "(impl " in text or "Self" in text or not names.isdisjoint(re.findall(r"\w+", text))


def _same_file(pair: Pair, versions: Versions) -> bool:
    """Whether the text that both stand in is one: what other files changed is not followed into bodies."""
    assert pair.old.definition is not None and pair.new.definition is not None
    paths = pair.old.definition.place.path, pair.new.definition.place.path
    files = [graph.files.get(path) for graph, path in zip((versions.old.graph, versions.new.graph), paths, strict=True)]
    return files[0] is not None and files[1] is not None and files[0].blob == files[1].blob


def _lacking(types: Iterable[str], held: Held, trait: str) -> list[str]:
    return sorted({text for text in types if held.of_type(text, trait).lacks})
