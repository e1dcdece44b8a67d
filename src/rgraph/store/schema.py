"""Every relation of the store, its columns and their types; `docs/schema.md` says what they mean."""

from __future__ import annotations

from typing import TypeAlias

from rgraph.errors import StoreError
from rgraph.model.facts import EXTRACTOR
from rgraph.model.graph import LINKER

from .engine import Engine

SCHEMA = 5
"""Version of the relations below."""

VERSION = f"v{SCHEMA}.{EXTRACTOR}.{LINKER}"
"""Name of the store's folder: two versions of rgraph do not rebuild each other's store."""

Relations: TypeAlias = dict[str, tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]]

RELATIONS: Relations = {
    "meta": ((("key", "String"),), (("value", "String"),)),
    # contents
    "blob": (
        (("hash", "String"),),
        (
            ("git_oid", "String"),
            ("bytes", "Int"),
            ("lines", "Int"),
            ("status", "String"),
            ("reason", "String"),
            ("parse_errors", "Int"),
        ),
    ),
    "blob_of": ((("git_oid", "String"),), (("hash", "String"),)),
    "packed": ((("hash", "String"), ("part", "String")), (("value", "Bytes"),)),
    "vector": ((("model", "String"), ("text", "String")), (("value", "Bytes"),)),
    # versions
    "commit": (
        (("oid", "String"),),
        (
            ("chain", "Int"),
            ("pos", "Int"),
            ("tree", "String"),
            ("parents", "[String]"),
            ("time", "Int"),
            ("author", "String"),
            ("message", "String"),
        ),
    ),
    "commit_at": ((("chain", "Int"), ("pos", "Int")), (("oid", "String"),)),
    "chain": ((("id", "Int"),), (("base", "Int"), ("base_pos", "Int"), ("depth", "Int"))),
    "file_at": (
        (("chain", "Int"), ("path", "String"), ("at", "Validity")),
        (("blob", "String"), ("set", "Int")),
    ),
    "complete": ((("oid", "String"),), ()),
    "touched": ((("oid", "String"),), (("value", "Bytes"),)),
    "pin": ((("oid", "String"),), (("why", "String"),)),
    "rewritten": ((("old", "String"), ("new", "String")), ()),
    # links
    "edge_set": ((("id", "Int"),), (("hash", "String"), ("packed", "Bytes"))),
    "set_of": ((("hash", "String"),), (("id", "Int"),)),
    "overlay": ((("oid", "String"), ("path", "String")), (("set", "Int"),)),
    "dependencies": ((("oid", "String"),), (("value", "Bytes"),)),
    "footprint": ((("path", "String"),), (("packed", "Bytes"),)),
    "far_footprint": ((("oid", "String"), ("path", "String")), (("packed", "Bytes"),)),
    # rows, for the sets and blobs named in rowed_set and rowed_blob
    "rowed_set": ((("set", "Int"),), ()),
    "rowed_blob": ((("blob", "String"),), ()),
    "symbol": ((("id", "Int"),), (("text", "String"),)),
    "item": (
        (("blob", "String"), ("ord", "Int")),
        (
            ("parent", "Int"),
            ("kind", "String"),
            ("name", "String"),
            ("vis", "String"),
            ("line", "Int"),
            ("end_line", "Int"),
            ("signature", "String"),
            ("sig_hash", "String"),
            ("body_hash", "String"),
            ("doc", "String"),
        ),
    ),
    "def": ((("set", "Int"), ("symbol", "Int"), ("ord", "Int")), (("crate", "String"),)),
    "def_rev": ((("symbol", "Int"), ("set", "Int")), ()),
    "edge": (
        (("set", "Int"), ("src", "Int"), ("kind", "String"), ("dst", "Int")),
        (("tier", "String"), ("count", "Int"), ("line", "Int"), ("via_macro", "Bool")),
    ),
    "edge_rev": ((("dst", "Int"), ("set", "Int"), ("kind", "String"), ("src", "Int")), ()),
}


PACKAGES: Relations = {
    **{name: RELATIONS[name] for name in ("meta", "blob", "blob_of", "packed")},
    "package": (
        (("name", "String"), ("version", "String"), ("source", "String"), ("checksum", "String")),
        (
            ("kind", "String"),
            ("form", "String"),
            ("path", "String"),
            ("inside", "String"),
            ("assurance", "String"),
            ("listing", "Bytes"),
        ),
    ),
    "package_used": (
        (("name", "String"), ("version", "String"), ("source", "String"), ("checksum", "String")),
        (("day", "Int"),),
    ),
}
"""The relations of the store that published packages have in the user's cache: contents as in any store."""

_ALL = RELATIONS | PACKAGES


def headers(relation: str) -> list[str]:
    """The columns of a relation, keys first, in the order in which its rows are written."""
    keys, values = _ALL[relation]
    return [name for name, _ in keys + values]


def key_columns(relation: str) -> list[str]:
    """The key columns of a relation: what names a row to remove."""
    return [name for name, _ in _ALL[relation][0]]


def create(engine: Engine, relations: Relations = RELATIONS) -> None:
    """Make what relations are not there yet, then say the version; a creation cut off is completed by the next.

    Raises:
        StoreError: the store is of another version.
    """
    present = {row[0] for row in engine.run("::relations")}
    for name, (keys, values) in relations.items():
        if name not in present:
            engine.run(f":create {name} {{{_columns(keys)}{' => ' if values else ''}{_columns(values)}}}", write=True)
    engine.put({"meta": (headers("meta"), [["version", VERSION]])})


def check(engine: Engine) -> bool:
    """Whether the store is complete and of this version; False means `create` has to run.

    Raises:
        StoreError: the store is of another version.
    """
    present = {row[0] for row in engine.run("::relations")}
    if "meta" not in present:
        return False
    found = engine.run("?[value] := *meta{key: 'version', value}")
    if not found:
        return False
    if found[0][0] != VERSION:
        raise StoreError(
            f"the store is of version {found[0][0]}, this rgraph reads {VERSION}",
            "Run `rgraph index --rebuild` to rebuild it.",
        )
    return True


def _columns(columns: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name}: {kind}" for name, kind in columns)
