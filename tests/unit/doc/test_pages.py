"""The pages of a book: what they tell, where each sentence comes from, and that only what changed changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.doc.asked import book_of
from rgraph.doc.book import Book, Page
from rgraph.doc.gathering import first_sentence
from rgraph.render.doc_html import html_pages
from rgraph.render.doc_markdown import markdown_pages
from rgraph.render.formats import written
from rgraph.view.session import open_session
from tests.dsl.repo import Repo

LIB = """//! Moves money. And more.
pub mod report;
mod hidden;
pub use hidden::Inner;
/// An account <b>bold</b> | pipe.
pub struct Account;
impl Account {
    /// Opens one.
    pub fn open() -> Account { hidden::make() }
    fn secret(&self) {}
}
/// Starts.
pub fn start() { report::line(&Account::open()); }
#[cfg(test)]
mod tests { #[test] fn t() { super::start() } }
"""
FILES = {
    "Cargo.toml": '[package]\nname = "bank"\nversion = "1.2.3"\nedition = "2021"\n',
    "src/lib.rs": LIB,
    "src/report.rs": "//! Text.\nuse crate::Account;\npub fn line(_a: &Account) -> String { String::new() }\n",
    "src/hidden.rs": "pub struct Inner;\npub fn make() -> crate::Account { crate::Account }\n",
    "src/main.rs": "fn main() { bank::start() }\n",
    "tests/t.rs": "#[test] fn t() { bank::start() }\n",
    "rgraph.toml": '[[rule]]\nname = "no report"\nkind = "forbidden"\nreason = "r"\nfrom = "bank::report"\nto = "=bank::Account"\n',
}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = Repo(tmp_path_factory.mktemp("doc") / "bank")
    repo.commit(FILES, message="Open the bank")
    repo.commit({"src/report.rs": FILES["src/report.rs"] + "pub fn more() {}\n"}, message="Tell more")
    return repo


@pytest.fixture(scope="module")
def book(repo: Repo) -> Book:
    return book_of(open_session(repo.path), "HEAD")


def page(book: Book, symbol: str) -> Page:
    return next(page for page in book.pages if page.symbol == symbol)


def told(page: Page, title: str) -> list[str]:
    return [statement.text for section in page.sections if section.title == title for statement in section.statements]


def test_there_is_a_page_for_each_crate_and_module_but_tests(book: Book) -> None:
    assert [page.symbol for page in book.pages] == [
        "overview",
        "entry points",
        "glossary",
        "bank",
        "bank/bin/bank",
        "bank::hidden",
        "bank::report",
    ]


def test_a_module_says_what_it_is_offers_and_leans_on(book: Book) -> None:
    report = page(book, "bank::report")
    assert told(report, "Purpose") == ["Text."]
    assert told(report, "Public API") == ["`pub fn line(_a: &Account) -> String`", "`pub fn more()`"]
    assert told(report, "Used by") == ["`bank`: `bank::start` calls `bank::report::line`; 2 references"]
    assert told(report, "Depends on")[0].startswith("`bank`: `bank::report::line` uses type `bank::Account`")
    assert told(report, "Depends on")[1].startswith("`std`: ")
    assert ["Tell more" in line or "Open the bank" in line for line in told(report, "History")] == [True, True]
    assert "no report" in told(report, "Open rule violations")[0]


def test_a_crate_offers_methods_and_what_it_hands_on(book: Book) -> None:
    assert told(page(book, "bank"), "Public API") == [
        "`pub struct Account`: An account <b>bold</b> | pipe.",
        "`pub fn open() -> Account`: Opens one.",
        "`pub fn start()`: Starts.",
        "re-exports `bank::hidden::Inner`",
    ]
    assert "Moves money." in told(page(book, "overview"), "Crates")[0]


def test_call_trees_begin_at_main_and_at_what_a_library_offers(book: Book) -> None:
    entries = page(book, "entry points")
    depths = [(s.depth, s.source.symbol) for section in entries.sections for s in section.statements]
    assert depths[0] == (0, "bank::start")
    assert {(1, "bank::report::line"), (1, "bank::Account::open"), (2, "bank::hidden::make")} < set(depths)
    assert (0, "bank/bin/bank::main") in depths


def test_a_call_of_itself_ends(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({"Cargo.toml": FILES["Cargo.toml"], "src/lib.rs": "pub fn a() { b() }\npub fn b() { a() }\n"})
    entries = page(book_of(open_session(repo.path), "HEAD"), "entry points")
    assert [s.text for section in entries.sections for s in section.statements if "again" in s.text] == [
        "`bank::a` (again)",
        "`bank::b` (again)",
    ]


def test_every_statement_has_its_place(book: Book, repo: Repo) -> None:
    for page in book.pages:
        for section in page.sections:
            for statement in section.statements:
                source = statement.source
                lines = (FILES | {"src/report.rs": FILES["src/report.rs"] + "pub fn more() {}\n"})[source.path].split(
                    "\n"
                )
                assert 1 <= source.line <= len(lines)
                assert source.symbol or page.kind == "overview"


def test_markdown_links_lead_to_files(book: Book) -> None:
    pages = markdown_pages(book, "../..")
    assert '](../../../src/report.rs#L3 "bank::report::line")' in pages["modules/bank.report.md"]
    assert "](modules/bank.md)" in pages["index.md"] and "](../index.md)" in pages["modules/bank.md"]
    assert "```mermaid" in pages["modules/bank.report.md"]
    assert "src/report.rs#L" not in "".join(markdown_pages(book, None).values())


@pytest.mark.parametrize("make", [markdown_pages, html_pages], ids=["markdown", "html"])
def test_text_of_the_repository_is_no_markup(book: Book, make: object) -> None:
    for text in make(book, None).values():  # type: ignore[operator]
        assert "<b>bold" not in text and "\x1b" not in text


def test_a_later_commit_changes_only_the_pages_that_it_touches(repo: Repo, book: Book) -> None:
    before = markdown_pages(book, "..")
    repo.commit(
        {"src/hidden.rs": FILES["src/hidden.rs"] + "/// Two.\npub struct Second;\n"}, branch="later", parents=["HEAD"]
    )
    after = markdown_pages(book_of(open_session(repo.path), "later"), "..")
    assert {name for name in after if after[name] != before[name]} == {"modules/bank.hidden.md", "glossary.md"}
    assert markdown_pages(book_of(open_session(repo.path), "HEAD"), "..") == before


def test_the_search_holds_items_and_ends_no_script(book: Book) -> None:
    text = html_pages(book, None)["search.html"]
    assert '"bank::Account", "modules/bank.html"' in text and text.count("</script>") == 1


def test_one_text_has_all_pages(book: Book) -> None:
    for format in ("markdown", "html", "json"):
        assert "bank::hidden" in written("book", format, book)


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        ("One. Two.", "One."),
        ("Over\ntwo lines. More", "Over two lines."),
        ("# Title\n\nSaid here.", "Said here."),
        ("```\ncode\n```", ""),
        ("e.g.this is one", "e.g.this is one"),
        ("", ""),
        ("[![badge](x)](y)\nText!", "Text!"),
        ("Of the [Time Zones] in [0, 1].\n\n[Time Zones]: https://a.b", "Of the Time Zones in [0, 1]."),
        ("A [link](https://a.b), [`Item`], [`Other`][o] and `[u8]`. Two.", "A link, `Item`, `Other` and `[u8]`."),
    ],
)
def test_the_first_sentence(doc: str, sentence: str) -> None:
    assert first_sentence(doc) == sentence
