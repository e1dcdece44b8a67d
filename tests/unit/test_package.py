"""What a package index shows of rgraph, and the pins that its tests run with."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import rgraph

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ADDRESS = "https://github.com/rgraph-rs/rgraph"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def pins() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def direct() -> list[Requirement]:
    project = PROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(text) for group in groups for text in group]


def test_every_dependency_is_pinned_to_a_version_that_it_allows() -> None:
    versions = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins()}
    wanted = direct()
    assert [each.name for each in wanted if canonicalize_name(each.name) not in versions] == []
    assert [str(each) for each in wanted if not each.specifier.contains(versions[canonicalize_name(each.name)])] == []


def test_a_pin_is_one_version() -> None:
    assert [str(pin) for pin in pins() if [each.operator for each in pin.specifier] != ["=="]] == []
    names = [canonicalize_name(pin.name) for pin in pins()]
    assert sorted(set(names)) == sorted(names)


def test_what_dependencies_bring_along_is_pinned_too() -> None:
    pinned = {canonicalize_name(pin.name) for pin in pins()}
    assert set(_closure(direct())) - pinned == set()


def _closure(wanted: list[Requirement]) -> Iterator[str]:
    """The names of all that is installed because of these, as far as it is installed here."""
    seen: set[tuple[str, str]] = set()
    todo = [(each, extra) for each in wanted for extra in ("", *each.extras)]
    while todo:
        each, extra = todo.pop()
        key = (canonicalize_name(each.name), extra)
        if key in seen or not (each.marker is None or each.marker.evaluate()):
            continue
        seen.add(key)
        yield key[0]
        try:
            lines = requires(each.name) or []
        except PackageNotFoundError:
            continue
        for line in map(Requirement, lines):
            if line.marker is None or line.marker.evaluate({"extra": extra}):
                line.marker = None
                todo += [(line, inner) for inner in ("", *line.extras)]


def test_the_pins_say_the_command_that_made_them() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    made = re.search(r"^#    (uv pip compile .+)$", text, re.MULTILINE)
    assert made is not None
    assert made[1] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_a_package_index_can_follow_the_links_of_the_readme() -> None:
    (rule,) = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]
    shown = re.sub(rule["pattern"], rule["replacement"].replace("$HFPR_VERSION", rgraph.__version__), README)
    targets = re.findall(r"\]\(([^)\s]+)\)", shown)
    assert targets
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    own = [
        target.removeprefix(f"{ADDRESS}/blob/v{rgraph.__version__}/")
        for target in targets
        if target.startswith(ADDRESS)
    ]
    assert [target for target in own if not (ROOT / target.partition("#")[0]).exists()] == []


def test_the_project_has_one_address() -> None:
    urls = PROJECT["project"]["urls"]
    assert urls["Homepage"] == urls["Repository"] == ADDRESS
    assert [url for url in urls.values() if not url.startswith((ADDRESS, "https://rgraph-rs.github.io/rgraph/"))] == []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]:
        text = page.read_text(encoding="utf-8")
        assert "OWNER" not in text, page
        assert set(re.findall(r"https://github\.com/([\w-]+)/rgraph\b", text)) <= {"rgraph-rs"}, page


def test_the_readme_shows_how_to_install_by_the_package_s_name() -> None:
    name = PROJECT["project"]["name"]
    for line in (f"pipx install {name}", f"uvx --from {name} rgraph", f"pip install '{name}[semantic,mcp]'"):
        assert line in README, line


def test_extras_that_texts_name_are_there() -> None:
    named = set[str]()
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md"), *(ROOT / "src").glob("**/*.py")]:
        for extras in re.findall(r"rgraph-rs\[([\w,]+)\]", file.read_text(encoding="utf-8")):
            named |= set(extras.split(","))
    assert named <= set(PROJECT["project"]["optional-dependencies"])
    assert named >= {"semantic", "mcp", "serve", "watch", "scip", "distributed"}


def test_the_notes_of_a_release_are_its_section_of_the_changelog() -> None:
    notes = runpy.run_path(str(ROOT / ".ci" / "notes.py"))["notes"]
    text = "# Changelog\n\n## Unreleased\n\n- b\n\n## 0.1.0 (2026-11-27)\n\nFirst.\n\n### Ask\n\n- a\n\n## 0.1\n\n- c\n"
    assert notes(text, "0.1.0") == "First.\n\n### Ask\n\n- a\n"
    assert notes(text, "0.1") == "- c\n"
    for absent in ("0.2.0", "0.1.", "1.0"):
        with pytest.raises(SystemExit):
            notes(text, absent)


def test_the_changelog_has_a_section_for_this_version_or_for_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0].startswith(rgraph.__version__)
    assert all(re.fullmatch(r"Unreleased|\d+\.\d+\.\d+ \(\d{4}-\d{2}-\d{2}\)", heading) for heading in headings)
