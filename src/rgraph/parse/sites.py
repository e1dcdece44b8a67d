"""The places of a file that match patterns. Many patterns are matched at once, and the work is bounded.

A pattern is a tree-sitter query that captures the matching place as `@hit`. Its other captures are reported with the
place, except those whose names begin with `_`. To the parser, the arguments of a macro are mere tokens: names are found
there, but nothing that needs structure. Nothing is found in comments, strings and bodies of `macro_rules!`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec
from tree_sitter import Node, Query, QueryCursor, QueryError

from .grammar import LANGUAGE, kinds, new_parser
from .limits import MAX_NODES, MAX_SITE_DEPTH, MAX_SITE_STATES, MAX_SITE_WORD, MAX_SITES
from .site_predicates import PREDICATES
from .tokens import Tokens
from .trees import parsed, quiet, unreadable

_AROUND = "(attribute_item) @_attribute (function_item) @_function (use_declaration) @_use (macro_definition) @_macro\n"
_TEST = re.compile(rb"#\s*\[\s*(?:[\w:]*\btest\b|bench\b|rstest\b|test_case\b|cfg\s*\(\s*(?:all\s*\(\s*)?test\b)")
_BETWEEN = kinds("attribute_item", "line_comment", "block_comment")
_GENERATED = re.compile(
    rb"@generated\b|(?i:\bauto(?:matically)?[- ]?generated\b|\bgenerated (?:by|from|code|file|using|with)\b)"
)
_UNLINTED = re.compile(rb"#!\[allow\([^\]]*\bclippy::all\b")
_HEAD_LINES = 10


class Pattern(msgspec.Struct, frozen=True):
    """A query, and its `needles`: a file that has none of these bytes cannot match. Without needles any file may.

    `typed` says which types a captured name may have. The name must be a parameter of the function around it, written
    with one of these types, and nothing in the function may shadow it.
    `common` patterns may match most files, and are matched together in one walk over the tree. The others are matched
    one by one, each only in files with its needles: the walk costs more than what one pattern adds to it.
    """

    name: str
    query: str
    needles: tuple[bytes, ...] = ()
    typed: Mapping[str, tuple[str, ...]] = {}
    common: bool = False


class Site(msgspec.Struct, frozen=True, gc=False):
    """A place that matches: its bytes [start, end), and the line and column (from 1, in bytes) where it begins.

    `words` are the texts of its captures. `in_use`: it is a part of an import, but no import itself.
    """

    pattern: str
    start: int
    end: int
    line: int
    column: int
    in_test: bool
    in_use: bool
    words: dict[str, str]


class PatternError(ValueError):
    """A query that tree-sitter rejects."""


_Found = dict[tuple[str, int, int], tuple[Node, dict[str, list[Node]]]]


class _Compiled:
    """Some patterns compiled into one query."""

    def __init__(self, patterns: Sequence[Pattern], around: str = "") -> None:
        self._starts, self._names = [0], [""]
        self._text = around
        for pattern in patterns:
            self._starts.append(len(self._text.encode()))
            self._names.append(pattern.name)
            self._text += pattern.query.strip() + "\n"
        self.needles = _alternatives(patterns)

    @cached_property
    def query(self) -> Query:
        """The compiled query, made on first use: most are for names that few repositories have. Raises PatternError."""
        try:
            return Query(LANGUAGE, self._text)
        except QueryError as error:
            raise PatternError(f"{', '.join(self._names[1:])}: {error}") from None

    def find(self, root: Node, found: _Found, around: dict[str, list[Node]]) -> None:
        """Add the matches in a tree to `found`, and the nodes that tell where matches stand to `around`, by kind."""
        cursor = QueryCursor(self.query, match_limit=MAX_SITE_STATES)
        cursor.set_max_start_depth(MAX_SITE_DEPTH)
        for index, captures in cursor.matches(root, _holds):
            # One of our patterns may be several of tree-sitter's, so it is found by the offset of their text.
            name = self._names[bisect_right(self._starts, self.query.start_byte_for_pattern(index)) - 1]
            if not name:
                for kind, nodes in captures.items():
                    around[kind] += nodes
            elif len(found) < MAX_SITES:
                hit = captures["hit"][0]
                found.setdefault((name, hit.start_byte, hit.end_byte), (hit, captures))


class Patterns:
    """Patterns, compiled once and matched in many files."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = {pattern.name: pattern for pattern in patterns}
        self._common = _Compiled([pattern for pattern in patterns if pattern.common], _AROUND)
        self._alone = [_Compiled([pattern]) for pattern in patterns if not pattern.common]
        self._needles = _alternatives(patterns)
        self._parser = new_parser()

    def may_hold(self, source: bytes) -> bool:
        """Whether a file may match any of the patterns. Only its bytes are looked at."""
        return self._needles is None or self._needles.search(source) is not None

    def sites(self, source: bytes) -> list[Site]:
        """The matches, in order of place; none in a file that is not parsed (`trees.unreadable`) or is generated."""
        if not self.may_hold(source) or unreadable(source) or is_generated(source):
            return []
        with quiet():
            root, text = self._tree(source)
            if root.descendant_count > MAX_NODES:
                return []
            return self._found(root, text, source)

    def _tree(self, source: bytes) -> tuple[Node, bytes]:
        root = self._parser.parse(source).root_node
        if not root.has_error:
            return root, source
        tokens = Tokens(source.decode("latin-1"))
        return parsed(self._parser, source, tokens, frozenset(tokens.words))

    def _found(self, root: Node, parsed_text: bytes, source: bytes) -> list[Site]:
        found: _Found = {}
        around: dict[str, list[Node]] = {"_attribute": [], "_function": [], "_use": [], "_macro": []}
        self._common.find(root, found, around)
        for one in self._alone:
            if one.needles is None or one.needles.search(source):
                one.find(root, found, around)
        tests = _Spans(_tests(around["_attribute"], parsed_text))
        uses = _Spans((node.start_byte + 1, node.end_byte) for node in around["_use"])
        templates = _Spans((node.start_byte, node.end_byte) for node in around["_macro"])
        parameters = _Parameters(around["_function"], source)
        return [
            _site(key[0], hit, captures, types, (tests.hold(key[1]), uses.hold(key[1])), source)
            for key, (hit, captures) in sorted(found.items(), key=lambda one: (one[0][1], one[0][2], one[0][0]))
            if not templates.hold(key[1])
            and (types := parameters.types(self._patterns[key[0]].typed, captures)) is not None
        ]


class _Spans:
    """Ranges of bytes."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._ends: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if not self._ends or end > self._ends[-1][1]:
                self._ends.append((start, end))

    def hold(self, byte: int) -> bool:
        """Whether a byte is in one of the ranges."""
        at = bisect_right(self._ends, (byte, 1 << 62)) - 1
        return at >= 0 and byte < self._ends[at][1]


def is_generated(source: bytes) -> bool:
    """Whether a file says in its first ten lines that a program wrote it, or switches all of clippy off."""
    head = b"\n".join(source.split(b"\n", _HEAD_LINES)[:_HEAD_LINES])
    comments = b"\n".join(line for line in head.split(b"\n") if line.lstrip()[:2] in (b"//", b"/*", b"* ", b"#!"))
    return _GENERATED.search(comments) is not None or _UNLINTED.search(head) is not None


def _alternatives(patterns: Iterable[Pattern]) -> re.Pattern[bytes] | None:
    needles: list[bytes] = []
    for pattern in patterns:
        if not pattern.needles:
            return None
        needles += pattern.needles
    return re.compile(b"|".join(re.escape(needle) for needle in dict.fromkeys(needles))) if needles else None


def _holds(
    predicate: str,
    args: list[tuple[str, Literal["capture", "string"]]],
    pattern_index: int,
    captures: dict[str, list[Node]],
) -> bool:
    del pattern_index
    nodes = [node for name, kind in args if kind == "capture" for node in captures.get(name, ())]
    texts = [text for text, kind in args if kind == "string"]
    return PREDICATES[predicate.rstrip("?")](nodes, texts)


def _site(
    name: str,
    hit: Node,
    captures: Mapping[str, list[Node]],
    types: Mapping[str, str],
    within: tuple[bool, bool],
    source: bytes,
) -> Site:
    words = {
        key: source[nodes[0].start_byte : nodes[0].end_byte][:MAX_SITE_WORD].decode("utf-8", "replace")
        for key, nodes in sorted(captures.items())
        if key != "hit" and not key.startswith("_")
    }
    words.update(types)
    row, column = hit.start_point
    return Site(name, hit.start_byte, hit.end_byte, row + 1, column + 1, *within, words)


def _tests(attributes: Iterable[Node], source: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of items that are tests, or are built for tests only, as their attributes say."""
    for attribute in attributes:
        if _TEST.match(source[attribute.start_byte : attribute.end_byte]):
            item = attribute.next_named_sibling
            while item is not None and item.kind_id in _BETWEEN:
                item = item.next_named_sibling
            if item is not None:
                yield attribute.start_byte, item.end_byte


class _Parameters:
    """The types of parameters, as written, unless something in the function may shadow the parameter."""

    def __init__(self, functions: Collection[Node], source: bytes) -> None:
        self._functions = sorted(functions, key=lambda node: (node.start_byte, -node.end_byte))
        self._source = source

    def types(self, typed: Mapping[str, tuple[str, ...]], captures: Mapping[str, list[Node]]) -> dict[str, str] | None:
        """The types of captured names, under `NAME type`; None if one is not a parameter of a type in `typed`."""
        found = {name: self._type(captures[name][0]) for name in typed if name in captures}
        if any(type_ not in typed[name] for name, type_ in found.items()):
            return None
        return {f"{name} type": type_ for name, type_ in found.items()}

    def _type(self, name: Node) -> str:
        around = [f for f in self._functions if f.start_byte <= name.start_byte < f.end_byte]
        return self._declared(around[-1], self._text(name)) if around else ""

    def _declared(self, function: Node, name: str) -> str:
        parameters, body = function.child_by_field_name("parameters"), function.child_by_field_name("body")
        if parameters is None or body is None or _hides(name, self._text(body)):
            return ""
        for parameter in parameters.named_children:
            pattern, type_ = parameter.child_by_field_name("pattern"), parameter.child_by_field_name("type")
            if pattern is not None and type_ is not None and self._text(pattern) == name:
                return self._text(type_)
        return ""

    def _text(self, node: Node) -> str:
        return self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _hides(name: str, body: str) -> bool:
    """Whether a body may bind a name again. It is matched as text, so the answer may be a false yes."""
    word = re.escape(name)
    return (
        re.search(
            rf"\b(?:let|for|mut|ref|fn|static|const)\s+{word}\b|\b(?:let|for)\s*[(\[&A-Z][^=;{{]*\b{word}\b"
            rf"|\|[^|\n]*\b{word}\b[^|\n]*\||\b{word}\s*@|\b{word}\b[^;\n]*=>",
            body,
        )
        is not None
    )
