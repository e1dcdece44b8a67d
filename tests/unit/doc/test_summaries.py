"""Summaries by a model: marked, kept by content, and no markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rgraph.doc.book import Book, Page, Section, Source, Statement
from rgraph.doc.summaries import with_summaries
from rgraph.render.doc_markdown import markdown_pages
from tests.dsl.repo import Repo


def book(*purposes: str, line: int = 1) -> Book:
    pages = [
        Page(
            f"a::m{at}",
            "module",
            f"a::m{at}",
            [Section("Purpose", [Statement(purpose, Source(f"a::m{at}", "src/lib.rs", line))])],
        )
        for at, purpose in enumerate(purposes)
    ]
    overview = Page(
        "overview", "overview", "a", [Section("What is here", [Statement("x", Source("", "Cargo.toml", 1))])]
    )
    return Book("a", "c", [overview, *pages])


class Model:
    """Counts what it is asked, and fails at the question of this number."""

    def __init__(self, fails_at: int = 0) -> None:
        self.asked: list[str] = []
        self._fails_at = fails_at

    def __call__(self, system: str, text: str) -> str:
        self.asked.append(text)
        if len(self.asked) == self._fails_at:
            raise RuntimeError("down")
        return f"Says <b>{len(self.asked)}</b>.\n\n# Heading"


def test_a_summary_is_marked_and_stands_behind_the_purpose(tmp_path: Path) -> None:
    made = with_summaries(book("One.", "Two."), Model(), "m1", tmp_path)
    assert [section.title for section in made.pages[1].sections] == ["Purpose", "Summary"]
    assert (
        made.pages[1]
        .sections[1]
        .statements[0]
        .text.startswith("Written by the model `m1` from this page, and checked by nobody: Says")
    )
    assert len(made.pages[0].sections) == 1
    text = "".join(markdown_pages(made, None).values())
    assert "<b>" not in text and "\n# Heading" not in text


def test_what_says_the_same_is_not_asked_again(tmp_path: Path) -> None:
    with_summaries(book("One.", "Two."), Model(), "m1", tmp_path)
    again = Model()
    made = with_summaries(book("One.", "Changed.", line=9), again, "m1", tmp_path)
    assert len(again.asked) == 1 and "Changed." in again.asked[0]
    assert "Says" in made.pages[1].sections[1].statements[0].text
    other = Model()
    with_summaries(book("One."), other, "m2", tmp_path)
    assert len(other.asked) == 1


def test_answers_before_a_failure_are_kept(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        with_summaries(book("One.", "Two."), Model(fails_at=2), "m1", tmp_path)
    again = Model()
    with_summaries(book("One.", "Two."), again, "m1", tmp_path)
    assert len(again.asked) == 1


def test_a_long_answer_is_cut_and_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "doc-summaries.json").write_text("[1, 2")
    made = with_summaries(replace(book("One.")), lambda *_: "word " * 1000, "", tmp_path)
    text = made.pages[1].sections[1].statements[0].text
    assert text.startswith("Written by a language model") and len(text) < 700


def test_the_command_asks_the_endpoint_of_the_user(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rgraph.cli.main import run
    from tests.dsl.endpoint import answering

    repo = Repo(tmp_path / "bank")
    repo.commit({"Cargo.toml": '[package]\nname = "bank"\nversion = "1.2.3"\n', "src/lib.rs": "pub fn a() {}\n"})
    monkeypatch.chdir(repo.path.parent)
    with answering("Keeps money.") as endpoint:
        code = run(["-C", str(repo.path), "doc", "--summaries", "--endpoint", endpoint.url, "--model", "tiny"])
    out = capfd.readouterr().out
    assert code == 0 and "Written by the model `tiny` from this page, and checked by nobody: Keeps money." in out
    assert endpoint.asked[0]["model"] == "tiny"
