"""Old idioms as text, Markdown and SARIF."""

import json

from rgraph.modernize.idiom import Confidence
from rgraph.modernize.report import Brought, Modernization, Past, Place, Promise, Step, Use
from rgraph.render.modernize import modernization_markdown, modernization_sarif, modernization_text

FIRST = Brought("a" * 40, 1_700_000_000, "Bring | one", "src/lib.rs")
LAST = Brought("b" * 40, 1_700_100_000, "Bring\nanother", "src/lib.rs")
PLACES = [
    Place("src/lib.rs", 3, 5, "demo::f", "match o {", allowed=True),
    Place("old/lib.rs", 4, 1, "old::g", "match p {", allowed=False),
    Place("any/lib.rs", 5, 1, "any::h", "match q {"),
]


def use(**changed: object) -> Use:
    fields: dict[str, object] = {
        "id": "match-matches",
        "title": "`match` that answers",
        "why": "Shorter.",
        "instead": "`matches!(a | b)`",
        "rust": "1.42",
        "edition": "",
        "confidence": Confidence.CERTAIN,
        "reference": "https://example.org",
        "count": 3,
        "allowed": 1,
        "unknown": 1,
        "blocked": {"old": "Rust 1.30 by rust-version, needs 1.42"},
        "unresolved": 2,
        "files": [("src/lib.rs", 1), ("old/lib.rs", 1), ("any/lib.rs", 1)],
        "places": PLACES,
        "past": Past(5, 3, FIRST, LAST),
    }
    return Use(**{**fields, **changed})  # type: ignore[arg-type]


def found(*uses: Use, **more: object) -> Modernization:
    return Modernization("c" * 40, list(uses), [Promise("demo", "1.70", "rust-version", "2021")], 7, 4, **more)  # type: ignore[arg-type]


def test_the_text_says_what_is_known_of_an_idiom() -> None:
    text = modernization_text(found(use()), verbose=True)
    for part in (
        "3 places of 1 old idiom in 7 files of cccccccccc",
        "promised: Rust 1.70 (rust-version)",
        "3 (-2)  match-matches",
        "first introduced 2023-11-14 by aaaaaaaaaa (Bring | one); last 2023-11-16 by bbbbbbbbbb",
        "not yet in old: Rust 1.30 by rust-version, needs 1.42",
        "1 place in packages that state no version of Rust",
        "2 places more not resolved, not counted",
        "src/lib.rs:3:5  match o {",
    ):
        assert part in text
    assert "Bring\nanother" not in text


def test_nothing_is_said_in_a_line() -> None:
    assert modernization_text(found()).startswith("no old idioms in 7 files of cccccccccc\n")


def test_a_plan_has_its_steps_in_order() -> None:
    steps = [
        Step("a", "demo::one", "src/one.rs", 2, 1, 3, Confidence.CERTAIN),
        Step("b", "demo", "src/lib.rs", 1, 0, 0, Confidence.REVIEW),
    ]
    text = modernization_text(found(use(), plan=steps))
    assert "1. `a` in demo::one: 2 places, certain; 3 tests reach it, 1 module depends on it" in text
    assert "2. `b` in demo: 1 place, review; no test reaches it, 0 modules depend on it" in text


def test_markdown_is_a_table_whose_cells_stay_in_place() -> None:
    rows = [line for line in modernization_markdown(found(use())).splitlines() if line.startswith("| match")]
    assert rows == [
        "| match-matches | 3 | -2 | `matches!(a \\| b)` | 1.42 | 1; not yet: Rust 1.30 by rust-version, needs 1.42 | `src/lib.rs` 1 |"
    ]


def test_sarif_has_what_may_be_mended_and_what_is_not_known() -> None:
    log = json.loads(modernization_sarif(found(use())))
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["src/lib.rs", "any/lib.rs"]
    assert places[0]["region"] == {"startLine": 3, "startColumn": 5}
