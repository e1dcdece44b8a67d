"""The old idioms of one tree alone, without a session: as rules ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rgraph.model.ids import RepoPath
from rgraph.view.graph import CommitGraph

from .content_sites import Catalogues
from .idiom import Idiom
from .looking import Looking
from .promises import Promises, Stated
from .report import Place
from .rust import parse_rust


def looked(
    graph: CommitGraph, idioms: Sequence[Idiom], msrv: str, tests: bool, promised: bool = True
) -> Iterator[tuple[Idiom, Place]]:
    """Every place of some idioms; where `promised`, of those whose new form the promised Rust is known to have."""
    promises = Promises(graph, Stated(parse_rust(msrv), "msrv") if msrv else None, None)
    looking = Looking(graph, Catalogues(graph.idioms, lambda _: None), promises, tests)
    found = looking.found(idioms)
    for idiom in idioms:
        for place in found[idiom.id].places:
            if not promised or promises.leave(idiom, RepoPath(place.path))[1].is_given:
                yield idiom, place
