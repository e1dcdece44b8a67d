"""Expansion of `macro_rules!`."""

import pytest

from rgraph.model.facts import Arm
from rgraph.model.hygiene import IN_BODIES, crate_name, mark_of, named_crate, unmarked
from rgraph.parse.arms import Arms
from rgraph.parse.expand import Expansion, Unexpanded, argument, expand_call, whole_call
from rgraph.parse.limits import MAX_EXPANSION_STEPS, MAX_EXPANSION_TOKENS


def expansion(tokens: str, *arms: tuple[str, str], mark: str = "") -> Expansion:
    found = expand_call(
        Arms([Arm(matcher, body) for matcher, body in arms]), argument(tokens), crate="krate", mark=mark
    )
    assert isinstance(found, Expansion), found
    return found


def expanded(tokens: str, *arms: tuple[str, str]) -> str:
    """The expansion without spaces, or why there is none."""
    found = expand_call(Arms([Arm(matcher, body) for matcher, body in arms]), argument(tokens), crate="krate")
    return found.text.replace(" ", "").replace("\n", "") if isinstance(found, Expansion) else f"!{found}"


@pytest.mark.parametrize(
    ("matcher", "body", "tokens", "expected"),
    [
        ("", "x", "", "x"),
        ("$a:ident", "$a + $a", "r#try", "r#try+r#try"),
        ("$($x:expr),* $(,)?", "[$($x),*]", "a, |b, c| d, e::<F, G>(), 1 + 2,", "[a,(|b,c|d),(e::<F,G>()),(1+2)]"),
        ("$($x:expr),+", "$($x;)+", "", "!no_arm"),
        ("$a:ident: $t:ty = $e:expr", "$t|$e", "x: &'a Vec<Option<dyn A + B>> = 1", "(&'aVec<Option<dynA+B>>)|1"),
        ("$t:ty, $u:ty", "$u|$t", "fn(A, B) -> C, [u8; 3]", "[u8;3]|fn(A,B)->C"),
        ("$p:path { $($f:ident),* }", "$p($($f),*)", "a::B::<C> { d, e }", "a::B::<C>(d,e)"),
        ("$p:pat => $e:expr", "match{$p=>$e}", "A | B(_) => c", "match{A|B(_)=>c}"),
        ("$p:pat_param | $q:pat => $e:expr", "$q;$p;$e", "A | B(_) | C => c", "B(_)|C;A;c"),
        ("$($p:pat)|+ => $e:expr", "$($p,)+$e", "A | B(_) => c", "A,B(_),c"),
        ("$p:pat if $g:expr", "$p;$g", "x @ 1..=5 if y", "x@1..=5;y"),
        ("$p:pat in $g:expr", "$p;$g", "&(ref mut a, ..) in y.z()", "&(refmuta,..);(y.z())"),
        ("$v:vis fn $n:ident", "$v struct $n", "pub(crate) fn f", "pub(crate)structf"),
        ("$v:vis fn $n:ident", "$v struct $n", "fn f", "structf"),
        ("$v:vis $t:ty", "$v|$t", "pub (A, B)", "pub|(A,B)"),
        ("$l:lifetime $x:literal $y:literal", "$y $x $l", '\'a -1 "s"', '"s"-1\'a'),
        ("$b:block $($t:tt)*", "$($t)* $b", "{ x } (y) && z", "(y)&&z{x}"),
        ("$a:tt $b:tt $c:tt", "$c $b $a", "a && b", "b&&a"),
        ("$a:tt $b:tt $c:tt", "$c $b $a", "a >>= 'x", "'x>>=a"),
        ("#[$m:meta] $i:item", "$i #[$m]", "#[a(b)] struct S { x: u8 }", "structS{x:u8}#[a(b)]"),
        ("$(#[$m:meta])* $i:ident", "$($m;)*$i", "#[a = 1 + 2] #[unsafe(b)] #[c::d] x", "a=1+2;unsafe(b);c::d;x"),
        ("$($k:ident => [$($v:expr),*]);*", "$($k($($v),*);)*", "a => [1, 2]; b => []", "a(1,2);b();"),
        ("$first:ident $(, $rest:ident)*", "$first $($rest)*", "a, b, c", "abc"),
        (
            "$($t:tt $n:ident #[$d:meta])*",
            "$(#[$d] $n;)*",
            '"a" A /// x\n"b" B /// y\n',
            '#[doc=r#"x"#]A;#[doc=r#"y"#]B;',
        ),
        ("$($a:ident)? $b:literal", "$b $($a)?", "x 1", "1x"),
        ("$s:stmt; $e:expr", "$s; $e", "let x = y; x", "letx=y;x"),
        (
            "$($s:stmt;)*",
            "$($s,)*",
            "let Some(x) = y else { z }; a.b(); fn f() {};",
            "letSome(x)=yelse{z},a.b(),fnf(){},",
        ),
        (
            "$($i:item)*",
            "$($i;)*",
            'm! { a } n!(b); macro_rules! o { () => {} } use p; impl A for &B {} extern "C" { fn f(); }',
            'm!{a};n!(b);;macro_rules!o{()=>{}};usep;;implAfor&B{};extern"C"{fnf();};',
        ),
        ("@inner $x:tt", "$crate::m!($x)", "@inner (a)", "krate::m!((a))"),
        ("$x:expr", "$x * 2", "1 + 2", "(1+2)*2"),
        ("$x:expr", "n!($x)", "a", "n!((a))"),
        ("$x:expr", "n!($x)", "-1", "n!(-1)"),
        ("($x:expr)", "$x", "(a", "!no_arm"),
        ("$x:unknown", "$x", "a", "!no_arm"),
        ("$($x:ident),*", "${count($x)}", "a, b", "2"),
        ("$($($x:ident),*);*", "${count($x)} ${count($x, 0)}", "a, b; c", "32"),
        ("$($x:ident),*", "$(${ignore($x)} ${index()} of ${len()};)*", "a, b", "0of2;1of2;"),
        ("$x:ident", "fn ${concat(get_, $x)}() {}", "a", "fnget_a(){}"),
        ("$x:ident", "macro_rules! m { ($$y:expr) => { $x($$y) } }", "a", "macro_rules!m{($y:expr)=>{a($y)}}"),
        (
            "$d:tt $x:ident",
            "macro_rules! m { ($d($d y:expr)*) => { $x($y) } }",
            "$ a",
            "macro_rules!m{($($y:expr)*)=>{a($y)}}",
        ),
        ("$x:ident", "macro_rules! m { ($y:expr) => { $x($y) } }", "a", "macro_rules!m{($y:expr)=>{a($y)}}"),
        ("$($a:ident)*; $($b:ident)*", "$($a $b)*", "a; b c", "!not_understood"),
        ("$a:ident", "$($a)*", "a", "!not_understood"),
        ("$(#[$m:meta])* struct $n:ident;", "$(#[$m])* enum $n {}", "/// doc\nstruct A;", '#[doc=r#"doc"#]enumA{}'),
        (
            "$e:expr; $($t:tt)*",
            "$e",
            "if a { b } else if let C = d { e } else { f } + 1; g",
            "(ifa{b}elseifletC=d{e}else{f}+1)",
        ),
        ("$e:expr; $($t:tt)*", "$e", "match S { x: 1 } { y => z }; g", "!no_arm"),
        (
            "$e:expr, $f:expr",
            "$f;$e",
            "x as HashMap<A, B>, <T as Tr<A, B>>::f()",
            "(<TasTr<A,B>>::f());(xasHashMap<A,B>)",
        ),
        ("$e:expr => $f:expr", "$f;$e", "return => 'a: loop { break 'a x }", "('a:loop{break'ax});return"),
        (
            "$e:expr, $f:expr",
            "$f;$e",
            "async move { a }.await?, &raw const b[..]",
            "(&rawconstb[..]);(asyncmove{a}.await?)",
        ),
        ("$e:expr, $f:expr", "$f;$e", "..=x, a < b", "(a<b);(..=x)"),
    ],
)
def test_expansion(matcher: str, body: str, tokens: str, expected: str) -> None:
    assert expanded(tokens, (matcher, body)) == expected


def test_the_first_arm_that_fits() -> None:
    arms = (("$a:ident", "one"), ("$a:ident, $b:ident", "two"), ("$($t:tt)*", "many"))
    assert [expanded(tokens, *arms) for tokens in ("a", "a, b", "a b", "")] == ["one", "two", "many", "many"]


@pytest.mark.parametrize(
    ("fragment", "given"),
    [
        ("expr", "a: 1"),
        ("expr", "a b"),
        ("expr", "@a"),
        ("expr", "=> a"),
        ("expr", "a => b"),
        ("expr", "let x = 1"),
        ("expr", "struct S;"),
        ("expr", "_"),
        ("ty", "struct"),
        ("ty", "a = b"),
        ("ty", "1"),
        ("pat", "a | b + c"),
        ("pat", "a => b"),
        ("path", "a::b + c"),
        ("path", "&a"),
        ("ident", "_"),
        ("ident", "'a"),
        ("ident", "a::b"),
        ("lifetime", "'a'"),
        ("literal", "a"),
        ("literal", "- a"),
        ("block", "(a)"),
        ("item", "a + b"),
        ("stmt", "a; b"),
        ("meta", "a b"),
        ("tt", "a b"),
        ("tt", ""),
        ("vis", "pub a"),
        ("vis", "+"),
    ],
)
def test_an_arm_that_does_not_fit_leaves_it_to_the_next(fragment: str, given: str) -> None:
    assert expanded(given, (f"$x:{fragment}", "first"), ("$($t:tt)*", "second")) == "second"


def test_limits_are_told_from_calls_that_do_not_fit() -> None:
    assert expanded("a " * (MAX_EXPANSION_STEPS + 1), ("$($a:ident)*", "")) == "!limit"
    many = "a " * (MAX_EXPANSION_TOKENS // 20)
    assert expanded(many, ("$($a:tt)*", f"$({'$a ' * 20})*")) == "a" * MAX_EXPANSION_TOKENS
    assert expanded(many + "a", ("$($a:tt)*", f"$({'$a ' * 20})*")) == "!limit"
    assert expanded("a", ("$($a:tt)* b", "")) == f"!{Unexpanded.NO_ARM}"
    assert expanded("x", ("$(" * 30 + "x" + ")*" * 30, "x")) == "!not_understood"


def test_names_are_decoded() -> None:
    assert expanded("größe", ("$a:ident", "ñ($a)")) == "ñ(größe)"


def test_rows_are_those_of_the_argument() -> None:
    found = expansion("a,\nb +\nc", ("$($x:expr),*", "f($($x),*);\n\ng()"))
    assert found.text.split("\n") == ["f(", "a", ",", "( b +", "c )", "); g()"]
    assert list(found.rows) == [-1, 0, -1, 1, 2, -1]
    assert found.lines([10, 20, 21], 5) == [5, 10, 5, 20, 21, 5]


def test_a_string_of_several_rows_keeps_them() -> None:
    found = expansion('"a\n b"; c', ("$x:expr; $y:ident", '$y "p\nq" $x'))
    assert [*zip(found.text.split("\n"), found.rows, strict=True)] == [
        ("c", 1), ('"p', -1), ('q"', -1), ('"a', 0), (' b"', 1)
    ]  # fmt: skip


def test_a_template_marks_what_may_be_its_own_local() -> None:
    body = "let x: S<T> = $a; 'l: loop { break 'l } m!(x, \"{x} {0} {y:x$}\"); fn f() {} self.x; x.y(); a::x; S { x }"
    found = expansion("x", ("$a:expr", body), mark=IN_BODIES).text.replace("\n", " ").replace(IN_BODIES, "~")
    assert found == (
        "let x~: S<T> = x ; 'l~: loop { break 'l~ } m!(x~, \"{x~} {0} {y~:x~$}\"); fn f() {} self.x; x~.y(); a::x; S { x~ }"
    )


def test_a_call_that_a_text_is() -> None:
    call = whole_call(Expansion(argument("::a::b!{ c,\n d };").tokens, 0))
    assert call is not None
    tokens = [(token.word, token.row) for token in call.argument.tokens]
    assert (call.path, call.is_rooted, tokens) == (["a", "b"], True, [("c", 0), (",", 0), ("d", 1)])
    texts = ("a!()b", "a!() + 1", "(a!())", "a", "!(b)", "a!(b", "", ";", "::", "a!")
    assert [whole_call(Expansion(argument(text).tokens, 0)) for text in texts] == [None] * 10


def test_rows_through_a_call_are_those_of_the_first_argument() -> None:
    outer = expansion("a,\nb", ("$x:ident, $y:ident", "inner!($y $x z)"))
    call = whole_call(outer)
    assert call is not None
    found = expand_call(Arms([Arm("$($t:tt)*", "f($($t),*)")]), call.argument, crate="krate")
    assert isinstance(found, Expansion)
    assert [*zip(found.text.split("\n"), found.rows, strict=True)] == [
        ("f(", -1), ("b", 1), (",", -1), ("a", 0), (", z)", -1)
    ]  # fmt: skip


def test_the_name_of_a_crate_is_read_back() -> None:
    for crate in ("tokio", "a-b::bin/c", "größe"):
        assert named_crate(crate_name(crate)) == crate
        assert crate_name(crate).isidentifier()
    assert [named_crate(name) for name in ("crate", "__crate_", "__crate_x", "__crate_ff")] == [None, "", None, None]


def test_marks_come_off() -> None:
    assert unmarked(f"x{IN_BODIES * 2} y") == "x y"
    assert (mark_of(f"x{IN_BODIES * 2}"), mark_of("x"), mark_of("ñ")) == (IN_BODIES * 2, "", "")
    assert f"x{IN_BODIES}".isidentifier()
