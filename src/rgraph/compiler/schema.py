"""The messages of SCIP, as far as rgraph reads and writes them.

Source: `scip.proto` of github.com/sourcegraph/scip. The numbers of fields and of enum values are the format itself; the
classes are made of them when they are first asked for, so that no generated code and no compiler of protobuf is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache
from typing import TYPE_CHECKING, Any

from .occurrences import CompilerIndexError, Encoding

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import DescriptorProto
    from google.protobuf.message import Message


class Role(IntFlag):
    """What an occurrence does with its symbol (`SymbolRole`)."""

    DEFINITION = 1
    IMPORT = 2
    WRITE = 4
    READ = 8
    GENERATED = 16
    TEST = 32


class Kind(IntEnum):
    """What a symbol is (`SymbolInformation.Kind`), of those that Rust has."""

    UNSPECIFIED = 0
    ASSOCIATED_TYPE = 3
    CONSTANT = 8
    ENUM = 11
    ENUM_MEMBER = 12
    FIELD = 15
    FUNCTION = 17
    MACRO = 25
    METHOD = 26
    MODULE = 29
    OBJECT = 33
    STRUCT = 49
    TRAIT = 53
    TYPE_ALIAS = 55
    UNION = 59
    TRAIT_METHOD = 70
    STATIC_METHOD = 80
    STATIC_VARIABLE = 82


TEXT_UTF8 = 1
"""`TextEncoding.UTF8`."""

POSITIONS = {0: Encoding.UTF16, 1: Encoding.UTF8, 2: Encoding.UTF16, 3: Encoding.UTF32}
"""`PositionEncoding`. What says none is of a tool that is older than the field: those count as LSIF does."""

_PACKAGE = "scip"

_STRING, _INT, _BOOL, _MANY = "string", "int32", "bool", "*"

_MESSAGES: dict[str, tuple[tuple[str, int, str], ...]] = {
    "ToolInfo": (("name", 1, _STRING), ("version", 2, _STRING), ("arguments", 3, _MANY + _STRING)),
    "Metadata": (
        ("version", 1, _INT),
        ("tool_info", 2, "ToolInfo"),
        ("project_root", 3, _STRING),
        ("text_document_encoding", 4, _INT),
    ),
    "Relationship": (
        ("symbol", 1, _STRING),
        ("is_reference", 2, _BOOL),
        ("is_implementation", 3, _BOOL),
        ("is_type_definition", 4, _BOOL),
        ("is_definition", 5, _BOOL),
    ),
    "Occurrence": (
        ("range", 1, _MANY + _INT),
        ("symbol", 2, _STRING),
        ("symbol_roles", 3, _INT),
        ("enclosing_range", 7, _MANY + _INT),
    ),
    "SymbolInformation": (
        ("symbol", 1, _STRING),
        ("documentation", 3, _MANY + _STRING),
        ("relationships", 4, _MANY + "Relationship"),
        ("kind", 5, _INT),
        ("display_name", 6, _STRING),
        ("enclosing_symbol", 8, _STRING),
    ),
    "Document": (
        ("relative_path", 1, _STRING),
        ("occurrences", 2, _MANY + "Occurrence"),
        ("symbols", 3, _MANY + "SymbolInformation"),
        ("language", 4, _STRING),
        ("position_encoding", 6, _INT),
    ),
    "Index": (
        ("metadata", 1, "Metadata"),
        ("documents", 2, _MANY + "Document"),
        ("external_symbols", 3, _MANY + "SymbolInformation"),
    ),
}
"""Fields by message: name, number, type (`*` before what is repeated). Enums are numbers on the wire."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The classes that are used from outside; those of parts are reached through their fields."""

    index: type[Message]
    document: type[Message]


@cache
def messages() -> Messages:
    """The classes of the messages. Raises CompilerIndexError where protobuf is not installed."""
    try:
        from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
    except ImportError:
        raise CompilerIndexError(
            "SCIP is written with protobuf, which is not installed", "pip install 'rgraph-rs[scip]'"
        ) from None
    file = descriptor_pb2.FileDescriptorProto(name="rgraph/scip.proto", package=_PACKAGE, syntax="proto3")
    for name, fields in _MESSAGES.items():
        _add(file.message_type.add(name=name), fields)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)

    def made(name: str) -> type[Message]:
        found: type[Message] = message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}"))
        return found

    return Messages(made("Index"), made("Document"))


def _add(message: DescriptorProto, fields: tuple[tuple[str, int, str], ...]) -> None:
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field

    scalars = {_STRING: Field.TYPE_STRING, _INT: Field.TYPE_INT32, _BOOL: Field.TYPE_BOOL}
    for name, number, written in fields:
        kind = written.removeprefix(_MANY)
        label = Field.LABEL_REPEATED if written.startswith(_MANY) else Field.LABEL_OPTIONAL
        field: Any = message.field.add(name=name, number=number, label=label)
        field.type = scalars.get(kind, Field.TYPE_MESSAGE)
        if kind not in scalars:
            field.type_name = f".{_PACKAGE}.{kind}"
