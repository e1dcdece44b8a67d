"""What gc removed and doctor found, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.spelling import counted

from .status import size

if TYPE_CHECKING:
    from rgraph.index.doctor import Diagnosis
    from rgraph.index.gc import Collected


def collected_text(found: Collected) -> str:
    """What a collection removed."""
    swept = found.swept
    gone = (counted(swept.commits, "commit"), counted(swept.blobs, "content"), counted(swept.edge_sets, "edge set"))
    lines = [
        f"removed {', '.join(gone)}",
        f"packed the rows of {counted(found.packed_sets, 'edge set')}",
        f"the store is {size(found.bytes)} smaller",
    ]
    if found.other_versions:
        lines.append(f"removed {size(found.other_versions)} of other versions of rgraph")
    return "\n".join(lines)


def diagnosis_text(found: Diagnosis) -> str:
    """What was checked, and each thing that is wrong."""
    looked = (
        f"{counted(found.commits, 'view')}, {counted(found.contents, 'content')} "
        f"and the links of {counted(found.linked_commits, 'commit')}"
    )
    gone = [f"{counted(found.gone, 'commit')} that git no longer has: `rgraph gc` removes them"] if found.gone else []
    if not (found.findings or found.contents or found.commits):
        return "\n".join(["the store is empty: `rgraph index` indexes HEAD", *gone])
    if not found.findings:
        return "\n".join([f"sound: checked {looked}", *gone])
    lines = [f"{counted(len(found.findings), 'problem')}; checked {looked}"]
    lines += [f"  {finding.check}: {finding.where[:12]} {finding.what}" for finding in found.findings]
    return "\n".join([*lines, *gone, "`rgraph index --rebuild` rebuilds the store"])
