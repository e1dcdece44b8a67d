"""Expansion of `macro_rules!`."""

import pytest

from rgraph.model.facts import Arm
from rgraph.model.syntax import EBlock, ECall, SExpr
from rgraph.parse.arms import Arms
from rgraph.parse.expand import expand, expression
from rgraph.parse.extract import extract


def expanded(tokens: str, *arms: tuple[str, str]) -> str | None:
    """The expansion without spaces."""
    found = expand(Arms([Arm(matcher, body) for matcher, body in arms]), tokens)
    return None if found is None else found.replace(" ", "")


@pytest.mark.parametrize(
    ("matcher", "body", "tokens", "expected"),
    [
        ("", "x", "", "x"),
        ("$a:ident", "$a + $a", "r#try", "r#try+r#try"),
        ("$($x:expr),* $(,)?", "[$($x),*]", "a, |b, c| d, e::<F, G>(), 1 + 2,", "[a,(|b,c|d),(e::<F,G>()),(1+2)]"),
        ("$($x:expr),+", "$($x;)+", "", None),
        ("$a:ident: $t:ty = $e:expr", "$t|$e", "x: &'a Vec<Option<dyn A + B>> = 1", "&'aVec<Option<dynA+B>>|1"),
        ("$t:ty, $u:ty", "$u|$t", "fn(A, B) -> C, [u8; 3]", "[u8;3]|fn(A,B)->C"),
        ("$p:path { $($f:ident),* }", "$p($($f),*)", "a::B::<C> { d, e }", "a::B::<C>(d,e)"),
        ("$p:pat => $e:expr", "match{$p=>$e}", "A | B(_) => c", "match{A|B(_)=>c}"),
        ("$v:vis fn $n:ident", "$v struct $n", "pub(crate) fn f", "pub(crate)structf"),
        ("$v:vis fn $n:ident", "$v struct $n", "fn f", "structf"),
        ("$l:lifetime $x:literal $y:literal", "$y $x $l", '\'a -1 "s"', '"s"-1\'a'),
        ("$b:block $($t:tt)*", "$($t)* $b", "{ x } (y) && z", "(y)&&z{x}"),
        ("#[$m:meta] $i:item", "$i #[$m]", "#[a(b)] struct S { x: u8 }", "structS{x:u8}#[a(b)]"),
        ("$($k:ident => [$($v:expr),*]);*", "$($k($($v),*);)*", "a => [1, 2]; b => []", "a(1,2);b();"),
        ("$first:ident $(, $rest:ident)*", "$first $($rest)*", "a, b, c", "abc"),
        ("$($a:ident)? $b:literal", "$b $($a)?", "x 1", "1x"),
        ("$s:stmt; $e:expr", "$s; $e", "let x = y; x", "letx=y;x"),
        (
            "$($i:item)*",
            "$($i;)*",
            "m! { a } n!(b); macro_rules! o { () => {} } use p;",
            "m!{a};n!(b);;macro_rules!o{()=>{}};usep;;",
        ),
        ("@inner $x:tt", "$crate::m!($x)", "@inner (a)", "$crate::m!((a))"),
        ("$x:expr", "$x * 2", "1 + 2", "(1+2)*2"),
        ("($x:expr)", "$x", "(a", None),
        ("$x:unknown", "$x", "a", None),
        ("$($x:ident),*", "${count(x)}", "a", None),
    ],
)
def test_expansion(matcher: str, body: str, tokens: str, expected: str | None) -> None:
    assert expanded(tokens, (matcher, body)) == expected


def test_the_first_arm_that_fits() -> None:
    arms = (("$a:ident", "one"), ("$a:ident, $b:ident", "two"), ("$($t:tt)*", "many"))
    assert [expanded(tokens, *arms) for tokens in ("a", "a, b", "a b", "")] == ["one", "two", "many", "many"]


def test_limits_end_an_expansion() -> None:
    assert expanded("a " * 50, ("$($($($a:ident)*)*)* b", "$($($($a)*)*)*")) is None
    assert expanded("a " * 3_000, ("$($a:tt)*", f"$({'$a ' * 20})*")) is None
    assert expanded("x", ("$(" * 30 + "x" + ")*" * 30, "x")) is None


def test_names_are_decoded() -> None:
    assert expanded("größe", ("$a:ident", "ñ($a)")) == "ñ(größe)"


def test_an_expression_is_the_inside_of_a_block() -> None:
    block = expression("let x = $crate::f(1); x.g()")
    assert isinstance(block, EBlock)
    assert len(block.stmts) == 2
    call = expression("a(b)")
    assert call is not None
    assert isinstance(call.stmts[0], SExpr)
    assert isinstance(call.stmts[0].expr, ECall)
    assert call.stmts[0].expr.line == 0


@pytest.mark.parametrize("text", ["fn f() {}", "use a::b; c()", "a b", "(", '"', "\0", "(" * 2_000])
def test_what_is_no_expression(text: str) -> None:
    assert expression(text) is None


def test_expanded_items_are_read_by_extract() -> None:
    arms = [Arm("$($t:ty => $n:ident),*", "$(impl Tr for $t { fn $n(&self) -> Self { self } })*")]
    text = expand(Arms(arms), "A<B> => f, C => g")
    assert text is not None
    facts, _ = extract(text.encode())
    assert [item.name for item in facts.items] == ["A", "f", "C", "g"]
