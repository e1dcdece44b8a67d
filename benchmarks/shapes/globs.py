"""Glob imports: chains, rings, hubs, diamonds."""

from __future__ import annotations

from .shape import each, shape


@shape()
def glob_chain(n: int) -> str:
    """`pub use` of everything of the next module; a call through all of them."""
    chain = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{i + 1}::*; }}")
    return f"{chain}\npub mod m{n} {{ pub fn f() {{}} }}\npub fn g() {{ m0::f() }}\n"


@shape()
def glob_chain_called_everywhere(n: int) -> str:
    """The same, and a call from every module of the chain."""
    calls = each(n, lambda i: f"    m{i}::f();")
    return f"{glob_chain(n)}pub fn all() {{\n{calls}\n}}\n"


@shape()
def glob_ring(n: int) -> str:
    """Modules that take everything of the next one, round in a ring; one function, called once."""
    ring = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{(i + 1) % n}::*; {'pub fn f() {}' if not i else ''} }}")
    return f"{ring}\npub fn g() {{ m{n // 2}::f() }}\n"


@shape(cap="every module of the ring offers n names, and n modules ask for one each")
def glob_ring_of_own_items(n: int) -> str:
    """A ring in which every module has an item and calls one from half way round."""
    return each(
        n,
        lambda i: f"pub mod m{i} {{ pub use crate::m{(i + 1) % n}::*; pub fn f{i}() {{ f{(i + n // 2) % n}() }} }}",
    )


@shape()
def glob_chain_of_unknown(n: int) -> str:
    """A chain that ends in nothing: a name that no module has, with one from the prelude."""
    chain = each(n, lambda i: f"pub mod m{i} {{ #[allow(unused_imports)] pub use crate::m{i + 1}::*; }}")
    return f"{chain}\npub mod m{n} {{}}\n#[allow(unused_imports)] use m0::*;\npub fn g() {{ drop(1) }}\n"


@shape()
def glob_hub(n: int) -> str:
    """One module that takes everything of many, and a call of each through it."""
    modules = each(n, lambda i: f"mod m{i} {{ pub fn f{i}() {{}} }}")
    hub = each(n, lambda i: f"    pub use crate::m{i}::*;")
    calls = each(n, lambda i: f"    hub::f{i}();")
    return f"{modules}\npub mod hub {{\n{hub}\n}}\npub fn all() {{\n{calls}\n}}\n"


@shape()
def glob_hub_of_preludes(n: int) -> str:
    """Many modules take everything of one prelude, and each calls one of its functions."""
    users = each(n, lambda i: f"pub mod m{i} {{ use crate::prelude::*; pub fn g() {{ f{i}() }} }}")
    return f"pub mod prelude {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\n{users}\n"


@shape()
def glob_diamonds(n: int) -> str:
    """Two modules a layer, each with everything of both below: 2^n ways to one function."""
    layers = each(
        n,
        lambda i: "\n".join(
            f"pub mod {side}{i} {{ pub use crate::a{i + 1}::*; pub use crate::b{i + 1}::*; }}" for side in "ab"
        ),
    )
    end = f"pub mod a{n} {{ pub fn f() {{}} }}\npub mod b{n} {{ pub use crate::a{n}::*; }}"
    return f"{layers}\n{end}\npub fn g() {{ a0::f() }}\n"


@shape()
def glob_of_enums(n: int) -> str:
    """`use E::*` for many enums, and every variant matched by its bare name."""
    enums = each(n, lambda i: f"pub enum E{i} {{ A{i}, B{i} }}\nuse E{i}::*;")
    functions = each(n, lambda i: f"pub fn f{i}(e: E{i}) {{ match e {{ A{i} => {{}}, B{i} => {{}} }} }}")
    return f"{enums}\n{functions}\n"


@shape()
def glob_in_blocks(n: int) -> str:
    """A glob import in each of many functions."""
    functions = each(n, lambda i: f"pub fn g{i}() {{ use crate::m::*; f{i}() }}")
    return f"pub mod m {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\n{functions}\n"


@shape()
def glob_over_parent(n: int) -> str:
    """Test modules with `use super::*`, each calling what stands beside it."""
    return each(
        n, lambda i: f"pub mod m{i} {{ pub fn f() {{}} pub mod tests {{ use super::*; pub fn g() {{ f() }} }} }}"
    )


@shape(cap="every call asks each of n globs whether a trait of that name is in scope")
def glob_traits_in_scope(n: int) -> str:
    """Traits that come into scope by globs, a method of each called."""
    traits = each(
        n, lambda i: f"pub mod m{i} {{ pub trait T{i} {{ fn f{i}(&self) {{}} }} impl T{i} for u8 {{}} }}\nuse m{i}::*;"
    )
    return f"{traits}\npub fn all(x: u8) {{\n{each(n, lambda i: f'    x.f{i}();')}\n}}\n"
