"""The `[cfg]` table of an `rgraph.toml`: which targets, features and flags code is linked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.model.chosen_cfg import DEFAULT, CfgTable
from rgraph.spelling import did_you_mean
from rgraph.toml import Table, TomlError, read
from rgraph.toml_positions import TablePosition, table_positions

from .limits import MAX_CFG_WORDS, MAX_SETTINGS_BYTES
from .triples import target_values

SECTION = "cfg"

_KEYS = ("targets", "features", "default-features", "custom", "unstable", "test", "debug-assertions")
_FEATURE = re.compile(r"(?:[\w-]+/)?[\w.+-]+\Z")
_FLAG = re.compile(r"(?P<name>[A-Za-z_]\w*)\s*(?:=\s*\"(?P<value>[^\"\\]*)\")?\Z")
_BUILT_IN = {
    "test": "write `test = false` or `true`",
    "debug_assertions": "write `debug-assertions = false` or `true`",
    "unix": "the targets decide it",
    "windows": "the targets decide it",
    "feature": "write it in `features`",
}


class CfgTableError(TomlError):
    """What is wrong with a `[cfg]` table, and where; `line` is 0 where there is no one place."""


def parse_cfg_table(source: bytes) -> CfgTable:
    """The `[cfg]` table of an `rgraph.toml`; the default one, with `error` set, where there is something wrong."""
    try:
        text, document = read(source, MAX_SETTINGS_BYTES)
        return read_cfg_table(document, table_positions(text))
    except CfgTableError as error:
        return CfgTable(error=f"[cfg]: {error}")
    except TomlError as error:
        return CfgTable(error=str(error))


def read_cfg_table(document: Table, positions: list[TablePosition]) -> CfgTable:
    """The `[cfg]` table of a document. Raises CfgTableError."""
    return _Reader(document, positions).read() if SECTION in document else DEFAULT


class _Reader:
    """Reads one table; knows where its keys stand."""

    def __init__(self, document: Table, positions: list[TablePosition]) -> None:
        self._found = document[SECTION]
        own = (table for table in positions if table.name == SECTION)
        self._at = next(own, TablePosition(SECTION, positions[0].keys.get(SECTION, (1, 1))[0]))

    def read(self) -> CfgTable:
        table = self._found
        if not isinstance(table, dict):
            raise self._error("", "`cfg` must be a table: `[cfg]`")
        for key in table:
            if key not in _KEYS:
                raise self._error(key, f"no key `{key}`{did_you_mean(key, _KEYS)}")
        features = self._features(table) if "features" in table else None
        if features is None and "default-features" in table:
            raise self._error(
                "default-features", "`default-features` needs `features`: without `features`, all features are on"
            )
        return CfgTable(
            "",
            self._targets(table),
            features,
            self._switch(table, "default-features"),
            self._flags(table, "custom"),
            self._flags(table, "unstable"),
            self._switch(table, "test"),
            self._switch(table, "debug-assertions"),
        )

    def _targets(self, table: Table) -> tuple[str, ...]:
        found = tuple(self._words(table, "targets")) if "targets" in table else DEFAULT.targets
        if not found:
            raise self._error("targets", "`targets` is empty; leave it out for Linux on x86-64")
        for triple in found:
            if not target_values(triple):
                raise self._error("targets", f"`{triple}` is not a target triple such as `x86_64-pc-windows-msvc`")
        return found

    def _features(self, table: Table) -> tuple[str, ...]:
        found = tuple(self._words(table, "features"))
        for name in found:
            if not _FEATURE.match(name):
                raise self._error("features", f"`{name}` is not a feature: write `NAME` or `PACKAGE/NAME`")
        return found

    def _flags(self, table: Table, key: str) -> tuple[str, ...]:
        found = []
        for text in self._words(table, key):
            flag = _FLAG.match(text)
            if flag is None:
                raise self._error(key, f"`{text}` is not a cfg: " + 'write `NAME` or `NAME = "VALUE"`')
            name, value = flag["name"], flag["value"]
            advice = _BUILT_IN.get(name) or ("the targets decide it" if name.startswith("target_") else "")
            if advice:
                raise self._error(key, f"`{name}` is not set as a flag; {advice}")
            found.append(name if value is None else f'{name} = "{value}"')
        return tuple(found)

    def _words(self, table: Table, key: str) -> Iterator[str]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise self._error(key, f'`{key}` must be a list of strings: `{key} = ["..."]`')
        if len(found) > MAX_CFG_WORDS:
            raise self._error(key, f"{len(found):,} entries in `{key}`; at most {MAX_CFG_WORDS:,} are allowed")
        return (word.strip() for word in found)

    def _switch(self, table: Table, key: str) -> bool:
        found = table.get(key, True)
        if not isinstance(found, bool):
            raise self._error(key, f"`{key}` must be `true` or `false`")
        return found

    def _error(self, key: str, reason: str) -> CfgTableError:
        return CfgTableError(reason, *self._at.keys.get(key, (self._at.line, 1)))
