"""Each idiom's file keeps what it says: its old form is found, its new form and its neighbours are not, and rustc accepts them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rgraph.errors import ConfigError
from rgraph.modernize.idiom import Example, examples, idioms, parse_idiom
from rgraph.modernize.looking import Found
from rgraph.modernize.rust import EDITIONS
from tests.dsl.rustc import rustc, rustc_available

from .examples import forms, found

_NONE = Found()
IDS = [idiom.id for idiom in idioms()]


@pytest.mark.parametrize("idiom", IDS)
def test_the_old_form_is_found_and_nothing_else_is(idiom: str) -> None:
    assert examples(idiom), "an idiom without an example"
    for number, example in enumerate(examples(idiom)):
        told = {
            form: [p.text for p in found()[f"{idiom}-{number}-{form}"].get(idiom, _NONE).places]
            for form in forms(example)
        }
        counts = {
            form: sum(p.count for p in found()[f"{idiom}-{number}-{form}"].get(idiom, _NONE).places) for form in told
        }
        assert counts == {form: example.count if form == "before" else 0 for form in told}, told


_DEMO = "pub fn f() {}"
"""A foreign crate for the examples that can do with any."""


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.skipif(not rustc_available(), reason="no rustc")
def test_rustc_accepts_both_forms(edition: str, tmp_path: Path) -> None:
    """One process an edition. What needs a real foreign crate is left out: there is none to compile against."""
    code: list[str] = []
    for idiom in idioms():
        for number, example in enumerate(examples(idiom.id)):
            if example.edition == edition and not example.is_root:
                kept = [form for form in forms(example) if form == "after" or not _is_foreign(example)]
                code += [f"pub mod {_name(idiom.id, number, form)} {{{getattr(example, form)}}}" for form in kept]
    (tmp_path / "lib.rs").write_text("\n".join(code))
    (tmp_path / "demo.rs").write_text(_DEMO)
    _rustc(tmp_path, edition, "demo")
    _rustc(tmp_path, edition, "lib", "--extern", "demo=libdemo.rmeta")


@pytest.mark.skipif(not rustc_available(), reason="no rustc")
def test_rustc_accepts_what_must_be_a_root(tmp_path: Path) -> None:
    for idiom in idioms():
        for number, example in enumerate(examples(idiom.id)):
            for form, text in forms(example).items() if example.is_root else ():
                name = _name(idiom.id, number, form)
                (tmp_path / f"{name}.rs").write_text(text)
                _rustc(tmp_path, example.edition, name)


def _is_foreign(example: Example) -> bool:
    return bool(set(example.crates) - {"demo"})


def _name(idiom: str, number: int, form: str) -> str:
    return f"{idiom.replace('-', '_')}_{number}_{form}"


def _rustc(folder: Path, edition: str, name: str, *more: str) -> None:
    command = [str(rustc()), "--edition", edition, "--crate-type", "lib", "--crate-name", name, "--emit", "metadata"]
    command += ["--cap-lints", "allow", f"{name}.rs", *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_most_old_forms_are_compiled() -> None:
    every = [example for idiom in idioms() for example in examples(idiom.id)]
    assert sum(not _is_foreign(example) for example in every) > len(every) * 0.6


def test_an_idiom_with_a_wrong_key_is_refused() -> None:
    with pytest.raises(ConfigError, match="misspelt"):
        parse_idiom("x", "misspelt = 1\n")
