"""The demo repository, a browser, and a server in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dsl.chromium import browser
from tests.functional.cli.conftest import demo

__all__ = ["browser", "demo", "served"]


@pytest.fixture(scope="module")
def served(demo: Path) -> Iterator[str]:
    """The address of a server of the demo repository."""
    words = [sys.executable, "-m", "rgraph", "-C", str(demo), "serve", "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        said = child.stderr.readline()
        found = re.search(r"http://\S+/", said)
        assert found, said
        yield found[0]
        child.terminate()
