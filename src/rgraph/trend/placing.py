"""Which crate and module each file of a tree is, and whether it is test code: from manifests and `mod` lines alone."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rgraph.cargo.layout import layout
from rgraph.link.limits import MAX_FILES_DEEP
from rgraph.model.cargo import Manifest
from rgraph.model.ids import RepoPath
from rgraph.view.testcode import TEST_TARGETS

from .counts import Counts, Declared


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a file stands: the first crate that has it, the module there. Test code is what no other code has."""

    crate: str
    module: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class _Visit:
    path: RepoPath
    module: str
    folder: str
    stem: str
    is_test: bool
    depth: int


def placed(
    manifests: Mapping[RepoPath, Manifest], paths: Collection[RepoPath], counts: Mapping[RepoPath, Counts]
) -> dict[RepoPath, Placed]:
    """The place of every file that some crate has. `paths` are all indexed ones, `counts` those of Rust files."""
    found: dict[RepoPath, Placed] = {}
    for crate in layout(manifests, paths).crates:
        of_tests = crate.kind in TEST_TARGETS
        for visit in _visits(crate.root, crate.id, of_tests, counts):
            known, is_test = found.get(visit.path), visit.is_test or counts[visit.path].is_test
            if known is None or (known.is_test and not is_test):
                found[visit.path] = Placed(crate.id, visit.module, is_test)
    return found


def _visits(root: RepoPath, crate: str, is_test: bool, counts: Mapping[RepoPath, Counts]) -> Iterator[_Visit]:
    """The files of a crate, each once for test code and once for other code."""
    seen: set[tuple[RepoPath, bool]] = set()
    waiting = [_Visit(root, crate, posixpath.dirname(root), "", is_test, 0)]
    while waiting:
        visit = waiting.pop()
        own = counts.get(visit.path)
        if own is None or (visit.path, visit.is_test) in seen:
            continue
        seen.add((visit.path, visit.is_test))
        yield visit
        if visit.depth < MAX_FILES_DEEP:
            waiting += [one for declared in own.modules for one in _files(visit, declared, own.is_test, counts)]


def _files(visit: _Visit, declared: Declared, is_test: bool, counts: Mapping[RepoPath, Counts]) -> Iterator[_Visit]:
    """The files that a `mod NAME;` may mean: those that attributes name, else the usual one."""
    folder, stem = visit.folder, visit.stem
    for name, given in declared.around:
        folder, stem = posixpath.join(folder, given) if given else posixpath.join(folder, stem, name), ""
    module = "::".join([visit.module, *(name for name, _ in declared.around), declared.name])
    tests, depth = visit.is_test or is_test or declared.is_test, visit.depth + 1
    for given in declared.paths:
        path = RepoPath(posixpath.normpath(posixpath.join(folder, given)))
        if path in counts:
            yield _Visit(path, module, posixpath.dirname(path), "", tests, depth)
    base = posixpath.join(folder, stem)
    for below, inside in ((f"{declared.name}.rs", (base, declared.name)), (f"{declared.name}/mod.rs", None)):
        path = RepoPath(posixpath.normpath(posixpath.join(base, below)))
        if path in counts:
            inner = inside or (posixpath.join(base, declared.name), "")
            yield _Visit(path, module, *inner, tests, depth)
            return
