"""Lexical scopes: what a path means inside an item.

The order is that of the Reference ("Name resolution", "Preludes"): generic parameters and blocks from the inside out,
the module, the extern prelude, the prelude of std, the primitive types.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rgraph.model.facts import ItemKind
from rgraph.model.hygiene import CRATE_NAME
from rgraph.model.syntax import Path, TPath

from .alternatives import followed, otherwise, settled, where
from .blocks import Blocks
from .cfg import Configuration
from .crates import Crates
from .declarations import Declarations
from .defs import Def
from .fixpoint import Fixpoint
from .imports import BODY_KINDS, Imports, as_start
from .modules import Modules
from .path_steps import Paths
from .preludes import Preludes
from .resolution import NOTHING, Layer, Ns, Resolution, Scope
from .trace import Trace

GENERIC_KINDS = frozenset(
    {
        ItemKind.FUNCTION,
        ItemKind.STRUCT,
        ItemKind.ENUM,
        ItemKind.UNION,
        ItemKind.TRAIT,
        ItemKind.TRAIT_ALIAS,
        ItemKind.IMPL,
        ItemKind.TYPE_ALIAS,
        ItemKind.CONST,
    }
)
KEYWORDS = frozenset({"crate", "$crate", "self", "super", "Self"})
"""Segments that name no item."""

SELF_KINDS = frozenset({ItemKind.IMPL, ItemKind.TRAIT, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


class Names:
    """Resolves paths where they are written: generics, blocks, Self, then the module."""

    def __init__(
        self,
        trace: Trace,
        fixpoint: Fixpoint,
        declarations: Declarations,
        crates: Crates,
        imports: Imports,
        modules: Modules,
        paths: Paths,
        preludes: Preludes,
        blocks: Blocks,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._trace = trace
        self._fixpoint = fixpoint
        self._declarations = declarations
        self._crates = crates
        self._imports = imports
        self._modules = modules
        self._paths = paths
        self._preludes = preludes
        self._blocks = blocks
        self._scopes = trace.table("scope")
        self._module_paths = trace.table("module_path")

    def scope(self, definition: Def) -> Scope:
        """The scope inside an item: generic parameters, `Self`, the blocks of functions around it, its module."""
        entry = self._scopes.get(definition)
        if entry is not None:
            self._trace.reading.add(entry)
            known: Scope = entry.value
            return known
        return self._trace.memo("scope", definition, lambda: self._scope(definition))

    def _scope(self, definition: Def) -> Scope:
        layers: list[Layer] = []
        self_def: Def | None = None
        current: Def | None = definition
        inner = definition  # the one before, inside `current`
        outer = False  # past a function: an inner item must not use the generics and Self around it (E0401)
        while current is not None and current.kind is not ItemKind.MODULE:
            if current is not definition and current.kind in BODY_KINDS:
                outer = True
                layers += [Layer(current, None, None, around=number) for number in self._blocks_around(inner)]
            elif not outer and current.kind in GENERIC_KINDS:
                self._add_generics(layers, current)
            if not outer and self_def is None and current.kind in SELF_KINDS:
                self_def = current
            inner, current = current, current.parent
        return Scope(definition, definition.module, tuple(layers), self_def)

    def _blocks_around(self, definition: Def) -> Sequence[int]:
        """The numbers of the blocks around an item of a body, innermost first; 0 is any block."""
        item = self._declarations.decl(definition)
        return item.blocks[::-1] if item is not None and item.blocks else (0,)

    def _add_generics(self, layers: list[Layer], owner: Def) -> None:
        item = self._declarations.decl(owner)
        if item is not None and item.generics.params:
            layers.append(Layer(owner, {param.name: param.kind for param in item.generics.params}, None))

    def resolve(self, scope: Scope, path: Path, ns: Ns) -> Resolution:
        """What a path means in a scope. `<T as Trait>::f` leads to the trait, with `f` left over; `<T>::f` needs the
        type of `T`, so nothing is found and the reason is `type_relative`.
        """
        segments = path.segments
        if path.qself is not None:
            if not path.trait_len:
                return Resolution(rest=len(segments), reason="type_relative")
            names = [segment.name for segment in segments[: path.trait_len]]
            return self.resolve_names(scope, names, Ns.TYPE, path.root).leaving(len(segments) - path.trait_len)
        return self.resolve_names(scope, [segment.name for segment in segments], ns, path.root)

    def resolve_names(self, scope: Scope, names: Sequence[str], ns: Ns, root: bool = False) -> Resolution:
        """`resolve` for plain segments, under the cfgs of the scope's item."""
        found = self._resolved(scope, names, ns, root)
        if not found.elsewhere:
            return found
        return where(found, lambda: self._declarations.conditions_around(scope.owner), self._configuration)

    def _resolved(self, scope: Scope, names: Sequence[str], ns: Ns, root: bool) -> Resolution:
        if not names:
            return NOTHING
        first = names[0]
        if root or first in {"crate", "$crate", "self", "super"} or first.startswith(CRATE_NAME):
            return self._imports.use_path(scope.module, tuple(names), root, ns)
        if first == "Self":
            return self._self_path(scope, names, ns)
        if scope.layers:
            found = self.in_layers(scope, names, ns)
            if found is not None and (found or not found.elsewhere):
                return found
            if found is not None:
                outer = self._modules.found(scope.module, names[0], ns if len(names) == 1 else Ns.TYPE)
                return self._walked(scope.module, tuple(names), ns, followed(found, outer, self._configuration))
        return self._module_path(scope.module, tuple(names), ns)

    def prefixes(self, scope: Scope, names: Sequence[str], root: bool = False) -> Iterator[Resolution]:
        """What the first segment of a path means, then the first two together, and so on, as long as that is known.

        Keywords such as `crate` and `super` are passed over.
        """
        meaning: Resolution | None = None
        for used in range(1, len(names) + 1):
            if names[used - 1] in KEYWORDS or names[used - 1].startswith(CRATE_NAME):
                meaning = None
                continue
            # The first two segments are resolved afresh: what a lone segment means can differ from what it means as
            # the start of a longer path (`as_start`). After that one step from the meaning before is enough.
            if meaning is not None and used > 2:
                meaning = self._paths.walk(meaning, names[used - 1 : used], 0, Ns.TYPE, scope.module)
            else:
                meaning = self.resolve_names(scope, names[:used], Ns.TYPE, root)
            if meaning.rest or meaning.outside or not meaning.defs:
                return
            yield meaning

    def _self_path(self, scope: Scope, names: Sequence[str], ns: Ns) -> Resolution:
        if scope.self_def is None:
            return NOTHING
        whole = Resolution(defs=(scope.self_def,), is_self=True, rest=len(names) - 1)
        if len(names) == 2:
            target = self.self_type(scope.self_def)
            if target.defs and target.defs[0].kind is ItemKind.ENUM:
                variant = self._declarations.variant(target.defs[0], names[1])
                if variant is not None:
                    return Resolution(defs=(variant,))
        return whole

    def self_type(self, definition: Def) -> Resolution:
        """What `Self` means in an impl, trait or type: a definition, if the type of the impl is a path to one."""
        if definition.kind is not ItemKind.IMPL:
            return Resolution(defs=(definition,))
        return self._fixpoint.answer("self_type", definition, lambda: self._self_type(definition), NOTHING)

    def _self_type(self, implementation: Def) -> Resolution:
        item = self._declarations.decl(implementation)
        if item is None or not isinstance(item.ty, TPath):
            return NOTHING
        found = self.resolve(self.scope(implementation), item.ty.path, Ns.TYPE)
        if found.defs and not found.rest and not found.param and found.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(found.defs[0]) or found
        return found

    def in_layers(self, scope: Scope, names: Sequence[str], ns: Ns) -> Resolution | None:
        """What a path means by the generics and blocks of a scope; None if they do not have its first name."""
        first_ns = ns if len(names) == 1 else Ns.TYPE
        pending = NOTHING  # what inner layers have under a cfg that does not hold
        for layer in scope.layers:
            if layer.generics is not None:
                kind = layer.generics.get(names[0])
                if kind is not None and first_ns is not Ns.MACRO and (kind == "const" or first_ns is Ns.TYPE):
                    return Resolution(defs=(layer.owner,), param=names[0], rest=len(names) - 1)
                continue
            found = self._blocks.named(layer, names[0], first_ns)
            if pending.elsewhere:
                found = followed(pending, found, self._configuration)
            if found:
                return self._paths.walk(found, names, 1, ns, scope.module)
            pending = found
        return pending if pending.elsewhere else None

    def _module_path(self, module: Def, names: tuple[str, ...], ns: Ns) -> Resolution:
        entry = self._module_paths.get((module, names, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: Resolution = entry.value
            return known
        return self._fixpoint.answer(
            "module_path", (module, names, ns), lambda: self._in_module(module, names, ns), NOTHING
        )

    def _in_module(self, module: Def, names: tuple[str, ...], ns: Ns) -> Resolution:
        first_ns = ns if len(names) == 1 else Ns.TYPE
        return self._walked(module, names, ns, as_start(self._modules.found(module, names[0], first_ns), names))

    def _walked(self, module: Def, names: tuple[str, ...], ns: Ns, start: Resolution) -> Resolution:
        """What a path means whose first name means `start` in its module, or else what it means in the preludes."""
        first_ns = ns if len(names) == 1 else Ns.TYPE

        def around() -> Resolution:
            found = self._crates.extern(module.crate, names[0]) if first_ns is Ns.TYPE else NOTHING
            return found or self._preludes.prelude(module.crate, names[0], first_ns)

        found = settled(start or otherwise(start, around, self._configuration))
        return self._paths.walk(found, names, 1, ns, module) if found else NOTHING

    def aliased(self, alias: Def) -> Resolution:
        """The definition that a type alias stands for, if it is a plain path to one."""
        return self._fixpoint.answer("alias", alias, lambda: self._aliased(alias), NOTHING)

    def _aliased(self, alias: Def) -> Resolution:
        item = self._declarations.decl(alias)
        if item is None or not isinstance(item.ty, TPath) or item.ty.path.qself is not None:
            return NOTHING
        found = self.resolve(self.scope(alias), item.ty.path, Ns.TYPE)
        if found.rest or found.param or not found.defs:
            return NOTHING
        if found.defs[0].kind is ItemKind.TYPE_ALIAS:
            return self.aliased(found.defs[0])
        return found
