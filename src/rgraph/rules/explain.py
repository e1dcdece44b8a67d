"""What a kind of rule, or one rule of `rgraph.toml`, says and means in the code as it stands."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import dataclass

from .code import Code
from .empty_selections import selections
from .limits import MAX_NAMES
from .registry import COMMON_FIELDS, kind_class, own_fields, summary
from .rule import Rule


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """A field: its type as TOML has it, its default, and what a selector in it means at present."""

    name: str
    type: str
    default: str
    value: str = ""
    selects: tuple[str, ...] = ()
    selected: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A kind, or a rule of that kind, in words."""

    rule_kind: str
    summary: str
    text: str
    fields: tuple[FieldMeaning, ...]
    common: tuple[str, ...]
    rule: str = ""
    reason: str = ""
    since: str = ""
    exceptions: tuple[str, ...] = ()


def explain_kind(name: str) -> Explanation:
    """What a kind is, and its own fields. Raises KeyError for a name that is no kind."""
    kind = kind_class(name)
    fields = tuple(_field(kind, field) for field in own_fields(kind))
    return Explanation(name, summary(kind), inspect.getdoc(kind) or "", fields, COMMON_FIELDS)


def explain_rule(rule: Rule, code: Code) -> Explanation:
    """What a rule says, and what its selectors mean in this tree."""
    found = explain_kind(rule.kind)
    meant: dict[str, list[str]] = {}
    for name, selection in selections(rule):
        names = code.select_modules(selection) or sorted(code.select(selection))
        meant.setdefault(name, []).extend(names)
    fields = tuple(
        dataclasses.replace(
            field,
            value=_value(rule, field.name),
            selects=tuple(meant.get(field.name, ())[:MAX_NAMES]),
            selected=len(meant.get(field.name, ())),
        )
        for field in found.fields
    )
    exceptions = tuple(
        f"{exception.from_.text or 'any'} -> {exception.to.text or 'any'}: {exception.reason}"
        + (f" (until {exception.expires})" if exception.expires else "")
        for exception in rule.exceptions
    )
    return dataclasses.replace(
        found, fields=fields, rule=rule.name, reason=rule.reason, since=rule.reference, exceptions=exceptions
    )


def _field(kind: type[Rule], name: str) -> FieldMeaning:
    field = next(f for f in dataclasses.fields(kind) if f.name.removesuffix("_") == name)
    needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    shown = "needed" if needed else _shown(field.default)
    return FieldMeaning(name, _type(str(field.type)), shown)


def _type(text: str) -> str:
    """A field's Python type in TOML's words."""
    words = {
        "Selection": "selector",
        "str": "text",
        "bool": "true or false",
        "int": "number",
        "tuple[str, ...]": "list of strings",
        "tuple[str, ...] | None": "list of strings",
        "float | None": "number",
        "dict[str, Selection]": "table of selectors",
        "tuple[EdgeKind, ...]": "list of edge kinds",
        "tuple[str | tuple[str, ...], ...]": "list of paths and lists of paths",
    }
    return words.get(text, text)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(part) for part in value) + "]" if value else "none"
    return "none" if value is None or not str(value) or (not value and value != 0) else str(value)


def _value(rule: Rule, name: str) -> str:
    field = next(f for f in dataclasses.fields(rule) if f.name.removesuffix("_") == name)
    value = getattr(rule, field.name)
    return getattr(value, "text", None) or _shown(value)
