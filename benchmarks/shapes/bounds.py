"""Trait selection: bounds, where clauses, projections, wrappers, and what searches without end."""

from __future__ import annotations

from .shape import each, shape

OUTSIDE = "names a crate that is absent"


@shape(foreign=OUTSIDE)
def wrappers_into_iterator(n: int) -> str:
    """`impl IntoIterator for &W<T> where &T: IntoIterator` n times, and a loop over something unknown."""
    return (
        each(
            n,
            lambda i: (
                f"""pub struct W{i}<T>(T);
impl<'a, T> IntoIterator for &'a W{i}<T> where &'a T: IntoIterator {{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;
    fn into_iter(self) -> Self::IntoIter {{ (&self.0).into_iter() }}
}}"""
            ),
        )
        + "\npub fn f() { for _ in &outside::x() {} }\n"
    )


@shape(foreign="the sample's type is ambiguous (E0283)")
def distributions(n: int) -> str:
    """`impl Dist<Wi<T>> for St where St: Dist<T>` n times, and a call that leaves the argument open."""
    wrappers = each(n, lambda i: f"pub struct W{i}<T>(T);\nimpl<T> Dist<W{i}<T>> for St where St: Dist<T> {{}}")
    return f"""pub struct St;
pub trait Dist<T> {{ fn sample(&self) -> T {{ loop {{}} }} }}
impl Dist<u8> for St {{}}
impl Dist<u16> for St {{}}
{wrappers}
pub fn f() {{ let x = St.sample(); drop(x); }}
"""


@shape(cap="n impls with n bounds each: the text itself grows with the square")
def bounds_of_every_trait(n: int) -> str:
    """n traits, each implemented for W<A> where A has all of them, asked through nested wrappers."""
    width = max(2, int(n**0.5))
    bounds = " + ".join(f"T{i}" for i in range(width))
    traits = each(
        width,
        lambda i: (
            f"pub trait T{i} {{ fn f{i}(&self) {{}} }}\nimpl T{i} for X {{}}\nimpl<A: {bounds}> T{i} for W<A> {{}}"
        ),
    )
    return f"pub struct X;\npub struct W<A>(A);\n{traits}\npub fn g(x: {'W<' * width}X{'>' * width}) {{ x.f0() }}\n"


@shape(cap="a type of n levels is cut at a depth")
def bounds_through_wrappers(n: int) -> str:
    """`impl<X: Go> Go for W<X>` on a type nested n deep."""
    return f"""#![recursion_limit = "16384"]
pub struct W<X>(X);
pub trait Go {{ fn go(&self); }}
impl Go for u8 {{ fn go(&self) {{}} }}
impl<X: Go> Go for W<X> {{ fn go(&self) {{ self.0.go() }} }}
pub fn deep(x: {"W<" * n}u8{">" * n}) {{ x.go() }}
"""


@shape(foreign="grows without end (E0275)")
def bounds_that_grow(n: int) -> str:
    """Pairs of impls whose where clauses only grow."""
    return each(
        n,
        lambda i: (
            f"""pub mod m{i} {{
    pub struct W<T>(T); pub struct V<T>(T); pub trait Go {{ fn go(&self) {{}} }}
    impl<T> Go for W<T> where W<W<T>>: Go, W<V<T>>: Go {{}}
    impl<T> Go for V<T> where V<V<T>>: Go, V<W<T>>: Go {{}}
    pub fn f(x: W<u8>) {{ x.go() }}
}}"""
        ),
    )


@shape()
def bounds_on_themselves(n: int) -> str:
    """`T: Has + Tr<T::Out>` in the signatures of many functions."""
    functions = each(n, lambda i: f"pub fn f{i}<T>(_t: T) where T: Has + Tr<T::Out> {{}}")
    return f"pub trait Has {{ type Out; }}\npub trait Tr<X> {{}}\n{functions}\n"


@shape()
def bounds_that_mention_each_other(n: int) -> str:
    """`T0: Has + Tr<T1::Out>, T1: Has + Tr<T2::Out>, ...` round in a ring, on one function."""
    names = ", ".join(f"T{i}" for i in range(n))
    clauses = ", ".join(f"T{i}: Has + Tr<T{(i + 1) % n}::Out>" for i in range(n))
    calls = each(n, lambda i: f"    t{i}.has();")
    arguments = ", ".join(f"t{i}: T{i}" for i in range(n))
    traits = "pub trait Has { type Out; fn has(&self) {} }\npub trait Tr<X> {}"
    return f"{traits}\npub fn f<{names}>({arguments}) where {clauses} {{\n{calls}\n}}\n"


@shape()
def many_bounds_on_one_parameter(n: int) -> str:
    """`T: A0 + A1 + ...`, and a method of each."""
    traits = each(n, lambda i: f"pub trait A{i} {{ fn f{i}(&self); }}")
    calls = each(n, lambda i: f"    x.f{i}();")
    bounds = " + ".join(f"A{i}" for i in range(n))
    return f"{traits}\npub fn g<X: {bounds}>(x: X) {{\n{calls}\n}}\n"


@shape()
def where_clauses(n: int) -> str:
    """Many where clauses on one function, each of a parameter that is called."""
    names = ", ".join(f"X{i}" for i in range(n))
    arguments = ", ".join(f"x{i}: X{i}" for i in range(n))
    clauses = ", ".join(f"X{i}: A" for i in range(n))
    calls = each(n, lambda i: f"    x{i}.a();")
    return f"pub trait A {{ fn a(&self); }}\npub fn g<{names}>({arguments}) where {clauses} {{\n{calls}\n}}\n"


@shape()
def where_clauses_of_concrete_types(n: int) -> str:
    """`where Si: A` on one impl, whose method is called."""
    types = each(n, lambda i: f"pub struct S{i};\nimpl A for S{i} {{}}")
    clauses = ", ".join(f"S{i}: A" for i in range(n))
    return f"pub trait A {{}}\npub trait B {{ fn b(&self) {{}} }}\n{types}\npub struct R;\nimpl B for R where {clauses} {{}}\npub fn g(r: R) {{ r.b() }}\n"


@shape()
def supertraits_chain(n: int) -> str:
    """Each trait needs the one before; a call from the last to the first."""
    chain = each(n, lambda i: f"pub trait T{i + 1}: T{i} {{}}")
    return f'#![recursion_limit = "16384"]\npub trait T0 {{ fn f(&self) {{}} }}\n{chain}\npub fn g<X: T{n}>(x: X) {{ x.f() }}\n'


@shape(cap="a call on each of n traits goes up to n supertraits")
def supertraits_chain_called_everywhere(n: int) -> str:
    """The same, and a call from each trait of the chain."""
    calls = each(n, lambda i: f"pub fn g{i}<X: T{i}>(x: X) {{ x.f() }}")
    return f"{supertraits_chain(n)}{calls}\n"


@shape()
def supertraits_wide(n: int) -> str:
    """One trait with many supertraits, a method of each called."""
    traits = each(n, lambda i: f"pub trait A{i} {{ fn f{i}(&self); }}")
    calls = each(n, lambda i: f"    x.f{i}();")
    return f"{traits}\npub trait All: {' + '.join(f'A{i}' for i in range(n))} {{}}\npub fn g<X: All>(x: X) {{\n{calls}\n}}\n"


@shape(foreign="rustc walks the 2^n ways")
def supertraits_diamonds(n: int) -> str:
    """Two traits a layer, each with both of the layer below."""
    layers = each(n, lambda i: f"pub trait A{i + 1}: A{i} + B{i} {{}}\npub trait B{i + 1}: A{i} + B{i} {{}}")
    return f"pub trait A0 {{ fn f(&self) {{}} }}\npub trait B0 {{}}\n{layers}\npub fn g<X: A{n}>(x: X) {{ x.f() }}\n"


@shape()
def blanket_chain(n: int) -> str:
    """`impl<X: Ti+1> Ti for X` from trait to trait, and a call of the first."""
    traits = each(n, lambda i: f"pub trait T{i} {{ fn f{i}(&self) {{}} }}\nimpl<X: T{i + 1}> T{i} for X {{}}")
    return f'#![recursion_limit = "16384"]\n{traits}\npub trait T{n} {{}}\nimpl T{n} for u8 {{}}\npub fn g(x: u8) {{ x.f0() }}\n'


@shape()
def blanket_impls(n: int) -> str:
    """Many traits with an impl for everything of one bound, a method of each called."""
    traits = each(n, lambda i: f"pub trait T{i} {{ fn f{i}(&self) {{}} }}\nimpl<X: Base> T{i} for X {{}}")
    calls = each(n, lambda i: f"    x.f{i}();")
    return f"pub trait Base {{}}\nimpl Base for u8 {{}}\n{traits}\npub fn g(x: u8) {{\n{calls}\n}}\n"


@shape()
def projections_nested(n: int) -> str:
    """`<<<T as Has>::Out as Has>::Out as Has>::Out` n deep."""
    return f"""#![recursion_limit = "16384"]
pub trait Has {{ type Out: Has; fn f(&self) {{}} }}
pub fn g<T: Has>(x: {"<" * n}T{" as Has>::Out" * n}) {{ x.f() }}
"""


@shape()
def projections_chain(n: int) -> str:
    """Each type's associated type is the next type; a value goes through all of them."""
    types = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl Has for S{i} {{ type Out = S{i + 1}; fn next(self) -> S{i + 1} {{ S{i + 1} }} }}"
        ),
    )
    steps = each(n, lambda i: f"    let x{i + 1} = x{i}.next();")
    return f"pub trait Has {{ type Out; fn next(self) -> Self::Out; }}\n{types}\npub struct S{n};\npub fn g(x0: S0) {{\n{steps}\n}}\n"


@shape()
def projections_by_bounds(n: int) -> str:
    """Many functions whose argument's type is a projection of a bound."""
    functions = each(n, lambda i: f"pub fn g{i}<T: Has>(x: T::Out) {{ x.f() }}")
    return f"pub trait F {{ fn f(&self) {{}} }}\npub trait Has {{ type Out: F; }}\n{functions}\n"


@shape()
def associated_types(n: int) -> str:
    """A trait with many associated types, each named in a signature."""
    declared = each(n, lambda i: f"    type A{i};")
    given = each(n, lambda i: f"    type A{i} = u8;")
    functions = each(n, lambda i: f"pub fn f{i}<T: Has>(_x: T::A{i}) {{}}")
    return f"pub trait Has {{\n{declared}\n}}\nimpl Has for u8 {{\n{given}\n}}\n{functions}\n"


@shape()
def associated_type_equalities(n: int) -> str:
    """`T: Has<Out = Si>` for many types, a method of the projection called."""
    types = each(
        n,
        lambda i: (
            f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}\npub fn g{i}<T: Has<Out = S{i}>>(t: T) {{ t.out().f() }}"
        ),
    )
    return f"pub trait Has {{ type Out; fn out(&self) -> Self::Out; }}\n{types}\n"


@shape()
def impl_trait_chain(n: int) -> str:
    """Each function returns `impl Go` that the next one gives."""
    functions = each(n, lambda i: f"pub fn f{i}() -> impl Go {{ f{i + 1}() }}")
    return f'#![recursion_limit = "16384"]\npub trait Go {{ fn go(&self) {{}} }}\nimpl Go for u8 {{}}\n{functions}\npub fn f{n}() -> impl Go {{ 1u8 }}\npub fn g() {{ f0().go() }}\n'


@shape()
def closures_as_bounds(n: int) -> str:
    """A closure handed to a generic function many times, and what it returns is called."""
    calls = each(n, lambda i: f"    run(|| S{i}).f();")
    types = each(n, lambda i: f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}")
    return f"{types}\npub fn run<R>(f: impl FnOnce() -> R) -> R {{ f() }}\npub fn all() {{\n{calls}\n}}\n"
