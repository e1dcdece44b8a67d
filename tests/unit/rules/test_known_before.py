"""What is known since a revision: as often, no worse, and by lineage."""

from __future__ import annotations

from itertools import product

import pytest

from rgraph.rules import judgement
from rgraph.rules.violation import NoteKind

from .trees import judge

CALLS = '[[rule]]\nname = "c"\nkind = "forbidden_call"\nreason = "r"\ncalls = [".unwrap()"]\nsince = "v1"\n'


def lines(rules: str, now: str, before: str) -> list[int]:
    report = judge(rules, {"src/lib.rs": now}, {"src/lib.rs": before})
    return [violation.finding.place.line for violation in report.violations]


def test_of_several_in_one_function_the_new_one_is_reported() -> None:
    before = "pub fn f(a: Option<u8>, b: Option<u8>) {\n    a.unwrap();\n    b.unwrap();\n}\n"
    now = "pub fn f(a: Option<u8>, b: Option<u8>, c: Option<u8>) {\n    c.unwrap();\n    a.unwrap();\n    b.unwrap();\n}\n"
    assert lines(CALLS, now, before) == [2]


def test_lines_that_move_are_no_change() -> None:
    before = "pub fn f(a: Option<u8>) {\n    a.unwrap();\n}\n"
    assert lines(CALLS, "// a comment\n\n" + before, before) == []


def test_fewer_than_before_are_counted_as_fixed() -> None:
    before = "pub fn f(a: Option<u8>) {\n    a.unwrap();\n}\npub fn g(a: Option<u8>) {\n    a.unwrap();\n}\n"
    report = judge(CALLS, {"src/lib.rs": before.replace("a.unwrap();", "a.is_some();", 1)}, {"src/lib.rs": before})
    assert not report.violations
    assert (report.rules[0].found, report.rules[0].known, report.rules[0].fixed) == (1, 1, 1)


def test_a_new_function_under_an_old_name_is_new() -> None:
    before = "pub fn f(a: Option<u8>) -> u8 {\n    let x = a.unwrap();\n    x * 31 + 7\n}\n"
    now = before.replace("fn f", "fn f_legacy") + "pub fn f(a: Option<u8>) -> bool {\n    a.unwrap() == 3\n}\n"
    assert lines(CALLS, now, before) == [6]


def test_the_same_tree_has_nothing_new() -> None:
    text = "pub fn f(a: Option<u8>) { a.unwrap(); }\n"
    assert lines(CALLS, text, text) == []


def test_an_exception_is_used_by_what_is_known() -> None:
    text = "pub fn f(a: Option<u8>) { a.unwrap(); }\n"
    rules = CALLS + 'exceptions = [{ from = "demo::f", reason = "r" }, { from = "demo::g", reason = "r" }]\n'
    report = judge(rules, {"src/lib.rs": text}, {"src/lib.rs": text})
    assert [(note.kind, "demo::g" in note.text) for note in report.notes] == [(NoteKind.UNUSED_EXCEPTION, True)]


def test_fingerprints_outlive_lines_and_tell_twins_apart() -> None:
    text = "pub fn f(a: Option<u8>) {\n    a.unwrap();\n    a.unwrap();\n}\n"
    rules = CALLS.replace('since = "v1"\n', "")
    one = [violation.fingerprint for violation in judge(rules, {"src/lib.rs": text}).violations]
    two = [violation.fingerprint for violation in judge(rules, {"src/lib.rs": "\n\n" + text}).violations]
    assert one == two
    assert len(set(one)) == 2


SINCE = """\
[[rule]]
name = "cycles"
kind = "acyclic"
reason = "r"
since = "v1"

[[rule]]
name = "calls"
kind = "forbidden_call"
reason = "r"
calls = [".unwrap()"]
since = "v1"

[[rule]]
name = "size"
kind = "metrics"
reason = "r"
measure = "lines"
max = 1
since = "v1"
"""
A, B = "pub mod a {{ pub fn f(x: Option<u8>) {{\n{} }} }}\n", "pub mod b {{ pub fn g(x: Option<u8>) {{\n{} }} }}\n"
TREES = [
    one.format(first) + two.format(second)
    for one, two in ((A, B), ("// moved\n" + A, B))
    for first, second in (("", ""), ("crate::b::g(x);", "crate::a::f(x);"), ("x.unwrap();\nx.unwrap();", "x.unwrap();"))
]


@pytest.mark.parametrize(("before", "now"), list(product(TREES, TREES)))
def test_what_has_the_same_keys_is_known_wherever_it_stands(
    before: str, now: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = judge(SINCE, {"src/lib.rs": now}, {"src/lib.rs": before})
    monkeypatch.setattr(judgement, "are_known", lambda now, old: False)
    assert judge(SINCE, {"src/lib.rs": now}, {"src/lib.rs": before}) == report
