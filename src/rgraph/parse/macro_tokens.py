"""Token trees of macro calls and `macro_rules!` arms."""

from __future__ import annotations

from dataclasses import dataclass

from .tokens import Tokens

OPENERS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = frozenset(OPENERS.values())


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `glued` where nothing stands between it and the token before."""

    word: str
    glued: bool = False


def lexed(text: str) -> list[Token]:
    """The tokens of a text in latin-1; `$crate` is one token."""
    tokens = Tokens(text, complete=True)
    out: list[Token] = []
    end = -1
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        if word == "crate" and out and out[-1].word == "$" and start == end:
            out[-1] = Token("$crate", out[-1].glued)
        else:
            out.append(Token(word, start == end))
        end = start + len(word)
    return out


def joined(tokens: list[Token]) -> str:
    """Tokens as text that lexes to the same tokens."""
    out: list[str] = []
    before = " "
    for token in tokens:
        if out and not (token.glued and not (_is_wordy(before[-1]) and _is_wordy(token.word[0]))):
            out.append(" ")
        out.append(token.word)
        before = token.word
    return "".join(out)


def _is_wordy(char: str) -> bool:
    return char.isalnum() or char in "_'\"#"


def close_of(tokens: list[Token], opener: int) -> int | None:
    """Index of the delimiter that closes the one at an index; None where brackets do not match."""
    stack = [OPENERS[tokens[opener].word]]
    for at in range(opener + 1, len(tokens)):
        word = tokens[at].word
        if word in OPENERS:
            stack.append(OPENERS[word])
        elif word in CLOSERS:
            if stack.pop() != word:
                return None
            if not stack:
                return at
    return None


def is_name(word: str) -> bool:
    """Whether a token is an identifier or keyword."""
    return word[0].isalpha() or word[0] == "_" or word.startswith("r#")


def latin(text: str) -> str:
    """A text as tokens are read from it: one character a byte."""
    return text.encode("utf-8", "replace").decode("latin-1")


def utf8(text: str) -> str:
    """What `latin` took, as it was."""
    return text.encode("latin-1").decode("utf-8", "replace")
