"""Tests of the agent server need the extra [mcp]."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from demo.repository import make_repository

collect_ignore_glob = [] if find_spec("mcp") else ["test_*.py"]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The demo repository."""
    folder = tmp_path / "demo"
    make_repository(folder)
    return folder
