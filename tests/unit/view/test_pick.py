"""What names mean: symbols, their ends, public paths through re-exports, and names outside of the repository."""

from __future__ import annotations

import pytest

from rgraph.errors import ItemError
from rgraph.view import near
from rgraph.view.graph import CommitGraph
from rgraph.view.meanings import every_meaning
from rgraph.view.memory import graph_of
from rgraph.view.names import plain
from rgraph.view.pick import pick, pick_item, pick_target
from rgraph.view.places import Outside
from rgraph.view.reach import callers
from rgraph.view.summary import Level, summary

MANIFEST = '[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2021"\n{rest}'

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["core", "face", "derive", "user"]\n',
    "core/Cargo.toml": MANIFEST.format(name="big-core", rest=""),
    "core/src/lib.rs": """
mod join;
mod shape;
mod macros;
pub mod deep { pub mod er { pub fn sunk() {} } }
pub use self::join::{join, join_all as every};
pub use shape::*;
pub(crate) use deep::er as inner;
pub trait Show { fn show(&self) {} const SIZE: usize = 0; type Out; }
pub fn user() { inner::sunk(); join(); }
""",
    "core/src/join.rs": "pub fn join() {}\npub fn join_all() {}\n",
    "core/src/shape.rs": """
#[derive(Clone)]
pub struct Point { pub x: u8, hidden: u8, pub both: u8 }
impl Point {
    pub fn both(&self) {}
    #[cfg(unix)] pub fn gated(&self) {}
    #[cfg(windows)] pub fn gated(&self) {}
}
impl Point { pub fn new() -> Self { Point { x: 0, hidden: 0, both: 0 } } }
impl Point { pub fn second(&self) {} }
impl crate::Show for Point { type Out = u8; }
impl std::str::FromStr for Point { type Err = (); fn from_str(_: &str) -> Result<Self, ()> { Err(()) } }
impl From<u8> for Point { fn from(_: u8) -> Point { Point::new() } }
impl From<u16> for Point { fn from(_: u16) -> Point { Point::new() } }
pub enum Kind { Round { radius: u8 }, Flat }
pub type Dot = Point;
pub use self::Kind::*;
#[cfg(unix)] pub mod sys { pub fn open() {} }
""",
    "core/src/macros.rs": "#[macro_export] macro_rules! shout { () => {} }\n",
    "face/Cargo.toml": MANIFEST.format(
        name="face",
        rest='[dependencies]\nbig-core = { path = "../core" }\nderive = { path = "../derive" }\n'
        'slow = { package = "tardy-lib", version = "1" }\n',
    ),
    "face/src/lib.rs": """
pub mod prelude { pub use big_core::{Point as Pt, Show, shout, Kind}; pub use big_core::*; }
pub use big_core as engine;
pub use big_core::deep;
pub use derive::Show;
pub use big_core::Show;
pub use slow::Thing;
#[cfg(unix)] mod a { pub fn pick() {} }
#[cfg(windows)] mod b { pub fn pick() {} }
#[cfg(unix)] pub use a::pick;
#[cfg(windows)] pub use b::pick;
#[cfg(windows)] pub use b::pick as other_system;
pub mod twice { pub fn both() {} }
pub use big_core::join as twice;
pub fn r#match() { slow::run(); std::fs::read("x"); }
pub mod r#mod { pub fn r#in() {} }
""",
    "derive/Cargo.toml": MANIFEST.format(name="derive", rest="[lib]\nproc-macro = true\n"),
    "derive/src/lib.rs": """
use proc_macro::TokenStream;
#[proc_macro_derive(Show)]
pub fn derive_show(input: TokenStream) -> TokenStream { input }
""",
    "user/Cargo.toml": MANIFEST.format(name="user", rest='[dependencies]\nslow = "1"\n'),
    "user/src/main.rs": "mod slow { pub fn other() {} }\nmod face { pub struct Point; }\nfn main() { slow::other(); }\n",
}


@pytest.fixture(scope="module")
def graph() -> CommitGraph:
    return graph_of(FILES)


@pytest.mark.parametrize(
    ("path", "symbol"),
    [
        ("big_core::every", "big_core::join::join_all"),
        ("big-core::every", "big_core::join::join_all"),
        ("big_core::Point", "big_core::shape::Point"),
        ("face::prelude::Pt", "big_core::shape::Point"),
        ("face::prelude::Point", "big_core::shape::Point"),
        ("face::engine::Point", "big_core::shape::Point"),
        ("face::engine::deep::er::sunk", "big_core::deep::er::sunk"),
        ("face::deep::er", "big_core::deep::er"),
        ("::face::deep::er", "big_core::deep::er"),
        ("face::prelude::join", "big_core::join::join"),
        ("face::prelude::Kind", "big_core::shape::Kind"),
    ],
)
def test_re_exports_renames_globs_and_chains_lead_to_the_item(graph: CommitGraph, path: str, symbol: str) -> None:
    found = pick(graph, path)
    assert (found.item.symbol, found.asked, found.notes) == (symbol, path.removeprefix("::"), [])


@pytest.mark.parametrize(
    ("path", "symbol"),
    [
        ("face::prelude::Pt::new", "big_core::shape::Point::new"),
        ("face::prelude::Pt::second", "big_core::shape::Point::second"),
        ("face::prelude::Pt.x", "big_core::shape::Point.x"),
        ("face::prelude::Pt::x", "big_core::shape::Point.x"),
        ("face::prelude::Pt::both", "big_core::shape::Point::both"),
        ("face::prelude::Pt.both", "big_core::shape::Point.both"),
        ("face::prelude::Pt::gated", "big_core::shape::Point::gated"),
        ("big_core::Dot::new", "big_core::shape::Point::new"),
        ("big_core::Point::from_str", "big_core::shape::<Point as FromStr>::from_str"),
        ("big_core::Point::show", "big_core::Show::show"),
        ("face::prelude::Show::show", "big_core::Show::show"),
        ("face::prelude::Show::SIZE", "big_core::Show::SIZE"),
        ("face::prelude::Show::Out", "big_core::Show::Out"),
        ("face::prelude::Kind::Flat", "big_core::shape::Kind::Flat"),
        ("face::prelude::Flat", "big_core::shape::Kind::Flat"),
        ("face::prelude::Kind::Round::radius", "big_core::shape::Kind::Round.radius"),
        ("face::prelude::Round.radius", "big_core::shape::Kind::Round.radius"),
    ],
)
def test_members_are_found_under_every_path_of_their_owner(graph: CommitGraph, path: str, symbol: str) -> None:
    assert pick_item(graph, path).symbol == symbol


@pytest.mark.parametrize(
    "path", ["big_core::shout", "big_core::shout!", "face::prelude::shout", "face::prelude::shout!"]
)
def test_macros_are_named_by_where_they_are_exported(graph: CommitGraph, path: str) -> None:
    assert pick_item(graph, path).symbol == "big_core::macros::shout!"


def test_a_trait_and_its_derive_under_one_path_are_told_apart(graph: CommitGraph) -> None:
    found = pick(graph, "face::Show")
    assert found.item.symbol == "big_core::Show"
    assert found.notes == ["face::Show is the function derive::derive_show (derive/src/lib.rs:4) too"]
    assert pick_item(graph, "face::Show!").symbol == "derive::derive_show"


def test_a_path_of_several_items_is_refused_with_all_of_them(graph: CommitGraph) -> None:
    with pytest.raises(ItemError) as refused:
        pick(graph, "face::prelude::Pt::from")
    assert "ambiguous: 2 items" in refused.value.message
    for argument in ("u8", "u16"):
        assert (
            f"  big_core::shape::<Point as From<{argument}>>::from  function at core/src/shape.rs" in refused.value.hint
        )


def test_of_alternatives_the_one_that_is_there_is_meant_and_the_others_are_told(graph: CommitGraph) -> None:
    found = pick(graph, "face::pick")
    assert (found.item.symbol, found.asked) == ("face::a::pick", "face::pick")
    assert found.notes == ["under another cfg face::pick is the function face::b::pick (face/src/lib.rs:9)"]
    assert pick_item(graph, "face::other_system").symbol == "face::b::pick"


def test_a_symbol_that_is_another_item_s_path_says_so(graph: CommitGraph) -> None:
    found = pick(graph, "big_core::join")
    assert found.item.symbol == "big_core::join"
    assert found.notes == ["as a path, big_core::join is the function big_core::join::join (core/src/join.rs:1) too"]
    assert pick(graph, "face::twice").notes == [
        "as a path, face::twice is the function big_core::join::join (core/src/join.rs:1) too"
    ]
    assert pick(graph, "big_core::deep").notes == []


def test_a_symbol_whose_name_another_item_has_too_says_so() -> None:
    text = "pub mod run { pub fn f() {} }\npub fn run() {}\n#[cfg(unix)] pub struct S;\n#[cfg(windows)] pub struct S;\n"
    graph = graph_of({"src/lib.rs": text})
    assert pick(graph, "demo::run").notes == ["the function demo::run#2 (src/lib.rs:2) has the same name"]
    assert pick(graph, "demo::S").notes == ["the struct demo::S#2 (src/lib.rs:4) has the same name"]
    assert pick(graph, "demo::run#2").notes == pick(graph, "demo::run::f").notes == []


def test_a_private_module_does_not_go_out_with_the_function_of_its_name() -> None:
    text = "mod util { mod copy { pub fn copy() {} } pub use self::copy::copy; }\npub use util::copy;\n"
    found = pick(graph_of({"src/lib.rs": text}), "demo::copy")
    assert (found.item.symbol, found.notes) == ("demo::util::copy::copy", [])


def test_what_a_crate_alone_sees_is_found_where_others_see_nothing(graph: CommitGraph) -> None:
    assert pick_item(graph, "big_core::inner::sunk").symbol == "big_core::deep::er::sunk"


def test_a_crate_s_path_goes_before_ends_of_symbols_and_tells_of_them(graph: CommitGraph) -> None:
    files = {**FILES, "user/src/main.rs": FILES["user/src/main.rs"] + "mod big_core { pub struct Point; }\n"}
    found = pick(graph_of(files), "big_core::Point")
    assert found.item.symbol == "big_core::shape::Point"
    assert found.notes == ["the struct user/bin/user::big_core::Point (user/src/main.rs:4) ends with it too"]


# ---- outside -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "symbol"),
    [
        ("std::fs::read", "std::fs::read"),
        ("std::fs::write", "std::fs::write"),  # nothing refers to it, but the library has it
        ("core::clone::Clone", "std::clone::Clone"),
        ("std::collections::HashMap", "std::collections::hash_map::HashMap"),
        ("std::collections::HashMap::insert", "std::collections::hash_map::HashMap::insert"),
        ("face::Thing", "tardy_lib::Thing"),
        ("tardy_lib::run", "tardy_lib::run"),
        ("tardy-lib::run", "tardy_lib::run"),
        ("::tardy_lib", "tardy_lib"),
    ],
)
def test_names_outside_are_found(graph: CommitGraph, path: str, symbol: str) -> None:
    found = pick(graph, path)
    assert isinstance(found.item, Outside)
    assert found.item.symbol == symbol


def test_an_item_of_the_standard_library_has_its_declaration(graph: CommitGraph) -> None:
    found = pick(graph, "std::fs::read").item
    assert isinstance(found, Outside)
    assert (found.kind, found.crate) == ("function", "std")
    assert found.signature.startswith("pub fn read<")


def test_callers_of_a_name_outside(graph: CommitGraph) -> None:
    found = callers(graph, pick(graph, "tardy_lib::run").item)
    assert [(near.symbol, near.line) for near in found.neighbours] == [("face::match", 15)]
    assert (found.item.kind, found.item.path) == ("outside", "")
    everything = callers(graph, pick(graph, "tardy_lib").item).neighbours
    assert {near.symbol for near in everything} == {"face", "face::match"}


def test_an_end_of_a_name_outside_is_enough_where_nothing_here_ends_so(graph: CommitGraph) -> None:
    assert pick(graph, "fs::read").item.symbol == "std::fs::read"


@pytest.mark.parametrize(
    "path", ["tardy_lib::nothing", "std::fs::nothing", "face::nothing", "big_core::Point::nothing"]
)
def test_what_nobody_has_is_no_item(graph: CommitGraph, path: str) -> None:
    with pytest.raises(ItemError, match="no item"):
        pick(graph, path)
    assert pick_target(graph, path).item.symbol == path


def test_a_dependency_and_an_item_of_one_name_are_two_things(graph: CommitGraph) -> None:
    files = {**FILES, "user/src/main.rs": "mod tardy_lib { pub fn run() {} }\nfn main() {}\n"}
    with pytest.raises(ItemError) as refused:
        pick(graph_of(files), "tardy_lib::run")
    assert "user/bin/user::tardy_lib::run  function" in refused.value.hint
    assert "`::tardy_lib::run` is the one outside" in refused.value.hint
    assert isinstance(pick(graph_of(files), "::tardy_lib::run").item, Outside)


def test_the_source_of_what_is_outside_is_not_asked_for(graph: CommitGraph) -> None:
    with pytest.raises(ItemError, match="outside of this repository"):
        pick_item(graph, "std::fs::read")


# ---- spelling ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "symbol"),
    [("face::r#match", "face::match"), ("r#face::match", "face::match"), ("r#match", "face::match"),
     ("face::r#mod::r#in", "face::mod::in"), ("mod::in", "face::mod::in")],
)  # fmt: skip
def test_raw_identifiers_are_names_as_others(graph: CommitGraph, said: str, symbol: str) -> None:
    assert pick_item(graph, said).symbol == symbol


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("big_core::shape::Pont", "big_core::shape::Point"),
        ("nowhere::at::all::Point", "big_core::shape::Point"),
        ("face::prelude::nothing::Kind", "big_core::shape::Kind"),
        ("shape::join", "big_core::join::join"),
        ("tardy_lib::Thin", "tardy_lib::Thing"),
    ],
)
def test_what_is_offered_instead_has_the_last_name_first(said: str, first: str) -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("user/")}
    with pytest.raises(ItemError) as refused:
        pick(graph_of(files), said)
    assert refused.value.hint.splitlines()[1].strip() == first


# ---- others who ask ------------------------------------------------------------------------------------------------


def test_all_that_a_name_may_mean(graph: CommitGraph) -> None:
    assert [one.symbol for one in every_meaning(graph, "face::pick")] == ["face::a::pick", "face::b::pick"]
    assert [one.symbol for one in every_meaning(graph, "face::Show")] == ["big_core::Show", "derive::derive_show"]
    assert [one.symbol for one in every_meaning(graph, "big_core::join")] == ["big_core::join"]
    assert [one.symbol for one in every_meaning(graph, "fs::read")] == ["std::fs::read"]
    assert every_meaning(graph, "nothing::at::all") == []


def test_a_drawing_is_cut_out_by_a_public_path(graph: CommitGraph) -> None:
    assert [node.id for node in summary(graph, Level.MODULE, (), "face::engine::deep").nodes] == [
        "big_core::deep",
        "big_core::deep::er",
    ]


@pytest.mark.parametrize(
    "symbol",
    [
        "a::b",
        "a::<S<X> as T<a::Y>>::next#2",
        "a::m!#2",
        "a::m!",
        "a::S.field",
        "a::S#2.0",
        "a::<impl S<b::C>>::f#3",
        "a::<impl S<b::C>>",
        "a",
    ],
)
def test_the_last_name_of_a_symbol_is_the_one_that_is_said(symbol: str) -> None:
    assert near._last(symbol) == near._said(plain(symbol))[-1]
