"""What calls become, beside what rustc makes of them: equal tokens up to marks, parentheses and what a printer adds."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from rgraph.model.facts import Arm
from rgraph.model.hygiene import IN_BODIES, unmarked
from rgraph.parse.arms import Arms
from rgraph.parse.expand import Expansion, argument, expand_call
from rgraph.parse.tokens import Tokens
from tests.dsl.rustc import rustc, rustc_available

pytestmark = pytest.mark.skipif(not rustc_available(), reason="rustc is not at hand")


class Case(NamedTuple):
    """A macro's arms and what a call is given. An item's call stands where items do, others are statements."""

    arms: list[tuple[str, str]]
    tokens: str
    is_item: bool = False


def statement(matcher: str, body: str, tokens: str) -> Case:
    return Case([(matcher, body)], tokens)


def item(matcher: str, body: str, tokens: str) -> Case:
    return Case([(matcher, body)], tokens, True)


MANY = [("", "0"), ("$e:expr", "1 + $e"), ("$a:ident : $e:expr", "$a + $e"), ("$($t:tt)*", "{ $($t)* }")]
CASES = [
    statement("$a:ident", "let $a = 1;", "r#try"),
    statement("$($x:expr),* $(,)?", "[$($x),*]", "a, |b, c| d, e::<F, G>(), 1 + 2,"),
    statement("$a:ident: $t:ty = $e:expr", "let $a: $t = $e;", "x: &'a Vec<Option<B>> = 1"),
    statement("$t:ty, $u:ty", "let x: ($u, $t);", "fn(A, B) -> C, [u8; 3]"),
    statement("$p:path { $($f:ident),* }", "$p($($f),*)", "a::B::<C> { d, e }"),
    statement("$p:pat => $e:expr", "match x { $p => $e, }", "A | B(_) => c"),
    statement("$p:pat_param | $q:pat => $e:expr", "match x { $p => $e, $q => $e, }", "A | B(_) | C => c"),
    statement("$p:pat if $g:expr", "match x { $p if $g => 1, _ => 2, }", "x @ 1..=5 if y"),
    statement("$p:pat in $g:expr", "for $p in $g {}", "&(ref mut a, ..) in y.z()"),
    statement("$b:block $($t:tt)*", "{ $($t)* $b }", "{ x } (y);"),
    statement("$a:tt $b:tt $c:tt", "x($c $b $a)", "a && b"),
    statement("$a:tt $b:tt $c:tt", "x($c $b $a)", "a <<= b"),
    statement("$l:lifetime $x:literal", "$l: loop { break $l; $x }", "'a -1"),
    statement("$($k:ident => [$($v:expr),*]);*", "[$([$k, $($v),*]),*]", "a => [1, 2]; b => []"),
    statement("$first:ident $(, $rest:ident)*", "[$first $(, $rest)*]", "a, b, c"),
    statement("$($a:ident)? $b:literal", "[$b $(, $a)?]", "x 1"),
    statement("$s:stmt; $e:expr", "{ $s; $e }", "let x = y; x"),
    statement("$($s:stmt;)*", "{ $($s;)* }", "let Some(x) = y else { z() }; a.b();"),
    statement("$x:expr", "$x * 2", "1 + 2"),
    statement("$e:expr; $($t:tt)*", "[$e]", "if a { b } else if let C = d { e } else { f } + 1; g"),
    statement("$e:expr, $f:expr", "[$f, $e]", "x as HashMap<A, B>, <T as Tr<A, B>>::f()"),
    statement("$e:expr => $f:expr", "[$f, $e]", "return => 'a: loop { break 'a x }"),
    statement("$e:expr, $f:expr", "[$f, $e]", "async move { a }.await?, &raw const b[..]"),
    statement("$e:expr, $f:expr", "[$f, $e]", "..=x, a < b"),
    statement("$e:expr, $f:expr", "[$f, $e]", "S { x, ..y }, match z { _ if w => 1, A(b) => 2 }"),
    statement("$e:expr, $f:expr", "[$f, $e]", "!-*x.0.1, &mut y as *const u8 as usize"),
    statement("$e:expr, $f:expr", "[$f, $e]", "move |a: Vec<A>, (b, c)| -> D { e }, x = y += 1"),
    statement("$e:expr, $f:expr", "[$f, $e]", "unsafe { a }, while let Some(x) = y.next() { z }"),
    statement("$e:literal $f:literal $g:literal", "[$f, $e, $g]", "\"a\\\"b\" 'c' b\"d\""),
    statement("$($($x:ident),+ ; $y:expr);*", "[$([$($x + $y),+]),*]", "a, b; 1; c; 2"),
    statement("$x:ident $($y:ident)*", "[$($x + $y),*]", "a b c"),
    Case(MANY, ""),
    Case(MANY, "a"),
    Case(MANY, "a: b + c"),
    Case(MANY, "struct A;"),
    item("$v:vis fn $n:ident", "$v struct $n;", "pub(crate) fn f"),
    item("$v:vis fn $n:ident", "$v struct $n;", "fn f"),
    item("$v:vis struct $n:ident($t:ty);", "$v struct $n($v $t);", "pub struct S(&'static [u8]);"),
    item("#[$m:meta] $i:item", "#[$m] $i", "#[allow(b)] struct S { x: u8 }"),
    item("$(#[$m:meta])* $n:ident", "$(#[$m])* struct $n;", "#[allow(a)] #[must_use] S"),
    item("$($i:item)*", "mod inner { $($i)* }", "use p::q; impl A for &B {} const X: u8 = { 1 }; extern \"C\" { fn f(); }"),
    item("$n:ident { $($f:ident : $t:ty),* }", "struct $n { $($f: $t),* } impl $n { fn f(&self) {} }", "S { a: u8, b: C<D> }"),
    item("$n:ident => $($v:ident),*", "enum $n { $($v),* } impl $n { fn f(&self) -> u8 { match self { $($n::$v => 1),* } } }", "E => A, B"),
    item("$($t:ty => $n:ident),*", "$(impl Tr for $t { fn $n(&self) -> Self { self } })*", "A<B> => f, C => g"),
    item("$n:ident $t:ty", "static $n: $t = { let x: $t = 1; x };", "X u8"),
    item("<$($g:ident),*> $n:ident", "struct $n<$($g),*>($($g),*);", "<A, B> S"),
]  # fmt: skip


def source() -> str:
    """A crate with every case between two markers."""
    out = ["#![allow(warnings)]\n"]
    for at, case in enumerate(CASES):
        arms = "\n".join(f"({matcher}) => {{ {body} }};" for matcher, body in case.arms)
        out.append(f"macro_rules! m{at} {{ {arms} }}\n")
        if case.is_item:
            out.append(f"mod begin{at} {{}} mod c{at} {{ m{at}! {{ {case.tokens} }} }} mod end{at} {{}}\n")
        else:
            out.append(f"fn c{at}() {{ begin{at}(); m{at}!({case.tokens}); end{at}(); }}\n")
    return "".join(out)


@pytest.fixture(scope="module")
def made_by_rustc(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("rustc") / "cases.rs"
    path.write_text(source(), encoding="utf-8")
    command = [str(rustc()), "--edition=2021", "--crate-type=lib", "-Zunpretty=expanded", str(path)]
    env = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    found = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert f"end{len(CASES) - 1}" in found.stdout, found.stderr  # names that are not there are no matter
    return found.stdout


def between(text: str, at: int, is_item: bool) -> str:
    begin, end = (f"mod begin{at} {{}}", f"mod end{at} {{}}") if is_item else (f"begin{at}();", f"end{at}();")
    inner = text[text.index(begin) + len(begin) : text.index(end)]
    return inner.partition("{")[2].rpartition("}")[0] if is_item else inner


def tokens(text: str) -> list[str]:
    """Tokens without those that a printer adds, drops or puts elsewhere."""
    words = Tokens(text.encode().decode("latin-1"), complete=True).words
    kept = [word for word in words if word not in ("(", ")", ";")]
    return [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=True)
        if word != "," or after not in ("}", "]", ">", ",", "")
    ]


@pytest.mark.parametrize("at", range(len(CASES)), ids=lambda at: f"{CASES[at].arms[0][0]} <- {CASES[at].tokens}")
def test_rustc_makes_the_same(made_by_rustc: str, at: int) -> None:
    case = CASES[at]
    found = expand_call(Arms([Arm(*arm) for arm in case.arms]), argument(case.tokens), crate="crate", mark=IN_BODIES)
    assert isinstance(found, Expansion)
    assert tokens(unmarked(found.text)) == tokens(between(made_by_rustc, at, case.is_item))
