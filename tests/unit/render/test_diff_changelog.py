"""A diff report as a changelog: what goes where, and that nothing of the repository is markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.report import ChangeKind, CommitLine, Confidence, DiffReport, Level, PackageChange, Verdict
from rgraph.diff.semver.rule import rules
from rgraph.render.diff_changelog import SECTIONS, report_changelog
from tests.unit.diff.crates import report

from .records import breaking, change, diff, verdict

MANIFEST = '[package]\nname = "demo"\nversion = "{}"\nedition = "2021"\n'


def commit(subject: str, package: str = "demo", path: str = "src/lib.rs") -> CommitLine:
    return CommitLine("0123456789abcdef", subject, "2026-01-02", package, path)


def sections(text: str) -> dict[str, list[str]]:
    """The lines by the heading above them."""
    found: dict[str, list[str]] = {}
    for part in text.split("### ")[1:]:
        title, _, body = part.partition("\n\n")
        found[title] = re.findall(r"^- (.*)$", body.partition("\n\n")[0], re.MULTILINE)
    return found


def written(old: str, new: str, *commits: CommitLine) -> dict[str, list[str]]:
    before = {"Cargo.toml": MANIFEST.format("1.0.0"), "src/lib.rs": old}
    after = {"Cargo.toml": MANIFEST.format("2.0.0"), "src/lib.rs": new}
    return sections(report_changelog(replace(report(before, after), commits=commits)))


def test_what_users_see_is_sorted_into_the_sections_each_line_with_its_place() -> None:
    old = "pub fn gone(x: &str, y: &str) -> usize { x.len() * y.len() }\npub fn kept(a: u8) {}\npub fn old() {}\nfn private() {}\n"
    new = "pub fn kept(a: u16) {}\n#[deprecated]\npub fn old() {}\npub fn fresh() {}\nfn private() { kept(1) }\n"
    found = written(old, new)
    assert found["Added"] == ["`demo::fresh` (function) (`src/lib.rs:4`)"]
    assert found["Removed"] == ["**Breaking:** The function `demo::gone` is gone (`src/lib.rs:1`)"]
    assert [line.partition(" (`src")[0] for line in found["Deprecated"]] == ["`demo::old` is deprecated now"]
    assert len(found["Changed"]) == 1 and found["Changed"][0].startswith("**Breaking:** ")
    assert list(found) == [section for section in SECTIONS if section in found]


def test_what_became_of_a_method_that_is_gone_is_added() -> None:
    body = "{ let mut s = String::new(); for _ in 0..n { s.push('x'); s.push('y'); } s.trim().to_owned() }"
    old = f"pub struct S;\nimpl S {{ pub fn from_solid(n: u8) -> String {body}\npub fn kept() {{}} }}"
    new = f"pub struct S;\nimpl S {{\n\npub fn from_color(n: u8, _: bool) -> String {body}\npub fn kept() {{}} }}"
    found = written(old, new)
    assert found["Removed"] == ["**Breaking:** The method `demo::S::from_solid` is gone (`src/lib.rs:2`)"]
    assert found["Added"] == ["`demo::S::from_color` (function) (`src/lib.rs:4`)"]


def test_a_new_path_that_a_message_names_is_not_added_again() -> None:
    body = "{ let mut s = String::new(); for _ in 0..n { s.push('x'); s.push('y'); } s.trim().to_owned() }"
    found = written(f"pub fn from_solid(n: u8) -> String {body}", f"pub fn from_color(n: u8) -> String {body}")
    assert "Added" not in found
    assert "`demo::from_color`" in str(found)


def test_private_fields_bodies_and_tests_are_no_news() -> None:
    old = "pub struct S { a: u8 }\npub fn f() {}\n"
    new = "pub struct S { b: u16 }\npub fn f() { let _ = 1; }\n#[cfg(test)] mod tests { pub fn t() {} }\n"
    assert written(old, new) == {}
    assert written("pub struct S { pub a: u8 }", "pub struct S { pub a: u8, pub b: u8 }").keys() == {"Changed"}


@pytest.mark.parametrize(
    ("subject", "section"),
    [
        ("Fix a panic on empty input", "Fixed"),
        ("fix(parser): keep the last line", "Fixed"),
        ("printer: fix panic in `replace`", "Fixed"),
        ("Bugfix: off by one", "Fixed"),
        ("Fixes #12", "Fixed"),
        ("Fix typo", ""),
        ("Fix/ignore warnings", ""),
        ("Fix wrong words in documentation", ""),
        ("fix some clippy warnings", ""),
        ("tests: fix flaky one", ""),
        ("Prefix every line", ""),
        ("Add a fixture", ""),
        ("Bump x for RUSTSEC-2024-0001", "Security"),
        ("Fix CVE-2024-1", "Security"),
    ],
)
def test_fixed_and_security_are_what_commits_say(subject: str, section: str) -> None:
    text = report_changelog(diff(findings=(breaking(),), commits=(commit(subject),)))
    found = sections(text)
    told = [name for name in ("Fixed", "Security") if found.get(name)]
    assert told == ([section] if section else [])
    assert ("<!-- Other commits" in text) == (not section)


def test_each_package_has_a_part_with_its_version_and_the_day() -> None:
    raised = Verdict("demo", "demo", "major", "major", "1.0.0", "2.0.0", True, True)
    text = report_changelog(diff(findings=(breaking(),), verdicts=(raised,), commits=(commit("Work"),)))
    assert text.startswith("# demo\n\n## [2.0.0] - 2026-01-02\n\n### Removed\n\n- **Breaking:** ")
    assert text.endswith("<!-- Other commits, for context:\n0123456789 Work (src/lib.rs)\n-->\n")
    assert "## [Unreleased]" in report_changelog(diff(findings=(breaking(),), verdicts=(verdict("major", "none"),)))


def test_manifests_tell_of_features_and_foreign_dependencies() -> None:
    packages = (
        PackageChange("demo", "feature", "f", "", "[]", "Cargo.toml"),
        PackageChange("demo", "dependency", "serde", "1", "2", "Cargo.toml"),
        PackageChange("demo", "dependency", "own", "1", "2", "Cargo.toml", local=True),
        PackageChange("demo", "dependency", "tempfile (dev)", "1", "2", "Cargo.toml"),
    )
    assert sections(report_changelog(diff(packages=packages))) == {
        "Added": ["Feature `f` (`Cargo.toml`)"],
        "Changed": ["Dependency `serde`: now 2, was 1 (`Cargo.toml`)"],
    }


def test_packages_that_are_not_published_have_no_part_beside_others_that_are() -> None:
    base = {
        "Cargo.toml": '[workspace]\nmembers = ["lib", "app"]\n',
        "lib/Cargo.toml": '[package]\nname = "lib"\nversion = "1.0.0"\nedition = "2021"\n',
        "lib/src/lib.rs": "",
        "app/Cargo.toml": '[package]\nname = "app"\nversion = "1.0.0"\nedition = "2021"\npublish = false\n',
        "app/src/lib.rs": "",
    }
    grown = {
        **base,
        "lib/src/lib.rs": "pub fn f() {}",
        "app/Cargo.toml": base["app/Cargo.toml"] + "[features]\nx = []\n",
    }
    assert report_changelog(report(base, grown)).splitlines()[0] == "# lib"
    assert "# app" not in report_changelog(report(base, grown))
    alone = {path: text for path, text in base.items() if not path.startswith("lib/")}
    alone["Cargo.toml"] = '[workspace]\nmembers = ["app"]\n'
    assert "# app" in report_changelog(report(alone, {**alone, "app/Cargo.toml": grown["app/Cargo.toml"]}))


def test_nothing_is_a_comment() -> None:
    assert report_changelog(diff()) == "<!-- nothing that users see in v1..v2 -->\n"
    patch = diff(findings=(breaking(Level.PATCH),), commits=(commit("Work"),))
    assert report_changelog(patch).startswith("<!-- nothing")


@given(st.text("ab -><!`*[\n", max_size=30))
def test_no_subject_ends_the_comment_or_makes_markup(subject: str) -> None:
    found: DiffReport = diff(findings=(breaking(),), commits=(commit(f"x {subject}"), commit(f"fix {subject}")))
    text = report_changelog(found)
    assert text.count("<!--") - text.count("&lt;!--") >= 1 and text.rstrip().endswith("-->")
    comment = text[text.index("<!-- Other") :]
    assert comment.index("-->") == len(comment) - 4


def test_rules_of_what_is_gone_say_so_in_the_words_that_are_looked_for() -> None:
    gone = {rule.id for rule in rules() if rule.message.removesuffix("{instead}").endswith(" is gone")}
    assert {"function_removed", "method_removed", "struct_removed", "feature_removed"} <= gone
    assert all(rule.endswith("_removed") for rule in gone)


@pytest.mark.parametrize("instead", ["", "; `S::count` is new, and takes and gives the same"])
def test_what_is_gone_is_removed_whatever_is_there_instead(instead: str) -> None:
    found = diff(findings=(replace(breaking(), rule="method_removed", message=f"the method `S::n` is gone{instead}"),))
    assert "### Removed" in report_changelog(found)


def test_an_item_that_a_finding_names_is_told_once() -> None:
    named = change("f", ChangeKind.REMOVED, new=False)
    assert named.old is not None
    named = replace(named, old=replace(named.old, public=True, symbol="demo::f"))
    found = sections(report_changelog(diff(named, findings=(breaking(),))))
    assert found == {"Removed": ["**Breaking:** `f` is gone (`src/m.rs:4`)"]}


def test_an_impl_of_a_public_type_is_news_and_one_of_a_private_type_or_trait_is_not() -> None:
    old = "pub struct S;\nstruct P;\ntrait Own { fn x(&self) {} }\n"
    new = (
        old
        + "impl Default for S { fn default() -> S { S } }\nimpl Default for P { fn default() -> P { P } }\nimpl Own for S {}\n"
    )
    assert written(old, new) == {"Added": ["`impl Default for S` (`src/lib.rs:4`)"]}
    fresh = "pub struct N;\nimpl Default for N { fn default() -> N { N } }\n"
    assert written(old, old + fresh) == {"Added": ["`demo::N` (struct) (`src/lib.rs:4`)"]}, "the impl is part of it"


def test_impls_of_a_public_trait_for_others_types_are_news() -> None:
    old = "pub trait P { fn p(&self) {} } struct Q; pub struct S; trait H {}"
    impls = (
        "impl P for Box<str> {} impl<T> P for &[T] {} impl P for Q {} impl P for &S {} impl P for S {} impl H for u8 {}"
    )
    found = written(old, f"{old} {impls}")
    told = ["impl P for &S", "impl<T> P for &[T]", "impl P for Box<str>", "impl P for S"]
    assert sorted(line.partition("`")[2].partition("`")[0] for line in found["Added"]) == sorted(told)


def test_a_path_that_something_else_has_now_is_neither_added_nor_removed() -> None:
    old = "mod m { pub struct S { a: u8 } impl S { pub fn f(&self) -> u8 { self.a } } }\npub use m::S;\n"
    new = (
        "mod m { pub struct G<I> { a: I } impl<I: Copy> G<I> { pub fn f(&self) -> I { self.a } } }\n"
        "pub type S = m::G<u8>;\n"
    )
    found = written(old, new)
    assert not any("demo::S`" in line for line in [*found.get("Added", []), *found.get("Removed", [])])


def test_a_raised_package_without_news_has_its_commits_and_attributes_of_docs_are_none() -> None:
    raised = Verdict("demo", "demo", "patch", "patch", "1.0.0", "1.0.1", True, True)
    text = report_changelog(diff(verdicts=(raised,), commits=(commit("Work"),)))
    assert text.startswith("# demo\n\n## [1.0.1] - 2026-01-02\n\n<!-- Other commits")
    assert written("pub fn f() {}", '#[doc(alias = "g")] pub fn f() {}') == {}


def test_what_is_said_of_many_items_in_the_same_words_is_one_line() -> None:
    functions = [f"pub fn {name}() -> u8 {{ 1 }}" for name in "abcde"]
    kept = "#[must_use]\npub fn kept() -> u8 { 1 }"
    found = written("\n".join(functions), "\n".join(f"#[must_use]\n{text}" for text in functions))
    assert found == {"Changed": ["`demo::a`, `demo::b`, `demo::c` and 2 more are `#[must_use]` now (`src/lib.rs`)"]}
    few = written("\n".join(functions[:3]), "\n".join(f"#[must_use]\n{text}" for text in functions[:3]))
    assert len(few["Changed"]) == 3, "three are told one by one"
    assert len(written("\n".join(functions), "")["Removed"]) == 5, "what breaks is told one by one"
    assert len(written(kept, "\n".join([kept, *functions]))["Added"]) == 5, "and so is what is new"


def test_impls_that_one_macro_call_writes_for_one_type_are_one_line() -> None:
    old = "pub trait P<A> {}\npub struct Set<T>(T);\n"
    tuples = ", ".join(f"({', '.join('ABCDE'[:size])},)" for size in range(1, 6))
    macro = "macro_rules! each { ($(($($t:ident),+,)),+) => { $(impl<$($t),+> P<u8> for Set<($($t,)+)> {})+ } }\n"
    found = written(old, f"{old}{macro}each!({tuples});\n")
    assert found == {"Added": ["`impl<A> P<u8> for Set<(A,)>` and 4 more like it (`src/lib.rs:4`)"]}


def test_what_is_not_certain_is_marked_as_everywhere() -> None:
    guessed = breaking(message="`f` takes 9 type parameters, it took 7", confidence=Confidence.LIKELY)
    (line,) = sections(report_changelog(diff(findings=(guessed,), verdicts=(verdict("major", "none", False),))))[
        "Changed"
    ]
    assert line.startswith("**Breaking:** `f` takes 9 type parameters, it took 7 *(likely)*")
    assert "likely" not in report_changelog(diff(findings=(breaking(),), verdicts=(verdict("major", "none", False),)))


OF_ERRORS = {
    "Cargo.toml": MANIFEST.format("1.0.0") + '[dependencies]\nthiserror = "2"\n',
    "src/lib.rs": """
#[derive(Debug, thiserror::Error)]
pub enum E {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("far")]
    Far,
}
""",
}
BY_HAND = """
#[derive(Debug)]
pub enum E { Io(std::io::Error), Far }
impl std::fmt::Display for E {}
impl std::error::Error for E {}
impl From<std::io::Error> for E { fn from(e: std::io::Error) -> E { E::Io(e) } }
impl From<u8> for E { fn from(_: u8) -> E { E::Far } }
"""


def test_impls_that_a_derive_wrote_are_no_news() -> None:
    by_hand = {**OF_ERRORS, "src/lib.rs": BY_HAND}
    found = report(OF_ERRORS, by_hand)
    assert sections(report_changelog(found)) == {"Added": ["`impl From<u8> for E` (`src/lib.rs:7`)"]}
    assert "written out, was derived: `impl std::fmt::Display for E`" in {
        d.text for c in found.changes for d in c.details
    }
    back = sections(report_changelog(report(by_hand, OF_ERRORS)))
    assert "Added" not in back and "Removed" not in back


def test_an_impl_that_is_new_beside_a_derive_is_news() -> None:
    old = "#[derive(Debug)]\npub struct S;\n"
    assert written(old, f"{old}impl Default for S {{ fn default() -> S {{ S }} }}\n")["Added"]
    same = "#[derive(PartialEq)]\npub struct S;\n"
    other = f"{same}impl PartialEq<u8> for S {{ fn eq(&self, _: &u8) -> bool {{ true }} }}\n"
    assert written(same, other)["Added"] == ["`impl PartialEq<u8> for S` (`src/lib.rs:3`)"]
    mine = "pub struct S;\nimpl PartialEq for S { fn eq(&self, _: &S) -> bool { true } }\n"
    assert "Added" not in written(same, mine)
