"""Names that expansion makes: the crate that `$crate` stands for, and the marks of a template's own identifiers.

A macro's locals and labels are its own: `let x` of a template is not the caller's `x`. So identifiers that come from
a template end in letters that nobody writes, as many as expansions deep. A mark means something where a local can be
meant; everywhere else it is taken off, for all other names mean what they mean where the macro is called.
"""

from __future__ import annotations

CRATE_NAME = "__crate_"
"""What the names that `$crate` becomes begin with."""

IN_ITEMS = "\U00010600"
"""The letter of expansions that stand where items do (Linear A: a letter for Rust, and read by nobody)."""

IN_BODIES = "\U00010601"
"""The letter of expansions that stand in bodies."""

_MARKS = IN_ITEMS + IN_BODIES


def crate_name(crate: str) -> str:
    """The identifier that stands for `$crate` of the crate with an id, wherever it is read."""
    return CRATE_NAME + crate.encode().hex()


def named_crate(name: str) -> str | None:
    """The id of the crate that such an identifier stands for; None for other names."""
    if not name.startswith(CRATE_NAME):
        return None
    try:
        return bytes.fromhex(name[len(CRATE_NAME) :]).decode()
    except ValueError:
        return None


def unmarked(text: str) -> str:
    """A text without marks."""
    return text if text.isascii() else text.replace(IN_ITEMS, "").replace(IN_BODIES, "")


def mark_of(name: str) -> str:
    """The mark that a name ends in; "" for none."""
    return "" if name.isascii() else name[len(name.rstrip(_MARKS)) :]
