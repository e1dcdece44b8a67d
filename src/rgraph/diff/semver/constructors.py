"""Functions and consts that became the constructor of a tuple or unit struct or variant: `pub fn v` is now `pub use
E::v`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon, Labels
    from .delta import Pair
    from .versions import Versions

_FORM = {"function": "tuple", "const": "unit"}


def constructors(surface: Surface, item: PublicItem, path: str) -> list[PublicItem]:
    """What users of a function can call by its path, and users of a const can name."""
    form = _FORM.get(item.kind)
    there = surface.by_path.get(("type", path), ()) if form is not None else ()
    return [each for each in there if each.facts.get("constructible") == "yes" and each.facts.get("form") == form]


def is_constructor(pair: Pair) -> bool:
    """Whether the new item of a pair is a constructor in place of the old function or const."""
    return pair.old.kind in _FORM and pair.new.kind in {"struct", "variant"}


def takes_the_same(pair: Pair, versions: Versions) -> bool:
    """Whether the constructor takes what the function took, and gives the same type."""
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None:
        return False
    return _of_value(old, versions.old_canon) == _of_constructor(new, versions.new_canon)


def _of_value(definition: Def, canon: Canon) -> list[str]:
    item = definition.item
    if item is None:
        return []
    labels = _labels(definition)
    given = [param.ty for param in item.params]
    result = item.ret if item.kind is ItemKind.FUNCTION else item.ty
    return _numbered([canon.ty(ty, definition, labels) for ty in (result, *given)])


def _of_constructor(definition: Def, canon: Canon) -> list[str]:
    owner = definition.parent if definition.kind is ItemKind.VARIANT else definition
    if owner is None:
        return []
    labels = _labels(owner)
    place = definition.place
    members = [place.defs(ord_) for ord_ in place.table.children.get(definition.ord, ())]
    fields = [each for each in members if each.kind is ItemKind.FIELD and each.item is not None]
    given = [canon.ty(each.item.ty, each, labels) for each in fields if each.item is not None]
    arguments = ", ".join(labels.values())
    return _numbered([canon.symbol(owner) + (f"<{arguments}>" if arguments else ""), *given])


def _labels(owner: Def) -> Labels:
    params = owner.item.generics.params if owner.item is not None else ()
    return {param.name: f"'t0.{param.name}" for param in params if param.kind != "lifetime"}


def _numbered(texts: list[str]) -> list[str]:
    """The texts with their parameters renamed by the order in which they appear."""
    order: dict[str, str] = {}
    return [re.sub(r"'t0\.\w+", lambda found: order.setdefault(found[0], f"'{len(order)}"), text) for text in texts]
