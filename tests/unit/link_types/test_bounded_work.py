"""Inputs on which type inference once did not end, died, or answered by what was asked before (issue 8, points 1, 2, 3, 5)."""

from __future__ import annotations

from itertools import permutations

import pytest

from rgraph.link.types.limits import GOAL_DEPTH, QUESTION_STEPS

from .worlds import calls, costs

TR = "pub trait Tr { fn t(&self) {} } "


# ---- bounds that mention the types that they define ----------------------------------------------------------


@pytest.mark.parametrize(
    ("crate", "body", "called"),
    [
        (
            "pub trait Has { type Out; fn h(&self) {} } pub trait Of<X> { fn t(&self) {} }"
            "pub fn f<T>(t: T) where T: Has + Of<T::Out> { t.h(); t.t(); }",
            "f",
            {"demo::Has::h", "demo::Of::t"},
        ),
        (
            "pub trait Has { type Out; fn h(&self) {} } pub trait Of<X> { fn t(&self) {} }"
            "pub fn f<T>(t: T) where T: Of<T::Out> + Has { t.h(); t.t(); }",
            "f",
            {"demo::Has::h", "demo::Of::t"},
        ),
        (
            TR
            + "use std::ops::Deref; pub fn f<P: Deref + AsRef<P::Target>>(p: P) where P::Target: Tr { p.deref().t(); }",
            "f",
            {"std::ops::Deref::deref", "demo::Tr::t"},
        ),
        (
            TR + "use std::ops::Add; pub fn f<T: Add + From<T::Output> + Tr>(t: T) { t.t(); T::from(t + t).t(); }",
            "f",
            {"demo::Tr::t", "std::convert::From::from"},
        ),
        (
            TR + "use std::{borrow::Borrow, ops::Deref}; pub fn f<K: Borrow<K::Target> + Deref + Tr>(k: K) { k.t(); }",
            "f",
            {"demo::Tr::t"},
        ),
        (
            "pub trait Base { type A; fn g(&self) {} } pub trait Sub: Base { fn f(&self); } pub struct S<T>(T);"
            "impl<T> Base for S<T> { type A = u8; } impl<T> Sub for S<T> where Self::A: Clone { fn f(&self) { self.g() } }",
            "f",
            {"demo::Base::g"},
        ),
        (
            "pub trait E { type S; } pub trait Q<A> {} pub struct G; impl G { fn k(&self) {} } impl E for G { type S = u8; }"
            "pub trait H: E { fn h<T>(&self, t: T) where T: Q<Self::S>, Self::S: Q<T>; }"
            "impl H for G { fn h<T>(&self, t: T) where T: Q<Self::S>, Self::S: Q<T> { self.k() } }",
            "h",
            {"demo::G::k"},
        ),
        ("use std::ops::Add; pub fn f<T: Add<T::Output>>(t: T) { t.add(t); }", "f", {"std::ops::Add::add"}),
        (
            TR + "pub trait A<X> { type P; } pub trait B<X> { type Q; }"
            "pub fn f<T>(t: T) where T: A<<T as B<u8>>::Q> + B<<T as A<u8>>::P> + Tr { t.t(); }",
            "f",
            {"demo::Tr::t"},
        ),
        (TR + "pub trait A { type P: A<P = Self::P> + Tr; } pub fn f<T: A>(p: T::P) { p.t(); }", "f", {"demo::Tr::t"}),
        (TR + "pub trait A: Tr where Self: A {} pub fn f<T: A>(t: T) { t.t(); }", "f", {"demo::Tr::t"}),
    ],
)
def test_a_bound_that_mentions_its_own_type(crate: str, body: str, called: set[str]) -> None:
    cost = costs(crate)[body]
    assert calls(cost) == called
    assert cost.steps < 40
    assert not any("limit" in each for each in cost.unresolved)


# ---- searches that branched at every level ---------------------------------------------------------------------


def iterables(count: int) -> str:
    """Wrappers whose references are iterators where what they hold is: `&?: IntoIterator` asks itself n times."""
    wrappers = "".join(
        f"pub struct W{at}<T>(T); impl<'a, T> IntoIterator for &'a W{at}<T> where &'a T: IntoIterator {{"
        "type Item = <&'a T as IntoIterator>::Item; type IntoIter = <&'a T as IntoIterator>::IntoIter;"
        "fn into_iter(self) -> Self::IntoIter { (&self.0).into_iter() } }\n"
        for at in range(count)
    )
    return (
        TR + wrappers + "pub struct S; impl S { fn go(&self) {} } pub fn f(s: S) { for _ in &outside::x() {} s.go(); }"
    )


def distributions(count: int) -> str:
    """A trait with an argument that nothing tells, and ever more impls that ask for others of it."""
    wrappers = "".join(
        f"pub struct W{at}<T>(T); impl<T> Dist<W{at}<T>> for St where St: Dist<T> {{}}\n" for at in range(count)
    )
    return (
        "pub struct St; pub trait Dist<T> { fn sample(&self) -> T { loop {} } } impl Dist<u8> for St {} impl Dist<u16> for St {}"
        f"{wrappers} pub fn f() {{ let x = St.sample(); drop(x); }}"
    )


def towers(traits: int, depth: int) -> str:
    """Traits that a wrapper has where what it holds has all of them, and a receiver wrapped so often."""
    bounds = " + ".join(f"T{at}" for at in range(traits))
    declared = "".join(
        f"pub trait T{at} {{ fn m{at}(&self) {{}} }} impl<A: {bounds}> T{at} for W<A> {{}} impl T{at} for X {{}}\n"
        for at in range(traits)
    )
    return f"pub struct X; pub struct W<A>(A); {declared} pub fn f(x: {'W<' * depth}X{'>' * depth}) {{ x.m0(); }}"


def test_wrappers_that_iterate_where_what_they_hold_does() -> None:
    steps = {}
    for count in (2, 4, 8, 16):
        cost = costs(iterables(count))["f"]
        assert cost.cuts == 0
        assert calls(cost) == {"demo::S::go"}
        steps[count] = cost.steps
    assert steps[4] < 2.5 * steps[2]
    assert steps[8] < 3 * steps[4]
    assert steps[16] < 4 * steps[8]  # n goals, each of which tries n impls


def test_more_of_them_than_a_question_may_ask_are_cut_and_the_rest_of_the_body_is_not() -> None:
    for count in (40, 80):
        cost = costs(iterables(count))["f"]
        assert cost.cuts == 1
        assert cost.unresolved["limit type"] == 1
        assert calls(cost) == {"demo::S::go"}
        assert QUESTION_STEPS <= cost.steps <= QUESTION_STEPS + 40


def test_an_argument_that_nothing_tells_stops_the_search() -> None:
    costs_of = {count: costs(distributions(count))["f"] for count in (3, 4, 8, 32)}
    assert {cost.steps for count, cost in costs_of.items() if count > 3} == {costs_of[4].steps}
    for cost in costs_of.values():
        assert cost.steps < 100
        assert cost.cuts == 0
        assert calls(cost) == {"demo::Dist::sample", "std::mem::drop"}


def test_an_argument_that_is_told_later_decides() -> None:
    crate = distributions(4).replace("let x = St.sample(); drop(x);", "let x: u16 = St.sample(); drop(x);")
    assert calls(
        costs(crate.replace("impl Dist<u16> for St {}", "impl Dist<u16> for St { fn sample(&self) -> u16 { 1 } }"))["f"]
    ) == {
        "demo::<St as Dist<u16>>::sample",
        "std::mem::drop",
    }


def test_traits_on_wrappers_cost_traits_times_nesting() -> None:
    steps = {(traits, depth): costs(towers(traits, depth))["f"].steps for traits in (2, 4, 8) for depth in (4, 8, 16)}
    for (traits, depth), spent in steps.items():
        assert 2 * traits * depth <= spent <= 3 * traits * depth + 10


def test_the_method_of_a_high_tower_is_found() -> None:
    cost = costs(towers(4, 40))["f"]
    assert calls(cost) == {"demo::T0::m0"}
    assert cost.cuts == 0


def test_impls_that_demand_ever_larger_types_end() -> None:
    """rustc: E0275, overflow evaluating the requirement."""
    crate = (
        "pub struct W<T>(T); pub struct V<T>(T); pub trait Go { fn go(&self) {} } pub struct S; impl S { fn own(&self) {} }"
        "impl<T> Go for W<T> where W<W<T>>: Go, W<V<T>>: Go {} impl<T> Go for V<T> where V<V<T>>: Go, V<W<T>>: Go {}"
        "pub fn f(x: W<u8>, s: S) { x.go(); s.own(); } pub fn g(x: V<u8>) { x.go(); }"
    )
    for name in ("f", "g"):
        cost = costs(crate, [name])[name]
        assert cost.cuts == 1
        assert cost.unresolved == {"limit method": 1}
        assert cost.steps <= QUESTION_STEPS + 40
    assert calls(costs(crate)["f"]) == {"demo::S::own"}


def test_types_that_grow_with_each_dereference_end() -> None:
    crate = (
        "use std::ops::Deref; pub struct W<T>(T); impl<T> Deref for W<T> { type Target = W<W<T>>; fn deref(&self) -> &W<W<T>> { loop {} } }"
        "pub struct S; impl S { fn own(&self) {} } pub fn f(x: W<u8>, s: S) { x.missing(); s.own(); }"
    )
    cost = costs(crate)["f"]
    assert calls(cost) == {"demo::S::own"}
    assert cost.unresolved == {"no_such_member method": 1}
    assert cost.steps < 400


def test_a_projection_that_needs_itself_ends() -> None:
    crate = (
        TR + "pub trait P { type Out; } pub struct A; pub struct B; impl P for A { type Out = <B as P>::Out; }"
        "impl P for B { type Out = <A as P>::Out; } pub fn f(x: <A as P>::Out) { x.t(); }"
    )
    cost = costs(crate)["f"]
    assert calls(cost) == set()
    assert cost.steps < 40


def test_bounds_on_parameters_that_demand_each_other_end() -> None:
    """Coinductive for auto traits only; rustc refuses the call and takes the impls."""
    crate = (
        "pub struct A<T>(T); pub struct B<T>(T); pub trait Go { fn go(&self) {} }"
        "impl<T> Go for A<T> where B<T>: Go {} impl<T> Go for B<T> where A<T>: Go {} pub fn f(x: A<u8>) { x.go(); }"
    )
    assert costs(crate)["f"].steps < 40


# ---- what was asked before ---------------------------------------------------------------------------------------

NESTED = (
    "pub struct W<X>(X); pub trait Go { fn go(&self); } impl Go for u8 { fn go(&self) {} }"
    "impl<X: Go> Go for W<X> { fn go(&self) { self.0.go() } }\n"
    "pub type D<X> = W<W<W<W<W<W<W<W<W<W<X>>>>>>>>>>;\n"
)


def wrapped(depth: int) -> str:
    """`W<..W<u8>..>`, ten at a time: a type that is written deeper is not read."""
    tens, ones = divmod(depth, 10)
    return "D<" * tens + "W<" * ones + "u8" + ">" * (tens + ones)


@pytest.mark.parametrize(
    "depths", [(12, 4), (4, 12), (12, 4, 8), (120, 4), (130, 12, 4), (126, 127, 128), (64, 130, 126)]
)
def test_the_order_of_bodies_changes_no_edge(depths: tuple[int, ...]) -> None:
    crate = NESTED + "\n".join(f"pub fn f{depth}(x: {wrapped(depth)}) {{ x.go(); }}" for depth in depths)
    names = [f"f{depth}" for depth in depths]
    alone = {name: costs(crate, [name])[name] for name in names}
    for order in permutations(names):
        assert costs(crate, order) == alone
    for depth in depths:
        cut = depth >= GOAL_DEPTH - 1
        assert calls(alone[f"f{depth}"]) == (set() if cut else {"demo::<W as Go>::go"})
        assert alone[f"f{depth}"].unresolved == ({"limit method": 1} if cut else {})


def test_neither_does_an_expensive_body_before_or_after() -> None:
    dear = "pub fn dear(x: V<u8>) { x.go(); } pub struct V<X>(X); impl<X> Go for V<X> where V<V<X>>: Go, V<W<X>>: Go { fn go(&self) {} }"
    crate = NESTED + dear + f"pub fn cheap(x: {wrapped(6)}) {{ x.go(); }}"
    assert costs(crate, ["dear"])["dear"].cuts == 1
    assert costs(crate, ["dear", "cheap"]) == costs(crate, ["cheap", "dear"])
    assert costs(crate, ["cheap"])["cheap"] == costs(crate, ["dear", "cheap"])["cheap"]


def test_a_body_whose_fuel_is_spent_leaves_the_next_one_its_own() -> None:
    lines = "".join(f"let x{at}: V<V<u{8 * 2**at}>> = loop {{}}; x{at}.go();" for at in range(4))
    more = "".join(f"let y{at}: V<(u8, u{8 * 2**at})> = loop {{}}; y{at}.go();" for at in range(4))
    crate = (
        NESTED + "pub struct V<X>(X); impl<X> Go for V<X> where V<V<X>>: Go, V<W<X>>: Go { fn go(&self) {} }"
        f"pub fn spent() {{ {lines} {more} let s: W<u8> = loop {{}}; s.go(); }} pub fn next(x: W<u8>) {{ x.go(); }}"
    )
    found = costs(crate, ["spent", "next"])
    assert found["spent"].cuts >= 5
    assert calls(found["next"]) == {"demo::<W as Go>::go"}
    assert found["next"] == costs(crate, ["next"])["next"]


# ---- nesting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [30, 60, 300])
@pytest.mark.parametrize(
    ("before", "after"), [("Vec<", ">"), ("&", ""), ("(", ",)"), ("[", "; 1]"), ("Box<dyn Fn(", ")>")]
)
def test_a_type_nested_deep(before: str, after: str, depth: int) -> None:
    written = before * depth + "u8" + after * depth
    crate = (
        f"pub struct S; impl S {{ fn go(&self) {{}} }} pub struct Held {{ deep: {written}, s: S }} pub type Deep = {written};"
        f"pub fn f(x: {written}, h: Held, s: S) {{ let y: {written} = x; h.s.go(); let d: Deep = h.deep; s.go(); }}"
        f"pub fn g(x: {written}) -> S {{ S }} pub fn k(h: Held) {{ g(h.deep).go(); }}"
    )
    found = costs(crate)
    assert calls(found["f"]) == {"demo::S::go"}
    assert calls(found["k"]) == {"demo::g", "demo::S::go"}
    assert found["f"].steps < 40 * depth


@pytest.mark.parametrize("depth", [60, 300])
def test_expressions_nested_deep(depth: int) -> None:
    """What is deeper than is walked over is told as a limit; what stands beside it is found."""
    crate = f"pub struct S; impl S {{ fn go(&self) {{}} }} pub fn f(s: S) {{ {'(' * depth}s{',)' * depth}; s.go(); }}"
    cost = costs(crate)["f"]
    assert calls(cost) == {"demo::S::go"}
    assert cost.steps < 1000
