"""Which model makes vectors, and how: the `[semantic]` table of the user's own configuration file.

A repository has no say in it: what it named would be loaded and run when somebody searches it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path

from rgraph.configuration import place, table
from rgraph.errors import ConfigError
from rgraph.spelling import did_you_mean
from rgraph.toml import Table

DTYPES = ("auto", "float32", "float16", "bfloat16")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the table says; without one, what is said here."""

    model: str = ""
    """A folder, or a name whose model lies in the local cache of Hugging Face; "": all-MiniLM-L6-v2 as packaged."""
    query_prompt: str = field(default="", metadata={"key": "query-prompt"})
    document_prompt: str = field(default="", metadata={"key": "document-prompt"})
    dimensions: int = 0
    """How many numbers of each vector are kept; 0: all."""
    dtype: str = "auto"
    """Of the model's numbers; `auto`: half precision on graphics cards."""
    device: str = "auto"
    """`cpu`, `cuda`, `mps`...; `auto`: the best there is."""
    batch: int = 0
    """Texts at once; 0: by the memory that there is."""
    enabled: bool = True
    """Whether vectors are made and searched."""
    index: bool = True
    """Whether `rgraph index` makes vectors."""


def read_settings() -> Settings:
    """The settings of this user. Raises ConfigError for a file that cannot be read or says what there is not."""
    return _settings(table("semantic"), place())


def _settings(given: Table, path: Path) -> Settings:
    known = {str(one.metadata.get("key", one.name)): one for one in fields(Settings)}
    values: dict[str, object] = {}
    for key, value in given.items():
        one = known.get(key)
        if one is None:
            raise ConfigError(f"{path}: [semantic] has no `{key}`{did_you_mean(key, known)}")
        if type(value) is not type(one.default):
            raise ConfigError(f"{path}: [semantic] {key} must be a {type(one.default).__name__}, not {value!r}")
        values[one.name] = value
    settings = Settings(**values)  # type: ignore[arg-type]
    if settings.dtype not in DTYPES:
        raise ConfigError(f"{path}: no dtype {settings.dtype!r}{did_you_mean(settings.dtype, DTYPES)}")
    if min(settings.dimensions, settings.batch) < 0:
        raise ConfigError(f"{path}: [semantic] dimensions and batch must not be negative")
    return settings


def is_installed() -> bool:
    """Whether the extra is there; nothing of it is imported."""
    return find_spec("torch") is not None and find_spec("sentence_transformers") is not None
