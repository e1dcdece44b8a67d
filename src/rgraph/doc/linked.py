"""Where the pages of modules lie, for reports that lead to them: as `[doc]` in `rgraph.toml` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from rgraph.errors import RevisionError
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.toml import TomlError, read

from .book import Page
from .folder import LIST, Pages
from .limits import MAX_DOCUMENT_BYTES
from .names import stem

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.model.ids import Oid

_URL = re.compile(r"https?://[^\s()<>\"'\\]+\Z")
_FOLDER = re.compile(r"[^/\\.\s\0][^\\\0]*\Z")


def module_pages(
    repository: Repository, rev: str, modules: Iterable[str], note: Callable[[str], None] = lambda _: None
) -> dict[str, str]:
    """The page of each of some modules that has one, as a link: below `[doc] url`, else below `[doc] folder`.

    Nothing where no folder is configured at the revision (for what is not committed: at HEAD), or it holds no pages.
    """
    oid = _commit(repository, rev)
    settings = _settings(repository, oid, note) if oid is not None else {}
    folder, url = settings.get("folder", ""), settings.get("url", "")
    if not isinstance(folder, str) or not _FOLDER.match(folder) or ".." in folder.split("/"):
        if "folder" in settings:
            note(f"{SETTINGS_FILE}: [doc] folder is not a folder of the repository")
        return {}
    if url and not (isinstance(url, str) and _URL.match(url)):
        note(f"{SETTINGS_FILE}: [doc] url is not a URL")
        url = ""
    names = _names(repository, oid, folder.rstrip("/"))
    base = url.rstrip("/") if isinstance(url, str) and url else quote(folder.rstrip("/"))
    found: dict[str, str] = {}
    for module in dict.fromkeys(modules):
        name = f"{stem(Page(module, 'module', module, []))}.md"
        if name in names:
            found[module] = f"{base}/{quote(name)}"
    return found


def _commit(repository: Repository, rev: str) -> Oid | None:
    try:
        return repository.resolve(rev)
    except RevisionError:
        return repository.head()


def _settings(repository: Repository, oid: Oid, note: Callable[[str], None]) -> dict[str, object]:
    data = _file(repository, oid, SETTINGS_FILE)
    if data is None:
        return {}
    try:
        table = read(data, MAX_DOCUMENT_BYTES)[1].get("doc", {})
    except TomlError as error:
        note(f"{SETTINGS_FILE}: {error.reason}")
        return {}
    return table if isinstance(table, dict) else {}


def _names(repository: Repository, oid: Oid | None, folder: str) -> frozenset[str]:
    data = _file(repository, oid, f"{folder}/{LIST}") if oid is not None else None
    try:
        return frozenset(msgspec.json.decode(data, type=Pages).pages) if data is not None else frozenset()
    except msgspec.MsgspecError:
        return frozenset()


def _file(repository: Repository, oid: Oid, path: str) -> bytes | None:
    blob = repository.blob_at(oid, path)
    return repository.read(blob) if blob is not None and repository.blob_size(blob) <= MAX_DOCUMENT_BYTES else None
