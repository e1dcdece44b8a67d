"""What comes from a repository is text wherever it is shown: no markup, no links, no workflow commands."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from rgraph.diff.compare import Options
from rgraph.diff.report import DiffReport
from rgraph.render.diff_annotations import report_github
from rgraph.render.diff_html import report_html
from rgraph.render.diff_markdown import code, escape, report_markdown
from rgraph.render.diff_sides import side_by_side
from rgraph.render.diff_text import report_text, stat_text

from .crates import report

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
OLD = 'pub const C: &str = "";\npub fn f() {}\n'
NEW = f'#[deprecated(note = "{EVIL} @everyone [x](javascript:1)")]\npub const C: &str = "{EVIL}";\n'


def evil() -> DiffReport:
    return report(OLD, NEW, Options(labels=("v1<b>", "v2"), code=True))


class Tags(HTMLParser):
    """Every tag and attribute of a page, and its visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_html_holds_no_markup_of_the_repository() -> None:
    page = report_html(evil())
    tags = Tags()
    tags.feed(page)
    assert tags.tags.count("script") == 1
    assert "img" not in tags.tags
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert "&lt;script&gt;alert(1)" in page


def test_html_asks_nothing_of_the_network() -> None:
    page = report_html(evil())
    assert "Content-Security-Policy" in page
    assert "default-src 'none'" in page
    tags = Tags()
    tags.feed(page)
    assert tags.links
    assert all(link.startswith("https://") for link in tags.links), (
        "the references of the rules, which a reader may open"
    )
    assert "link" not in tags.tags
    assert "@import" not in page


def test_html_is_dark_filterable_and_has_keys() -> None:
    page = report_html(evil())
    for part in ("prefers-color-scheme: dark", 'id="filter"', 'event.key === "j"', 'class="sides"'):
        assert part in page


def test_markdown_holds_no_markup_of_the_repository() -> None:
    text = report_markdown(evil())
    outside = re.sub(r"(`+)(?!`).*?\1", "", text, flags=re.DOTALL)
    assert not re.findall(r"<(?!/?(?:details|summary|br|!--))", outside)
    assert "@everyone" not in outside
    assert not re.search(r"(?<!\\)\]\(javascript:", outside), "a bracket that is escaped makes no link"


def test_code_spans_hold_backticks() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`x`") == "`` `x` ``"
    assert code("a\nb") == "`a b`"
    assert escape("a*b_c<d>") == r"a\*b_c&lt;d&gt;"


def test_annotations_stay_on_one_line() -> None:
    found = report("pub fn f() {}", '#[deprecated(note = "a\\n::error::b%0A")]\npub fn f() {}')
    lines = report_github(found).splitlines()
    assert len(lines) == len(found.findings)
    assert all(line.startswith("::") for line in lines)


def test_long_lists_are_folded_in_markdown() -> None:
    many = "".join(f"pub fn f{n}() {{}}\n" for n in range(30))
    text = report_markdown(report(many, ""))
    assert text.count("<details") == text.count("</details>") >= 2
    assert "**What breaks:** 30 major" in text


def test_side_by_side_marks_what_went_and_what_came() -> None:
    table = side_by_side("a\nb\nc", "a\nx\nc")
    assert table.count('class="gone"') == table.count('class="come"') == 1
    assert "&lt;" in side_by_side("<", "")
    assert "the first 400 lines" in side_by_side("\n".join(map(str, range(500))), "")


def test_text_cuts_long_lists_and_verbose_does_not() -> None:
    many = "".join(f"fn f{n}() {{}}\n" for n in range(30))
    found = report("", many)
    assert "the rest  30 items (-v shows all)\n  demo 30 added" in report_text(found)
    assert "function f29" in report_text(found, verbose=True) and "function f29" not in report_text(found)
    assert stat_text(found).startswith(" demo |   30 ++++")
