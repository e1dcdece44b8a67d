"""Generated inputs of growing size: one function a shape, one module a family."""

from . import (
    bodies,
    bounds,
    crates,
    dispatch,
    files,
    globs,
    histories,
    lexical,
    macros,
    modules,
    questions,
    rules,
    types,
    versions,
)
from .shape import ALL, Commit, History, Shape, Tree

__all__ = [
    "ALL",
    "Commit",
    "History",
    "Shape",
    "Tree",
    "bodies",
    "bounds",
    "crates",
    "dispatch",
    "files",
    "globs",
    "histories",
    "lexical",
    "macros",
    "modules",
    "questions",
    "rules",
    "types",
    "versions",
]
