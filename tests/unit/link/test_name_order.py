"""Names in generated crates: whoever asks first, and whatever was asked before, a name means the same."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rgraph.link.defs import Def
from rgraph.link.items import imported
from rgraph.link.linker import Linker
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.world import World
from tests.dsl.rustc import rustc, rustc_available
from tests.golden.link.crates import MANIFEST, MemorySource

NAMES = ("S", "T", "E", "A", "B", "a", "b", "c", "f", "m", "deep", "Vec", "outer", "inner")
MODULES = ("a", "b", "c")

paths = st.sampled_from(
    [f"{start}::{module}" for start in ("crate", "super", "self") for module in MODULES] + ["super"]
)
visibilities = st.sampled_from(["", "pub ", "pub(crate) ", "pub(super) "])
items = st.sampled_from(
    [
        "pub struct S;",
        "pub struct T;",
        "pub enum E { A, B }",
        "pub enum A { S, T }",
        "pub fn f() {}",
        "fn f() {}",
        "pub type T = self::E;",
        "pub mod deep { pub use super::*; pub struct B; }",
        "pub mod deep { pub use super::E::*; }",
        "macro_rules! m { () => {} }",
        "#[macro_export] macro_rules! m { () => {} }",
        "pub fn g() { use self::E::*; use super::*; fn inner(_: S) {} }",
    ]
)
globs = st.builds("{}use {}::*;".format, visibilities, paths)
enums = st.builds("{}use {}::*;".format, visibilities, st.sampled_from(["E", "self::E", "T", "A", "deep"]))
leaves = st.builds("{}use {}::{};".format, visibilities, paths, st.sampled_from(NAMES))
renamed = st.builds("{}use {}::{} as {};".format, visibilities, paths, *[st.sampled_from(NAMES)] * 2)
plain = st.builds(
    "{}use {};".format, visibilities, st.sampled_from(["a::b", "b::c::S", "a::a", "deep::B", "E as T", "b"])
)
within = st.one_of(items, items, globs, globs, enums, leaves, renamed, plain)
outer = st.sampled_from(
    [
        "fn h() { use outer::{outer, inner::*, way::S}; outer!(); }",
        "use outer::{inner, outer};",
        "use outer::outer; pub use outer::T;",
        "pub use inner::f; use outer::inner;",
    ]
)
crates = st.lists(st.lists(within, max_size=5, unique=True).map("\n".join), min_size=3, max_size=3)
open_crates = st.lists(
    st.lists(st.one_of(within, outer), max_size=5, unique=True).map("\n".join), min_size=3, max_size=3
)


def files_of(bodies: Sequence[str], edition: str) -> dict[str, str]:
    root = "\n".join(f"pub mod {name};" for name in MODULES)
    files = {f"src/{name}.rs": body for name, body in zip(MODULES, bodies, strict=True)}
    manifest = MANIFEST.format(edition=edition) + '[dependencies]\nouter = "1"\n'
    return {"Cargo.toml": manifest, "src/lib.rs": root, **files}


def world_of(files: dict[str, str]) -> World:
    source = MemorySource()
    linker = Linker(source)
    linker.restore(source.tree(files), {})
    return linker.world


def containers_of(world: World) -> list[Def]:
    roots = [world.places[key].defs(-1) for key in sorted(world.places)]
    return roots + [each for root in roots for name in ("deep", "g", "h") for each in world.named(root, name)]


def shown(meaning: Resolution) -> tuple[object, ...]:
    return (tuple(each.local for each in meaning.defs), meaning.outside, meaning.ambiguous, meaning.rest, meaning.prim)


Question = tuple[int, str | int, Ns, str]
"""A container, a name in it (or the number of one of its file's imports), and what stands before the name."""


def answer(world: World, question: Question) -> tuple[object, ...]:
    number, name, ns, first = question
    container = containers_of(world)[number]
    if isinstance(name, int):
        table = container.place.table
        use = table.facts.uses[name]
        return shown(world.imported(container.place.defs(table.enclosing(use.parent)), use, ns))
    if first:
        return shown(world.use_path(container, (first, name), False, ns))
    return shown(world.lookup(container, name, ns))


def questions_of(world: World) -> list[Question]:
    found: list[Question] = []
    for number, container in enumerate(containers_of(world)):
        found += [(number, name, ns, first) for name in NAMES for ns in Ns for first in ("", "deep", "outer")]
        if container.ord < 0:
            found += [(number, index, ns, "") for index in range(len(container.place.table.facts.uses)) for ns in Ns]
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(open_crates, st.sampled_from(["2015", "2021"]), st.randoms(use_true_random=False))
def test_the_order_of_questions_never_matters(bodies: list[str], edition: str, random: object) -> None:
    files = files_of(bodies, edition)
    world = world_of(files)
    questions = questions_of(world)
    expected = {question: answer(world, question) for question in questions}
    random.shuffle(questions)  # type: ignore[attr-defined]
    other = world_of(files)
    assert {question: answer(other, question) for question in questions} == expected


def accepted(files: dict[str, str]) -> bool:
    """Whether rustc takes a crate."""
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            (Path(folder) / path).parent.mkdir(exist_ok=True)
            (Path(folder) / path).write_text(text)
        command = [str(rustc()), "--edition=2021", "--crate-type=lib", "--emit=metadata", "-Awarnings", "src/lib.rs"]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not rustc_available(), reason="asks rustc")
@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(crates)
def test_what_rustc_accepts_has_no_import_without_a_meaning(bodies: list[str]) -> None:
    files = files_of(bodies, "2021")
    assume(any("use" in body for body in bodies) and accepted(files))
    world = world_of(files)
    for module in containers_of(world):
        for use in module.place.table.facts.uses:
            container = module.place.defs(module.place.table.enclosing(use.parent))
            assert imported(world, container, use), (files, use.path)
