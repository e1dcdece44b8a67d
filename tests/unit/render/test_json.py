"""The one writer of JSON: schema, kind, and any text that a repository may hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.render.diff_json import report_json
from rgraph.render.json import SCHEMA, error_json, json_line, to_json

from .records import FULL, RENAMED, diff

ANY = st.text(max_size=12)
"""Lone surrogates too: what is no UTF-8 in a commit's message comes so."""


class Word(StrEnum):
    """A word."""

    YES = "yes"


@dataclass(frozen=True)
class Leaf:
    """A record with odd values."""

    text: str
    path: Path
    word: Word
    pair: tuple[str, int]


@given(ANY)
def test_any_text_comes_back(text: str) -> None:
    record = Leaf(text, Path("a/b"), Word.YES, (text, 1))
    for made in (to_json(record, "leaf"), json_line(record)):
        made.encode("utf-8")
        found = json.loads(made)
        assert (found["text"], found["path"], found["word"], found["pair"]) == (text, "a/b", "yes", [text, 1])


@given(ANY)
def test_the_text_with_lone_surrogates_is_laid_out_as_any_other(text: str) -> None:
    odd, plain = (
        to_json({"a": [text], "b": {}}, "x"),
        json.dumps({"schema": SCHEMA, "kind": "x", "a": [text], "b": {}}, indent=2),
    )
    assert json.loads(odd) == json.loads(plain)
    assert odd.count("\n") == plain.count("\n") + 1


def test_schema_and_kind_come_first_and_a_list_is_the_result() -> None:
    assert list(json.loads(to_json([1, 2], "numbers"))) == ["schema", "kind", "result"]
    assert to_json({}, "empty") == '{\n  "schema": 1,\n  "kind": "empty"\n}\n'


def test_a_line_is_one_line_and_what_is_named_comes_first() -> None:
    line = json_line({"a": "x\ny"}, type="node")
    assert line == '{"type": "node", "a": "x\\ny"}'


@given(ANY, ANY)
def test_an_error_is_one_line_of_ascii(message: str, hint: str) -> None:
    line = error_json("ItemError", message, hint)
    assert line.isascii() and "\n" not in line
    assert json.loads(line) == {"schema": SCHEMA, "error": {"kind": "ItemError", "message": message, "hint": hint}}


def test_a_diff_is_its_record_without_code_that_was_not_read() -> None:
    found = json.loads(report_json(FULL))
    assert (found["schema"], found["kind"]) == (SCHEMA, "diff")
    assert [c["new"] is None for c in found["changes"]] == [False, True, False, False]
    assert not any("before" in c or "after" in c for c in found["changes"])
    assert found["drift"]["cycles_gained"] == [["demo::a", "demo::b"]]
    assert found["changes"][2]["evidence"]["parts"] == [["code", 0.9], ["name", 0.5]]


def test_a_diff_with_code_has_it() -> None:
    from dataclasses import replace

    (change,) = json.loads(report_json(diff(replace(RENAMED, before="fn a() {}"))))["changes"]
    assert change["before"] == "fn a() {}" and "after" not in change


def test_a_record_that_no_json_can_hold_is_refused() -> None:
    with pytest.raises((TypeError, msgspec.EncodeError, ValueError)):
        to_json({"a": {(1, 2): 3}}, "odd")
