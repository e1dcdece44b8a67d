"""A check's report for people, editors, code hosts and CI servers."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.render.check_formats import check_github, check_junit, check_sarif
from rgraph.render.check_text import check_text, exception_line, where
from rgraph.render.style import Style
from rgraph.rules.config import parse_rules
from rgraph.rules.violation import Place, Severity

from .records import STALE, STEPS, check, violation

ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


# ---- text ---------------------------------------------------------------------------------------------------------


def test_a_violation_shows_its_line_with_a_caret_under_the_column() -> None:
    lines = check_text(check(violation())).splitlines()
    assert lines[:2] == ["error: apart (forbidden)", "  A stands alone."]
    assert lines[3:6] == ["  src/lib.rs:2:5: a must not depend on b", "    2 |     b();", "      |     ^"]


def test_steps_commit_and_hint_are_told() -> None:
    found = violation(steps=STEPS, hint="Move it.").brought_by("0123456789abcdef", "Break it")
    text = check_text(check(found))
    assert "1. demo::a -> demo::c at src/a.rs:1:2" in text and "2. demo::c -> demo::b at src/c.rs:3:4" in text
    assert "introduced by 0123456789 Break it" in text
    assert "fix: Move it." in text


def test_a_clean_check_says_what_was_kept() -> None:
    assert check_text(check()) == "ok: 1 rule holds in worktree\n"
    assert check_text(check(found=3, known=2, excepted=1, fixed=4)).endswith(
        "worktree (2 known, 4 fixed, 1 excepted)\n"
    )


def test_the_last_line_counts_by_severity() -> None:
    found = [
        violation(Severity.ERROR),
        violation(Severity.ERROR),
        violation(Severity.WARN, "w"),
        violation(Severity.INFO, "i"),
    ]
    assert check_text(check(*found)).splitlines()[-1] == "2 errors, 1 warning, 1 remark in worktree by 3 rules"


def test_stale_notes_are_always_told_and_others_only_beside_violations() -> None:
    tier = replace(STALE, kind=type(STALE.kind).LOWER_TIER, text="2 more findings")
    assert "excepts nothing" in check_text(check(notes=(STALE,)))
    assert "2 more" not in check_text(check(notes=(tier,)))
    assert "2 more" in check_text(check(notes=(tier,)), verbose=True)
    beside = check(violation(), notes=(tier, replace(tier, rule="other")))
    beside = replace(beside, rules=tuple(replace(rule, lower=2) for rule in beside.rules))
    assert "2 more" not in check_text(beside)
    assert check_text(beside).count("note: ") == 1
    assert "note: lower tiers would add 2 findings to 1 rule; -v lists them\n" in check_text(beside)


def test_verbose_says_what_each_rule_found() -> None:
    text = check_text(check(found=3, known=1, fixed=1, excepted=1, reported=1), verbose=True)
    assert "rule `apart`: 3 found, 1 excepted, 1 reported" in text


@pytest.mark.parametrize(
    ("place", "text"), [(Place("a.rs", 1, 2), "a.rs:1:2"), (Place("a.rs", 1), "a.rs:1"), (Place("a.rs"), "a.rs")]
)
def test_places_read_as_editors_have_them(place: Place, text: str) -> None:
    assert where(place) == text


def test_the_exception_that_is_offered_can_be_pasted() -> None:
    for found in (violation(), violation(target="")):
        rule = '[[rule]]\nname = "r"\nkind = "forbidden"\nreason = "b"\nfrom = "a"\nto = "b"\n'
        (parsed,) = parse_rules(f"{rule}exceptions = [{exception_line(found)}]\n".encode()).rules
        assert parsed.exceptions[0].from_.text == "=demo::a"


def test_colour_changes_nothing_but_colour() -> None:
    import re

    report = check(violation(steps=STEPS), violation(Severity.WARN, "w"), notes=(STALE,))
    coloured = check_text(report, Style(True), True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == check_text(report, Style(False), True)


# ---- machines -----------------------------------------------------------------------------------------------------


@given(ODD, ODD)
def test_sarif_holds_any_text_and_points_at_rules_and_places(message: str, source: str) -> None:
    found = violation(message=message, source=source, steps=STEPS)
    (run,) = json.loads(check_sarif(check(found)))["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "apart"
    assert result["message"]["text"].startswith(message)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 5}
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2]
    assert result["partialFingerprints"] == {"rgraph/v1": "f1"}


def test_sarif_leaves_out_what_is_not_known_and_quotes_paths() -> None:
    odd = replace(violation(), finding=replace(violation().finding, place=Place("src/a b%.rs")))
    nowhere = replace(violation(), finding=replace(violation().finding, place=Place("")))
    first, second = json.loads(check_sarif(check(odd, nowhere)))["runs"][0]["results"]
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "src/a%20b%25.rs" and "region" not in physical
    assert second["locations"] == []


@given(ODD, ODD)
def test_an_annotation_is_one_line_whatever_it_holds(message: str, path: str) -> None:
    found = replace(
        violation(message=message), finding=replace(violation(message=message).finding, place=Place(path or "x", 1, 2))
    )
    text = check_github(check(found, found))
    assert len([line for line in text.split("\n") if line]) == 2
    assert all(line.startswith("::error file=") for line in text.split("\n") if line)
    assert "\r" not in text


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARN, "warning"), (Severity.INFO, "notice")]
)
def test_severities_are_the_hosts_own(severity: Severity, level: str) -> None:
    assert check_github(check(violation(severity))).startswith(
        f"::{level} file=src/lib.rs,line=2,col=5,title=rgraph%3A apart::"
    )
    wanted = {"notice": "note"}.get(level, level)
    assert json.loads(check_sarif(check(violation(severity))))["runs"][0]["results"][0]["level"] == wanted


@given(st.text(max_size=20))
def test_junit_is_xml_whatever_it_holds(text: str) -> None:
    report = check(violation(message=text, rule=text or "r"), violation(Severity.WARN, "warned", message=text))
    suite = ElementTree.fromstring(check_junit(report).encode("utf-8", "replace"))
    assert len(suite.findall(".//testcase")) == len(report.rules)
    assert suite.get("failures") == "1"


def test_junit_fails_by_errors_alone() -> None:
    suite = ElementTree.fromstring(check_junit(check(violation(Severity.WARN, "w"), violation(), violation())))
    (failure,) = suite.findall(".//failure")
    assert failure.get("message") == "2 violations" and "src/lib.rs:2:5: a must not depend on b" in (failure.text or "")
    assert len(suite.findall(".//system-out")) == 1
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    cases = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
    assert cases == [("rgraph.forbidden", "w"), ("rgraph.forbidden", "apart")]
