"""Arguments that several tools share, and reading them."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from rgraph.errors import ConfigError

from ..limits import LEAST_BUDGET, MOST_BESIDE, MOST_BUDGET, MOST_CHARACTERS

Text = Annotated[str, Meta(max_length=MOST_CHARACTERS)]
At = Annotated[Text, Meta(description="A git revision (HEAD~3, v1.0, a branch, an oid), or worktree, or staged.")]
ItemName = Annotated[
    Text,
    Meta(
        description="A Rust path or an unambiguous suffix of one (Searcher::search_path), or file.rs, or file.rs:LINE."
    ),
]
Budget = Annotated[int, Meta(ge=LEAST_BUDGET, le=MOST_BUDGET, description="The most tokens that the answer may have.")]
Beside = Annotated[int, Meta(ge=0, le=MOST_BESIDE, description="Lines of code before and after each place.")]
Tiers = Annotated[Text, Meta(description="Only edges of these tiers: exact,compiler,inferred,candidate. Default: all.")]
Depth = Annotated[int, Meta(ge=0, le=1_000, description="How many edges to follow; 0 for all.")]


class Asked(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, frozen=True):
    """The arguments of a tool."""

    at: At = "HEAD"
    budget: Budget = 2_000

    @property
    def tree(self) -> str:
        """The tree that the answer is about, as a revision."""
        return self.at


def right_side(range_: str) -> str:
    """The newer side of `A..B` or `A...B`."""
    return range_.rpartition("..")[2].lstrip(".") or "HEAD"


T = TypeVar("T", bound=Asked)


def read(arguments: dict[str, Any], kind: type[T]) -> T:
    """The arguments of a call; numbers may come as text. Raises ConfigError, which names those that there are."""
    try:
        return msgspec.convert(arguments, kind, strict=False)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        names = ", ".join(_described(field) for field in msgspec.structs.fields(kind))
        raise ConfigError(f"wrong arguments: {error}", f"arguments are {names}") from None


def _described(field: msgspec.structs.FieldInfo) -> str:
    return f"{field.encode_name} (needed)" if field.required else field.encode_name


def schema(kind: type[Asked]) -> dict[str, Any]:
    """The JSON schema of a tool's arguments, without what says nothing to a model."""
    (_,), components = msgspec.json.schema_components([kind])
    found = components[kind.__name__]
    properties = {name: _plain(part) for name, part in found["properties"].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": found["required"],
        "additionalProperties": False,
    }


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key not in {"maxLength", "title"}}
