"""A package in a commit of a git repository, read from its objects: nothing is checked out."""

from __future__ import annotations

from rgraph.deps.limits import MAX_FILE_BYTES
from rgraph.errors import RepositoryError
from rgraph.git.repository import Repository, open_clone
from rgraph.model.ids import Oid

from .package_files import MANIFEST, Measure, PackageFiles, SourceError, is_wanted
from .workspace import stand_alone


def read_commit(path: str, inside: str) -> PackageFiles:
    """The package at `COMMIT:FOLDER` of the repository at `path`.

    Raises SourceError where it is not there, or beyond a limit.
    """
    commit, _, folder = inside.partition(":")
    try:
        repository = open_clone(path)
        return read_tree(repository, Oid(commit), folder)
    except RepositoryError as error:
        raise SourceError(error.message) from None


def read_tree(repository: Repository, commit: Oid, folder: str) -> PackageFiles:
    """The package in a folder of a commit. Raises SourceError, RepositoryError."""
    found = PackageFiles()
    measure = Measure()
    for path, blob in repository.package_tree(commit, folder, measure.enter):
        if not is_wanted(path):
            continue
        size = repository.blob_size(blob)
        if size > MAX_FILE_BYTES:
            found.left_out.append(f"{path}: larger than {MAX_FILE_BYTES >> 20} MB")
            continue
        measure.keep(size)
        found.files[path] = repository.read(blob)
    if MANIFEST not in found.files:
        raise SourceError(f"the commit {commit[:12]} has no Cargo.toml in {folder or 'its top folder'}")
    return stand_alone(found, folder, lambda path: _manifest(repository, commit, path))


def _manifest(repository: Repository, commit: Oid, path: str) -> bytes | None:
    blob = repository.blob_at(commit, path)
    if blob is None or repository.blob_size(blob) > MAX_FILE_BYTES:
        return None
    return repository.read(blob)
