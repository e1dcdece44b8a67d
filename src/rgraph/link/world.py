"""All names of one commit: the questions that bodies, declarations and the public API ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Set

from rgraph.model.cargo import CargoTree
from rgraph.model.facts import Fragment
from rgraph.model.ids import RepoPath

from .aliases import Aliases
from .bindings import Bindings
from .blocks import Blocks
from .cfg import Configuration
from .conditions import Conditions
from .crates import Crates
from .declarations import Declarations
from .defs import Def, Place, PlaceKey
from .expansion.rounds import Expansions
from .expansion.splice import Part
from .expansion.templates import Templates
from .fixpoint import Fixpoint
from .globs import Globs
from .impls import Impls
from .imports import Imports
from .known.derived import KnownMacros
from .macro_names import MacroNames
from .macros import MacroScopes
from .modules import Modules
from .names import Names
from .path_steps import Paths
from .places import Beside, Places
from .preludes import Preludes
from .standard import Std
from .symbols import Symbols
from .table import FileTable
from .trace import Trace
from .trait_scopes import TraitScopes
from .trait_sight import TraitSight
from .traits import Traits
from .visibility import Visibility

Fragments = Callable[[RepoPath], Fragment | None]
"""What a file is as an expression, for `include!`."""


def _no_fragment(_: RepoPath) -> Fragment | None:
    return None


class World:
    """The declarations of one commit, and what names in it mean; docs/linking.md describes the questions.

    The world builds its parts, each from those that it asks, and connects those that ask each other in a circle at the
    end (imports need the names of modules, which need imports). Its questions are the bound methods of the parts,
    assigned once: a method here that only called another one would be paid for millions of times.
    """

    def __init__(
        self,
        std: Std,
        configuration: Configuration,
        fragments: Fragments = _no_fragment,
        beside: Beside = lambda _: None,
        parts: MutableMapping[bytes, Part] | None = None,
    ) -> None:
        self._fragments = fragments
        self.configuration = configuration
        self._places = Places(std, configuration, beside)
        self._parts = parts
        self._trace = Trace()
        self._fixpoint = Fixpoint(self._trace)
        self.table = self._places.table
        self._declare()
        self._join_modules()
        self._join_names()

    def _declare(self) -> None:
        trace, places = self._trace, self._places
        self.memo, self.touch, self.forget_all = trace.memo, trace.touch, trace.forget_all
        self.record, self.depend_on = trace.record, trace.depend_on
        self.apart, self.note = trace.apart, trace.note
        declarations = self._declarations = Declarations(trace, places, self.configuration)
        self.read, self.decl, self.edition = declarations.read, declarations.decl, declarations.edition
        self.children, self.named = declarations.children, declarations.named
        self.fields, self.field = declarations.fields, declarations.field
        self.variants, self.variant = declarations.variants, declarations.variant
        self.members, self.member = declarations.members, declarations.member
        self._macros = MacroScopes(trace, places.indexes)
        crates = self._crates = Crates(trace, places, declarations)
        self.root_of, self.extern, self.extern_crate = crates.root_of, crates.extern, crates.extern_crate

    def _join_modules(self) -> None:
        trace, declarations, crates = self._trace, self._declarations, self._crates
        paths = self._paths = Paths(declarations, crates)
        imports = self._imports = Imports(self._fixpoint, declarations, crates, self._macros, paths, self.configuration)
        visibility = Visibility(declarations, imports)
        bindings = Bindings(declarations, crates, self._macros, imports)
        globs = self._globs = Globs(self._fixpoint, declarations, bindings, imports, visibility, self.configuration)
        modules = self._modules = Modules(trace, self._fixpoint, declarations, bindings, globs, self.configuration)
        preludes = self._preludes = Preludes(self._fixpoint, declarations, paths, modules.lookup, self._places.std_root)
        self._blocks = Blocks(declarations, imports, bindings, globs, modules.found, self.configuration)
        paths.offered = modules.offered
        imports.lookup, imports.prelude = modules.found_without, preludes.prelude
        self.walk = paths.walk
        self.use_path, self.imported = imports.use_path, imports.imported
        self.sees, self.visible = visibility.sees, visibility.visible
        self.lookup = modules.lookup
        self.prelude, self.std = preludes.prelude, preludes.std

    def _join_names(self) -> None:
        trace, declarations, indexes = self._trace, self._declarations, self._places.indexes
        crates, imports, globs, modules = self._crates, self._imports, self._globs, self._modules
        preludes, blocks = self._preludes, self._blocks
        names = Names(
            trace, self._fixpoint, declarations, crates, imports, modules, self._paths, preludes, blocks,
            self.configuration,
        )  # fmt: skip
        self._paths.aliased = globs.aliased = names.aliased
        aliases = Aliases(trace, indexes)
        self._trait_sight = TraitSight(trace, self._places.trait_members, indexes, globs, aliases)
        impls = Impls(trace, indexes, declarations, names, aliases)
        traits = Traits(trace, indexes, declarations, names, preludes)
        scopes = TraitScopes(trace, declarations, imports, globs, modules, preludes, blocks, aliases)
        macro_names = MacroNames(trace, declarations, self._macros, crates, modules, preludes, names)
        self.scope, self.resolve, self.resolve_names = names.scope, names.resolve, names.resolve_names
        self.self_type, self.aliased, self.prefixes = names.self_type, names.aliased, names.prefixes
        self.impl_header, self.inherent = impls.impl_header, impls.inherent
        self.trait_impls, self.impls_of, self.implemented = impls.trait_impls, impls.impls_of, impls.implemented
        self.have_many = impls.have_many
        self.names_of = aliases.of
        self.traits_with, self.traits_now_with = traits.traits_with, traits.now_with
        self.supertraits, self.derives = traits.supertraits, traits.derives
        self.is_made = traits.is_made
        known = KnownMacros(trace, declarations, crates, globs, names, preludes, traits, self._paths)
        self.known_derives, self.attribute_macro = known.known_derives, known.attribute_macro
        self.derived, self.known_member = known.derived, known.known_member
        self.traits_in_scope, self.module_sees = scopes.traits_in_scope, scopes.module_sees
        self.macro = macro_names.macro
        conditions = Conditions(trace, declarations, names, macro_names, self.configuration)
        self.cfg, self.split = conditions.cfg, conditions.split
        self.holds, self.params = conditions.holds, conditions.params
        self.own_cfg = conditions.own
        templates = Templates(trace, declarations)
        self.template = templates.of
        self._expansions = Expansions(
            trace, self._places, declarations, names, macro_names, conditions, templates, self._parts
        )
        self.expansions_of, self.offer = self._expansions.unexpanded, self._expansions.offer
        self.symbol = Symbols(trace, declarations, impls).symbol

    def fragment(self, path: RepoPath) -> Fragment | None:
        """What a file is as an expression, traced; None where it is none."""
        self.touch("b", path)
        return self._fragments(path)

    # ---- commits -------------------------------------------------------------------------------------

    def update(self, cargo: CargoTree, tables: Mapping[RepoPath, FileTable]) -> set[int]:
        """Turn to another commit; returns the keys of the base facts that changed.

        A file that has not changed must come with the same table object.
        """
        is_first = self._places.is_fresh
        keys = self._places.update(cargo, tables)
        self._trace.forget(keys)
        keys |= self._expansions.settle(is_first)  # before traits: macro calls may declare some
        if is_first:
            self._places.trait_members.clear()
            return keys
        seen = self._trait_sight.settle(self._places.by_key.values())
        self._trace.forget(seen)
        return keys | seen

    def stop_tracing(self) -> None:
        """For a world that is only asked: no file will be linked in it, and it will not turn to another commit."""
        self._trace.stop_recording()

    @property
    def places(self) -> Mapping[PlaceKey, Place]:
        """All places, by their keys: crate id, structural path of the module, file."""
        return self._places.by_key

    @property
    def by_path(self) -> Mapping[RepoPath, list[Place]]:
        """The places of each file."""
        return self._places.by_path

    @property
    def roots(self) -> Mapping[str, Place]:
        """The root file of each crate, by the crate's id."""
        return self._places.roots

    @property
    def missing(self) -> list[tuple[RepoPath, str]]:
        """The `mod x;` whose file is not there, as (file, module)."""
        return self._places.missing

    @property
    def asked_outside(self) -> Set[tuple[str, str]]:
        """The absent dependencies that were asked for: the id of the asking crate, and the name that its code uses."""
        return self._crates.asked_outside

    def outside_globs(self, module: Def) -> list[str]:
        """The paths outside the workspace from which globs of a module re-export names to other crates."""
        return self._globs.outside(module, None)

    @property
    def std_root(self) -> Def | None:
        """The root of the stub of the standard library."""
        return self._places.std_root
