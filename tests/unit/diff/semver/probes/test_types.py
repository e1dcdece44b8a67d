"""Structs, enums, unions: how they are made, matched and laid out."""

from __future__ import annotations

import pytest

from .fired import fired, questions


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("struct S { pub a: u8 }", "struct S { pub a: u8, pub b: u8 }", {"field_added"}),
        ("struct S { pub a: u8, c: u8 }", "struct S { pub a: u8, pub b: u8, c: u8 }", set()),
        ("struct S { pub a: u8 }", "struct S { pub a: u8, b: u8 }", {"private_field_added"}),
        ("#[non_exhaustive] struct S { pub a: u8 }", "#[non_exhaustive] struct S { pub a: u8, pub b: u8 }", set()),
        ("struct S { pub a: u8, pub b: u8 }", "struct S { pub a: u8 }", {"field_removed"}),
        ("struct S { pub a: u8, b: u8 }", "struct S { pub a: u8 }", set()),
        ("struct S { pub a: u8 }", "struct S { a: u8 }", {"field_narrowed"}),
        ("struct S { pub a: u8 }", "struct S { pub a: u16 }", {"field_type_changed"}),
        ("struct S { a: u8 }", "struct S { a: u16 }", set()),
        ("struct S { pub a: u8 }", "#[non_exhaustive] struct S { pub a: u8 }", {"non_exhaustive_added"}),
        ("struct S;", "struct S {}", {"struct_form_changed"}),
        ("struct S(pub u8);", "struct S { pub a: u8 }", {"field_added", "field_removed", "struct_form_changed"}),
        ("struct S;", "enum S {}", {"struct_became_other"}),
        ("struct S;", "type S = u8;", {"struct_became_alias"}),
        ("struct S;", "", {"struct_removed"}),
        ("struct S { pub a: u8 }", "struct S { pub b: u8 }", {"field_added", "field_removed"}),
        # enums
        ("enum E { A }", "enum E { A, B }", {"variant_added"}),
        ("#[non_exhaustive] enum E { A }", "#[non_exhaustive] enum E { A, B }", set()),
        ("enum E { A, B }", "enum E { A }", {"variant_removed"}),
        ("enum E { A { x: u8 } }", "enum E { A { x: u8, y: u8 } }", {"variant_field_added"}),
        ("enum E { A { x: u8 } }", "enum E { A { } }", {"variant_field_removed"}),
        (
            "enum E { A(u8) }",
            "enum E { A { x: u8 } }",
            {"variant_field_added", "variant_field_removed", "variant_form_changed"},
        ),
        ("enum E { A = 1 }", "enum E { A = 2 }", {"discriminant_changed"}),
        ("enum E { A, B }", "enum E { A = 0, B = 1 }", set()),
        ("enum E { A }", "#[non_exhaustive] enum E { A }", {"non_exhaustive_added"}),
        ("enum E { A, B(u8) }", "enum E { A, B(u16) }", {"field_type_changed"}),
        ("enum E { A }", "", {"enum_removed"}),
        # unions
        ("union U { pub a: u8 }", "union U { pub a: u8, pub b: u8 }", {"union_field_added"}),
        ("union U { pub a: u8, pub b: u8 }", "union U { pub a: u8 }", {"union_field_removed"}),
        # layout
        ("#[repr(C)] struct S { a: u8 }", "struct S { a: u8 }", {"repr_c_removed"}),
        ("#[repr(u8)] enum E { A }", "#[repr(u16)] enum E { A }", {"repr_int_changed"}),
        ("#[repr(u8)] enum E { A }", "enum E { A }", {"repr_int_removed"}),
        ("#[repr(transparent)] struct S(u8);", "struct S(u8);", {"repr_transparent_removed"}),
        ("struct S { a: u8 }", "#[repr(C)] struct S { a: u8 }", set()),
        ("#[repr(align(4))] struct S(u8);", "#[repr(align(8))] struct S(u8);", {"repr_align_changed"}),
        ("struct S(u8);", "#[repr(packed)] struct S(u8);", {"repr_packed_added"}),
        # generics
        ("struct S<T>(pub T);", "struct S<U>(pub U);", set()),
        ("struct S<T>(pub T);", "struct S<T, U = u8>(pub T, pub std::marker::PhantomData<U>);", {"field_added"}),
        ("struct S<T>(pub T);", "struct S<T: Clone>(pub T);", {"bound_added"}),
        ("struct S<T = u8>(pub T);", "struct S<T = u16>(pub T);", {"parameter_default_changed"}),
        (
            "struct S<T = u8>(pub T);",
            "struct S<T>(pub T);",
            {"parameter_default_removed", "type_requires_more_parameters"},
        ),
    ],
)
def test_types(old: str, new: str, rules: set[str]) -> None:
    texts = [_public(text) for text in (old, new)]
    found = fired(*texts)
    assert found == rules


def _public(text: str) -> str:
    for word in ("struct ", "enum ", "union ", "type "):
        text = text.replace(word, f"pub {word}", 1) if f"{word}" in text and "pub " + word not in text else text
    return text


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("#[derive(Clone)] pub struct S;", "pub struct S;", {"derive_removed"}),
        ("#[derive(Clone)] pub struct S;", "pub struct S;\nimpl Clone for S { fn clone(&self) -> Self { S } }", set()),
        ("pub struct S;\nimpl Clone for S { fn clone(&self) -> Self { S } }", "pub struct S;", {"trait_impl_removed"}),
        ("pub struct S;", "#[derive(Clone)] pub struct S;", set()),
        ("pub struct S(u8);", "pub struct S(*const u8);", {"auto_trait_lost"}),
        ("pub struct S(*const u8);", "pub struct S(u8);", set()),
        ("pub struct S(std::sync::Arc<u8>);", "pub struct S(std::rc::Rc<u8>);", {"auto_trait_lost"}),
        (
            "pub struct S<T>(pub T);\nimpl<T> Default for S<T> { fn default() -> Self { loop {} } }",
            "pub struct S<T>(pub T);\nimpl<T: Clone> Default for S<T> { fn default() -> Self { loop {} } }",
            {"impl_bound_added"},
        ),
        ("pub trait T {}\npub struct S;\nimpl T for S {}", "pub trait T {}\npub struct S;", {"trait_impl_removed"}),
        ("trait T {}\npub struct S;\nimpl T for S {}", "trait T {}\npub struct S;", set()),
    ],
)
def test_implementations(old: str, new: str, rules: set[str]) -> None:
    assert fired(old, new) == rules


def test_a_private_type_may_change_as_it_likes() -> None:
    assert fired("struct S { pub a: u8 }\npub fn f() {}", "enum S {}\npub fn f() {}") == set()


def test_what_syntax_does_not_tell_is_a_question_and_no_finding() -> None:
    old, new = "pub struct S(u8);", "pub struct S(outside::Thing);"
    assert "auto_trait_lost" not in fired(old, new)
    assert questions(old, old) == 0
