"""Answers about items as text and as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.api.listing import Listing
from rgraph.index.doctor import Check, Diagnosis
from rgraph.index.doctor import Finding as Wrong
from rgraph.index.gc import Collected
from rgraph.index.progress import IndexReport
from rgraph.link.why import Found, Missed, Why
from rgraph.model.graph import EdgeKind, Tier
from rgraph.render.api_text import listing_text
from rgraph.render.markdown import card_markdown, impact_markdown, life_markdown, neighbours_markdown
from rgraph.render.status import index_text, size, status_markdown, status_text
from rgraph.render.style import Style
from rgraph.render.text import card_text, counted, day, impact_text, life_text, neighbours_text, signature_line
from rgraph.render.upkeep import collected_text, diagnosis_text
from rgraph.render.why import why_markdown, why_text
from rgraph.store.sweep import Swept
from rgraph.view import answers
from rgraph.view.index_state import CommitStatus, Status, StoreStatus, Trouble, UnresolvedCount

from .records import COMMIT, ITEM, neighbour, neighbours

# ---- callers and callees --------------------------------------------------------------------------------------------


def test_neighbours_stand_by_file_sure_ones_first() -> None:
    found = neighbours(
        neighbour("demo::b", line=9),
        neighbour("demo::a", line=3, path="src/a.rs", via_macro=True, count=2),
        neighbour("std::x", Tier.CANDIDATE, item=None),
    )
    assert neighbours_text(found).split("\n") == [
        "callers of demo::m::f: 3 (2 exact, 1 candidate)",
        "",
        "src/a.rs",
        "      3  demo::a  calls, exact, 2 times, through a macro",
        "",
        "src/lib.rs",
        "      9  demo::b  calls, exact",
        "",
        "candidates: the reference means one of several items, and may mean this one",
        "",
        "src/lib.rs",
        "      7  std::x  calls, candidate, outside",
    ]


def test_farther_neighbours_stand_under_their_distance_with_the_way() -> None:
    text = neighbours_text(neighbours(neighbour("demo::a"), neighbour("demo::b", depth=2, through="demo::a")))
    assert "\n2 edges away\n" in text
    assert "demo::b  calls through demo::a, exact" in text


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(Tier)), max_size=6))
def test_the_count_is_of_items_each_by_its_first_tier(pairs: list[tuple[str, Tier]]) -> None:
    text = counted([neighbour(name, tier) for name, tier in pairs])
    assert text == "none" if not pairs else text.startswith(f"{len({name for name, _ in pairs})} (")
    assert sum(map(int, re.findall(r"(\d+) \w+[,)]", text))) == len({name for name, _ in pairs})


def test_nobody_is_said_in_a_word() -> None:
    assert neighbours_text(neighbours()) == "callers of demo::m::f: none"
    assert neighbours_markdown(neighbours()) == "### callers of `demo::m::f`: none"


def test_edges_of_one_place_into_several_items_of_a_module_are_one_line() -> None:
    found = [neighbour("demo::a", line=3), neighbour("demo::a", line=3), neighbour("demo::a", line=4)]
    other_kind = neighbour("demo::a", line=3, edge=EdgeKind.REFERENCES)
    lines = neighbours_text(neighbours(*found, other_kind)).split("\n")
    assert lines[0].endswith("by 4 edges")
    assert [line.split("demo::a  ")[1] for line in lines[3:]] == [
        "calls, exact, 2 times", "references, exact", "calls, exact",
    ]  # fmt: skip


def test_a_markdown_table_has_the_way_only_where_there_is_one() -> None:
    assert "through" not in neighbours_markdown(neighbours(neighbour()))
    far = neighbours_markdown(neighbours(neighbour(), neighbour("demo::b", depth=2, through="demo::g")))
    assert "| through | edges away |" in far and "| `demo::g` | 2 |" in far
    rows = [line for line in far.split("\n") if line.startswith("|")]
    assert len({line.count(" | ") for line in rows}) == 1


# ---- impact ---------------------------------------------------------------------------------------------------------


def affected(symbol: str, depth: int, tier: Tier = Tier.EXACT, is_test: bool = False) -> answers.Affected:
    item = answers.ItemRef(symbol, "function", "src/m.rs", 3, "", "fn x()")
    return answers.Affected(item, depth, "demo::way", EdgeKind.CALLS, tier, "src/x.rs", 4, is_test)


RUN = answers.TestRun("demo", "lib", ["t"], "cargo test -p demo --lib -- --exact t")
IMPACT = answers.Impact(
    ITEM, "c0ffee", [affected("demo::a", 1), affected("demo::t", 2, Tier.CANDIDATE, True)], [RUN], 2
)


def test_impact_tells_distance_way_tests_and_where_it_stopped() -> None:
    text = impact_text(IMPACT)
    assert text.startswith("a change to demo::m::f may affect 2 items, 1 test among them\n\n1 edge away")
    assert "  src/x.rs:4  demo::a  calls, exact" in text
    assert "? src/x.rs:4  demo::t (test)  calls through demo::way, candidate" in text
    assert "stopped 2 edges away; there is more beyond; `--depth 0` follows all" in text
    assert text.endswith(f"tests that reach it\n  {RUN.command}  # 1 test")


def test_impact_in_markdown_has_the_test_commands_as_code() -> None:
    text = impact_markdown(IMPACT)
    assert f"```sh\n{RUN.command}\n```" in text and "| 2 | src/x.rs:4 | `demo::t` | calls | candidate | yes |" in text
    alone = answers.Impact(ITEM, "c0ffee", [], [])
    assert impact_markdown(alone) == "### A change to `demo::m::f` may affect 0 items"
    assert "stopped" not in impact_text(alone)


# ---- one item -------------------------------------------------------------------------------------------------------


def card(**fields: object) -> answers.ItemCard:
    made: dict[str, object] = {
        "item": ITEM, "commit": "c0ffee", "crate": "demo", "start_line": 2, "end_line": 5, "doc": "First.\n\nLast.", "attrs": ["inline"],
        "contains": [ITEM], "callers": [neighbour()], "callees": [], "since": COMMIT, "notes": ["half read"], **fields,
    }  # fmt: skip
    return answers.ItemCard(**made)  # type: ignore[arg-type]


def test_a_card_tells_all_there_is() -> None:
    lines = card_text(card()).split("\n")
    assert lines[:4] == [
        "demo::m::f",
        "function in src/m.rs:3-5, crate demo",
        "here since 0123456789 1970-01-02 Ann: First",
        "note: half read",
    ]
    assert "function in src/m.rs:3, crate demo" in card_text(card(end_line=3)), "one line is no range"
    assert lines[5:11] == ["  #[inline]", "  pub fn f(a: u8)", "", "  First.", "", "  Last."]
    assert lines[-2:] == ["", "callees: none"]


def test_a_card_lists_the_first_ten_and_names_the_command_for_the_rest() -> None:
    many = [neighbour(f"demo::n{number}") for number in range(12)]
    assert "  and 2 more: rgraph callers 'demo::m::f'" in card_text(card(callers=many))
    assert card_markdown(card(callers=many)).count("`demo::n") == 12


def test_a_card_in_markdown_has_code_quotes_and_lists() -> None:
    text = card_markdown(card())
    assert "```rust\n#[inline]\npub fn f(a: u8)\n```" in text
    assert "> First.\n>\n> Last." in text and "Contains 1:\n\n- `pub fn f(a: u8)`" in text
    bare = card_markdown(card(since=None, doc="", contains=[], callers=[]))
    assert "since" not in bare and ">" not in bare and "Contains" not in bare


@pytest.mark.parametrize(
    ("vis", "signature", "line"),
    [("pub", "pub fn f()", "pub fn f()"), ("pub", "mod m", "pub mod m"), ("", "fn f()", "fn f()")],
)
def test_the_visibility_stands_before_a_signature_once(vis: str, signature: str, line: str) -> None:
    assert signature_line(vis, signature) == line


def test_a_life_is_told_oldest_first_with_signatures_where_they_changed() -> None:
    events = [
        answers.LifeEvent(COMMIT, "demo::f", "src/m.rs", 3, ["added"]),
        answers.LifeEvent(COMMIT, "demo::f", "src/m.rs", 3, ["signature"], "fn f()", "fn f(a: u8)"),
    ]
    text = life_text(answers.Life("demo::f", events, False, ["shallow"]))
    assert text.startswith("demo::f: 2 commits\n\n0123456789 1970-01-02 Ann: First\n  added  src/m.rs:3")
    assert "  - fn f()\n  + fn f(a: u8)" in text and text.endswith("note: shallow")
    assert life_text(answers.Life("demo::f", [])) == "demo::f: its history is not known"
    assert "| `0123456789` | 1970-01-02 | First | added |" in life_markdown(answers.Life("demo::f", events))


@given(st.integers(0, 4_000_000_000))
def test_a_day_is_of_utc(seconds: int) -> None:
    from datetime import UTC, datetime

    assert day(seconds) == datetime.fromtimestamp(seconds, UTC).date().isoformat()


@given(st.text(max_size=12))
def test_no_control_character_of_a_repository_reaches_a_terminal(odd: str) -> None:
    evil = answers.CommitRef(COMMIT.oid, 0, odd, odd)
    shown = life_text(answers.Life("demo::f", [answers.LifeEvent(evil, "demo::f", f"src/{odd}.rs", 1, ["added"])]))
    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.count("\n") == 3


# ---- why, status, upkeep, api ---------------------------------------------------------------------------------------


def test_why_numbers_its_steps_and_says_what_stands_in_place_of_an_edge() -> None:
    found = Why("demo::f", "demo::g", [Found(EdgeKind.CALLS, Tier.EXACT, "src/lib.rs", 4, True, ["one", "two"])], [])
    assert why_text(found).split("\n")[2:] == ["calls at src/lib.rs:4, exact, through a macro", "  1. one", "  2. two"]
    assert "1. one\n2. two" in why_markdown(found)
    missed = Why("demo::f", "demo::g", [], [Missed("src/lib.rs", 4, "x.g()", "unknown_receiver")])
    assert why_text(missed).endswith("no edge\n  src/lib.rs:4  x.g()  unknown_receiver")
    assert "No edge." in why_markdown(missed)


def status(behind: int = 0, shallow: int = 0, **fields: object) -> Status:
    made: dict[str, object] = {
        "oid": "c", "files": 3, "rust_files": 2, "lines": 1200, "crates": 1, "items": 2, "edges": {"exact": 1500},
        "troubles": [], "unplaced": [], "unresolved": [], **fields,
    }  # fmt: skip
    store = StoreStatus("/s", 2_500_000, 3, 4, 1)
    return Status("HEAD", COMMIT.oid, 10, behind, shallow, store, CommitStatus(**made))  # type: ignore[arg-type]


def test_status_says_how_far_behind_and_what_to_do() -> None:
    assert "indexed with its whole history: 10 commits" in status_text(status())
    text = status_text(status(behind=4, shallow=1))
    assert "6 of 10 commits of its history are indexed; `rgraph index --history` adds them" in text
    assert "shallow clone: history ends at 1 commit" in text
    assert "store: 2.5 MB, 3 commits, 4 contents, 1 edge set, in /s" in text
    assert "files: 3, of these 2 Rust with 1,200 lines" in text


def test_status_says_where_the_limits_stand_that_cut_something_off() -> None:
    text = status_text(
        status(unresolved=[UnresolvedCount("limit", "module", 1), UnresolvedCount("limit", "method", 2)])
    )
    assert "one of the limits that docs/limits.md lists under Modules and names, Types" in text
    assert "docs/limits.md" not in status_text(status(unresolved=[UnresolvedCount("ambiguous", "module", 1)]))


def test_status_lists_troubles_up_to_a_limit() -> None:
    troubles = [Trouble(f"src/{number}.rs", "partial", "syntax") for number in range(23)]
    text = status_text(status(troubles=troubles, unplaced=["a.rs"], unresolved=[UnresolvedCount("macro", "path", 7)]))
    assert "not read in full: 23" in text and "and 3 more" in text
    assert "in no module tree: 1\n  a.rs" in text and "      7  macro path" in text
    assert "| macro | path | 7 |" in status_markdown(status(unresolved=[UnresolvedCount("macro", "path", 7)]))


def test_a_revision_that_is_not_indexed_says_the_command() -> None:
    bare = Status("v1", COMMIT.oid, 1, 1, 0, StoreStatus("/s", 1, 0, 0, 0), None)
    assert status_text(bare).endswith("v1 is not indexed: `rgraph index v1`")
    assert status_markdown(bare).startswith("| what | state |")


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 kB"), (999_000, "999 kB"), (1_000_000, "1.0 MB"), (2_550_000_000, "2550.0 MB")]
)
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


def test_upkeep_says_what_went_and_what_is_wrong() -> None:
    text = collected_text(Collected(Swept(1, 2, 3), 4, 5_000, 2_000_000))
    assert text.split("\n") == [
        "removed 1 commit, 2 contents, 3 edge sets",
        "packed the rows of 4 edge sets",
        "the store is 2.0 MB smaller",
        "removed 5 kB of other versions of rgraph",
    ]
    assert diagnosis_text(Diagnosis(1, 2, 3, ())) == "sound: checked 1 view, 2 contents and the links of 3 commits"
    assert diagnosis_text(Diagnosis(0, 0, 0, ())) == "the store is empty: `rgraph index` indexes HEAD"
    wrong = diagnosis_text(Diagnosis(1, 2, 3, (Wrong(Check.FACTS, "0123456789abcdef", "differ"),)))
    assert wrong.split("\n")[0].startswith("1 problem") and "facts: 0123456789ab differ" in wrong
    assert index_text(IndexReport(0, 0, 1.0)).startswith("nothing to do")
    assert index_text(IndexReport(2, 1, 1.26)) == "indexed 2 commits with 1 new content in 1.3 s"


def test_listings_stand_under_their_crates() -> None:
    found = [Listing("a", "a", ("fn a::f()",), ()), Listing("b", "b", (), ("b::*",))]
    assert listing_text(found) == "# a\nfn a::f()\n\n# b\n# b::* (names of another crate, not listed)"


def test_every_answer_is_the_same_but_for_colour() -> None:
    plain = [neighbours_text(neighbours(neighbour())), impact_text(IMPACT), card_text(card()), status_text(status())]
    style = Style(True)
    coloured = [
        neighbours_text(neighbours(neighbour()), style),
        impact_text(IMPACT, style),
        card_text(card(), style),
        status_text(status(), style),
    ]
    assert [re.sub(r"\x1b\[\d+m", "", text) for text in coloured] == plain
