"""Regular expressions that users write: matched in time linear in the text, whatever the expression.

RE2 and not `re`: `(a+)+$` takes Python 2^n steps on a name of n letters, and rules are read from a repository that
others wrote (docs/decisions/patterns.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .limits import MAX_PATTERN_CHARS, MAX_PATTERN_MEMORY


class PatternError(ValueError):
    """A text is no regular expression, or one that cannot be matched in linear time."""


def check_pattern(pattern: str) -> str:
    """The pattern, where it can be used. Raises PatternError with the reason where it cannot."""
    _compiled(pattern)
    return pattern


@lru_cache(maxsize=100_000)
def found_in(pattern: str, name: str) -> bool:
    """Whether a pattern matches anywhere in a name. Raises PatternError."""
    return _compiled(pattern).search(name) is not None


@lru_cache(maxsize=100_000)
def matches_whole(pattern: str, name: str) -> bool:
    """Whether a pattern matches a name from its beginning to its end. Raises PatternError."""
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> Any:
    import re2  # 25 ms, which only rules with a pattern pay

    if len(pattern) > MAX_PATTERN_CHARS:
        raise PatternError(f"a regular expression of {len(pattern):,} characters; {MAX_PATTERN_CHARS:,} are allowed")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_PATTERN_MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise PatternError(f"`{pattern}` is not a regular expression: {_reason(error, pattern)}") from None
    except UnicodeEncodeError:
        raise PatternError("a regular expression with half a surrogate pair in it") from None


def _reason(error: Exception, pattern: str) -> str:
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    text = text.removesuffix(f": {pattern}")
    if "(?=" in text or "(?!" in text or "(?<" in text or "invalid escape sequence" in text:
        return f"{text} (RE2 has neither look-around nor back-references: it matches in linear time)"
    return text
