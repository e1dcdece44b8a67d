"""What a compiler's index brought, and how right the edges are by its word, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.compiler.accuracy import Accuracy, Differing
from rgraph.compiler.keeping import CompilerReport
from rgraph.spelling import counted

from .words import one_line


def read_text(report: CompilerReport) -> str:
    """One sentence on an index that was read, and one on what it could not be used for."""
    said = (
        f"{one_line(report.tool)} covers {report.files:,} of {counted(report.of_files, 'file')}: "
        f"{counted(report.added, 'edge')} added, {report.confirmed:,} confirmed, "
        f"{counted(report.settled, 'name')} settled"
    )
    return "\n".join([said, *_misfits(report.misfits)])


def accuracy_text(found: Accuracy) -> str:
    """Recall, precision by tier, and the edges that one has and the other has not."""
    lines = [
        f"{found.commit[:10]} against {one_line(found.tool)}: {counted(found.files, 'file')}",
        f"recall     {_share(found.recall)}  {found.found:,} of {counted(found.references, 'reference')}",
    ]
    for tier in found.tiers:
        counts = f"{tier.right:,} right, {tier.wrong:,} wrong, {tier.unjudged:,} not judged"
        lines.append(f"{tier.tier:<10} {_share(tier.precision)}  {counts}")
    lines += _listed("wrong according to it", found.wrong, sum(tier.wrong for tier in found.tiers))
    lines += _listed("only in the index", found.missed, found.references - found.found)
    return "\n".join([*lines, *_misfits(found.misfits)])


def _share(share: float | None) -> str:
    return "   -  " if share is None else f"{share:6.4f}"


def _listed(title: str, differing: Iterable[Differing], count: int) -> Iterator[str]:
    shown = [_edge(each) for each in differing]
    if shown:
        yield f"{title}: {count:,}"
        yield from shown
        if count > len(shown):
            yield f"  and {count - len(shown):,} more"


def _edge(each: Differing) -> str:
    tier = f" ({each.tier})" if each.tier else ""
    return f"  {one_line(each.path)}:{each.line}  {each.src} {each.verb} {each.dst}{tier}"


def _misfits(paths: tuple[str, ...]) -> Iterator[str]:
    if paths:
        more = f" and {len(paths) - 3:,} more" if len(paths) > 3 else ""
        named = ", ".join(one_line(path) for path in paths[:3])
        yield f"left out, because their content is not what was indexed: {named}{more}"
