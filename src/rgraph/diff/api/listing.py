"""The public API of a crate as lines: one for each item and each path that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.report import Place
from rgraph.model.facts import Item

from .model import PublicItem, Surface, TraitImpl, hides
from .names import NamedItem, named_items

if TYPE_CHECKING:
    from rgraph.link.defs import Def


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A line of a listing whose item a macro call makes: the macro, and the place of the call."""

    line: str
    macro: str
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """One crate's API. `lines` are sorted and unique; hidden items are left out; `notes` say where a limit cut it.

    `made` tells of those lines whose items macro calls make, `items` of each item and member once, with all its paths.
    """

    crate: str
    package: str
    lines: tuple[str, ...]
    open_globs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    made: tuple[MadeLine, ...] = ()
    items: tuple[NamedItem, ...] = ()


def listing(surface: Surface) -> Listing:
    """The lines of a surface: by path, an item before its impls and members."""
    keyed: dict[str, Key] = {}
    sources: dict[str, Def | None] = {}
    for item in surface.items:
        for key, line, definition in _item(item) if not item.hidden else ():
            keyed[line] = key
            sources.setdefault(line, definition)
    lines = sorted(keyed, key=lambda line: (keyed[line], line))
    made = tuple([each for line in lines if (each := _made(line, sources[line])) is not None])
    items = tuple(sorted(named_items(surface), key=lambda item: (item.path, item.kind)))
    return Listing(
        surface.crate, surface.package, tuple(lines), tuple(surface.open_globs), surface.notes(), made, items
    )


Key = tuple[str, int]


def _made(line: str, definition: Def | None) -> MadeLine | None:
    item = definition.item if definition is not None else None
    if definition is None or item is None or not item.made_by:
        return None
    return MadeLine(line, item.made_by, Place(definition.place.path, item.start_line, item.end_line))


def _item(item: PublicItem) -> Iterator[tuple[Key, str, Def | None]]:
    for path in map(_written, item.paths):
        yield (path, 0), _line(item, path), item.definition
        for impl in item.impls if item.kind != "trait" else ():
            yield (path, 1), _impl(impl, path), impl.definition
        for member in item.members:
            yield from _member(member, path)


def _member(member: PublicItem, owner: str) -> Iterator[tuple[Key, str, Def | None]]:
    if hides(member.attrs):
        return
    path = f"{owner}::{_written(member.name)}"
    yield (path, 2), _line(member, path), member.definition
    for inner in member.members:
        yield from _member(inner, path)


def _impl(impl: TraitImpl, path: str) -> str:
    """`impl<T: Debug> Debug for krate::Type<T>` as written but for the path; derives by the trait's full path."""
    item = impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return f"impl {impl.trait_path} for {path}"
    trait, separator, target = _outside_brackets(item.signature, " for ")
    if not separator:
        return f"{item.signature} ({path})"
    head, name, rest = _around(target, path.rpartition("::")[2].removeprefix("r#"))
    head = _MODULES.sub("", head)
    return f"{trait} for {head}{path}{rest}" if name else f"{trait} for {target} ({path})"


def _outside_brackets(text: str, separator: str) -> tuple[str, str, str]:
    """The text around the first separator that stands outside angle brackets."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "<") - (char == ">" and text[at - 1] not in "-=")
        if depth == 0 and text.startswith(separator, at):
            return text[:at], separator, text[at + len(separator) :]
    return text, "", ""


def _line(item: PublicItem, path: str) -> str:
    """`pub fn krate::path(x: u8) -> u8`: the declaration with the name replaced by the path."""
    declared = item.item
    if item.kind == "reexport":
        return f"pub use {path} = {item.outside}"
    if declared is None or item.kind == "module":
        return f"pub mod {path}"
    if item.kind in {"macro", "proc_macro", "derive_macro", "attribute_macro"}:
        return f"pub {_MACROS[item.kind].format(path=path)}"
    return _attributes(declared) + _declared(item.kind, declared, path)


_MACROS = {
    "macro": "macro {path}!",
    "proc_macro": "proc macro {path}!",
    "derive_macro": "proc macro #[derive({path})]",
    "attribute_macro": "proc macro #[{path}]",
}


def _attributes(item: Item) -> str:
    words = ["non_exhaustive"] if item.attrs.non_exhaustive else []
    words += [f"repr({text})" for text in item.attrs.repr]
    return "".join(f"#[{word}] " for word in words)


def _declared(kind: str, item: Item, path: str) -> str:
    text = item.signature.removeprefix(item.vis).strip()
    if kind in {"field", "union_field", "variant_field"}:
        return f"pub {path}: {text.partition(':')[2].strip() or text}"
    if kind == "variant":
        return f"pub {path}" + (f" = {item.value}" if item.value else "")
    head, name, rest = _around(text, item.name)
    return f"pub {head}{path if name else ''}{rest}"


def _written(path: str) -> str:
    """A path as one writes it: names that are keywords are raw identifiers."""
    return "::".join(f"r#{name}" if name in _KEYWORDS else name for name in path.split("::"))


_KEYWORDS = frozenset(
    {
        *("as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for"),
        *("if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct"),
        *("trait", "true", "try", "type", "unsafe", "use", "where", "while"),
        # reserved
        *("abstract", "become", "box", "do", "final", "macro", "override", "priv", "typeof", "unsized", "virtual"),
        "yield",
    }
)
"""What no item is called without `r#`. Not `gen`, which is a word like others before edition 2024."""

_MODULES = re.compile(r"(?:(?:r#)?\w+::)+\Z")
"""The modules before a name."""


def _around(text: str, name: str) -> tuple[str, str, str]:
    """The text before and after the item's own name, which is the first word of it that is the name."""
    raw = re.search(rf"\br#{re.escape(name)}\b", text)
    if raw is not None:
        return text[: raw.start()], name, text[raw.end() :]
    at = 0
    while True:
        at = text.find(name, at)
        if at < 0:
            return text, "", ""
        before = text[at - 1] if at else " "
        after = text[at + len(name)] if at + len(name) < len(text) else " "
        if not (before.isalnum() or before in "_'") and not (after.isalnum() or after == "_"):
            return text[:at], name, text[at + len(name) :]
        at += len(name)
