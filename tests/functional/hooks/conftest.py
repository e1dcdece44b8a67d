"""The repository of each test."""

from pathlib import Path

import pytest

from .project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "demo", tmp_path / "home")
