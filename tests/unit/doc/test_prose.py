"""Names in prose: which are taken for items, and which of them are stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.doc.checking import check_prose
from rgraph.doc.prose import in_comment, in_markdown, is_prose, item_name
from rgraph.render.formats import written
from rgraph.view.session import open_session
from tests.dsl.repo import Repo

MANIFEST = '[package]\nname = "bank"\nversion = "1.2.3"\nedition = "2021"\n'


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Account::open", "Account::open"),
        ("bank::Account::open()", "bank::Account::open"),
        ("::std::fs", "std::fs"),
        ("crate::report::line", "report::line"),
        ("crate::report", ""),
        ("Self::open_it", ""),
        ("AccountId", "AccountId"),
        ("print_all()", "print_all"),
        ("print_all", ""),
        ("vec!", "vec!"),
        ("r#type::Name", "type::Name"),
        ("Account", ""),
        ("open", ""),
        ("open()", ""),
        ("--flag", ""),
        ("cargo run", ""),
        ("Vec<Account>", ""),
        ("a.b", ""),
        ("src/lib.rs", ""),
        ("", ""),
    ],
)
def test_what_is_taken_for_the_name_of_an_item(written: str, name: str) -> None:
    assert item_name(written) == name


def test_code_spans_outside_of_blocks_are_names() -> None:
    text = "\n".join(
        [
            "See `Account::open` and ``Other::thing``.",
            "```rust",
            "let x = `In::block`;",
            "```",
            "    `In::indented`",
            "`Was::renamed` was renamed, `Old::gone` is no longer there.",
            "~~~",
            "`In::tildes`",
            "```",
            "~~~",
            "`After::all`",
        ]
    )
    assert [(one.line, one.name) for one in in_markdown("README.md", text)] == [
        (1, "Account::open"),
        (1, "Other::thing"),
        (11, "After::all"),
    ]


def test_links_of_doc_comments_are_names() -> None:
    doc = "\n".join(
        [
            "[`Account::open`], [struct@AccountId], [the `id`](crate::ids::Name#fields), [x](https://a.b/c::d), [`Short`][long]",
            "",
            "`Not::a_link` and [plain words] and [ ] and [`NoCall`](#anchor)",
            "[long]: super::long::Path",
            "```",
            "[`In::code`]",
            "```",
        ]
    )
    assert [one.name for one in in_comment("src/lib.rs", 10, doc, "bank::x")] == [
        "Account::open",
        "ids::Name",
        "long::Path",
    ]


@pytest.mark.parametrize(
    ("path", "yes"),
    [
        ("README.md", True),
        ("crates/a/Readme.md", True),
        ("docs/guide/start.md", True),
        ("ARCHITECTURE.md", True),
        ("CHANGELOG.md", False),
        ("docs/changelog/v1.md", False),
        ("docs/migrating.md", False),
        ("tests/docs/README.md", False),
        ("src/notes.md", False),
    ],
)
def test_which_files_tell_of_the_code_as_it_is(path: str, yes: bool) -> None:
    assert is_prose(path) is yes


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """`AccountBook::line` becomes `AccountBook::row` in one commit, `gone_for_good` goes, `Kept::one` stays."""
    repo = Repo(tmp_path / "bank")
    old = (
        "pub struct AccountBook;\nimpl AccountBook {\n    /// One line.\n    pub fn line(&self) -> u8 { let a = 1; let b = 2; a + b + self.len() }\n"
        "    fn len(&self) -> u8 { 3 }\n}\npub fn gone_for_good() -> Vec<u64> { vec![1, 2, 3].into_iter().map(|x| x * 7).collect() }\npub struct Kept;\nimpl Kept { pub fn one() {} }\n"
        "mod deep { pub struct HiddenThing; }\npub use deep::HiddenThing as ShownThing;\n"
    )
    new = old.replace("fn line", "fn row").replace(
        "pub fn gone_for_good() -> Vec<u64> { vec![1, 2, 3].into_iter().map(|x| x * 7).collect() }\n", ""
    )
    prose = (
        "`AccountBook::line`, `gone_for_good()`, `Kept::one`, `NeverThere::at_all`, `bank::ShownThing`, `std::gone::Thing`\n"
        "`AccountBook::line` was renamed.\n"
    )
    repo.commit(
        {"Cargo.toml": MANIFEST, "src/lib.rs": old, "README.md": prose, "CHANGELOG.md": prose},
        message="Begin",
        tag="v1",
    )
    repo.commit({"src/lib.rs": new + "/// Like [`AccountBook::line`].\npub fn like() {}\n"}, message="Call it a row")
    repo.commit(
        {
            "src/lib.rs": new
            + "/// Like [`AccountBook::line`].\npub fn like() {}\npub fn more(x: &str) -> &str { x.trim() }\n"
        },
        message="More",
    )
    return repo


def test_names_of_what_was_renamed_or_is_gone_are_stale(repo: Repo) -> None:
    session = open_session(repo.path)
    session.ensure([commit.oid for commit in session.repository.walk([session.repository.resolve("HEAD")])])
    found = check_prose(session, "HEAD")
    assert [(one.path, one.line, one.was, one.now, one.subject) for one in found.stale] == [
        ("README.md", 1, "bank::AccountBook::line", "bank::AccountBook::row", "Call it a row"),
        ("README.md", 1, "bank::gone_for_good", "", "Call it a row"),
        ("src/lib.rs", 11, "bank::AccountBook::line", "bank::AccountBook::row", "Call it a row"),
    ]
    assert not found.notes


def test_a_base_revision_needs_no_history(repo: Repo) -> None:
    found = check_prose(open_session(repo.path), "HEAD", "v1")
    assert [(one.was, one.now, one.since) for one in found.stale][:2] == [
        ("bank::AccountBook::line", "bank::AccountBook::row", "v1"),
        ("bank::gone_for_good", "", "v1"),
    ]


def test_without_history_it_says_what_it_does_not_know(repo: Repo) -> None:
    found = check_prose(open_session(repo.path), "HEAD")
    assert found.stale == []
    assert "rgraph index --history" in found.notes[0]


def test_a_shallow_clone_is_not_taken_for_the_whole_history(repo: Repo, tmp_path: Path) -> None:
    session = open_session(repo.clone(tmp_path / "shallow", "--depth=1"))
    session.ensure([session.repository.resolve("HEAD")])
    found = check_prose(session, "HEAD")
    assert found.stale == []
    assert "shallow" in found.notes[0]


def test_what_is_not_committed_is_read_from_disk(repo: Repo) -> None:
    repo.checkout("main")
    (repo.path / "README.md").write_text("`AccountBook::line`\n\n`AccountBook::line`\n")
    found = check_prose(open_session(repo.path), "worktree", "v1")
    assert [one.line for one in found.stale if one.path == "README.md"] == [1, 3]


def test_nothing_of_a_repository_is_obeyed(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "bank")
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": "pub struct OldName;\n"}, tag="v1")
    repo.commit({"src/lib.rs": "", "docs/<b>\x1b[31m.md": "`OldName`"})
    found = check_prose(open_session(repo.path), "HEAD", "v1")
    assert len(found.stale) == 1
    for format in ("markdown", "html", "json"):
        text = written("prose", format, found)
        assert "\x1b" not in text and ("<b>" not in text or format == "json")
