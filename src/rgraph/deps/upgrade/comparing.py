"""What a difference between two versions of an item means to a line that uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.link.defs import Def
from rgraph.model.facts import Item, ItemKind, Param
from rgraph.model.graph import EdgeKind

from .open_parameters import asked_of
from .report import Effect

_LIFETIME = re.compile(r"'[a-z_]\w*(?:\s*,\s*)?|\bfor\s*<[^<>]*>\s*")
_PATH = re.compile(r"(?<!\w)(?:\w+\s*::\s*)+(?=\w)")
_BUILT_IN = re.compile(
    r"\b(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|str|String|Vec|Option|Result|Box|Rc|Arc)\b|[&*\[\]();]"
)
"""What of a type is the same whatever a package calls its own."""
_EMPTY = re.compile(r"(?<!\s)\s*<\s*>")
_USES = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.RUNS})
_OPEN = frozenset({ItemKind.TRAIT, ItemKind.ENUM, ItemKind.VARIANT})
"""What has members that are as public as it is itself."""
_SHAPES = frozenset({ItemKind.VARIANT, ItemKind.STRUCT})


class Difference(NamedTuple):
    """One thing that a line feels."""

    effect: Effect
    what: str
    instead: str = ""
    is_shape: bool = False
    """Whether it is about the fields that patterns and literals name."""


def differences(old: Item, new: Item, kind: EdgeKind) -> Iterator[Difference]:
    """What a reference of this kind to the old item feels of the new one."""
    if old.kind is not new.kind and {old.kind, new.kind} - {ItemKind.STRUCT, ItemKind.TYPE_ALIAS, ItemKind.ENUM}:
        yield Difference(Effect.BREAKS, f"{_word(old)} became {_word(new)}")
    elif old.kind is ItemKind.FUNCTION:
        yield from _function(old, new, kind)
    elif old.kind is ItemKind.MACRO and old.body_hash != new.body_hash:
        yield Difference(Effect.BEHAVES, "its arms changed")
    elif old.kind in {ItemKind.CONST, ItemKind.STATIC, ItemKind.FIELD} and _differ(_type(old), _type(new)):
        yield Difference(Effect.MAY_BREAK, f"its type is `{_type(new)}`, was `{_type(old)}`")
    elif old.kind in {ItemKind.CONST, ItemKind.STATIC} and old.value != new.value:
        yield Difference(Effect.BEHAVES, "its value changed")
    if new.attrs.deprecated and not old.attrs.deprecated:
        yield Difference(Effect.DEPRECATED, "it is deprecated", new.attrs.deprecated_note)


def visibility_difference(old: Def, new: Def) -> Iterator[Difference]:
    """That an item of the package is none of its users' any more."""
    if new.item is not None and is_public(old) and not is_public(new):
        yield Difference(Effect.BREAKS, f"it is `{new.item.vis}` now" if new.item.vis else "it is private now")


def is_public(definition: Def) -> bool:
    """Whether an item itself says that others may use it, or need not say so: a member of a trait, a variant."""
    item, parent = definition.item, definition.parent
    if item is None or item.vis or item.kind is ItemKind.MACRO or parent is None:
        return item is None or item.vis in {"pub", ""}
    is_of_trait = parent.kind is ItemKind.IMPL and parent.item is not None and parent.item.trait is not None
    return is_of_trait or parent.kind in _OPEN


def member_differences(
    other: Def, impls: tuple[Item, Item], traits: tuple[Def | None, Def | None], kind: EdgeKind
) -> Iterator[Difference]:
    """What a reference feels of two members of impls of a trait: what they take and return is the trait's to say; the
    bodies are theirs, and what is said to be deprecated."""
    own = {Effect.BEHAVES, Effect.DEPRECATED}
    if other.parent is not None and other.parent.kind is ItemKind.IMPL:
        yield from (each for each in differences(*impls, kind) if each.effect in own)
    before, after = (each.item if each is not None else None for each in traits)
    if before is not None and after is not None:
        yield from (each for each in differences(before, after, kind) if each.effect is not Effect.BEHAVES)


def _function(old: Item, new: Item, kind: EdgeKind) -> Iterator[Difference]:
    if kind in _USES or kind is EdgeKind.OVERRIDES:
        yield from _receiver(old, new)
        yield from _parameters(old, new, kind)
        before, after = plain_type(return_text(old)), plain_type(return_text(new))
        if _differ(before, after):
            yield Difference(Effect.MAY_BREAK, f"it returns `{after or '()'}`, was `{before or '()'}`")
        for word in ("unsafe", "async"):
            is_less = word == "unsafe" and word in old.quals and kind is not EdgeKind.OVERRIDES
            if (word in old.quals) != (word in new.quals) and not is_less:
                yield Difference(Effect.BREAKS, f"it is {word} now" if word in new.quals else f"it is no longer {word}")
    if old.body_hash != new.body_hash:
        yield Difference(Effect.BEHAVES, "its body changed")


def _receiver(old: Item, new: Item) -> Iterator[Difference]:
    before, after = _self(old), _self(new)
    if bool(before) != bool(after):
        text = f"it takes `{after}` now" if after else f"it no longer takes `{before}`"
        yield Difference(Effect.BREAKS, text)
    elif before != after:
        yield Difference(Effect.MAY_BREAK, f"it takes `{after}`, was `{before}`")


def _self(item: Item) -> str:
    return _LIFETIME.sub("", item.self_param.text).removeprefix("mut ").strip() if item.self_param else ""


def _parameters(old: Item, new: Item, kind: EdgeKind) -> Iterator[Difference]:
    if len(old.params) != len(new.params):
        count = f"{len(new.params)} argument{'s' * (len(new.params) != 1)}, was {len(old.params)}"
        yield Difference(Effect.BREAKS, f"it takes {count}: `{_call(new)}`")
        return
    for before, after in zip(old.params, new.params, strict=True):
        asked = asked_of(before, old), asked_of(after, new)
        if asked[0] is not None and asked[1] is not None:
            yield from _asks(after, asked[0], asked[1], kind)
            continue
        was, now = (plain_type(split_parameter(each.text)[1]) for each in (before, after))
        if was != now and (kind is EdgeKind.OVERRIDES or not _is_open(now, new)):
            name = split_parameter(after.text)[0]
            effect = Effect.BREAKS if kind is EdgeKind.OVERRIDES else Effect.MAY_BREAK
            yield Difference(effect, f"its parameter `{name}` is `{now}`, was `{was}`")


def _asks(parameter: Param, before: frozenset[str], after: frozenset[str], kind: EdgeKind) -> Iterator[Difference]:
    """That a parameter asks for traits that it did not ask for."""
    if after - before if kind is not EdgeKind.OVERRIDES else after != before:
        name = split_parameter(parameter.text)[0]
        now, was = (" + ".join(sorted(traits)) or "_" for traits in (after, before))
        yield Difference(Effect.MAY_BREAK, f"its parameter `{name}` takes `impl {now}`, was `impl {was}`")


def _call(item: Item) -> str:
    return f"{item.name}({', '.join(parameter.text for parameter in item.params)})"


def _is_open(text: str, item: Item) -> bool:
    """Whether a parameter takes whatever has some traits: then it may well take what it took before."""
    bare = text.lstrip("&").removeprefix("mut ").strip()
    return bare.startswith("impl ") or bare in {parameter.name for parameter in item.generics.params}


def parameter_differences(old: Item, new: Item) -> Iterator[Difference]:
    """What a type with arguments feels of other parameters."""
    before, after = (
        [parameter for parameter in item.generics.params if parameter.kind == "lifetime"] for item in (old, new)
    )
    if len(before) > len(after):
        count = len(after) or "no"
        plural = "s" * (len(after) != 1)
        yield Difference(Effect.BREAKS, f"it has {count} lifetime parameter{plural}, was {len(before)}")
    elif len(old.generics.params) - len(before) > len(new.generics.params) - len(after):
        yield Difference(Effect.BREAKS, "it has fewer type parameters")


def shape_differences(old: Item, new: Item, fields: tuple[list[Item], list[Item]]) -> Iterator[Difference]:
    """What a pattern or literal of a variant or struct feels: `fields` of both versions, in order."""
    for effect, what in _shape_differences(old, new, fields):
        yield Difference(effect, what, is_shape=True)


def _shape_differences(old: Item, new: Item, fields: tuple[list[Item], list[Item]]) -> Iterator[tuple[Effect, str]]:
    before, after = fields
    if old.form != new.form:
        yield (Effect.BREAKS, f"{old.form} form became {new.form}: `{_shape(new, after)}`")
    elif old.form == "tuple" and len(before) != len(after):
        yield (Effect.BREAKS, f"it has {len(after)} fields, was {len(before)}: `{_shape(new, after)}`")
    elif old.form == "named" and [each.name for each in before] != [each.name for each in after]:
        gone = [each.name for each in before if each.name not in {one.name for one in after}]
        come = [each.name for each in after if each.name not in {one.name for one in before}]
        if gone or (come and not old.attrs.non_exhaustive):
            told = [f"`{name}` is gone" for name in gone] + [f"`{name}` is new" for name in come]
            yield (Effect.BREAKS, f"its fields changed ({', '.join(told)}): `{_shape(new, after)}`")
    else:
        for one, other in zip(before, after, strict=False):
            if _type(one) != _type(other):
                yield (Effect.MAY_BREAK, f"field `{one.name}` is `{_type(other)}`, was `{_type(one)}`")


def is_shape(item: Item) -> bool:
    """Whether patterns and literals name the fields of an item."""
    return item.kind in _SHAPES


def _shape(item: Item, fields: list[Item]) -> str:
    if item.form == "tuple":
        return f"{item.name}({', '.join(_type(each) for each in fields)})"
    if item.form == "named":
        return f"{item.name} {{ {', '.join(f'{each.name}: {_type(each)}' for each in fields)} }}"
    return item.name


def _differ(before: str, after: str) -> bool:
    """Whether types differ in more than in names that may be two of one: `Self` is, and what is not known."""
    return before != after and "Self" not in {before, after} and _BUILT_IN.findall(before) != _BUILT_IN.findall(after)


def _type(item: Item) -> str:
    """The type of a field, constant or static as its signature has it."""
    text = item.signature
    if item.kind is ItemKind.FIELD and ":" not in text.replace("::", ""):
        return plain_type(text.removeprefix("pub "))
    return plain_type(split_parameter(text)[1])


def plain_type(text: str) -> str:
    """A type without lifetimes and without the modules before its names."""
    return _EMPTY.sub("", _PATH.sub("", _LIFETIME.sub("", text))).replace("& ", "&").strip()


def _word(item: Item) -> str:
    name = item.kind.value.replace("_", " ")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
