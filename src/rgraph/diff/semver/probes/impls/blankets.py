"""New impls of a crate's traits for all types of a kind: they collide with those of users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface, TraitImpl
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.probes.wording import UNMET_IMPL, said
from rgraph.diff.semver.versions import Versions

from .canonical_impls import read
from .foreign_impls import place

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_FUNDAMENTAL = re.compile(r"&(?:mut )?'0|std::boxed::Box<'0>|std::pin::Pin<'0>")
"""What users may implement others' traits for where it is of a type of theirs."""


def blanket(versions: Versions, surface: Surface) -> Iterator[Difference]:
    """New impls of a public trait for every type that meets some bounds. They conflict with users' own impls."""
    traits = {item.definition: item for item in surface.items if item.kind == "trait" and not item.hidden}
    for item in traits.values():
        if item.definition is None or (item.facts["sealed"], item.facts["covered"]) == ("yes", "no"):
            continue
        symbol = str(versions.new.world.symbol(item.definition))
        old = versions.back.get(symbol)
        if old is None or old not in versions.public_old or versions.old.impls.blanket.get(old):
            continue
        yield from _of_references(versions, item, old)
        mine = versions.new.impls.blanket.get(symbol, ())
        colliding = [each for each in mine if not _asks_for_new(each, versions)]
        for definition in sorted(colliding, key=lambda each: not versions.is_met(each))[:1]:
            about = {"trait": item.name}
            found = Delta("trait", "blanket_gained", surface.crate, item.label, None, place(definition), about)
            asked = f"is implemented for every type of a kind under a feature that is new, {UNMET_IMPL}"
            yield found if versions.is_met(definition) else Doubt(item.crate, item.label, asked, place(definition))


def _of_references(versions: Versions, item: PublicItem, old: str) -> Iterator[Difference]:
    """New impls for all references, or boxes: users may have their own for those of their types, and for no other type
    from outside. https://rust-lang.github.io/rfcs/2451-re-rebalancing-coherence.html
    """
    was = versions.old.by_symbol.get(old)
    assert item.definition is not None
    new = [
        read(TraitImpl("", None, d, False), versions.new_canon) for d in versions.new.impls.of_trait(item.definition)
    ]
    wide = [one for one in new if _FUNDAMENTAL.fullmatch(one.self_type) and not _asks_for_new(one.definition, versions)]
    blocks = versions.old.impls.of_trait(was) if was is not None and wide else ()
    had = {read(TraitImpl("", None, block, False), versions.old_canon).self_type for block in blocks}
    for one in wide:
        kind = one.self_type.partition("'")[0]
        if not any(each.startswith(kind) for each in had):  # what was for some of them is for all now
            shown = said(one.self_type.replace("'0", "T"))
            yield Doubt(
                item.crate,
                item.label,
                f"is implemented for every `{shown}` now: do users for that of theirs?",
                place(one.definition),
            )
            return


def _asks_for_new(block: Def, versions: Versions) -> bool:
    """Whether an impl for all types asks of them for a trait of the workspace that was not there: no type of users has
    it, so nothing of theirs collides."""
    one = read(TraitImpl("", None, block, False), versions.new_canon)
    asked = (bound.partition(": ")[2] for bound in one.bounds if bound.startswith(f"{one.self_type}: "))
    return any(versions.new_canon.laws.is_own(b) and b.partition("<")[0] not in versions.back for b in asked)
