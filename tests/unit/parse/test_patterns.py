"""Every shape of pattern."""

import pytest

from rgraph.model.syntax import EMatch
from tests.golden.parse.facts_text import expression, text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", "a@0"),
        ("mut a", "PIdent(name='a' line=0 mut=True)"),
        ("ref a", "PIdent(name='a' line=0 by_ref=True)"),
        ("ref mut a", "PIdent(name='a' line=0 by_ref=True mut=True)"),
        ("a @ B", "PIdent(name='a' line=0 sub=B@0)"),
        ("a @ 1..=2", "PIdent(name='a' line=0 sub=PRange())"),
        ("A::B", "PPath(path=A::B@0)"),
        ("A::B::<C>", "PPath(path=A::B<C@0>@0)"),
        ("A(b, _)", "PTupleStruct(path=A@0 pats=[b@0, PWild()])"),
        ("A(.., b)", "PTupleStruct(path=A@0 pats=[PRest(), b@0])"),
        (
            "A { b, c: d, .. }",
            "PStruct(path=A@0 fields=[FieldPat(name='b' line=0), FieldPat(name='c' line=0 pat=d@0)] rest=True)",
        ),
        (
            "A { ref b, mut c }",
            "PStruct(path=A@0 fields=[FieldPat(name='b' line=0 by_ref=True), FieldPat(name='c' line=0)])",
        ),
        ("(a, b)", "PTuple(pats=[a@0, b@0])"),
        ("(a)", "a@0"),
        ("(a,)", "PTuple(pats=[a@0])"),
        ("()", "PTuple()"),
        ("[a, .., b]", "PSlice(pats=[a@0, PRest(), b@0])"),
        ("[a, b @ ..]", "PSlice(pats=[a@0, PIdent(name='b' line=0 sub=PRest())])"),
        ("&a", "PRef(pat=a@0)"),
        ("&mut a", "PRef(pat=a@0)"),
        ("A | B", "POr(pats=[A@0, B@0])"),
        ("(A | B, c)", "PTuple(pats=[POr(pats=[A@0, B@0]), c@0])"),
        ("1", "PLit()"),
        ("-1", "PLit()"),
        ('"s"', "PLit()"),
        ("1..", "PRange()"),
        ("..=9", "PRange()"),
        ("A..=B::C", "PRange(ends=[A@0, B::C@0])"),
        ("_", "PWild()"),
        ("m!(a)", "PMacro(call=EMacro(path=m@0 block=EBlock(stmts=[SExpr(expr=a@0 semi=True)]) tokens='a'))"),
        ("<T as U>::C", "PPath(path=<T@0 as U>::C@0)"),
        ("const { 1 }", "PLit()"),
    ],
)
def test_pattern(source: str, expected: str) -> None:
    found = expression(f"match x {{ {source} => y }}")
    assert isinstance(found, EMatch)
    assert text(found.arms[0].pat) == expected
