"""What a file defines, by the symbols that the graph knows it by."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.graph import Def as LinkedDef
from rgraph.model.ids import Symbol

from .defs import Def, Place
from .emitter import Emitter
from .table import FILE


def definitions_of(place: Place, emit: Emitter, shift: int) -> Iterable[LinkedDef]:
    """The items of a place and its module; the ords of those that macro calls make are moved by `shift`."""
    crate, written = place.crate.id, len(place.written.items)
    own = () if place.is_included else (FILE,)  # an included file is no module of its own
    for ord_ in (*own, *(each for each, _ in place.table.present())):
        sub = place.submodules.get(ord_)
        if sub is not None and sub.decl is not None and sub.decl[1] != ord_:
            symbol = _of_alternative(place, ord_, sub.prefix, sub.decl[1])
        else:
            symbol = _symbol(place.defs(ord_), emit)
        yield LinkedDef(symbol, ord_ + shift if ord_ >= written else ord_, crate)


def _of_alternative(place: Place, ord_: int, taken: str, active: int) -> Symbol:
    """The symbol of a `mod x;` of a file that another one brings in, which has its name then."""
    own = place.spath(ord_)
    return Symbol(own if own != taken else place.spath(active))


def _symbol(definition: Def, emit: Emitter) -> Symbol:
    emit.begin(definition)
    try:
        return emit.symbol(definition)
    except Exception as error:
        emit.fail(definition, "symbol", error)
        return Symbol(definition.local)
