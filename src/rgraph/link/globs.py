"""Glob imports: what they import from, and what comes through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rgraph.model.facts import ItemKind

from .bindings import Binding, Bindings
from .declarations import Declarations
from .defs import Def
from .imports import Imports
from .questions import Aliased
from .resolution import NOTHING, Ns, Resolution, merged
from .trace import Trace
from .visibility import Visibility

GlobTarget = tuple[Resolution, str, bool]
"""What a glob imports from, the visibility of the glob, and whether it stands under a cfg."""


class Globs:
    """What containers import with `*`. `aliased` is joined later."""

    aliased: Aliased

    def __init__(
        self,
        trace: Trace,
        declarations: Declarations,
        bindings: Bindings,
        imports: Imports,
        visibility: Visibility,
    ) -> None:
        self._trace = trace
        self._declarations = declarations
        self._bindings = bindings
        self._imports = imports
        self._visibility = visibility
        self._open: dict[Def, list[GlobTarget]] = {}

    def targets(self, container: Def) -> tuple[GlobTarget, ...]:
        """What the globs of a container import from: meaning, visibility of the glob, under a cfg."""
        known = tuple(self._open.get(container, ()))
        return self._trace.memo("globs", container, lambda: self._glob_targets(container), known)

    def _glob_targets(self, container: Def) -> tuple[GlobTarget, ...]:
        """A glob may be found through another (`use {super::*, Enum::*}`): what is known so far answers on the way."""
        self._declarations.read("g", container)
        pending = list(container.place.table.globs.get(container.ord, ()))
        found: dict[int, GlobTarget] = {}
        progress = bool(pending)
        try:
            while progress:
                progress = False
                for index in [each for each in pending if each not in found]:
                    for target in self.targets_of(container, (index,)):
                        found[index] = target
                        self._open[container] = [found[each] for each in sorted(found)]
                        progress = True
        finally:
            self._open.pop(container, None)
        return tuple(found[index] for index in sorted(found))

    def targets_of(self, container: Def, uses: Iterable[int]) -> tuple[GlobTarget, ...]:
        """What some globs of a container import from."""
        found = []
        for index in uses:
            use = container.place.table.facts.uses[index]
            target = self._imports.use_path(container, tuple(use.path), use.root, Ns.TYPE)
            if target:
                found.append((self._aliased_enum(target), use.vis, bool(use.attrs.cfg)))
        return tuple(found)

    def _aliased_enum(self, target: Resolution) -> Resolution:
        if target.defs and target.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(target.defs[0]) or target
        return target

    def through(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What the globs of a module bring in under a name."""
        return self.pick(module, self.targets(module), name, ns)

    def pick(self, viewer: Def, targets: tuple[GlobTarget, ...], name: str, ns: Ns) -> Resolution:
        """The one meaning that the globs give; several are cfg-alternatives or an ambiguity."""
        found: list[Resolution] = []
        cfg = False
        seen: set[Def] = {viewer}
        for target, _, under_cfg in targets:
            for binding in self._offers(viewer, target, name, ns, seen):
                found.append(binding.meaning)
                cfg = cfg or under_cfg or binding.cfg
        if not found:
            return NOTHING
        result = merged(found)
        if len(result.defs) > 1 and not cfg and len({each.local for each in result.defs}) > 1 and _differ(found):
            return Resolution(defs=result.defs, ambiguous=True, reason="ambiguous")
        return result

    def _offers(self, viewer: Def, target: Resolution, name: str, ns: Ns, seen: set[Def]) -> Iterator[Binding]:
        """What a glob's target offers to a viewer under a name: its own, else what its globs re-export."""
        for definition in target.defs:
            if definition in seen or definition.kind not in {ItemKind.MODULE, ItemKind.ENUM}:
                continue
            seen.add(definition)
            home = definition if definition.kind is ItemKind.MODULE else None
            own = [
                binding
                for binding in self._bindings.own(definition, name, ns)
                if home is None or self._visibility.sees(viewer.module, binding.vis, home)
            ]
            if own:
                yield from own
            elif home is not None:
                for deeper, vis, cfg in self.targets(home):
                    if self._visibility.sees(viewer.module, vis, home):
                        for binding in self._offers(viewer, deeper, name, ns, seen):
                            yield Binding(binding.meaning, binding.vis, binding.cfg or cfg)


def _differ(found: Sequence[Resolution]) -> bool:
    return len({frozenset(each.defs) for each in found}) > 1
