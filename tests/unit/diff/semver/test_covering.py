"""Impls that stand for others: the same, or more general ones."""

from __future__ import annotations

import pytest

from .probes.fired import fired

HEAD = "pub struct S<T>(pub T);\npub trait T1<A> {}\n"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("impl T1<u8> for S<u8> {}", "impl T1<u8> for S<u8> {}", True),
        ("impl T1<u8> for S<u8> {}", "impl<X> T1<X> for S<u8> {}", True),
        ("impl T1<u8> for S<u8> {}", "impl<X> T1<u8> for S<X> {}", True),
        ("impl T1<u8> for S<u8> {}", "impl<X, Y> T1<Y> for S<X> {}", True),
        ("impl<X> T1<X> for S<X> {}", "impl<Y> T1<Y> for S<Y> {}", True),
        ("impl<X> T1<X> for S<X> {}", "impl<X, Y> T1<X> for S<Y> {}", True),
        ("impl<X> T1<u8> for S<X> {}", "impl T1<u8> for S<u8> {}", False),
        ("impl T1<u8> for S<u8> {}", "impl T1<u16> for S<u8> {}", False),
        ("impl T1<u8> for S<u8> {}", "impl T1<u8> for S<u16> {}", False),
        ("impl T1<u8> for S<u8> {}", "", False),
    ],
)
def test_an_impl_is_kept_by_one_that_is_as_general(old: str, new: str, kept: bool) -> None:
    found = fired(HEAD + old, HEAD + new)
    assert ("trait_impl_removed" not in found) is kept


@pytest.mark.parametrize(
    ("old", "new", "bound"),
    [
        ("impl<X> T1<u8> for S<X> {}", "impl<X: Clone> T1<u8> for S<X> {}", True),
        ("impl<X: Clone> T1<u8> for S<X> {}", "impl<X> T1<u8> for S<X> {}", False),
        ("impl<X: Copy> T1<u8> for S<X> {}", "impl<X: Clone> T1<u8> for S<X> {}", False),
        ("impl<X: Clone> T1<u8> for S<X> {}", "impl<X> T1<u8> for S<X> where X: Clone {}", False),
    ],
)
def test_an_impl_that_asks_for_more_is_told(old: str, new: str, bound: bool) -> None:
    assert ("impl_bound_added" in fired(HEAD + old, HEAD + new)) is bound
