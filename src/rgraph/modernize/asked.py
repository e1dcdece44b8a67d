"""The record that `rgraph modernize` asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.model.ids import Oid
from rgraph.view.session import STAGED, WORKTREE

from .content_sites import Catalogues
from .growth import Growth
from .idiom import Idiom, idioms
from .looking import Looking
from .past import Chain, Past, Sides
from .planning import Planner
from .promises import Promises, Stated, clippy_promise
from .report import Modernization
from .report import Past as PastOf
from .rust import parse_rust

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph
    from rgraph.view.session import Session

_CLIPPY_FILES = ("clippy.toml", ".clippy.toml")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: idioms by id (none: all), the least Rust ("": as the packages say), tests or not, the past
    or not, since which revision it is told how the counts moved ("": a year), a plan or not."""

    idioms: Sequence[str] = ()
    msrv: str = ""
    tests: bool = False
    past: bool = True
    since: str = ""
    plan: bool = False


def modernization(session: Session, at: str, options: Options) -> Modernization:
    """The old idioms of a revision. Raises ConfigError for an idiom or a version that there is not."""
    chosen = _chosen(options.idioms)
    graph = session.graph(at)
    promises = Promises(graph, _given(options.msrv), _clippy(session, graph))
    catalogues = Catalogues(graph.idioms, session.note)
    looking = Looking(graph, catalogues, promises, options.tests, session.widened(at))
    found = looking.found(chosen)
    uses = [use for idiom in chosen if (use := looking.use(idiom, found[idiom.id])).count or use.unresolved]
    made = Modernization(
        graph.commit,
        sorted(uses, key=lambda use: (-use.count, use.id)),
        promises.all(),
        len(looking.paths),
        sum(one.in_tests for one in found.values()),
    )
    if options.plan:
        made = replace(made, plan=Planner(graph).plan(made.uses))
    return with_past(session, made, catalogues, options) if options.past else made


def with_past(session: Session, made: Modernization, catalogues: Catalogues, options: Options) -> Modernization:
    """The same with who brought what, and how often it stood there before."""
    tip = session.repository.head() if made.commit in {STAGED, WORKTREE} else Oid(made.commit)
    used = {use.id for use in made.uses}
    mine = [idiom for idiom in idioms() if idiom.id in used and idiom.pattern is not None]
    if tip is None or not mine:
        return made
    chain = Chain(session.repository, tip)
    sides = Past(chain, mine, options.tests).sides()
    compared = session.repository.resolve(options.since) if options.since else chain.a_year_before()
    growth = Growth(session.repository, session.store, catalogues, options.tests)
    then = growth.counts(compared, mine) if compared else None
    now = growth.counts(tip, mine) if compared else None
    known = {idiom.id for idiom in mine}
    uses = [
        replace(
            use,
            past=PastOf(
                then[use.id] if then is not None and use.id in known else None,
                now[use.id] if now is not None and use.id in known else None,
                sides.first.get(use.id),
                sides.last.get(use.id),
            ),
        )
        for use in made.uses
    ]
    time = session.repository.commit(compared).time if compared else 0
    return replace(made, uses=uses, compared=compared or "", compared_time=time, history=told(chain, sides))


def told(chain: Chain, sides: Sides) -> str:
    """How much of the history was looked at for who brought what."""
    count = len(chain.steps)
    if not chain.is_whole:
        end = chain.steps[-1].oid[:10]
        return f"the history ends at {end}, so who introduced each idiom first is not known"
    if sides.looked_newest == sides.looked_oldest == count:
        return ""
    return (
        f"to find who introduced each idiom, the newest {sides.looked_newest:,} and the oldest "
        f"{sides.looked_oldest:,} of {count:,} commits (first parents) were searched"
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
