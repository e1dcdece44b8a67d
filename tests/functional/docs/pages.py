"""The command lines that the documentation shows, and running them on the demo repository.

`python -m tests.functional.docs.pages [PAGE...]` writes what the commands print now into the pages; look at the difference before
you commit it. A line `...` in a page stands for lines left out and is kept.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from demo.repository import make_repository

ROOT = Path(__file__).resolve().parents[3]
CONFIG = ROOT / "tests" / "config.toml"
_BLOCK = re.compile(r"^(`{3,})console\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_TALK = re.compile(r"^(`{3,})mcp\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_UNSTABLE = [
    (re.compile(r"in \d+\.\d s\b"), "in 0.1 s"),
    (re.compile(r"store: [\d.]+ [kM]B"), "store: 100 kB"),
    (re.compile(r"is [\d.]+ [kM]B smaller"), "is 0 kB smaller"),
    (re.compile(r"\S*/demo(?=[/\s])"), "/path/to/demo"),
    (re.compile(r"rgraph/v\d+\.\d+\.\d+"), "rgraph/v1.1.1"),
    (re.compile(r'"extractor":\d+,"linker":\d+'), '"extractor":1,"linker":1'),
    (re.compile(r"[ \t]+$", re.MULTILINE), ""),
]
_CUT = re.compile(r"^\.\.\.\n?", re.MULTILINE)


class Shown(NamedTuple):
    """A command line in a page, and what stands below it."""

    page: str
    command: str
    output: str


def pages() -> list[Path]:
    """The README and every page under docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def shown() -> list[Shown]:
    """Every `$ rgraph ...` of every console block."""
    return _in_blocks(_BLOCK, _commands)


def _in_blocks(kind: re.Pattern[str], read: Callable[[str], Iterator[tuple[str, str]]]) -> list[Shown]:
    return [
        Shown(str(page.relative_to(ROOT)), asked, output)
        for page in pages()
        for _, block in kind.findall(page.read_text(encoding="utf-8"))
        for asked, output in read(block)
    ]


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, output = _split(part)
        if command.startswith("rgraph "):
            yield command, output


def _split(part: str) -> tuple[str, str]:
    """The command, which goes on over a line where a quote or a backslash is open, and its output."""
    lines = part.split("\n")
    for count in range(1, len(lines) + 1):
        command = "\n".join(lines[:count])
        try:
            shlex.split(command)
        except ValueError:
            continue
        return command, "\n".join(lines[count:])
    raise ValueError(f"a command that does not end: {part}")


def talks() -> list[Shown]:
    """Every call of a tool of the agent server, `> show item=x`, that a page shows."""
    return _in_blocks(_TALK, calls)


def calls(block: str) -> Iterator[tuple[str, str]]:
    """Each call of a block, and the answer below it."""
    for part in re.split(r"^> ", block, flags=re.MULTILINE)[1:]:
        call, _, output = part.partition("\n")
        yield call, output


def answer_on_copy(call: str, demo: Path) -> str:
    """What the agent server answers to a call on a copy of the demo repository."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo"
        shutil.copytree(demo, copy)
        return answer(call, copy)


def answer(call: str, folder: Path) -> str:
    """What the agent server answers to a call, as the protocol's side asks for it."""
    from rgraph.mcp.answering import answered
    from rgraph.mcp.live import open_live

    tool, *words = shlex.split(call)
    arguments = dict(word.split("=", 1) for word in words)
    listed = {key: json.loads(text) if text[:1] in "[{" else text for key, text in arguments.items()}
    return answered(open_live(str(folder)), tool, listed).text


def make_demo(folder: Path) -> Path:
    """The demo repository, indexed with its history."""
    demo = folder / "demo"
    make_repository(demo)
    run("rgraph index --history", demo)
    return demo


def run_on_copy(command: str, demo: Path) -> str:
    """What a command prints on a copy of the demo repository, so that one example cannot disturb another."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo"
        shutil.copytree(demo, copy)
        return run(command, copy)


def run(command: str, folder: Path) -> str:
    """Stdout and stderr of a command line as a shell runs it, so that pipes work."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**clean, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "RGRAPH_CONFIG": str(CONFIG)}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8")


def stable(text: str) -> str:
    """A text without what differs from run to run: times, sizes, folders."""
    for pattern, replacement in _UNSTABLE:
        text = pattern.sub(replacement, text)
    return text.strip("\n")


def matches(wanted: str, real: str) -> bool:
    """Whether the output is what is shown; a line `...` stands for any lines."""
    pieces = [re.escape(piece) for piece in _CUT.split(stable(wanted) + "\n")]
    return re.fullmatch("(?:.*\n)*?".join(pieces), stable(real) + "\n") is not None


def rewritten(wanted: str, real: str) -> str:
    """The real output in place of what is shown; where lines were left out, the first lines and `...` again."""
    if matches(wanted, real):
        return wanted
    lines = stable(real).split("\n")
    if _CUT.search(wanted):
        lines = [*lines[: _CUT.split(wanted)[0].count("\n") or 5], "..."]
    return "\n".join([*lines, ""])


def refresh(page: Path, demo: Path) -> None:
    """Puts what the commands print now under each command line of a page."""

    def block(match: re.Match[str]) -> str:
        text = match[0]
        for command, output in _commands(match[2]):
            real = run_on_copy(command, demo)
            if "a bug in rgraph" in real:
                raise RuntimeError(f"{command}: {real}")
            new = rewritten(output, real)
            text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{new}")
        return text

    def talk(match: re.Match[str]) -> str:
        answered = [f"> {call}\n{stable(answer_on_copy(call, demo))}\n" for call, _ in calls(match[2])]
        return f"{match[1]}mcp\n{''.join(answered)}{match[1]}"

    text = _BLOCK.sub(block, page.read_text(encoding="utf-8"))
    page.write_text(_TALK.sub(talk, text), encoding="utf-8")


if __name__ == "__main__":
    os.environ["RGRAPH_CONFIG"] = str(CONFIG)  # as the tests have it
    os.environ["CARGO_HOME"] = str(CONFIG.with_name("no-cargo-home"))
    chosen = [ROOT / name for name in sys.argv[1:]] or pages()
    with tempfile.TemporaryDirectory() as temporary:
        prepared = make_demo(Path(temporary))
        for one in chosen:
            refresh(one, prepared)
