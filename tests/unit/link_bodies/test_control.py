"""Conditions, loops, jumps, `?`, `.await`."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
use std::{future::{Future, IntoFuture}, ops::ControlFlow, collections::HashMap, pin::Pin, task::{Context, Poll}};
pub struct It; impl Iterator for It { type Item = char; fn next(&mut self) -> Option<char> { None } }
pub struct Into1; impl IntoIterator for Into1 { type Item = bool; type IntoIter = std::vec::IntoIter<bool>; fn into_iter(self) -> Self::IntoIter { loop {} } }
pub struct Fut; impl Future for Fut { type Output = u8; fn poll(self: Pin<&mut Self>, c: &mut Context<'_>) -> Poll<u8> { loop {} } }
pub struct Ready; impl IntoFuture for Ready { type Output = char; type IntoFuture = std::future::Ready<char>; fn into_future(self) -> Self::IntoFuture { loop {} } }
pub struct E1; pub struct E2; impl From<E1> for E2 { fn from(e: E1) -> E2 { E2 } }
pub async fn later() -> bool { true } pub fn make<T>() -> T { loop {} } pub fn tried() -> Result<u8, E1> { Ok(1) }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("if true { 1u8 } else { 2 }", "u8"),
        ("if true { 1 } else { 2u8 }", "u8"),
        ("if true { 1u8 }", "()"),
        ("if true { return } else { 1u8 }", "u8"),
        ("if true { 1u8 } else { panic!() }", "u8"),
        ("if true { None } else if false { Some(1u8) } else { None }", "Option<u8>"),
        ("if let Some(x) = Some(1u8) { x } else { 0 }", "u8"),
        ("match 1 { 1 => 'a', _ => 'b' }", "char"),
        ("match 1 { 1 => return, _ => 'b' }", "char"),
        ("match make::<Option<u8>>() { Some(x) if x > 1 => x, _ => 0 }", "u8"),
        ("match make::<!>() {}", "!"),
        ("loop { break 1u8 }", "u8"),
        ("loop { if true { break } }", "()"),
        ("'a: loop { loop { break 'a } break 1u8 }", "u8"),
        ("while true { }", "()"),
        ("while let Some(x) = Some(1u8) { }", "()"),
        ("for x in 0..3 { }", "()"),
        ("'a: { if true { break 'a 1u8 } 2 }", "u8"),
        ("return 1", "!"),
        ("make::<Option<u8>>()?", "u8"),
        ("make::<Result<u8, bool>>()?", "u8"),
        ("make::<ControlFlow<bool, u8>>()?", "u8"),
        ("make::<Poll<Result<u8, bool>>>()?", "Poll<u8>"),
        ("async { 1u8 }", "impl Future<u8>"),
        ("async { return 1u8; }.await", "u8"),
        ("async move { 'a' }.await", "char"),
        ("later().await", "bool"),
        ("Fut.await", "u8"),
        ("Ready.await", "char"),
        ("Box::pin(later()).await", "bool"),
        ("make::<Pin<Box<dyn Future<Output = u8>>>>().await", "u8"),
        ("make::<far::X>().await", "?"),
    ],
)
def test_the_type_of_a_form_of_control(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    ("iterated", "ty"),
    [
        ("0..3u8", "u8"),
        ("vec!['a']", "char"),
        ("&vec!['a']", "&char"),
        ("&mut vec!['a']", "&mut char"),
        ("[1u8, 2]", "u8"),
        ("&[1u8, 2]", "&u8"),
        ("make::<&[u8]>()", "&u8"),
        ("make::<HashMap<u8, char>>()", "(u8, char)"),
        ("&make::<HashMap<u8, char>>()", "(&u8, &char)"),
        ("Some(1u8)", "u8"),
        ("It", "char"),
        ("Into1", "bool"),
        ("vec![1u8].iter().enumerate()", "(usize, &u8)"),
        ('"text".chars().rev()', "char"),
        ("make::<Box<dyn Iterator<Item = u8>>>()", "u8"),
        ("make::<far::X>()", "_"),
    ],
)
def test_what_a_loop_binds(iterated: str, ty: str) -> None:
    assert type_of(CRATE, f"{{ let mut found = make(); for x in {iterated} {{ found = x; }} found }}") == ty


def test_loops_run_the_iterators_of_the_workspace() -> None:
    found = walked(CRATE + "fn here() { for x in Into1 { } }")
    assert found.calls == set()
    assert found.runs == {"<Into1 as IntoIterator>::into_iter"}


def test_a_question_mark_in_a_function_that_returns() -> None:
    crate = (
        CRATE + "impl E2 { fn go(&self) {} } fn here() -> Result<u16, E2> { let x = tried()?; let y: u8 = x; Ok(1) }"
    )
    assert walked(crate).unresolved == {}
    assert walked(crate).type == "Result<u16, E2>"


def test_a_break_leaves_its_own_closure_alone() -> None:
    assert type_of(CRATE, "loop { let f = || { loop { break 1u8 } }; break f() == 2 }") == "bool"


def test_locals_of_a_condition_end_with_it() -> None:
    crate = (
        CRATE
        + "pub fn x() {} fn here() { if let Some(x) = Some(1u8) { } x(); while let Some(x) = Some(1) {} x(); for x in 0..1 {} x(); }"
    )
    assert walked(crate).calls == {"x"}
    assert walked(crate).unresolved == {}


def test_a_chain_of_lets() -> None:
    assert type_of(CRATE, "if let Some(x) = Some((1u8, 'c')) && let (a, b) = x && a > 1 { b } else { 'd' }") == "char"
