"""Impls and the calls that choose among them."""

from __future__ import annotations

from .shape import each, shape


@shape()
def impls_for_wrapped(n: int) -> str:
    """`impl T for W<Si>` n times, each called."""
    impls = each(n, lambda i: f"pub struct S{i};\nimpl T for W<S{i}> {{}}\npub fn g{i}(x: W<S{i}>) {{ x.f() }}")
    return f"pub struct W<X>(X);\npub trait T {{ fn f(&self) {{}} }}\n{impls}\n"


@shape()
def from_and_into(n: int) -> str:
    """`impl From<Si> for R` n times, and as many `.into()`."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl From<S{i}> for R {{ fn from(_: S{i}) -> R {{ R }} }}\npub fn g{i}() -> R {{ S{i}.into() }}"
        ),
    )
    return f"pub struct R;\n{impls}\n"


@shape()
def from_called(n: int) -> str:
    """The same with `R::from(Si)`."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl From<S{i}> for R {{ fn from(_: S{i}) -> R {{ R }} }}\npub fn g{i}() -> R {{ R::from(S{i}) }}"
        ),
    )
    return f"pub struct R;\n{impls}\n"


@shape()
def errors_by_question_mark(n: int) -> str:
    """`?` that converts by one of n `From` impls."""
    impls = each(
        n,
        lambda i: (
            f"pub struct E{i};\nimpl From<E{i}> for R {{ fn from(_: E{i}) -> R {{ R }} }}\npub fn g{i}(r: Result<u8, E{i}>) -> Result<u8, R> {{ Ok(r?) }}"
        ),
    )
    return f"pub struct R;\n{impls}\n"


@shape()
def dyn_impls_and_calls(n: int) -> str:
    """n impls of one trait and n calls on `&dyn T`."""
    impls = each(
        n, lambda i: f"pub struct S{i};\nimpl T for S{i} {{ fn f(&self) {{}} }}\npub fn g{i}(x: &dyn T) {{ x.f() }}"
    )
    return f"pub trait T {{ fn f(&self); }}\n{impls}\n"


@shape()
def generic_impls_and_calls(n: int) -> str:
    """n impls of one trait and n calls on a parameter of that bound."""
    impls = each(
        n, lambda i: f"pub struct S{i};\nimpl T for S{i} {{ fn f(&self) {{}} }}\npub fn g{i}<X: T>(x: X) {{ x.f() }}"
    )
    return f"pub trait T {{ fn f(&self); }}\n{impls}\n"


@shape()
def impls_called_on_their_types(n: int) -> str:
    """n impls of one trait, each called on its own type."""
    impls = each(
        n, lambda i: f"pub struct S{i};\nimpl T for S{i} {{ fn f(&self) {{}} }}\npub fn g{i}(x: S{i}) {{ x.f() }}"
    )
    return f"pub trait T {{ fn f(&self); }}\n{impls}\n"


@shape()
def impls_called_by_path(n: int) -> str:
    """n impls of one trait, each called as `<Si as T>::f`."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl T for S{i} {{ fn f() {{}} }}\npub fn g{i}() {{ <S{i} as T>::f(); S{i}::f() }}"
        ),
    )
    return f"pub trait T {{ fn f(); }}\n{impls}\n"


@shape()
def impls_traits_and_calls(n: int) -> str:
    """About the root of n types, traits and calls of each pair."""
    side = max(1, int(n**0.5))
    traits = each(side, lambda i: f"pub trait T{i} {{ fn f{i}(&self) {{}} }}")
    types = each(side, lambda j: f"pub struct S{j};\n" + each(side, lambda i: f"impl T{i} for S{j} {{}}"))
    calls = each(side, lambda j: f"pub fn g{j}(x: S{j}) {{\n" + each(side, lambda i: f"    x.f{i}();") + "\n}")
    return f"{traits}\n{types}\n{calls}\n"


@shape()
def one_method_name_in_many_traits(n: int) -> str:
    """n traits with a method of one name, all in scope, each implemented for its own type."""
    traits = each(
        n,
        lambda i: (
            f"pub struct S{i};\npub trait T{i} {{ fn f(&self) {{}} }}\nimpl T{i} for S{i} {{}}\npub fn g{i}(x: S{i}) {{ x.f() }}"
        ),
    )
    return f"{traits}\n"


@shape()
def one_method_name_out_of_scope(n: int) -> str:
    """n traits with a method of one name, each in a module with its type and call."""
    return each(
        n,
        lambda i: (
            f"pub mod m{i} {{ pub struct S; pub trait T {{ fn f(&self) {{}} }} impl T for S {{}} pub fn g(x: S) {{ x.f() }} }}"
        ),
    )


@shape()
def inherent_impl_blocks(n: int) -> str:
    """One type with many impl blocks of one method, each called."""
    blocks = each(n, lambda i: f"impl S {{ pub fn f{i}(&self) {{}} }}")
    return f"pub struct S;\n{blocks}\npub fn all(s: S) {{\n{each(n, lambda i: f'    s.f{i}();')}\n}}\n"


@shape()
def inherent_impls_by_argument(n: int) -> str:
    """`impl W<Si> { fn f }` n times, each called."""
    impls = each(
        n, lambda i: f"pub struct S{i};\nimpl W<S{i}> {{ pub fn f(&self) {{}} }}\npub fn g{i}(x: W<S{i}>) {{ x.f() }}"
    )
    return f"pub struct W<X>(X);\n{impls}\n"


@shape()
def methods_of_one_impl(n: int) -> str:
    """One impl with many methods, each calling the next."""
    methods = each(n, lambda i: f"    pub fn f{i}(&self) {{ self.f{(i + 1) % n}() }}")
    return f"pub struct S;\nimpl S {{\n{methods}\n}}\n"


@shape()
def methods_of_one_trait(n: int) -> str:
    """One trait with many methods, all implemented and called."""
    declared = each(n, lambda i: f"    fn f{i}(&self);")
    given = each(n, lambda i: f"    fn f{i}(&self) {{}}")
    calls = each(n, lambda i: f"    s.f{i}();")
    return f"pub struct S;\npub trait T {{\n{declared}\n}}\nimpl T for S {{\n{given}\n}}\npub fn all(s: S) {{\n{calls}\n}}\n"


@shape()
def provided_methods(n: int) -> str:
    """Default methods that call each other, overridden by one impl."""
    provided = each(n, lambda i: f"    fn f{i}(&self) {{ self.f{(i + 1) % n}() }}")
    overridden = each(n, lambda i: f"    fn f{i}(&self) {{}}")
    return f"pub struct S;\npub trait T {{\n{provided}\n}}\nimpl T for S {{\n{overridden}\n}}\n"


@shape(foreign="the receivers come from a crate that is absent")
def methods_of_unknown_receivers(n: int) -> str:
    """n methods of one name, and n calls of it on something unknown."""
    return each(
        n, lambda i: f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}\npub fn g{i}() {{ outside::x().f() }}"
    )


@shape()
def operators(n: int) -> str:
    """`impl Add<Si> for R` n times, and as many sums."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl std::ops::Add<S{i}> for R {{ type Output = R; fn add(self, _: S{i}) -> R {{ R }} }}"
        ),
    )
    sums = "".join(f" + S{i}" for i in range(min(n, 50)))
    more = each(n, lambda i: f"pub fn g{i}(r: R) -> R {{ r + S{i} }}")
    return f"pub struct R;\n{impls}\n{more}\npub fn all() -> R {{ R{sums} }}\n"


@shape()
def indexing(n: int) -> str:
    """`impl Index<Ki> for R` n times, each used."""
    impls = each(
        n,
        lambda i: (
            f"pub struct K{i};\nimpl std::ops::Index<K{i}> for R {{ type Output = u8; fn index(&self, _: K{i}) -> &u8 {{ &0 }} }}\npub fn g{i}(r: &R) -> u8 {{ r[K{i}] }}"
        ),
    )
    return f"pub struct R;\n{impls}\n"


@shape()
def iterators(n: int) -> str:
    """n iterators of n items, each looped over."""
    return each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}\npub struct I{i};\n"
            f"impl Iterator for I{i} {{ type Item = S{i}; fn next(&mut self) -> Option<S{i}> {{ None }} }}\n"
            f"pub fn g{i}() {{ for x in I{i} {{ x.f() }} }}"
        ),
    )


@shape()
def derives(n: int) -> str:
    """Types with derived traits, each cloned and compared."""
    return each(
        n,
        lambda i: (
            f"#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]\npub struct S{i};\npub fn g{i}(x: S{i}) -> bool {{ x.clone() == S{i}::default() }}"
        ),
    )


@shape()
def extension_traits_in_scope(n: int) -> str:
    """n imported traits in scope, a method of each called on one type."""
    traits = each(n, lambda i: f"    pub trait T{i} {{ fn f{i}(&self) {{}} }}\n    impl T{i} for u8 {{}}")
    uses = each(n, lambda i: f"use m::T{i};")
    return f"pub mod m {{\n{traits}\n}}\n{uses}\npub fn all(x: u8) {{\n{each(n, lambda i: f'    x.f{i}();')}\n}}\n"


@shape()
def associated_consts(n: int) -> str:
    """`Si::C` of one trait for many types."""
    impls = each(n, lambda i: f"pub struct S{i};\nimpl T for S{i} {{ const C: u8 = 1; }}")
    return f"pub trait T {{ const C: u8; }}\n{impls}\npub fn all() -> u8 {{\n    0u8{each(n, lambda i: f'.wrapping_add(S{i}::C)')}\n}}\n"


@shape()
def const_generic_impls(n: int) -> str:
    """`impl T for A<i>` for many numbers, each called."""
    impls = each(n, lambda i: f"impl T for A<{i}> {{}}\npub fn g{i}(x: A<{i}>) {{ x.f() }}")
    return f"pub struct A<const N: usize>;\npub trait T {{ fn f(&self) {{}} }}\n{impls}\n"


@shape()
def tuple_impls(n: int) -> str:
    """`impl T for (Si,)` and for references of it, each called."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl T for (S{i}, u8) {{}}\nimpl T for &S{i} {{}}\npub fn g{i}(x: (S{i}, u8), y: &S{i}) {{ x.f(); y.f() }}"
        ),
    )
    return f"pub trait T {{ fn f(&self) {{}} }}\n{impls}\n"


@shape()
def trait_arguments(n: int) -> str:
    """One type with `impl T<Si>` n times, each called with its argument."""
    impls = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl T<S{i}> for R {{ fn f(&self, _: S{i}) {{}} }}\npub fn g{i}(r: &R) {{ r.f(S{i}) }}"
        ),
    )
    return f"pub struct R;\npub trait T<X> {{ fn f(&self, x: X); }}\n{impls}\n"


@shape()
def visitors(n: int) -> str:
    """A visitor with a method a node, and nodes that accept it, each holding the next."""
    declared = each(n, lambda i: f"    fn visit{i}(&mut self, x: &N{i}) {{ x.walk(self) }}")
    nodes = each(
        n,
        lambda i: (
            f"pub struct N{i}(pub Option<Box<N{(i + 1) % n}>>);\nimpl N{i} {{ pub fn walk<V: Visit + ?Sized>(&self, v: &mut V) "
            f"{{ if let Some(x) = &self.0 {{ v.visit{(i + 1) % n}(x) }} }} }}"
        ),
    )
    return f"pub trait Visit {{\n{declared}\n}}\n{nodes}\n"
