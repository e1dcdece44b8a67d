"""`async_runtimes`: more than one asynchronous runtime in the code of one workspace."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.rules.rule import SURE

_FAMILIES = {
    "tokio": "tokio",
    "actix_rt": "tokio",
    "async_std": "async-std",
    "smol": "smol",
    "async_executor": "smol",
    "async_global_executor": "smol",
    "glommio": "glommio",
    "monoio": "monoio",
    "compio": "compio",
    "embassy_executor": "embassy",
}
"""Crates that run futures, and the runtime that each is of."""


def find(codebase: Codebase) -> Iterator[Found]:
    seen: dict[str, dict[str, Evidence]] = {}
    own = {item.crate for item in codebase.own}
    for path, edge in codebase.code.references(SURE, False):
        crate = edge.dst.partition("::")[0]
        runtime = _FAMILIES.get(crate, "")
        at = codebase.code.items.get(edge.src)
        if runtime and crate not in own and at is not None and at.crate in own:
            line = codebase.graph.edge_line(path, edge)
            shown = Evidence(path, line, edge.src, f"{codebase.spelt(at.crate)} {edge.kind.verb} {edge.dst}")
            seen.setdefault(runtime, {}).setdefault(at.crate, shown)
    if len(seen) > 1:
        names = ", ".join(f"{runtime} ({len(crates)})" for runtime, crates in sorted(seen.items()))
        evidence = [shown for _, crates in sorted(seen.items()) for shown in crates.values()]
        yield Found(
            "workspace",
            f"the code runs on several runtimes, by crates: {names}",
            tuple(evidence),
            _rule(codebase, seen),
        )


def _rule(codebase: Codebase, seen: dict[str, dict[str, Evidence]]) -> Proposal:
    """The runtime that fewer crates use stays where it is."""
    rare = min(sorted(seen), key=lambda runtime: len(seen[runtime]))
    packages = sorted({codebase.code_crates[crate].package for crate in seen[rare]})
    denied = sorted(name.replace("_", "-") for name, runtime in _FAMILIES.items() if runtime == rare)
    fields = rule_fields(f"{rare} stays where it is", "crate_edges", "A program should have a single runtime.")
    return Proposal((f"These packages use {rare} today.",), fields).but(
        deny=f"[{', '.join(map(quoted, denied))}]", wrappers=f"[{', '.join(map(quoted, packages))}]"
    )


PATTERN = Pattern("Async runtimes", "The code of one workspace runs its futures on more than one runtime.", find)
