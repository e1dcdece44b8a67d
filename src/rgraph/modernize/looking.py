"""The old idioms of one tree: places found by syntax, judged by the graph, counted by idiom and file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rgraph.model.ids import RepoPath
from rgraph.parse.sites import Site
from rgraph.view.graph import CommitGraph

from .content_sites import Catalogue, Catalogues
from .deprecations import FINDERS, Deprecations
from .idiom import Idiom
from .judging import Judge
from .promises import Promises
from .report import Place, Use
from .verdict import Verdict

_TEXT = 160


@dataclass(slots=True)
class Found:
    """What one idiom has in a tree."""

    places: list[Place] = field(default_factory=list)
    unresolved: int = 0
    in_tests: int = 0


class Looking:
    """Looks for idioms in one tree."""

    def __init__(
        self,
        graph: CommitGraph,
        catalogues: Catalogues,
        promises: Promises,
        tests: bool,
        widened: CommitGraph | None = None,
    ) -> None:
        self.graph, self._catalogues, self._promises = graph, catalogues, promises
        self._widened, self._tests = widened or graph, tests
        self.judge = Judge(graph, promises, tests)
        self._lines: dict[RepoPath, list[str]] = {}

    @cached_property
    def paths(self) -> list[RepoPath]:
        """The Rust files that are in a module tree: others, fixtures mostly, are nobody's code."""
        rust = (path for path in self.graph.files if path.endswith(".rs"))
        return [path for path in rust if (linked := self.graph.linked(path)) is not None and linked.defs]

    def found(self, idioms: Sequence[Idiom]) -> dict[str, Found]:
        """What each of some idioms has in the tree."""
        found = {idiom.id: Found() for idiom in idioms}
        by_id = {idiom.id: idiom for idiom in idioms}
        seen: set[tuple[str, RepoPath, int, str]] = set()
        for path, site in self._sites():
            idiom = by_id.get(site.pattern)
            if idiom is None:
                continue
            if idiom.is_mentioned:  # `static A: Lazy<T> = Lazy::new(f)` is one
                key = (idiom.id, path, site.line, site.words["name"])
                if key in seen:
                    continue
                seen.add(key)
            self._count(idiom, path, site, found[site.pattern])
        for idiom in idioms:
            if idiom.deprecated:
                found[idiom.id].places += FINDERS[idiom.deprecated](self._deprecations)
        return found

    @cached_property
    def _deprecations(self) -> Deprecations:
        return Deprecations(self._widened, self._tests)

    def _count(self, idiom: Idiom, path: RepoPath, site: Site, found: Found) -> None:
        verdict = self.judge.verdict(idiom, path, site)
        if verdict is Verdict.STANDS:
            found.places.append(self._place(path, site))
        found.unresolved += verdict is Verdict.UNKNOWN
        found.in_tests += verdict is Verdict.TEST

    def _sites(self) -> Iterator[tuple[RepoPath, Site]]:
        self.graph.load_facts()
        yield from self._sites_in(self._catalogues.every, self.paths)
        yield from self._sites_in(self._catalogues.old, [path for path in self.paths if self._is_old(path)])

    def _sites_in(self, catalogue: Catalogue, paths: Sequence[RepoPath]) -> Iterator[tuple[RepoPath, Site]]:
        contents = {self.graph.files[path].blob: path for path in paths}
        sites = catalogue.of(contents, lambda blob: self.graph.source(contents[blob]))
        for path in paths:
            for site in sites[self.graph.files[path].blob]:
                yield path, site

    def _is_old(self, path: RepoPath) -> bool:
        """Whether a file is of an edition that idioms are bound to."""
        editions = {crate.edition for crate in self._promises.crates_of(path)}
        return bool(editions & self._catalogues.editions)

    def _place(self, path: RepoPath, site: Site) -> Place:
        symbols = self.judge.file(path).owner_at(site.start).symbols
        return Place(path, site.line, site.column, symbols[0] if symbols else "", self.line(path, site.line))

    def line(self, path: RepoPath, line: int) -> str:
        """A line of a file, without the blanks around it."""
        lines = self._lines.get(path)
        if lines is None:
            lines = self._lines[path] = self.graph.source(path).decode("utf-8", "replace").split("\n")
        return lines[line - 1].strip()[:_TEXT] if 0 < line <= len(lines) else ""

    def use(self, idiom: Idiom, found: Found) -> Use:
        """An idiom with what was found, told file by file."""
        counts: Counter[str] = Counter()
        blocked: dict[str, str] = {}
        places = []
        for place in found.places:
            counts[place.path] += place.count
            package, leave = self._promises.leave(idiom, RepoPath(place.path))
            places.append(replace(place, allowed=leave.is_given))
            if leave.is_given is False:
                blocked[package] = leave.why
        allowed = sum(place.count for place in places if place.allowed)
        unknown = sum(place.count for place in places if place.allowed is None)
        files = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return Use(
            idiom.id, idiom.title, idiom.why, idiom.instead, str(idiom.rust), idiom.edition, idiom.confidence,
            idiom.reference, sum(counts.values()), allowed, unknown, dict(sorted(blocked.items())), found.unresolved,
            files, places,
        )  # fmt: skip
