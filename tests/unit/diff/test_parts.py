"""Manifests, verdicts, questions, drift and what is affected: the parts of a comparison."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.affected import Reach
from rgraph.diff.asked import asked, check_fail_on, fails
from rgraph.diff.compare import Options, Scope, compare
from rgraph.diff.drift import dependences, drift
from rgraph.diff.manifests import describe
from rgraph.diff.neighbourhood import Dependence, Drift
from rgraph.diff.report import Level, PackageChange
from rgraph.diff.snapshot import Snapshot
from rgraph.diff.verdicts import worst
from rgraph.errors import ConfigError, RevisionError
from rgraph.git.repository import open_repository
from rgraph.model.cargo import Dependency
from rgraph.view.cycles import cyclic_links
from tests.dsl import Repo
from tests.unit.render.records import breaking, diff

from .crates import graph, report

TOML = '[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n'


# ---- manifests ------------------------------------------------------------------------------------------------------


def manifest(version: str = "1.0.0", more: str = "", name: str = "demo") -> dict[str, str]:
    return {"Cargo.toml": TOML.format(name=name, version=version) + more, "src/lib.rs": ""}


def told(old: str, new: str) -> list[str]:
    return [change.text for change in report(manifest(more=old), manifest(more=new)).packages]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('rust-version = "1.70"\n', 'rust-version = "1.75"\n', "rust-version: 1.70 -> 1.75"),
        ("", 'rust-version = "1.75"\n', "rust-version added: 1.75"),
        ('rust-version = "1.75"\n', "", "rust-version removed"),
        ("", '[dependencies]\na = "1"\n', "dependency `a` added: 1"),
        ("", '[dev-dependencies]\na = "1"\n', "dependency `a (dev)` added: 1"),
        (
            '[dependencies]\na = "1"\n',
            '[dependencies]\na = { version = "1", optional = true }\n',
            "dependency `a`: 1 -> 1, optional",
        ),
        ('[features]\nx = ["b", "a"]\n', '[features]\nx = ["a"]\n', "feature `x`: [a, b] -> [a]"),
    ],
)
def test_each_table_of_a_manifest_is_told(old: str, new: str, text: str) -> None:
    assert text in told(old, new)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"version": "1"}, "1"),
        ({}, "*"),
        ({"git": "https://x"}, "git https://x"),
        ({"path": "../a"}, "path ../a"),
        ({"version": "1", "package": "real"}, "1, package real"),
        ({"version": "1", "default_features": False}, "1, no default features"),
        ({"version": "1", "features": ["b", "a"]}, "1, features [a, b]"),
        ({"version": "1", "target": "cfg(unix)", "optional": True}, "1, optional, for cfg(unix)"),
    ],
)
def test_a_requirement_is_one_phrase(fields: dict[str, object], text: str) -> None:
    import msgspec

    every = {
        "name": "a",
        "package": "",
        "kind": "normal",
        "version": "",
        "path": "",
        "git": "",
        "optional": False,
        "default_features": True,
        "features": [],
        "target": "",
    }
    known = {f.name for f in msgspec.structs.fields(Dependency)}
    made = {key: value for key, value in {**every, **fields}.items() if key in known}
    assert describe(Dependency(**made)) == text  # type: ignore[arg-type]


def test_packages_come_and_go() -> None:
    both = {
        "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
        "a/Cargo.toml": TOML.format(name="a", version="1.0.0"),
        "a/src/lib.rs": "",
        "b/Cargo.toml": TOML.format(name="b", version="2.0.0"),
        "b/src/lib.rs": "pub fn f() {}",
    }
    one = {path: text for path, text in both.items() if not path.startswith("b/")}
    come, gone = report(one, both), report(both, one)
    assert [c.text for c in come.packages if c.what == "package"] == ["package `b` added: 2.0.0"]
    assert [c.text for c in gone.packages if c.what == "package"] == ["package `b` removed"]
    assert {v.package: (v.made, v.needed, v.enough) for v in come.verdicts}["b"] == ("new", "none", True)
    assert {v.package: (v.made, v.enough) for v in gone.verdicts}["b"] == ("removed", True)


BOTH = '[workspace]\nmembers = ["a", "b"]\n'


def leaning(version: str, dependency: str, body: str = "") -> dict[str, str]:
    """A package that depends on another one of its workspace."""
    return {
        "Cargo.toml": BOTH,
        "a/Cargo.toml": TOML.format(name="a", version=version) + f"[dependencies]\n{dependency}\n",
        "a/src/lib.rs": body,
        "b/Cargo.toml": TOML.format(name="b", version=version),
        "b/src/lib.rs": "",
    }


@pytest.mark.parametrize(
    ("old", "new", "local", "follows"),
    [
        ('b = { path = "../b", version = "1.0.0" }', 'b = { path = "../b", version = "1.1.0" }', True, True),
        ('b = { path = "../b", version = "=1.0.0" }', 'b = { path = "../b", version = "=1.1.0" }', True, True),
        ('b = { path = "../b", version = "1.0.0" }', 'b = { path = "../b", version = "3.1.0" }', True, False),
        (
            'b = { path = "../b", version = "1.0.0" }',
            'b = { path = "../b", version = "1.1.0", optional = true }',
            True,
            False,
        ),
        ("", 'b = { path = "../b", version = "1.1.0" }', True, False),
        ('b = "1.0.0"', 'b = { path = "../b", version = "1.1.0" }', False, False),
        ('serde = "1.0.0"', 'serde = "1.1.0"', False, False),
    ],
)
def test_a_dependency_follows_a_package_of_the_workspace_where_the_version_alone_moves(
    old: str, new: str, local: bool, follows: bool
) -> None:
    (found,) = [c for c in report(leaning("1.0.0", old), leaning("1.1.0", new)).packages if c.what == "dependency"]
    assert (found.local, found.follows) == (local, follows)


def test_a_lower_rust_version_asks_for_no_minor() -> None:
    sides = [{**manifest(more=f'rust-version = "1.{m}"\n'), "src/lib.rs": "pub fn f() {}"} for m in (67, 56)]
    (found,) = report(*sides).verdicts
    assert found.needed == "patch"


def test_a_package_that_grows_says_why() -> None:
    def why(old: str, new: str) -> tuple[str, ...]:
        (found,) = report({**manifest(), "src/lib.rs": old}, {**manifest(), "src/lib.rs": new}).verdicts
        assert (found.needed, found.least) == ("minor", "1.1.0")
        return found.why

    assert why("", "pub fn f() {}") == ("`demo::f` is new",)
    assert why("pub struct S;", "pub struct S;\nimpl S { pub fn m(&self) {} }") == ("`demo::S::m` is new",)
    assert why("pub fn f() {}", "#[deprecated]\npub fn f() {}")[0].startswith("`demo::f` is")
    assert why("pub struct S;\nimpl S { fn m(&self) {} }", "pub struct S;\nimpl S { pub fn m(&self) {} }") == (
        "`demo::S::m` is public now",
    )


def test_version_zero_stands_for_a_package_that_is_not_published() -> None:
    before, after = manifest("0.0.0"), manifest("0.0.0")
    assert verdict({**before, "src/lib.rs": "pub fn f() {}"}, after) == ("major", "none", True, False)


@given(st.sampled_from(["", "1", "x"]), st.sampled_from(["", "1", "x"]), st.sampled_from(["version", "a"]))
def test_a_package_change_reads_as_a_phrase(old: str, new: str, name: str) -> None:
    text = PackageChange("p", "version", name, old, new, "Cargo.toml").text
    assert text.startswith("version `a`" if name == "a" else "version")
    assert ("added" in text) == (not old) and ("removed" in text) == bool(old and not new)


# ---- verdicts -------------------------------------------------------------------------------------------------------


def verdict(old: dict[str, str], new: dict[str, str]) -> tuple[str, str, bool, bool]:
    (found,) = report(old, new).verdicts
    return found.needed, found.made, found.enough, found.published


@pytest.mark.parametrize(
    ("before", "after", "made"),
    [
        ("1.0.0", "0.9.0", "lowered"),
        ("1.0.0", "x", "unknown"),
        ("1.0.0", "1.0.1", "patch"),
        ("0.1.0", "0.1.1", "minor"),
        ("1.0.0-a", "1.0.0", None),
    ],
)
def test_the_bump_that_was_made(before: str, after: str, made: str | None) -> None:
    found = verdict(manifest(before), manifest(after))[1]
    assert found == made if made is not None else found in {"patch", "minor", "major", "none"}


def test_what_is_not_published_needs_no_bump() -> None:
    private = manifest(more="publish = false\n")
    broken = {**private, "src/lib.rs": ""}
    assert verdict({**private, "src/lib.rs": "pub fn f() {}"}, broken) == ("major", "none", True, False)


def test_what_was_not_published_had_no_users() -> None:
    before = {**manifest(more="publish = false\n"), "src/lib.rs": "pub fn f() {}"}
    assert verdict(before, {**manifest(), "src/lib.rs": ""}) == ("major", "none", True, False)


def test_a_manifest_alone_asks_for_a_patch_and_docs_for_nothing() -> None:
    assert verdict(manifest(), manifest(more='[dependencies]\na = "1"\n'))[0] == "patch"
    assert verdict(manifest(), manifest(more='[build-dependencies]\na = "1"\n'))[0] == "patch"
    assert verdict(manifest(), manifest(more='[dev-dependencies]\na = "1"\n'))[0] == "none"
    documented = {**manifest(), "src/lib.rs": "/// doc\nfn f() {}"}
    assert verdict({**manifest(), "src/lib.rs": "fn f() {}"}, documented)[0] == "none"


@given(st.lists(st.sampled_from(Level)))
def test_the_worst_level(found: list[Level]) -> None:
    assert worst([breaking(level) for level in found]) == (
        max(found, key=lambda level: level.rank).value if found else "none"
    )


# ---- drift ----------------------------------------------------------------------------------------------------------

MODULES = "abcd"
LINKS = st.sets(
    st.tuples(st.sampled_from(MODULES), st.sampled_from(MODULES)).filter(lambda pair: pair[0] != pair[1]), max_size=8
)


def crate(links: set[tuple[str, str]]) -> str:
    bodies = {name: " ".join(f"crate::{b}::f();" for a, b in sorted(links) if a == name) for name in MODULES}
    return "".join(f"pub mod {name} {{ pub fn f() {{ {body} }} }}\n" for name, body in bodies.items())


def graph_of_links(links: set[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in links:
        found.setdefault(a, set()).add(b)
    return found


@given(LINKS, LINKS)
def test_drift_is_the_difference_and_cycles_are_told_where_one_is_new(
    old: set[tuple[str, str]], new: set[tuple[str, str]]
) -> None:
    found = drift(Snapshot(graph(crate(old))), Snapshot(graph(crate(new))), {})
    gained = {(d.source[-1], d.target[-1]) for d in found.modules_gained}
    lost = {(d.source[-1], d.target[-1]) for d in found.modules_lost}
    assert (gained, lost) == (new - old, old - new)
    for cycle in found.cycles_gained:
        short = [name[-1] for name in cycle]
        assert all(link in new for link in zip(short, [*short[1:], short[0]], strict=True))
        assert short[0] == min(short)
    together = {frozenset(group) for group, _ in cyclic_links(graph_of_links(old))}
    fresh = [g for g, _ in cyclic_links(graph_of_links(new)) if not any(set(g) <= before for before in together)]
    assert bool(found.cycles_gained) == bool(fresh)


def test_drift_leaves_out_tests_and_candidates_and_follows_renames() -> None:
    tested = crate(set()) + "#[cfg(test)] mod tests { fn t() { crate::a::f() } }\n"
    assert dependences(Snapshot(graph(tested))) == {}
    old, new = crate({("a", "b")}), crate({("a", "b")}).replace("mod b", "mod z").replace("crate::b", "crate::z")
    assert drift(Snapshot(graph(old)), Snapshot(graph(new)), {"demo::b": "demo::z"}) == Drift()


def test_what_is_gone_has_its_old_names_though_modules_were_renamed() -> None:
    old, new = (
        crate({("a", "b"), ("b", "a")}),
        crate({("a", "z")}).replace("mod b", "mod z").replace("crate::b", "crate::z"),
    )
    found = drift(Snapshot(graph(old)), Snapshot(graph(new)), {"demo::b": "demo::z"})
    assert [(d.source, d.target) for d in found.modules_lost] == [("demo::b", "demo::a")]
    assert found.cycles_lost == (("demo::a", "demo::b"),) and not found.modules_gained


def test_a_module_and_one_inside_it_are_no_cycle_that_went_when_they_part() -> None:
    old = "pub mod a { pub mod b { pub fn f() { super::g() } } pub fn g() { b::f() } }"
    new = "pub mod a { pub fn g() {} } pub mod b { pub fn f() {} }"
    found = drift(Snapshot(graph(old)), Snapshot(graph(new)), {"demo::a::b": "demo::b"})
    assert found.modules_lost and not found.cycles_lost


def test_a_module_that_moved_into_a_new_crate_makes_no_old_dependence_on_that_crate() -> None:
    moved = "pub mod de { pub fn value(x: u8) -> u8 { x.wrapping_mul(3) } pub fn other(x: u8) -> u8 { value(x) } }"
    user = "pub mod user { pub fn uses(x: u8) -> u8 { crate::de::value(x) + 1 } }"
    old = manifest() | {"src/lib.rs": f"{moved}\n{user}\n"}
    new = {
        "Cargo.toml": '[workspace]\nmembers = ["core"]\n'
        + TOML.format(name="demo", version="1.0.1")
        + '[dependencies]\ncore_ = { path = "core" }\n',
        "src/lib.rs": f"use core_::de;\n{user}\n",
        "core/Cargo.toml": TOML.format(name="core_", version="1.0.1"),
        "core/src/lib.rs": moved,
    }
    forth, back = report(old, new).drift, report(new, old).drift
    assert [(d.source, d.target) for d in forth.crates_gained] == [("demo", "core_")] and not forth.crates_lost
    assert [(d.source, d.target) for d in back.crates_lost] == [("demo", "core_")] and not back.crates_gained
    assert not any("core_" in (d.source + d.target) for d in (*forth.modules_lost, *back.modules_gained))


def test_a_dependence_has_an_example_at_its_place() -> None:
    (found,) = dependences(Snapshot(graph(crate({("a", "b")})))).values()
    assert found == Dependence("demo::a", "demo::b")
    assert found.example in {"demo::a::f calls demo::b::f", "demo::a::f references demo::b"}
    assert found.place is not None and (found.place.path, found.place.line) == ("src/lib.rs", 1)


def test_crates_lean_on_each_other_by_their_modules() -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
        "a/Cargo.toml": TOML.format(name="a", version="1.0.0") + '[dependencies]\nb = { path = "../b" }\n',
        "a/src/lib.rs": "",
        "b/Cargo.toml": TOML.format(name="b", version="1.0.0"),
        "b/src/lib.rs": "pub fn f() {}",
    }
    found = report(files, {**files, "a/src/lib.rs": "pub fn g() { b::f() }"}).drift
    assert [(d.source, d.target) for d in found.crates_gained] == [("a", "b")]
    assert [(d.source, d.target) for d in found.modules_gained] == [("a", "b")]


# ---- affected -------------------------------------------------------------------------------------------------------


@given(LINKS, st.sampled_from(MODULES))
def test_callers_are_those_who_reach_it_each_at_its_shortest_distance(links: set[tuple[str, str]], name: str) -> None:
    reach = Reach(Snapshot(graph(crate(links))), (), ())
    found = {caller.symbol[6]: caller.depth for caller in reach.affected(f"demo::{name}::f", False).callers}
    distance, layer, level = dict[str, int](), {name}, 0
    while layer:
        level += 1
        layer = {a for a, b in links if b in layer and a != name and a not in distance}
        distance.update(dict.fromkeys(layer, level))
    assert found == distance


def test_lists_are_cut_and_what_is_cut_is_counted() -> None:
    source = "pub fn low() {}\n" + "".join(f"pub fn f{n}() {{ low() }}\n" for n in range(50))
    affected = Reach(Snapshot(graph(source)), (), {"demo::f1"}).affected("demo::low", True)
    assert (len(affected.callers), affected.more_callers) == (40, 10)
    assert affected.public == ("demo::f1",) and len(affected.stale) == 40


def test_following_a_chain_from_every_link_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    number = 60
    chain = "".join(f"pub fn f{n:03}() {{ f{n + 1:03}() }}\n" for n in range(number)) + f"pub fn f{number:03}() {{}}\n"
    names = [f"demo::f{n:03}" for n in range(number + 1)]
    whole = Reach(Snapshot(graph(chain)), (), ())
    told = [whole.affected(name, True) for name in names]
    assert whole.followed == number * (number + 1) // 2
    assert not any(affected.cut for affected in told)
    monkeypatch.setattr("rgraph.diff.affected.MAX_FOLLOWED", 100)
    bounded = Reach(Snapshot(graph(chain)), (), ())
    kept = [bounded.affected(name, True) for name in names]
    assert bounded.followed <= 100 + number
    assert [affected.stale for affected in kept] == [affected.stale for affected in told]  # direct users, all of them
    assert [affected.cut for affected in kept] == [n > 13 for n in range(number + 1)]
    assert kept[:14] == told[:14]


def test_a_report_says_where_following_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = "pub fn a() { b() }\npub fn b() { c() }\npub fn c() {}\n"
    assert report(chain, "").notes == ()
    monkeypatch.setattr("rgraph.diff.affected.MAX_FOLLOWED", 0)
    assert report(chain, "").notes == (
        "what reaches demo::c was not followed to the end: only the nearer items are listed",
    )


def test_what_uses_a_member_uses_the_type() -> None:
    source = "pub struct S { pub a: u8 }\npub fn reads(s: S) -> u8 { s.a }\n"
    affected = Reach(Snapshot(graph(source)), (), ()).affected("demo::S", False)
    assert [caller.symbol for caller in affected.callers] == ["demo::reads"]


# ---- comparing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        (Scope(), True),
        (Scope(crates=("demo",)), True),
        (Scope(crates=("pack",)), True),
        (Scope(crates=("other",)), False),
        (Scope(paths=("src",)), True),
        (Scope(paths=("./src/",)), True),
        (Scope(paths=("src/m.rs",)), True),
        (Scope(paths=("sr",)), False),
        (Scope(paths=(".",)), True),
        (Scope(crates=("demo",), paths=("tests",)), False),
    ],
)
def test_a_scope_holds_what_is_inside_of_both_its_parts(scope: Scope, holds: bool) -> None:
    assert scope.holds("demo", "pack", "src/m.rs") is holds


def test_code_is_carried_only_where_it_is_asked_for() -> None:
    old, new = graph("fn f() { 1; }"), graph("fn f() { 2; }")
    (plain,), (with_code,) = compare(old, new).changes, compare(old, new, Options(code=True)).changes
    assert (plain.before, plain.after) == ("", "")
    assert (with_code.before, with_code.after) == ("fn f() { 1; }", "fn f() { 2; }")


def test_who_is_affected_is_left_out_where_it_is_not_asked_for() -> None:
    old, new = graph("fn f() { 1; }\nfn g() { f() }"), graph("fn f() { 2; }\nfn g() { f() }")
    assert compare(old, new).changes[0].affected.callers
    assert not compare(old, new, Options(affected=False)).changes[0].affected.callers


def test_a_comparison_back_is_the_mirror() -> None:
    old, new = "pub fn f() {}\npub fn gone(a: Vec<u8>) -> usize { a.len() }", "pub fn f() { 1; }\npub struct Come;"
    there, back = report(old, new), report(new, old)
    assert {(c.old is None, c.new is None) for c in there.changes} == {
        (c.new is None, c.old is None) for c in back.changes
    }
    assert len(there.changes) == len(back.changes) == 3


# ---- questions ------------------------------------------------------------------------------------------------------


@dataclass
class Asked:
    """A repository with two commits, the second tagged."""

    path: Path
    repo: Repo = field(init=False)

    def __post_init__(self) -> None:
        self.repo = Repo(self.path)
        self.first = self.repo.commit({"src/lib.rs": "fn f() {}\n"})
        self.second = self.repo.commit({"src/lib.rs": "fn g() {}\n"}, tag="v1")
        self.repo.checkout()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(tmp_path_factory.mktemp("asked") / "r")


def test_what_words_and_flags_mean(two: Asked) -> None:
    repository = open_repository(str(two.path))
    found = asked(repository, ["HEAD~1..v1", "src"])
    assert (found.old, found.new, found.labels, found.paths) == (two.first, two.second, ("HEAD~1", "v1"), ("src",))
    assert asked(repository, ["HEAD~1.."]).labels == ("HEAD~1", "HEAD")
    assert asked(repository, ["HEAD~1...HEAD"]).labels == (f"{two.first[:10]} (merge base)", "HEAD")
    assert asked(repository, []).labels == ("HEAD", "the worktree")
    assert asked(repository, ["HEAD~1"], staged=True).labels == ("HEAD~1", "the index")
    assert asked(repository, ["src/lib.rs"]).paths == ("src/lib.rs",)
    assert asked(repository, ["src"], at="HEAD~1").labels == ("HEAD~1", "the worktree")


def test_questions_that_contradict_themselves(two: Asked) -> None:
    repository = open_repository(str(two.path))
    with pytest.raises(RevisionError, match="exclude each other"):
        asked(repository, [], staged=True, worktree=True)
    with pytest.raises(RevisionError, match="already names both sides"):
        asked(repository, ["HEAD~1..HEAD"], worktree=True)
    with pytest.raises(RevisionError):
        asked(repository, ["nothing-like-it"])


@pytest.mark.parametrize(
    ("conditions", "levels", "cycle", "met"),
    [
        (["major"], [Level.MINOR], False, False),
        (["minor"], [Level.MAJOR], False, True),
        (["major,minor"], [Level.MINOR], False, True),
        (["patch"], [], False, False),
        (["new-cycle"], [Level.MAJOR], False, False),
        (["new-cycle"], [], True, True),
        ([], [Level.MAJOR], True, False),
    ],
)
def test_conditions(conditions: list[str], levels: list[Level], cycle: bool, met: bool) -> None:
    found = diff(findings=tuple(map(breaking, levels)), drift=Drift(cycles_gained=(("a", "b"),) if cycle else ()))
    assert fails(found, check_fail_on(conditions)) is met


def test_an_unknown_condition_is_refused() -> None:
    with pytest.raises(ConfigError, match="no such condition"):
        check_fail_on(["major, huge"])


def test_where_no_library_has_to_be_compared_nothing_that_compares_is_loaded() -> None:
    """Most commits change only bodies, and loading it would take a quarter of the time of such a diff."""
    script = (
        "import sys; import rgraph.diff.compare, rgraph.diff.apis; "
        "print([name for name in ('rgraph.link.world', 'rgraph.diff.semver.breaking') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
