"""Modules: what they declare, import and re-export; globs, visibility, paths of `use`, preludes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind, Use
from rgraph.model.ids import RepoPath

from .crates import Crates
from .declarations import in_namespace
from .defs import Def
from .resolution import NOTHING, Ns, Resolution
from .table import FileTable

PRIMITIVES = frozenset(
    "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128".split()  # noqa: SIM905
)

_PRELUDES = {"2015": "v1", "2018": "v1", "2021": "rust_2021", "2024": "rust_2024"}

BODY_KINDS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})

GlobTarget = tuple[Resolution, str, bool]
"""What a glob imports from, the visibility of the glob, and whether it stands under a cfg."""


class Binding:
    """A name in a container: what it means, who sees it, and whether it stands under a cfg."""

    __slots__ = ("cfg", "meaning", "vis")

    def __init__(self, meaning: Resolution, vis: str, cfg: bool) -> None:
        self.meaning = meaning
        self.vis = vis
        self.cfg = cfg


class Modules(Crates):
    """Resolves names in modules, by declarations alone."""

    def __init__(self, std: Mapping[RepoPath, FileTable]) -> None:
        super().__init__(std)
        self._open_globs: dict[Def, list[GlobTarget]] = {}
        self._std_paths: dict[str, Def | None] = {}
        self._lookups = self.table("lookup")
        self._module_paths = self.table("module_path")
        self._scopes = self.table("scope")
        self._inherents = self.table("inherent")
        self._headers = self.table("header")

    # ---- what a module has ---------------------------------------------------------------------------

    def lookup(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name means in a module: its items and imports, else its globs. No prelude."""
        entry = self._lookups.get((module, name, ns))
        if entry is not None:
            self._reading.add(entry)
            known: Resolution = entry.value
            return known
        return self.memo("lookup", (module, name, ns), lambda: self._lookup(module, name, ns), NOTHING)

    def _lookup(self, module: Def, name: str, ns: Ns) -> Resolution:
        own = self.bindings(module, name, ns)
        if own:
            return merged([binding.meaning for binding in own])
        return self._through_globs(module, name, ns)

    def bindings(self, container: Def, name: str, ns: Ns) -> list[Binding]:
        """What a module (or function, for its blocks; or enum) itself declares and imports under a name."""
        table = container.place.table
        self.read("n", container, name)
        ords: Sequence[int] = table.names.get(container.ord, {}).get(name, ())
        uses: Sequence[int] = table.use_names.get(container.ord, {}).get(name, ())
        found = self._bound(container, ords, uses, ns)
        if ns is Ns.MACRO and container.is_root:
            found += [Binding(Resolution(defs=(each,)), "pub", False) for each in self.exported(container.crate, name)]
        return found

    def _bound(self, container: Def, ords: Iterable[int], uses: Iterable[int], ns: Ns) -> list[Binding]:
        place = container.place
        found: list[Binding] = []
        for ord_ in ords:
            item = place.table.items[ord_]
            definition = place.defs(ord_)
            if item.kind is ItemKind.EXTERN_CRATE:
                if ns is Ns.TYPE:
                    meaning = self.extern_crate(place.crate, item.name)
                    found.append(Binding(meaning, item.vis, bool(item.attrs.cfg)))
            elif in_namespace(definition, ns):
                vis = "pub" if container.kind is ItemKind.ENUM else item.vis
                found.append(Binding(Resolution(defs=(definition,)), vis, bool(item.attrs.cfg)))
        for index in uses:
            use = place.table.facts.uses[index]
            meaning = self.imported(container, use, ns)
            if meaning:
                found.append(Binding(meaning, use.vis, bool(use.attrs.cfg)))
        return found

    def imported(self, container: Def, use: Use, ns: Ns) -> Resolution:
        """What a `use` leaf means in a namespace."""
        if use.self_import and ns is not Ns.TYPE:
            return NOTHING
        return self.use_path(container, tuple(use.path), use.root, ns)

    def offered(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name after a module in a path means: all that the module has; to other crates what is `pub`."""
        if module.external or viewer.crate.id == module.crate.id:
            return self.lookup(module, name, ns)
        return self.memo("public", (module, name, ns), lambda: self._public(viewer, module, name, ns), NOTHING)

    def _public(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        if module.crate.proc_macro and ns is not Ns.MACRO:
            return NOTHING
        own = [binding.meaning for binding in self.bindings(module, name, ns) if binding.vis == "pub"]
        if own:
            return merged(own)
        public = tuple([target for target in self.glob_targets(module) if target[1] == "pub"])
        return self._pick_glob(viewer, public, name, ns)

    # ---- globs ---------------------------------------------------------------------------------------

    def glob_targets(self, container: Def) -> tuple[GlobTarget, ...]:
        """What the globs of a container import from: meaning, visibility of the glob, under a cfg."""
        known = tuple(self._open_globs.get(container, ()))
        return self.memo("globs", container, lambda: self._glob_targets(container), known)

    def _glob_targets(self, container: Def) -> tuple[GlobTarget, ...]:
        """A glob may be found through another (`use {super::*, Enum::*}`): what is known so far answers on the way."""
        self.read("g", container)
        pending = list(container.place.table.globs.get(container.ord, ()))
        found: dict[int, GlobTarget] = {}
        progress = bool(pending)
        try:
            while progress:
                progress = False
                for index in [each for each in pending if each not in found]:
                    for target in self._targets_of(container, (index,)):
                        found[index] = target
                        self._open_globs[container] = [found[each] for each in sorted(found)]
                        progress = True
        finally:
            self._open_globs.pop(container, None)
        return tuple(found[index] for index in sorted(found))

    def _targets_of(self, container: Def, uses: Iterable[int]) -> tuple[GlobTarget, ...]:
        found = []
        for index in uses:
            use = container.place.table.facts.uses[index]
            target = self.use_path(container, tuple(use.path), use.root, Ns.TYPE)
            if target:
                found.append((self._aliased_enum(target), use.vis, bool(use.attrs.cfg)))
        return tuple(found)

    def _aliased_enum(self, target: Resolution) -> Resolution:
        if target.defs and target.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(target.defs[0]) or target
        return target

    def _through_globs(self, module: Def, name: str, ns: Ns) -> Resolution:
        return self._pick_glob(module, self.glob_targets(module), name, ns)

    def _pick_glob(self, viewer: Def, targets: tuple[GlobTarget, ...], name: str, ns: Ns) -> Resolution:
        """The one meaning that the globs give; several are cfg-alternatives or an ambiguity."""
        found: list[Resolution] = []
        cfg = False
        seen: set[Def] = {viewer}
        for target, _, under_cfg in targets:
            for binding in self._glob_bindings(viewer, target, name, ns, seen):
                found.append(binding.meaning)
                cfg = cfg or under_cfg or binding.cfg
        if not found:
            return NOTHING
        result = merged(found)
        if len(result.defs) > 1 and not cfg and len({each.local for each in result.defs}) > 1 and _differ(found):
            return Resolution(defs=result.defs, ambiguous=True, reason="ambiguous")
        return result

    def _glob_bindings(self, viewer: Def, target: Resolution, name: str, ns: Ns, seen: set[Def]) -> Iterator[Binding]:
        """What a glob's target offers to a viewer under a name: its own, else what its globs re-export."""
        for definition in target.defs:
            if definition in seen or definition.kind not in {ItemKind.MODULE, ItemKind.ENUM}:
                continue
            seen.add(definition)
            home = definition if definition.kind is ItemKind.MODULE else None
            own = [
                binding
                for binding in self.bindings(definition, name, ns)
                if home is None or self.sees(viewer.module, binding.vis, home)
            ]
            if own:
                yield from own
            elif home is not None:
                for deeper, vis, cfg in self.glob_targets(home):
                    if self.sees(viewer.module, vis, home):
                        for binding in self._glob_bindings(viewer, deeper, name, ns, seen):
                            yield Binding(binding.meaning, binding.vis, binding.cfg or cfg)

    def sees(self, viewer: Def, vis: str, home: Def) -> bool:
        """Whether a module sees what another declares with this visibility."""
        if vis == "pub":
            return True
        if viewer.crate.id != home.crate.id:
            return False
        if vis in {"pub(crate)", "crate"}:
            return True
        limit: Def | None = home
        if vis == "pub(super)":
            limit = parent_module(home)
        elif vis.startswith("pub(in "):
            names = tuple(part.strip() for part in vis[7:-1].split("::"))
            found = self.use_path(home, names, False, Ns.TYPE)
            limit = found.defs[0] if found.defs else home
        return limit is None or within(viewer, limit)

    def visible(self, definition: Def, module: Def) -> bool:
        """Whether a module sees an item by the item's own visibility."""
        item, parent = definition.item, definition.parent
        if item is None or parent is None or parent.kind in {ItemKind.TRAIT, ItemKind.ENUM, ItemKind.VARIANT}:
            return True
        if parent.kind is ItemKind.IMPL:
            implementation = parent.item
            if implementation is not None and implementation.trait is not None:
                return True
        self.read("n", parent, definition.name)
        return self.sees(module, item.vis, parent.module)

    # ---- paths of use declarations and of modules ---------------------------------------------------------

    def use_path(self, container: Def, names: tuple[str, ...], root: bool, ns: Ns) -> Resolution:
        """What a path means that starts at a module (or, in a function's blocks, at the function)."""
        return self.memo(
            "path", (container, names, root, ns), lambda: self._use_path(container, names, root, ns), NOTHING
        )

    def _use_path(self, container: Def, names: tuple[str, ...], root: bool, ns: Ns) -> Resolution:
        if not names:
            return NOTHING
        module = container.module
        anchored = self.anchor(module, names)
        if anchored is not None:
            start, used = anchored
            return self.walk(Resolution(defs=(start,)), names, used, ns, module)
        first_ns = ns if len(names) == 1 else Ns.TYPE
        crate = container.crate
        if root or self.edition(crate) == "2015":
            start_at = self._crate_relative(crate, names[0], first_ns, root)
        else:
            start_at = self._first_of_use(container, names[0], first_ns)
        return self.walk(start_at, names, 1, ns, module)

    def _crate_relative(self, crate: Crate, name: str, ns: Ns, root: bool) -> Resolution:
        if self.edition(crate) != "2015":
            return self.extern(crate, name) if ns is Ns.TYPE else NOTHING
        top = self.root_of(crate)
        found = self.lookup(top, name, ns) if top is not None else NOTHING
        if not found and ns is Ns.TYPE:
            found = self.extern(crate, name)
        if not found and ns is Ns.MACRO and top is not None:
            found = self.textual_anywhere(top, name)
        return found

    def _first_of_use(self, container: Def, name: str, ns: Ns) -> Resolution:
        if container.kind is not ItemKind.MODULE:
            found = self._owner_blocks(container, name, ns)
            if found:
                return found
        module = container.module
        found = NOTHING
        if ns is Ns.TYPE and _imports_from_itself(module, name):
            found = self.extern(container.crate, name)
        found = found or self.lookup(module, name, ns)
        if not found and ns is Ns.TYPE:
            found = self.extern(container.crate, name)
        if not found and ns is Ns.MACRO:
            found = self.textual_anywhere(container, name)
        return found or self.prelude(container.crate, name, ns)

    def _owner_blocks(self, owner: Def, name: str, ns: Ns) -> Resolution:
        """What the blocks of a function declare under a name, whichever block; of the functions around it too."""
        current: Def | None = owner
        while current is not None and current.kind is not ItemKind.MODULE:
            if current.kind in BODY_KINDS:
                found = self.lookup(current, name, ns)
                if found:
                    return found
            current = current.parent
        return NOTHING

    def anchor(self, module: Def, names: Sequence[str]) -> tuple[Def, int] | None:
        """Where `crate`, `self` and `super` lead, and how many segments they are; None for other paths."""
        first = names[0]
        if first in {"crate", "$crate"}:
            top = self.root_of(module.crate)
            return (top if top is not None else module, 1)
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
        """Go on from what the first `used` segments mean; `viewer` is the module that the path is written in."""
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
        """One segment further; None where what is left are associated items."""
        found: list[Resolution] = []
        associated = False
        for definition in current.defs:
            if definition.kind is ItemKind.MODULE:
                step = self.offered(viewer or definition, definition, name, ns)
                if not step and definition.external:
                    step = Resolution(outside=f"{definition.local}::{name}")
                found.append(step)
            elif definition.kind is ItemKind.ENUM:
                variant = self.variant(definition, name)
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
        if associated or current.prim or current.param:
            return None
        return merged([each for each in found if each]) if any(found) else NOTHING

    @abstractmethod
    def aliased(self, alias: Def) -> Resolution:
        """What a type alias stands for, where that is a plain path to a type."""

    # ---- preludes ------------------------------------------------------------------------------------

    def prelude(self, crate: Crate, name: str, ns: Ns) -> Resolution:
        """What std's prelude of the crate's edition (and, for types, the language) calls so."""
        edition = self.edition(crate)
        return self.memo("prelude", (edition, name, ns), lambda: self._prelude(edition, name, ns), NOTHING)

    def _prelude(self, edition: str, name: str, ns: Ns) -> Resolution:
        root = self.std_root
        if root is not None:
            path = ("prelude", _PRELUDES.get(edition, "v1"), name)
            found = self.walk(Resolution(defs=(root,)), path, 0, ns)
            if found.defs and not found.rest:
                return found
            if ns is Ns.MACRO:
                found = self.lookup(root, name, ns)
                if found:
                    return found
        if ns is Ns.TYPE and name in PRIMITIVES:
            return Resolution(prim=name)
        return NOTHING

    def std(self, path: str) -> Def | None:
        """An item of the stub crate by its path (`std::vec::Vec`), in the type namespace first."""
        if path not in self._std_paths:
            self._std_paths[path] = self._std(path)
        return self._std_paths[path]

    def _std(self, path: str) -> Def | None:
        if self.std_root is None:
            return None
        names = path.split("::")
        for ns in (Ns.TYPE, Ns.VALUE):
            found = self.walk(Resolution(defs=(self.std_root,)), names, 1, ns)
            if found.defs and not found.rest:
                return found.defs[0]
        return None


def merged(found: Sequence[Resolution]) -> Resolution:
    """Several meanings of one name as one: their definitions together, each once."""
    if len(found) == 1:
        return found[0]
    defs = tuple(dict.fromkeys(each for resolution in found for each in resolution.defs))
    outside = next((resolution.outside for resolution in found if resolution.outside), "")
    return Resolution(
        defs=defs,
        outside="" if defs else outside,
        prim=next((each.prim for each in found if each.prim and not defs), ""),
        rest=max((each.rest for each in found), default=0),
        ambiguous=any(each.ambiguous for each in found),
    )


def _differ(found: Sequence[Resolution]) -> bool:
    return len({frozenset(each.defs) for each in found}) > 1


def _imports_from_itself(module: Def, name: str) -> bool:
    """Whether a module has `use name::name;`, whose first segment can only be a crate."""
    table = module.place.table
    indices = table.use_names.get(module.ord, {}).get(name, ())
    return any(table.facts.uses[index].path[:1] == [name] for index in indices)


def parent_module(module: Def) -> Def | None:
    """The module around a module; None for a crate root."""
    parent = module.parent
    return parent.module if parent is not None else None


def within(module: Def, limit: Def) -> bool:
    """Whether a module is another or inside it."""
    current: Def | None = module
    while current is not None:
        if current is limit:
            return True
        current = parent_module(current)
    return False
