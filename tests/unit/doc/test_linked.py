"""Links from a diff to the pages of the modules that changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.diff.asked import asked
from rgraph.doc.asked import book_of
from rgraph.doc.folder import write_pages
from rgraph.doc.linked import module_pages
from rgraph.render.doc_markdown import markdown_pages
from rgraph.render.formats import written
from rgraph.view.session import open_session
from tests.dsl.repo import Repo

MANIFEST = '[package]\nname = "bank"\nversion = "1.2.3"\nedition = "2021"\n'


def repository(folder: Path, settings: str) -> Repo:
    """A repository whose pages are committed under docs/graph."""
    repo = Repo(folder / "bank")
    repo.commit(
        {"Cargo.toml": MANIFEST, "src/lib.rs": "pub mod safe;\npub fn open() {}\n", "src/safe.rs": "pub fn a() {}\n"}
    )
    pages = markdown_pages(book_of(open_session(repo.path), "HEAD"), "../..")
    write_pages(folder / "pages", None, pages)
    files = {
        f"docs/graph/{path.relative_to(folder / 'pages')}": path.read_text()
        for path in (folder / "pages").rglob("*")
        if path.is_file()
    }
    repo.commit({**files, "rgraph.toml": settings})
    repo.commit({"src/safe.rs": "pub fn a(x: u8) {}\n"})
    return repo


def links(repo: Repo) -> dict[str, str]:
    return module_pages(open_session(repo.path).repository, "HEAD", ["bank::safe", "bank", "bank::none"])


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        ('[doc]\nfolder = "docs/graph"\n', "docs/graph"),
        ('[doc]\nfolder = "docs/graph/"\nurl = "https://example.org/d"\n', "https://example.org/d"),
        ('[doc]\nfolder = "docs/graph"\nurl = "javascript:alert(1)"\n', "docs/graph"),
    ],
    ids=["folder", "url", "no url"],
)
def test_modules_lead_to_their_pages(tmp_path: Path, settings: str, base: str) -> None:
    assert links(repository(tmp_path, settings)) == {
        "bank::safe": f"{base}/modules/bank.safe.md",
        "bank": f"{base}/modules/bank.md",
    }


@pytest.mark.parametrize(
    "settings",
    [
        "",
        '[doc]\nfolder = "../out"\n',
        '[doc]\nfolder = "/etc"\n',
        "[doc]\nfolder = 3\n",
        "[doc\n",
        '[doc]\nfolder = "other"\n',
    ],
    ids=["none", "above", "absolute", "number", "broken", "no pages"],
)
def test_without_pages_there_are_no_links(tmp_path: Path, settings: str) -> None:
    assert links(repository(tmp_path, settings)) == {}


def test_a_diff_lists_the_pages_of_what_changed(tmp_path: Path) -> None:
    repo = repository(tmp_path, '[doc]\nfolder = "docs/graph"\n')
    session = open_session(repo.path)
    report = asked(session.repository, ["HEAD~1..HEAD"], staged=False, worktree=False, at="").compare(
        session, crates=[], code=False, history=False
    )
    pages = module_pages(session.repository, report.new, (change.ref.module for change in report.changes))
    assert "[bank::safe](docs/graph/modules/bank.safe.md)" in written("diff", "markdown", report, pages=pages)
    assert "Documentation" not in written("diff", "markdown", report)
