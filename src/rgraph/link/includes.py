"""`include!`: which file a call brings in."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from rgraph.model.cargo import Crate
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath

_STRING = r'r#*"([^"]*)"#*|"((?:[^"\\]|\\.)*)"'
_TOKEN = re.compile(rf"\s*(?:{_STRING}|(concat|env)\s*!\s*[(\[{{]|([)\]}}])|(,)|([^\s]))")
MANIFEST_DIR = "CARGO_MANIFEST_DIR"


class Include(NamedTuple):
    """The file that an `include!` names: its path in the tree; "" with the reason why there is none."""

    path: RepoPath
    reason: str = ""


def is_include(item: Item) -> bool:
    """Whether a macro call is std's `include!`."""
    if item.kind is not ItemKind.MACRO_CALL or item.name != "include" or item.macro_path is None:
        return False
    names = [segment.name for segment in item.macro_path.segments]
    return names in (["include"], ["std", "include"], ["core", "include"])


def included(tokens: str, file: RepoPath, crate: Crate) -> Include:
    """What the argument of an `include!` in a file names.

    It is a text, or `concat!` of texts and of `env!("CARGO_MANIFEST_DIR")`. What a build writes to `OUT_DIR` is in no
    tree, and neither is what lies above the root of the repository.
    """
    parts = _parts(tokens)
    if parts is None:
        return Include(RepoPath(""), "unknown_file")
    folder = posixpath.dirname(file)
    text = "".join(parts)
    for variable, value in parts_of_environment(crate):
        if text.startswith(variable):
            text, folder = value + text[len(variable) :], ""
            text = text.lstrip("/") if not value else text
    if "\0" in text:
        return Include(RepoPath(""), "build_output" if "\0OUT_DIR\0" in text else "unknown_file")
    path = posixpath.normpath(posixpath.join(folder, text))
    if path.startswith(("/", "../")) or path == "..":
        return Include(RepoPath(""), "outside_file")
    return Include(RepoPath(path))


def parts_of_environment(crate: Crate) -> list[tuple[str, str]]:
    """The environment variables whose values a tree tells, as they stand in the parts of a text."""
    return [(f"\0{MANIFEST_DIR}\0", posixpath.dirname(crate.manifest))]


def _parts(tokens: str) -> list[str] | None:
    """The texts of an argument, environment variables between NULs; None where it is something else."""
    found: list[str] = []
    open_: list[str] = []
    for raw, text, macro, closing, comma, other in _TOKEN.findall(tokens.strip().rstrip(",")):
        if macro:
            open_.append(macro)
        elif closing:
            if not open_:
                return None
            open_.pop()
        elif other:
            return None
        elif not comma:
            value = raw or text.replace('\\"', '"').replace("\\\\", "\\")
            found.append(f"\0{value}\0" if open_ and open_[-1] == "env" else value)
    return found if not open_ else None
