"""Names in prose: code spans of Markdown, and links of doc comments; only what looks like the name of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)")
_NAME = re.compile(r"(?:::)?(?:r#)?[A-Za-z_]\w*(?:::(?:r#)?[A-Za-z_]\w*)*(?P<bang>!?)(?P<call>\(\))?\Z")
_LINK = re.compile(r"\[(?P<text>[^\]\[]+)\](?:\((?P<to>[^)\s]*)[^)]*\)|\[(?P<label>[^\]]*)\]|(?!\())")
_DEFINED = re.compile(r"^\s*\[(?P<label>[^\]]+)\]:\s*(?P<to>\S+)", re.MULTILINE)
_KIND = re.compile(
    r"(?:struct|enum|union|trait|mod|module|fn|function|method|macro|derive|type|const|constant|static|value|field"
    r"|variant|prim|primitive)@"
)
_HUMPS = re.compile(r"[A-Z][a-z0-9]+[A-Z]")
_OF_THE_PAST = re.compile(
    r"\b(renam|remov|former|previous|deprecat|no longer|used to|was called|old |replac|delet|histor|migrat|dropped"
    r"|became|since v?\d|before v?\d|in v?\d|until|prior|instead of)",
    re.IGNORECASE,
)
_LOGS = re.compile(
    r"change|history|release|news|migrat|upgrad|breaking|roadmap|rfc|adr|decision|archive|todo", re.IGNORECASE
)
_FOLDERS = frozenset({"doc", "docs", "guide", "book", "documentation"})
_FILES = re.compile(r"(readme|architecture|contributing|design|hacking|overview|internals)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in prose: where it stands, and as it is written; `owner` is the item whose doc comment has it, or ""."""

    path: str
    line: int
    name: str
    written: str
    owner: str = ""


def is_prose(path: str) -> bool:
    """Whether a file tells of the code as it is: a README, or a page of a folder of docs; no log of changes."""
    pure = PurePosixPath(path)
    folders = {part.lower() for part in pure.parts[:-1]}
    if _LOGS.search(pure.name) or any(_LOGS.search(part) for part in pure.parts[:-1]):
        return False
    if folders & {"vendor", "target", "node_modules", "tests", "fixtures", "third_party"}:
        return False
    return bool(folders & _FOLDERS) or bool(_FILES.fullmatch(pure.stem))


def in_markdown(path: str, text: str) -> Iterator[Mention]:
    """The names in code spans of a document, outside of blocks of code."""
    for line, told in _lines(text):
        if _OF_THE_PAST.search(told):
            continue
        for span in _SPAN.finditer(told):
            name = item_name(span[2].strip())
            if name:
                yield Mention(path, line, name, span[2].strip())


def in_comment(path: str, line: int, doc: str, owner: str) -> Iterator[Mention]:
    """The names that the links of a doc comment lead to. `line` is where it begins, as near as is known."""
    defined = {found["label"].strip("`"): found["to"] for found in _DEFINED.finditer(doc)}
    for offset, told in _lines(doc):
        if _DEFINED.match(told):
            continue
        for link in _LINK.finditer(told):
            shown = link["text"].strip("`")
            to = link["to"] if link["to"] is not None else defined.get(link["label"] or shown, shown)
            name = item_name(_KIND.sub("", to.strip("`<>").partition("#")[0]))
            if name and (link["to"] is not None or link["text"].startswith("`") or "::" in name):
                yield Mention(path, line + offset - 1, name, link["text"], owner)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of prose, with their numbers from 1; blocks of code are left out."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        if fence:
            if found is not None and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif found is not None:
            fence = found[1]
        elif not line.startswith(("    ", "\t")):
            yield number, line


def item_name(written: str) -> str:
    """A path as an item may be called, without `()`; "" for what may be anything: a single plain word, a flag, a type
    with arguments."""
    found = _NAME.match(written)
    if found is None:
        return ""
    name = written.removesuffix("()").removeprefix("::").replace("r#", "")
    parts = [part for part in name.split("::") if part not in {"crate", "self", "super", "Self"}]
    last = parts[-1] if parts else ""
    is_one = len(parts) == 1
    if is_one and not (found["bang"] or _HUMPS.search(last) or (found["call"] and "_" in last)):
        return "" if len(name.split("::")) == 1 else "::".join(parts) if _HUMPS.search(last) else ""
    return "::".join(parts)
