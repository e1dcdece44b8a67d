"""Docstrings speak of fields and parameters that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rgraph

ROOT = Path(rgraph.__file__).parent

SAID = re.compile(
    r"`([a-z_][a-z0-9_]+)`"
    r"(?=:| (?:is|are|has|have|says|gives|names|counts|holds|tells|lists|means|stands|was|were)\b)"
)
"""A name of which a docstring says something, as of a field or a parameter."""

ELSEWHERE = {
    "acyclic": "a kind of rule",
    "from": "a field of rules as `rgraph.toml` writes it",
    "instability": "a crate",
    "show": "a command",
    "testcode": "a module",
    "src": "a column of a query",
    "text_hit": "a relation of the query language",
}
"""Names that docstrings may speak of although their module has none of that name."""


def test_docstrings_name_what_is_there() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: `{name}`"
        for path in sorted(ROOT.rglob("*.py"))
        for line, name in unknown_names(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('class A:\n    """`kept` is a field."""\n    kept: int\n', []),
        ('class A:\n    """`gone` is a field."""\n    kept: int\n', ["gone"]),
        ('def f(given: int) -> None:\n    """`given`: how many. `taken`: the others."""\n', ["taken"]),
        ('def f(given: int) -> None:\n    """Like `other`, but with `None` for none."""\n', []),
    ],
)
def test_a_name_that_is_not_there_is_found(source: str, found: list[str]) -> None:
    assert [name for _, name in unknown_names(source)] == found


def unknown_names(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of what docstrings of classes and functions describe and the module has nowhere."""
    tree = ast.parse(source)
    known = set(names_in(tree)) | ELSEWHERE.keys()
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            text = ast.get_docstring(node) or ""
            yield from ((node.lineno, said[1]) for said in SAID.finditer(text) if said[1] not in known)


def names_in(tree: ast.Module) -> Iterator[str]:
    """Every name of a module: of what it defines, uses and imports, and the words that it compares."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name):
                yield name.rpartition(".")[2]
            case ast.ImportFrom(module=str(name)):
                yield from name.split(".")
            case ast.Constant(value=str(word)):
                yield word
