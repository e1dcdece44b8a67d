"""Attributes, and the docs that stand among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tree_sitter import Node

from ..model.facts import NO_ATTRS, Attrs
from ..model.predicates import is_never
from ..model.syntax import Path, Segment
from .docs import doc_comment, doc_value, string_value, unindented
from .grammar import COMMENTS, kinds
from .spacing import decoded, spaced
from .walk import Walk

_OUTER, _INNER = kinds("attribute_item"), kinds("inner_attribute_item")
_TESTS = frozenset(["test", "rstest", "test_case", "quickcheck", "proptest", "test_log", "wasm_bindgen_test"])
_GROUPS = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class _Draft:
    """Attributes as they are collected."""

    texts: list[str] = field(default_factory=list)
    cfg: list[str] = field(default_factory=list)
    derives: list[Path] = field(default_factory=list)
    deprecated: bool = False
    since: str = ""
    note: str = ""
    repr: list[str] = field(default_factory=list)
    path: str | None = None
    paths_if: list[list[str]] = field(default_factory=list)
    proc_macro: str = ""
    target_feature: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    line: int = 0

    def done(self) -> Attrs:
        if not self.texts:
            return NO_ATTRS
        flags = self.flags
        return Attrs(
            self.texts, self.cfg, self.derives, self.deprecated, self.since, self.note, "must_use" in flags,
            "non_exhaustive" in flags, self.repr, "doc_hidden" in flags, self.path, "macro_export" in flags,
            "macro_use" in flags, "test" in flags, "no_std" in flags, self.proc_macro, "automatically_derived" in flags,
            self.target_feature, self.paths_if,
        )  # fmt: skip


def read_outer(walk: Walk, nodes: Sequence[Node], base: int) -> tuple[Attrs, str, Node | None]:
    """The attributes and the docs before an item; `base` is the row of its name.

    The third value is the first of the nodes that belongs to the item, None if none does.
    """
    if not nodes:
        return NO_ATTRS, "", None
    return _read(walk, nodes, base, _OUTER, "outer")


def read_inner(walk: Walk, nodes: Sequence[Node], base: int) -> tuple[Attrs, str]:
    """The inner attributes and docs among the children of a file, module, block or impl."""
    attrs, doc, _ = _read(walk, nodes, base, _INNER, "inner")
    return attrs, doc


def cfg_before(walk: Walk, node: Node) -> list[str]:
    """The `#[cfg]`s before a statement, an arm, a field or an argument.

    They are read from the tokens: the grammar allows attributes in some places only, and elsewhere they are blanked out
    before parsing (`mending.py`).
    """
    if not walk.has_cfg:
        return []
    words = walk.tokens.words
    found: list[str] = []
    at = walk.tokens.index(node.start_byte + walk.shift) - 1
    while at > 1 and words[at] == "]":
        first = _opening(words, at)
        if first < 1 or words[first - 1] != "#":
            break
        if words[first + 1 : first + 3] == ["cfg", "("]:
            found.append(spaced(words[first + 3 : at - 1]))
        at = first - 2
    return found[::-1]


def _opening(words: list[str], at: int) -> int:
    """The index of the bracket that this one closes; -1 if there is none."""
    depth = 0
    for index in range(at, -1, -1):
        if words[index] == "]":
            depth += 1
        elif words[index] == "[":
            depth -= 1
            if not depth:
                return index
    return -1


def _read(
    walk: Walk, nodes: Sequence[Node], base: int, attribute: frozenset[int], style: str
) -> tuple[Attrs, str, Node | None]:
    draft: _Draft | None = None
    docs: list[tuple[str, bool]] = []  # text, and whether it is a comment's
    first: Node | None = None
    for node in nodes:
        kind = node.kind_id
        if kind in attribute:
            draft = draft or _Draft()
            draft.line = walk.row(node.start_point[0]) - walk.row(base)
            words = walk.tokens.between(node.start_byte + walk.shift, node.end_byte + walk.shift)
            if not words:  # `#[doc = "..."]` has no tokens
                docs.extend(doc_value(walk.text[node.start_byte : node.end_byte]))
            else:
                inside = words[2:-1] if words[1:2] == ["["] else words[3:-1]
                _attribute(draft, inside)
        elif kind in COMMENTS:
            text = doc_comment(decoded(walk.text[node.start_byte : node.end_byte]), style)
            if text is None:
                continue
            docs.append((text, True))
        else:
            continue
        if first is None:
            first = node
    return draft.done() if draft is not None else NO_ATTRS, unindented(docs), first


# ---- attributes ----------------------------------------------------------------------------------------


def _attribute(draft: _Draft, words: list[str]) -> None:
    """One attribute's tokens, without `#[` and `]`."""
    if not words:
        return
    draft.texts.append(spaced(words))
    _meaning(draft, words, "")


def _meaning(draft: _Draft, words: list[str], under: str) -> None:
    """Read an attribute; `under` is the predicate of the `cfg_attr` around it, or ""."""
    name, args, value = _parts(words)
    if name == "unsafe" and args:
        _meaning(draft, args, under)
        return
    last = name.rsplit("::", 1)[-1]
    reader = _READERS.get(name)
    if name in _PROMISES and under and is_never(under, _OF_DOCUMENTATION):
        return
    if reader is not None:
        reader(draft, args, value, under)
    elif name in _FLAGS:
        draft.flags.add(name)
    elif last == "test" or last in _TESTS:
        draft.flags.add("test")


def _parts(words: list[str]) -> tuple[str, list[str], str]:
    """An attribute's path, the tokens between its brackets, and the literal after `=`."""
    end = 0
    while end < len(words) and (words[end] == "::" or words[end][0].isalnum() or words[end][0] == "_"):
        end += 1
    name = "".join(words[:end])
    if end < len(words) and words[end] in _GROUPS:
        return name, words[end + 1 : -1], ""
    if end + 1 < len(words) and words[end] == "=":
        return name, [], words[end + 1]
    return name, [], ""


def _split(words: list[str]) -> list[list[str]]:
    """Tokens between top-level commas."""
    out: list[list[str]] = [[]]
    depth = 0
    for word in words:
        if word in _GROUPS:
            depth += 1
        elif word in (")", "]", "}"):
            depth -= 1
        if word == "," and depth == 0:
            out.append([])
        else:
            out[-1].append(word)
    return [part for part in out if part]


def _cfg(draft: _Draft, args: list[str], value: str, under: str) -> None:
    draft.cfg.append(f"any(not({under}), {spaced(args)})" if under else spaced(args))


def _cfg_attr(draft: _Draft, args: list[str], value: str, under: str) -> None:
    predicate, *rest = _split(args) or [[]]
    own = spaced(predicate)
    for given in rest:
        _meaning(draft, given, f"all({under}, {own})" if under else own)


def _derive(draft: _Draft, args: list[str], value: str, under: str) -> None:
    for words in _split(args):
        names = [Segment(decoded(word.removeprefix("r#"))) for word in words if word != "::"]
        if names:
            draft.derives.append(Path(names, draft.line, words[0] == "::"))


def _deprecated(draft: _Draft, args: list[str], value: str, under: str) -> None:
    draft.deprecated = True
    draft.note = string_value(value) or draft.note
    for words in _split(args):
        name, _, text = _parts(words)
        if name == "since":
            draft.since = string_value(text) or ""
        elif name == "note":
            draft.note = string_value(text) or ""


def _doc(draft: _Draft, args: list[str], value: str, under: str) -> None:
    if any(words == ["hidden"] for words in _split(args)):
        draft.flags.add("doc_hidden")


def _repr(draft: _Draft, args: list[str], value: str, under: str) -> None:
    draft.repr.extend(spaced(words) for words in _split(args))


def _path(draft: _Draft, args: list[str], value: str, under: str) -> None:
    path = string_value(value)
    if under and path is not None:
        draft.paths_if.append([under, path])
    elif draft.path is None:
        draft.path = path


def _proc_macro(name: str) -> Callable[[_Draft, list[str], str, str], None]:
    def read(draft: _Draft, args: list[str], value: str, under: str) -> None:
        draft.proc_macro = f"{name}({spaced(args)})" if args else name

    return read


def _target_feature(draft: _Draft, args: list[str], value: str, under: str) -> None:
    for words in _split(args):
        name, _, text = _parts(words)
        if name == "enable":
            draft.target_feature.extend((string_value(text) or "").split(","))


_PROMISES = frozenset(["non_exhaustive", "must_use", "repr", "deprecated"])
"""Attributes that promise users something, or take it back: not where a `cfg_attr` has them for no program."""
_OF_DOCUMENTATION = frozenset(["doc", "docsrs"])
"""Flags that are set where documentation is made."""
_FLAGS = frozenset(["must_use", "non_exhaustive", "macro_export", "macro_use", "no_std", "automatically_derived"])
_READERS: dict[str, Callable[[_Draft, list[str], str, str], None]] = {
    "cfg": _cfg,
    "cfg_attr": _cfg_attr,
    "derive": _derive,
    "deprecated": _deprecated,
    "doc": _doc,
    "repr": _repr,
    "path": _path,
    "proc_macro": _proc_macro("proc_macro"),
    "proc_macro_derive": _proc_macro("proc_macro_derive"),
    "proc_macro_attribute": _proc_macro("proc_macro_attribute"),
    "target_feature": _target_feature,
}
