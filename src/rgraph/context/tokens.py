"""How many tokens a text takes in a language model's window."""

from __future__ import annotations

from typing import Protocol

BYTES_A_TOKEN = 3.5
"""What a token of code and English comes to, where no tokenizer is at hand."""


class TokenCounter(Protocol):
    """Counts tokens. `name` says by what."""

    @property
    def name(self) -> str: ...

    def count(self, text: str) -> int:
        """The tokens of a text."""


class Estimate:
    """Bytes divided by `BYTES_A_TOKEN`, rounded up."""

    name = "bytes / 3.5"

    def count(self, text: str) -> int:
        """The tokens of a text, about."""
        return estimated(text)


def estimated(text: str) -> int:
    """The tokens of a text, about: its bytes divided by `BYTES_A_TOKEN`, rounded up."""
    return -int(-len(text.encode("utf-8", "surrogateescape")) // BYTES_A_TOKEN)
