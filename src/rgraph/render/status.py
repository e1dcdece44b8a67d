"""The state of the index, and what an index run did, as text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.view.status import CommitStatus, Status

from .markdown_words import escape
from .style import PLAIN, Style
from .table import table_markdown
from .words import counted, one_line

if TYPE_CHECKING:
    from rgraph.index.progress import IndexReport

LISTED = 20
"""How many files with trouble are listed before the rest is counted."""


def size(count: int) -> str:
    """Bytes as kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def index_text(report: IndexReport) -> str:
    """What an index run did, in one line."""
    if report.nothing_to_do:
        return "nothing to do: everything asked for is indexed"
    done = f"{counted(report.commits, 'commit')} with {counted(report.contents, 'new content')}"
    return f"indexed {done} in {report.seconds:.1f} s"


def status_text(found: Status, style: Style = PLAIN) -> str:
    """The state of the index, most important first."""
    lines = [f"{style.strong(found.revision)} is {found.oid[:10]}, {_behind(found)}"]
    if found.shallow:
        lines.append(f"shallow clone: history ends at {counted(found.shallow, 'commit')}")
    store = found.store
    counts = (
        f"{counted(store.commits, 'commit')}, {counted(store.blobs, 'content')}, {counted(store.edge_sets, 'edge set')}"
    )
    lines.append(f"store: {size(store.bytes)}, {counts}, in {store.directory}")
    if found.commit is None:
        lines.append(f"{found.revision} is not indexed: `rgraph index {found.revision}`")
    else:
        lines += _commit_lines(found.commit, style)
    return "\n".join(lines)


def _behind(found: Status) -> str:
    if not found.behind:
        return f"indexed with its whole history: {counted(found.reachable, 'commit')}"
    hint = "`rgraph index --history` adds them"
    return f"{found.reachable - found.behind:,} of {found.reachable:,} commits of its history are indexed; {hint}"


def _commit_lines(commit: CommitStatus, style: Style) -> Iterable[str]:
    yield f"files: {commit.files:,}, of these {commit.rust_files:,} Rust with {counted(commit.lines, 'line')}"
    edges = ", ".join(f"{count:,} {tier}" for tier, count in commit.edges.items()) or "none"
    yield f"graph: {counted(commit.crates, 'crate')}, {counted(commit.items, 'item')}, edges: {edges}"
    if commit.troubles:
        yield f"\n{style.strong('not read in full')}: {len(commit.troubles)}"
        yield from (f"  {one_line(one.path)}: {one.status}, {one_line(one.reason)}" for one in commit.troubles[:LISTED])
        yield from _more(len(commit.troubles))
    if commit.unplaced:
        yield f"\n{style.strong('in no module tree')}: {len(commit.unplaced)}"
        yield from (f"  {one_line(path)}" for path in commit.unplaced[:LISTED])
        yield from _more(len(commit.unplaced))
    if commit.unresolved:
        yield f"\n{style.strong('names not resolved')}: {sum(one.count for one in commit.unresolved):,}"
        yield from (f"  {one.count:>7,}  {one.reason} {one.shape}".rstrip() for one in commit.unresolved)


def _more(count: int) -> Iterable[str]:
    if count > LISTED:
        yield f"  and {count - LISTED} more"


def status_markdown(found: Status) -> str:
    """The same as a short table and lists."""
    rows: list[list[object]] = [
        ["revision", f"{escape(found.revision)} ({found.oid[:10]})"],
        ["history", _behind(found)],
    ]
    rows.append(["store", size(found.store.bytes)])
    if found.commit is not None:
        rows += [
            [line.partition(": ")[0], line.partition(": ")[2]] for line in list(_commit_lines(found.commit, PLAIN))[:2]
        ]
    lines = [table_markdown(["what", "state"], rows)]
    if found.commit is not None and found.commit.unresolved:
        unresolved = [[one.reason, one.shape, one.count] for one in found.commit.unresolved]
        lines += ["", table_markdown(["not resolved", "shape", "count"], unresolved)]
    return "\n".join(lines)
