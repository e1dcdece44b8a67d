"""A repository and its store, opened once; graphs of revisions, indexed on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace as replace_fields

from rgraph.errors import ItemError, QueryError, RevisionError
from rgraph.model.contents import Remembered
from rgraph.model.graph import Tier
from rgraph.model.ids import BlobHash, Oid

from .answers import SINCE_UNKNOWN, ItemCard, Life
from .graph import CommitGraph
from .kept_digests import DigestShelf
from .kept_graphs import KeptGraphs
from .places import Outside
from .shelf import StoreShelf

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.link.why import Why
    from rgraph.model.packages import Dependencies
    from rgraph.store.store import Store
    from rgraph.store.stored_records import StoredCommit

    from .absent import Absent
    from .life import Predecessor
    from .query.ask import Table
    from .query.revisions import Search
    from .stored import StoreHistory
    from .walked import Alike

Note = Callable[[str], None]
"""Where a session tells what it does on its own ("indexing 1 commit"): the command line prints it on stderr."""

STAGED, WORKTREE = "staged", "worktree"
"""Names of the trees that are no commit: git's index, and the working directory."""

_WIDENED = "{} widened"
"""What the graph of a commit with its dependencies is kept as."""


class Session:
    """A repository and its store. The store is opened when it is first needed, and kept; graphs within `most_files`."""

    def __init__(
        self,
        repository: Repository,
        note: Note = lambda _: None,
        client: bool = False,
        most_files: int | None = None,
        opened: Callable[[Repository], Store] | None = None,
    ) -> None:
        self.repository = repository
        self.note = note
        self._opened = opened
        self._client = client
        self._graphs = KeptGraphs(most_files)

    @cached_property
    def store(self) -> Store:
        """The store of this repository, made where there is none. Raises StoreError or LockedError."""
        if self._opened is not None:
            return self._opened(self.repository)
        from rgraph.store.store import open_store, store_directory

        return open_store(store_directory(self.repository.common_dir), client=self._client)

    @cached_property
    def contents(self) -> Remembered:
        """What the store knows of contents, read once for all the graphs of this session."""
        return Remembered(self.store.contents)

    @cached_property
    def digests(self) -> DigestShelf:
        """What is kept of the files of the last tree that was judged."""
        return DigestShelf(self.repository.common_dir / "rgraph", self.store)

    def graph(self, rev: str = "HEAD") -> CommitGraph:
        """The graph of a revision as git writes it, of `"staged"` (the index) or `"worktree"`. Indexes what it needs.

        Raises RevisionError for a revision that names no commit, StoreError where the store cannot be used.
        """
        if rev in {STAGED, WORKTREE}:
            return self._kept(rev, lambda: self._uncommitted(rev))
        oid = self.repository.resolve(rev)
        return self._kept(oid, lambda: self._committed(oid))

    def widened(self, rev: str = "HEAD") -> CommitGraph:
        """The graph of a revision with what its code reaches in dependencies, where it was linked into them, and with
        what a compiler's index says, where one was read."""
        graph = self.graph(rev)
        return self._with_compiler(self._into_packages(graph), graph)

    def compiled(self, rev: str = "HEAD") -> CommitGraph:
        """The graph of a revision with what a compiler's index says of it, where one was read; packages left out."""
        graph = self.graph(rev)
        return self._with_compiler(graph, graph)

    def _with_compiler(self, graph: CommitGraph, alone: CommitGraph) -> CommitGraph:
        """What an index says of the tree alone, laid over `graph`, which may have edges into packages."""
        if graph.laid_over is None:
            from .compiler_index import laid_over

            graph.laid_over = laid_over(self.store, graph, alone)
        return graph.laid_over

    def _into_packages(self, graph: CommitGraph) -> CommitGraph:
        if graph.commit in {STAGED, WORKTREE}:
            return graph
        found = self._graphs.get(_WIDENED.format(graph.commit))
        if found is not None:
            return found
        dependencies = self.store.overlays.dependencies(Oid(graph.commit))
        if dependencies is None:  # and asked for again: another process may link it meanwhile
            return graph
        return self._kept(_WIDENED.format(graph.commit), lambda: self._widened(graph, dependencies))

    def _widened(self, graph: CommitGraph, dependencies: Dependencies) -> CommitGraph:
        sets = self.store.overlays.sets(Oid(graph.commit))
        files = {
            path: replace_fields(state, edges=sets[path]) if path in sets else state
            for path, state in graph.files.items()
        }
        made = CommitGraph(files, self.contents, self._read, graph.commit)
        made.dependencies = dependencies
        return made

    def forget_widened(self, oid: Oid) -> None:
        """Lets go of what a commit reaches in dependencies: it was linked into others."""
        self._graphs.drop(_WIDENED.format(oid))

    def _kept(self, name: str, make: Callable[[], CommitGraph]) -> CommitGraph:
        found = self._graphs.get(name)
        if found is not None:
            return found
        made = make()
        made.shelf, made.idioms = StoreShelf(self, "api"), StoreShelf(self, "idioms")
        made.kept = self.digests
        return self._graphs.put(name, made)

    def keeps(self, graph: CommitGraph) -> bool:
        """Whether a graph is still kept."""
        return self._graphs.holds(graph)

    def forget_commit(self, oid: Oid) -> None:
        """Lets go of the graph of a commit: who goes through many of them would keep all."""
        self._graphs.drop(oid)
        self.forget_widened(oid)

    def forget_all(self) -> None:
        """Lets go of every graph, and of what is remembered of the history."""
        self._graphs.clear()
        self.__dict__.pop("history", None)

    def assume(self, name: str, graph: CommitGraph) -> None:
        """Answers for `"staged"` or `"worktree"` with this graph from now on."""
        self._graphs.put(name, graph)

    def forget(self, name: str) -> None:
        """Lets go of the graph of `"staged"` or `"worktree"`, whose files have changed since it was made."""
        self._graphs.drop(name)

    def ensure(self, oids: Iterable[Oid], wait: float = -1) -> None:
        """Indexes those of some commits that are not indexed, and says so.

        Raises LockedError where another run writes for longer than `wait` seconds (-1: no end).
        """
        missing = [oid for oid in dict.fromkeys(oids) if not self.store.versions.is_indexed(oid)]
        if missing:
            from rgraph.index.indexer import ensure

            self.note(f"not indexed yet, indexing: {', '.join(oid[:10] for oid in missing)}")
            ensure(self.repository, self.store, missing, wait=wait)

    def _committed(self, oid: Oid) -> CommitGraph:
        self.ensure([oid])
        files = {state.path: state for state in self.store.versions.files_at(oid)}
        return CommitGraph(files, self.contents, self._read, oid)

    def _read(self, blob: BlobHash) -> bytes:
        """The bytes of a stored content; a graph that holds this holds the session, and so the store."""
        return self.repository.read(self.store.contents.git_oid(blob))

    def _uncommitted(self, name: str) -> CommitGraph:
        from .uncommitted import uncommitted_graph

        return uncommitted_graph(self, name)

    @cached_property
    def history(self) -> StoreHistory:
        """What each indexed commit did."""
        from .stored import StoreHistory

        return StoreHistory(self.store, self.graph, self.is_cut_off)

    def is_cut_off(self, commit: StoredCommit) -> bool:
        """Whether a shallow clone lacked a commit's parents when it was indexed: what it changed is not known."""
        if commit.parents:
            return False
        return commit.oid in self.repository.shallow_commits() or bool(self.repository.commit(commit.oid).parents)

    def commit_of(self, graph: CommitGraph) -> Oid:
        """The commit that a graph is of. Raises RevisionError for what is not committed: it has no history."""
        if graph.commit in {STAGED, WORKTREE}:
            raise RevisionError(f"the {graph.commit} tree is not a commit yet, so it has no history", "give --at REV")
        return Oid(graph.commit)

    # ---- questions -------------------------------------------------------------------------------------

    def card(self, name: str, rev: str, tiers: Collection[Tier]) -> ItemCard:
        """All there is to say of an item, since when it is there included. Raises ItemError."""
        from .card import card, outside_card
        from .life import since
        from .pick import pick

        graph = self.widened(rev)
        picked = pick(graph, name)
        item = picked.item
        if isinstance(item, Outside):
            return picked.told(outside_card(graph, item, tiers))
        born = since(self.history, item, Oid(graph.commit)) if rev not in {STAGED, WORKTREE} else None
        made = card(graph, item, tiers, born)
        if born is None and rev not in {STAGED, WORKTREE}:
            made.notes.append(f"{SINCE_UNKNOWN}: {self._more_history()}")
        return picked.told(made)

    def _more_history(self) -> str:
        if self.repository.shallow_commits():
            return "this clone is shallow, `git fetch --unshallow` and `rgraph index --history` get the rest"
        return "`rgraph index --history` indexes the history"

    def life(self, name: str, rev: str, predecessor: Predecessor | None = None, alike: Alike | None = None) -> Life:
        """The life of an item up to a revision: from the index, where that goes back far enough; else from git, with
        `alike`. Raises ItemError."""
        from .life import life
        from .pick import in_tree, pick
        from .walked import walked

        graph = self.graph(rev)
        picked = pick(graph, name)
        item, oid = in_tree(picked), self.commit_of(graph)
        found = life(self.history, item, oid, predecessor)
        if not found.complete and alike is not None:
            found = walked(self.repository, item, oid, alike) or found
        return picked.told(found)

    def absent(self, name: str, rev: str) -> Absent:
        """What can be said of a name that no item of a revision has."""
        from .absent import absent

        return absent(self, name, rev)

    def why(self, caller: str, callee: str, rev: str) -> Why:
        """How the edges between two items were resolved, or why there are none. Raises ItemError."""
        from rgraph.link.why import why

        from .pick import in_tree, pick, pick_target
        from .tree_names import linker_of

        graph = self.graph(rev)
        source, target = pick(graph, caller), pick_target(graph, callee)
        symbol = in_tree(source).symbol
        found = why(linker_of(graph), symbol, target.item.symbol)
        if found is None:
            raise ItemError(f"{symbol} is in no module tree, so nothing in it is resolved")
        return replace(found, notes=[*source.meaning(), *target.meaning()])

    def query(
        self,
        script: str,
        rev: str,
        vs: str,
        params: Mapping[str, object],
        seconds: float,
        search: Search | None = None,
    ) -> Table:
        """The answer to a CozoScript over the named rules; `search` finds what `text_hit` holds. Raises QueryError."""
        from .query.ask import ask
        from .query.revisions import SessionRevisions

        if not script.strip():
            raise QueryError("the query is empty", "docs/query.md shows some")
        return ask(self.store, SessionRevisions(self, rev, vs, search), script, params, seconds)


def open_session(
    path: str | Path | None = None,
    note: Note = lambda _: None,
    client: bool = False,
    most_files: int | None = None,
    opened: Callable[[Repository], Store] | None = None,
) -> Session:
    """The session of the repository that git finds from `path` (the current folder for None).

    `client`: the store is opened through pycozo's client. `most_files`: of how many files it keeps graphs. `opened`
    gives the store, where several sessions of one process share it.
    """
    from rgraph.git.repository import open_repository

    return Session(open_repository(str(path) if path is not None else None), note, client, most_files, opened)
