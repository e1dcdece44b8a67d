"""The hook scripts as they are installed: templates from `hooks/`, filled in."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from rgraph.errors import ConfigError
from rgraph.spelling import did_you_mean

VERSION = 3
_MARK = re.compile(rb"^# rgraph hook (\d+): ([a-z-]+)", re.MULTILINE)


class Work(StrEnum):
    """What a hook does."""

    INDEX = "index"
    CHECK = "check"


HOOKS: dict[str, Work] = {
    "post-commit": Work.INDEX,
    "post-merge": Work.INDEX,
    "post-checkout": Work.INDEX,
    "post-rewrite": Work.INDEX,
    "pre-commit": Work.CHECK,
    "pre-merge-commit": Work.CHECK,
    "pre-push": Work.CHECK,
}
"""The hooks that rgraph has, in the order in which they are listed."""


def chosen(names: Sequence[str] | None) -> list[str]:
    """The hooks that are named, or all of them. Raises ConfigError for a name that rgraph has no hook for."""
    for name in names or ():
        if name not in HOOKS:
            raise ConfigError(f"rgraph has no hook named {name}{did_you_mean(name, HOOKS)}")
    return list(names or HOOKS)


def script(name: str, python: str = sys.executable, fail_open: bool = False) -> bytes:
    """The text of a hook. `python` is the interpreter that has rgraph: a hook's PATH may not."""
    template = _template(HOOKS[name].value)
    chain = _template("chain").strip("\n")
    indent = re.search(r"^( *)@CHAIN@$", template, re.MULTILINE)
    lines = chain.replace("\n", "\n" + (indent[1] if indent else ""))
    filled = (
        template.replace("@CHAIN@", lines).replace("@NAME@", name).replace("@PYTHON@", python.replace("'", "'\\''"))
    )
    return filled.replace("@FAIL_OPEN@", "--fail-open" if fail_open else "").encode()


def hook_version(content: bytes) -> int:
    """The version of a hook that rgraph wrote, 0 for any other content."""
    mark = _MARK.search(content[:400])
    return int(mark[1]) if mark else 0


@cache
def _template(name: str) -> str:
    return (_folder() / f"{name}.sh").read_text(encoding="utf-8")


def _folder() -> Path:
    """`hooks/` beside the package in an installed rgraph, at the root of the repository in a checkout."""
    installed = Path(__file__).parent / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "hooks"
