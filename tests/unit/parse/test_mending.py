"""Syntax that the grammar lacks."""

import pytest

from rgraph.model.facts import BlobStatus, ItemKind
from rgraph.model.syntax import TTuple
from rgraph.parse.extract import extract


@pytest.mark.parametrize(
    "source",
    [
        "fn f() { str![x]; try!(y); let c = match c { char @ 'a' => 1 }; }",
        'unsafe extern "C" { pub safe fn f(); safe static X: u8; pub unsafe static Y: u8; }',
        "auto trait A {} pub unsafe auto trait B {}",
        "trait A<T> = B<T> + C where T: D;",
        "trait A { type B: C<D = E> + F = G; }",
        "impl A for B { default fn f() {} default type C = D; default const E: u8 = 1; }",
        "default unsafe impl A for B {}",
        "fn f() { let box x = y; match z { A(box b) => b } }",
        "macro m($x:ident) { $x } pub macro n { ($a:tt) => { $a } }",
        "macro_rules! m { ([$] ~ @ #) => { $ } }",
        "macro_rules  ! m { () => {} }",
        "type A = Box<dyn 'static + Send>;",
        "fn f() { let g = for<'a> |x: &'a u8| x; }",
        "fn f() { T![~]; T![const]; T![box]; }",
        "fn f() { let S { #[cfg(a)] b, c } = d; }",
        "fn f(x: impl async Fn(u8) -> u8) {}",
        "impl const A for B {} fn f<T: ~const A + [const] B>() {}",
        "#!/usr/bin/env rustx\nfn f() {}",
        "---\n[dependencies]\n---\nfn f() {}",
        "impl<A: B> const A for C {}",
        "impl<> A<> {} fn f<>() { g::<>() }",
        "gen fn f() { yield 1 }",
        "type A = S<-1>;",
        "pub const trait A { fn b(&self); const fn c() {} } const unsafe trait D: [const] A {}",
        "const impl A for B { const C: u8 = 1; } const unsafe impl<T> A for C<T> {}",
        "fn f<T: const A + Sized>() where T: const B + const C {}",
        "fn f<T>() where (): A<T>, T: B, (): C {} struct S<T>(T) where (): A; impl<T> S<T> where (): A {}",
    ],
)
def test_reads_without_errors(source: str) -> None:
    facts, _ = extract(source.encode())
    assert (facts.status, facts.parse_errors) == (BlobStatus.OK, 0)
    assert facts.items


def test_a_macro_after_one_that_makes_a_macro_is_mended_too() -> None:
    source = b"macro_rules! m { () => { macro_rules  ! n { ([$]) => { $ } } n!(); } } macro_rules  ! o { (#) => { $ } } fn f() {}"
    facts, _ = extract(source)
    assert (facts.status, facts.parse_errors) == (BlobStatus.OK, 0)
    assert [(item.name, len(item.arms)) for item in facts.items] == [("m", 1), ("o", 1), ("f", 0)]


def test_mended_words_come_from_the_file() -> None:
    facts, bodies = extract(b"trait A = B; macro m() {} extern { safe fn f(); } fn g() { str![]; }")
    assert [(item.kind, item.name, item.signature) for item in facts.items] == [
        (ItemKind.TRAIT_ALIAS, "A", "trait A = B"),
        (ItemKind.MACRO, "m", "macro m"),
        (ItemKind.EXTERN_BLOCK, "", "extern"),
        (ItemKind.FUNCTION, "f", "safe fn f()"),
        (ItemKind.FUNCTION, "g", "fn g()"),
    ]
    assert "name='str'" in repr(bodies)


def test_associated_types_keep_their_own_bounds() -> None:
    facts, _ = extract(b"trait A { type B: C<D = E>; type F: G<H = I>; }")
    assert [len(item.bounds) for item in facts.items] == [0, 1, 1]


def test_const_traits_keep_their_word_and_what_they_hold() -> None:
    facts, _ = extract(
        b"pub const trait A { fn b(&self); } impl const A for u8 { fn b(&self) {} } const impl A for u16 {}"
    )
    trait, member, first, _, second = facts.items
    assert (trait.kind, trait.name, trait.vis, trait.quals) == (ItemKind.TRAIT, "A", "pub", ["const"])
    assert (member.parent, first.trait is not None, second.trait is not None) == (0, True, True)


def test_a_unit_type_stands_in_a_where_clause_and_units_elsewhere_stay() -> None:
    facts, _ = extract(b"fn f((): (), a: ()) where (): A { let (): () = a; }")
    assert facts.parse_errors == 0
    assert [each.ty for each in facts.items[0].generics.where] == [TTuple([])]
    assert [each.text for each in facts.items[0].params] == ["(): ()", "a: ()"]


def test_strings_that_look_like_syntax_stay() -> None:
    facts, _ = extract(b'const A: &str = "safe fn box x ~ trait A = B;";')
    assert facts.items[0].value == '"safe fn box x ~ trait A = B;"'
