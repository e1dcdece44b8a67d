"""Which of the places that look like an old idiom are one: what the graph confirms, refutes, or does not know."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cached_property

from rgraph.model.facts import ItemKind
from rgraph.model.ids import RepoPath
from rgraph.parse.sites import Site
from rgraph.view.graph import CommitGraph

from .allowed import Allowed, lint_of
from .asks import ASKS
from .idiom import Idiom
from .names import File, in_test_folder, last_segment
from .promises import Promises
from .syntactic import is_own_name
from .verdict import Verdict

_DYN = re.compile(rb"\bdyn\s+(?:for\s*<[^>]*>\s*)?(?:\w+\s*::\s*)*(\w+)")


class Judge:
    """Judges places of one tree."""

    def __init__(self, graph: CommitGraph, promises: Promises, tests: bool) -> None:
        self.graph, self.promises, self._tests = graph, promises, tests
        self._files: dict[RepoPath, File] = {}
        self._allowed = Allowed(graph)
        self._traits: dict[str, bool] = {}
        self._externs: dict[RepoPath, frozenset[str]] = {}

    def file(self, path: RepoPath) -> File:
        """A file of the tree."""
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = File(self.graph, path)
        return found

    def verdict(self, idiom: Idiom, path: RepoPath, site: Site) -> Verdict:
        """What a place is."""
        if site.in_use or not self._is_of_edition(idiom, path):
            return Verdict.OTHER
        if not self._tests and self._is_test(path, site):
            return Verdict.TEST
        if self._is_allowed(idiom, path, site):
            return Verdict.OTHER
        if idiom.is_mentioned and is_own_name(idiom, site, self.graph.source(path)):
            return Verdict.OTHER
        found = [self._meaning(idiom, path, site, capture, paths) for capture, paths in idiom.means.items()]
        found += [ASKS[ask](self, path, site) for ask in idiom.asks] if Verdict.OTHER not in found else []
        return next((verdict for verdict in (Verdict.OTHER, Verdict.UNKNOWN) if verdict in found), Verdict.STANDS)

    def _is_allowed(self, idiom: Idiom, path: RepoPath, site: Site) -> bool:
        lint = lint_of(idiom.reference)
        return bool(lint) and self._allowed.has(self.file(path).owner_at(site.start).symbols, lint)

    def _is_of_edition(self, idiom: Idiom, path: RepoPath) -> bool:
        crates = self.promises.crates_of(path)
        return not idiom.editions or (bool(crates) and all(crate.edition in idiom.editions for crate in crates))

    def _is_test(self, path: RepoPath, site: Site) -> bool:
        if site.in_test or in_test_folder(path):
            return True
        symbols = self.file(path).owner_at(site.start).symbols
        return bool(symbols) and all(symbol in self.graph.module_graph.tests for symbol in symbols)

    def _meaning(self, idiom: Idiom, path: RepoPath, site: Site, capture: str, paths: frozenset[str]) -> Verdict:
        word = site.words.get(capture)
        if word is None:
            return Verdict.STANDS
        file = self.file(path)
        is_macro = any(target.endswith("!") for target in paths)
        name = last_segment(word) + ("!" if is_macro else "")
        word += "!" if is_macro else ""
        targets = file.owner_at(site.start).meant(word, capture) if file.is_linked else set()
        if targets:
            wanted = {_is_one(target, paths) for target in targets}
            return Verdict.UNKNOWN if len(wanted) > 1 else Verdict.STANDS if True in wanted else Verdict.OTHER
        if is_macro and self._foreign(path, paths) and not self._is_own_macro(path, name[:-1]):
            return Verdict.STANDS
        return Verdict.OTHER if idiom.is_mentioned else Verdict.UNKNOWN

    def _foreign(self, path: RepoPath, paths: Iterable[str]) -> bool:
        """Whether a crate that the file's crate depends on is the one that the paths begin with."""
        known = self._externs.get(path)
        if known is None:
            crates = self.promises.crates_of(path)
            known = self._externs[path] = frozenset(
                one.name for crate in crates for one in crate.externs if not one.crate
            )
        return any(target.partition("::")[0] in known for target in paths)

    @cached_property
    def public(self) -> Container[str]:
        """What users of the libraries can name."""
        from rgraph.diff.apis import public_names

        return public_names(self.graph)

    @cached_property
    def dyn_names(self) -> frozenset[str]:
        """The last segments of what stands after `dyn` anywhere in the tree, read as words."""
        sources = (self.graph.source(path) for path in self.graph.files if path.endswith(".rs"))
        return frozenset(found.decode("ascii", "replace") for source in sources for found in _DYN.findall(source))

    def is_trait(self, symbol: str) -> bool:
        """Whether a symbol is known to be a trait: of the tree, or of the standard library."""
        known = self._traits.get(symbol)
        if known is None:
            item = self.graph.item(symbol)
            kind = str(item.kind) if item is not None else self._kind_in_std(symbol)
            known = self._traits[symbol] = kind in {"trait", "trait_alias"}
        return known

    def _kind_in_std(self, symbol: str) -> str:
        from rgraph.view.meanings import meant

        kinds = (str(one.kind) for one in meant(self.graph, symbol).items) if symbol.startswith("std::") else iter(())
        return next(kinds, "")

    def _is_own_macro(self, path: RepoPath, name: str) -> bool:
        """Whether the file's own crate declares a macro of this name."""
        return any((crate.id, name) in self._own_macros for crate in self.promises.crates_of(path))

    @cached_property
    def _own_macros(self) -> frozenset[tuple[str, str]]:
        items = self.graph.module_graph.items.values()
        return frozenset((item.crate, item.name) for item in items if item.kind is ItemKind.MACRO)


def _is_one(target: str, paths: frozenset[str]) -> bool:
    if target in paths:
        return True
    return any(path.endswith("::*") and target.startswith(path[:-1]) for path in paths)
