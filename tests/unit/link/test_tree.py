"""The module tree, and where it ends."""

from __future__ import annotations

from rgraph.link.limits import MAX_FILES_DEEP, MAX_PLACES_OF_A_FILE
from rgraph.link.linker import Linker
from rgraph.model.ids import RepoPath
from tests.golden.link.crates import MANIFEST, MemorySource, link


def twice(count: int) -> dict[str, str]:
    """Files that bring in the next one as two modules each."""
    files = {"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": "mod f0;"}
    for n in range(count):
        following = "".join(f'#[path = "f{n + 1}.rs"] mod {name};\n' for name in "ab")
        files[f"src/f{n}.rs"] = following if n < count - 1 else "pub fn last() {}"
    return files


def test_a_file_is_so_many_modules_at_most() -> None:
    source = MemorySource()
    linker = Linker(source)
    linked = linker.link(source.tree(twice(16))).linked
    counts = {path: len(places) for path, places in linker.world.by_path.items()}
    assert max(counts.values()) == MAX_PLACES_OF_A_FILE
    assert counts[RepoPath("src/f5.rs")] == 32
    cut = [one for file in linked.values() for one in file.unresolved if one.reason == "limit"]
    assert cut
    assert {(one.reason, one.shape) for one in cut} == {("limit", "module")}


def test_what_a_limit_cut_off_is_linked_again_when_it_is_not_any_more() -> None:
    files = twice(8)
    source = MemorySource()
    linker = Linker(source)
    linker.link(source.tree(files))
    files["src/f0.rs"] = '#[path = "f1.rs"] mod a;\n'
    tree = source.tree(files)
    delta = linker.link(tree)
    alone = Linker(source).link(tree).linked
    assert delta.linked == {path: alone[path] for path in delta.linked}
    assert not any(one.reason == "limit" for file in alone.values() for one in file.unresolved)


def test_files_nest_so_deep_at_most() -> None:
    files = {"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": '#[path = "n0.rs"] mod m;'}
    files |= {f"src/n{n}.rs": f'#[path = "n{n + 1}.rs"] mod m;' for n in range(MAX_FILES_DEEP + 2)}
    linked = link(files)
    limits = {
        path: [(one.reason, one.shape, one.count, one.name) for one in file.unresolved]
        for path, file in linked.items()
        if file.unresolved
    }
    assert limits == {RepoPath(f"src/n{MAX_FILES_DEEP - 2}.rs"): [("limit", "module", 1, "m")]}


def test_a_file_that_leads_back_to_itself_ends_there() -> None:
    files = {
        "Cargo.toml": MANIFEST.format(edition="2021"),
        "src/lib.rs": '#[path = "a.rs"] mod a;',
        "src/a.rs": '#[path = "a.rs"] mod again; pub fn f() {}',
    }
    linked = link(files)
    assert [each.symbol for each in linked[RepoPath("src/a.rs")].defs if each.symbol.endswith("f")] == ["demo::a::f"]


def test_modules_nested_deeper_than_pythons_stack() -> None:
    files = {"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": '#[path = "n0.rs"] mod m;'}
    for n in range(40):
        inner = f'#[path = "{"../" * 100}n{n + 1}.rs"] mod m;' if n < 39 else "fn f() { g() } fn g() {}"
        files[f"src/n{n}.rs"] = "mod x {" * 100 + inner + "}" * 100
    linked = link(files)
    edges = [edge for file in linked.values() for edge in file.edges if edge.kind == "calls"]
    assert [edge.dst.rpartition("::")[2] for edge in edges] == ["g"]
