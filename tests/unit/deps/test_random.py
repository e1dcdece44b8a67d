"""Trees, reasons and lists of random resolutions, circles among them: they end, and name what is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo.layout import layout
from rgraph.deps.listing import duplicates, listing
from rgraph.deps.standing import Standing
from rgraph.deps.tree import tree, why
from rgraph.model.cargo import LockedPackage, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.render.deps_graph import tree_dot
from rgraph.render.deps_text import duplicates_text, listing_text, tree_text

from ..cargo.resolution.test_order import NAMES, locks, manifests, resolved, trees


@given(trees, locks, st.fixed_dictionaries({name: st.none() | manifests(name) for name in NAMES}), st.booleans())
def test_every_answer_ends(
    folders: dict[str, Manifest],
    files: dict[str, list[LockedPackage]],
    published: dict[str, Manifest | None],
    whole: bool,
) -> None:
    at = {RepoPath(f"{folder}/Cargo.toml".lstrip("/")): manifest for folder, manifest in folders.items()}
    locked = {RepoPath(path): Lockfile(packages=packages) for path, packages in files.items()}
    found = Standing("", layout(at, [*at]), at, locked, resolved(folders, files, published))
    listed = listing(found, whole=whole)
    drawn = tree(found, whole=True)
    lines = [line for line in tree_text(drawn).split("\n\nnote:")[0].split("\n") if line and "[" not in line[:20]]
    assert len(lines) >= len([each for each in drawn.branches if not each.depth])
    assert listing_text(listed) and duplicates_text(duplicates(found, whole)) and tree_dot(drawn)
    for each in {package.name for package in listed.packages if package.version}:
        assert why(found, each, whole=whole).branches[0].name == each
