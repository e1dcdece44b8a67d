"""What comes through globs: by visibility of the binding and of each glob on the way."""

from __future__ import annotations

import pytest

from rgraph.link.resolution import Ns

from .code import Code


def test_own_names_come_before_globs() -> None:
    code = Code("mod a { pub struct S; } mod b { pub use crate::a::*; pub struct S; } mod c { use crate::b::*; }")
    assert code.lookup("b", "S") == "b::S"
    assert code.lookup("c", "S") == "b::S"


@pytest.mark.parametrize(
    ("vis", "seen_below", "seen_beside", "seen_at_the_root"),
    [
        ("pub", True, True, True),
        ("pub(crate)", True, True, True),
        ("pub(super)", True, True, False),
        ("pub(in crate::top)", True, True, False),
        ("", True, False, False),
    ],
)
def test_an_items_visibility(vis: str, seen_below: bool, seen_beside: bool, seen_at_the_root: bool) -> None:
    code = Code(
        f"mod top {{ pub mod a {{ {vis} struct S; mod below {{ use super::*; }} }} mod beside {{ use super::a::*; }} }}"
        "mod other { use crate::top::a::*; }"
    )
    found = [code.lookup(module, "S") != "?" for module in ("top::a::below", "top::beside", "other")]
    assert found == [seen_below, seen_beside, seen_at_the_root]


def test_a_private_glob_is_seen_from_below_alone() -> None:
    code = Code(
        "mod a { pub struct S; } mod b { use crate::a::*; mod below { use super::*; } } mod c { use crate::b::*; }"
    )
    assert code.lookup("b::below", "S") == "a::S"
    assert code.lookup("c", "S") == "?"


def test_a_module_hands_on_only_what_it_sees() -> None:
    # `hidden` is private to `a`; `b` does not see it, so that no glob of `b` has it, not even for those below `a`
    code = Code("mod a { fn hidden() {} mod below { use crate::b::*; } } mod b { pub use crate::a::*; }")
    assert code.lookup("a::below", "hidden", Ns.VALUE) == "?"


def test_two_globs_that_differ_are_ambiguous_unless_under_a_cfg() -> None:
    modules = "mod a { pub struct S; pub struct Same; } mod b { pub struct S; pub use crate::a::Same; }"
    assert Code(f"{modules} use a::*; use b::*;").lookup("", "S") == "ambiguous"
    assert Code(f"{modules} use a::*; use b::*;").lookup("", "Same") == "a::Same"
    code = Code(f"{modules} #[cfg(unix)] use a::*; #[cfg(windows)] use b::*;")
    assert code.lookup("", "S") == "a::S | b::S"


def test_rings_offer_all_names_to_all() -> None:
    ring = "".join(f"pub mod m{n} {{ pub use crate::m{(n + 1) % 5}::*; pub struct S{n}; }}" for n in range(5))
    for first in range(5):
        code = Code(ring)
        for n in range(5):
            for name in range(5):
                assert code.lookup(f"m{(first + n) % 5}", f"S{name}") == f"m{name}::S{name}"
        assert code.lookup("m0", "Nobody") == "?"


def test_a_ring_of_modules_longer_than_pythons_stack() -> None:
    count = 1600
    ring = "".join(f"pub mod m{n} {{ pub use crate::m{(n + 1) % count}::*; }}" for n in range(count))
    code = Code(ring.replace("pub mod m7 {", "pub mod m7 { pub struct S;", 1))
    assert code.lookup("m9", "S") == "m7::S"
    assert code.lookup("m0", "Nobody") == "?"


def test_a_ring_of_named_imports_longer_than_pythons_stack() -> None:
    count = 1600
    ring = "".join(f"pub mod m{n} {{ pub use crate::m{(n + 1) % count}::S; }}" for n in range(count))
    assert Code(ring).lookup("m9", "S") == "?"
    broken = ring.replace("pub use crate::m8::S;", "pub struct S;", 1)
    assert Code(broken).lookup("m8", "S") == "m7::S"


def test_other_crates_see_what_is_public() -> None:
    code = Code("mod a { pub struct S; pub(crate) struct T; } pub use a::*; use a::S as Private;")
    world, root = code.world, code.item("")
    std = world.std_root
    assert std is not None
    for name, seen in (("S", True), ("T", False), ("Private", False)):
        found = world.use_path(root, (name,), False, Ns.TYPE)
        assert bool(found)
        assert bool(world._modules.offered(std, root, name, Ns.TYPE)) is seen


def test_enums_and_their_aliases_offer_variants() -> None:
    code = Code("mod a { pub enum E { One } pub type T = E; } use a::T::*;")
    assert code.lookup("", "One", Ns.VALUE) == "a::E::One"
