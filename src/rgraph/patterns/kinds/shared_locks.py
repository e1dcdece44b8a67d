"""`shared_locks`: locks around shared state that stand in the public API."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name
from rgraph.link.text import type_text
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import TPath, Type
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.patterns.shapes import paths_in
from rgraph.view.names import suffix_of
from rgraph.view.places import ItemAt

_SHARED = {"Arc": {"Mutex", "RwLock", "ReentrantMutex"}, "Rc": {"RefCell", "Cell"}}
_KINDS = (ItemKind.FUNCTION, ItemKind.FIELD, ItemKind.TYPE_ALIAS, ItemKind.STATIC)


def find(codebase: Codebase) -> Iterator[Found]:
    by_crate: dict[str, list[Evidence]] = {}
    for at, item in codebase.of_kind(*_KINDS):
        text = item.signature
        locks = [lock for ty in _types(item) for lock in _locks(ty)] if "Arc<" in text or "Rc<" in text else []
        if locks and at.symbol in codebase.public and not _is_own_lock(codebase, at):
            by_crate.setdefault(at.crate, []).append(codebase.shown(at))
    for crate, evidence in sorted(by_crate.items()):
        yield Found(
            crate,
            f"of {codebase.spelt(crate)} with a shared lock in the signature",
            tuple(evidence),
            listed="public item",
        )


def _is_own_lock(codebase: Codebase, at: ItemAt) -> bool:
    """Whether the lock is a type of this workspace: whoever makes locks has them in the signatures."""
    every = set().union(*_SHARED.values())
    targets = [edge.dst for edge in codebase.graph.out(at.symbol) if suffix_of(edge.dst) in every]
    return any(target in codebase.code.items for target in targets)


def _types(item: Item) -> Iterator[Type]:
    yield from (param.ty for param in item.params)
    yield from (ty for ty in (item.ret, item.ty) if ty is not None)


def _locks(ty: Type) -> Iterator[str]:
    for path in paths_in(ty):
        inside = _SHARED.get(last_name(path), ())
        for argument in path.segments[-1].args if inside else ():
            if isinstance(argument, TPath) and last_name(argument.path) in inside:
                yield type_text(argument, True)


PATTERN = Pattern(
    "Shared locks in the API", "`Arc<Mutex<..>>` and similar types in the public API: users take part in locking.", find
)
