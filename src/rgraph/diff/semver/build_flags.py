"""The flags that a build script sets, as far as its text shows. Flags that only `RUSTFLAGS` can set are not among
them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rgraph.diff.limits import MAX_BUILD_SCRIPT

_WORD = re.compile(r"[A-Za-z_]\w*")
_COMMENT = re.compile(r"//[^\n]*")
_DECLARED = re.compile(r'"[^"\n]*\bcheck-cfg\b[^"\n]*"')
"""What only tells the compiler that there is such a flag."""
_OPEN = re.compile(r"\bif\s++(?!let\b)([^{};]{0,1000})\{")
_DOCS = re.compile(r"docs_?rs", re.IGNORECASE)


_PACKAGE = "CARGO_PKG_NAME"
_MATCH = re.compile(r"\bmatch\s++([^{;]{0,400})\{")
_ARM = re.compile(r'((?:"[^"\n]{0,100}"\s*+(?:\|\s*+)?){1,40})=>\s*+')
_NAMED = re.compile(r'\bif\s++([^{};]{0,400}?)\s*+==\s*+"([^"\n]{0,100})"\s*+\{')
_BOUND = re.compile(r"\blet\s++(\w++)[^=;]{0,100}=\s*+([^;]{0,400});")


_Block = tuple[int, int, str]
"""Where a block begins and ends, and its condition."""


def flags_set_by(script: str, package: str = "") -> frozenset[str]:
    """The words of a build script that may be flags which it sets.

    A flag is left out if the script only passes on what it was given: it tests for it with `cfg!`, and sets it if it is
    there, or for docs.rs. So is what it does for a package of another name than this one.
    """
    text = _DECLARED.sub('""', _COMMENT.sub("", script))
    if len(text) > MAX_BUILD_SCRIPT:
        return frozenset(_WORD.findall(text))
    text = _without_others(text, package) if package and _PACKAGE in text else text
    words = frozenset(_WORD.findall(text))
    asked = set(re.findall(r"\bcfg!\(\s*+(\w++)\s*+\)", text))
    blocks = _blocks(text) if asked else []
    return words - {word for word in asked if _only_passed_on(word, text, blocks)}


def _only_passed_on(flag: str, text: str, blocks: Sequence[_Block]) -> bool:
    """Whether every mention of a flag, except in tests for it, stands in a block that tests for it."""
    asked = re.compile(rf"\bcfg!\(\s*{flag}\s*\)")
    names = _bound_to(text, asked)
    rest = asked.sub(lambda found: " " * len(found[0]), text)
    mentions = [found.start() for found in re.finditer(rf"\b{flag}\b", rest)]
    setting = [at for at in mentions if flag not in names or _is_in_string(text, at)]
    asking = [(start, end) for start, end, condition in blocks if _asks(condition, asked, names)]
    return all(any(start <= at < end for start, end in asking) for at in setting)


def _without_others(text: str, package: str) -> str:
    """A script without the arms and blocks that are for packages of other names."""
    names = {name for name, value in _BOUND.findall(text) if _PACKAGE in value}
    named = [at for at in _NAMED.finditer(text) if at[2] != package and _asks_name(at[1], names)]
    others = [(at.end(), _end(text, at.end())) for at in named]
    for found in _MATCH.finditer(text):
        if _asks_name(found[1], names):
            end = _end(text, found.end())
            arms = [arm for arm in _ARM.finditer(text, found.end(), end) if f'"{package}"' not in arm[1]]
            others += [(arm.end(), _arm_end(text, arm.end(), end)) for arm in arms]
    for start, end in sorted(others, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _asks_name(asked: str, names: set[str]) -> bool:
    return _PACKAGE in asked or not names.isdisjoint(_WORD.findall(asked))


def _arm_end(text: str, start: int, limit: int) -> int:
    """Where an arm of a `match` ends: after its block, or before the comma."""
    if text[start : start + 1] == "{":
        return _end(text, start + 1)
    depth = 0
    for at in range(start, limit):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if text[at] == "," and depth == 0:
            return at
    return limit


def _end(text: str, start: int) -> int:
    """Where the block ends in which a place stands."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
    return len(text)


def _is_in_string(text: str, at: int) -> bool:
    return text[:at].rpartition("\n")[2].count('"') % 2 == 1


def _bound_to(text: str, asked: re.Pattern[str]) -> set[str]:
    """The variables that are true only if the flag is set."""
    bound = re.findall(r"\blet\s++(\w++)(?:\s*+:\s*+bool)?\s*+=\s*+([^;{]{0,400});", text)
    docs = {name for name, value in bound if _DOCS.search(value) and "cfg!" not in value}
    found = {name for name, value in bound if asked.search(value) and _asks(value, asked, docs)}
    return found | docs


def _asks(condition: str, asked: re.Pattern[str], names: set[str]) -> bool:
    """Whether a condition holds only if the flag is set: each of its alternatives has a part that tests for it."""
    return all(any(_says(part.strip(), asked, names) for part in way.split("&&")) for way in condition.split("||"))


def _says(part: str, asked: re.Pattern[str], names: set[str]) -> bool:
    return bool(asked.fullmatch(part)) or part in names or (bool(_DOCS.search(part)) and not part.startswith("!"))


def _blocks(text: str) -> list[_Block]:
    """The blocks of `if`, with their conditions: where each begins and ends."""
    conditions = {found.end(): found[1] for found in _OPEN.finditer(text)}
    found: list[_Block] = []
    waiting: list[int] = []
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            waiting.append(brace.end())
        elif waiting and (start := waiting.pop()) in conditions:
            found.append((start, brace.start(), conditions[start]))
    return [*found, *((start, len(text), conditions[start]) for start in waiting if start in conditions)]
