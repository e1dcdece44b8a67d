"""Which of the engine's classes is opened: the bare binding, or pycozo's client (docs/decisions/client.md)."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from typing import Any, Protocol

from rgraph.errors import StoreError

BINDING_VARIABLE = "RGRAPH_COZO"
"""Environment variable naming the module with the engine's class: `cozo_embedded` (default) or `mnestic`."""


class Database(Protocol):
    """What the rest of this package asks of an open database."""

    def run_script(self, script: str, params: Mapping[str, object], immutable: bool) -> dict[str, Any]:
        """Headers and rows. Raises a plain Exception whose first argument is a dict, or panics."""

    def import_relations(self, relations: Mapping[str, object]) -> None:
        """Writes rows of several relations in one transaction."""

    def close(self) -> object:
        """Closes the file."""


def open_database(engine: str, path: str, client: bool) -> Database:
    """An open database; through pycozo's `Client` where `client`, else by the binding, which loads in less time."""
    name = _chosen()
    if name not in ("cozo_embedded", "mnestic"):
        raise StoreError(f"{BINDING_VARIABLE} is {name!r}", "It may be cozo_embedded or mnestic.")
    if client and name == "cozo_embedded":  # the client knows no other
        return ClientDatabase(engine, path)
    bare: Database = importlib.import_module(name).CozoDbPy(engine, path, "{}")
    return bare


def builds_at_once() -> bool:
    """Whether an HNSW index over rows that are there is quicker than row by row, which can be cut off and goes on."""
    return _chosen() == "mnestic"


def _chosen() -> str:
    return os.environ.get(BINDING_VARIABLE, "cozo_embedded")


class ClientDatabase:
    """pycozo's `Client` with the errors of the bare binding."""

    def __init__(self, engine: str, path: str) -> None:
        from pycozo.client import Client

        self.client = Client(engine, path, dataframe=False)

    def run_script(self, script: str, params: Mapping[str, object], immutable: bool) -> dict[str, Any]:
        """Headers and rows."""
        from pycozo.client import QueryException

        try:
            reply: dict[str, Any] = self.client.run(script, dict(params), immutable)
        except QueryException as error:
            raise Exception(error.resp) from None
        return reply

    def import_relations(self, relations: Mapping[str, object]) -> None:
        """Writes rows of several relations in one transaction."""
        self.client.import_relations(dict(relations))

    def close(self) -> object:
        """Closes the file."""
        return self.client.close()
