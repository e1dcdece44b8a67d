"""Generates crates of traits, impls and generic functions, and keeps of each what rustc accepts.

    python -m tests.golden.bounds.generate COUNT

Every item stands on a line of its own; lines with errors are taken out until rustc accepts the rest. In what is left
every method is declared by one trait alone, so its name tells which trait a call must lead to.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

CASES = Path(__file__).parent / "cases"
FUNCTIONS = 160
_CALLS = re.compile(r";+ (?![}w]|W0\(w)")
_ERROR = re.compile(r"^[^:]+:(\d+):\d+: error", re.MULTILINE)

HEAD = """#![allow(warnings)]
use std::{borrow::Borrow, collections::HashMap, fmt::{Debug, Display}, iter::FromIterator, ops::{Add, Deref, Index, Mul}, rc::Rc};
pub struct W0<T>(pub T);
pub struct W1<T>(pub T);
pub struct Two<T, U>(pub T, pub U);
#[derive(Clone, Copy)] pub struct A;
#[derive(Clone)] pub struct B;
pub fn any<T>() -> T { loop {} }
pub trait Same { type S; fn same(&self) {} }
impl<X> Same for X { type S = X; }
"""


TEMPLATES = [
    ("V: Ti", "v.mi(); v.si(); V::ki(); (&v).si(); Ti::si(&v); <V as Ti>::ki(); Box::new(v).si(); Rc::new(&v).mi(); any::<&mut V>().si()"),
    ("V: Ti, V::O: Tj", "v.mi().sj(); V::ki().sj(); <V::O as Tj>::kj(); any::<V::O>().mj(); v.mi().mj(); Some(v).map(|e| e.mi().sj())"),
    ("V: Ti, <V as Ti>::O: Tj", "v.mi().sj(); Tj::sj(&v.mi()); vec![v].into_iter().for_each(|e| e.mi().sj())"),
    ("V: Ti<O = U>, U: Tj", "v.mi().sj(); any::<V::O>().sj(); let w: U = v.mi(); V::ki().mj(); [v.mi(), u][0].sj()"),
    ("V: Ti<O = {w}<U>>, {w}<U>: Tj", "v.mi().sj()"),
    ("V: Ti<O = W0<U>>, W0<U>: Tj", "v.mi().sj(); V::ki().mj(); W0(u).sj(); v.mi().0"),
    ("V: Ti<O = Option<U>>, U: Tj", "v.mi().unwrap().sj(); for e in v.mi() { e.sj(); }; if let Some(e) = v.mi() { e.mj(); }"),
    ("W1<V>: Ti", "W1(v).mi(); W1(v).si(); <W1<V>>::ki(); <W1<V> as Ti>::ki(); any::<W1<V>>().si(); Some(W1(v)).unwrap().si()"),
    ("W0<W1<V>>: Ti", "W0(W1(v)).si(); let w = W1(v); W0(w).mi()"),
    ("for<'a> &'a V: Ti", "(&v).mi(); Ti::si(&&v); let w = &v; w.si()"),
    ("Vec<V>: Ti, V: Clone", "vec![v].si(); Vec::<V>::ki(); vec![v.clone(), v].mi(); Some(v).into_iter().collect::<Vec<_>>().si()"),
    ("V: P0<U>, V::Q: Ti", "v.p0(u).si(); V::p0(&v, u).mi(); v.p0(any()).si()"),
    ("V: P0<V::O> + Ti", "v.p0(v.mi()); v.p0(V::ki()); v.r0(); v.si()"),
    ("V: Ti + P0<<V as Ti>::O>, <V as P0<V::O>>::Q: Tj", "v.p0(v.mi()).sj()"),
    ("V: P0<A> + P0<B>, <V as P0<A>>::Q: Ti, <V as P0<B>>::Q: Tj", "v.p0(A).si(); v.p0(B).sj()"),
    ("V: P0<u8, Q = U>, U: Ti", "v.p0(1).si(); v.p0(any()).mi()"),
    ("V: P1", "v.p1(&any::<V>()); v.r1(); P1::r1(&v); v.p1(&v).0.r1()"),
    ("V: P1<U>, U: Ti", "v.p1(&u).0.si(); v.p1(&any()).0.mi(); v.r1()"),
    ("V: Deref<Target = U>, U: Ti", "v.si(); (*v).si(); v.deref().mi(); let w: &U = &v; w.si()"),
    ("V: Deref, V::Target: Ti + Sized", "v.si(); v.mi(); (&*v).si(); V::Target::ki()"),
    ("V: Deref + AsRef<V::Target>, V::Target: Ti + Sized", "v.as_ref().si(); v.mi(); v.deref().si()"),
    ("V: Into<U>, U: Ti", "let w: U = v.into(); Into::<U>::into(v).si(); <V as Into<U>>::into(v).mi(); let w: U = v.into(); w.si()"),
    ("V: AsRef<U>, U: Ti", "v.as_ref().si(); AsRef::as_ref(&v).mi()"),
    ("V: Borrow<U> + Tj, U: Ti", "<V as Borrow<U>>::borrow(&v).si(); v.sj()"),
    ("V: Add<Output = U> + Copy, U: Ti", "(v + v).si(); v.add(v).mi(); let w = v + v; w.si()"),
    ("V: Add + Copy, V::Output: Ti", "(v + v).si(); v.add(v).mi(); Add::add(v, v).si()"),
    ("V: Mul<U>, <V as Mul<U>>::Output: Ti", "(v * u).si(); v.mul(u).mi()"),
    ("V: Add + From<V::Output>, V: Ti + Copy", "V::from(v + v).si(); v.mi()"),
    ("V: Iterator, V::Item: Ti", "v.last().unwrap().si(); v.map(|e| e.mi()).count(); for e in v { e.si(); }; v.for_each(|e| e.si()); v.collect::<Vec<_>>()[0].si()"),
    ("V: IntoIterator<Item = U>, U: Ti", "for e in v { e.si(); }; v.into_iter().for_each(|e| e.si()); v.into_iter().next().unwrap().mi()"),
    ("V: IntoIterator, V::Item: Ti, V::IntoIter: Clone", "v.into_iter().clone().for_each(|e| e.si()); v.into_iter().cycle().next().unwrap().si()"),
    ("V: Fn(U) -> A", "v(u).si(); v(any()).mi(); Some(u).map(v).unwrap().si(); Some(u).map(|e| v(e)).unwrap().si()"),
    ("V: FnOnce() -> U, U: Ti", "v().si(); Some(1).map_or_else(v, |e| any()).si(); let w = v(); w.mi()"),
    ("V: Index<usize, Output = U>, U: Ti", "v[0].si(); (&v)[0].mi(); v.index(1).si()"),
    ("V: FromIterator<U>, V: Ti", "Some(u).into_iter().collect::<V>().si(); V::from_iter(vec![u]).mi(); let w: V = vec![u].into_iter().collect(); w.si()"),
    ("V: Same, V::S: Ti", "any::<V::S>().si(); any::<<V as Same>::S>().mi(); v.same()"),
    ("V: Ti<O = <V as Same>::S>", "v.mi().si(); v.mi().mi().si(); V::ki().si()"),
    ("U: Ti, V: Tj<O = U::O>, U::O: Clone", "v.mj().clone(); [v.mj(), u.mi()]; if any() { v.mj() } else { u.mi() }.clone()"),
    ("V: Ti<O = U>, U: Tj<O = V>", "v.mi().mj().si(); u.mj().mi().sj(); V::ki().mj().mi().sj()"),
    ("Option<V>: Ti, <Option<V> as Ti>::O: Tj", "Some(v).mi().sj(); <Option<V>>::ki().sj()"),
    ("HashMap<V, U>: Ti", "any::<HashMap<V, U>>().si(); <HashMap<V, U> as Ti>::ki()"),
    ("V: Clone", "W0(A).si(); any::<Two<A, {g}>>().si(); A.mi(); B.si(); any::<W1<W0<A>>>().mi(); vec![A].mi(); Some(B).si(); (&A).mi(); A.p0(1u8); B.p0(A); A.mi().sj()"),
]  # fmt: skip
"""Where clauses, and calls between semicolons."""


class Generator:
    """One crate, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.numbers = (0, 1, 2, 3)

    def pick(self, *choices: str) -> str:
        """One of these, with what it names filled in."""
        return self.fill(self.random.choice(choices))

    def fill(self, text: str) -> str:
        """`{t}` is a trait, `{p}` one with a parameter, `{w}` a wrapper, `{g}` a known type, `{v}` a generic."""
        while "{" in text:
            text = re.sub(r"\{(\w)\}", lambda found: self.one(found.group(1)), text, count=1)
            if not re.search(r"\{\w\}", text):
                return text
        return text

    def one(self, what: str) -> str:
        """What a letter stands for."""
        return {
            "t": lambda: f"T{self.random.choice(self.numbers)}",
            "p": lambda: f"P{self.random.randrange(2)}",
            "w": lambda: self.random.choice(["W0", "W1", "Vec", "Option", "Rc"]),
            "g": lambda: self.random.choice(["A", "B", "u8", "W0<A>", "W1<B>", "Two<A, B>", "String"]),
            "v": lambda: self.random.choice("XY"),
            "n": lambda: str(self.random.choice(self.numbers)),
        }[what]()

    def traits(self) -> list[str]:
        """The traits: T0.. with an associated type, P0.. with a parameter."""
        above = self.random.choice(
            [("", "", "", ""), ("", ": T0", "", ""), ("", ": Same", ": T1 + T0", ""), ("", "", ": Clone", ": T2")]
        )
        bounds = self.random.choice(
            [
                ("", "", "", ""),
                ("", ": T0", "", ": Debug"),
                ("", ": T1", ": T0 + Clone", ""),
                (": Same", "", ": T3", ": T0"),
            ]
        )
        found = [
            f"pub trait T{at}{above[at]} {{ type O{bounds[at]}; fn m{at}(&self) -> Self::O {{ loop {{}} }} fn s{at}(&self) {{}} fn k{at}() -> Self::O {{ loop {{}} }} }}"
            for at in range(4)
        ]
        found.append("pub trait P0<X> { type Q; fn p0(&self, x: X) -> Self::Q { loop {} } fn r0(&self) {} }")
        found.append(
            "pub trait P1<X = Self> { fn p1(&self, x: &X) -> W0<X> where X: Sized { loop {} } fn r1(&self) {} }"
        )
        return found

    def impls(self) -> list[str]:
        """Impls of them, most with where clauses."""
        found = []
        for _ in range(26):
            where = self.pick(
                "",
                "where X: {t}",
                "where X: {t}, X::O: {t}",
                "where {w}<X>: {t}",
                "where X: {t}<O = {g}>",
                "where X: P1",
                "where X: Same",
            )
            head = self.pick("W0<X>", "W1<X>", "&X", "Vec<X>", "Option<X>", "Two<X, {g}>", "Two<X, X>", "Rc<X>")
            given = self.pick("X", "{g}", "X::O", "W0<X>", "<X as Same>::S", "Option<X>")
            trait = self.random.choice(["{t}", "{t}", "P0<X>", "P0<{g}>", "P1"])
            found.append(self._impl("<X>", self.fill(trait), head, where, given))
        grounds = [
            (trait, ground)
            for trait in ("T0", "T1", "T2", "T3", "P0<u8>", "P0<A>", "P1")
            for ground in ("A", "B", "u8", "String")
        ]
        return found + [self._impl("", trait, ground, "", self.pick("A", "B", "u8", "A")) for trait, ground in grounds]

    def _impl(self, generics: str, trait: str, head: str, where: str, given: str) -> str:
        member = "" if trait.startswith("P1") else f"type {'Q' if trait.startswith('P0') else 'O'} = {given};"
        return f"impl{generics} {trait} for {head} {where} {{ {member} }}"

    def clause(self) -> str:
        """A where clause."""
        return self.pick(
            "{v}: {t}", "{v}: {t}", "{v}: {t}", "{v}: {t} + {t}", "{v}: {t}<O = {v}>", "{v}: {t}<O = {g}>", "{v}: {t}<O = {w}<{v}>>",
            "{v}::O: {t}", "<{v} as {t}>::O: {t}", "<<{v} as {t}>::O as {t}>::O: {t}", "{w}<{v}>: {t}", "for<'a> &'a {v}: {t}",
            "{v}: P0<{v}>", "{v}: P0<{v}::O>", "{v}: P0<{g}, Q = {v}>", "{v}: P1", "{v}: P1<{v}>", "{v}: P0<<{v} as {t}>::O>", "<{v} as P0<{g}>>::Q: {t}",
            "{v}: Deref<Target = {v}>", "{v}: Deref, {v}::Target: {t} + Sized", "{v}: Into<{v}>", "{v}: Into<{g}>", "{v}: AsRef<{v}>", "{v}: Add<Output = {v}> + Copy",
            "{v}: Add + Copy, {v}::Output: {t}", "{v}: Iterator, {v}::Item: {t}", "{v}: IntoIterator<Item = {v}>", "{v}: Fn({v}) -> {g}", "{v}: Same, {v}::S: {t}",
            "{v}: Borrow<{v}> + {t}", "{v}: Clone + {t}", "{v}: Index<usize, Output = {v}>", "{v}: FromIterator<{v}>", "{v}: {t} + P0<{v}::O>", "{v}: {t}, {v}::O: P0<{v}>",
        )  # fmt: skip

    def template(self) -> tuple[str, str]:
        """A where clause, and a call that it allows: V is a generic and v its value, U and u the other, i and j traits."""
        clause, calls = self.random.choice(TEMPLATES)
        call = self.random.choice(_CALLS.split(calls))
        i, j = self.random.sample("0123", 2)
        one, other = self.random.choice([("X", "Y"), ("Y", "X")])
        names = {"V": one, "U": other, "v": one.lower(), "u": other.lower(), "Ti": f"T{i}", "Tj": f"T{j}"}
        names |= {f"{letter}{at}": f"{letter}{number}" for letter in "msk" for at, number in (("i", i), ("j", j))}
        filled = [
            re.sub(r"\b(V|U|v|u|Ti|Tj|[msk][ij])\b", lambda found: names[found.group(1)], each)
            for each in (clause, call)
        ]
        return self.fill(filled[0]), self.fill(filled[1])

    def function(self, at: int) -> str:
        """A generic function on one line."""
        made = [self.template() for _ in range(self.random.choice([1, 1, 2, 2, 3]))]
        clauses = [clause for clause, _ in made]
        if self.random.random() < 0.4:
            clauses.insert(self.random.randrange(len(clauses) + 1), self.clause())
        calls = " ".join(f"if any() {{ let (x, y): (X, Y) = any(); {call}; }}" for _, call in made)
        return f"pub fn f{at}<X, Y>() where {', '.join(dict.fromkeys(clauses))} {{ {calls} }}"

    def crate(self) -> str:
        """Everything, before rustc has seen it."""
        return HEAD + "\n".join([*self.traits(), *self.impls(), *(self.function(at) for at in range(FUNCTIONS))]) + "\n"


def accepted(text: str, folder: Path) -> str:
    """What rustc accepts of a crate."""
    source = folder / "lib.rs"
    lines = text.split("\n")
    for _ in range(30):
        source.write_text("\n".join(lines))
        command = [
            "rustc",
            "--edition",
            "2021",
            "--crate-type",
            "lib",
            "--emit=metadata",
            "--error-format=short",
            "-o",
            str(folder / "lib.rmeta"),
            str(source),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        wrong = {int(found) for found in _ERROR.findall(ran.stderr)}
        if ran.returncode == 0:
            return "\n".join(lines)
        if not wrong:
            return ""
        declared = {at for at in wrong if not lines[at - 1].startswith("pub fn f")}
        lines = [line for at, line in enumerate(lines, 1) if at not in (declared or wrong)]
    return ""


def main(count: int) -> None:
    """Write so many cases."""
    for seed in range(count):
        with tempfile.TemporaryDirectory() as folder:
            text = accepted(Generator(seed).crate(), Path(folder))
        kept = len(re.findall(r"^pub fn f\d", text, re.MULTILINE))
        print(seed, kept)
        if kept:
            (CASES / f"{seed:03}.rs").write_text(text)


if __name__ == "__main__":
    main(int(sys.argv[1]))
