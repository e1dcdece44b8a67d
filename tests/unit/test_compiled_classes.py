"""What mypyc asks of the classes of compiled packages that the interpreter does not."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "rgraph"
_BUILD = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
_HOOK = _BUILD["hooks"]["mypyc"]


@cache
def classes() -> list[tuple[str, ast.ClassDef]]:
    """Every class, with the path of its module."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = f"/{path.relative_to(ROOT).as_posix()}"
        found += [(where, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return found


def is_compiled(module: str) -> bool:
    return module.startswith(tuple(f"{folder}/" for folder in _HOOK["include"])) and module not in _HOOK["exclude"]


def test_no_class_that_is_interpreted_inherits_from_one_that_is_compiled() -> None:
    compiled = {node.name: module for module, node in classes() if is_compiled(module)}
    assert len(compiled) > 100, "the list of the build has another form"
    wrong = [
        f"{module}: {node.name}({base.id})"
        for module, node in classes()
        if not is_compiled(module)
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in compiled
    ]
    assert wrong == []
