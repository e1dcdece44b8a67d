"""Commits, merges, branches, tags, renames of files."""

from __future__ import annotations

from .shape import ROOT, Command, Commit, History, Tree, each, shape

HISTORY: Command = ("index", "--history", "-j1")
EVERYTHING: Command = ("index", "--all", "-j1")
CRATE: Tree = {
    "Cargo.toml": '[package]\nname = "shape"\nversion = "0.1.0"\nedition = "2021"\n',
    ROOT: "pub mod a;\npub mod b;\n",
    "src/a.rs": "pub fn f() { crate::b::f() }\n",
    "src/b.rs": "pub fn f() {}\n",
}


def line(n: int) -> list[Commit]:
    """A first commit, and n that each edit a body."""
    later = [Commit({"src/a.rs": f"pub fn f() {{ crate::b::f(); drop({i}) }}\n"}, (i,)) for i in range(n)]
    return [Commit({**CRATE}), *later]


@shape(HISTORY)
def commits(n: int) -> History:
    """Commits that edit a body."""
    return History(line(n))


@shape(HISTORY)
def commits_that_add_a_file(n: int) -> History:
    """Each commit adds a file and its `mod` in one that grows."""
    added = [Commit({f"src/m{i}.rs": f"pub fn f() {{ crate::a::f(); drop({i}) }}\n"}, (i,)) for i in range(n)]
    declared = each(n, lambda i: f"pub mod m{i};")
    return History([Commit({**CRATE, ROOT: f"pub mod a;\npub mod b;\n{declared}\n"}), *added])


@shape(HISTORY, cap="n commits of a file with n items: the text itself grows with the square")
def commits_of_a_growing_file(n: int) -> History:
    """Each commit adds a function to one file (a twentieth of n of them)."""
    steps = max(2, n // 20)
    grown = [
        Commit({"src/a.rs": each(20 * (i + 1), lambda k: f"pub fn f{k}() {{}}") + "\npub fn f() {}\n"}, (i,))
        for i in range(steps)
    ]
    return History([Commit({**CRATE}), *grown])


@shape(HISTORY)
def commits_without_code(n: int) -> History:
    """Commits that touch no Rust file."""
    return History([Commit({**CRATE}), *(Commit({"README.md": f"{i}\n"}, (i,)) for i in range(n))])


@shape(HISTORY)
def commits_to_and_fro(n: int) -> History:
    """A change and its revert, again and again."""
    sides = ("pub fn f() { crate::b::f() }\n", "pub fn f() {}\n")
    return History([Commit({**CRATE}), *(Commit({"src/a.rs": sides[i % 2]}, (i,)) for i in range(n))])


@shape(HISTORY)
def commits_that_rename(n: int) -> History:
    """Each commit renames a file and its `mod`."""
    renamed = [
        Commit(
            {
                ROOT: f"pub mod a{i + 1};\npub mod b;\n",
                f"src/a{i}.rs": None,
                f"src/a{i + 1}.rs": "pub fn f() { crate::b::f() }\n",
            },
            (i,),
        )
        for i in range(n)
    ]
    first = {**CRATE, ROOT: "pub mod a0;\npub mod b;\n", "src/a0.rs": CRATE["src/a.rs"]}
    return History([Commit(first), *renamed])


@shape(HISTORY)
def commits_of_manifests(n: int) -> History:
    """Each commit raises the version in the manifest."""
    versions = [
        Commit({"Cargo.toml": f'[package]\nname = "shape"\nversion = "0.{i + 1}.0"\nedition = "2021"\n'}, (i,))
        for i in range(n)
    ]
    return History([Commit({**CRATE}), *versions])


@shape(HISTORY)
def merges(n: int) -> History:
    """A branch of one commit is merged again and again."""
    made = [Commit({**CRATE})]
    tip = 0
    for i in range(n // 2):
        made.append(Commit({"src/b.rs": f"pub fn f() {{ drop({i}) }}\n"}, (tip,)))
        made.append(Commit({"src/b.rs": f"pub fn f() {{ drop({i}) }}\n"}, (tip, len(made) - 1)))
        tip = len(made) - 1
    return History(made)


@shape(HISTORY)
def merges_criss_cross(n: int) -> History:
    """Two lines that merge each other at every step: 2^n ways back."""
    made = [Commit({**CRATE}), Commit({"src/b.rs": "pub fn f() { drop(1) }\n"}, (0,))]
    left, right = 0, 1
    for i in range(n // 2):
        made.append(Commit({"src/a.rs": f"pub fn f() {{ drop({i}) }}\n"}, (left, right)))
        made.append(Commit({"src/b.rs": f"pub fn f() {{ drop({i}) }}\n"}, (right, left)))
        left, right = len(made) - 2, len(made) - 1
    return History(made)


@shape(HISTORY)
def merge_of_many(n: int) -> History:
    """One merge with many parents."""
    sides = [Commit({f"src/x{i}.rs": "pub fn f() {}\n"}, (0,)) for i in range(n)]
    return History([Commit({**CRATE}), *sides, Commit({}, tuple(range(n + 1)))])


@shape(EVERYTHING)
def branches(n: int) -> History:
    """Branches of one commit each."""
    sides = [Commit({"src/a.rs": f"pub fn f() {{ drop({i}) }}\n"}, (0,)) for i in range(n)]
    refs = {f"refs/heads/b{i}": i + 1 for i in range(n)}
    return History([Commit({**CRATE}), *sides], refs)


@shape(EVERYTHING)
def branches_from_branches(n: int) -> History:
    """Each branch begins on the one before, which goes on."""
    made = [Commit({**CRATE})]
    refs = {}
    tip = 0
    for i in range(n // 2):
        made.append(Commit({"src/a.rs": f"pub fn f() {{ drop({i}) }}\n"}, (tip,)))
        made.append(Commit({"src/b.rs": f"pub fn f() {{ drop({i}) }}\n"}, (tip,)))
        tip = len(made) - 1
        refs[f"refs/heads/b{i}"] = len(made) - 2
    return History(made, refs)


@shape(("status",), before=(("index", "--history", "-j1"),))
def tags(n: int) -> History:
    """Tags on every commit; what `status` costs."""
    return History(line(n), {f"refs/tags/v0.{i}.0": i for i in range(n + 1)})


@shape(("log", "shape::a::f"), before=(HISTORY,))
def life_of_an_item(n: int) -> History:
    """`log` of a function that every commit changed."""
    return History(line(n))


@shape(("log", "shape::b::f"), before=(HISTORY,))
def life_of_an_item_that_rests(n: int) -> History:
    """`log` of a function that no commit changed."""
    return History(line(n))


@shape(("query", "?[count(s)] := item[s, _, _, _, _, _, _]", "--at", "HEAD~1"), before=(HISTORY,))
def query_after_many_commits(n: int) -> History:
    """A query on a store with many commits."""
    return History(line(n))


@shape(("dump",), before=(HISTORY,))
def dump_after_many_commits(n: int) -> History:
    """`dump` of HEAD on a store with many commits."""
    return History(line(n))


@shape(("gc",), before=(HISTORY,))
def collect_after_many_commits(n: int) -> History:
    """`gc` on a store with many commits."""
    return History(line(n))


@shape(("doctor", "--commits", "3", "--links", "3"), before=(HISTORY,))
def doctor_after_many_commits(n: int) -> History:
    """`doctor` of three commits on a store with many."""
    return History(line(n))


@shape(HISTORY, before=(HISTORY,))
def nothing_to_do(n: int) -> History:
    """A second run over a history that is indexed."""
    return History(line(n))


@shape(("check", "HEAD~1..HEAD"), before=(HISTORY,))
def check_after_many_commits(n: int) -> History:
    """`check` of the last commit of a long history."""
    rules = '[[rule]]\nname = "x"\nkind = "forbidden"\nreason = "r"\nfrom = "shape::b"\nto = "shape::a"\n'
    made = line(n)
    return History([Commit({**CRATE, "rgraph.toml": rules}), *made[1:]])
