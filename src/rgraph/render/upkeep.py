"""What gc removed and doctor found, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .status import size

if TYPE_CHECKING:
    from rgraph.index.doctor import Diagnosis
    from rgraph.index.gc import Collected


def collected_text(found: Collected) -> str:
    """What a collection removed."""
    swept = found.swept
    lines = [
        f"removed {swept.commits:,} commits, {swept.blobs:,} contents, {swept.edge_sets:,} edge sets",
        f"packed the rows of {found.packed_sets:,} edge sets",
        f"the store is {size(found.bytes)} smaller",
    ]
    if found.other_versions:
        lines.append(f"removed {size(found.other_versions)} of other versions of rgraph")
    return "\n".join(lines)


def diagnosis_text(found: Diagnosis) -> str:
    """What was checked, and each thing that is wrong."""
    looked = f"{found.commits:,} views, {found.contents:,} contents and the links of {found.linked_commits:,} commits"
    if not found.findings:
        return f"sound: checked {looked}"
    lines = [f"{len(found.findings)} things are wrong; checked {looked}"]
    lines += [f"  {finding.check}: {finding.where[:12]} {finding.what}" for finding in found.findings]
    return "\n".join([*lines, "`rgraph index --rebuild` builds the store anew"])
