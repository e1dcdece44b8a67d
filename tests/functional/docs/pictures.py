"""The pictures of real pages and terminals in docs/: `python -m tests.functional.docs.pictures RIPGREP` draws them anew.

RIPGREP is a clone of https://github.com/BurntSushi/ripgrep whose HEAD is indexed. Nothing compares these pictures, since they are
of a repository that the tests do not have and of the browser's own fonts; the outputs that the pages quote are compared.
"""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.repository import make_repository
from rich.console import Console
from rich.text import Text
from selenium.webdriver.remote.webdriver import WebDriver

from tests.dsl.chromium import chromium

DOCS = Path(__file__).parents[3] / "docs"
PORT = 8799
LINES = 34
OPEN = "document.querySelectorAll('details').forEach((d) => { d.open = arguments[0].some((t) => d.innerText.startsWith(t)) })"


def rgraph(folder: Path, *words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "rgraph", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """`rgraph serve` of a repository, and its address."""
    server = subprocess.Popen([sys.executable, "-m", "rgraph", "serve", "--port", str(PORT)], cwd=folder)
    try:
        time.sleep(5)
        yield f"http://127.0.0.1:{PORT}"
    finally:
        server.terminate()
        server.wait()


def page(driver: WebDriver, address: str, picture: Path, height: int, opened: list[str] | None = None) -> None:
    """A picture of a page, with some of what folds open."""
    driver.set_window_size(1000, height)
    driver.get(address)
    driver.execute_script("document.documentElement.style.scrollbarWidth = 'none'")
    if opened is not None:
        driver.execute_script(OPEN, opened)
    driver.save_screenshot(str(picture))


def terminal(text: str, title: str, picture: Path) -> None:
    """A picture of a terminal that shows a text. The fonts are the reader's own: nothing is fetched to show it."""
    console = Console(record=True, width=120, file=io.StringIO())
    console.print(Text("\n".join(text.splitlines()[:LINES])), no_wrap=True, crop=True)
    svg = re.sub(r"@font-face \{.*?\}", "", console.export_svg(title=title), flags=re.DOTALL)
    lines = [line.rstrip() for line in svg.splitlines()]
    picture.write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8")


def watched(demo: Path) -> str:
    """What `rgraph watch` prints while a method is renamed in an editor."""
    account = demo / "ledger" / "src" / "account.rs"
    with subprocess.Popen(
        [sys.executable, "-m", "rgraph", "watch"],
        cwd=demo,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as watching:
        time.sleep(8)
        account.write_text(account.read_text().replace("fn withdraw", "fn take_out"))
        time.sleep(4)
        account.write_text(account.read_text().replace("fn take_out", "fn withdraw"))
        time.sleep(4)
        watching.send_signal(signal.SIGINT)
        return watching.communicate()[0]


def draw(ripgrep: Path) -> None:
    """All of them."""
    commands = DOCS / "commands"
    terminal(rgraph(ripgrep, "modernize", "--at", "0.8.0"), "rgraph modernize --at 0.8.0", commands / "modernize.svg")
    with tempfile.TemporaryDirectory() as folder:
        make_repository(Path(folder, "demo"))
        rgraph(Path(folder, "demo"), "index")
        terminal(watched(Path(folder, "demo")), "rgraph watch", commands / "watch.svg")
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder, "profile")) as driver:
        rgraph(ripgrep, "doc", "--format", "html", "-o", f"{folder}/doc")
        page(driver, f"file://{folder}/doc/modules/globset.html", commands / "doc.png", 700)
        with serving(ripgrep) as address:
            page(driver, f"{address}/patterns", commands / "patterns.png", 760, ["Cycles"])
        report = Path(folder) / "diff.html"
        report.write_text(rgraph(ripgrep, "diff", "14.1.1..15.1.0", "--format", "html"), encoding="utf-8")
        page(driver, f"file://{report}", DOCS / "diff.png", 760)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
