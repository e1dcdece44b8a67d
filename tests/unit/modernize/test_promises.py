"""What packages promise, and what that allows."""

import pytest

from rgraph.modernize.idiom import Idiom, idioms
from rgraph.modernize.promises import Promises, Stated, clippy_promise
from rgraph.modernize.rust import RustVersion
from rgraph.view.memory import graph_of

IDIOM = {idiom.id: idiom for idiom in idioms()}
SOURCE = "pub fn f() {}"


def leave(manifest: str, idiom: Idiom, given: Stated | None = None, clippy: Stated | None = None) -> bool | None:
    files = {"Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.package]\nrust-version = "1.60"\n'}
    files["a/Cargo.toml"] = f'[package]\nname = "a"\nversion = "1.0.0"\n{manifest}'
    files["a/src/lib.rs"] = SOURCE
    return Promises(graph_of(files), given, clippy).leave(idiom, "a/src/lib.rs")[1].is_given  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("manifest", "idiom", "allowed"),
    [
        ('edition = "2021"\nrust-version = "1.65"', "match-let-else", True),
        ('edition = "2021"\nrust-version = "1.64"', "match-let-else", False),
        ('edition = "2021"\nrust-version = "1.65.1"', "match-let-else", True),
        ('edition = "2021"\nrust-version.workspace = true', "match-let-else", False),
        ('edition = "2021"\nrust-version.workspace = true', "replace-default", True),
        ('edition = "2021"', "replace-default", True),
        ('edition = "2021"', "match-let-else", None),
        ('edition = "2015"', "try-macro", None),
        ('edition = "2015"', "extern-crate", False),
        ('edition = "2021"\nrust-version = "1.90"', "let-chains", False),
        ('edition = "2024"\nrust-version = "1.90"', "let-chains", True),
    ],
)
def test_a_new_form_is_allowed_by_version_and_edition(manifest: str, idiom: str, allowed: bool | None) -> None:
    assert leave(manifest, IDIOM[idiom]) is allowed


def test_what_the_user_says_counts_before_manifests_and_these_before_clippy() -> None:
    old, new = Stated(RustVersion(1, 40), "x"), Stated(RustVersion(1, 90), "x")
    stated = 'edition = "2021"\nrust-version = "1.65"'
    assert leave(stated, IDIOM["match-let-else"], given=old) is False
    assert leave(stated, IDIOM["match-let-else"], clippy=old) is True
    assert leave('edition = "2021"', IDIOM["match-let-else"], clippy=new) is True


def test_clippy_is_read() -> None:
    assert clippy_promise(b'a = 1\nmsrv = "1.58.0"\n', "clippy.toml") == Stated(RustVersion(1, 58), "clippy.toml")
    assert clippy_promise(b'# msrv = "1.58"\n', "clippy.toml") is None
