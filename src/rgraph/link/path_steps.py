"""Paths, segment by segment: from the meaning of the first segment to that of the last."""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.model.facts import ItemKind
from rgraph.model.hygiene import named_crate

from .alternatives import Alternatives, Case, conditions_of, pairs, together
from .crates import Crates
from .declarations import Declarations
from .defs import Def, parent_module
from .questions import Aliased, Offered
from .resolution import NOTHING, Ns, Resolution


class Paths:
    """Walks paths through modules, enums and type aliases. `offered` and `aliased` are connected later (`World`)."""

    offered: Offered
    aliased: Aliased

    def __init__(self, declarations: Declarations, crates: Crates) -> None:
        self._declarations = declarations
        self._crates = crates

    def anchor(self, module: Def, names: Sequence[str]) -> tuple[Def, int] | None:
        """Where leading `crate`, `self` and `super` lead, and how many segments they are; None for other paths."""
        first = names[0]
        if first in {"crate", "$crate"}:
            top = self._crates.root_of(module.crate)
            return (top if top is not None else module, 1)
        made = named_crate(first)
        if made is not None:
            top = self._crates.root_called(made)
            return None if top is None else (top, 1)
        if first not in {"self", "super"}:
            return None
        current, used = module, 0
        for name in names:
            if name == "super":
                above = parent_module(current)
                if above is None:
                    break
                current = above
            elif name != "self" or used:
                break
            used += 1
        return current, used

    def walk(self, start: Resolution, names: Sequence[str], used: int, ns: Ns, viewer: Def | None = None) -> Resolution:
        """What a path means whose first `used` segments mean `start`; `viewer` is the module it is written in."""
        if start.elsewhere and used < len(names):
            cases = [Case(way, self.walk(meaning, names, used, ns, viewer)) for way, meaning in start.elsewhere]
            found = self.walk(start.with_elsewhere(()), names, used, ns, viewer)
            return found.with_elsewhere((*found.elsewhere, *[case for case in cases if case.meaning]))
        current = start
        while used < len(names) and current:
            name = names[used]
            if current.outside:
                tail = "::".join(names[used:])
                return Resolution(defs=current.defs, outside=f"{current.outside}::{tail}")
            step = self._step(current, name, ns if used + 1 == len(names) else Ns.TYPE, viewer)
            if step is None:
                return current.leaving(len(names) - used)
            current = step
            used += 1
        return current

    def _step(self, current: Resolution, name: str, ns: Ns, viewer: Def | None) -> Resolution | None:
        """One segment further; None if the rest of the path names associated items, which only types can find."""
        found: list[Resolution] = []
        associated = False
        for definition, way in zip(current.defs, conditions_of(current.defs), strict=True):
            before = len(found)
            if definition.kind is ItemKind.MODULE:
                step = self.offered(viewer or definition, definition, name, ns)
                if not step and definition.external:
                    step = Resolution(outside=f"{definition.local}::{name}")
                found.append(step)
            elif definition.kind is ItemKind.ENUM:
                variant = self._declarations.variant(definition, name)
                if variant is None:
                    associated = True
                else:
                    found.append(Resolution(defs=(variant,)))
            elif definition.kind is ItemKind.TYPE_ALIAS:
                step_in = self._step(self.aliased(definition), name, ns, viewer) if self.aliased(definition) else None
                if step_in is None:
                    associated = True
                else:
                    found.append(step_in)
            else:
                associated = True
            if way and len(found) > before:
                found[-1] = found[-1].with_defs(Alternatives.of(pairs(found[-1].defs, way)))
        if associated or current.prim or current.param:
            return None
        if any(found):
            return together([each for each in found if each])
        return next((each for each in found if each.reason not in ("", NOTHING.reason)), NOTHING)
