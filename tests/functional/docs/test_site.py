"""The site is built of the pages without a warning, and its links out of docs/ lead to the repository."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from .pages import ROOT

rewritten = runpy.run_path(str(ROOT / ".ci" / "site.py"))["rewritten"]


@pytest.mark.skipif(find_spec("material") is None, reason="the extra [docs] is not installed")
def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=quiet)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "fonts.googleapis" not in home


def test_every_page_is_in_the_navigation_once() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    named = re.findall(r"([\w/-]+\.md)$", navigation, flags=re.MULTILINE)
    there = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").glob("**/*.md")]
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize(
    ("page", "link", "wanted"),
    [
        ("ci.md", "../action.yml", "https://github.com/rgraph-rs/rgraph/blob/main/action.yml"),
        ("guides/agents.md", "../../demo/repository.py", "https://github.com/rgraph-rs/rgraph/blob/main/demo/repository.py"),
        ("check.md", "examples/ripgrep.rgraph.toml", "https://github.com/rgraph-rs/rgraph/blob/main/docs/examples/ripgrep.rgraph.toml"),
        ("a.md", "../tests", "https://github.com/rgraph-rs/rgraph/tree/main/tests"),
        ("guides/agents.md", "../mcp.md", "../mcp.md"),
        ("mcp.md", "agents.md", "agents.md"),
        ("diff.md", "diff.png", "diff.png"),
        ("a.md", "#here", "#here"),
        ("a.md", "https://example.org/x.py", "https://example.org/x.py"),
    ],
)  # fmt: skip
def test_links_out_of_the_site_lead_to_the_repository(page: str, link: str, wanted: str) -> None:
    assert rewritten(f"see [it]({link}) there", page) == f"see [it]({wanted}) there"


def test_code_is_left_alone() -> None:
    text = "[a](../action.yml)\n```text\n[a](../action.yml)\n```\n"
    assert rewritten(text, "ci.md").count("https://") == 1
    assert rewritten(text, "ci.md").endswith("```text\n[a](../action.yml)\n```\n")
