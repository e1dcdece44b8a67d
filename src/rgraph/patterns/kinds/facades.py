"""`facades`: modules that consist of re-exports: what is offered, apart from where it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rgraph.model.cargo import TargetKind
from rgraph.model.facts import ItemKind, Use
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.spelling import counted
from rgraph.view.places import ItemAt

_MIN_USES = 5
_DECLARED = frozenset(
    {
        ItemKind.FUNCTION,
        ItemKind.STRUCT,
        ItemKind.ENUM,
        ItemKind.UNION,
        ItemKind.TRAIT,
        ItemKind.IMPL,
        ItemKind.STATIC,
        ItemKind.MACRO,
    }
)


def find(codebase: Codebase) -> Iterator[Found]:
    written = Counter(codebase.code.module_of(at.symbol) for at in codebase.own if at.kind in _DECLARED)
    for at in codebase.own:
        if at.kind is not ItemKind.MODULE or codebase.code_crates[at.crate].kind is not TargetKind.LIB:
            continue
        if at.symbol not in codebase.public and at.parent:
            continue
        uses = _public_uses(codebase, at)
        if len(uses) >= _MIN_USES and 4 * written.get(at.symbol, 0) <= len(uses):
            yield _found(codebase, at, uses)


def _public_uses(codebase: Codebase, at: ItemAt) -> list[Use]:
    """The `pub use` of a module, one for each path."""
    uses = codebase.graph.facts(at.path).uses
    return [use for use in uses if use.parent == at.ord and use.vis == "pub" and not use.attrs.doc_hidden]


def _found(codebase: Codebase, at: ItemAt, uses: list[Use]) -> Found:
    name = codebase.spelt(at.symbol)
    statement = f"{name} is a facade: {counted(len(uses), 'public re-export')}, and hardly anything of its own"
    evidence = (
        Evidence(at.path, use.line, at.symbol, f"pub use {'::'.join(use.path)}{'::*' * use.glob}") for use in uses
    )
    return Found(at.symbol, statement, (codebase.shown(at), *evidence), _alone(codebase, at))


def _alone(codebase: Codebase, at: ItemAt) -> Proposal | None:
    """That the crates behind a crate's root are reached through it alone, where all keep to that."""
    behind = sorted(_crates_behind(codebase, at.path, at.symbol))
    if at.parent or len(behind) < 2:
        return None
    name = codebase.spelt(at.symbol)
    modules = [quoted(codebase.spelt(crate)) for crate in behind]
    reason = "Code behind the facade can move without affecting its users."
    return Proposal(
        ("What is behind the facade is used only through it.",),
        rule_fields(f"{name} is the door", "protected", reason),
    ).but(modules=f"[{', '.join(modules)}]", by=f"[{', '.join([quoted(name), *modules])}]")


def _crates_behind(codebase: Codebase, path: RepoPath, module: Symbol) -> set[str]:
    linked = codebase.graph.linked(path)
    edges = linked.edges if linked is not None else []
    targets = {edge.dst for edge in edges if edge.kind is EdgeKind.RE_EXPORTS and edge.src == module}
    crates = {item.crate for target in targets if (item := codebase.code.items.get(target)) is not None}
    return crates - {codebase.code.items[module].crate}


PATTERN = Pattern("Facades", "A public module re-exports items from elsewhere, and has hardly any of its own.", find)
