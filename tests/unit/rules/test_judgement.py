"""Judging by rules: since, exceptions, empty selections, tiers, order, exit codes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.errors import ConfigError
from rgraph.render.check_text import check_text
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Checker, Surroundings, no_base, no_query
from rgraph.rules.violation import CheckReport, Finding, Note, NoteKind, Place, RuleSummary, Severity, Violation
from rgraph.view.memory import graph_of

from .trees import judge, written

CODE = "pub mod a { pub fn f() { crate::b::g() } pub fn h() { crate::b::g() } }\npub mod b { pub fn g() {} }\n"
FILES = {"src/lib.rs": CODE}
APART = 'from = "demo::a"\nto = "demo::b"\n'


def judged(more: str = "", before: dict[str, str] | None = None, **options: bool) -> CheckReport:
    return judge(written("forbidden", APART + more), FILES, before, **options)


def notes(report: CheckReport) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.text) for note in report.notes]


def test_an_exception_takes_out_what_it_names_and_is_counted() -> None:
    report = judged('exceptions = [{ from = "=demo::a::f", reason = "old" }]')
    assert [v.finding.source for v in report.violations] == ["demo::a::h"]
    assert (report.rules[0].found, report.rules[0].excepted, report.rules[0].reported) == (2, 1, 1)
    assert report.notes == ()


def test_an_exception_may_name_both_ends() -> None:
    both = 'exceptions = [{ from = "=demo::a::f", to = "=demo::b::other", reason = "old" }]'
    report = judged(both)
    assert len(report.violations) == 2
    assert notes(report) == [
        (NoteKind.UNUSED_EXCEPTION, "the exception from `=demo::a::f` to `=demo::b::other` excepts nothing; remove it")
    ]


def test_macro_calls_that_hide_uses_are_told_once_where_a_rule_leans_on_uses() -> None:
    files = {
        "src/lib.rs": CODE.replace("crate::b::g() }", "mystery!(x) }")
        + "#[cfg(test)] mod t { fn f() { mystery!(y) } }\n"
    }
    files["src/lib.rs"] += "mystery! { items }\n"
    text = "not expanded: uses there are not judged, and what is used only there may seem unused"
    report = judge(written("forbidden", APART), files)
    assert notes(report) == [(NoteKind.NOT_SEEN, f"3 macro calls in scope were {text}")]
    assert (report.notes[0].rule, report.exit_code(strict=True)) == ("", 0)
    assert f"note: 3 macro calls in scope were {text}\n" in check_text(report)
    assert notes(judge(written("forbidden", APART + "tests = true\n"), files))[-1][1].startswith("4 macro calls")
    assert notes(judge(written("orphan", 'what = "items"'), files)) == notes(report)
    assert notes(judge(written("naming", 'items = "kind:function"\nmust = ".*"'), files)) == []


def test_an_expired_exception_excepts_nothing_and_is_told() -> None:
    report = judged('exceptions = [{ from = "demo::a", reason = "old", expires = 2025-12-31 }]')
    assert len(report.violations) == 2
    assert notes(report) == [(NoteKind.EXPIRED_EXCEPTION, "the exception from `demo::a` expired with 2025-12-31: old")]
    assert len(judged('exceptions = [{ from = "demo::a", reason = "old", expires = 2026-01-31 }]').violations) == 0


def test_an_exception_for_what_since_knows_is_no_unused_one() -> None:
    report = judged('since = "x"\nexceptions = [{ from = "=demo::a::f", reason = "old" }]', dict(FILES))
    assert (report.violations, report.notes) == ((), ())
    assert (report.rules[0].known, report.rules[0].fixed) == (2, 0)


def test_since_of_the_command_holds_for_every_rule() -> None:
    rules = written("forbidden", APART)
    assert judge(rules, FILES, dict(FILES), since="x").violations == ()
    fixed = judge(rules, {"src/lib.rs": CODE.replace("pub fn h() { crate::b::g() }", "")}, dict(FILES), since="x")
    assert (fixed.rules[0].known, fixed.rules[0].fixed, fixed.rules[0].since) == (1, 1, "x")


def test_a_selection_that_means_nothing_is_an_error_with_the_nearest_module() -> None:
    wrong = written("forbidden", 'from = "demo::aa"\nto = "demo::b"')
    with pytest.raises(ConfigError, match=r"rgraph.toml:1: rule `r`: `from` selects nothing.*did you mean `demo::a`"):
        judge(wrong, FILES)
    lenient = judge(wrong, FILES, lenient=True)
    assert notes(lenient) == [(NoteKind.MATCHES_NOTHING, "`from` selects nothing in this tree: `demo::aa`")]
    assert lenient.stale and lenient.exit_code(strict=True) == 3


@pytest.mark.parametrize("field", ['["demo::b", "demo::bb"]', '["external:nobody", "demo::b", "demo::b::*"]'])
def test_what_means_nothing_beside_others_in_a_list_is_noted(field: str) -> None:
    report = judge(written("forbidden", f'from = ["demo::a", "demo::aa"]\nto = {field}'), FILES)
    wrong = "demo::bb" if "bb" in field else "nobody"
    expected = ["`from` selects nothing in this tree: `demo::aa`", f"`to` selects nothing in this tree: `{wrong}`"]
    assert [text for kind, text in notes(report) if kind is NoteKind.MATCHES_NOTHING] == expected
    assert report.exit_code(strict=True) in {1, 3} and report.violations
    quiet = judge(written("forbidden", f'from = ["demo::a", "demo::aa"]\nto = {field}\nallow_empty = true'), FILES)
    assert notes(quiet) == []


def test_what_may_be_empty_is_noted_and_no_error() -> None:
    report = judge(written("forbidden", 'from = "demo::a"\nto = "demo::nothing"'), FILES)
    assert notes(report) == [(NoteKind.MATCHES_NOTHING, "`to` selects nothing in this tree: `demo::nothing`")]
    allowed = judge(written("forbidden", 'from = "demo::no"\nto = "demo::b"\nallow_empty = true'), FILES)
    assert notes(allowed)[0][0] is NoteKind.MATCHES_NOTHING


DYN = (
    "pub trait T { fn go(&self); }\npub mod a { pub fn f(t: &dyn crate::T) { t.go() } }\n"
    "pub mod b { pub struct S; impl crate::T for S { fn go(&self) {} } }\n"
)


def test_lower_tiers_fail_no_rule_unless_it_asks_for_them() -> None:
    tree = {"src/lib.rs": DYN}
    plain = judge(written("forbidden", APART), tree)
    assert plain.violations == ()
    ((kind, text),) = notes(plain)
    assert kind is NoteKind.LOWER_TIER
    assert text == "only candidates break it: 1 finding, the first at src/lib.rs:2"
    assert [rule.lower for rule in plain.rules] == [1]
    asked = judge(written("forbidden", APART + 'tiers = ["exact", "candidate"]'), tree)
    assert len(asked.violations) == 1 and asked.notes == ()


def test_a_hint_of_the_rule_comes_before_the_kinds() -> None:
    assert {v.finding.hint for v in judged('hint = "Ask Ann."').violations} == {"Ask Ann."}
    assert all(v.finding.hint.startswith("Remove the dependency") for v in judged().violations)


def test_fingerprints_tell_violations_apart_and_stay_when_lines_move() -> None:
    calls = written("forbidden_call", 'calls = [".unwrap()"]')
    twice = "pub fn f(x: Option<u8>) { x.unwrap(); x.unwrap(); }\n"
    before = [v.fingerprint for v in judge(calls, {"src/lib.rs": twice}).violations]
    after = [v.fingerprint for v in judge(calls, {"src/lib.rs": "\n\n// moved\n" + twice}).violations]
    assert before == after and len(set(before)) == 2


def test_findings_come_in_the_order_of_their_places() -> None:
    report = judge(written("naming", 'items = { kind = "function" }\nmust = "x"'), {
        "src/lib.rs": "mod z;\npub fn b() {}\npub fn a() {}\n", "src/z.rs": "pub fn c() {}\n",
    })  # fmt: skip
    assert [v.finding.source for v in report.violations] == ["demo::b", "demo::a", "demo::z::c"]


def test_without_a_repository_queries_and_since_say_what_they_need() -> None:
    code = Code(graph_of(FILES))
    with pytest.raises(ConfigError, match="needs an indexed repository"):
        no_query(code, "?[] := ")
    with pytest.raises(ConfigError, match="needs a repository with history"):
        no_base("v1")
    rules = parse_rules(written("forbidden", APART + 'since = "v1"').encode())
    with pytest.raises(ConfigError, match=r"rgraph.toml:1: rule `r`: `since = .v1.` needs"):
        Checker(rules, Surroundings()).check(code, "tree")


# ---- the report ---------------------------------------------------------------------------------------------------


def violation(severity: Severity) -> Violation:
    return Violation("r", "forbidden", severity, "", Finding("m", Place("x.rs"), "a"), "f")


@given(st.lists(st.sampled_from(Severity)), st.lists(st.sampled_from(NoteKind)), st.booleans())
def test_the_exit_code_is_of_errors_first_then_of_stale_rules(
    severities: list[Severity], kinds: list[NoteKind], strict: bool
) -> None:
    report = CheckReport(
        "t",
        tuple(map(violation, severities)),
        tuple(Note("r", kind, "") for kind in kinds),
        (RuleSummary("r", "k", Severity.ERROR, ""),),
    )
    stale = {NoteKind.UNUSED_EXCEPTION, NoteKind.EXPIRED_EXCEPTION, NoteKind.MATCHES_NOTHING}
    assert report.errors == severities.count(Severity.ERROR)
    wanted = 1 if Severity.ERROR in severities else 3 if strict and stale & set(kinds) else 0
    assert report.exit_code(strict) == wanted


def test_blame_keeps_everything_else() -> None:
    plain = violation(Severity.WARN)
    assert replace(plain.brought_by("c0ffee", "subject"), commit="", subject="") == plain
