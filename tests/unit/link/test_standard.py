"""What is known of std is shared by all worlds: none of them changes it, and none sees through it what another has."""

from __future__ import annotations

from rgraph.link.linker import Linker
from rgraph.link.standard import std_stubs
from rgraph.model.contents import Reader
from rgraph.model.ids import RepoPath
from rgraph.view.memory import DEFAULT_MANIFEST, MemorySource


def _impls_of_display(code: str) -> list[str]:
    source = MemorySource()
    linker = Linker(Reader(source))
    linker.link(
        {RepoPath("Cargo.toml"): source.add(DEFAULT_MANIFEST), RepoPath("src/lib.rs"): source.add(code.encode())}
    )
    display = linker.world.std("std::fmt::Display")
    assert display is not None
    return [each.local for each in linker.world.impls_of(display)]


def test_impls_of_the_tree_stand_beside_those_of_std_in_the_order_of_places() -> None:
    of_std = _impls_of_display("")
    both = _impls_of_display("use std::fmt; pub struct S; impl fmt::Display for S {}")
    assert len(of_std) > 10
    assert len(both) == len(of_std) + 1
    assert both == sorted(both, key=lambda local: not local.startswith("demo"))
    assert _impls_of_display("") == of_std


def test_no_world_changes_what_all_share() -> None:
    shared = std_stubs().indexes
    before = len(shared.traits_with.definitions("fmt")), shared.aliases("Result"), set(shared.implemented("String"))
    _impls_of_display(
        "macro_rules! m { () => { impl Made for u8 {} } } trait Made { fn fmt(&self); } type Mine = Result;"
        "impl Made for String { fn fmt(&self) {} }"
    )
    assert before == (
        len(shared.traits_with.definitions("fmt")),
        shared.aliases("Result"),
        set(shared.implemented("String")),
    )
    assert not shared.is_made("Made")
