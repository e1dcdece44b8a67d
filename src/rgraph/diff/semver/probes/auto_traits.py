"""Auto traits that fields take away, where syntax shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .functions import said

if TYPE_CHECKING:
    from rgraph.diff.api.impls import Impls
    from rgraph.link.defs import Def

_AUTO = frozenset({"Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})

_LACKS: Mapping[str, frozenset[str]] = {
    "std::rc::Rc": frozenset({"Send", "Sync"}),
    "std::rc::Weak": frozenset({"Send", "Sync"}),
    "std::cell::Cell": frozenset({"Sync", "RefUnwindSafe"}),
    "std::cell::RefCell": frozenset({"Sync", "RefUnwindSafe"}),
    "std::cell::UnsafeCell": frozenset({"Sync", "RefUnwindSafe"}),
    "std::cell::OnceCell": frozenset({"Sync", "RefUnwindSafe"}),
    "std::cell::LazyCell": frozenset({"Sync", "RefUnwindSafe"}),
    "std::sync::MutexGuard": frozenset({"Send"}),
    "std::sync::RwLockReadGuard": frozenset({"Send"}),
    "std::sync::RwLockWriteGuard": frozenset({"Send"}),
    "std::sync::mpsc::Receiver": frozenset({"Sync"}),
    "std::marker::PhantomPinned": frozenset({"Unpin"}),
}
"""What the standard library's types lack, whatever their arguments."""


def auto_traits(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Auto traits that a new field takes away where none of the old fields did."""
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None:
        return
    before = _Fields(versions.old_canon, versions.old.impls, versions.types_old).lacking(old)
    after = _Fields(versions.new_canon, versions.new.impls, versions.types_new).lacking(new)
    explicit = {impl.trait_path.rpartition("::")[2] for impl in pair.new.impls if not impl.negative}
    negated = {impl.trait_path.rpartition("::")[2] for impl in pair.old.impls if impl.negative}
    for trait in sorted(after.keys() - before.keys() - explicit - negated):
        yield pair.delta("auto_lost", trait=trait, because=said(after[trait]))


class _Fields:
    """The fields of a type, and those of the workspace's types that they hold, each type looked into once."""

    def __init__(self, canon: Canon, impls: Impls, types: Mapping[str, Def]) -> None:
        self._canon, self._impls, self._types = canon, impls, types
        self._known: dict[Def, dict[str, str]] = {}

    def lacking(self, definition: Def) -> dict[str, str]:
        """The auto traits that the fields of a type rule out for sure, each with the field's type that does."""
        item = definition.item
        if item is None or definition in self._known:
            return self._known.get(definition, {})
        found = self._known[definition] = {}  # a type that holds itself adds nothing
        labels = {p.name: f"'t0.{p.name}" for p in item.generics.params if p.kind != "lifetime"}
        for member in _fields(definition):
            if member.item is not None and member.item.ty is not None:
                for trait, why in self._of_type(self._canon.ty(member.item.ty, member, labels)).items():
                    found.setdefault(trait, why)
        return found

    def _of_type(self, text: str) -> dict[str, str]:
        held = self._types.get(text.partition("<")[0])
        if held is None:
            return _of_type(text)
        found = dict(self.lacking(held))
        for impl in self._impls.traits.get(held, ()):
            trait = impl.trait_path.rpartition("::")[2]
            if not impl.negative:
                found.pop(trait, None)
            elif trait in _AUTO:
                found[trait] = text
        return found


def _fields(definition: Def) -> Iterator[Def]:
    place = definition.place
    for ord_ in place.table.children.get(definition.ord, ()):
        child = place.defs(ord_)
        if child.kind is ItemKind.FIELD:
            yield child
        elif child.kind is ItemKind.VARIANT:
            yield from _fields(child)


def _of_type(text: str) -> dict[str, str]:
    if text == "str" or text.startswith("(dyn ") or (text.startswith("[") and ";" not in text):
        return {"Sized": text}
    if text.startswith("*"):
        return {"Send": text, "Sync": text}
    if text.startswith("&mut "):
        return {"UnwindSafe": text}
    found: dict[str, str] = {}
    for path, lacks in _LACKS.items():
        if text == path or text.startswith(f"{path}<"):
            found |= dict.fromkeys(sorted(lacks), text)
    for wrapper in ("std::marker::PhantomData<", "std::option::Option<", "std::vec::Vec<", "std::boxed::Box<"):
        if text.startswith(wrapper):
            inner = text[len(wrapper) : -1]
            found |= _of_type(inner)
            if inner.startswith("(dyn "):
                present = {part.rpartition("::")[2] for part in inner[5:-1].split(" + ")}
                found |= dict.fromkeys(sorted({"Send", "Sync", "UnwindSafe", "RefUnwindSafe"} - present), text)
    return found
