"""Colour for terminals only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Style:
    """Marks words as strong, dim or doubtful; leaves them as they are where `colour` is False.

    `escape` begins each mark: the terminal's own, or what stands for it until the text has passed its door.
    """

    colour: bool = False
    escape: str = "\x1b"

    def strong(self, text: str) -> str:
        return self._wrapped(text, "1")

    def dim(self, text: str) -> str:
        return self._wrapped(text, "2")

    def good(self, text: str) -> str:
        return self._wrapped(text, "32")

    def bad(self, text: str) -> str:
        return self._wrapped(text, "31")

    def doubtful(self, text: str) -> str:
        return self._wrapped(text, "33")

    def _wrapped(self, text: str, code: str) -> str:
        return f"{self.escape}[{code}m{text}{self.escape}[0m" if self.colour else text


PLAIN = Style()


def style_for(stream: TextIO) -> Style:
    """Colour where the stream is a terminal and neither NO_COLOR nor TERM=dumb is set."""
    return Style(stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
