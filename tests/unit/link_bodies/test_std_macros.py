"""Macros of std: what calls of them give; their arguments are read as the expressions that they are."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = "use std::{fmt::Write, task::Poll}; pub struct A; impl A { pub fn go(&self) -> u8 { 1 } } pub fn make<T>() -> T { loop {} }"


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("vec![1u8, 2]", "Vec<u8>"),
        ("vec![A; 3]", "Vec<A>"),
        ("vec![1u8; 3]", "Vec<u8>"),
        ("vec![]", "Vec<_>"),
        ("vec![make(), A]", "Vec<A>"),
        ("vec![1, 2u8]", "Vec<u8>"),
        ("vec![make(); 2usize]", "Vec<_>"),
        ('format!("{}", 1)', "String"),
        ('concat!("a", 1)', "&str"),
        ("stringify!(a b)", "&str"),
        ('include_str!("x")', "&str"),
        ('include_bytes!("x")', "&[u8; _]"),
        ('env!("X")', "&str"),
        ("line!()", "u32"),
        ("file!()", "&str"),
        ("module_path!()", "&str"),
        ("cfg!(test)", "bool"),
        ("matches!(1, 2 | 3)", "bool"),
        ('panic!("x")', "!"),
        ("unreachable!()", "!"),
        ("todo!()", "!"),
        ("unimplemented!()", "!"),
        ('println!("x")', "()"),
        ("assert!(true)", "()"),
        ("assert_eq!(1, 2)", "()"),
        ("debug_assert_ne!(1, 2)", "()"),
        ('write!(make::<String>(), "x")', "Result<(), _>"),
        ('write!(make::<String>(), "x").is_ok()', "bool"),
        ('format_args!("x")', "Arguments"),
        ("dbg!(1u8)", "u8"),
        ("dbg!(1u8, 'c')", "?"),
        ("std::pin::pin!(A)", "Pin<&mut A>"),
        ("std::task::ready!(make::<Poll<u8>>())", "u8"),
        ("if true { panic!() } else { 1u8 }", "u8"),
        ("{ let x: Vec<u64> = vec![make()]; x }", "Vec<u64>"),
        ("unknown!(1)", "?"),
    ],
)
def test_the_type_of_a_call(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    "call",
    [
        'println!("{}", A.go())',
        'println!("{x}", x = A.go())',
        "assert!(A.go() > 1)",
        'assert_eq!(A.go(), 2, "{}", A.go())',
        "vec![A.go()]",
        "vec![1; A.go() as usize]",
        "dbg!(A.go())",
        'format!("{:?}", Some(A.go()))',
        "matches!(A.go(), 1)",
        'panic!("{}", A.go())',
        'write!(make::<String>(), "{}", A.go())',
        "unknown!(A.go())",
    ],
)
def test_arguments_are_walked(call: str) -> None:
    found = walked(CRATE + f"fn here() {{ {call}; }}")
    assert "A::go" in found.calls
    assert not any("method" in each for each in found.unresolved)


def test_what_is_expected_of_a_vec_tells_what_it_holds() -> None:
    assert walked(CRATE + "fn take(x: Vec<Option<A>>) {} fn here() { take(vec![None, make()]); }").unresolved == {}
    assert (
        type_of(CRATE, "{ let x: Vec<Box<dyn Fn(A) -> u8>> = vec![Box::new(|a| a.go())]; x }")
        == "Vec<Box<dyn Fn<(A), u8>>>"
    )
