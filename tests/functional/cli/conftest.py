"""The command line run in this process, on repositories made for the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from demo.repository import make_repository

from rgraph.cli.main import run


class Ran(NamedTuple):
    """What a command line left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Rgraph = Callable[..., Ran]


@pytest.fixture
def rgraph(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Rgraph:
    """`rgraph(folder, "show", "x")` runs `rgraph -C folder show x`."""
    here = tmp_path_factory.mktemp("here")
    monkeypatch.setenv("XDG_STATE_HOME", str(here))

    def call(folder: Path | str, *words: str) -> Ran:
        monkeypatch.chdir(here)
        capfd.readouterr()
        code = run(["-C", str(folder), *words])
        return Ran(code, *capfd.readouterr())

    return call


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo repository; its store is shared by the tests that only ask."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    make_repository(folder)
    return folder
