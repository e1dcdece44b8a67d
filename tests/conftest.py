"""What every test starts from: no git environment of the caller (a commit hook sets GIT_DIR and more), no clock."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["RGRAPH_CONFIG"] = str(Path(__file__).with_name("config.toml"))  # not that of whoever runs the tests

settings.register_profile("rgraph", deadline=None)  # a busy machine is no failure
settings.load_profile("rgraph")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what the machine has fetched, and nothing is kept for the next run."""
    monkeypatch.delenv("RGRAPH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("CARGO_HOME", str(tmp_path_factory.getbasetemp() / "no-cargo-home"))


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
