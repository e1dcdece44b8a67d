"""Commits and files for store tests, without git."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rgraph.model.graph import Def, Edge, EdgeKind, LinkedFile, Tier, pack_linked
from rgraph.model.ids import EMPTY_BLOB, BlobHash, Oid, RepoPath, Symbol
from rgraph.store.edge_sets import PackedSet
from rgraph.store.packing import set_hash, squeeze
from rgraph.store.placement import CommitFiles, FileVersion
from rgraph.store.store import Store
from rgraph.store.stored_records import Part, StoredBlob
from rgraph.store.writer import Writer

Tree = Mapping[str, str]
"""Path to content name."""


def oid(name: object) -> Oid:
    return Oid(f"{name}".rjust(40, "0"))


def linked(name: str, callee: str = "std::mem::swap") -> LinkedFile:
    return LinkedFile(
        [Def(Symbol(f"demo::{name}"), 0, "demo")],
        [Edge(Symbol(f"demo::{name}"), EdgeKind.CALLS, Symbol(callee), Tier.EXACT, 1, 2)],
        [],
    )


def packed_set(links: LinkedFile) -> PackedSet:
    data = pack_linked(links)
    return PackedSet(set_hash(data), squeeze(data))


def version(path: str, content: str) -> FileVersion:
    """A file whose blob and edge set are named by its content; "" deletes it."""
    if not content:
        return FileVersion(RepoPath(path), EMPTY_BLOB, "")
    return FileVersion(RepoPath(path), BlobHash(content), packed_set(linked(content)).hash)


def add_content(writer: Writer, content: str, parts: Mapping[Part, bytes] | None = None) -> None:
    writer.add_blob(StoredBlob(BlobHash(content), oid(f"b{content}"), 10, 2, "ok", "", 0), parts or {})
    writer.add_sets([packed_set(linked(content))])


def add(writer: Writer, name: object, parents: Sequence[object], tree: Tree, base: Tree | None = None) -> None:
    """A commit with all its files, or (`base`) with the difference to its first parent's tree."""
    for content in set(tree.values()):
        add_content(writer, content)
    if base is None:
        files = CommitFiles([version(path, content) for path, content in tree.items()])
    else:
        changed = {path: tree.get(path, "") for path in {*tree, *base} if tree.get(path) != base.get(path)}
        files = CommitFiles([version(path, content) for path, content in changed.items()], oid(parents[0]))
    writer.add_commit(oid(name), oid("7ee"), [oid(parent) for parent in parents], 0, "A <a@b>", f"m {name}", files)


def tree_of(store: Store, name: object) -> dict[str, str]:
    """The view of a commit, with the contents that its edge sets claim checked against its blobs."""
    files = store.versions.files_at(oid(name))
    assert files == sorted(files, key=lambda file: file.path)
    links = store.contents.linked(file.edges for file in files)
    for file in files:
        assert links[file.edges] == linked(file.blob)
    return {file.path: file.blob for file in files}
