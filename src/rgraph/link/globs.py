"""Glob imports: what they import from, and what comes through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rgraph.model.facts import ItemKind

from .bindings import Bindings
from .declarations import Declarations
from .defs import Def, shared_module
from .fixpoint import Fixpoint
from .imports import Imports
from .questions import Aliased
from .resolution import NOTHING, Ns, Resolution, UsePath, merged
from .visibility import Visibility, is_seen, narrower, wider

GlobTarget = tuple[Resolution, str, bool]
"""What a glob imports from, the visibility of the glob, and whether it stands under a cfg."""


class Offer(NamedTuple):
    """A name that a module offers to globs: what it means, who sees it (None: everybody), whether under a cfg."""

    meaning: Resolution
    limit: Def | None
    cfg: bool


class Globs:
    """What containers import with `*`. `aliased` is joined later."""

    aliased: Aliased

    def __init__(
        self,
        fixpoint: Fixpoint,
        declarations: Declarations,
        bindings: Bindings,
        imports: Imports,
        visibility: Visibility,
    ) -> None:
        self._fixpoint = fixpoint
        self._declarations = declarations
        self._bindings = bindings
        self._imports = imports
        self._visibility = visibility

    # ---- what globs import from ----------------------------------------------------------------------

    def targets(self, container: Def, without: UsePath | None = None) -> tuple[GlobTarget, ...]:
        """What the globs of a container import from; `without` those of a path."""
        if without is None:
            return self._fixpoint.answer("globs", container, lambda: self._all_targets(container, None), ())
        return self._all_targets(container, without)

    def _all_targets(self, container: Def, without: UsePath | None) -> tuple[GlobTarget, ...]:
        self._declarations.read("g", container)
        table = container.place.table
        uses = table.globs.get(container.ord, ())
        return self.targets_of(container, [each for each in uses if tuple(table.facts.uses[each].path) != without])

    def targets_of(self, container: Def, uses: Iterable[int]) -> tuple[GlobTarget, ...]:
        """What some globs of a container import from."""
        found = []
        for index in uses:
            use = container.place.table.facts.uses[index]
            target = self._imports.imported(container, use, Ns.TYPE)
            if target:
                found.append((self._aliased_enum(target), use.vis, bool(use.attrs.cfg)))
        return tuple(found)

    def _aliased_enum(self, target: Resolution) -> Resolution:
        if target.defs and target.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(target.defs[0]) or target
        return target

    # ---- what comes through them ---------------------------------------------------------------------

    def pick(self, viewer: Def, targets: Iterable[GlobTarget], name: str, ns: Ns) -> Resolution:
        """The one meaning that globs of `viewer` give to a name; several are cfg-alternatives or an ambiguity."""
        module = viewer.module
        found = [
            Offer(offer.meaning, None, offer.cfg or cfg)
            for target, _, cfg in targets
            for offer in self._offered(target, name, ns, module)
        ]
        return _one_of(found)

    def public(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What a module means by a name to other crates."""
        return _one_of(self._offers(module, name, ns, None))

    def _offered(self, target: Resolution, name: str, ns: Ns, viewer: Def) -> Iterator[Offer]:
        """What a glob's target offers to the module that the glob stands in."""
        for definition in target.defs:
            if definition.kind is ItemKind.MODULE:
                yield from self._offers(definition, name, ns, shared_module(viewer, definition))
            elif definition.kind is ItemKind.ENUM:
                for binding in self._bindings.own(definition, name, ns):
                    yield Offer(binding.meaning, None, binding.cfg)

    def _offers(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        """What a module offers to those in `viewer`, one of the modules around it (None: in other crates).

        Visibility is granted to modules around a declaration, so that only the innermost one around both counts.
        """
        key = (home, name, ns, viewer)
        return self._fixpoint.answer("offers", key, lambda: self._all_offers(home, name, ns, viewer), ())

    def _all_offers(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        own = [
            Offer(binding.meaning, self._visibility.limit(binding.vis, home), binding.cfg)
            for binding in self._bindings.own(home, name, ns)
        ]
        seen = tuple([offer for offer in own if is_seen(viewer, offer.limit)])
        return seen or self._through_globs(home, name, ns, viewer)

    def _through_globs(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        found: dict[Resolution, Offer] = {}
        for target, vis, cfg in self.targets(home):
            limit = self._visibility.limit(vis, home)
            if not is_seen(viewer, limit):
                continue
            for offer in self._offered(target, name, ns, home):
                if is_seen(viewer, offer.limit):
                    _add(found, Offer(offer.meaning, narrower(limit, offer.limit), offer.cfg or cfg))
        return tuple(found.values())


def _add(found: dict[Resolution, Offer], offer: Offer) -> None:
    """Take in an offer; what comes on two ways is seen as far as the wider one lets it."""
    known = found.get(offer.meaning)
    if known is not None:
        offer = Offer(offer.meaning, wider(known.limit, offer.limit), known.cfg or offer.cfg)
    found[offer.meaning] = offer


def _one_of(found: Sequence[Offer]) -> Resolution:
    """The one meaning of several offers; several meanings are cfg-alternatives or an ambiguity."""
    if not found:
        return NOTHING
    result = merged([offer.meaning for offer in found])
    if len(result.defs) > 1 and not any(offer.cfg for offer in found) and _differ(found):
        return Resolution(defs=result.defs, ambiguous=True, reason="ambiguous")
    return result


def _differ(found: Sequence[Offer]) -> bool:
    if len({each.local for offer in found for each in offer.meaning.defs}) < 2:
        return False
    return len({frozenset(offer.meaning.defs) for offer in found}) > 1
