"""Files in no module tree: what a test runs or reads, told apart from what was forgotten."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rgraph.cargo.places import is_glob, matches
from rgraph.model.ids import RepoPath

from .graph import CommitGraph

RUNNERS = (
    *("trybuild", "ui_test", "compiletest_rs", "compiletest", "macrotest", "trycmd", "snapbox", "dir-test"),
    *("datatest", "datatest-stable", "goldentests", "libtest-mimic"),
)
"""Crates that run the files of a folder as tests of their own."""

CASES = frozenset(
    {
        *("ui", "ui-fulldeps", "trybuild", "macrotest", "expand", "cases", "pass", "fail", "compile", "compiletest"),
        *("compile-fail", "compile_fail", "compilefail", "compile-pass", "compile_pass", "run-pass", "run_pass"),
        *("run-fail", "run_fail", "build-pass", "check-pass"),
    }
)
"""Folders below `tests/` in which a runner finds what it runs."""

TOLD_BY_NAME = CASES - {"expand", "cases", "pass", "fail", "compile"}
"""Those of them that say so where the manifest names no runner."""

FIXTURES = frozenset(
    {
        *("fixtures", "fixture", "testdata", "test_data", "test-data", "test_files", "test-files", "snapshots"),
        *("golden", "goldens", "corpus", "templates", "template"),
    }
)
"""Folders of what tests and generators read."""

_TEXT = re.compile(rb'"([^"\\\n]{3,200})"')


class Case(msgspec.Struct, frozen=True, gc=False):
    """A file that stands in no module tree for a reason: `why` says which, `folder` is what it belongs to."""

    path: str
    folder: str
    why: str


class Unplaced(msgspec.Struct, frozen=True, gc=False):
    """The `.rs` files in no module tree: those that have their reason, and the others."""

    cases: list[Case]
    forgotten: list[RepoPath]


def unplaced(graph: CommitGraph) -> Unplaced:
    """The files in no module tree, by their folders' names, their packages' manifests, and texts in the sources."""
    paths = [path for path in graph.files if path.endswith(".rs") and not _is_placed(graph, path)]
    packages = _Packages(graph)
    cases: list[Case] = []
    left: dict[str, list[RepoPath]] = {}
    for path in paths:
        found = _by_folder(path, packages)
        if found is not None:
            cases.append(found)
        else:
            left.setdefault(packages.of(path), []).append(path)
    forgotten: list[RepoPath] = []
    for package, rest in left.items():
        named = dict(_named(graph, packages, package, rest))
        cases += [named[path] for path in rest if path in named]
        forgotten += [path for path in rest if path not in named]
    return Unplaced(sorted(cases, key=lambda case: case.path), sorted(forgotten))


def _is_placed(graph: CommitGraph, path: RepoPath) -> bool:
    linked = graph.linked(path)
    return linked is not None and bool(linked.defs)


class _Packages:
    """The folders of packages, and the test runner that each depends on."""

    def __init__(self, graph: CommitGraph) -> None:
        self._folders = sorted((posixpath.dirname(path) for path in graph.manifests), key=len, reverse=True)
        self._runners: Mapping[str, str] = {
            posixpath.dirname(path): runner
            for path, manifest in graph.manifests.items()
            if (
                runner := next(
                    (one for one in RUNNERS if one in {d.package or d.name for d in manifest.dependencies}), ""
                )
            )
        }

    def of(self, path: str) -> str:
        """The folder of the package that a file lies in; "" for the root's, or where there is none."""
        return next((folder for folder in self._folders if not folder or path.startswith(f"{folder}/")), "")

    def runner(self, folder: str) -> str:
        """The crate by which a package runs files as tests, "" for none."""
        return self._runners.get(folder, "")


# ---- by folder -------------------------------------------------------------------------------------------------------


def _by_folder(path: RepoPath, packages: _Packages) -> Case | None:
    package = packages.of(path)
    inner = path[len(package) :].strip("/").split("/")[:-1]
    runner = packages.runner(package)
    for at, name in enumerate(inner):
        folder = "/".join([*([package] if package else []), *inner[: at + 1]])
        if "tests" in inner[:at] and name in CASES and (runner or name in TOLD_BY_NAME):
            return Case(path, folder, f"run by {runner}" if runner else "a folder of test cases")
        if name in FIXTURES:
            return Case(path, folder, "a folder of fixtures")
    return None


# ---- by a text in the sources ----------------------------------------------------------------------------------------


def _named(
    graph: CommitGraph, packages: _Packages, package: str, paths: Iterable[RepoPath]
) -> Iterator[tuple[RepoPath, Case]]:
    """Those files that a text in the package's sources names: a path, a glob, or a folder at least two deep."""
    texts = sorted(
        {
            (text, source)
            for source in graph.files
            if source.endswith(".rs") and packages.of(source) == package and _is_placed(graph, source)
            for text in _paths_in(graph, source)
        }
    )
    for path in paths:
        for text, source in texts:
            wanted = (posixpath.normpath(posixpath.join(base, text)) for base in (package, posixpath.dirname(source)))
            if any(_names(one, path, package) for one in wanted):
                yield path, Case(path, posixpath.dirname(path), f"named in {source}")
                break


def _paths_in(graph: CommitGraph, source: RepoPath) -> Iterator[str]:
    for found in _TEXT.findall(graph.source(source)):
        text = found.decode("utf-8", "replace")
        if "/" in text or text.endswith(".rs"):
            yield text


def _names(text: str, path: str, package: str) -> bool:
    """Whether a text is a file's path, a glob that it fits, or a folder that it lies in."""
    if text == path:
        return True
    if is_glob(text):
        return text.endswith(".rs") and matches(text, path)
    deep = text[len(package) :].strip("/").count("/") >= 1
    return deep and path.startswith(f"{text}/")
