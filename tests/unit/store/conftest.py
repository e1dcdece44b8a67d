"""A store on each engine class and kind that rgraph supports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rgraph.store.binding import BINDING_VARIABLE
from rgraph.store.store import Store, open_store


@pytest.fixture(params=["cozo_embedded", "mnestic"])
def binding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "mnestic":
        pytest.importorskip("mnestic")
    monkeypatch.setenv(BINDING_VARIABLE, request.param)
    return str(request.param)


@pytest.fixture
def opened(binding: str, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the same store on disk again and again; all are closed at the end."""
    stores: list[Store] = []

    def opening() -> Store:
        stores.append(open_store(tmp_path / "store"))
        return stores[-1]

    yield opening
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
