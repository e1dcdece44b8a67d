"""Glob imports: which modules and enums they import from, and what a name means through them.

The rules are those of RFC 1560: a glob imports every name that is visible where it stands, named items shadow it, and
two globs may import one name if both mean the same item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rgraph.model.facts import ItemKind, Use

from .alternatives import Case, conditions_of, decided, settled
from .bindings import Bindings
from .cfg import Conds, Configuration, conds, negated
from .declarations import Declarations
from .defs import Def, Place, parts_of, shared_module
from .fixpoint import Fixpoint
from .imports import Imports
from .questions import Aliased
from .resolution import NOTHING, Ns, Resolution, UsePath
from .table import FILE
from .visibility import Visibility, is_seen, narrower, wider

GlobTarget = tuple[Resolution, str, Conds]
"""What a glob imports from, the visibility of the glob, and the cfg that it stands under."""


class Offer(NamedTuple):
    """What a module offers to globs under a name.

    `limit` is the module within which it is visible (None: everywhere), `conditions` are the cfgs on the way to it.
    """

    meaning: Resolution
    limit: Def | None
    conditions: Conds


class Globs:
    """What containers import with `*`. `aliased` is connected later (`World`)."""

    aliased: Aliased

    def __init__(
        self,
        fixpoint: Fixpoint,
        declarations: Declarations,
        bindings: Bindings,
        imports: Imports,
        visibility: Visibility,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._fixpoint = fixpoint
        self._declarations = declarations
        self._bindings = bindings
        self._imports = imports
        self._visibility = visibility

    # ---- what globs import from ----------------------------------------------------------------------

    def targets(self, container: Def, without: UsePath | None = None) -> tuple[GlobTarget, ...]:
        """What the globs of a container import from, except globs whose path is `without`."""
        if without is None:
            return self._fixpoint.answer("globs", container, lambda: self._all_targets(container, None), ())
        return self._all_targets(container, without)

    def _all_targets(self, container: Def, without: UsePath | None) -> tuple[GlobTarget, ...]:
        self._declarations.read("g", container)
        found: list[GlobTarget] = []
        for place, ord_ in parts_of(container):
            several, uses = place.table.facts.uses, place.table.globs.get(ord_, ())
            found += self.targets_of(
                container, place, [several[at] for at in uses if tuple(several[at].path) != without]
            )
        return tuple(found)

    def targets_of(self, container: Def, place: Place, uses: Iterable[Use]) -> tuple[GlobTarget, ...]:
        """What these globs import from. They belong to a container, and are written in a place."""
        found = []
        for use in uses:
            target = self._imports.imported(container, use, Ns.TYPE)
            if target:
                found.append((self._aliased_enum(target), use.vis, self._declarations.on_use(place, use)))
        return tuple(found)

    def _aliased_enum(self, target: Resolution) -> Resolution:
        if target.defs and target.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(target.defs[0]) or target
        return target

    # ---- what comes through them ---------------------------------------------------------------------

    def pick(self, viewer: Def, targets: Iterable[GlobTarget], name: str, ns: Ns) -> Resolution:
        """What the globs of `viewer` give a name: one meaning, cfg-alternatives, or an ambiguity."""
        module = viewer.module
        # Visibility was judged when each was offered; here nobody passes the name on, so the limits no longer matter.
        found = [
            Offer(offer.meaning, None, (*conditions, *offer.conditions))
            for target, _, conditions in targets
            for offer in self._offered(target, name, ns, module)
        ]
        return self._one_of(found)

    def public(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What a module means by a name to other crates."""
        return settled(self._one_of(self._offers(module, name, ns, None)))

    def outside(self, module: Def, viewer: Def | None) -> list[str]:
        """The paths outside the workspace from which globs bring names into a module, directly or through modules."""
        found: dict[str, None] = {}
        pending, seen = [module], {module}
        while pending:
            home = pending.pop()
            for target, vis, conditions in self.targets(home):
                if not is_seen(viewer, self._visibility.limit(vis, home)) or not self._configuration.active(conditions):
                    continue
                if target.outside and not target.defs:
                    found[target.outside] = None
                following = [each for each in target.defs if each.kind is ItemKind.MODULE and not each.external]
                pending += [each for each in following if each not in seen]
                seen.update(following)
        return list(found)

    def _offered(self, target: Resolution, name: str, ns: Ns, viewer: Def) -> Iterator[Offer]:
        """What a glob's target offers to `viewer`, the module in which the glob stands."""
        for definition, way in zip(target.defs, conditions_of(target.defs), strict=True):
            if definition.kind is ItemKind.MODULE:
                offers = self._offers(definition, name, ns, shared_module(viewer, definition))
                if not offers:
                    continue
                conditions = (*way, *self._on(definition))
                for offer in offers:
                    yield offer if not conditions else offer._replace(conditions=(*conditions, *offer.conditions))
            elif definition.kind is ItemKind.ENUM:
                for binding in self._bindings.own(definition, name, ns):
                    yield Offer(binding.meaning, None, (*way, *binding.conditions))

    def _on(self, module: Def) -> Conds:
        """The cfg on a module itself.

        A macro around the module (`cfg_net! { mod net; }`) may add a cfg that is not known here. `all()`, which always
        holds, marks that: two meanings through such modules are taken for cfg-alternatives, not for an ambiguity.
        """
        item = self._declarations.decl(module)
        if item is None:
            return ()
        found = (*conds(item.attrs.cfg, module.crate), *self._file_conditions(module))
        return (*found, ("all()", module.crate.package)) if item.in_macro else found

    def _file_conditions(self, module: Def) -> Conds:
        return self._declarations.file_conditions(module.place) if module.ord == FILE else ()

    def _offers(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        """What a module offers to code in `viewer`, a module around it (None: to other crates).

        Rust grants visibility only to modules around a declaration. So all importing modules that share their innermost
        module around `home` see the same, and the memo has one answer for them, not one for each importing module.
        """
        key = (home, name, ns, viewer)
        return self._fixpoint.answer("offers", key, lambda: self._all_offers(home, name, ns, viewer), ())

    def _all_offers(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        own = [
            Offer(binding.meaning, self._visibility.limit(binding.vis, home), binding.conditions)
            for binding in self._bindings.own(home, name, ns)
        ]
        seen = tuple([offer for offer in own if is_seen(viewer, offer.limit)])
        if any(self._configuration.active(offer.conditions) for offer in seen):
            return seen
        hidden = tuple([negated(offer.conditions) for offer in seen])  # the globs count where none of these holds
        through = self._through_globs(home, name, ns, viewer)
        return (*seen, *[offer._replace(conditions=(*hidden, *offer.conditions)) for offer in through])

    def _through_globs(self, home: Def, name: str, ns: Ns, viewer: Def | None) -> tuple[Offer, ...]:
        found: dict[Resolution, Offer] = {}
        for target, vis, conditions in self.targets(home):
            limit = self._visibility.limit(vis, home)
            if not is_seen(viewer, limit):
                continue
            for offer in self._offered(target, name, ns, home):
                if is_seen(viewer, offer.limit):  # `pub use m::*` of a `pub(crate)` item re-exports it to the crate
                    met = narrower(limit, offer.limit)
                    self._add(found, Offer(offer.meaning, met, (*conditions, *offer.conditions)))
        return tuple(found.values())

    def _add(self, found: dict[Resolution, Offer], offer: Offer) -> None:
        """Add an offer. If one meaning comes by two ways, the wider visibility counts, and the cfg that holds."""
        known = found.get(offer.meaning)
        if known is not None:
            is_better = not self._configuration.active(known.conditions)
            conditions = offer.conditions if is_better else known.conditions
            offer = Offer(offer.meaning, wider(known.limit, offer.limit), conditions)
        found[offer.meaning] = offer

    def _one_of(self, found: Sequence[Offer]) -> Resolution:
        """The meaning of all offers of one name: several are cfg-alternatives or an ambiguity."""
        if not found:
            return NOTHING
        result = decided([Case(offer.conditions, offer.meaning) for offer in found], self._configuration)
        if len(result.defs) > 1 and not any(offer.conditions for offer in found) and _differ(found):
            return Resolution(defs=result.defs, ambiguous=True, reason="ambiguous")
        return result


def _differ(found: Sequence[Offer]) -> bool:
    """Whether offers mean different items.

    Two items with one name in one module do not count: they compile only as cfg-alternatives.
    """
    if len({(each.module.local, each.name) for offer in found for each in offer.meaning.defs}) < 2:
        return False
    return len({frozenset(offer.meaning.defs) for offer in found}) > 1
