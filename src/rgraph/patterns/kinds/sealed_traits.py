"""`sealed_traits`: public traits that only this crate can implement."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import ItemKind
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.view.names import suffix_of
from rgraph.view.places import ItemAt


def find(codebase: Codebase) -> Iterator[Found]:
    for at, item in codebase.of_kind(ItemKind.TRAIT):
        if at.symbol not in codebase.public:
            continue
        names = {bound.path.segments[-1].name for bound in item.bounds if bound.path.segments}
        edges = codebase.graph.out(at.symbol) if names else []
        for edge in sorted(edges, key=lambda edge: "seal" not in edge.dst.lower()):  # what says so first
            above = codebase.code.items.get(edge.dst)
            if above is not None and above.kind is ItemKind.TRAIT and suffix_of(edge.dst) in names:
                closed = _closed(codebase, above)
                if edge.dst not in codebase.public and closed is not None:
                    yield _found(codebase, at, above, closed)
                    break


def _closed(codebase: Codebase, trait: ItemAt) -> ItemAt | None:
    """What makes a trait that is `pub` unnamable: the outermost module around it that is not public."""
    around = [item for item in codebase.code.ancestors(trait.symbol) if item.item is not None]
    closed = [item for item in around if item.kind is ItemKind.MODULE and item.vis != "pub"]
    return closed[-1] if closed else (trait if trait.vis != "pub" else None)


def _found(codebase: Codebase, at: ItemAt, above: ItemAt, closed: ItemAt) -> Found:
    statement = f"{codebase.spelt(at.symbol)} is sealed by {codebase.spelt(above.symbol)}, which users cannot name"
    level = "private" if not closed.vis else "crate" if closed.vis == "pub(crate)" else "module"
    name = codebase.spelt(closed.symbol)
    rule = Proposal(
        ("Whoever could name the sealing trait could implement this one.",),
        rule_fields(f"{codebase.spelt(at.symbol)} stays sealed", "visibility", "A sealed trait may grow."),
    ).but(items=quoted(f"={name}"), max=quoted(level))
    return Found(at.symbol, statement, (codebase.shown(at), codebase.shown(above)), rule)


PATTERN = Pattern(
    "Sealed traits",
    "A public trait requires a trait that only its own crate can name, so that no other crate can implement it.",
    find,
)
