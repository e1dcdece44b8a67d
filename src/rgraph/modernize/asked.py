"""The record that `rgraph modernize` asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.model.ids import Oid
from rgraph.view.session import STAGED, WORKTREE

from .contents import Catalogue
from .idiom import Idiom, idioms
from .looking import Looking
from .promises import Promises, Stated, clippy_promise
from .report import Modernization
from .rust import parse_rust

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph
    from rgraph.view.session import Session

_CLIPPY_FILES = ("clippy.toml", ".clippy.toml")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: idioms by id (none: all), the least Rust ("": as the packages say), tests or not."""

    idioms: Sequence[str] = ()
    msrv: str = ""
    tests: bool = False


def modernization(session: Session, at: str, options: Options) -> Modernization:
    """The old idioms of a revision. Raises ConfigError for an idiom or a version that there is not."""
    chosen = _chosen(options.idioms)
    graph = session.graph(at)
    promises = Promises(graph, _given(options.msrv), _clippy(session, graph))
    catalogue = Catalogue(
        [idiom.pattern for idiom in idioms() if idiom.pattern is not None], session.store, session.note
    )
    looking = Looking(graph, catalogue, promises, options.tests)
    found = looking.found(chosen)
    uses = [looking.use(idiom, found[idiom.id]) for idiom in chosen]
    return Modernization(
        graph.commit,
        sorted((use for use in uses if use.count or use.unresolved), key=lambda use: (-use.count, use.id)),
        promises.all(),
        len(looking.paths),
        sum(one.in_tests for one in found.values()),
    )


def _chosen(names: Sequence[str]) -> list[Idiom]:
    known = {idiom.id: idiom for idiom in idioms()}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise ConfigError(f"no idiom {name!r}", f"did you mean {near[0]}?" if near else "docs/idioms.md lists them")
    return [known[name] for name in names] if names else list(known.values())


def _given(msrv: str) -> Stated | None:
    return Stated(parse_rust(msrv), "--msrv") if msrv else None


def _clippy(session: Session, graph: CommitGraph) -> Stated | None:
    """What the `clippy.toml` at the root says; of the staged tree and the working directory, what HEAD's says."""
    oid = session.repository.head() if graph.commit in {STAGED, WORKTREE} else Oid(graph.commit)
    for name in _CLIPPY_FILES if oid else ():
        assert oid is not None
        blob = session.repository.blob_at(oid, name)
        if blob is not None:
            return clippy_promise(session.repository.read(blob), name)
    return None
