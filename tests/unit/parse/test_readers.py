"""Every entry into a walk has the readers of all syntax, whatever else its process has imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import rgraph.parse
from rgraph.parse.made_code import read_made_block
from rgraph.parse.readers import READERS

TEXT = (
    "{ if let Some(v) = t.get(0).map(|x| x + 1) { s.f = [v; 2]; } struct S { f: u8 } use a::b; "
    "match x { E::A(..) | E::B { .. } => return, _ => loop { break } } let t: &'a [dyn T] = m![1]; fn f<T: C>(x: T) {} }"
)
_ALONE = "from rgraph.parse.made_code import read_made_block; print(read_made_block({text!r}, [1, 2]))"


def test_a_process_that_only_reads_what_macros_make_reads_all_of_it() -> None:
    alone = subprocess.run(
        [sys.executable, "-c", _ALONE.format(text=TEXT)], capture_output=True, text=True, check=True, timeout=60
    )
    assert alone.stdout.strip() == str(read_made_block(TEXT, [1, 2]))
    assert "EIf" in alone.stdout and "EClosure" in alone.stdout and "EMatch" in alone.stdout


@pytest.mark.parametrize("entry", ["extract", "made_code"])
def test_every_module_that_begins_a_walk_imports_the_readers(entry: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, rgraph.parse.{entry}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    assert {module.__name__ for module in READERS} <= set(loaded)


def test_every_module_that_registers_readers_is_among_them() -> None:
    folder = Path(rgraph.parse.__file__).parent
    registering = {
        f"rgraph.parse.{path.stem}"
        for path in folder.glob("*.py")
        if "\n@register(" in path.read_text() or "\nregister(" in path.read_text()
    }
    assert registering, "the form of a registration has changed"
    always = {"rgraph.parse.blocks", "rgraph.parse.items"}  # imported by both entries themselves
    assert registering - always <= {module.__name__ for module in READERS}
