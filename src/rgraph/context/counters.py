"""Counters of tokens by name: a tokenizer's file, an encoding of tiktoken's that is on this machine, an estimate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rgraph.errors import ConfigError

from .tokens import Estimate, TokenCounter


class Counted:
    """Counts with a function that gives a text's tokens."""

    def __init__(self, name: str, count: Callable[[str], int]) -> None:
        self.name = name
        self._count = count

    def count(self, text: str) -> int:
        """The tokens of a text."""
        return self._count(text.encode("utf-8", "replace").decode())


def counter_of(name: str) -> TokenCounter:
    """The counter of this name: "" for the estimate, a `tokenizer.json`, or an encoding of tiktoken's (`o200k_base`).

    Nothing is fetched. Raises ConfigError where the file is none, or the encoding is not on this machine.
    """
    if not name:
        return Estimate()
    if Path(name).is_file():
        return _of_file(Path(name))
    return _of_encoding(name)


def _of_file(path: Path) -> TokenCounter:
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise ConfigError("reading a tokenizer file needs the package tokenizers", "pip install tokenizers") from None
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises this class alone, whatever is wrong with the file
        raise ConfigError(f"{path} is not a tokenizer file: {error}", "give a tokenizer.json") from None
    tokenizer.no_truncation()
    return Counted(path.name, lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids))


def _of_encoding(name: str) -> TokenCounter:
    hint = "give a tokenizer.json, or leave --tokens out: then bytes are counted"
    try:
        from tiktoken import load
    except ImportError:
        raise ConfigError(f"{name!r} is not a file, and the package tiktoken is not installed", hint) from None
    import tiktoken

    read_file = load.read_file
    load.read_file = _refuse
    try:
        encoding = tiktoken.get_encoding(name)
    except (_NotHereError, ValueError, OSError):
        raise ConfigError(f"tiktoken's {name} is not on this machine, and rgraph does not download it", hint) from None
    finally:
        load.read_file = read_file
    return Counted(name, lambda text: len(encoding.encode_ordinary(text)))


class _NotHereError(Exception):
    """A file that would have to be fetched."""


def _refuse(where: str) -> bytes:
    raise _NotHereError(where)
