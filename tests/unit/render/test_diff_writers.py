"""A diff report as text, Markdown, HTML, SARIF and annotations."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.counts import counted, main_word
from rgraph.diff.lines import Place
from rgraph.diff.neighbourhood import Dependence, Drift
from rgraph.diff.report import ChangeKind, Confidence, Detail, Level, PackageChange, Undecided, Verdict
from rgraph.render.diff_annotations import report_github, report_sarif
from rgraph.render.diff_html import report_html
from rgraph.render.diff_items import items_text
from rgraph.render.diff_markdown import code, escape, report_markdown
from rgraph.render.diff_order import parts
from rgraph.render.diff_picture import crates_picture, module_picture
from rgraph.render.diff_sides import side_by_side
from rgraph.render.diff_text import diff_text, report_text, stat_text
from rgraph.render.diff_versions import verdict_text, version_lines
from rgraph.render.diff_words import cycle_text, grouped, headline, levels, plural
from rgraph.render.style import Style

from .records import FELT, FULL, LEANING, RENAMED, breaking, change, diff, verdict

NOTHING = diff(files_changed=0)


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (change("a", ChangeKind.ADDED, old=False), "added"),
        (change("a", ChangeKind.REMOVED, new=False), "removed"),
        (change("a", ChangeKind.MOVED, ChangeKind.BODY), "moved"),
        (change("a", ChangeKind.MOVED, ChangeKind.RENAMED), "renamed"),
        (change("a", ChangeKind.BODY, ChangeKind.DOCS), "changed"),
        (change("a", ChangeKind.DOCS), "docs only"),
    ],
)
def test_a_change_is_known_by_one_word(made: object, word: str) -> None:
    assert main_word(made) == word  # type: ignore[arg-type]
    assert counted([made])[word] == 1  # type: ignore[list-item]


def test_the_headline_counts_what_there_is() -> None:
    assert headline(FULL) == "v1 -> v2: 1 file, 4 items: 1 added, 1 removed, 1 renamed, 1 docs only"
    assert headline(diff(files_changed=2)) == "v1 -> v2: 2 files, 0 items"


@given(st.lists(st.sampled_from(Level)))
def test_levels_are_counted_worst_first(found: list[Level]) -> None:
    text = levels([breaking(level) for level in found])
    assert [part.split()[1] for part in text.split(", ") if part] == [str(level) for level in Level if level in found]
    assert sum(int(number) for number in re.findall(r"\d+", text)) == len(found)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())))
def test_groups_are_sorted_and_keep_their_order_inside(pairs: list[tuple[str, int]]) -> None:
    groups = grouped(pairs, lambda pair: pair[0])
    assert [key for key, _ in groups] == sorted({key for key, _ in pairs})
    assert all(inside == [pair for pair in pairs if pair[0] == key] for key, inside in groups)


def test_a_cycle_ends_where_it_began() -> None:
    assert cycle_text(("a", "b")) == "a -> b -> a"
    assert (plural(1, "file"), plural(0, "file")) == ("1 file", "0 files")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (
            verdict("major", "minor", False),
            "1.0.0 -> 1.1.0 is a minor update, which is not enough: breaks users, so it must be at least 2.0.0",
        ),
        (verdict("minor", "minor"), "1.0.0 -> 1.1.0 is a minor update, which is enough: changes its API compatibly"),
        (verdict("major", "none", False), "breaks users: the version after 1.0.0 must be at least 2.0.0"),
        (
            Verdict("p", "p", "major", "none", "1.0.0-rc.1", "1.0.0-rc.1", False, True),
            "breaks users: any version after 1.0.0-rc.1 will do, for a pre-release promises nothing",
        ),
        (verdict("major", "none", published=False), "breaks users, not published"),
        (verdict("none", "none"), "nothing of its own changed"),
        (
            Verdict("p", "p", "major", "lowered", "1.1.0", "1.0.0", True, True),
            "1.1.0 -> 1.0.0 is a step back: breaks users",
        ),
        (Verdict("p", "p", "none", "new", "", "0.1.0", True, True), "new package 0.1.0"),
        (Verdict("p", "p", "none", "removed", "0.1.0", "", True, True), "package removed"),
        (Verdict("p", "p", "none", "new", "", "0.0.0", True, False), "new package 0.0.0, not published"),
        (
            Verdict("p", "p", "patch", "minor", "0.1.0", "0.1.1", True, True),
            "0.1.0 -> 0.1.1 is a compatible update, which is enough: only code changed",
        ),
        (
            Verdict("p", "p", "major", "minor", "0.1.0", "0.1.1", False, True, least="0.2.0"),
            "0.1.0 -> 0.1.1 is a compatible update, which is not enough: breaks users, so it must be at least 0.2.0",
        ),
        (
            Verdict("p", "p", "patch", "unknown", "x", "y", True, True),
            "x -> y is a step that cannot be compared, which is enough: only code changed",
        ),
    ],
)
def test_verdicts(made: Verdict, text: str) -> None:
    assert verdict_text(made) == text


# ---- text -----------------------------------------------------------------------------------------------------------


def test_the_parts_come_most_important_first() -> None:
    text = report_text(FULL)
    titles = [part.split("\n")[0].split("  ")[0] for part in text.split("\n\n")]
    assert titles == [
        headline(FULL),
        "version",
        "what breaks",
        "undecided",
        "architecture",
        "external dependencies",
        "the rest",
        "note: src/bad.rs (after): 2 syntax errors",
    ]


def test_findings_of_patch_level_are_counted_and_shown_only_verbosely() -> None:
    assert "`h` moved" not in report_text(FULL) and "... 1 more patch-level finding (-v shows all)" in report_text(FULL)
    verbose = report_text(FULL, verbose=True)
    assert "`h` moved" in verbose and "breaks callers of `f`" in verbose and "https://example.org/rule" in verbose


def test_an_impl_that_comes_or_goes_is_told_as_one() -> None:
    come = change("T", ChangeKind.IMPLS, old=False)
    come = replace(come, details=(Detail(ChangeKind.IMPLS, "added: `impl D for T`"),))
    text = report_text(diff(come))
    assert re.search(r"\n +\+ function T: `impl D for T` ", text), text
    assert "added function `demo::m::T`: `impl D for T`" in report_markdown(diff(come))


def test_a_renamed_item_says_why_and_who_feels_it_when_asked() -> None:
    from dataclasses import replace

    was = replace(RENAMED, old=replace(RENAMED.ref, symbol="demo::m::before"))
    verbose = report_text(diff(was), verbose=True)
    assert "was demo::m::before: similar, 0.75 (code 0.9, name 0.5)" in verbose
    assert "reached by 3 items: demo::g" in verbose
    assert "not edited with it: demo::g" in verbose and "flows into demo::g" in verbose
    assert "test: cargo test -p demo --lib -- --exact tests::t" in verbose
    assert "reached by" not in report_text(diff(was))


def test_public_items_come_before_what_nobody_sees() -> None:
    from dataclasses import replace

    hidden = [change(f"a{number:02}", ChangeKind.BODY) for number in range(14)]
    seen = change("z", ChangeKind.BODY)
    seen = replace(seen, new=replace(seen.ref, public=True))
    text = report_text(diff(*hidden, seen))
    assert "function z" in text and "a13" not in text and "... 7 more items (-v shows all)" in text


def test_nothing_is_said_in_one_line() -> None:
    assert report_text(NOTHING) == "v1 and v2 are the same for rgraph: no Rust file or manifest differs"
    assert report_markdown(NOTHING) == "No Rust file or manifest differs between `v1` and `v2`.\n"


@given(st.lists(st.sampled_from(["+", "-", "~"]), min_size=1, max_size=120))
def test_bars_are_no_longer_than_they_may_be_and_hide_nothing(signs: list[str]) -> None:
    kinds = {
        "+": (ChangeKind.ADDED, False, True),
        "-": (ChangeKind.REMOVED, True, False),
        "~": (ChangeKind.BODY, True, True),
    }
    changes = [change(f"f{n}", kinds[s][0], old=kinds[s][1], new=kinds[s][2]) for n, s in enumerate(signs)]
    row = diff_text(diff(*changes), stat=True).split("\n")[0]
    name, total, bar = re.fullmatch(r" (\S+) \|\s+(\d+) ([+\-~]+)", row).groups()  # type: ignore[union-attr]
    assert (name, int(total)) == ("demo::m", len(signs))
    assert set(bar) == set(signs) and len(bar) <= 42


def test_stat_of_no_change_is_the_headline() -> None:
    assert stat_text(diff()) == headline(diff())


def test_colour_changes_nothing_but_colour() -> None:
    for verbose in (False, True):
        assert re.sub(r"\x1b\[\d+m", "", report_text(FULL, Style(True), verbose)) == report_text(FULL, verbose=verbose)


# ---- versions, and what goes where ----------------------------------------------------------------------------------


def stepped(name: str, needed: str = "patch", old: str = "0.114.0", new: str = "0.114.1", **fields: object) -> Verdict:
    made = {"made": "minor", "enough": True, "published": True, **fields}
    return Verdict(name, name, needed, old_version=old, new_version=new, **made)  # type: ignore[arg-type]


def lines_of(*verdicts: Verdict, verbose: bool = False) -> list[str]:
    return [f"{line.subject}: {line.text}" for line in version_lines(verdicts, verbose)]


def test_packages_that_move_in_step_are_one_line_and_those_that_need_more_are_named_first() -> None:
    many = [stepped(f"p{n}") for n in range(45)]
    assert lines_of(*many) == ["45 packages: 0.114.0 -> 0.114.1 is enough: a compatible update, and nothing needs more"]
    short = stepped("z", "major", enough=False, least="0.115.0")
    assert lines_of(*many, short)[0] == (
        "z: 0.114.0 -> 0.114.1 is a compatible update, which is not enough: breaks users, so it must be at least 0.115.0"
    )
    assert len(lines_of(*many, short)) == 2 and len(lines_of(*many, short, verbose=True)) == 46


def test_packages_that_fall_short_alike_are_one_line_where_they_are_many() -> None:
    short = [stepped(f"p{n}", "major", enough=False, least="0.115.0") for n in range(26)]
    said = (
        "0.114.0 -> 0.114.1 is a compatible update, which is not enough: breaks users, so it must be at least 0.115.0"
    )
    assert lines_of(*short) == [f"26 packages: {said} (p0, p1, p2, p3, p4, p5 and 20 more)"]
    assert lines_of(*short[:3]) == [f"p{n}: {said}" for n in range(3)] and len(lines_of(*short, verbose=True)) == 26
    due = [stepped(f"p{n}", "major", new="0.114.0", made="none", enough=False, least="0.115.0") for n in range(4)]
    assert lines_of(*due) == [
        "4 packages: breaks users: the version after 0.114.0 must be at least 0.115.0 (p0, p1, p2 and p3)"
    ]


@pytest.mark.parametrize(
    ("needed", "old", "new", "made", "asks"),
    [
        (["major", "patch", "none"], "0.1.0", "0.2.0", "major", "a breaking update, and p0 needs it"),
        (["patch", "patch", "none"], "1.1.0", "2.0.0", "major", "a breaking update, and nothing needs one"),
        (["minor", "minor", "none"], "1.1.0", "1.2.0", "minor", "a minor update, and p0 and p1 need it"),
        (["minor", "minor", "none"], "0.1.1", "0.1.2", "minor", "a compatible update, and nothing needs more"),
        (["patch", "patch", "none"], "1.1.0", "1.1.1", "patch", "a patch update, and nothing needs more"),
    ],
)
def test_a_step_says_who_asks_for_it(needed: list[str], old: str, new: str, made: str, asks: str) -> None:
    together = [stepped(f"p{n}", level, old, new, made=made) for n, level in enumerate(needed)]
    assert lines_of(*together) == [f"3 packages: {old} -> {new} is enough: {asks}"]


def test_a_version_that_is_not_raised_yet_says_what_comes_next_and_patches_are_folded() -> None:
    due = [stepped(f"p{n}", made="none", enough=False, new="0.114.0", least="0.114.1") for n in range(5)]
    grown = stepped("g", "minor", "1.0.0", "1.0.0", made="none", enough=False, least="1.1.0", why=("`g::f` is new",))
    assert lines_of(*due, grown) == [
        "g: adds to its API (`g::f` is new): the version after 1.0.0 must be at least 1.1.0",
        "5 packages: changed code only: the next version of each must be at least a patch (p0, p1, p2 and 2 more)",
    ]
    assert len(lines_of(*due[:2])) == 2
    assert not any("not enough" in line for line in lines_of(*due, grown))


def test_packages_that_are_due_for_one_reason_are_one_line() -> None:
    why = ("the package requires Rust 1.96, it stated none before",)
    due = [
        stepped(f"p{n}", "minor", "1.0.0", "1.0.0", made="none", enough=False, least="1.1.0", why=why) for n in range(4)
    ]
    assert lines_of(*due) == [
        f"4 packages: {why[0]}: the next version of each must be at least a compatible update (p0, p1, p2 and 1 more)"
    ]
    assert lines_of(due[0]) == [f"p0: {why[0]}: the version after 1.0.0 must be at least 1.1.0"]


def test_what_is_not_published_stands_apart() -> None:
    own = [stepped(f"x{n}", "major", published=False) for n in range(2)]
    assert lines_of(stepped("p"), *own)[-1] == "x0 and x1: not published; x0 and x1 would break users"
    assert lines_of(own[0]) == ["x0: not published; would break users"]


def test_what_breaks_in_crates_that_are_not_published_is_counted_beside_what_does_elsewhere() -> None:
    own = stepped("own", "major", published=False)
    found = diff(findings=(breaking(), breaking(crate="own", message="`o` is gone")), verdicts=(own,))
    text = report_text(found)
    assert "what breaks  1 major" in text and "1 major in 1 crate that is not published (own; -v shows all)" in text
    assert "`o` is gone" not in text and "`o` is gone" in report_text(found, verbose=True)
    alone = report_text(diff(findings=(breaking(crate="own"),), verdicts=(own,)))
    assert "in crates that are not published\n" in alone and "`f` is gone" in alone


def test_one_break_under_three_faces_is_told_once() -> None:
    faces = tuple(
        breaking(rule="reexported_crate_breaks", crate=f"face{n}", message=f"`face{n}` re-exports `demo`")
        for n in range(3)
    )
    text = report_text(diff(findings=(*faces, breaking())))
    assert "what breaks  1 major" in text
    assert text.count("major `") == 1 and "demo  users of face0, face1 and face2 too, by re-export" in text
    lonely = report_text(diff(findings=faces[:1]))
    assert "`face0` re-exports `demo`" in lonely
    markdown, page = (write(diff(findings=(*faces, breaking()))) for write in (report_markdown, report_html))
    assert "**What breaks:** 1 major\n" in markdown and "What breaks <small>1 major</small>" in page
    assert "re-exports `demo`" not in markdown and "users of face0, face1 and face2 too" in markdown


def test_where_not_all_is_shown_breaks_in_code_go_before_features() -> None:
    features = tuple(
        breaking(rule="optional_dependency_removed", item=f"demo{n}", message=f"the feature `f{n}` is gone")
        for n in range(20)
    )
    text = report_text(diff(findings=(*features, breaking(item="demo::z", message="`z` is gone"))))
    assert "`z` is gone" in text and "`f0` is gone" in text and "`f19` is gone" not in text
    assert "what breaks  21 major" in text and "more findings" in text


def test_findings_of_patch_level_are_counted_alike_above_and_below() -> None:
    own = stepped("own", "patch", published=False)
    several = (breaking(), breaking(Level.PATCH), breaking(Level.PATCH, crate="own"))
    text = report_text(diff(findings=several, verdicts=(own,)))
    assert "what breaks  1 major, 1 patch" in text and "... 1 more patch-level finding " in text


def test_items_that_their_numbers_alone_tell_apart_are_one_line() -> None:
    names = ("m::S::f", "m::S::f#2", "m::S::f#3", "m::S::g")
    added = [replace(change(name, ChangeKind.ADDED, old=False), details=()) for name in names]
    short, long = ("\n".join(items_text("items", added, Style(False), 10, verbose)) for verbose in (False, True))
    assert "S::f (2 more of this name) " in short and "S::f#2" not in short and "S::g " in short
    assert all(f" {name} " in long for name in names)
    cut = "\n".join(items_text("items", [*added, change("k", ChangeKind.BODY)] * 3, Style(False), 1, False))
    assert "... 6 more items" in cut


def test_what_many_crates_say_alike_is_told_once() -> None:
    alike = tuple(breaking(Level.MINOR, crate=f"c{n}", message="the package requires Rust 1.96") for n in range(3))
    own = breaking(Level.MINOR, crate="c1", message="`c1::f` is new")
    text = report_text(diff(findings=(*alike, own)))
    assert text.count("requires Rust 1.96") == 1 and "\n  c0, c1 and c2\n" in text and " and 2 others" in text
    assert text.index("`c1::f` is new") < text.index("requires Rust 1.96"), "what is a crate's own comes first"
    assert report_text(diff(findings=alike[:2])).count("requires Rust 1.96") == 2
    assert report_text(diff(findings=alike), verbose=True).count("requires Rust 1.96") == 3


def test_what_breaks_nobody_is_not_called_so() -> None:
    minor = diff(findings=(breaking(Level.MINOR),))
    for text in map(str.lower, (report_text(minor), report_markdown(minor), report_html(minor))):
        assert "what users notice" in text and "what breaks" not in text
    assert "what breaks" in report_text(diff(findings=(breaking(), breaking(Level.MINOR))))


def test_where_no_break_is_found_what_is_undecided_is_counted() -> None:
    assert "No break was found, as far as syntax and names tell." in report_markdown(diff())
    asked = Undecided("demo", "demo::f", "is it one type?", None)
    for text in (report_markdown(diff(undecided=(asked,))), report_html(diff(undecided=(asked,)))):
        assert "as far as syntax and names tell; 1 question is undecided." in text


def test_a_heading_without_a_line_is_not_written() -> None:
    only_patch = report_text(diff(findings=(breaking(Level.PATCH),)))
    assert "what breaks" not in only_patch


def test_bodies_are_behaviour_and_tests_and_what_is_private_are_the_rest() -> None:
    from dataclasses import replace

    test = change("checked", ChangeKind.BODY)
    test = replace(test, new=replace(test.ref, module="demo::tests", symbol="demo::tests::checked"))
    seen = change("seen", ChangeKind.SIGNATURE)
    seen = replace(seen, new=replace(seen.ref, public=True))
    found = parts([change("b", ChangeKind.BODY), change("come", ChangeKind.ADDED, old=False), test, seen])
    names = [[c.ref.name for c in part] for part in (found.public, found.behaviour, found.rest)]
    assert names == [["seen"], ["b"], ["come", "checked"]]


def test_manifests_tell_what_is_foreign_first_and_the_same_change_once() -> None:
    packages = (
        *(PackageChange(f"p{n}", "dependency", "serde", "1.0", "1.1", "x") for n in range(5)),
        PackageChange("p0", "dependency", "p1", "0.1.0", "0.2.0", "x", local=True, follows=True),
        PackageChange("p0", "dependency", "p2", "0.1.0", "0.2.0, optional", "x", local=True),
        PackageChange("p0", "version", "version", "0.1.0", "0.2.0", "x"),
        PackageChange("p0", "feature", "f", "", "[]", "x"),
    )
    text = report_text(diff(packages=packages, verdicts=(stepped("p0"),)))
    assert "external dependencies\n    dependency `serde`: 1.0 -> 1.1 in 5 packages: p0, p1, p2 and 2 more" in text
    assert "manifests\n    p0: feature `f` added: []\n    p0: dependency `p2`: 0.1.0 -> 0.2.0, optional" in text
    assert "`p1`" not in text and "version: 0.1.0" not in text
    assert "`p1`" in report_text(diff(packages=packages), verbose=True)


def test_a_large_report_fits_two_screens() -> None:
    from dataclasses import replace

    changes = [change(f"f{n}", kind) for n in range(300) for kind in (ChangeKind.BODY, ChangeKind.ADDED)]
    seen = [
        replace(c, new=replace(c.ref, public=True)) for c in (change(f"s{n}", ChangeKind.SIGNATURE) for n in range(99))
    ]
    many = tuple(Dependence(f"demo::a{n}", "demo::b", "e") for n in range(45))
    rings = tuple((*(f"demo::r{n}::{at}" for at in range(90 - n)),) for n in range(80))
    full = diff(
        *changes, *seen,
        findings=tuple(breaking(message=f"`f{n}` is gone", crate=f"c{n % 20}") for n in range(100)),
        undecided=tuple(replace(one, question=f"{n}?") for n in range(50) for one in FULL.undecided),
        verdicts=tuple(stepped(f"p{n}", "major", enough=False, least="0.115.0") for n in range(60)),
        packages=tuple(PackageChange(f"p{n}", "feature", f"f{n}", "", "[]", "x") for n in range(60)),
        drift=Drift(many, many, many, many, cycles_gained=rings, cycles_lost=rings),
        notes=FULL.notes * 30,
    )  # fmt: skip
    assert len(report_text(full).split("\n")) <= 126
    assert len(report_text(full, verbose=True).split("\n")) > 1000
    assert "    new cycle  demo::r79::0 -> demo::r79::1 ->" in report_text(full), "the shortest first"
    assert "... 77 more new cycles (-v shows all)" in report_text(full)
    assert "... 77 more lost cycles (-v shows all)" in report_text(full)


def test_one_question_of_many_items_is_asked_once() -> None:
    asked = [Undecided("demo", f"demo::s{n}", "holds `X`: is it `Send`?", Place("src/x.rs", 1, 1)) for n in range(5)]
    report = diff(undecided=(*asked, Undecided("other", "other::s", asked[0].question, None)))
    told = "demo::s0, demo::s1, demo::s2 and 2 more: holds `X`: is it `Send`? src/x.rs:1"
    assert told in report_text(report)
    assert "demo::s0, demo::s1, demo::s2, demo::s3 and demo::s4: holds" in report_text(report, verbose=True)
    for written in (report_text(report), report_markdown(report), report_html(report)):
        assert written.count("holds") == 2, "another crate's question is its own"


# ---- Markdown -------------------------------------------------------------------------------------------------------

SIGNS = st.text("ab `*_<>&[]()|~@#+!\\\n{}", max_size=30)


@given(SIGNS)
def test_escaped_text_has_no_sign_that_markdown_reads(text: str) -> None:
    made = escape(text)
    # An underscore inside a word is no emphasis in CommonMark; names of Rust are full of them.
    words = re.sub(r"(?<=[^\W_])_+(?=[^\W_])", "", made)
    bare = re.sub(r"\\[\\`*_{}\[\]|~#]|&(lt|gt|amp);|@<!-- -->", "", words)
    assert not set(bare) & set("`*_<>&[]|~@#{}\\") and "\n" not in made


@given(SIGNS.filter(str.strip))
def test_code_is_fenced_by_more_backticks_than_it_has(text: str) -> None:
    made = code(text).replace("\\|", "|")
    fence = re.match(r"`+", made)[0]  # type: ignore[index]
    inner = made[len(fence) : -len(fence)]
    assert made.endswith(fence) and fence not in inner
    assert inner.strip(" ") == " ".join(text.split()).strip(" ") or inner.strip() == " ".join(text.split())


def test_markdown_folds_what_is_long_and_opens_what_breaks() -> None:
    few = report_markdown(FULL)
    assert "<details open><summary>demo: 1 major, 1 minor, 1 patch</summary>" in few
    assert "| `demo` | ❌ 1.0.0 -&gt; 1.1.0 is a minor update, which is not enough" in few
    many = report_markdown(diff(findings=tuple(breaking(message=f"`f{n}` is gone") for n in range(205))))
    assert "<details><summary>demo: 205 major</summary>" in many and "- … 5 more" in many
    assert many.count("<details") == many.count("</details>")


def test_markdown_says_once_that_an_item_was_added() -> None:
    said = change("a", ChangeKind.ADDED, old=False).details[0]
    added = replace(change("a", old=False), details=(replace(said, text="added"),))
    impl = replace(added, details=(replace(said, text="added: `impl A for B`"),))
    text = report_markdown(diff(added, impl))
    assert "- added function `demo::m::a`\n" in text and "- added function `demo::m::a`: `impl A for B`\n" in text


def test_a_likely_finding_says_so_in_every_format() -> None:
    report = diff(findings=(breaking(confidence=Confidence.LIKELY),))
    assert "(likely)" in report_text(report) and "*(likely)*" in report_markdown(report)
    assert "<i>likely</i>" in report_html(report) and "(likely)" in report_sarif(report)


# ---- HTML -----------------------------------------------------------------------------------------------------------


class Balance(HTMLParser):
    """Whether every tag that is opened is closed, in order."""

    VOID = frozenset({"meta", "input", "br", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """It closes itself."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"{tag} closes {self.open}"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_of(report: object) -> Balance:
    page = Balance()
    page.feed(report_html(report))  # type: ignore[arg-type]
    assert page.open == []
    return page


def test_the_page_is_whole_and_tells_what_the_text_tells() -> None:
    text = "".join(page_of(FULL).text)
    for part in (
        "not enough: breaks users",
        "is gone",
        "new cycle",
        "demo::a -> demo::b -> demo::a",
        "is T: Send still?",
        "2 syntax errors",
    ):
        assert part in text


def test_the_worst_finding_comes_first() -> None:
    page = report_html(diff(findings=(breaking(Level.PATCH, "small"), breaking(Level.MAJOR, "big"))))
    assert page.index(">big<") < page.index(">small<")


def test_what_stands_between_backticks_is_code_and_paths_may_be_broken() -> None:
    page = report_html(diff(findings=(breaking(message="`a::b` returns `Vec<u8>`, not ` or `"),)))
    assert "<code>a::<wbr>b</code> returns <code>Vec&lt;u8&gt;</code>, not <code> or </code>" in page
    assert "src/<wbr>m.rs:4" in page and "`" not in page.partition("<main>")[2].partition("<script>")[0]


def test_packages_fold_on_the_page_and_a_picture_stands_first() -> None:
    many = [change(f"f{n}", ChangeKind.BODY) for n in range(61)]
    page = report_html(diff(*many, drift=FULL.drift, verdicts=tuple(stepped(f"p{n}") for n in range(9))))
    assert page.index('<svg class="crates"') < page.index('<svg class="modules"') < page.index('id="verdict"')
    assert '<details class="crate"><summary>demo <small>61 changed</small>' in page
    assert '<details class="crate" open><summary>demo' in report_html(diff(*many[:3]))
    assert "<b>9 packages</b>" in page and page.count("<li>p") == 9


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    changes = [change("a", ChangeKind.ADDED, old=False), *(change(f"b{n}", ChangeKind.BODY) for n in range(3))]
    picture = crates_picture(changes)
    widths = {kind: float(width) for kind, width in re.findall(r'<rect class="(\w+)" .*? width="([\d.]+)"', picture)}
    assert widths == {"come": 60.0, "alter": 180.0}
    assert "<title>3 changed</title>" in picture and crates_picture([]) == ""


@given(st.text(max_size=10))
def test_any_text_is_text_on_the_page(text: str) -> None:
    page_of(
        diff(change("f", ChangeKind.BODY, notes=(text,), before=text, after="x"), findings=(breaking(message=text),))
    )


def test_a_page_of_nothing_is_whole() -> None:
    assert "No break was found, as far as syntax and names tell." in " ".join(page_of(NOTHING).text)


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_both_sides_are_shown_in_full_and_in_order(old: list[str], new: list[str]) -> None:
    rows = re.findall(
        r"<tr>(<td.*?</td>|<td></td>)(<td.*?</td>|<td></td>)</tr>", side_by_side("\n".join(old), "\n".join(new))
    )
    sides = [[re.search(r"<pre>(.*)</pre>", cell) for cell in side] for side in zip(*rows, strict=True)] or [[], []]
    assert [found[1] for found in sides[0] if found] == old
    assert [found[1] for found in sides[1] if found] == new


def test_a_picture_has_a_line_for_each_dependence_up_to_a_limit() -> None:
    many = tuple(Dependence(f"demo::a{n}", "demo::b<x>", "e") for n in range(45))
    picture = module_picture(Drift(modules_gained=(LEANING,), modules_lost=many))
    assert picture.count('class="gained"') == 1 and picture.count('class="lost"') == 39
    assert "… 6 more dependencies" in picture and "demo::b&lt;x&gt;" in picture
    assert module_picture(Drift()) == ""


# ---- code hosts -----------------------------------------------------------------------------------------------------


def test_sarif_has_findings_and_cycles_each_with_its_rule() -> None:
    (run,) = json.loads(report_sarif(FULL))["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["function_removed"] * 3 + ["new_cycle"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note", "warning"]
    cycle = run["results"][-1]
    assert cycle["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "src/a.rs"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert "new_cycle" in rules


def test_a_finding_stands_where_it_is_now_and_points_at_where_it_was() -> None:
    moved = breaking(old=Place("src/a.rs", 1, 1), new=Place("src/b.rs", 2, 2))
    (result,) = json.loads(report_sarif(diff(findings=(moved,))))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "src/b.rs"
    assert result["relatedLocations"][0]["message"]["text"] == "before"
    assert report_github(diff(findings=(moved,))).startswith("::error file=src/b.rs,line=2,title=function removed::")
    nowhere = breaking(old=None, new=None)
    assert json.loads(report_sarif(diff(findings=(nowhere,))))["runs"][0]["results"][0]["locations"] == []
    assert report_github(diff(findings=(nowhere,))).startswith("::error title=")


def test_annotations_have_a_line_for_each_finding_and_cycle() -> None:
    lines = report_github(FULL).split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::warning"]
    assert lines[-1] == "::warning file=src/a.rs,line=2,title=new cycle::demo::a -> demo::b -> demo::a"


def test_a_page_tells_of_manifests_as_the_other_formats_do() -> None:
    serde, feature = (
        PackageChange("demo", "dependency", "serde", "1.0", "1.1", "Cargo.toml"),
        PackageChange("demo", "feature", "<std>", "", "[]", "Cargo.toml"),
    )
    report = diff(packages=(serde, feature, replace(serde, package="other")))
    page = report_html(report)
    part = page.partition('<section id="manifests">')[2].partition("</section>")[0]
    assert "dependency <code>serde</code>: 1.0 -&gt; 1.1 in 2 packages" in part and "<li>other</li>" in part
    assert "feature <code>&lt;std&gt;</code>" in part and "<b>demo</b>" in part
    assert "manifests" not in report_html(diff())


def test_a_page_says_one_item_and_two_items() -> None:
    one = replace(FELT, more_callers=0, tests=())
    assert "<td>1 item</td>" in report_html(diff(change("f", ChangeKind.BODY, affected=one)))
    assert "<td>3 items</td>" in report_html(diff(change("f", ChangeKind.BODY, affected=replace(one, more_callers=2))))
