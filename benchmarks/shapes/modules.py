"""Modules, imports, renames and cfg alternatives."""

from __future__ import annotations

from .shape import Tree, each, shape

LONG_PATHS = "a path of n segments for each of n items: the names alone grow with the square"


@shape()
def modules_flat(n: int) -> str:
    """Modules side by side, each called once."""
    calls = each(n, lambda i: f"    m{i}::f();")
    return each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{}} }}") + f"\npub fn all() {{\n{calls}\n}}\n"


@shape(cap=LONG_PATHS)
def modules_deep(n: int) -> str:
    """Modules in modules."""
    return "".join(f"pub mod m{i} {{ pub fn f() {{}}\n" for i in range(n)) + "}" * n


@shape()
def imports_flat(n: int) -> str:
    """A `use` for each function, and a call of each."""
    uses = each(n, lambda i: f"use m::f{i};")
    calls = each(n, lambda i: f"    f{i}();")
    return f"mod m {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\n{uses}\npub fn all() {{\n{calls}\n}}\n"


@shape()
def use_list(n: int) -> str:
    """One `use` with a long list."""
    names = ", ".join(f"f{i}" for i in range(n))
    return f"mod m {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\npub use m::{{{names}}};\n"


@shape()
def use_tree_nested(n: int) -> str:
    """Lists in lists: `a::{a::{a::{f}}}` through a module that names itself."""
    return (
        f"pub mod a {{ pub use crate::a; pub fn f() {{}} }}\nuse crate::{'{a::' * n}f{'}' * n};\npub fn g() {{ f() }}\n"
    )


@shape()
def path_of_many_segments(n: int) -> str:
    """A call of `crate::a::a::a::...::f`."""
    return f"pub mod a {{ pub use crate::a; pub fn f() {{}} }}\npub fn g() {{ crate::{'a::' * n}f() }}\n"


@shape()
def renames_chain(n: int) -> str:
    """Each module renames what the next one renames."""
    chain = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{i + 1}::f{i + 1} as f{i}; }}")
    return f"{chain}\npub mod m{n} {{ pub fn f{n}() {{}} }}\npub fn g() {{ m0::f0() }}\n"


@shape()
def renames_chain_called_everywhere(n: int) -> str:
    """The same, and every name of the chain is called."""
    calls = each(n, lambda i: f"    m{i}::f{i}();")
    return f"{renames_chain(n)}pub fn all() {{\n{calls}\n}}\n"


@shape()
def renames_of_one(n: int) -> str:
    """One function under many names, each called."""
    uses = each(n, lambda i: f"use m::f as f{i};")
    calls = each(n, lambda i: f"    f{i}();")
    return f"mod m {{ pub fn f() {{}} }}\n{uses}\npub fn all() {{\n{calls}\n}}\n"


@shape(foreign="imports that only lead to each other (E0432)")
def named_ring(n: int) -> str:
    """`pub use` of one name from module to module, round in a ring."""
    ring = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{(i + 1) % n}::f; }}")
    return f"{ring}\npub fn g() {{ m0::f() }}\n"


@shape()
def import_of_import(n: int) -> str:
    """`use self::x as y; use self::y as z;` in one module."""
    return f"pub fn f0() {{}}\n{each(n, lambda i: f'pub use self::f{i} as f{i + 1};')}\npub fn g() {{ f{n}() }}\n"


@shape()
def shadowed_names(n: int) -> str:
    """Modules with the same names in them; each calls its own."""
    return each(
        n, lambda i: f"pub mod m{i} {{ pub struct T; pub fn new() -> T {{ T }} pub fn f() {{ let _x: T = new(); }} }}"
    )


@shape()
def super_paths(n: int) -> str:
    """Calls of `super::f` from many modules."""
    return "pub fn f() {}\n" + each(n, lambda i: f"mod m{i} {{ pub fn g() {{ super::f() }} }}")


@shape()
def cfg_alternatives(n: int) -> str:
    """One function under many cfg predicates, called once."""
    return (
        each(n, lambda i: f'#[cfg(feature = "x{i}")] pub fn f() {{}}')
        + "\n#[cfg(all())] pub fn f() {}\npub fn g() { f() }\n"
    )


@shape()
def cfg_alternative_modules(n: int) -> str:
    """One module under many cfg predicates, called into once."""
    modules = each(n, lambda i: f'#[cfg(feature = "x{i}")] pub mod imp {{ pub fn f() {{}} }}')
    return f"{modules}\n#[cfg(all())] pub mod imp {{ pub fn f() {{}} }}\npub fn g() {{ imp::f() }}\n"


@shape()
def cfg_alternative_imports(n: int) -> str:
    """One name imported from many modules, each under a predicate of its own."""
    modules = each(n, lambda i: f'pub mod m{i} {{ pub fn f() {{}} }}\n#[cfg(feature = "x{i}")] use m{i}::f;')
    return f"{modules}\n#[cfg(all())] pub fn f() {{}}\npub fn g() {{ f() }}\n"


@shape()
def unknown_crates(n: int) -> Tree:
    """Names of many crates that are not there."""
    manifest = '[package]\nname = "shape"\nversion = "0.1.0"\nedition = "2021"\n'
    calls = each(n, lambda i: f"    let _ = std::mem::size_of::<u{8 << (i % 4)}>();")
    return {"Cargo.toml": manifest, "src/lib.rs": f"pub fn all() {{\n{calls}\n}}\n"}


@shape()
def visible_in_paths(n: int) -> str:
    """Functions with `pub(in ...)`, each called."""
    functions = each(n, lambda i: f"pub(in crate::a) fn f{i}() {{}}")
    calls = each(n, lambda i: f"    b::f{i}();")
    return f"pub mod a {{ mod b {{\n{functions}\n}}\npub fn all() {{\n{calls}\n}} }}\n"


@shape()
def items_of_functions(n: int) -> str:
    """Functions in functions, each with an item and a `use` of its own."""
    return each(n, lambda i: f"pub fn f{i}() {{ fn inner() {{}} use inner as other; other(); }}")
