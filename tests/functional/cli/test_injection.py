"""Whatever a repository writes into names, docs, reasons and messages: no terminal, CI log or document obeys it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from rgraph.patterns.registry import pattern, pattern_names
from rgraph.render.context import TITLES
from rgraph.render.formats import BINARY, REPORTS, written
from rgraph.render.style import PLAIN
from rgraph.rules.violation import Finding, Place, Severity, Violation
from rgraph.watch.round import Broken, Round
from tests.dsl import Repo
from tests.dsl.endpoint import answering
from tests.dsl.lsif import lsif

from .conftest import Ran, Rgraph

ESC = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202eflipped\u2028"
COMMANDS = (
    "\n::error file=a,line=1::obeyed\n  ::set-output name=a::b\n##[error]obeyed ##vso[task.complete result=Failed;]"
)
TAGS = "`<b>bold</b>` ``` </code><img src=x onerror=obey()> <script>obey()</script> [link](javascript:obey()) ![i](http://evil) | @team"
EVIL = f"{ESC} {TAGS} {COMMANDS}"
FILE = "src/evil\x1b[31m\n::error::`<b>file|.rs"

LIB = (
    f"//! {ESC} {TAGS}\n//! ::error::obeyed\n//! ##[error]obeyed\n"
    f'#[path = "{FILE.removeprefix("src/")}"]\npub mod evil;\n'
    f'/** {EVIL} */\n#[deprecated(note = "{ESC} ##[error] ::error::\n::error::x")]\n#[cfg_attr(any(), doc = "{ESC}\n::error::y")]\n'
    f'pub fn marked(a: [u8; {{ "\n::error::z{ESC}`<b>".len() }}]) {{ evil::inner() }}\n'
    f'pub const TEXT: &str = "{ESC}\n::error::k`<b>";\n'
)
INNER = f'/// {ESC} {TAGS}\n/// ::error::obeyed\npub fn inner() {{ crate::deep(); "{ESC}\n::error::"; unknown{{}}.call(); }}\npub struct S;\n'
RULES = """
[[rule]]
name = "evil %(text)s"
kind = "forbidden"
from = "evil::evil"
to = "evil::deep"
reason = "because %(text)s"
exceptions = [{ from = "=evil::evil::nothing", reason = "%(text)s", expires = 2020-01-01 }]
[[rule]]
name = "names %(text)s"
kind = "naming"
items = { kind = "function", path = "evil" }
must_not = "in"
reason = "%(text)s"
[[rule]]
name = "nothing %(text)s"
kind = "forbidden"
from = "evil::nowhere*"
to = "evil::deep"
allow_empty = true
reason = "%(text)s"
"""

LOCK = """version = 3
[[package]]
name = "evil"
version = "0.1.0"
dependencies = ["plain"]
[[package]]
name = "plain"
version = "%(version)s"
source = "git+https://x/%(text)s?tag=%(text)s#%(text)s"
dependencies = ["%(text)s", "twice 1.1.0", "%(text)s 1 (%(text)s)"]
[[package]]
name = "%(text)s"
version = "1 %(text)s"
source = "registry+%(text)s"
[[package]]
name = "twice"
version = "1.0.0"
source = "%(text)s"
[[package]]
name = "twice"
version = "1.1.0"
source = "%(text)s"
[[package]]
name = "twice"
version = "1.1.0"
source = "%(text)s"
"""

ADVISORY = """```toml
[advisory]
id = "EVIL-1"
package = "plain"
date = "2023-11-24"
[affected.functions]
"plain::%(text)s" = [">= 0"]
[versions]
patched = []
```

# %(text)s
"""


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Repo(tmp_path_factory.mktemp("evil") / "r")
    escaped = json.dumps(EVIL)[1:-1]
    manifest = f'[package]\nname = "evil"\nversion = "0.1.0"\nedition = "2021"\ndescription = "{escaped}"\n'
    files = {
        "Cargo.toml": manifest
        + f'[features]\n"{escaped}" = []\n[[example]]\nname = "{escaped}"\n[dependencies]\nplain = "1"\n'
        + f'"{escaped}" = {{ git = "https://x/{escaped}", version = "{escaped}", package = "lost {escaped}" }}\n'
        + f'[target."{escaped}".dependencies]\n"as {escaped}" = {{ package = "plain", version = "1" }}\n',
        "Cargo.lock": LOCK % {"text": escaped, "version": "1.0.0"},
        "src/lib.rs": LIB + "pub fn deep() {}\n",
        FILE: INNER,
        f"src/orphan{ESC}\n::error::.rs": "fn lost() {",
        "broken\n::error::/Cargo.toml": f"[{ESC}",
        "rgraph.toml": RULES % {"text": escaped},
    }
    made.commit(files, message=f"subject {ESC} `<b> ::error::\n{EVIL}", author="Evil \x1b[31m ::error::", tag="v1")
    changed = {
        "src/lib.rs": LIB.replace("a: [", "b: &str, a: [") + "pub fn deep(x: u8) {}\n",
        FILE: INNER.replace("S;", "S(u8);"),
        "Cargo.lock": LOCK.replace("1.1.0", "1.1.1") % {"text": escaped, "version": "1.0.1"} + "<<<<<<< \x1b[31m\n",
    }
    made.commit(changed, message=f"\x1b[31m::error:: `<b> {TAGS}")
    made.checkout()
    plain = made.path / "vendor" / "plain" / "src" / "lib.rs"
    plain.parent.mkdir(parents=True)
    plain.with_name("lib.rs").write_text(LIB + "pub fn deep() {}\n", encoding="utf-8")
    described = f'[package]\nname = "plain"\nversion = "1.0.1"\nlicense = "{escaped}"\n[features]\n"{escaped}" = []\n'
    plain.parent.with_name("Cargo.toml").write_text(described, encoding="utf-8")
    advisory = made.path / "advisories" / "crates" / "plain" / "EVIL-1.md"
    advisory.parent.mkdir(parents=True)
    advisory.write_text(ADVISORY % {"text": escaped} + EVIL, encoding="utf-8")
    (advisory.parent / f"{ESC}.md").write_text(f"```toml\n{EVIL}\n```\n", encoding="utf-8")
    call = ("src/lib.rs", 0, 0)
    (made.path / "made.lsif").write_bytes(lsif({call: call}, tool=EVIL))
    return made.path


ITEM, BOTH = "evil::marked", ["evil::evil::inner", "evil::deep"]
ANSWERS = (
    f"--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1 +1,2 @@\n pub fn deep(x: u8) {{}}\n+/// {ESC}\n+pub fn more() {{ {TAGS} }}\n",
    f"{EVIL}\n--- a/{EVIL}\n+++ b/{EVIL}\n@@ -1 +1 @@\n-{ESC}\n+{TAGS}\n",
)
ENDPOINT = "ENDPOINT"
"""In a command line, the address of the endpoint that gives these answers."""

ASKED: dict[str, list[list[str]]] = {
    "context": [["context", "deep"], ["context", f"marked {EVIL}"], ["context", "--diff", "v1..HEAD"]],
    "draft": [["generate", f"deep {EVIL}", "--endpoint", ENDPOINT, "--rounds", "1", "--model", EVIL]],
    "hits": [["search", "deep"], ["search", f"marked {EVIL}"]],
    "item": [["show", ITEM], ["show", "evil"], ["show", "evil::evil"], ["show", "TEXT"]],
    "callers": [["callers", "evil::deep", "--depth", "0"]],
    "callees": [["callees", ITEM]],
    "impact": [["impact", "evil::deep"]],
    "life": [["log", ITEM], ["log", "S"]],
    "why": [["why", *BOTH], ["why", ITEM, "evil::evil::S"]],
    "status": [["status"]],
    "table": [
        ["query", "?[p, b] := file[p, b]"],
        ["query", "?[s, g] := item[s, _, _, _, _, _, g]"],
        ["query", "?[m, a] := *commit{message: m, author: a}"],
        ["query", "?[x] := x = $p", "--param", f"p={EVIL}"],
    ],
    "graph": [["export"], ["export", "--level", "item"], ["export", "--level", "crate"]],
    "diff": [["diff", "v1..HEAD"], ["diff", "v1..HEAD", "--stat"], ["diff", "v1..HEAD", "-v"]],
    "api": [["api"]],
    "tree": [["deps", "tree"], ["deps", "why", "twice"]],
    "packages": [["deps", "list"]],
    "duplicates": [["deps", "duplicates"]],
    "past": [["deps", "log", "plain"]],
    "sources": [["deps", "scan"]],
    "upgrade": [["deps", "diff", "v1..HEAD"]],
    "reaching": [["deps", "impact", "plain", "deep"]],
    "used": [["deps", "impact", "plain"]],
    "advisories": [["deps", "impact", "--advisories", "advisories"]],
    "check": [["check"], ["check", "--verbose"]],
    "patterns": [["patterns"], ["patterns", "-v"], ["patterns", "--since", "v1"]],
    "explanation": [["rules", "explain", f"evil {EVIL}"], ["rules", "explain", "naming"]],
    "drawing": [["rules", "graph"]],
    "hooks": [["hooks", "status"]],
    "diagnosis": [["doctor"]],
    "accuracy": [["doctor", "--against", "made.lsif"]],
    "modernization": [["modernize"], ["modernize", "--verbose"]],
    "trend": [["trend", "items"], ["trend", "callers:evil::deep"], ["trend", "?[s] := item[s, _, _, _, _, _, _]"]],
    "book": [["doc"]],
    "prose": [["doc", "--check"]],
}
OTHER = [
    ["dump"],
    ["index", "--rebuild"],
    ["rules", "init"],
    ["gc"],
    ["show", EVIL],
    ["show", "evil", "--at", f"rev{EVIL}"],
    ["show", "evil", "--format", EVIL],
    ["diff", f"{EVIL}..HEAD"],
    ["rules", "explain", EVIL],
    ["query", f"?[x] := {EVIL}"],
    ["hooks", "install", EVIL],
    ["index", "--at", EVIL],
    ["deps", "why", EVIL],
    ["deps", "log", EVIL],
    ["deps", "plan", EVIL, EVIL],
    ["deps", "tree", "--kinds", EVIL],
    ["patterns", "--only", EVIL],
    [EVIL],
]


ENDLESS = {"watch": ["text", "jsonl"]}
"""Reports of commands that do not end, which are written by themselves below."""


def pairs() -> list[tuple[str, list[str]]]:
    """Every report in each of its formats."""
    return [
        (format, [*words, "--format", format])
        for report, asked in ASKED.items()
        for words in asked
        for format in REPORTS[report]
    ]


def test_every_report_is_asked_for() -> None:
    assert ASKED.keys() | ENDLESS.keys() == REPORTS.keys()
    assert len(pairs()) >= 70


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with answering(*ANSWERS) as answers:
        yield answers.url


@pytest.mark.parametrize("report", ASKED)
def test_no_answer_is_obeyed(repo: Path, rgraph: Rgraph, report: str, endpoint: str) -> None:
    for asked in ASKED[report]:
        words = [endpoint if word == ENDPOINT else word for word in asked]
        for format in REPORTS[report] if "--stat" not in words else ("text",):
            ran = rgraph(repo, *words, "--format", format)
            assert ran.code in (0, 1), (words, format, ran.err)
            if format not in BINARY:
                check_plain(ran, words, format)
            CHECKS.get(format, check_nothing)(ran.out)


@pytest.mark.parametrize("format", ENDLESS["watch"])
def test_what_a_watcher_says_is_not_obeyed(format: str) -> None:
    evil = f"{EVIL}\n::error::x"
    broken = Broken(evil, evil, evil, evil, 1)
    violation = Violation(evil, "naming", Severity.ERROR, evil, Finding(evil, Place(evil, 1), evil), "0")
    for found in (
        Round("", (evil,), (broken,), (broken,), standing=1),
        Round("", (evil,), unreadable=(evil,)),
        Round("", (evil,), came=(violation,), went=(violation,), violations=1, judged=True, notes=(evil,)),
    ):
        check_plain(Ran(0, written("watch", format, found, style=PLAIN), ""), ["watch"], format)


@pytest.mark.parametrize("words", OTHER, ids=lambda words: words[0][:8].strip())
def test_no_message_is_obeyed(repo: Path, rgraph: Rgraph, words: list[str]) -> None:
    for format in ([], ["--format", "json"]):
        ran = rgraph(repo, *format, *words)
        assert ran.code in (0, 1, 2), ran.err
        check_plain(ran, words, "text")


def check_plain(ran: Ran, words: list[str], format: str) -> None:
    """Nothing for a terminal, nothing for a runner that reads the log."""
    for text in (ran.out, ran.err):
        hidden = {char for char in text if not char.isprintable()} - {"\n", "\t"}
        assert not hidden, (words, format, hidden)
        assert "##[" not in text and "##vso[" not in text, (words, format)
    obeyed = [line for line in (ran.out + "\n" + ran.err).split("\n") if re.match(r"\s*::[a-zA-Z_-]+[ :]", line)]
    if format == "github":
        assert obeyed and all(re.match(r"::(error|warning|notice) (file|title)=", line) for line in obeyed), obeyed
        assert len(obeyed) == len(ran.out.splitlines())
    else:
        assert obeyed == [], (words, format)


def check_nothing(_: str) -> None: ...


def check_json(text: str) -> None:
    json.loads(text)


def check_lines(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


def check_xml(text: str) -> None:
    ElementTree.fromstring(text)


def check_markdown(text: str) -> None:
    """As a renderer reads it: no tag but our own, no link or picture of a stranger's, no heading that is not ours."""
    tokens = list(walk(MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)))
    tags = [token.content for token in tokens if token.type in ("html_inline", "html_block")]
    known = re.compile(r"(</?details( open)?>|</?summary>|<br>|<!-- -->|\s|(?<=<summary>)[^<]*(?=</summary>))*\Z")
    assert [tag for tag in tags if not known.match(tag)] == []
    links = [
        str(token.attrs.get("href") or token.attrs.get("src"))
        for token in tokens
        if token.type in ("link_open", "image")
    ]
    assert all(link.startswith("https://doc.rust-lang.org/") for link in links), links
    heads = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    own = {*TITLES.values(), *(pattern(name).title for name in pattern_names())}
    strange = [head for head in heads if head not in own and not re.fullmatch(r"[\w :/-]+|`.*", head)]
    assert len(strange) <= 1, strange


def walk(tokens: list[object]) -> Iterator[object]:
    for token in tokens:
        yield token
        yield from walk(token.children or [])  # type: ignore[attr-defined]


def check_html(text: str) -> None:
    assert "<img" not in text and "<script>obey" not in text and "</code><" not in text.replace("</code></", "")


CHECKS = {
    "json": check_json,
    "sarif": check_json,
    "jsonl": check_lines,
    "junit": check_xml,
    "graphml": check_xml,
    "markdown": check_markdown,
    "html": check_html,
}
