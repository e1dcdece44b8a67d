"""What a user writes for kinds and modes, read strictly."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from rgraph.errors import ConfigError
from rgraph.model.facts import ItemKind
from rgraph.spelling import nearest

from .hits import Mode

W = TypeVar("W", bound=StrEnum)


def parse_kinds(text: str) -> tuple[ItemKind, ...]:
    """`function,struct` as kinds; "" is none. Raises ConfigError for a word that is no kind."""
    return tuple(_word(ItemKind, word, "kind of item") for part in text.split(",") if (word := part.strip()))


def parse_mode(text: str) -> Mode:
    """Raises ConfigError for a word that is no mode."""
    return _word(Mode, text, "mode")


def _word(words: type[W], text: str, what: str) -> W:
    try:
        return words(text)
    except ValueError:
        known = [word.value for word in words]
        near = nearest(text, known)
        hint = f"did you mean {near}? " if near else ""
        raise ConfigError(f"no {what} {text!r}", f"{hint}there are {', '.join(known)}") from None
