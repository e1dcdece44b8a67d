"""Every format that a command's help offers works, and every other is refused with the list."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rgraph.cli.commands import COMMANDS
from rgraph.render.formats import REPORTS
from tests.dsl.endpoint import answering
from tests.dsl.lsif import lsif

from .conftest import Rgraph

ROOT = Path(__file__).resolve().parents[3]

ITEM = "ledger::report::line"
ENDPOINT = "ENDPOINT"
"""In a command line, the address of the endpoint that answers: which port it has is known when a test runs."""
INDEX = "INDEX"
"""The same for the file of an index that a compiler made."""

ASKED = {
    "context 'account balance'": "context",
    "search 'account balance'": "hits",
    f"generate 'account balance' --rounds 1 --endpoint {ENDPOINT}": "draft",
    f"show {ITEM}": "item",
    f"callers {ITEM}": "callers",
    f"callees {ITEM}": "callees",
    f"impact {ITEM}": "impact",
    f"log {ITEM}": "life",
    f"why ledger::report::summary {ITEM}": "why",
    "status": "status",
    "query '?[path] := file[path, _]'": "table",
    "export": "graph",
    "diff HEAD~2..HEAD": "diff",
    "api": "api",
    "doc": "book",
    "doc --check --at guide --since v0.1.0": "prose",
    "trend unwrap": "trend",
    "modernize --at old": "modernization",
    "check": "check",
    "deps tree --at rates": "tree",
    "deps list --at rates": "packages",
    "deps duplicates --at rates": "duplicates",
    "deps log serde --at rates": "past",
    "patterns": "patterns",
    "rules explain layers": "explanation",
    "rules graph": "drawing",
    "hooks status": "hooks",
    "deps impact rate-feed Feed::open --at feed": "reaching",
    "deps impact rate-feed --at feed": "used",
    "deps impact --advisories advisories --at feed": "advisories",
    "deps plan rate-feed 2 --at feed~1": "upgrade",
    "deps scan": "sources",
    "doctor --commits 1 --links 0": "diagnosis",
    f"doctor --against {INDEX}": "accuracy",
}
"""A command line for each report."""

ENDLESS = {"watch": "watch"}
"""Commands that end when they are told to, by their report: tests of their own run these."""


@pytest.fixture(scope="module")
def fill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], list[str]]]:
    """The words of a command line, with what is known only now."""
    index = tmp_path_factory.mktemp("index") / "made.lsif"
    place = ("ledger/src/lib.rs", 0, 0)
    index.write_bytes(lsif({place: place}))
    with answering("no patch") as answers:
        yield lambda line: shlex.split(line.replace(ENDPOINT, answers.url).replace(INDEX, str(index)))


def lines_of_json(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


def has_text(text: str) -> None:
    assert text.strip()


READABLE: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "jsonl": lines_of_json,
    "junit": ElementTree.fromstring,
    "graphml": ElementTree.fromstring,
    "xml": ElementTree.fromstring,
    "svg": ElementTree.fromstring,
    "csv": lambda text: next(csv.reader(io.StringIO(text))),
    "github": lambda text: [line.index("::") for line in text.splitlines()],
}
"""What reads a format back; the others are read by people."""


def help_of(rgraph: Rgraph, words: list[str]) -> str:
    ran = rgraph(".", *[word for word in words[:2] if word.isalpha()], "--help")
    return re.sub(r"\s+", " ", ran.out)


def test_every_report_has_a_command() -> None:
    assert sorted([*ASKED.values(), *ENDLESS.values()]) == sorted(REPORTS)


@pytest.mark.parametrize(("line", "format"), [(line, one) for line, report in ASKED.items() for one in REPORTS[report]])
def test_what_is_offered_works(
    line: str, format: str, demo: Path, rgraph: Rgraph, fill: Callable[[str], list[str]]
) -> None:
    ran = rgraph(demo, *fill(line), "--format", format)
    assert ran.code in {0, 1}, ran.err
    READABLE.get(format, has_text)(ran.out)


@pytest.mark.parametrize(("line", "report"), ASKED.items())
def test_what_is_not_offered_is_refused_with_the_list(line: str, report: str, demo: Path, rgraph: Rgraph) -> None:
    every = {word for formats in REPORTS.values() for word in formats} | {"jsn", ""}
    for word in sorted(every - set(REPORTS[report])):
        ran = rgraph(demo, *shlex.split(line), "--format", word)
        assert (ran.code, ran.out) == (2, ""), word
        assert f"formats are {', '.join(REPORTS[report])}" in ran.err


@pytest.mark.parametrize(("line", "report"), ASKED.items())
def test_help_offers_what_there_is(line: str, report: str, rgraph: Rgraph) -> None:
    *most, last = REPORTS[report]
    assert f"--format FORMAT {', '.join(most)} or {last}. " in help_of(rgraph, shlex.split(line))


def test_no_command_has_formats_of_its_own(rgraph: Rgraph) -> None:
    asked = {shlex.split(line)[0] for line in {**ASKED, **ENDLESS}}
    for group in COMMANDS.values():
        for command in group:
            if command.name not in asked:
                assert "--format" not in rgraph(".", command.name, "--help").out


def test_the_page_has_the_formats_of_every_command() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+`) \| (`.+) \|$", page, flags=re.MULTILINE)
    shown = {
        command: re.findall(r"`(\w+)`", formats)
        for commands, formats in rows
        for command in re.findall("`(.+?)`", commands)
    }
    real = {command_of(line): list(REPORTS[report]) for line, report in {**ASKED, **ENDLESS}.items()}
    assert shown == {**real, "deps why": real["deps tree"], "deps diff": real["deps plan"]}


def test_the_page_of_json_has_every_kind() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+`) \| (`.+?`) \| .+ \|$", page, flags=re.MULTILINE)
    shown = {kind for _, kinds in rows for kind in re.findall("`(.+?)`", kinds)}
    assert shown == {report for report, formats in REPORTS.items() if "json" in formats}


def command_of(line: str) -> str:
    first, *rest = shlex.split(line)
    return f"{first} {rest[0]}" if first in {"rules", "hooks", "deps"} else first


def test_a_near_miss_gets_the_word(demo: Path, rgraph: Rgraph) -> None:
    assert "did you mean json?" in rgraph(demo, "status", "--format", "jsno").err


def test_a_format_is_refused_before_anything_is_done(tmp_path: Path, rgraph: Rgraph) -> None:
    ran = rgraph(tmp_path, "show", "x", "--format", "yaml")
    assert ran.code == 2 and "no format 'yaml' here" in ran.err


def test_json_has_the_reports_name_as_its_kind(demo: Path, rgraph: Rgraph, fill: Callable[[str], list[str]]) -> None:
    for line, report in ASKED.items():
        if "json" in REPORTS[report]:
            found = rgraph(demo, *fill(line), "--format", "json").json
            assert (found["schema"], found["kind"]) == (1, report)
