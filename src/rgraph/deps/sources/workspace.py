"""A member's manifest as Cargo would publish it: what it inherits from its workspace written out, the workspace left.

A package is linked on its own, wherever it lay: in a repository its manifest says only half.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from rgraph.cargo.limits import MAX_MANIFEST_BYTES
from rgraph.toml import Table, load, table_at

from .package_files import MANIFEST, PackageFiles, SourceError

_DEPENDENCIES = ("dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies")
_ASIDE = ("workspace", "patch", "replace", "profile")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")

ReadAbove = Callable[[str], bytes | None]
"""The bytes of a file of the repository, by its path from the top; None where there is none."""


def stand_alone(found: PackageFiles, folder: str, read: ReadAbove) -> PackageFiles:
    """The package of a folder of a repository, with a manifest that needs nothing beside it.

    Raises SourceError where it inherits from a workspace that is not there.
    """
    own = load(found.files.get(MANIFEST, b""), MAX_MANIFEST_BYTES)
    if isinstance(own, str):
        raise SourceError(f"its Cargo.toml {own}")
    root = _root(own, folder, read)
    for section in ("package", "project"):
        _inherit_fields(table_at(own, section) or {}, table_at(root, "package") or {})
    tables = [own, *(each for each in (table_at(own, "target") or {}).values() if isinstance(each, dict))]
    for table in tables:
        for section in _DEPENDENCIES:
            _inherit_dependencies(table_at(table, section) or {}, table_at(root, "dependencies") or {})
    for section in _ASIDE:
        own.pop(section, None)
    found.files[MANIFEST] = written(own).encode()
    return found


def _root(own: Table, folder: str, read: ReadAbove) -> Table:
    """The `[workspace]` table that the package inherits from: its own, or that of the nearest folder above."""
    above = table_at(own, "workspace")
    parts = folder.split("/") if folder else []
    while above is None and parts:
        parts.pop()
        document = load(read("/".join([*parts, MANIFEST])) or b"", MAX_MANIFEST_BYTES)
        above = table_at(document, "workspace") if not isinstance(document, str) else None
    return above or {}


def _inherit_fields(package: Table, shared: Table) -> None:
    for key, value in list(package.items()):
        if isinstance(value, dict) and value.get("workspace") is True:
            if key not in shared:
                raise SourceError(f"its Cargo.toml inherits `{key}` from a workspace that is not there")
            package[key] = shared[key]
    package.pop("workspace", None)


def _inherit_dependencies(dependencies: Table, shared: Table) -> None:
    for name, value in list(dependencies.items()):
        entry = dict(value) if isinstance(value, dict) else {"version": value}
        if entry.pop("workspace", False) is True:
            base = shared.get(name)
            if base is None:
                raise SourceError(f"its Cargo.toml inherits `{name}` from a workspace that is not there")
            entry = _merged(dict(base) if isinstance(base, dict) else {"version": base}, entry)
        entry.pop("path", None)
        dependencies[name] = entry


def _merged(base: Table, own: Table) -> Table:
    """An entry of the workspace with what the member adds: features join, `default-features` can only be turned on."""
    features = [*_list(base.get("features")), *_list(own.get("features"))]
    merged = {**base, **own}
    if "default-features" in base and own.get("default-features") is not True:
        merged["default-features"] = base["default-features"]
    if features:
        merged["features"] = features
    return merged


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def written(document: Table) -> str:
    """A document as TOML, every table inline but those at the top: the same for equal documents."""
    scalars = {key: value for key, value in document.items() if not isinstance(value, dict)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in scalars.items()]
    for name, table in document.items():
        if isinstance(table, dict):
            lines += ["", f"[{_key(name)}]", *(f"{_key(key)} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_value(each)}' for key, each in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value) if isinstance(value, int | float) else _text(str(value))


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
