"""What every test starts from: no git environment of the caller (a commit hook sets GIT_DIR and more), no clock."""

import gc
import os
import signal
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.dsl.compiled import needs_python
from tests.dsl.rustc import Judge

os.environ["RGRAPH_CONFIG"] = str(Path(__file__).with_name("config.toml"))  # not that of whoever runs the tests

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # begun by a shell's `&`: children would not answer to Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("rgraph", deadline=None)  # a busy machine is no failure
settings.load_profile("rgraph")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what the machine has fetched, and nothing is kept for the next run."""
    monkeypatch.delenv("RGRAPH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("CARGO_HOME", str(tmp_path_factory.getbasetemp() / "no-cargo-home"))


class Replacing(pytest.MonkeyPatch):
    """Skips a test that replaces a function of a compiled module: compiled callers would not see the other one."""

    def setattr(self, *words: Any, raising: bool = True) -> None:
        """As that of pytest."""
        owner, name = words[:2]
        if isinstance(owner, str):
            place, _, name = owner.rpartition(".")
            owner = import_module(place)
        if callable(getattr(owner, name, None)):
            needs_python(owner, name)
        super().setattr(owner, name, words[-1], raising)


@pytest.fixture
def monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """That of pytest, which knows of compiled modules."""
    replacing = Replacing()
    yield replacing
    replacing.undo()


@pytest.fixture(scope="session")
def judge(request: pytest.FixtureRequest) -> Judge:
    """rustc, which is asked anew where it, or what it is asked of, has changed since the last run."""
    keeps: pytest.Cache | None = getattr(request.config, "cache", None)  # none under `-p no:cacheprovider`
    return Judge(keeps.mkdir("rustc") if keeps is not None else None)


@pytest.fixture(autouse=True)
def _no_git_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    yield


@pytest.fixture(autouse=True)
def _garbage_is_collected() -> Iterator[None]:
    """The command line turns Python's collector off for its own short life; a process of tests is not short."""
    yield
    gc.enable()
