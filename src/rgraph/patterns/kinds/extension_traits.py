"""`extension_traits`: traits that give methods to types of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rgraph.diff.api.objects import last_name
from rgraph.link.text import type_text
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import TPath
from rgraph.patterns.codebase import Codebase, Impl
from rgraph.patterns.pattern import Found, Pattern

_MARKS = frozenset({"Sized", "Send", "Sync", "Unpin", "Clone", "Copy", "Debug", "Sealed"})
"""What a trait may ask for besides without being about it."""


def find(codebase: Codebase) -> Iterator[Found]:
    for at, item in codebase.of_kind(ItemKind.TRAIT):
        impls = codebase.impls_for.get(at.symbol, [])
        methods = [fn for _, fn in codebase.members(at.symbol, ItemKind.FUNCTION) if fn.self_param is not None]
        if not methods or not impls:
            continue
        if _extends_all(item, methods, impls) or (at.name.endswith("Ext") and _of_others(codebase, impls)):
            types = ", ".join(dict.fromkeys(_type(impl) for impl in impls))
            listed = ", ".join(f"`{method.name}`" for method in methods[:3])
            more = f" and {len(methods) - 3} more" if len(methods) > 3 else ""
            statement = f"{codebase.spelt(at.symbol)} gives {listed}{more} to {types}"
            yield Found(at.symbol, statement, tuple(codebase.shown(each) for each in (at, *(i.at for i in impls))))


def _extends_all(item: Item, methods: Sequence[Item], impls: Sequence[Impl]) -> bool:
    """`trait More: A` of provided methods with `impl<T: A> More for T`; of several traits it is an alias of them."""
    above = {last_name(bound.path) for bound in item.bounds} - _MARKS
    if len(impls) != 1 or not impls[0].blanket or len(above) != 1 or not all(method.has_body for method in methods):
        return False
    block = impls[0].at.item
    bounds = [bound for param in (block.generics.params if block else ()) for bound in param.bounds]
    bounds += [bound for where in (block.generics.where if block else ()) for bound in where.bounds]
    return bool(above & {last_name(bound.path) for bound in bounds})


def _of_others(codebase: Codebase, impls: Sequence[Impl]) -> bool:
    """Whether every impl is for a type of another crate, or for a type parameter."""
    return all(impl.blanket or _foreign(codebase, impl) for impl in impls)


def _foreign(codebase: Codebase, impl: Impl) -> bool:
    item = codebase.code.items.get(impl.type)
    if item is None:
        return True
    if impl.type != impl.at.symbol:
        return item.crate != impl.at.crate
    ty = impl.at.item.ty if impl.at.item is not None else None  # no named type: `str`, a slice, a reference
    return not isinstance(ty, TPath) or type_text(ty, False)[:1].islower()


def _type(impl: Impl) -> str:
    if impl.blanket and impl.at.item is not None:
        bounds = [last_name(b.path) for p in impl.at.item.generics.params for b in p.bounds if not b.maybe]
        bounds += [last_name(b.path) for w in impl.at.item.generics.where for b in w.bounds if not b.maybe]
        return f"all that is {' + '.join(dict.fromkeys(bounds))}" if bounds else "every type"
    return type_text(impl.at.item.ty if impl.at.item is not None else None, False)


PATTERN = Pattern(
    "Extension traits",
    "A trait adds methods to types of other crates, or to every type that implements another trait.",
    find,
)
