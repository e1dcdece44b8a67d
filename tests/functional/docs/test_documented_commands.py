"""What the documentation shows is what the commands print, on the demo repository."""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
from pathlib import Path

import pytest

from rgraph.cli.commands import COMMANDS
from rgraph.cli.main import run
from rgraph.model.graph import EdgeKind, Tier
from rgraph.rules.registry import kind_names
from rgraph.view.query.tables import COLUMNS

from .pages import ROOT, Shown, answer_on_copy, make_demo, matches, pages, run_on_copy, shown, stable, talks


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("docs"))


_IN_QUOTES = re.compile(r"""'[^']*'|"[^"\\$`]*["]""")
_FOR_A_SHELL = re.compile(r"""[|;&><$`"'*?\\]|(?:^|\s)~""")


@pytest.mark.skipif(shutil.which("sh") is None, reason="the pages show commands of a POSIX shell")
@pytest.mark.parametrize("example", shown(), ids=lambda example: f"{example.page}: {example.command[:60]}")
def test_documented_output_is_real(
    example: Shown,
    demo: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those of the README, and those that need a shell, as a user runs them; the others in this process."""
    if example.page == "README.md" or _FOR_A_SHELL.search(_IN_QUOTES.sub("", example.command)):
        real = run_on_copy(example.command, demo)
    else:
        for name, value in (("NO_COLOR", "1"), ("COLUMNS", "100")):
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(shutil.copytree(demo, tmp_path / "demo"))
        run(shlex.split(example.command)[1:])
        out, err = capfd.readouterr()
        real = err + out  # as a pipe gets them: stdout when it ends
    before, now = stable(example.output).splitlines(), stable(real).splitlines()
    assert matches(example.output, real), "\n".join(difflib.unified_diff(before, now, "shown", "real", lineterm=""))


@pytest.mark.parametrize("example", talks(), ids=lambda example: f"{example.page}: {example.command[:60]}")
def test_documented_answers_to_agents_are_real(example: Shown, demo: Path) -> None:
    assert stable(answer_on_copy(example.command, demo)) == stable(example.output)


def test_every_tool_is_shown_and_listed() -> None:
    from rgraph.mcp.tools.table import TOOLS

    shown_tools = {example.command.split()[0] for example in talks()}
    page = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
    assert [tool.name for tool in TOOLS if f"| `{tool.name}` |" not in page] == []
    assert {tool.name for tool in TOOLS} - shown_tools == {"status"}


def test_every_command_is_shown_somewhere() -> None:
    used = {example.command.split()[1] for example in shown()}
    names = {command.name for group in COMMANDS.values() for command in group}
    assert names <= used


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in pages()[1:]:
        name = page.relative_to(ROOT / "docs").as_posix()
        assert name == "README.md" or f"({name})" in index, name


def test_the_page_of_check_links_every_kind_of_rule() -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    assert [kind for kind in kind_names() if f"[{kind}](rules/{kind}.md)" not in page] == []


def test_links_between_pages_lead_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_a_page_that_shows_something_else_is_found() -> None:
    assert matches("a\n...\nd", "a\nb\nc\nd\n")
    assert matches("indexed in 0.3 s", "indexed in 2.9 s\n")
    assert not matches("a\n...\nd", "a\nb\nc\n")
    assert not matches("a", "a\nb\n")


def test_the_page_of_edges_says_of_every_kind_what_it_counts_as() -> None:
    page = (ROOT / "docs" / "edges.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \| (.+) \|$", page, flags=re.MULTILINE)
    counts = {
        kind.value: ", ".join(
            word
            for word, holds in (
                ("dependence", kind.is_dependence),
                ("impact", kind.carries_impact),
                ("reference", kind.is_reference),
            )
            if holds
        )
        for kind in EdgeKind
    }
    assert dict(rows) == {kind: text or "-" for kind, text in counts.items()}


def test_every_tier_and_named_rule_is_described() -> None:
    edges = (ROOT / "docs" / "edges.md").read_text(encoding="utf-8")
    query = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")
    assert [word for word in Tier if f"`{word}`" not in edges] == []
    assert [name for name, columns in COLUMNS.items() if f"`{name}[{', '.join(columns)}]`" not in query] == []


def test_the_messages_of_the_page_on_troubles_are_those_that_are_given() -> None:
    """Each message stands in the source; `...` in it is a name that is put in."""
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    source = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "src").rglob("*.py")))
    messages = re.findall(r"^- `([^`]+)`: ", page, flags=re.MULTILINE)
    assert len(messages) > 20
    unknown = [
        (message, piece)
        for message in messages
        for piece in re.split(r"\.\.\.", message)
        if len(piece.strip(" :.")) > 2 and piece.strip() not in source
    ]
    assert unknown == []


def test_outputs_of_the_tutorial_are_not_run_on_the_demo_repository() -> None:
    """They are of a repository that the tests do not have, so they stand in blocks that nothing runs."""
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert "```console" not in page
    used = re.findall(r"^\$ rgraph (\w+)", page, flags=re.MULTILINE)
    assert len(used) > 8 and set(used) <= {command.name for group in COMMANDS.values() for command in group}
