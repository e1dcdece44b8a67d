"""`newtypes`: tuple structs around one value, which give it a meaning of its own."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name
from rgraph.link.text import type_text
from rgraph.model.facts import ItemKind
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.patterns.shapes import borrows, paths_in


def find(codebase: Codebase) -> Iterator[Found]:
    by_crate: dict[str, list[Evidence]] = {}
    for at, item in codebase.of_kind(ItemKind.STRUCT):
        fields = codebase.members(at.symbol, ItemKind.FIELD)
        if item.form != "tuple" or len(fields) != 1 or borrows(item) or item.in_block:
            continue
        inner = fields[0][1].ty
        params = {param.name for param in item.generics.params}
        names = [last_name(path) for path in paths_in(inner)]
        if "PhantomData" in names or set(names) <= params or codebase.implements(at.symbol, "std::ops::Drop"):
            continue
        by_crate.setdefault(at.crate, []).append(codebase.shown(at, f"{at.name}({type_text(inner, True)})"))
    for crate, evidence in sorted(by_crate.items()):
        yield Found(crate, f"in {codebase.spelt(crate)}", tuple(evidence), listed="newtype")


PATTERN = Pattern("Newtypes", "A tuple struct around one value gives it a meaning and methods of its own.", find)
