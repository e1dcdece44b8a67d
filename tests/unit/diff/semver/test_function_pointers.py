"""Which traits a function pointer has: a type's new parameter is one by default where the type holds what it calls."""

from __future__ import annotations

import pytest

from .probes.fired import fired, questions

OLD = "pub struct R<E> { e: E } impl<E> R<E> { pub fn run(self) {} }"
NEW = "pub struct R<E, A = {pointer}> {{ a: A, e: E }} impl<E, A: {bound}> R<E, A> {{ pub fn run(self) {{}} }}"


@pytest.mark.parametrize(
    ("pointer", "bound"),
    [
        ("fn(&E)", "Fn(&E)"),
        ("fn(&E, Option<u8>) -> Option<u8>", "FnMut(&E, Option<u8>) -> Option<u8>"),
        ("fn((u8, E)) -> (E, u8)", "FnOnce((u8, E)) -> (E, u8)"),
        ("for<'a> fn(&'a E, &u8) -> &'a u8", "for<'b> Fn(&'b E, &u8) -> &'b u8"),
        ("unsafe fn(&E)", "Copy + Send + Sync + Unpin + std::fmt::Debug + Ord + std::hash::Hash"),
        ('extern "C" fn(E) -> E', "Clone + Eq"),
    ],
)
def test_what_a_pointer_has_is_no_news(pointer: str, bound: str) -> None:
    new = NEW.format(pointer=pointer, bound=bound)
    assert not fired(OLD, new) & {"bound_added"}
    assert not questions(OLD, new)


@pytest.mark.parametrize(
    ("pointer", "bound"),
    [
        ("fn(&E)", "Fn(&E, u8)"),
        ("fn(E) -> u8", "Fn(E) -> u16"),
        ("fn(E) -> u8", "Fn(E)"),
        ("unsafe fn(E)", "Fn(E)"),
        ("fn(E)", "Default"),
    ],
)
def test_what_it_does_not_have_is_asked_for_now(pointer: str, bound: str) -> None:
    assert "bound_added" in fired(OLD, NEW.format(pointer=pointer, bound=bound))
