"""Findings that say the same about many items, or many types of one shape. To a reader they are one finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rgraph.diff.report import Finding

_GATES = frozenset(
    [
        "impl_gated", "impl_gated_on_rare_target", "item_gated", "item_gated_by_default_feature",
        "item_gated_for_some", "item_gated_on_rare_target",
    ]
)  # fmt: skip
_SHAPES = frozenset(["foreign_impl_removed", "foreign_impl_bound_added", "trait_impl_removed"])
LIKEWISE = _GATES | _SHAPES
"""The rules whose findings are told once where they say the same."""
_FEW = 3
"""Fewer are told one by one: the names of two say more than their number."""
_CONDITION = re.compile(r"\b(?:behind|only under) `.*")
_SEVERAL = re.compile(r"_(?:, ?_)+|(?<=; )\d+(?=\])")
"""The places of a tuple or a function, and the length of an array."""

Sort = tuple[str, ...]


def sort_of(finding: Finding) -> Sort | None:
    """A key that findings share which say the same; None if each finding of its rule is told."""
    if finding.rule in _GATES:
        condition = _CONDITION.search(finding.message)
        return (finding.crate, finding.rule, condition[0]) if condition else None
    if finding.rule in _SHAPES:
        return finding.crate, finding.rule, finding.item, _SEVERAL.sub("..", finding.message)
    return None


def with_first(findings: Sequence[Finding]) -> list[Finding]:
    """The findings. Of those that say the same, all except the first are marked as following from the first."""
    alike: dict[Sort, list[Finding]] = defaultdict(list)
    for finding in findings:
        sort = sort_of(finding) if not finding.follows else None
        if sort is not None:
            alike[sort].append(finding)
    first = {sort: found[0] for sort, found in alike.items() if len(found) >= _FEW}
    told = []
    for finding in findings:
        sort = sort_of(finding) if not finding.follows else None
        head = first.get(sort) if sort is not None else None
        told.append(finding if head is None or head is finding else replace(finding, follows=head.item))
    return told
