"""Questions on a large graph: who calls, who is affected, Datalog, exports."""

from __future__ import annotations

from .shape import INDEX, ROOT, Command, Tree, each, shape

BEFORE: tuple[Command, ...] = (INDEX,)
EDGES = "?[count(src)] := edge[src, _, _, _, _, _]"
CALLS = "?[src, dst] := call[src, dst, _]"
CLOSURE = "reach[x] := call['shape::f0', x, _]\nreach[y] := reach[x], call[x, y, _]\n?[count(x)] := reach[x]"


def chain(n: int) -> str:
    """Functions that call the next one."""
    return each(n, lambda i: f"pub fn f{i}() {{ {f'f{i + 1}()' if i + 1 < n else ''} }}")


def star(n: int) -> str:
    """One function with many callers."""
    return "pub fn f() {}\n" + each(n, lambda i: f"pub fn g{i}() {{ f() }}")


@shape(("callers", "shape::f"), before=BEFORE)
def callers_of_one(n: int) -> str:
    """`callers` of a function that everybody calls."""
    return star(n)


@shape(("callees", "shape::all"), before=BEFORE)
def callees_of_one(n: int) -> str:
    """`callees` of a function that calls everybody."""
    return each(n, lambda i: f"pub fn f{i}() {{}}") + f"\npub fn all() {{ {' '.join(f'f{i}();' for i in range(n))} }}\n"


@shape(("callers", f"shape::f{1}", "--depth", "0"), before=BEFORE)
def callers_of_callers(n: int) -> str:
    """`callers --depth 0` round in a ring of calls."""
    return each(n, lambda i: f"pub fn f{i}() {{ f{(i + 1) % n}() }}")


@shape(("impact", "shape::end"), before=BEFORE)
def impact_of_a_chain(n: int) -> str:
    """`impact` of the last function of a chain of calls."""
    return (
        chain(n)
        + f"\npub fn end() {{}}\npub fn tie() {{ end(); f{n - 1}() }}\n"
        + each(n, lambda i: f"pub fn h{i}() {{ {f'h{i + 1}()' if i + 1 < n else 'end()'} }}")
    )


@shape(("impact", "shape::S"), before=BEFORE)
def impact_of_a_type(n: int) -> str:
    """`impact` of a type that every function takes."""
    return "pub struct S;\n" + each(n, lambda i: f"pub fn f{i}(_: S) {{}}")


@shape(("impact", "shape::T::f"), before=BEFORE)
def impact_over_a_trait(n: int) -> str:
    """`impact` of a trait's method with many impls and calls."""
    impls = each(
        n, lambda i: f"pub struct S{i};\nimpl T for S{i} {{ fn f(&self) {{}} }}\npub fn g{i}(x: S{i}) {{ x.f() }}"
    )
    return f"pub trait T {{ fn f(&self); }}\n{impls}\n"


@shape(("show", "shape"), before=BEFORE)
def show_of_a_module(n: int) -> str:
    """`show` of a module with many items."""
    return chain(n)


@shape(("show", "shape::S"), before=BEFORE)
def show_of_a_type(n: int) -> str:
    """`show` of a type with many impls, methods and fields."""
    blocks = each(n, lambda i: f"impl S {{ pub fn f{i}(&self) {{}} }}")
    return f"pub struct S {{\n{each(n, lambda i: f'    pub x{i}: u8,')}\n}}\n{blocks}\n"


@shape(("why", "shape::g", "shape::f"), before=BEFORE)
def why_of_a_chain(n: int) -> str:
    """`why` of a call through a chain of globs."""
    links = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{i + 1}::*; }}")
    return f"{links}\npub mod m{n} {{ pub use crate::f; }}\npub fn f() {{}}\npub fn g() {{ m0::f() }}\n"


@shape(("why", "shape::g", "shape::f"), before=BEFORE)
def why_in_a_large_file(n: int) -> str:
    """`why` of a call in a file of many."""
    return chain(n) + "\npub fn f() {}\npub fn g() { f() }\n"


@shape(("query", EDGES), before=BEFORE)
def query_of_edges(n: int) -> str:
    """Counting edges in Datalog."""
    return chain(n)


@shape(("query", CALLS), before=BEFORE)
def query_of_calls(n: int) -> str:
    """Listing all calls in Datalog."""
    return chain(n)


@shape(("query", CLOSURE), before=BEFORE)
def query_of_a_closure(n: int) -> str:
    """What a function reaches, in recursive Datalog."""
    return chain(n)


@shape(("dump",), before=BEFORE)
def dump_of_a_chain(n: int) -> str:
    """`dump` of many items and calls."""
    return chain(n)


@shape(("export", "--format", "edges", "--level", "item"), before=BEFORE)
def export_of_edges(n: int) -> str:
    """`export` of all edges."""
    return chain(n)


@shape(("export", "--format", "graphml", "--level", "item"), before=BEFORE)
def export_of_items(n: int) -> str:
    """`export` as GraphML, a node an item."""
    return chain(n)


@shape(("export", "--format", "mermaid"), before=BEFORE)
def export_of_modules(n: int) -> str:
    """`export` of a ring of modules."""
    return each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::m{(i + 1) % n}::f() }} }}")


@shape(("status", "--unresolved"), before=BEFORE, foreign="names that are nowhere")
def status_of_unresolved(n: int) -> str:
    """`status --unresolved` of many names that are nowhere."""
    return each(n, lambda i: f"pub fn f{i}(x: S{i}) {{ x.g{i}(); h{i}() }}")


@shape(("api",), before=BEFORE)
def api_of_items(n: int) -> str:
    """`api` of many public items."""
    return each(
        n, lambda i: f"pub struct S{i} {{ pub x: u8 }}\nimpl S{i} {{ pub fn f(&self) -> S{i} {{ S{i} {{ x: 1 }} }} }}"
    )


@shape(("api",), before=BEFORE)
def api_of_reexports(n: int) -> str:
    """`api` of many names re-exported from private modules."""
    return each(
        n, lambda i: f"mod m{i} {{ pub struct S{i}; impl S{i} {{ pub fn f(&self) {{}} }} }}\npub use m{i}::S{i};"
    )


@shape(("api",), before=BEFORE)
def api_of_one_item_by_many_paths(n: int) -> str:
    """`api` of one type re-exported by many modules."""
    return "pub struct S;\nimpl S { pub fn f(&self) {} }\n" + each(n, lambda i: f"pub mod m{i} {{ pub use crate::S; }}")


@shape(("api",), before=BEFORE, cap="a chain of n modules offers n paths each: n^2 public paths")
def api_of_a_glob_chain(n: int) -> str:
    """`api` of a chain of globs to one function."""
    links = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{i + 1}::*; }}")
    return f"{links}\npub mod m{n} {{ pub fn f() {{}} }}\n"


@shape(("api",), before=BEFORE)
def api_of_modules_that_reexport_each_other(n: int) -> str:
    """`api` where modules re-export modules in a ring: paths without end."""
    return each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{(i + 1) % n} as next; pub fn f() {{}} }}")


@shape(("api",), before=BEFORE, cap="20,000 paths of modules a crate")
def api_of_modules_that_all_reexport_each_other(n: int) -> str:
    """`api` where about the root of n modules re-export all of them: paths as many as permutations."""
    side = max(2, int(n**0.5))
    names = [", ".join(f"m{j}" for j in range(side) if j != i) for i in range(side)]
    return each(side, lambda i: f"pub mod m{i} {{ pub use crate::{{{names[i]}}}; pub fn f() {{}} }}")


@shape(("api",), before=BEFORE)
def api_of_a_glob_hub(n: int) -> str:
    """`api` of one module with everything of many."""
    modules = each(n, lambda i: f"mod m{i} {{ pub fn f{i}() {{}} }}")
    return f"{modules}\npub mod hub {{\n{each(n, lambda i: f'    pub use crate::m{i}::*;')}\n}}\n"


@shape(("api",), before=BEFORE)
def api_of_impls(n: int) -> str:
    """`api` of one type with many trait impls."""
    impls = each(n, lambda i: f"pub trait T{i} {{ fn f{i}(&self) {{}} }}\nimpl T{i} for S {{}}")
    return f"pub struct S;\n{impls}\n"


@shape(("api",), before=BEFORE)
def api_of_crates(n: int) -> Tree:
    """`api` of many packages."""
    tree: Tree = {"Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n'}
    for i in range(n):
        tree[f"crates/c{i}/Cargo.toml"] = f'[package]\nname = "c{i}"\nversion = "0.1.0"\nedition = "2021"\n'
        tree[f"crates/c{i}/{ROOT}"] = "pub fn f() {}\n"
    return tree


@shape(("rules", "init", "--at", "HEAD"), before=BEFORE)
def proposals_of_layers(n: int) -> str:
    """`rules init` on modules that lean on the next."""
    return each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ {f'crate::m{i + 1}::f()' if i + 1 < n else ''} }} }}")


@shape(("rules", "init", "--at", "HEAD"), before=BEFORE)
def proposals_of_a_ring(n: int) -> str:
    """`rules init` on modules in a ring with chords."""
    return each(
        n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::m{(i + 1) % n}::f(); crate::m{(i * 7 + 3) % n}::f() }} }}"
    )
