"""Canonical spacing: what a reader sees as a signature."""

import pytest

from rgraph.parse.spacing import spaced
from rgraph.parse.tokens import Tokens


@pytest.mark.parametrize(
    "text",
    [
        "pub(crate) fn f<'a, T: A + ?Sized>(&'a mut self, x: &[u8; N], _: *const *mut T) -> Result<(), E>",
        "impl<T> Tr<A<B>> for &'a [T] where T: Fn(A, B) -> C, for<'b> &'b T: D",
        "impl !Send for X<(A, B)>",
        'unsafe extern "C" fn f(x: fn(u8) -> !, ...) -> dyn A + \'a',
        "type A<T> = <T as B>::C",
        "const N: usize = 1 << 4",
        "a > b && c <= d",
        "x >= -1 && !y(2..=3)",
        "derive(Debug, serde::Serialize)",
        'cfg(all(unix, not(feature = "std")))',
        "fn(A) -> impl Iterator<Item = u8> + '_",
        "A::<B, 3>::new()?.c",
        "[[u8; 2]; 3]",
        "a & b || &c && *d",
        "|| x + 1",
    ],
)
def test_canonical_text_stays(text: str) -> None:
    assert spaced(Tokens(text).words) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fn  f (\n  a : u8 ,\n  b:&'a  T,\n)->u8", "fn f(a: u8, b: &'a T) -> u8"),
        ("pub ( in a :: b )struct S < T >", "pub(in a::b) struct S<T>"),
        ("Vec < Vec<u8> >", "Vec<Vec<u8>>"),
        ("für: Größe".encode().decode("latin-1"), "für: Größe"),
    ],
)
def test_any_spacing_becomes_canonical(text: str, expected: str) -> None:
    assert spaced(Tokens(text).words) == expected
