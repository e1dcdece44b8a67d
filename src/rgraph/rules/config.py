"""`rgraph.toml`: text to rules, with errors that say the line, the column and the nearest name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from rgraph.cargo.cfg_table import SECTION, CfgTableError, read_cfg_table
from rgraph.errors import ConfigError
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.graph import EdgeKind, Tier
from rgraph.spelling import did_you_mean, nearest
from rgraph.toml import TomlError, read
from rgraph.toml_positions import TablePosition, table_positions

from .limits import MAX_FILE_BYTES, MAX_RULES
from .registry import field_names, kind_class, kind_names
from .rule import Expiry, Rule, RuleException
from .selector import Selection, SelectorError, parse_selection
from .violation import Severity

FILE_NAME = SETTINGS_FILE
RULES_PAGE = "Fields of every kind: docs/check.md"
CFG_PAGE = "Keys of the table: docs/cfg.md"
_TABLES = {"rule": "[[rule]]", SECTION: f"[{SECTION}]"}

TEMPLATE = """\
# Rules that `rgraph check` holds this repository to. `rgraph rules init` proposes some from the code as it stands;
# every kind of rule and its fields: docs/check.md. Example:
#
# [[rule]]
# name = "domain stands alone"
# kind = "forbidden"
# from = "app::domain"
# to = ["app::infra", "external:sqlx"]
# reason = "The domain is tested without a database."
# since = "merge-base:main"          # judge only what this branch introduces
# exceptions = [{ from = "app::domain::legacy", reason = "moves out with issue 12", expires = 2027-01-31 }]
#
# [cfg]                              # code is linked for Linux with all features and tests on, unless: docs/cfg.md
# targets = ["x86_64-pc-windows-msvc"]
"""

_WRONG_WORD = re.compile(r"Invalid enum value '(.*)'")
_WORDS: dict[str, type[StrEnum]] = {"severity": Severity, "tiers": Tier, "edges": EdgeKind}
_MSGSPEC_PATH = re.compile(r" - at `\$\.?([^`]*)`")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one file, in its order; `path` is how messages name it."""

    path: str
    rules: tuple[Rule, ...]

    def rule(self, name: str) -> Rule:
        """The rule of this name. Raises ConfigError, naming the nearest."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise ConfigError(f"{self.path} has no rule `{name}`{did_you_mean(name, (r.name for r in self.rules))}")


def parse_rules(data: bytes, path: str = FILE_NAME) -> RuleFile:
    """The rules of an `rgraph.toml`. Raises ConfigError with `path:line:col` for anything that is not as documented."""
    return _Reader(data, path).read()


class _Reader:
    """Reads one file; keeps its text for the places of what is wrong."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        text, self._document = self._load(data)
        self._tables = table_positions(text)

    def read(self) -> RuleFile:
        document = self._document
        self._check_top_level(document)
        raw = document.get("rule", [])
        if not isinstance(raw, list) or not all(isinstance(table, dict) for table in raw):
            raise self._error("rules are written as `[[rule]]` tables", *self._header("rule"))
        if len(raw) > MAX_RULES:
            raise self._error(f"{len(raw):,} rules; {MAX_RULES:,} are allowed", 1, 1)
        positions = [table for table in self._tables if table.name == "rule"]
        rules = tuple(
            self._rule(table, positions[index] if index < len(positions) else TablePosition("rule", 0))
            for index, table in enumerate(raw)
        )
        self._check_names(rules)
        return RuleFile(self._path, rules)

    # ---- the file -------------------------------------------------------------------------------------------

    def _load(self, data: bytes) -> tuple[str, dict[str, object]]:
        try:
            return read(data, MAX_FILE_BYTES)
        except TomlError as error:
            what = error.reason.removeprefix("is ").removeprefix("not TOML: ")
            if error.reason.startswith("is not TOML: "):
                what = f"not TOML: {what[:1].lower()}{what[1:]}"
            raise self._error(what, error.line, error.column) from None

    def _check_top_level(self, document: dict[str, object]) -> None:
        for key in document:
            near = "" if key in _TABLES else nearest(key, _TABLES)
            if near:
                raise self._error(f"unknown key `{key}`; did you mean `{_TABLES[near]}`?", *self._header(key))
        try:
            read_cfg_table(document, self._tables)
        except CfgTableError as error:
            raise self._error(f"[cfg]: {error.reason}", error.line, error.column, CFG_PAGE) from None

    def _header(self, name: str) -> tuple[int, int]:
        for table in self._tables:
            if table.name == name:
                return table.line, 1
        return self._tables[0].keys.get(name, (1, 1))

    def _check_names(self, rules: tuple[Rule, ...]) -> None:
        seen: dict[str, int] = {}
        for rule in rules:
            if rule.name in seen:
                raise self._error(
                    f"a second rule is named `{rule.name}` (the first: line {seen[rule.name]})", rule.line, 1
                )
            seen[rule.name] = rule.line

    # ---- one rule -------------------------------------------------------------------------------------------

    def _rule(self, table: dict[str, object], at: TablePosition) -> Rule:
        label = f"rule `{table['name']}`" if isinstance(table.get("name"), str) else "a rule"
        for key in ("name", "kind", "reason"):
            if not isinstance(table.get(key), str) or not str(table[key]).strip():
                misspelt = nearest(key, [k for k in table if k not in field_names(Rule)])
                more = f" (found `{misspelt}`)" if misspelt else ""
                raise self._error(f"{label} needs a `{key}`{more}", *at.keys.get(misspelt or key, (at.line, 1)))
        kind = self._kind(str(table["kind"]), label, at)
        for key in table:
            if key not in field_names(kind):
                raise self._error(
                    f"{label} of kind `{table['kind']}` has no field `{key}`{did_you_mean(key, field_names(kind))}",
                    *at.keys.get(key, (at.line, 1)),
                )
        rule = self._convert(table, kind, label, at)
        for problem in rule.problems():
            raise self._error(f"{label}: {problem}", at.line, 1)
        return rule

    def _kind(self, name: str, label: str, at: TablePosition) -> type[Rule]:
        try:
            return kind_class(name)
        except KeyError:
            place = at.keys.get("kind", (at.line, 1))
            raise self._error(f"{label}: no kind `{name}`{did_you_mean(name, kind_names())}", *place) from None

    def _convert(self, table: dict[str, object], kind: type[Rule], label: str, at: TablePosition) -> Rule:
        values = {_attribute(key): value for key, value in table.items()}
        exceptions = values.get("exceptions", [])
        values["exceptions"] = list(self._exceptions(exceptions, label, at))
        values["line"] = at.line
        try:
            return msgspec.convert(values, kind, dec_hook=_from_toml)
        except msgspec.ValidationError as error:
            text = str(error)
            match = _MSGSPEC_PATH.search(text)
            key = match[1].removesuffix("_").partition("[")[0].partition(".")[0] if match else ""
            missing = re.search(r"missing required field `(\w+)`", text)
            if missing:
                what = f"needs a `{missing[1].removesuffix('_')}`"
            else:
                what = (
                    f"`{re.sub(r'_(?![a-z])', '', match[1])}`: {_readable(_MSGSPEC_PATH.sub('', text), match[1])}"
                    if match
                    else text
                )
            raise self._error(f"{label} {what}", *at.keys.get(key, (at.line, 1))) from error

    def _exceptions(self, raw: object, label: str, at: TablePosition) -> Iterator[dict[str, object]]:
        place = at.keys.get("exceptions", (at.line, 1))
        known = ("from", "to", "reason", "expires")
        if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
            raise self._error(f"`exceptions` of {label} must be a list of tables", *place)
        for entry in raw:
            for key in entry:
                if key not in known:
                    raise self._error(f"an exception of {label} has no field `{key}`{did_you_mean(key, known)}", *place)
            if not str(entry.get("reason", "")).strip():
                raise self._error(f"an exception of {label} needs a `reason`", *place)
            if "from" not in entry and "to" not in entry:
                raise self._error(f"an exception of {label} needs `from`, `to` or both", *place)
            yield {_attribute(key): value for key, value in entry.items()} | {"line": place[0]}

    def _error(self, message: str, line: int, col: int, hint: str = RULES_PAGE) -> ConfigError:
        where = f"{self._path}:{line}:{col}" if line else self._path
        return ConfigError(f"{where}: {message}.".replace("?.", "?"), hint)


def _readable(text: str, field: str) -> str:
    """msgspec's words for types as TOML has them."""
    wrong = _WRONG_WORD.fullmatch(text)
    if wrong:
        known = next(([str(word) for word in words] for name, words in _WORDS.items() if field.startswith(name)), [])
        return f"no `{wrong[1]}`{did_you_mean(wrong[1], known)}"
    return text.replace("`array`", "a list").replace("`object`", "a table").replace("`str`", "a text")


_PYTHON_WORDS = frozenset({"from", "except", "in"})


def _attribute(key: str) -> str:
    """The Python name of a TOML key."""
    return f"{key}_" if key in _PYTHON_WORDS else key


def _from_toml(type_: type, value: object) -> object:
    if type_ is Selection:
        try:
            return parse_selection(value)
        except SelectorError as error:
            raise ValueError(str(error)) from error
    if type_ is Expiry:
        if isinstance(value, datetime.datetime):
            return Expiry(value.date())
        if isinstance(value, datetime.date):
            return Expiry(value)
        if isinstance(value, str) and value:
            return Expiry(None, value)
        raise ValueError('a date (2027-01-31) or a revision ("v2.0")')
    raise NotImplementedError(f"no TOML form for {type_}")


__all__ = ["FILE_NAME", "TEMPLATE", "RuleException", "RuleFile", "parse_rules"]
