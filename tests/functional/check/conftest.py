"""A repository with rules, and the command line run in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rgraph.cli.main import run
from tests.dsl import Repo, manifest

RULES = """\
[[rule]]
name = "domain stands alone"
kind = "forbidden"
from = "demo::domain"
to = "demo::infra"
reason = "The domain is tested without a database."
"""
START = {
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": "pub mod domain;\npub mod infra;\npub mod glue;\n",
    "src/domain.rs": "pub struct Order;\n",
    "src/infra.rs": "pub struct Db;\n",
    "src/glue.rs": "",
    "rgraph.toml": RULES,
}
BAD = "use crate::infra::Db;\npub struct Order;\n"


@dataclass
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "demo")
    made.commit(START, tag="v1.0.0")
    made.checkout()
    return made


@pytest.fixture
def rgraph(repo: Repo, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    def command(*arguments: str) -> Said:
        code = run(["-C", str(repo.path), *arguments])
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return command
