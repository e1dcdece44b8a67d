"""The state of the index, and what an index run did, as text and Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rgraph.spelling import counted
from rgraph.view.index_state import Calls, CommitStatus, DependencyStatus, MissedPlace, Status

from .markdown_words import code, escape
from .style import PLAIN, Style
from .table import table_markdown
from .words import one_line

if TYPE_CHECKING:
    from rgraph.index.progress import IndexReport

NAMED = 6
"""How many packages that are not at hand are named."""

LISTED = 20
"""How many files with trouble are listed before the rest is counted."""


LIMITS_OF_TYPES = ("Types",)
LIMITS = {
    "macro": ("Files", "Modules and names", "Types"),
    "path": ("Modules and names", "Types"),
    **dict.fromkeys(("module", "include", "import"), ("Modules and names",)),
}
"""The sections of docs/limits.md with the limits that may cut off what has a shape; of all others, those of types."""


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
    lines = [f"{style.strong(found.revision)} {_stands(found)}, {_behind(found)}"]
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


def _stands(found: Status) -> str:
    """Which commit a revision is; the staged tree and the worktree stand on one."""
    if found.commit is not None and found.commit.oid == found.revision:
        return f"is on {found.oid[:10]}" if found.oid else "is on no commit yet"
    return f"is {found.oid[:10]}"


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
    yield from _unplaced_lines(commit, style)
    if commit.dependencies is not None:
        yield _dependencies(commit.dependencies)
    if commit.compiled_files:
        yield f"edges of a compiler's index in {counted(commit.compiled_files, 'file')}"
    if commit.calls:
        yield from _call_lines(commit.calls, style)
    if commit.not_expanded:
        yield f"\n{style.strong('macro calls not expanded')}: {commit.not_expanded:,}"
    if commit.unresolved:
        yield f"\n{style.strong('names not resolved')}: {sum(one.count for one in commit.unresolved):,}"
        yield from (f"  {one.count:>7,}  {one.reason} {one.shape}".rstrip() for one in commit.unresolved)
        yield from _limit_line({one.shape for one in commit.unresolved if one.reason == "limit"})
    yield from _place_lines(commit.places, style)


def _limit_line(shapes: set[str]) -> Iterable[str]:
    """Which limits may have cut off what is counted under `limit`, by their sections in docs/limits.md."""
    sections = sorted({section for shape in shapes for section in LIMITS.get(shape, LIMITS_OF_TYPES)})
    if sections:
        yield f"  limit: work was cut off by one of the limits that docs/limits.md lists under {', '.join(sections)}"


def _unplaced_lines(commit: CommitStatus, style: Style) -> Iterable[str]:
    cases = {case.path for case in commit.cases}
    forgotten = [path for path in commit.unplaced if path not in cases]
    if forgotten:
        yield f"\n{style.strong('in no module tree')}: {len(forgotten)}"
        yield from (f"  {one_line(path)}" for path in forgotten[:LISTED])
        yield from _more(len(forgotten))
    folders = Counter((case.folder, case.why) for case in commit.cases)
    if folders:
        yield f"\n{style.strong('in no module tree, as cases and fixtures of tests')}: {len(cases)}"
        listed = sorted(folders.items())[:LISTED]
        yield from (f"  {count:>5}  {one_line(folder)}  {one_line(why)}" for (folder, why), count in listed)
        yield from _more(len(folders))


def _dependencies(found: DependencyStatus) -> str:
    told = f"linked with {found.at_hand:,} of {counted(found.locked, 'package')} from elsewhere"
    missing = f"; not available: {', '.join(found.missing[:NAMED])}" if found.missing else ""
    more = f" and {len(found.missing) - NAMED:,} more" if len(found.missing) > NAMED else ""
    return f"\n{one_line(told)}, of which the code reaches {found.reached:,}{one_line(missing)}{more}"


def _call_lines(calls: Sequence[Calls], style: Style) -> Iterable[str]:
    """How many calls have an edge and where it leads, and why the others have none; in hundredths of all."""
    words = dict.fromkeys(word for one in calls for word, count in (*one.edges.items(), *one.missed.items()) if count)
    yield f"\n{style.strong('calls'):<18}" + "".join(f"{_CALLS[one.shape]:>15}" for one in calls)
    yield f"  {'':<18}" + "".join(f"{one.total:>15,}" for one in calls)
    yield f"  {'with an edge':<18}" + "".join(f"{share(sum(one.edges.values()), one.total):>15}" for one in calls)
    for word in words:
        label = f"  to {word}" if word in calls[0].edges else word
        counts = ((one.edges | one.missed).get(word, 0) for one in calls)
        yield f"  {label:<18}" + "".join(
            f"{share(count, one.total):>15}" for count, one in zip(counts, calls, strict=True)
        )


_CALLS = {"all": "all", "method": "method calls"}


def share(count: int, total: int) -> str:
    """A part of a whole in percent; `-` of nothing."""
    return f"{100 * count / total:.1f} %" if total else "-"


def _place_lines(places: Sequence[MissedPlace], style: Style) -> Iterable[str]:
    for path, group in groupby(places, key=lambda one: one.path):
        yield f"\n{style.dim(one_line(path))}"
        for one in group:
            times = f", {one.count} times" if one.count > 1 else ""
            where = f"{one.line:>5}  {one_line(one.name) or '-'}"
            yield f"  {where}  {one.reason} {one.shape}{times}, in {one_line(one.owner)}"


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
    if found.commit is not None and found.commit.calls:
        lines += ["", _calls_markdown(found.commit.calls)]
    if found.commit is not None and found.commit.places:
        headers = ["where", "name", "reason", "shape", "in", "count"]
        listed: list[list[object]] = [
            [escape(f"{one.path}:{one.line}"), code(one.name), one.reason, one.shape, code(one.owner), one.count]
            for one in found.commit.places
        ]
        lines += ["", table_markdown(headers, listed)]
    return "\n".join(lines)


def _calls_markdown(calls: Sequence[Calls]) -> str:
    words = dict.fromkeys(word for one in calls for word in (*one.edges, *one.missed))
    rows: list[list[object]] = [["total", *(one.total for one in calls)]]
    for word in words:
        label = f"edge to {word}" if word in calls[0].edges else word
        rows.append([label, *((one.edges | one.missed).get(word, 0) for one in calls)])
    return table_markdown(["calls", *(_CALLS[one.shape] for one in calls)], rows)
