"""The edges of a commit that is linked into the packages that it locks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from rgraph.deps.beside.sides import CUT
from rgraph.deps.overlay.building import Overlay, keep, link_packages
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.packages import Dependencies
from rgraph.store.engine import Rows
from rgraph.view.graph import CommitGraph
from rgraph.view.index_state import status
from rgraph.view.pick import pick
from rgraph.view.reach import callers
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

from .crates import packed, put_archive

SOURCE = "registry+https://github.com/rust-lang/crates.io-index"


@pytest.fixture
def tier(tmp_path: Path) -> ColdTier:
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")


def publish(tmp_path: Path, name: str, version: str, lib: str, needs: str = "", more: str = "") -> None:
    manifest = f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n{more}[dependencies]\n{needs}\n'
    put_archive(
        tmp_path / "cargo", name, version, packed(f"{name}-{version}", {"Cargo.toml": manifest, "src/lib.rs": lib})
    )


def locked(*packages: str) -> str:
    """A lock file: `name version: need, need`; `own` has no source."""
    text = "version = 3\n"
    for each in packages:
        head, _, needs = each.partition(":")
        name, version = head.split()
        listed = "".join(f' "{need.strip()}",\n' for need in needs.split(",") if need.strip())
        source = "" if name == "own" else f'source = "{SOURCE}"\n'
        text += f'\n[[package]]\nname = "{name}"\nversion = "{version}"\n{source}dependencies = [\n{listed}]\n'
    return text


def opened(tmp_path: Path, code: str, needs: str, lock: str) -> Session:
    repo = Repo(tmp_path / "repo")
    manifest = f'[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n{needs}\n'
    repo.commit({"Cargo.toml": manifest, "Cargo.lock": lock, "src/lib.rs": code})
    return open_session(str(repo.path))


def linked(session: Session, tier: ColdTier) -> tuple[CommitGraph, Dependencies]:
    dependencies = link_packages(session, tier, "HEAD")
    return session.widened("HEAD"), dependencies


def edges(graph: CommitGraph, *kinds: EdgeKind) -> set[tuple[str, str]]:
    return {(str(edge.src), str(edge.dst)) for edge in graph.edges() if edge.kind in kinds}


CODE = """use one::Maker;

pub fn a() -> usize {
    let made = Maker::new().with("x").build();
    made.len() + own_len(made.inner())
}

fn own_len(inner: &one::Inner) -> usize {
    inner.own().ours()
}

pub trait Ours {
    fn ours(&self) -> usize;
}

impl Ours for one::Inner {
    fn ours(&self) -> usize {
        1
    }
}
"""

ONE = """mod deep {
    pub struct Maker;
    impl Maker {
        pub fn new() -> Self { Maker }
        pub fn with(self, _: &str) -> Self { self }
        pub fn build(self) -> Vec<u8> { Vec::new() }
    }
}
pub use deep::Maker;
pub struct Inner;
impl Inner { pub fn own(&self) -> &Self { self } }
pub trait Made { fn inner(&self) -> &Inner; }
"""


def test_calls_lead_into_packages_through_them_and_back(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", ONE)
    session = opened(tmp_path, CODE, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    before = {(e.src, e.kind, e.dst) for e in session.graph("HEAD").edges()}
    graph, dependencies = linked(session, tier)
    calls = edges(graph, EdgeKind.CALLS)
    assert {
        ("own::a", "one::deep::Maker::new"),
        ("own::a", "one::deep::Maker::build"),
        ("own::a", "std::vec::Vec::len"),
    } <= calls
    assert ("own::own_len", "own::<one::Inner as Ours>::ours") in calls or (
        "own::own_len", "own::<Inner as Ours>::ours") in calls  # fmt: skip
    after = {(e.src, e.kind, e.dst) for e in graph.edges()}
    lost = {(src, kind, dependencies.names.get(dst, dst)) for src, kind, dst in before} - after
    assert not lost
    assert [str(package) for package in dependencies.reached] == ["one@1.0.0"]


def test_a_name_as_written_and_where_it_is_declared_mean_one_item(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", ONE)
    session = opened(tmp_path, CODE, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    graph, dependencies = linked(session, tier)
    assert dependencies.names["one::Maker"] == "one::deep::Maker"
    asked = [callers(graph, pick(graph, name).item) for name in ("one::Maker::new", "one::deep::Maker::new")]
    assert [[one.item.symbol for one in each.neighbours] for each in asked] == [["own::a"]] * 2
    item = dependencies.items["one::deep::Maker::new"]
    assert (item.path, item.line, item.kind, item.signature) == ("src/lib.rs", 4, "function", "pub fn new() -> Self")


def test_several_versions_of_one_crate_are_told_apart(tmp_path: Path, tier: ColdTier) -> None:
    for version in ("1.0.0", "2.0.0"):
        publish(tmp_path, "one", version, f"pub fn v{version[0]}() {{}}")
    code = "pub fn a() {\n    one::v2();\n    old::v1();\n}\n"
    needs = 'one = "2"\nold = { package = "one", version = "1" }'
    session = opened(tmp_path, code, needs, locked("own 0.1.0: one 1.0.0, one 2.0.0", "one 1.0.0", "one 2.0.0"))
    graph, _ = linked(session, tier)
    assert edges(graph, EdgeKind.CALLS) == {("own::a", "one::v2"), ("own::a", "one@1.0.0::v1")}


def test_a_path_as_written_is_no_item_of_another_version(tmp_path: Path, tier: ColdTier) -> None:
    """Alone, `old::f` is called `one::f`, as its package is: so is what the newer version has, by its symbol."""
    for version in ("1.0.0", "2.0.0"):
        publish(tmp_path, "one", version, "pub fn f() {}\npub fn g() {}")
    code = "pub fn a() {\n    old::f();\n}\npub fn b() {\n    one::f();\n}\n"
    needs = 'one = "2"\nold = { package = "one", version = "1" }'
    session = opened(tmp_path, code, needs, locked("own 0.1.0: one 1.0.0, one 2.0.0", "one 1.0.0", "one 2.0.0"))
    graph, _ = linked(session, tier)
    assert edges(graph, EdgeKind.CALLS) == {("own::a", "one@1.0.0::f"), ("own::b", "one::f")}


def test_of_two_lock_files_the_one_above_says_what_a_package_needs(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", "pub fn f() -> two::S { two::S }", 'two = "*"')
    for version in ("1.0.0", "2.0.0"):
        publish(tmp_path, "two", version, f"pub struct S;\nimpl S {{ pub fn v{version[0]}(&self) {{}} }}")
    manifest = '[package]\nname = "{}"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\none = "1"\n'
    code = "pub fn a() {\n    one::f().v2();\n}\n"
    repo = Repo(tmp_path / "repo")
    for folder, version in (("", "2.0.0"), ("x/", "1.0.0")):
        lock = locked("own 0.1.0: one", "one 1.0.0: two", f"two {version}")
        repo.commit(
            {f"{folder}Cargo.toml": manifest.format("own"), f"{folder}Cargo.lock": lock, f"{folder}src/lib.rs": code}
        )
    graph, _ = linked(open_session(str(repo.path)), tier)
    assert ("own::a", "two::S::v2") in edges(graph, EdgeKind.CALLS)


def test_a_library_of_another_name_and_one_that_reexports_another(tmp_path: Path, tier: ColdTier) -> None:
    publish(
        tmp_path, "rust-one", "1.0.0", "pub use two::*;\npub use two as inner;", 'two = "1"', '[lib]\nname = "one"\n'
    )
    publish(tmp_path, "two", "1.1.0", "pub fn f() {}\npub struct S;\nimpl S { pub fn g(&self) {} }")
    code = "pub fn a(s: &one::inner::S) {\n    one::f();\n    s.g();\n}\n"
    session = opened(
        tmp_path, code, 'rust-one = "1"', locked("own 0.1.0: rust-one", "rust-one 1.0.0: two", "two 1.1.0")
    )
    graph, dependencies = linked(session, tier)
    assert edges(graph, EdgeKind.CALLS) == {("own::a", "two::f"), ("own::a", "two::S::g")}
    assert [str(package) for package in dependencies.reached] == ["rust-one@1.0.0", "two@1.1.0"]


def test_a_function_is_meant_before_the_module_of_its_name(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", "pub mod f { pub fn f() {} }\npub use f::f;")
    code = "pub fn a() {\n    one::f();\n    one::f::f();\n}\n"
    session = opened(tmp_path, code, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    graph, dependencies = linked(session, tier)
    assert edges(graph, EdgeKind.CALLS) == {("own::a", "one::f::f")}
    assert dependencies.names["one::f"] == "one::f::f"


def test_more_sources_give_more_edges_and_take_none_away(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", "pub fn f() -> two::S { two::S }", 'two = "1"')
    code = "pub fn a() {\n    one::f().g();\n}\n"
    session = opened(tmp_path, code, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0: two", "two 1.0.0"))
    graph, dependencies = linked(session, tier)
    first = edges(graph, EdgeKind.CALLS)
    assert first == {("own::a", "one::f")} and [str(each) for each in dependencies.missing] == ["two@1.0.0"]
    publish(tmp_path, "two", "1.0.0", "pub struct S;\nimpl S { pub fn g(self) {} }")
    more = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")
    graph, dependencies = linked(session, more)
    assert edges(graph, EdgeKind.CALLS) == {*first, ("own::a", "two::S::g")} and not dependencies.missing


def test_a_package_that_no_code_reaches_is_not_mounted(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", "pub fn f() {}\nfn g() { two::f() }", 'two = "1"')
    publish(tmp_path, "two", "1.0.0", "pub fn f() {}")
    session = opened(
        tmp_path,
        "pub fn a() {\n    one::f();\n}\n",
        'one = "1"',
        locked("own 0.1.0: one", "one 1.0.0: two", "two 1.0.0"),
    )
    _, dependencies = linked(session, tier)
    assert [str(package) for package in dependencies.reached] == ["one@1.0.0"]
    assert [str(package) for package in dependencies.at_hand] == ["one@1.0.0", "two@1.0.0"]


def test_packages_too_many_behind_one_another_are_said(
    tmp_path: Path, tier: ColdTier, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "two", "1.0.0", "pub struct Two;\nimpl Two { pub fn go(&self) {} }\n")
    publish(tmp_path, "one", "1.0.0", "pub use two::Two;\n", 'two = "1"')
    session = opened(
        tmp_path,
        "pub fn a(x: one::Two) { x.go() }\n",
        'one = "1"',
        locked("own 0.1.0: one", "one 1.0.0: two", "two 1.0.0"),
    )
    said: list[str] = []
    session.note = said.append
    monkeypatch.setattr("rgraph.deps.overlay.linking.MAX_ROUNDS", 1)
    graph, _ = linked(session, tier)
    assert CUT in said and not edges(graph, EdgeKind.CALLS)


def test_macros_of_a_package_are_expanded(tmp_path: Path, tier: ColdTier) -> None:
    macro = (
        "#[macro_export]\nmacro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn made(&self) {} } } }\n"
    )
    publish(tmp_path, "one", "1.0.0", macro)
    code = "one::make!(Thing);\npub fn a(thing: &Thing) {\n    thing.made();\n}\n"
    session = opened(tmp_path, code, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    assert not edges(session.graph("HEAD"), EdgeKind.CALLS)
    graph, _ = linked(session, tier)
    assert edges(graph, EdgeKind.CALLS) == {("own::a", "own::Thing::made")}


def test_the_commit_alone_is_what_it_was(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", ONE)
    session = opened(tmp_path, CODE, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    before = [(e.src, e.kind, e.dst, e.tier, e.line) for e in session.graph("HEAD").edges()]
    graph, _ = linked(session, tier)
    assert [(e.src, e.kind, e.dst, e.tier, e.line) for e in session.graph("HEAD").edges()] == before
    assert any(e.tier is Tier.EXACT for e in graph.edges())
    told = status(session).commit
    assert told is not None and told.dependencies is not None
    assert (told.dependencies.locked, told.dependencies.at_hand, told.dependencies.reached) == (1, 1, 1)


def test_what_is_swept_takes_its_overlay_along(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "one", "1.0.0", ONE)
    session = opened(tmp_path, CODE, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    graph, _ = linked(session, tier)
    oid = session.commit_of(graph)
    with session.store.writing():
        session.store.sweep([oid])
    assert session.store.overlays.sets(oid) and not session.store.contradictions()
    with session.store.writing():
        session.store.sweep([])
    assert session.store.overlays.dependencies(oid) is None and not session.store.overlays.sets(oid)


def test_a_package_whose_contents_are_others_is_linked_again(tmp_path: Path, tier: ColdTier) -> None:
    """Debian patches crates and keeps their versions; a folder may hold what is not what the registry has."""
    publish(tmp_path, "one", "1.0.0", "pub fn f() -> u8 { 0 }")
    code = "pub fn a() {\n    one::f();\n    one::g();\n}\n"
    session = opened(tmp_path, code, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    graph, _ = linked(session, tier)
    assert ("own::a", "one::m::g") not in edges(graph, EdgeKind.CALLS)
    publish(tmp_path, "one", "1.0.0", "pub fn f() -> u8 { 0 }\nmod m { pub fn g() {} }\npub use m::g;")
    other = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "others")
    graph, dependencies = linked(session, other)
    assert ("own::a", "one::m::g") in edges(graph, EdgeKind.CALLS) and dependencies.names["one::g"] == "one::m::g"


def test_an_overlay_is_replaced_at_once(tmp_path: Path, tier: ColdTier, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "one", "1.0.0", ONE)
    session = opened(tmp_path, CODE, 'one = "1"', locked("own 0.1.0: one", "one 1.0.0"))
    linked(session, tier)
    put, written = session.store.engine.put, list[set[str]]()

    def recorded(relations: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
        written.append(set(relations))
        put(relations)

    monkeypatch.setattr(session.store.engine, "put", recorded)
    keep(session, session.commit_of(session.graph("HEAD")), Overlay({}, Dependencies([], [], [])))
    assert [names & {"-overlay", "overlay", "dependencies"} for names in written] == [{"-overlay", "dependencies"}]
    assert not session.store.overlays.sets(session.commit_of(session.graph("HEAD")))


def test_of_what_a_package_has_under_features_that_counts_which_is_on(tmp_path: Path, tier: ColdTier) -> None:
    pair = "".join(
        f"#[cfg({cfg})] pub fn speak() -> {ty} {{ {ty} }}\npub struct {ty};\nimpl {ty} {{ pub fn end(&self) {{}} }}\n"
        for cfg, ty in (('feature = "loud"', "Loud"), ('not(feature = "loud")', "Quiet"))
    )
    for name, version in (("calm", "1.0.0"), ("brash", "1.0.0"), ("mixed", "1.0.0"), ("mixed", "2.0.0")):
        publish(tmp_path, name, version, pair, more="[features]\nloud = []\n")
    needs = (
        'calm = "1"\nbrash = { version = "1", features = ["loud"] }\n'
        'mixed = "1"\nnewer = { package = "mixed", version = "2", features = ["loud"] }'
    )
    code = "pub fn all() { calm::speak().end(); brash::speak().end(); mixed::speak().end(); newer::speak().end(); }\n"
    lock = locked(
        "own 0.1.0: calm, brash, mixed 1.0.0, mixed 2.0.0", "calm 1.0.0", "brash 1.0.0", "mixed 1.0.0", "mixed 2.0.0"
    )
    graph, _ = linked(opened(tmp_path, code, needs, lock), tier)
    found = {dst for _, dst in edges(graph, EdgeKind.CALLS) if dst.endswith("end")}
    assert found == {"calm::Quiet::end", "brash::Loud::end", "mixed::Loud::end", "mixed@1.0.0::Loud::end"}
