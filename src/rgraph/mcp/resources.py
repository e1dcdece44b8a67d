"""Files and items at a version, as resources: what a person attaches to a conversation."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, unquote

from rgraph.errors import RevisionError, RgraphError
from rgraph.render.compact import card_told
from rgraph.view.lines import Lines
from rgraph.view.reach import ALL_TIERS

from .failing import bug, failed
from .limits import MOST_CHARACTERS, MOST_LISTED
from .live import Live

_FILE, _ITEM = "rgraph://file/", "rgraph://item/"
_RUST, _TOML, _PLAIN = "text/x-rust", "application/toml", "text/plain"


class Listed(NamedTuple):
    """A resource, or a template of many, as a client lists it."""

    uri: str
    name: str
    about: str
    mime: str


class Read(NamedTuple):
    """The text of a resource, or what went wrong."""

    text: str
    mime: str = _PLAIN
    is_error: bool = False


TEMPLATES = (
    Listed(
        _FILE + "{revision}/{+path}",
        "file at a revision",
        "A .rs, Cargo.toml, Cargo.lock or rgraph.toml file at a revision, in the worktree or staged.",
        _RUST,
    ),
    Listed(
        _ITEM + "{revision}/{+item}",
        "item at a revision",
        "An item by its Rust path: where it is, callers, callees and code.",
        _PLAIN,
    ),
)


def crate_roots(live: Live) -> list[Listed]:
    """The root file of each crate at HEAD."""
    try:
        live.refresh()
        crates = live.graph("HEAD").cargo.crates
    except RgraphError:
        return []
    named = {crate.root: crate.id for crate in reversed(crates)}
    roots = sorted(named.items())[:MOST_LISTED]
    return [Listed(f"{_FILE}HEAD/{quote(path)}", path, f"root of {crate}", _RUST) for path, crate in roots]


def read(live: Live, uri: str) -> Read:
    """A resource's text. A failure says what to do next."""
    kind, revision, name = _split(uri)
    try:
        live.refresh()
        if kind == _FILE:
            return _file(live, revision, name)
        if kind == _ITEM:
            told = card_told(live.session.card(name, revision, ALL_TIERS), Lines(live.graph(revision)))
            return Read("\n".join([*told.head, *told.body, *told.foot]))
        raise RgraphError(f"no resource {uri[:200]!r}", f"resources are {' and '.join(one.uri for one in TEMPLATES)}")
    except RgraphError as error:
        return Read(failed(error, live, revision), is_error=True)
    except Exception as error:  # a bug costs one answer, not the server
        return Read(bug(error), is_error=True)


def _split(uri: str) -> tuple[str, str, str]:
    """Kind, revision and path or item of a resource; a slash in a revision is written `%2F`."""
    kind = next((kind for kind in (_FILE, _ITEM) if uri.startswith(kind)), "")
    revision, _, name = uri.removeprefix(kind).partition("/") if len(uri) <= MOST_CHARACTERS else ("", "", "")
    return kind, unquote(revision), unquote(name)


def _file(live: Live, revision: str, path: str) -> Read:
    """A file of the tree: nothing that the tree does not have is ever looked for."""
    graph = live.graph(revision)
    if path not in graph.files:
        raise RevisionError(
            f"{path!r} is not a file of {revision} that rgraph reads",
            "it reads .rs, Cargo.toml, Cargo.lock and rgraph.toml, named from the root of the repository",
        )
    text = graph.source(path).decode("utf-8", "replace")
    return Read(text, _RUST if path.endswith(".rs") else _TOML)
