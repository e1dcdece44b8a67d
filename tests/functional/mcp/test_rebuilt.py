"""A store that is made anew under a running server."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .clients import RGRAPH, Talk, over_stdio


def test_a_server_goes_on_when_the_store_is_rebuilt_or_swept(demo: Path) -> None:
    async def asks(talk: Talk) -> None:
        first = await talk("callers", item="ledger::transfer")
        for words in (["index", "--rebuild"], ["gc"], ["index", "--history"]):
            subprocess.run([RGRAPH, "-C", str(demo), *words], check=True, capture_output=True)
            again = await talk("callers", item="ledger::transfer")
            assert not again.is_error and again.text == first.text
            old = await talk("show", item="ledger::transfer", at="HEAD~2")
            assert not old.is_error, old.text
            assert not (await talk("search", query="transfer", at="HEAD~1")).is_error
            assert not (await talk("log", item="ledger::transfer")).is_error

    over_stdio(demo, asks)
