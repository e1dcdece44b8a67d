"""What reaches an item of a dependency, through the bodies of the packages in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.reach import limits
from rgraph.deps.reach.asking import reaching, used
from rgraph.deps.reach.naming import segments
from rgraph.deps.reach.report import Reaching
from rgraph.errors import ItemError, LockedError
from rgraph.link import mounted
from rgraph.model.graph import Tier
from tests.unit.deps.needing import Needed, manifest, needing

DEEP = Needed(
    "deep",
    "1.0.0",
    {
        "src/lib.rs": "pub mod inner;\npub use inner::Parser;\npub fn quiet() {}\n",
        "src/inner.rs": "pub struct Parser;\nimpl Parser {\n    pub fn new() -> Parser { Parser }\n"
        "    pub fn parse(&self) { step() }\n}\nfn step() {}\n",
    },
)
MIDDLE = Needed(
    "middle",
    "1.0.0",
    "pub trait Run { fn run(&self); fn all(&self) { self.run() } }\n"
    "pub struct Fast(deep::Parser);\n"
    "impl Fast { pub fn open() -> Fast { Fast(deep::Parser::new()) } }\n"
    "impl Run for Fast { fn run(&self) { self.0.parse() } }\n"
    "pub fn drive(what: &dyn Run) { what.all() }\n"
    "pub fn idle() { deep::quiet() }\n",
    ["deep"],
)
APP = """use middle::{Fast, Run};
pub fn begin() { let fast = Fast::open(); fast.run(); }
pub fn over() { middle::drive(&Fast::open()); }
pub fn calm() { middle::idle(); }
#[cfg(test)]
mod tests {
    #[test]
    fn begins() { middle::Fast::open(); }
}
"""


def chains(found: Reaching) -> list[tuple[str, int, str, str]]:
    return [
        (way.path, way.line, " ".join([way.owner, *(step.symbol for step in way.steps)]), way.tier)
        for way in found.ways
    ]


def test_calls_are_followed_through_the_bodies_between(tmp_path: Path) -> None:
    found = reaching(*needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"]), "HEAD", "deep", "deep::Parser::parse")
    assert chains(found) == [
        ("src/lib.rs", 2, "app::begin middle::<Fast as Run>::run deep::inner::Parser::parse", "inferred"),
        (
            "src/lib.rs",
            3,
            "app::over middle::drive middle::Run::all middle::<Fast as Run>::run deep::inner::Parser::parse",
            "candidate",
        ),
    ]
    first = found.ways[0].steps[1]
    assert (str(first.package), first.path, first.line, first.kind) == ("deep@1.0.0", "src/lib.rs", 4, "calls")
    assert [str(each) for each in found.looked.between] == ["deep@1.0.0", "middle@1.0.0"]
    assert (found.looked.missing, found.looked.cut) == ((), "")


@pytest.mark.parametrize("name", ["deep::inner::step", "step", "deep::inner::step()", "crate::inner::step"])
def test_private_items_and_how_they_are_named(tmp_path: Path, name: str) -> None:
    found = reaching(*needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"]), "HEAD", "deep@1", name)
    assert found.targets == ("deep::inner::step",)
    assert [(way.line, way.is_test) for way in found.ways] == [(2, False), (3, False)]


def test_a_member_of_a_type_that_nobody_sees(tmp_path: Path) -> None:
    made = Needed(
        "deep", "1.0.0", "elsewhere::make! { Hidden }\nimpl Hidden { pub fn run(&self) {} }\npub fn run() {}\n"
    )
    app = "pub fn f() { deep::run() }\n"
    session, tier = needing(tmp_path, app, [made], ["deep"])
    found = reaching(session, tier, "HEAD", "deep", "deep::Hidden::run")
    assert (len(found.targets), found.ways) == (1, ())
    assert [way.line for way in reaching(session, tier, "HEAD", "deep", "deep::run").ways] == [1]


def test_a_type_means_its_members_and_tests_come_last(tmp_path: Path) -> None:
    found = reaching(*needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"]), "HEAD", "deep", "Parser")
    assert found.targets == ("deep::inner::Parser", "deep::inner::Parser::new", "deep::inner::Parser::parse")
    assert [(way.line, way.is_test) for way in found.ways] == [(2, False), (3, False), (8, True)]


def test_what_nothing_reaches_and_what_is_not_there(tmp_path: Path) -> None:
    lone = Needed("deep", "1.0.0", {**DEEP.files, "src/inner.rs": DEEP.files["src/inner.rs"] + "pub fn lone() {}\n"})
    session, tier = needing(tmp_path, APP, [lone, MIDDLE], ["middle"])
    found = reaching(session, tier, "HEAD", "deep", "lone")
    assert (found.ways, found.looked.followed > 3) == ((), True)
    for crate, item, said in (("deep", "Parsr", "Parser"), ("dep", "x", "deep"), ("deep@2", "x", "1.0.0")):
        with pytest.raises(ItemError) as error:
            reaching(session, tier, "HEAD", crate, item)
        assert said in (error.value.hint or "")


def test_a_misspelt_path_is_told_the_nearest_one(tmp_path: Path) -> None:
    code = "".join(f"pub struct {name};\nimpl {name} {{ pub fn open() {{}} }}\n" for name in ("A", "B", "C", "Parser"))
    session, tier = needing(tmp_path, "pub fn f() { deep::A::open() }\n", [Needed("deep", "1.0.0", code)], ["deep"])
    with pytest.raises(ItemError) as error:
        reaching(session, tier, "HEAD", "deep", "Parser::opn")
    assert (error.value.hint or "").startswith("did you mean deep::Parser::open, ")


def test_tiers_and_depth(tmp_path: Path) -> None:
    session, tier = needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"])
    sure = reaching(session, tier, "HEAD", "deep", "parse", (Tier.EXACT, Tier.INFERRED))
    assert [way.line for way in sure.ways] == [2]
    assert reaching(session, tier, "HEAD", "deep", "parse", depth=1).ways == ()
    assert [way.line for way in reaching(session, tier, "HEAD", "deep", "parse", depth=2).ways] == [2]


def test_what_is_kept_of_a_commit_gives_the_same_as_linking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, tier = needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"])
    with monkeypatch.context() as patched:
        patched.setattr("rgraph.deps.reach.asking.link_packages", _somebody_writes)
        alone = chains(reaching(session, tier, "HEAD", "deep", "parse"))
    session.forget_all()
    assert session.widened().dependencies is None
    session.forget_all()
    assert chains(reaching(session, tier, "HEAD", "deep", "parse")) == alone
    session.forget_all()
    assert session.widened().dependencies is not None
    assert chains(reaching(session, tier, "HEAD", "deep", "parse")) == alone
    assert chains(reaching(session, tier, "staged", "deep", "parse")) == alone


def _somebody_writes(*_: object, **__: object) -> None:
    raise LockedError("locked")


def test_what_is_not_at_hand_is_said(tmp_path: Path) -> None:
    gone = Needed(MIDDLE.name, MIDDLE.version, MIDDLE.code, MIDDLE.needs, absent=True)
    found = reaching(*needing(tmp_path, APP, [DEEP, gone], ["middle"]), "HEAD", "deep", "parse")
    assert (found.ways, [str(each) for each in found.looked.missing]) == ((), ["middle@1.0.0"])
    absent = Needed(DEEP.name, DEEP.version, DEEP.code, absent=True)
    with pytest.raises(ItemError, match="not available"):
        reaching(*needing(tmp_path / "b", APP, [absent, MIDDLE], ["middle"]), "HEAD", "deep", "parse")


def test_values_are_dropped(tmp_path: Path) -> None:
    code = (
        "pub struct Held(u8);\npub enum Kind { One }\nimpl Held { pub fn new() -> Held { Held(1) } }\n"
        "impl Drop for Held { fn drop(&mut self) { release() } }\nimpl Drop for Kind { fn drop(&mut self) { release() } }\n"
        "fn release() {}\n"
    )
    middle = Needed("middle", "1.0.0", "pub fn open() { deep::Held::new(); }\npub fn calm() {}\n", ["deep"])
    app = "pub fn a() { middle::open() }\npub fn b() { middle::calm() }\npub fn c() { deep::Kind::One; }\n"
    session, tier = needing(tmp_path, app, [Needed("deep", "1.0.0", code), middle], ["middle", "deep"])
    found = reaching(session, tier, "HEAD", "deep", "Held::drop")
    assert chains(found) == [
        ("src/lib.rs", 1, "app::a middle::open deep::Held::new deep::<Held as Drop>::drop", "candidate")
    ]
    assert [way.line for way in reaching(session, tier, "HEAD", "deep", "release").ways] == [1, 3]
    assert reaching(session, tier, "HEAD", "deep", "release", (Tier.EXACT,)).ways == ()


def test_only_packages_that_lead_there_are_followed(tmp_path: Path) -> None:
    aside = Needed("aside", "1.0.0", "pub fn a() { b() }\nfn b() {}\n")
    app = APP + "pub fn other() { aside::a() }\n"
    found = reaching(*needing(tmp_path, app, [DEEP, MIDDLE, aside], ["middle", "aside"]), "HEAD", "deep", "parse")
    assert {str(each) for each in found.looked.between} == {"deep@1.0.0", "middle@1.0.0"}
    assert len(found.ways) == 2


def test_a_search_that_is_cut_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, tier = needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"])
    monkeypatch.setattr("rgraph.deps.reach.following.MAX_FOLLOWED", 1)
    cut = reaching(session, tier, "HEAD", "deep", "step").looked
    assert (cut.followed, "items of packages" in cut.cut) == (1, True)
    monkeypatch.setattr("rgraph.deps.reach.following.MAX_FOLLOWED", limits.MAX_FOLLOWED)
    monkeypatch.setattr("rgraph.deps.reach.reach.MAX_SOURCE_BYTES", 1)
    found = reaching(session, tier, "HEAD", "deep", "step")
    assert (found.ways, bool(found.looked.cut)) == ((), True)


def test_a_call_of_one_impl_leads_to_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "pub struct Slow;\nimpl Run for Slow { fn run(&self) { deep::quiet() } }\n"
    middle = Needed("middle", "1.0.0", f"{MIDDLE.code}{more}", ["deep"])
    session, tier = needing(tmp_path, APP, [DEEP, middle], ["middle"])
    assert [way.line for way in reaching(session, tier, "HEAD", "deep", "quiet").ways] == [3, 4], "2 calls `Fast`'s"
    monkeypatch.setattr("rgraph.deps.reach.references.MAX_IMPLS", 1)
    assert "impls of one trait" in reaching(session, tier, "HEAD", "deep", "quiet").looked.cut


def test_of_a_macro_what_a_call_becomes_is_sure_and_what_else_stands_in_it_is_not(tmp_path: Path) -> None:
    arms = "(good) => { $crate::good() }; (bad) => { $crate::bad() };"
    code = f"#[macro_export]\nmacro_rules! pick {{ {arms} }}\npub fn good() {{}}\npub fn bad() {{ deep::quiet() }}\n"
    app = "pub fn a() { middle::pick!(good) }\npub fn b() { middle::pick!(bad) }\n"
    session, tier = needing(tmp_path, app, [DEEP, Needed("middle", "1.0.0", code, ["deep"])], ["middle"])
    ways = reaching(session, tier, "HEAD", "deep", "quiet").ways
    assert [(way.line, way.tier) for way in ways] == [(1, "candidate"), (2, "exact")]


def test_what_builds_and_tests_of_a_package_need_leads_nowhere(tmp_path: Path) -> None:
    needs = '[dependencies]\n[build-dependencies]\ndeep = "1"\n[dev-dependencies]\ndeep = "1"\n'
    files = {"src/lib.rs": "pub fn open() {}\n", "Cargo.toml": manifest("middle", "1.0.0", []) + needs}
    middle = Needed("middle", "1.0.0", files, ["deep"])
    session, tier = needing(tmp_path, "pub fn a() { middle::open() }\n", [DEEP, middle], ["middle"])
    found = reaching(session, tier, "HEAD", "deep", "quiet")
    assert [str(each) for each in found.looked.between] == ["deep@1.0.0"]


def test_calls_that_did_not_resolve_are_counted(tmp_path: Path) -> None:
    app = "pub fn f(x: impl Sized) { unknown(x).parse(); middle::idle() }\n"
    looked = reaching(*needing(tmp_path, app, [DEEP, MIDDLE], ["middle"]), "HEAD", "deep", "parse").looked
    assert looked.unresolved == 1


def test_which_items_are_used(tmp_path: Path) -> None:
    app = APP + "pub fn own() { deep::quiet(); deep::quiet() }\n"
    found = used(*needing(tmp_path, app, [DEEP, MIDDLE], ["middle", "deep"]), "HEAD", "deep")
    told = {item.symbol: ([way.line for way in item.ways], item.direct) for item in found.items}
    assert told == {
        "deep::inner::Parser": ([2, 3, 8], 0),
        "deep::inner::Parser::new": ([2, 3, 8], 0),
        "deep::inner::Parser::parse": ([2, 3], 0),
        "deep::quiet": ([4, 10], 1),
    }


def test_two_versions_are_told_apart(tmp_path: Path) -> None:
    old = Needed("deep", "0.9.0", "pub fn quiet() {}\n")
    middle = Needed("middle", "1.0.0", "pub fn idle() { deep::quiet() }\n", ["deep 0.9.0"])
    app = "pub fn a() { middle::idle() }\npub fn b() { deep::quiet() }\n"
    session, tier = needing(tmp_path, app, [old, DEEP, middle], ["middle", "deep 1.0.0"])
    ways = {
        spec: [way.line for way in reaching(session, tier, "HEAD", spec, "quiet").ways]
        for spec in ("deep@0.9", "deep@1", "deep")
    }
    assert ways == {"deep@0.9": [1], "deep@1": [2], "deep": [1, 2]}


def test_bodies_that_are_gone_are_said(tmp_path: Path) -> None:
    session, tier = needing(tmp_path, APP, [DEEP, MIDDLE], ["middle"])
    reaching(session, tier, "HEAD", "deep", "parse")
    for archive in (tmp_path / "cargo").rglob("middle-*.crate"):
        archive.unlink()
    fresh = type(tier)(tier.finder.around, tmp_path / "packages" / "v1")
    found = reaching(session, fresh, "HEAD", "deep", "parse")
    assert (found.ways, found.looked.unread) == ((), ("middle@1.0.0: src/lib.rs",))


def test_paths_inside_packages() -> None:
    assert mounted.inner("/deep@1.0.0/src/lib.rs") == "src/lib.rs" and mounted.inner("src/lib.rs") == "src/lib.rs"


def test_a_name_longer_than_any_means_nothing() -> None:
    """Advisories are of strangers: what it costs to take a path apart grows with the square of its length."""
    assert segments("<T as Into<Vec<u8>>>::into()") == ["T", "into"]
    assert segments("<" * limits.MAX_NAME + ">" * limits.MAX_NAME) == []
