"""What a call of a workspace's macro gives: the type of its transcriber, walked without a sound."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import EXPANSION_BYTES, MACRO_DEPTH, TRANSCRIBER_BYTES

from .walks import type_of, walked

CRATE = """
pub struct A; impl A { pub fn go(&self) -> u8 { 1 } } pub fn make<T>() -> T { loop {} } pub fn private() -> char { 'c' }
macro_rules! same { ($e:expr) => { $e } } macro_rules! wrap { ($e:expr) => { Some($e) } } macro_rules! two { ($a:expr, $b:expr) => { ($a, $b) } ; ($a:expr) => { ($a, 'c') } }
macro_rules! none { () => { A } } macro_rules! all { ($($e:expr),* $(,)?) => { vec![$($e),*] } } macro_rules! nested { ($e:expr) => { wrap!(wrap!($e)) } }
macro_rules! block { ($e:expr) => {{ let x = $e; x.go() }} } macro_rules! named { ($i:ident = $e:expr) => { let $i = $e; } } macro_rules! method { ($e:expr, $m:ident) => { $e.$m() } }
macro_rules! forever { ($e:expr) => { forever!($e) } } macro_rules! twice { ($e:expr) => { (twice!($e), twice!($e)) } } macro_rules! arrow { ($a:expr => $b:expr) => { ($a, $b) } }
macro_rules! local { ($i:ident) => { let $i = A; } } macro_rules! made { ($t:ty) => { make::<$t>() } } macro_rules! calls { () => { private() } }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("same!(1u8)", "u8"),
        ("same!(same!(A))", "A"),
        ("wrap!(A)", "Option<A>"),
        ("nested!(1u8)", "Option<Option<u8>>"),
        ("two!(1u8, A)", "(u8, A)"),
        ("two!(A)", "(A, char)"),
        ("none!()", "A"),
        ("all![1u8, 2]", "Vec<u8>"),
        ("all![A]", "Vec<A>"),
        ("block!(A)", "u8"),
        ("{ named!(x = A); x }", "A"),
        ("{ local!(y); y.go() }", "u8"),
        ("arrow!(A => 1u8)", "(A, u8)"),
        ("made!(Vec<u8>)", "Vec<u8>"),
        ("calls!()", "char"),
        ("method!(A, go)", "u8"),
        ("same!(A).go()", "u8"),
        ("wrap!(A).unwrap().go()", "u8"),
    ],
)
def test_the_type_of_a_call(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


def test_the_names_in_a_transcriber_are_the_macros() -> None:
    assert walked(CRATE + "fn here() { calls!(); let c = calls!(); block!(A); }").calls == set()
    assert walked(CRATE + "fn here() { block!(A).checked_add(1); calls!().len_utf8(); }").unresolved == {}


def test_what_a_transcriber_cannot_resolve_is_not_counted() -> None:
    crate = CRATE + "macro_rules! odd { ($e:expr) => { missing($e).gone() } } fn here() { let x = odd!(A); odd!(1); }"
    assert walked(crate).unresolved == {}


def test_a_macro_that_calls_itself_ends() -> None:
    for name in ("forever", "twice"):
        found = walked(CRATE + f"fn here() {{ let x = {name}!(A); A.go(); }}")
        assert found.calls == {"A::go"}


@pytest.mark.parametrize("depth", [MACRO_DEPTH - 2, MACRO_DEPTH + 5, 40])
def test_macros_in_macros_end(depth: int) -> None:
    chain = "".join(f"macro_rules! m{at} {{ ($e:expr) => {{ m{at + 1}!($e) }} }}\n" for at in range(depth))
    crate = f"{CRATE} {chain} macro_rules! m{depth} {{ ($e:expr) => {{ $e }} }}"
    assert type_of(crate, "m0!(A)") == ("A" if depth < MACRO_DEPTH else "?")


def test_by_hygiene_only_the_names_that_the_caller_wrote_are_declared() -> None:
    crate = CRATE + "macro_rules! both { ($i:ident) => { let hidden = 'c'; let $i = A; } }"
    assert type_of(crate, "{ let hidden = 1u8; both!(x); hidden }") == "u8"
    assert type_of(crate, "{ both!(x); x }") == "A"


def chain(depth: int) -> str:
    """Macros each of which calls the one before it in a tuple, so that the next is a macro in a macro."""
    links = "".join(f"macro_rules! m{at} {{ ($e:expr) => {{ (m{at - 1}!($e), 1u8) }} }}\n" for at in range(1, depth))
    return f"{CRATE} macro_rules! m0 {{ ($e:expr) => {{ ($e, 1u8) }} }} {links}"


def test_macros_too_deep_in_macros_are_counted_once_a_call() -> None:
    assert walked(chain(12) + "fn here() { let x = m7!(A); }").unresolved == {}
    assert walked(chain(12) + "fn here() { let x = m11!(A); x.0.0.0; }").unresolved == {"limit macro": 1}
    assert walked(chain(12) + "fn here() { let x = (m11!(A), m3!(A), m11!(A)); }").unresolved == {"limit macro": 2}
    assert walked(chain(12) + "fn here() { m11!(A); }").unresolved == {}  # nobody takes its value


LONG = f"{{ {'1; ' * TRANSCRIBER_BYTES} }}"


@pytest.mark.parametrize(
    ("macro", "call", "is_cut"),
    [
        (f"() => {{ {{ {LONG} A }} }}", "m!()", True),
        (f"() => {{ {{ {LONG} A }} }}; ($e:expr) => {{ $e }}", "m!(A)", False),
        (f"($e:expr) => {{ {{ {LONG} $e }} }}", "m!(A)", False),  # its expansion is read
        (f"($t:ty) => {{ '{'x' * EXPANSION_BYTES}' }}", "m!(A)", True),
        ("($($x:tt)*) => { m!{ $($x)* } }", "m!(A => A)", True),
        ("($a:expr) => { nothing_known($a) }", "m!(A)", False),
        ("($a:expr) => { none }", "m!(A => A)", False),  # no arm fits
    ],
)
def test_only_what_a_limit_cut_is_counted_under_it(macro: str, call: str, is_cut: bool) -> None:
    crate = f"{CRATE} macro_rules! m {{ {macro} }} fn wrapped() {{}}\n"
    expected = {"limit macro": 1} if is_cut else {}
    assert walked(f"{crate} fn here() {{ let x = {call}; }}").unresolved == expected
    outer = f"macro_rules! outer {{ () => {{ {call} }} }}"
    assert walked(f"{crate} {outer} fn here() {{ let x = outer!(); }}").unresolved == expected
