"""The Python API does what its page and its notebook show."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

import rgraph
from rgraph.errors import ConfigError, RepositoryError, RevisionError, StoreError
from tests.functional.cli.conftest import demo

__all__ = ["demo"]

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_shows_what_is(demo: Path) -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    found = doctest.testfile(str(DOCS / "python.md"), False, globs={"path": demo}, optionflags=flags)
    assert found.attempted > 10 and found.failed == 0


def test_the_notebook_runs(demo: Path) -> None:
    cells = json.loads((DOCS / "examples" / "callers-over-tags.ipynb").read_text())["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"]).replace('PATH = "."', f"PATH = {str(demo)!r}")
            exec(compile(source, "notebook", "exec"), names)
    assert dict(names["counts"]) == {"v0.1.0": 1, "v0.2.0": 1, "feed-2": 1}  # type: ignore[call-overload]
    svg = names["Bars"](names["counts"])._repr_svg_()  # type: ignore[operator]
    assert svg.count("<rect") == 3 and "v0.1.0" in svg


def test_mistakes_are_said_when_they_are_made(demo: Path, tmp_path: Path) -> None:
    with pytest.raises(RepositoryError):
        rgraph.open(tmp_path)
    with rgraph.open(demo) as repository:
        with pytest.raises(RevisionError, match="nosuch"):
            repository.at("nosuch")
        with pytest.raises(ConfigError, match="no tier"):
            repository.at().callers("Account::withdraw", tiers=["sure"])
        assert repository.at().callers("Account::withdraw", tiers=["exact"]).neighbours == []
        assert repository.at("worktree").commit == "worktree"


def test_a_closed_repository_says_so(demo: Path) -> None:
    repository = rgraph.open(demo)
    head = repository.at()
    assert head.commit
    repository.close()
    repository.close()
    for question in (repository.at, lambda: head.show("Account"), lambda: repository.diff("v0.1.0")):
        with pytest.raises(StoreError, match="the repository is closed"):
            question()
    assert repr(repository) == "<rgraph repository, closed>"


def test_a_frame_has_the_rows_or_says_what_is_missing(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pandas:
        @staticmethod
        def DataFrame(rows: object, columns: object) -> tuple[object, object]:
            return rows, columns

    with rgraph.open(demo) as repository:
        head = repository.at()
        script = "?[name] := item[_, 'enum', name, _, _, _, _]"
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(ConfigError, match="pandas"):
            head.query_frame(script)
        monkeypatch.setitem(sys.modules, "pandas", Pandas)
        assert head.query_frame(script) == (head.query(script).rows, ["name"])


def test_importing_it_costs_next_to_nothing() -> None:
    loaded = "import sys, rgraph; print([name for name in sys.modules if name.startswith(('rgraph.', 'pygit2'))])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
