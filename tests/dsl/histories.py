"""Random small histories of small Rust workspaces, as a hypothesis strategy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pygit2
from hypothesis import strategies as st

from .crates import manifest
from .repo import Repo

Files = dict[str, tuple[str, ...]]
"""A tree: each file as its pieces (items), joined by newlines."""

ROOT = "src/lib.rs"
MODULES = ("alpha", "beta", "gamma")
TYPES = ("Red", "Green", "Blue")
FUNCTIONS = ("run", "walk", "jump", "stop")
MAX_BRANCHES = 4

EDITS = (
    "edit", "edit", "edit", "add_function", "add_function", "add_method", "add_trait", "add_use", "add_macro", "add_module",
    "add_module", "add_inline", "move_module", "rename_module", "delete_piece", "delete_file", "undeclare", "comment",
    "break_syntax", "cfg", "add_crate", "add_target", "edit_manifest", "break_manifest", "twin",
    "cfg", "settings", "include", "alternatives",
)  # fmt: skip
MOVES = ("branch", "merge", "octopus", "amend", "rebase", "revert", "foreign_merge")


@dataclass(frozen=True)
class Step:
    """One commit (or move of a branch): what is done, on which branch, and numbers that pick the place."""

    what: str
    branch: int
    a: int
    b: int


@dataclass(frozen=True)
class Built:
    """A repository made from a history: its commits in the order of making (amended ones too), all still there."""

    repo: Repo
    commits: tuple[str, ...]
    rewritten: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class History:
    """A list of steps; `build` makes the repository, the same one for the same steps."""

    steps: tuple[Step, ...]

    def build(self, path: Path | str) -> Built:
        """Make the repository at `path`, which must not exist or be empty."""
        return _Builder(Repo(path)).run(self.steps)


def histories(*, min_steps: int = 1, max_steps: int = 12) -> st.SearchStrategy[History]:
    """Histories of edits, adds, deletes, renames, module moves, targets, broken files, branches, merges, amends, rebases."""
    number = st.integers(0, 11)
    what = st.sampled_from(EDITS) | st.sampled_from(EDITS) | st.sampled_from(MOVES)
    step = st.builds(Step, what, st.integers(0, MAX_BRANCHES - 1), number, number)
    return st.lists(step, min_size=min_steps, max_size=max_steps).map(lambda steps: History(tuple(steps)))


def first_tree() -> Files:
    """What every history starts from."""
    return {
        "Cargo.toml": (manifest("demo"),),
        ROOT: ("mod alpha;", "pub use alpha::Red;", "pub fn run() -> u32 { alpha::walk(1) }"),
        "src/alpha.rs": ("pub struct Red { pub x: u32 }", "pub fn walk(n: u32) -> u32 { n + 1 }"),
    }


@dataclass
class _Builder:
    repo: Repo
    trees: dict[str, Files] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)
    branches: list[str] = field(default_factory=lambda: ["main"])

    def run(self, steps: tuple[Step, ...]) -> Built:
        self._commit("main", [], first_tree())
        for step in steps:
            self._step(step)
        return Built(self.repo, tuple(self.order), tuple(self.rewritten))

    def _step(self, step: Step) -> None:
        branch = self.branches[step.branch % len(self.branches)]
        if step.what in MOVES:
            getattr(self, f"_{step.what}")(branch, step)
        else:
            tip = self.repo.oid(branch)
            self._commit(branch, [tip], edit(self.trees[tip], step))

    def _commit(self, branch: str, parents: list[str], tree: Files) -> str:
        files = {path: "\n".join(pieces) + "\n" for path, pieces in tree.items()}
        oid = self.repo.commit(files, branch=branch, parents=parents, empty_tree=True)
        self.trees[oid] = tree
        self.order.append(oid)
        return oid

    def _branch(self, branch: str, step: Step) -> None:
        if len(self.branches) < MAX_BRANCHES:
            name = f"side{len(self.branches)}"
            start = self.order[step.a % len(self.order)]
            self.repo.set_branch(name, start)
            self.branches.append(name)

    def _merge(self, branch: str, step: Step) -> None:
        other = self.branches[step.a % len(self.branches)]
        self._merge_all(branch, self.repo.oid(branch), [self.repo.oid(other)], step)

    def _foreign_merge(self, branch: str, step: Step) -> None:
        """A foxtrot: the other side is the first parent."""
        other = self.branches[step.a % len(self.branches)]
        self._merge_all(branch, self.repo.oid(other), [self.repo.oid(branch)], step)

    def _octopus(self, branch: str, step: Step) -> None:
        others = [self.repo.oid(name) for name in self.branches if name != branch]
        self._merge_all(branch, self.repo.oid(branch), others, step)

    def _merge_all(self, branch: str, first: str, others: list[str], step: Step) -> None:
        parents = list(dict.fromkeys([first, *others]))
        tree = self.trees[first]
        for other in parents[1:]:
            tree = merged(tree, self.trees[other], keep_ours=step.b % 3 != 0)
        if step.b % 4 == 0:  # an evil merge: it changes something itself
            tree = edit(tree, Step("edit", 0, step.a, step.b))
        self._commit(branch, parents, tree)

    def _amend(self, branch: str, step: Step) -> None:
        tip = self.repo.oid(branch)
        parents = [str(parent) for parent in self.repo.repo[tip].peel(pygit2.Commit).parent_ids]
        new = self._commit(branch, parents, edit(self.trees[tip], Step("edit", 0, step.a, step.b)))
        self.rewritten.append((tip, new))

    def _rebase(self, branch: str, step: Step) -> None:
        """The last commits of a branch, copied onto another one (`git rebase --onto other branch~n branch`)."""
        target = self.repo.oid(self.branches[step.a % len(self.branches)])
        line = self._first_parents(self.repo.oid(branch))[: 1 + step.b % 3]
        for old in reversed(line):
            before = next((self.trees[parent] for parent in self._first_parents(old)[1:]), {})
            target = self._commit(branch, [target], replayed(before, self.trees[old], self.trees[target]))
            self.rewritten.append((old, target))

    def _first_parents(self, oid: str) -> list[str]:
        """A commit and its first parents, newest first, until a root."""
        line = [oid]
        while parents := self.repo.repo[line[-1]].peel(pygit2.Commit).parent_ids:
            line.append(str(parents[0]))
        return line

    def _revert(self, branch: str, step: Step) -> None:
        self._commit(branch, [self.repo.oid(branch)], self.trees[self.order[step.a % len(self.order)]])


def merged(ours: Files, theirs: Files, *, keep_ours: bool) -> Files:
    """Every file of either side; where both have one, ours or theirs."""
    return theirs | ours if keep_ours else ours | theirs


def replayed(before: Files, after: Files, onto: Files) -> Files:
    """What a commit did to files, done to another tree: a file that both changed is as the commit has it."""
    done = {path: pieces for path, pieces in after.items() if before.get(path) != pieces}
    return {path: pieces for path, pieces in onto.items() if path not in before or path in after} | done


def edit(tree: Files, step: Step) -> Files:
    """The tree after one edit; `step.a` and `step.b` pick the place."""
    changed = dict(tree)
    sources = sorted(path for path in tree if path.endswith(".rs"))
    if not sources:
        return first_tree()
    path = sources[step.a % len(sources)]
    _EDITS[step.what](changed, path, step)
    return changed


def _append(tree: Files, path: str, *pieces: str) -> None:
    tree[path] = (*tree.get(path, ()), *pieces)


def _replace(tree: Files, path: str, at: int, piece: str) -> None:
    pieces = list(tree[path])
    pieces[at] = piece
    tree[path] = tuple(pieces)


def _edit(tree: Files, path: str, step: Step) -> None:
    """Change a number in a body, or a called name."""
    pieces = tree[path]
    at = step.b % max(len(pieces), 1)
    if not pieces:
        _append(tree, path, "pub fn run() -> u32 { 7 }")
    elif step.a % 2:
        _replace(tree, path, at, re.sub(r"\d+\b", lambda match: str((int(match[0]) + step.b + 1) % 97), pieces[at]))
    else:
        old, new = FUNCTIONS[step.b % 4], FUNCTIONS[(step.b + 1 + step.a) % 4]
        _replace(tree, path, at, re.sub(rf"\b{old}\b", new, pieces[at]))


def _add_function(tree: Files, path: str, step: Step) -> None:
    target = ("crate::run", "super::walk", "self::jump", "alpha::walk", "crate::alpha::beta::stop", "stop", "demo::run")
    name = FUNCTIONS[step.b % 4]
    visibility = ("pub ", "", "pub(crate) ")[step.a % 3]
    _append(tree, path, f"{visibility}fn {name}(n: u32) -> u32 {{ {target[(step.a + step.b) % 7]}(n + {step.b}) }}")


def _add_method(tree: Files, path: str, step: Step) -> None:
    name = TYPES[step.b % 3]
    if not any(f"struct {name} " in piece for piece in tree[path]) and step.a % 2:
        _append(tree, path, f"#[derive(Clone)]\npub struct {name} {{ pub x: u32, y: Option<{TYPES[step.a % 3]}> }}")
    called = FUNCTIONS[(step.a + step.b) % 4]
    _append(
        tree,
        path,
        f"impl {name} {{\n    /// Doc {step.b}.\n    pub fn {FUNCTIONS[step.b % 4]}(&self) -> u32 {{ self.{called}() + self.x }}\n}}",
    )


def _add_trait(tree: Files, path: str, step: Step) -> None:
    name, kind = f"Can{step.b % 2}", TYPES[step.a % 3]
    function = FUNCTIONS[step.a % 4]
    _append(
        tree, path, f"pub trait {name} {{ fn {function}(&self) -> u32 {{ {step.b} }} }}", f"impl {name} for {kind} {{}}"
    )
    _append(tree, path, f"pub fn use_{name.lower()}<T: {name}>(t: &T) -> u32 {{ t.{function}() }}")


def _add_use(tree: Files, path: str, step: Step) -> None:
    wanted = (
        "pub use crate::alpha::*;", "use super::*;", "use crate::alpha::Red as Crimson;", "pub use self::beta::{run, Green};",
        "use crate::{alpha, run as go};", "pub(crate) use crate::beta::gamma;", "use demo::Red;", "use std::fmt::Debug;",
    )  # fmt: skip
    tree[path] = (wanted[step.b % len(wanted)], *tree[path])


def _add_macro(tree: Files, path: str, step: Step) -> None:
    name = f"twice{step.b % 2}"
    macro = f"macro_rules! {name} {{ ($e:expr) => {{ $crate::run() + $e }}; }}"
    tree[path] = (f"#[macro_export]\n{macro}" if step.a % 2 else macro, *tree[path])
    _append(tree, path, f"fn expand{step.b}() -> u32 {{ {name}!(crate::run()) }}")


def _child_folder(path: str) -> str:
    """The folder of a file's child modules."""
    folder, _, name = path.rpartition("/")
    if name in ("lib.rs", "main.rs", "mod.rs") or not folder.startswith("src"):
        return folder
    return f"{folder}/{name.removesuffix('.rs')}"


def _add_module(tree: Files, path: str, step: Step) -> None:
    name = MODULES[step.b % 3]
    where = f"{_child_folder(path)}/{name}"
    target = f"{where}/mod.rs" if step.a % 3 == 0 else f"{where}.rs"
    declaration = f"pub mod {name};" if step.b % 2 else f"mod {name};"
    if step.a % 5 == 4:
        target = f"src/odd/{name}_{step.b}.rs"
        declaration = f'#[path = "{Path("src/odd").name}/{name}_{step.b}.rs"]\n{declaration}'
    tree[path] = (declaration, *tree[path])
    kind = TYPES[step.a % 3]
    _append(
        tree,
        target,
        f"pub struct {kind} {{ pub x: u32 }}",
        f"pub fn {FUNCTIONS[step.b % 4]}() -> u32 {{ super::run() }}",
    )


def _add_inline(tree: Files, path: str, step: Step) -> None:
    name = MODULES[step.b % 3]
    _append(
        tree,
        path,
        f"pub mod {name} {{\n    use super::*;\n    pub fn {FUNCTIONS[step.a % 4]}() -> u32 {{ run() + {step.b} }}\n}}",
    )


def _move_module(tree: Files, path: str, step: Step) -> None:
    """`foo.rs` to `foo/mod.rs`, and back: the module stays the same."""
    folder, _, name = path.rpartition("/")
    if name == "mod.rs" and "/" in folder:
        target = f"{folder}.rs"
    elif name not in ("lib.rs", "main.rs", "mod.rs"):
        target = f"{folder}/{name.removesuffix('.rs')}/mod.rs"
    else:
        return
    if target not in tree:
        tree[target] = tree.pop(path)


def _rename_module(tree: Files, path: str, step: Step) -> None:
    """Rename a file and every word of its name in all files (declarations and paths)."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".rs")
    new = MODULES[step.b % 3]
    target = f"{folder}/{new}.rs"
    if stem not in MODULES or target in tree:
        return
    tree[target] = tree.pop(path)
    if step.a % 3:  # else the declaration is forgotten
        for other, pieces in list(tree.items()):
            tree[other] = tuple(re.sub(rf"\b{stem}\b", new, piece) for piece in pieces)


def _delete_piece(tree: Files, path: str, step: Step) -> None:
    pieces = tree[path]
    if pieces:
        at = step.b % len(pieces)
        tree[path] = pieces[:at] + pieces[at + 1 :]


def _delete_file(tree: Files, path: str, step: Step) -> None:
    if path != ROOT or step.b % 4 == 0:
        del tree[path]


def _undeclare(tree: Files, path: str, step: Step) -> None:
    tree[path] = tuple(piece for piece in tree[path] if not re.match(r"(pub )?mod \w+;", piece))


def _comment(tree: Files, path: str, step: Step) -> None:
    tree[path] = (f"// comment {step.b}\n" * (step.b % 3 + 1), *tree[path])


def _break_syntax(tree: Files, path: str, step: Step) -> None:
    broken = ("pub fn broken( {", "struct ;", "impl Red { fn }", "}}}", "let x = ;", "\x00\x01")
    _append(tree, path, broken[step.b % len(broken)])


def _cfg(tree: Files, path: str, step: Step) -> None:
    pieces = tree[path]
    if pieces:
        at = step.b % len(pieces)
        predicate = ("test", 'feature = "extra"', "not(test)", "unix", "windows", 'not(feature = "extra")')[step.a % 6]
        _replace(tree, path, at, f"#[cfg({predicate})]\n{pieces[at]}")


def _settings(tree: Files, path: str, step: Step) -> None:
    """Another configuration, none, or a table that is wrong."""
    table = (
        'targets = ["x86_64-pc-windows-msvc"]', "features = []", 'custom = ["odd"]\ntest = false', "tests = false",
    )[step.a % 4]  # fmt: skip
    if step.b % 5 == 4:
        tree.pop("rgraph.toml", None)
    else:
        tree["rgraph.toml"] = (f"[cfg]\n{table}",)


def _include(tree: Files, path: str, step: Step) -> None:
    """A file among the items of a module: one that is there, or is to come."""
    name = (*MODULES, "made")[step.b % 4]
    text = (
        f'"{name}.rs"',
        f'concat!(env!("CARGO_MANIFEST_DIR"), "/src/{name}.rs")',
        'concat!(env!("OUT_DIR"), "/x.rs")',
    )
    _append(tree, path, f"include!({text[step.a % 3]});")
    if step.a % 2:
        tree.setdefault(f"src/{name}.rs", (f"pub fn {FUNCTIONS[step.b % 4]}() -> u32 {{ 5 }}",))


def _alternatives(tree: Files, path: str, step: Step) -> None:
    """Imports, statements and files under opposite cfgs."""
    one, other = FUNCTIONS[step.a % 4], FUNCTIONS[step.b % 4]
    pieces = (
        f"#[cfg(windows)] use crate::alpha::{one} as pick;\n#[cfg(unix)] use crate::beta::{other} as pick;",
        "#[cfg(windows)] pub use crate::alpha::*;\n#[cfg(not(windows))] pub use crate::beta::*;",
        f"fn chosen() -> u32 {{ #[cfg(windows)] {{ {one}() }} #[cfg(unix)] {{ {other}() }} }}",
        '#[cfg_attr(windows, path = "odd.rs")]\nmod gamma;',
        f"fn picked() -> u32 {{ pick() + {one}() }}",
    )
    _append(tree, path, pieces[(step.a + step.b) % 5])


def _add_crate(tree: Files, path: str, step: Step) -> None:
    name = f"part{step.b % 2}"
    root = manifest(
        "demo", extra=f'[dependencies]\n{name} = {{ path = "{name}" }}\n[workspace]\nmembers = ["{name}"]\n'
    )
    tree["Cargo.toml"] = (root,)
    tree[f"{name}/Cargo.toml"] = (manifest(name),)
    tree.setdefault(f"{name}/src/lib.rs", ("pub fn jump() -> u32 { 3 }", "pub struct Blue { pub x: u32 }"))
    _append(tree, path, f"pub fn over{step.b}() -> u32 {{ {name}::jump() }}")


def _add_target(tree: Files, path: str, step: Step) -> None:
    target = ("src/main.rs", "tests/it.rs", "examples/show.rs", "benches/speed.rs", "build.rs", "src/bin/tool.rs")[
        step.b % 6
    ]
    _append(
        tree,
        target,
        "use demo::*;" if step.a % 2 else "extern crate demo;",
        f"fn main() {{ demo::run(); let n = {step.b}; }}",
    )


def _edit_manifest(tree: Files, path: str, step: Step) -> None:
    extra = (
        '[features]\nextra = []\n', '[lib]\nname = "renamed"\n', '[dependencies]\nserde = "1"\n', '[lib]\npath = "src/alpha.rs"\n',
        '[[bin]]\nname = "x"\npath = "src/beta.rs"\n', "",
    )[step.b % 6]  # fmt: skip
    edition = ("2015", "2018", "2021", "2024")[step.a % 4]
    tree["Cargo.toml"] = (manifest("demo", edition=edition, extra=extra),)


def _break_manifest(tree: Files, path: str, step: Step) -> None:
    tree["Cargo.toml"] = ("[package\nname =",) if step.a % 2 else ("# nothing",)


def _twin(tree: Files, path: str, step: Step) -> None:
    """The same content at a second path."""
    folder, _, _ = path.rpartition("/")
    name = MODULES[step.b % 3]
    tree[f"{folder}/{name}.rs"] = tree[path]


_EDITS = {name: globals()[f"_{name}"] for name in dict.fromkeys(EDITS)}
