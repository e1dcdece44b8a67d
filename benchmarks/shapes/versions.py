"""`diff` of two versions: changed, renamed, moved, removed, added."""

from __future__ import annotations

from .shape import ROOT, Command, History, Tree, each, edit, shape

DIFF: Command = ("diff", "HEAD~1..HEAD")
BEFORE: tuple[Command, ...] = (("index", "HEAD~1", "-j1"), ("index", "-j1"))


def body(i: int) -> str:
    """Statements that only this function has."""
    return f"let a{i} = {i}; let b{i} = a{i} * {i + 7}; if b{i} > {i} {{ drop(b{i}) }} drop(a{i} + {i * i});"


def functions(n: int, name: str = "f") -> str:
    """Functions that differ in more than the name."""
    return each(n, lambda i: f"pub fn {name}{i}() {{ {body(i)} }}") + "\n"


@shape(DIFF, before=BEFORE)
def diff_of_nothing(n: int) -> History:
    """A comment is added to a file of many functions."""
    return edit({ROOT: functions(n)}, {ROOT: "// a comment\n" + functions(n)})


@shape(DIFF, before=BEFORE)
def diff_of_bodies(n: int) -> History:
    """Every body changes."""
    return edit({ROOT: functions(n)}, {ROOT: functions(n).replace("drop(a", "drop(1 + a")})


@shape(DIFF, before=BEFORE)
def diff_of_signatures(n: int) -> History:
    """Every function takes one more argument."""
    return edit({ROOT: functions(n)}, {ROOT: functions(n).replace("()", "(_x: u8)")})


@shape(DIFF, before=BEFORE)
def diff_of_renames(n: int) -> History:
    """Every function has another name."""
    return edit({ROOT: functions(n)}, {ROOT: functions(n, "renamed")})


@shape(DIFF, before=BEFORE)
def diff_of_renames_of_equal_bodies(n: int) -> History:
    """Every function has another name, and all have one body."""
    return edit(
        {ROOT: each(n, lambda i: f"pub fn f{i}() {{ drop(1); drop(2); drop(3) }}")},
        {ROOT: each(n, lambda i: f"pub fn renamed{i}() {{ drop(1); drop(2); drop(3) }}")},
    )


@shape(DIFF, before=BEFORE)
def diff_of_renames_and_edits(n: int) -> History:
    """Every function has another name and a changed body: candidates by similarity."""
    return edit({ROOT: functions(n)}, {ROOT: functions(n, "renamed").replace("drop(a", "drop(1 + a")})


@shape(DIFF, before=BEFORE)
def diff_of_replacements(n: int) -> History:
    """Every function goes, and as many of another kind come."""
    others = each(n, lambda i: f"pub fn other{i}(x: &str) -> usize {{ x.len() + {i} }}")
    return edit({ROOT: functions(n)}, {ROOT: others})


@shape(DIFF, before=BEFORE)
def diff_of_removals(n: int) -> History:
    """Every function goes."""
    return edit({ROOT: functions(n)}, {ROOT: ""})


@shape(DIFF, before=BEFORE)
def diff_of_additions(n: int) -> History:
    """Every function is new."""
    return edit({ROOT: ""}, {ROOT: functions(n)})


@shape(DIFF, before=BEFORE)
def diff_of_order(n: int) -> History:
    """The same functions in the other order."""
    lines = functions(n).splitlines()
    return edit({ROOT: functions(n)}, {ROOT: "\n".join(reversed(lines)) + "\n"})


@shape(DIFF, before=BEFORE)
def diff_of_moved_items(n: int) -> History:
    """Every function moves to another module."""
    return edit({ROOT: f"pub mod a {{\n{functions(n)}}}\n"}, {ROOT: f"pub mod b {{\n{functions(n)}}}\n"})


@shape(DIFF, before=BEFORE)
def diff_of_moved_files(n: int) -> History:
    """Every file moves to another directory."""
    declared = each(n, lambda i: f"pub mod m{i};")
    before: Tree = {ROOT: "pub mod a;\n", "src/a/mod.rs": declared}
    after: dict[str, str | None] = {ROOT: "pub mod b;\n", "src/a/mod.rs": None, "src/b/mod.rs": declared}
    for i in range(n):
        before[f"src/a/m{i}.rs"] = f"pub fn f() {{ {body(i)} }}\n"
        after[f"src/a/m{i}.rs"] = None
        after[f"src/b/m{i}.rs"] = f"pub fn f() {{ {body(i)} }}\n"
    return edit(before, after)


@shape(DIFF, before=BEFORE)
def diff_of_renamed_crate(n: int) -> History:
    """The package has another name."""
    manifest = '[package]\nname = "{}"\nversion = "0.1.0"\nedition = "2021"\n'
    return edit({"Cargo.toml": manifest.format("shape"), ROOT: functions(n)}, {"Cargo.toml": manifest.format("other")})


@shape(DIFF, before=BEFORE)
def diff_of_types(n: int) -> History:
    """Every struct has one more public field."""
    text = each(n, lambda i: f"pub struct S{i} {{ pub x: u8 }}\npub fn f{i}(s: S{i}) -> u8 {{ s.x }}")
    return edit({ROOT: text}, {ROOT: text.replace("pub x: u8 }", "pub x: u8, pub y: u8 }")})


@shape(DIFF, before=BEFORE)
def diff_of_traits(n: int) -> History:
    """Every trait has one more method, and every impl gives it."""
    text = each(n, lambda i: f"pub trait T{i} {{ fn f(&self); }}\nimpl T{i} for u8 {{ fn f(&self) {{}} }}")
    more = text.replace("fn f(&self); }", "fn f(&self); fn g(&self); }").replace(
        "fn f(&self) {} }", "fn f(&self) {} fn g(&self) {} }"
    )
    return edit({ROOT: text}, {ROOT: more})


@shape(DIFF, before=BEFORE)
def diff_of_variants(n: int) -> History:
    """One enum with many variants loses half of them."""
    variants = [f"V{i}(u{8 << (i % 4)})" for i in range(n)]
    text = "#[derive(Clone)]\npub enum E {{ {} }}\n"
    return edit({ROOT: text.format(", ".join(variants))}, {ROOT: text.format(", ".join(variants[::2]))})


@shape(DIFF, before=BEFORE)
def diff_of_methods(n: int) -> History:
    """One impl with many methods loses half of them, the rest is renamed."""
    methods = each(n, lambda i: f"    pub fn f{i}(&self) {{ {body(i)} }}")
    other = each(n, lambda i: f"    pub fn g{i}(&self) {{ {body(i)} }}" if i % 2 else "")
    return edit(
        {ROOT: f"pub struct S;\nimpl S {{\n{methods}\n}}\n"}, {ROOT: f"pub struct S;\nimpl S {{\n{other}\n}}\n"}
    )


@shape(DIFF, before=BEFORE)
def diff_of_impls(n: int) -> History:
    """A trait loses its impls for half of many types."""
    impls = [f"pub struct S{i};\nimpl T for S{i} {{}}\n" for i in range(n)]
    fewer = [text if i % 2 else f"pub struct S{i};\n" for i, text in enumerate(impls)]
    return edit({ROOT: "pub trait T {}\n" + "".join(impls)}, {ROOT: "pub trait T {}\n" + "".join(fewer)})


@shape(DIFF, before=BEFORE)
def diff_of_callers(n: int) -> History:
    """One function of many callers takes another argument, and every caller hands it."""
    text = "pub fn f(_x: u8) {}\n" + each(n, lambda i: f"pub fn g{i}() {{ f(1) }}")
    return edit({ROOT: text}, {ROOT: text.replace("_x: u8", "_x: u8, _y: u8").replace("f(1)", "f(1, 2)")})


@shape(DIFF, before=BEFORE)
def diff_of_visibility(n: int) -> History:
    """Every function becomes private."""
    return edit({ROOT: functions(n)}, {ROOT: functions(n).replace("pub fn", "fn")})


@shape(DIFF, before=BEFORE)
def diff_of_reexports(n: int) -> History:
    """Every item moves into a private module and is re-exported."""
    items = [f"pub struct S{i}; impl S{i} {{ pub fn f(&self) {{ {body(i)} }} }}" for i in range(n)]
    hidden = "\n".join(f"mod m{i} {{ {text} }}\npub use m{i}::S{i};" for i, text in enumerate(items))
    return edit({ROOT: "\n".join(items)}, {ROOT: hidden})


@shape(DIFF, before=BEFORE)
def diff_of_cycles(n: int) -> History:
    """Modules that leaned on the next become a ring."""
    text = each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ {f'crate::m{i + 1}::f()' if i + 1 < n else 'LAST'} }} }}")
    return edit({ROOT: text.replace("LAST", "")}, {ROOT: text.replace("LAST", "crate::m0::f()")})


@shape(DIFF, before=BEFORE)
def diff_of_features(n: int) -> History:
    """Every feature goes."""
    manifest = '[package]\nname = "shape"\nversion = "0.1.0"\nedition = "2021"\n'
    return edit(
        {"Cargo.toml": f"{manifest}[features]\n{each(n, lambda i: f'x{i} = []')}\n", ROOT: "pub fn f() {}\n"},
        {"Cargo.toml": manifest},
    )


@shape(DIFF, before=BEFORE)
def diff_of_crates(n: int) -> History:
    """A function of every package of a workspace changes its signature."""
    before: Tree = {"Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n'}
    after: dict[str, str | None] = {}
    for i in range(n):
        before[f"crates/c{i}/Cargo.toml"] = f'[package]\nname = "c{i}"\nversion = "0.1.0"\nedition = "2021"\n'
        before[f"crates/c{i}/{ROOT}"] = "pub fn f() {}\n"
        after[f"crates/c{i}/{ROOT}"] = "pub fn f(_x: u8) {}\n"
    return edit(before, after)


@shape(("diff", "HEAD~1..HEAD", "--format", "html"), before=BEFORE)
def diff_as_html(n: int) -> History:
    """Every body changes, as HTML."""
    return diff_of_bodies(n)


@shape(("diff", "HEAD~1..HEAD", "--format", "markdown"), before=BEFORE)
def diff_as_markdown(n: int) -> History:
    """Every signature changes, as Markdown."""
    return diff_of_signatures(n)


@shape(("diff", "HEAD~1..HEAD", "--format", "json"), before=BEFORE)
def diff_as_json(n: int) -> History:
    """Every signature changes, as JSON."""
    return diff_of_signatures(n)
