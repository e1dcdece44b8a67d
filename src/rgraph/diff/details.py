"""What changed between two versions of one item, as phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rgraph.model.facts import Item, ItemKind

from .parameters import as_called, elided, nameless, split_parameter
from .report import PRIVATE_FIELD, ChangeKind, Detail
from .snapshot import MEMBERS, Node

_AGGREGATES = frozenset({ItemKind.STRUCT, ItemKind.UNION, ItemKind.ENUM, ItemKind.VARIANT})


def details(old: Node, new: Node, pairs: dict[str, str]) -> tuple[Detail, ...]:
    """Every difference of a matched pair; `pairs` says which fields and variants are which."""
    if old.item is None or new.item is None:
        return ()
    return tuple(_details(old, new, old.item, new.item, pairs))


def _details(old: Node, new: Node, before: Item, after: Item, pairs: dict[str, str]) -> Iterator[Detail]:
    if old.name != new.name:
        yield Detail(ChangeKind.RENAMED, f"renamed from `{old.name}`", old.name, new.name)
    if before.vis != after.vis:
        yield Detail(
            ChangeKind.VISIBILITY, f"visibility {_said(before.vis)} -> {_said(after.vis)}", before.vis, after.vis
        )
    yield from _kind(before, after)
    if before.kind is ItemKind.FUNCTION and after.kind is ItemKind.FUNCTION:
        yield from _callable(before, after)
    yield from _declared(before, after)
    yield from _attributes(before, after)
    if before.kind in _AGGREGATES:
        yield from _members(old, new, pairs)
    elif before.body_hash != after.body_hash and before.kind not in {ItemKind.MODULE, ItemKind.IMPL, ItemKind.TRAIT}:
        yield from _body(before, after)
    if before.doc != after.doc:
        word = "added" if not before.doc else "removed" if not after.doc else "changed"
        yield Detail(ChangeKind.DOCS, f"docs {word}")


def _said(vis: str) -> str:
    return f"`{vis}`" if vis else "private"


def _kind(before: Item, after: Item) -> Iterator[Detail]:
    if before.kind is not after.kind:
        text = f"{before.kind.value.replace('_', ' ')} became {after.kind.value.replace('_', ' ')}"
        yield Detail(ChangeKind.SIGNATURE, text, before.kind.value, after.kind.value)
    elif before.form != after.form:
        yield Detail(ChangeKind.SIGNATURE, f"{before.form} form became {after.form}", before.form, after.form)


def _body(before: Item, after: Item) -> Iterator[Detail]:
    if before.kind in {ItemKind.CONST, ItemKind.STATIC}:
        yield Detail(ChangeKind.VALUE, "value changed", before.value, after.value)
    elif before.has_body != after.has_body and before.kind in {ItemKind.FUNCTION, ItemKind.TYPE_ALIAS}:
        yield Detail(ChangeKind.DEFAULT, "default gained" if after.has_body else "default removed")
    elif before.kind is ItemKind.MACRO:
        was, now = len(before.arms), len(after.arms)
        yield Detail(ChangeKind.BODY, "arms changed" if was == now else f"arms changed ({was} -> {now})")
    else:
        yield Detail(ChangeKind.BODY, "body")


# ---- signatures ------------------------------------------------------------------------------------------


def _callable(before: Item, after: Item) -> Iterator[Detail]:
    yield from _receiver(before, after)
    yield from _parameters(before, after)
    old, new = return_text(before), return_text(after)
    if elided(old) != elided(new):
        yield _signature(f"returns `{new or '()'}`, was `{old or '()'}`", old, new)


def _receiver(before: Item, after: Item) -> Iterator[Detail]:
    old = before.self_param.text if before.self_param else ""
    new = after.self_param.text if after.self_param else ""
    if old.removeprefix("mut ") == new.removeprefix("mut "):
        return  # what a body does with its `self` is its own affair
    if old and new:
        yield _signature(f"takes `{new}`, was `{old}`", old, new)
    else:
        yield _signature(f"takes `{new}` now" if new else f"no longer takes `{old}`", old, new)


def _parameters(before: Item, after: Item) -> Iterator[Detail]:
    """By position where the count is the same; else by name, so that one more parameter is one phrase."""
    if [as_called(p.text) for p in before.params] == [as_called(p.text) for p in after.params]:
        return
    if len(before.params) == len(after.params):
        for old, new in zip(before.params, after.params, strict=True):
            if as_called(old.text) != as_called(new.text):
                yield _parameter(old.text, new.text)
        return
    left, right = Counter(p.text for p in before.params), Counter(p.text for p in after.params)
    gone = {_name_of(text): text for text in left - right}
    come = {_name_of(text): text for text in right - left}
    for name, text in gone.items():
        other = come.pop(name, None)
        yield _parameter(text, other) if other else _signature(f"parameter `{text}` removed", text, "")
    for text in come.values():
        yield _signature(f"parameter `{text}` added", "", text)


def _parameter(old: str, new: str) -> Detail:
    name, old_type = split_parameter(old)
    new_name, new_type = split_parameter(new)
    if old_type == new_type:
        return _signature(f"parameter `{name}` is called `{new_name}`", old, new)
    return _signature(f"parameter `{new_name}` is `{new_type}`, was `{old_type}`", old, new)


def _name_of(text: str) -> str:
    return split_parameter(text)[0]


def return_text(item: Item) -> str:
    """The return type as written, "" for none; lifetimes included."""
    if item.ret is None:
        return ""
    text = item.signature
    depth = 0
    arrow = -1
    for at, char in enumerate(text):
        depth += char in "([{"
        depth -= char in ")]}"
        if char == "-" and depth == 0 and text.startswith("->", at) and arrow < 0 and _after_params(text, at):
            arrow = at
    if arrow < 0:
        return ""
    return text[arrow + 2 :].partition(" where ")[0].strip()


def _after_params(text: str, at: int) -> bool:
    """Whether the arrow stands after the parameter list: angle brackets before it are closed."""
    before = text[:at].replace("->", "  ").replace("=>", "  ")
    return before.count("<") == before.count(">") and "(" in before


def _signature(text: str, old: str, new: str) -> Detail:
    return Detail(ChangeKind.SIGNATURE, text, old, new)


def _declared(before: Item, after: Item) -> Iterator[Detail]:
    """Qualifiers, generics, bounds, types; and whatever else the signature's text shows."""
    count = 0
    for word in sorted(set(before.quals) ^ set(after.quals)):
        count += 1
        yield _signature(f"no longer `{word}`" if word in before.quals else f"`{word}` now", *_side(word, before.quals))
    if before.generics != after.generics and not _is_elided(before, after):
        count += 1
        yield _signature("generics or bounds changed", before.signature, after.signature)
    if before.bounds != after.bounds:
        count += 1
        what = "supertraits" if before.kind is ItemKind.TRAIT else "bounds"
        yield _signature(f"{what} changed", before.signature, after.signature)
    if before.kind is not ItemKind.FUNCTION and before.ty != after.ty:
        count += 1
        yield _signature("type changed", before.signature, after.signature)
    if (
        not count
        and not _is_elided(before, after)
        and _shape(before) != _shape(after)
        and before.kind not in {ItemKind.FUNCTION, ItemKind.MACRO}
    ):
        yield _signature("declaration changed", before.signature, after.signature)


def _is_elided(before: Item, after: Item) -> bool:
    """Whether two impls differ in nothing but that a lifetime has a name in one of them and none in the other."""
    return before.kind is ItemKind.IMPL and elided(nameless(before)) == elided(nameless(after))


def _side(word: str, before: list[str]) -> tuple[str, str]:
    return (word, "") if word in before else ("", word)


def _shape(item: Item) -> str:
    """The signature without visibility and name, which have kinds of their own."""
    return item.signature.removeprefix(item.vis).strip().replace(item.name, "_", 1)


def _attributes(before: Item, after: Item) -> Iterator[Detail]:
    old, new = _derives(before), _derives(after)
    if old != new:
        gained, lost = sorted(new - old), sorted(old - new)
        text = ", ".join([f"+{name}" for name in gained] + [f"-{name}" for name in lost])
        yield Detail(ChangeKind.DERIVES, f"derives {text}", ", ".join(sorted(old)), ", ".join(sorted(new)))
    left, right = (Counter(t for t in item.attrs.texts if not _told_elsewhere(t)) for item in (before, after))
    for text in sorted((left - right).elements()):
        yield Detail(ChangeKind.ATTRIBUTES, f"lost `{text}`", text, "")
    for text in sorted((right - left).elements()):
        yield Detail(ChangeKind.ATTRIBUTES, f"gained `{text}`", "", text)


def _derives(item: Item) -> set[str]:
    return {"::".join(segment.name for segment in path.segments) for path in item.attrs.derives}


def _told_elsewhere(attribute: str) -> bool:
    """Whether an attribute is told as something else, or only decides how the compiler words its errors."""
    bare = attribute.lstrip("#![ ")
    return bare.startswith(("derive", "doc =", "doc=", "diagnostic::", "diagnostic ::"))


# ---- fields and variants ---------------------------------------------------------------------------------


def _members(old: Node, new: Node, pairs: dict[str, str]) -> Iterator[Detail]:
    before = [child for child in old.children if child.kind in MEMBERS]
    after = {child.symbol: child for child in new.children if child.kind in MEMBERS}
    for child in before:
        other = after.pop(pairs.get(child.symbol, ""), None)
        if other is None:
            yield Detail(_member_kind(child), f"{_called(child)} `{child.name}` removed", child.name, "")
        else:
            yield from _member(child, other, pairs)
    for child in after.values():
        yield Detail(_member_kind(child), f"{_called(child)} `{child.name}` added", "", child.name)


def _called(*versions: Node) -> str:
    """`variant`, `field`, or `private field` for one of a struct that is `pub` in no version."""
    private = all(
        node.kind is ItemKind.FIELD
        and not (node.item is not None and node.item.vis == "pub")
        and not (node.parent is not None and node.parent.kind is ItemKind.VARIANT)
        for node in versions
    )
    return PRIVATE_FIELD.strip() if private else versions[-1].kind.value


def _member(old: Node, new: Node, pairs: dict[str, str]) -> Iterator[Detail]:
    if old.item is None or new.item is None:
        return
    kind, label = _member_kind(old), f"{_called(old, new)} `{new.name}`"
    if old.item.value != new.item.value:
        text = f"{label} = {new.item.value or 'default'}, was {old.item.value or 'default'}"
        yield Detail(ChangeKind.DISCRIMINANT, text, old.item.value, new.item.value)
    for detail in _details(old, new, old.item, new.item, pairs):
        if detail.kind is ChangeKind.DOCS:
            yield Detail(ChangeKind.DOCS, f"{label}: {detail.text}")
        elif detail.kind not in {ChangeKind.VALUE, ChangeKind.BODY}:
            yield Detail(kind, f"{label}: {detail.text}", detail.old, detail.new)


def _member_kind(node: Node) -> ChangeKind:
    return ChangeKind.VARIANTS if node.kind is ItemKind.VARIANT else ChangeKind.FIELDS
