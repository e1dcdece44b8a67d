"""The public API of a crate as lines: one for each item and each path that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.lines import Place
from rgraph.model.facts import Item

from .impl_lines import impl_line
from .model import PublicItem, Surface, TraitImpl, hides
from .names import NamedItem, named_items
from .signatures import around

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


def listing(surface: Surface, shown: Callable[[TraitImpl], bool] = lambda _: True) -> Listing:
    """The lines of a surface: by path, an item before its impls and members. Of impls those that are `shown`."""
    keyed: dict[str, Key] = {}
    sources: dict[str, Def | None] = {}
    for item in surface.items:
        for key, line, definition in _item(item, shown) if not item.hidden else ():
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


def _item(item: PublicItem, shown: Callable[[TraitImpl], bool]) -> Iterator[tuple[Key, str, Def | None]]:
    for path in map(_written, item.paths):
        yield (path, 0), _line(item, path), item.definition
        for impl in filter(shown, item.impls) if item.kind != "trait" else ():
            yield (path, 1), impl_line(impl, path), impl.definition
        for member in item.members:
            yield from _member(member, path)


def _member(member: PublicItem, owner: str) -> Iterator[tuple[Key, str, Def | None]]:
    if hides(member.attrs):
        return
    path = f"{owner}::{_written(member.name)}"
    yield (path, 2), _line(member, path), member.definition
    for inner in member.members:
        yield from _member(inner, path)


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
    head, name, rest = around(text, item.name)
    return f"pub {head}{path if name else ''}{rest}"


def _written(path: str) -> str:
    """A path as one writes it: names that are keywords are raw identifiers."""
    return "::".join(f"r#{name}" if name in KEYWORDS else name for name in path.split("::"))


KEYWORDS = frozenset(
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
