"""Methods that are gone from the text, and that a derive of another crate may write: `derive(Getters)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.impls import DERIVED_TRAITS, own_name
from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.delta import Pair
from rgraph.diff.semver.versions import Versions
from rgraph.link.known.attributes import BUILT_IN, name_of, unwrapped

from .dependencies import steps

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_MADE = frozenset({"new", "builder"})
"""Methods that derives make whatever a type holds."""


def derive_of(pair: Pair, member: PublicItem, versions: Versions) -> str:
    """The derive that may write a lost method now: a new one, of a newer crate, or with other attributes to tell it
    what; "" for none. Derives name methods for the parts of a type.
    """
    old, new = pair.old.definition, pair.new.definition
    if member.kind not in {"method", "assoc_const"} or old is None or new is None:
        return ""
    now = _unknown(new, versions.new.world)
    if not now or not _names_part(member.name, new, versions.new.world):
        return ""
    had = _unknown(old, versions.old.world)
    if _attributes(old, versions.old.world) != _attributes(new, versions.new.world):
        return next(iter(now))
    moved = {was.name.replace("-", "_") for _, was, _ in steps(versions, pair.old.crate, pair.new.crate)}
    return next((name for name, crate in now.items() if name not in had or crate in moved), "")


def _unknown(definition: Def, world: World) -> dict[str, str]:
    """The derives of a type of which it is not known what they write: by their own names, with their crates."""
    found = {}
    for known, meaning in zip(world.known_derives(definition), world.derives(definition), strict=False):
        name = own_name(meaning)
        crate = meaning.outside.partition("::")[0] or (meaning.defs[0].crate.id if meaning.defs else "")
        if name and not known and (name not in DERIVED_TRAITS or meaning.outside):
            found[name] = crate
    return found


def _parts(definition: Def, world: World) -> Iterator[Def]:
    yield definition
    yield from world.fields(definition)
    for variant in world.variants(definition):
        yield variant
        yield from world.fields(variant)


def _names_part(method: str, definition: Def, world: World) -> bool:
    """Whether a method is called after a field or a variant, or as derives call what they make of any type."""
    text = f"_{method.lower()}_"
    names = {"_".join(_WORD.findall(part.name)).lower() for part in _parts(definition, world) if part != definition}
    return method in _MADE or any(f"_{name}_" in text for name in names if name)


def _attributes(definition: Def, world: World) -> list[str]:
    """The attributes of a type and its parts that are none of the language."""
    texts = (text for part in _parts(definition, world) if part.item is not None for text in part.item.attrs.texts)
    return sorted(each for text in texts for each in unwrapped(text) if name_of(each) not in BUILT_IN)
