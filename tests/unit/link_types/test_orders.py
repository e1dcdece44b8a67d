"""No order matters: of bodies, of items in a file, of files, of linking. No body spends what another has."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rgraph.link.linker import Linker
from rgraph.link.types import search
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import RepoPath
from tests.golden.bodies.crate import MANIFEST
from tests.golden.link.crates import MemorySource

from .random_crates import DECLARED, EXPENSIVE, bodies, impls, numbered
from .worlds import calls, costs

bodies_of_a_crate = st.lists(bodies(), min_size=2, max_size=4)
crates = st.tuples(st.lists(impls(), min_size=3, max_size=10, unique=True), bodies_of_a_crate)
apart = st.tuples(
    st.lists(impls(), min_size=3, max_size=10, unique_by=lambda text: text.split(" where ")[0].split(" {")[0].strip()),
    bodies_of_a_crate,
)
"""Impls of which no two have one header: those are told apart by their order."""
slow = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@slow
@given(st.data())
def test_the_order_of_bodies_changes_neither_edges_nor_costs(data: st.DataObject) -> None:
    declared, found = data.draw(crates)
    crate = DECLARED + "\n".join([*declared, *numbered(found)])
    names = [f"f{at}" for at in range(len(found))]
    alone = costs(crate, names, fresh=True)
    for _ in range(3):
        assert costs(crate, data.draw(st.permutations(names))) == alone


@slow
@given(st.data())
def test_neither_do_cuts(data: st.DataObject) -> None:
    """With little fuel most questions are cut, here or there."""
    declared, found = data.draw(crates)
    crate = DECLARED + "\n".join([*declared, *numbered(found)])
    names = [f"f{at}" for at in range(len(found))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "QUESTION_STEPS", data.draw(st.integers(3, 40), label="a question"))
        patch.setattr(search, "GOAL_DEPTH", data.draw(st.integers(2, 12), label="deep"))
        alone = costs(crate, names, fresh=True)
        for _ in range(2):
            assert costs(crate, data.draw(st.permutations(names))) == alone


@settings(slow, max_examples=10)
@given(crates)
def test_an_expensive_body_changes_no_other(crate: tuple[list[str], list[str]]) -> None:
    declared, found = crate
    names = [f"f{at}" for at in range(len(found))]
    text = DECLARED + EXPENSIVE + "\n".join([*declared, *numbered(found)])
    without = costs(text, names)
    with_it = costs(text, [*names[:1], "expensive", *names[1:]])
    assert with_it.pop("expensive").cuts > 0
    assert with_it == without


# ---- files and linking -------------------------------------------------------------------------------------


def linked(files: dict[str, str], order: list[str] | None = None) -> dict[RepoPath, LinkedFile]:
    """Link a crate at once, its files in this order."""
    source = MemorySource()
    tree = source.tree({"Cargo.toml": MANIFEST, **{path: files[path] for path in order or files}})
    return Linker(source).link(tree).linked


def edges(found: dict[RepoPath, LinkedFile]) -> dict[RepoPath, set[tuple[str, str, str, str]]]:
    """What the edges of each file say, without where they stand."""
    return {
        path: {(each.src, each.kind.value, each.dst, each.tier.value) for each in file.edges}
        for path, file in found.items()
    }


def files_of(declared: list[str], found: list[str]) -> dict[str, str]:
    """A crate in three files: types and traits, impls, bodies."""
    use = "use crate::*;\n"
    return {
        "src/lib.rs": "mod impls; mod one; mod other;\n" + DECLARED,
        "src/impls.rs": use + "\n".join(declared),
        "src/one.rs": use + "\n".join(numbered(found)[::2]),
        "src/other.rs": use + "\n".join(numbered(found)[1::2]),
    }


@slow
@given(st.data())
def test_the_order_of_items_in_their_files_changes_no_edge(data: st.DataObject) -> None:
    declared, found = data.draw(apart)
    files = files_of(declared, found)
    shuffled = {path: _shuffled(text, data) if path != "src/lib.rs" else text for path, text in files.items()}
    assert edges(linked(files)) == edges(linked(shuffled))


def _shuffled(text: str, data: st.DataObject) -> str:
    return "\n".join(data.draw(st.permutations(text.split("\n"))))


@slow
@given(st.data())
def test_the_order_of_files_changes_nothing(data: st.DataObject) -> None:
    files = files_of(*data.draw(apart))
    assert linked(files) == linked(files, data.draw(st.permutations(sorted(files))))


@slow
@given(st.data())
def test_one_edit_at_a_time_gives_what_linking_at_once_gives(data: st.DataObject) -> None:
    declared, found = data.draw(apart)
    end = files_of(declared, found)
    now = {path: text.split("\n")[0] if path != "src/lib.rs" else text for path, text in end.items()}
    source = MemorySource()
    linker = Linker(source)
    state: dict[RepoPath, LinkedFile] = {}
    edits = [(path, line) for path, text in end.items() if path != "src/lib.rs" for line in text.split("\n")[1:]]
    for path, line in data.draw(st.permutations(edits)):
        now[path] = f"{now[path]}\n{line}"
        state.update(linker.link(source.tree({"Cargo.toml": MANIFEST, **now})).linked)
    assert state == linked(now)
    assert edges(state) == edges(linked(end))


@slow
@given(st.data())
def test_an_edit_of_one_impl_and_its_undoing(data: st.DataObject) -> None:
    declared, found = data.draw(apart)
    files = files_of(declared, found)
    others = files_of(data.draw(st.permutations(declared[1:])), found)
    source = MemorySource()
    linker = Linker(source)
    state: dict[RepoPath, LinkedFile] = {}
    for each in (files, others, files):
        state.update(linker.link(source.tree({"Cargo.toml": MANIFEST, **each})).linked)
        assert state == linked(each)


def test_a_random_crate_has_something_to_find() -> None:
    """The crates that the tests above make are not empty of edges."""
    crate = (
        DECLARED
        + "impl<X: T1> T0 for W0<X> { type O = X; } impl T1 for A { type O = B; } impl T0 for B { type O = u8; }\n"
    )
    found = costs(crate + "fn f(x: W0<A>) { x.m0().m1().m0(); }")["f"]
    assert calls(found) == {"demo::T0::m0", "demo::T1::m1"}
