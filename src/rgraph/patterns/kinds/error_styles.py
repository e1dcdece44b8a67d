"""`error_styles`: how each crate tells of failure."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name, walk
from rgraph.model.cargo import TargetKind
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.model.syntax import Path, TDyn, TPath, Type
from rgraph.patterns.codebase import TYPES, Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.patterns.shapes import paths_in
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.spelling import counted
from rgraph.view.places import ItemAt

_DERIVES = {"thiserror": "thiserror", "thiserror_impl": "thiserror", "snafu": "snafu", "derive_more": "derive_more"}
_ANY = ("anyhow", "eyre", "color_eyre", "miette")
_BY_HAND = "error types by hand"
"""The style of error types whose impl of `Error` is written out."""

_MIN_SIGNATURES = 3

_Styles = dict[str, list[Evidence]]


def find(codebase: Codebase) -> Iterator[Found]:
    by_crate: dict[str, _Styles] = {}
    for at, _ in codebase.of_kind(*TYPES):
        style = _of_type(codebase, at)
        if style:
            by_crate.setdefault(at.crate, {}).setdefault(style, []).append(codebase.shown(at))
    opaque = _opaque(codebase)
    for at, item in codebase.of_kind(ItemKind.FUNCTION):
        if "Result<" not in item.signature:
            continue
        style = opaque.get(at.symbol) or _of_result(item.ret)
        if style and any(last_name(path) == "Result" for path in paths_in(item.ret)):
            by_crate.setdefault(at.crate, {}).setdefault(style, []).append(codebase.shown(at))
    for crate, styles in sorted(by_crate.items()):
        told = {style: found for style, found in sorted(styles.items()) if _tells(style, found)}
        if told:
            yield _found(codebase, crate, told, {style for each in by_crate.values() for style in each})


def _of_type(codebase: Codebase, at: ItemAt) -> str:
    for trait in sorted(codebase.derived.get(at.symbol, ())):
        crate = _DERIVES.get(trait.partition("::")[0], "")
        if crate and trait.endswith(("Error", "Snafu")):
            return f"error types by {crate}"
    by_hand = any(
        impl.trait in {"std::error::Error", "core::error::Error"} for impl in codebase.impls_of.get(at.symbol, ())
    )
    return _BY_HAND if by_hand else ""


def _opaque(codebase: Codebase) -> dict[Symbol, str]:
    """Functions whose signatures name the error type of a crate for any error, and which crate."""
    found: dict[Symbol, str] = {}
    for _, edge in codebase.graph.module_graph.every_reference:
        crate, _, name = edge.dst.partition("::")
        if edge.kind is EdgeKind.USES_TYPE and crate in _ANY and name in {"Result", "Error", "Report"}:
            at = codebase.code.items.get(edge.src)
            if at is not None and at.item is not None and _in_signature(at.item, crate, name):
                found[edge.src] = f"{crate} in signatures"
    return found


def _in_signature(item: Item, crate: str, name: str) -> bool:
    """Whether a function returns `crate::name`: by itself or after the crate, `Result` with one argument."""
    for path in paths_in(item.ret):
        first, last = path.segments[0].name, path.segments[-1]
        if last.name == name and (len(path.segments) == 1 or first == crate):
            return name != "Result" or len(last.args) < 2
    return False


def _of_result(ret: Type | None) -> str:
    """`Result<_, Box<dyn Error>>` and `Result<_, String>`."""
    for path in paths_in(ret) if ret is not None else ():
        error = _error(path)
        if isinstance(error, TPath) and last_name(error.path) == "String":
            return "String as error"
        dyn = [each for each in walk(error) if isinstance(each, TDyn)] if error is not None else []
        if any(last_name(bound.path) == "Error" for each in dyn for bound in each.bounds):
            return "Box<dyn Error> in signatures"
    return ""


def _error(path: Path) -> Type | None:
    last = path.segments[-1] if path.segments else None
    return last.args[1] if last is not None and last.name == "Result" and len(last.args) == 2 else None


def _tells(style: str, found: list[Evidence]) -> bool:
    return style.startswith("error types") or len(found) >= _MIN_SIGNATURES


def _found(codebase: Codebase, crate: str, styles: _Styles, everywhere: set[str]) -> Found:
    listed = ", ".join(_counted(style, found) for style, found in styles.items())
    evidence = [one for found in styles.values() for one in found[:3]]
    return Found(
        crate, f"{codebase.spelt(crate)}: {listed}", tuple(evidence), _rule(codebase, crate, styles, everywhere)
    )


def _counted(style: str, found: list[Evidence]) -> str:
    if style == _BY_HAND:
        return counted(len(found), "handwritten error type")
    if style.startswith("error types"):
        return f"{counted(len(found), 'error type')} {style.removeprefix('error types ')}"
    return f"{style.removesuffix(' in signatures')} in {counted(len(found), 'signature')}"


def _rule(codebase: Codebase, crate: str, styles: _Styles, everywhere: set[str]) -> Proposal | None:
    """A library with error types of its own keeps out of its code what others of the workspace use for any error."""
    opaque = sorted(name for name in _ANY if any(style.startswith(f"{name} ") for style in everywhere))
    typed = any(style.startswith("error types") for style in styles)
    if not opaque or not typed or codebase.code_crates[crate].kind is not TargetKind.LIB:
        return None
    name = codebase.spelt(crate)
    fields = rule_fields(f"{name} names its errors", "forbidden", "Its users can tell one failure from another.")
    listed = ", ".join(quoted(f"external:{each}") for each in opaque)
    return Proposal(("The crate has error types of its own.",), fields).but(
        **{"from": quoted(name), "to": f"[{listed}]"}
    )


PATTERN = Pattern(
    "Error styles",
    "How each crate reports failures: with error types of its own, with one type for any error, or with text.",
    find,
    "error types whose impl of Error comes from an unexpanded macro are not counted",
)
