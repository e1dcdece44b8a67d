"""What `--fail-on` asks for."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from rgraph.errors import ConfigError

E = TypeVar("E", bound=StrEnum)


def named(words: str, kind: type[E], what: str, plural: str) -> set[E]:
    """The members of an enum that `breaks,may-break` names. Raises ConfigError for another word."""
    known = {member.value.replace(" ", "-"): member for member in kind}
    asked = [word.strip() for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in known:
            raise ConfigError(f"--fail-on {word}: no such {what}", f"{plural} are {', '.join(known)}")
    return {known[word] for word in asked}
