"""What idioms ask of the graph about a place, beyond what its names mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath
from rgraph.parse.sites import Site

from .idiom import Ask
from .verdict import Verdict

if TYPE_CHECKING:
    from .judging import Judge

_FIRST = re.compile(r"(?:::)?(?:r#)?(\w+)(?=::)")
_WORDS = frozenset({"crate", "self", "super", "std", "core", "alloc"})
_BITS = {f"{sign}{bits}": bits for sign in "iu" for bits in (8, 16, 32, 64, 128)} | {"usize": 64, "isize": 64}
_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM})


def _public(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The item around stands in what users of a library can name."""
    symbols = judge.file(path).owner_at(site.start).symbols
    return Verdict.STANDS if any(symbol in judge.public for symbol in symbols) else Verdict.OTHER


def _not_a_value(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The function around is called and never handed on as a value, whose type would change."""
    for symbol in judge.file(path).owner_at(site.start).symbols:
        if any(edge.kind is EdgeKind.REFERENCES for edge in judge.graph.into(symbol)):
            return Verdict.OTHER
    return Verdict.STANDS


def _local_type(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `type` is declared in the same file without parameters: a derive adds just what was written."""
    declared = judge.file(path).declared(site.words["type"], _TYPES)
    if len(declared) != 1:
        return Verdict.OTHER
    item = declared[0][1]
    plain = not item.generics.params and not item.generics.where
    return Verdict.STANDS if plain and not item.in_macro and item.attrs.repr in ([], ["C"]) else Verdict.OTHER


def _unit_variant(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `variant` is a unit variant of the captured `type`, and `#[default]` may stand on it."""
    file = judge.file(path)
    for ord_, item in file.declared(site.words["type"], {ItemKind.ENUM}):
        for variant in file.inside(ord_):
            if variant.kind is ItemKind.VARIANT and variant.name == site.words["variant"]:
                is_plain = variant.form == "unit" and not variant.attrs.non_exhaustive and not item.generics.params
                return Verdict.STANDS if is_plain else Verdict.OTHER
    return Verdict.OTHER


def _trait(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `name` is a trait."""
    targets = judge.file(path).owner_at(site.start).refers.get(site.words["name"].rpartition("::")[2], set())
    if not targets:
        return Verdict.OTHER  # a parameter
    return Verdict.STANDS if all(judge.is_trait(target) for target in targets) else Verdict.OTHER


def _never_dyn(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `name`, a trait, is nowhere in the workspace used as `dyn`."""
    symbols = judge.file(path).owner_at(site.start).symbols
    if any(symbol in judge.public for symbol in symbols):
        return Verdict.UNKNOWN  # who uses the library may use it so
    return Verdict.OTHER if site.words["name"] in judge.dyn_names else Verdict.STANDS


def _own_module(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `path` of an import begins with an item of the crate's root."""
    found = _FIRST.match(site.words["path"])
    if found is None or found[1] in _WORDS:
        return Verdict.OTHER
    for crate in judge.promises.crates_of(path):
        if found[1] in {extern.name for extern in crate.externs}:
            return Verdict.OTHER
        if judge.graph.item(f"{crate.id}::{found[1]}") is None:
            return Verdict.OTHER
    return Verdict.STANDS


def _dependency(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `name` is a crate that the manifest names: those of the compiler itself need `extern crate`."""
    known = [{extern.name for extern in crate.externs} for crate in judge.promises.crates_of(path)]
    return Verdict.STANDS if known and all(site.words["name"] in names for names in known) else Verdict.OTHER


def _no_macro_use(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The item there has no `#[macro_use]`: with one it is another idiom."""
    item = judge.file(path).item(judge.file(path).ord_at(site.start))
    return Verdict.OTHER if item is not None and item.attrs.macro_use else Verdict.STANDS


def _not_in_same(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The function around is not itself called `name`: an impl that hands the question on goes with it."""
    item = judge.file(path).item(judge.file(path).ord_at(site.start))
    return Verdict.OTHER if item is not None and item.name == site.words["name"] else Verdict.STANDS


def _not_raw(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The place does not begin with `&raw`, which the parser is given as `&`."""
    begin = judge.graph.source(path)[site.start : site.start + 8]
    return Verdict.OTHER if begin.removeprefix(b"&").split(b" ")[0] == b"raw" else Verdict.STANDS


def _undocumented(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """Neither the item there nor what it contains is documented: a derive has no place for it."""
    file = judge.file(path)
    at = file.ord_at(site.start)
    items = [item for item in (file.item(at), *file.inside(at)) if item is not None]
    return Verdict.OTHER if any(item.doc or item.attrs.cfg for item in items) else Verdict.STANDS


def _foreign(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `path` begins with a crate from elsewhere: in the module there nothing else has the name."""
    found = _FIRST.match(site.words["path"] + "::")
    file = judge.file(path)
    owner = file.item(file.ord_at(site.start))
    beside = [item for item in file.inside(-1) if owner is None or owner.kind is not ItemKind.MODULE]
    if found is None or any(item.name == found[1] and item.kind is ItemKind.MODULE for item in beside):
        return Verdict.OTHER
    known = [{one.name for one in crate.externs if not one.crate} for crate in judge.promises.crates_of(path)]
    return Verdict.STANDS if known and all(found[1] in names for names in known) else Verdict.OTHER


def _lossless(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """Every value of the captured `value`'s type is one of the captured `type`, by an impl of `From`."""
    item = judge.file(path).item(judge.file(path).owner_at(site.start).ord)
    if item is None or "const" in item.quals:  # `from` is no const fn
        return Verdict.OTHER
    return Verdict.STANDS if _holds_all(site.words["value type"], site.words["type"]) else Verdict.OTHER


def _narrowing(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The captured `type` is an integer that does not hold every value of the captured `value`'s type."""
    item = judge.file(path).item(judge.file(path).owner_at(site.start).ord)
    source, target = site.words["value type"], site.words["type"]
    if target not in _BITS or source == target or item is None or "const" in item.quals:
        return Verdict.OTHER
    if _BITS[target] >= _BITS[source] and (source[0] == target[0]):
        return Verdict.OTHER  # `usize as u64`: on every machine that there is it loses nothing
    if _holds_all(source, target) or _BITS[source] == _BITS[target]:
        return Verdict.OTHER
    body = judge.graph.source(path)[item.start : item.end].decode("utf-8", "replace")
    return Verdict.OTHER if _is_bounded(site.words["value"], body) else Verdict.STANDS


def _is_bounded(name: str, body: str) -> bool:
    """Whether a body compares a number, masks it or takes a rest of it: it may know that the number fits."""
    word = re.escape(name)
    return (
        re.search(
            rf"contains\(&{word}\)|\b{word}\s*(?:[<>%&]|[!=]=)|(?:[<>]=?|[!=]=)\s*{word}\b|\b{word}\.(?:min|clamp)\(",
            body,
        )
        is not None
    )


def _holds_all(source: str, target: str) -> bool:
    if source not in _BITS or target not in _BITS or source == target:
        return False
    if "size" in source or ("size" in target and _BITS[source] > 16 - 8 * (source[0] == "u" and target[0] == "i")):
        return False  # `From` promises no more than 16 bits
    return _BITS[target] > _BITS[source] and (source[0] == target[0] or source[0] == "u")


def _not_unsafe(judge: Judge, path: RepoPath, site: Site) -> Verdict:
    """The word `unsafe` does not stand before the place."""
    before = judge.graph.source(path)[max(0, site.start - 80) : site.start].rstrip()
    return Verdict.OTHER if before.endswith(b"unsafe") else Verdict.STANDS


ASKS: Mapping[Ask, Callable[[Judge, RepoPath, Site], Verdict]] = {
    Ask.PUBLIC: _public,
    Ask.NOT_A_VALUE: _not_a_value,
    Ask.LOCAL_TYPE: _local_type,
    Ask.UNIT_VARIANT: _unit_variant,
    Ask.TRAIT: _trait,
    Ask.NEVER_DYN: _never_dyn,
    Ask.OWN_MODULE: _own_module,
    Ask.DEPENDENCY: _dependency,
    Ask.NO_MACRO_USE: _no_macro_use,
    Ask.NOT_IN_SAME: _not_in_same,
    Ask.NOT_RAW: _not_raw,
    Ask.UNDOCUMENTED: _undocumented,
    Ask.FOREIGN: _foreign,
    Ask.LOSSLESS: _lossless,
    Ask.NARROWING: _narrowing,
    Ask.NOT_UNSAFE: _not_unsafe,
}
