"""Every shape of expression, as text (`tests/golden/parse/facts_text.py` says how it reads)."""

import pytest

from tests.golden.parse.facts_text import expression, text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", "a@0"),
        ("a::b::<T>::c", "a::b<T@0>::c@0"),
        ("::a::b", "::a::b@0"),
        ("<T as U>::f", "<T@0 as U>::f@0"),
        ("<T>::g", "<T@0>::g@0"),
        ("self.x", "EField(base=self@0 name='x' line=0)"),
        ("Self::new()", "ECall(fn=Self::new@0 line=0)"),
        (
            'f(1, "s", \'c\', b"x", 2.0f32, 0x1Fu8, true)',
            "ECall(fn=f@0 args=[int, str, char, bytes, floatf32, intu8, bool] line=0)",
        ),
        (
            "a.b(c).d::<E>(f)",
            "EMethod(recv=EMethod(recv=a@0 name='b' args=[c@0] line=0) name='d' turbofish=[E@0] args=[f@0] line=0)",
        ),
        ("a.0.1", "EField(base=EField(base=a@0 name='0' line=0) name='1' line=0)"),
        ("x.await?", "ETry(expr=EAwait(expr=x@0 line=0) line=0)"),
        ("a + b * c", "EBinary(op='+' left=a@0 right=EBinary(op='*' left=b@0 right=c@0 line=0) line=0)"),
        (
            "a && b || !c",
            "EBinary(op='||' left=EBinary(op='&&' left=a@0 right=b@0 line=0) right=EUnary(op='!' expr=c@0 line=0) line=0)",
        ),
        ("-a", "EUnary(op='-' expr=a@0 line=0)"),
        ("*a", "EUnary(op='*' expr=a@0 line=0)"),
        ("&mut a", "ERef(expr=a@0 mut=True)"),
        ("&raw const a", "ERef(expr=a@0)"),
        ("a as T", "ECast(expr=a@0 ty=T@0)"),
        ("a[b]", "EIndex(base=a@0 index=b@0 line=0)"),
        ("a = b", "EBinary(op='=' left=a@0 right=b@0 line=0)"),
        ("a += b", "EBinary(op='+=' left=a@0 right=b@0 line=0)"),
        ("a..b", "ERange(start=a@0 end=b@0)"),
        ("..", "ERange()"),
        ("a..=b", "ERange(start=a@0 end=b@0 inclusive=True)"),
        ("..=b", "ERange(end=b@0 inclusive=True)"),
        ("(a)", "a@0"),
        ("(a,)", "ETuple(elems=[a@0])"),
        ("(a, b)", "ETuple(elems=[a@0, b@0])"),
        ("()", "ETuple()"),
        ("[a, b]", "EArray(elems=[a@0, b@0])"),
        ("[a; n]", "EArray(elems=[a@0] repeat=n@0)"),
        (
            "S { a, b: c, ..d }",
            "EStruct(path=S@0 fields=[FieldInit(name='a' line=0), FieldInit(name='b' line=0 value=c@0)] base=d@0)",
        ),
        (
            "if a { b } else if c { d } else { e }",
            "EIf(cond=a@0 then=EBlock(stmts=[SExpr(expr=b@0)]) orelse=EIf(cond=c@0 then=EBlock(stmts=[SExpr(expr=d@0)]) orelse=EBlock(stmts=[SExpr(expr=e@0)])))",
        ),
        (
            "if let P(x) = a && b { c }",
            "EIf(cond=EBinary(op='&&' left=ELetCond(pat=PTupleStruct(path=P@0 pats=[x@0]) expr=a@0) right=b@0 line=0) then=EBlock(stmts=[SExpr(expr=c@0)]))",
        ),
        (
            "match a { B | C if d => e, _ => f }",
            "EMatch(expr=a@0 arms=[Arm(pat=POr(pats=[B@0, C@0]) guard=d@0 body=e@0), Arm(pat=PWild() body=f@0)])",
        ),
        ("loop { break a; }", "ELoop(body=EBlock(stmts=[SExpr(expr=EJump(kind='break' expr=a@0) semi=True)]))"),
        ("while a { b }", "EWhile(cond=a@0 body=EBlock(stmts=[SExpr(expr=b@0)]))"),
        (
            "while let Some(x) = y {}",
            "EWhile(cond=ELetCond(pat=PTupleStruct(path=Some@0 pats=[x@0]) expr=y@0) body=EBlock())",
        ),
        (
            "for (a, b) in c { d }",
            "EFor(pat=PTuple(pats=[a@0, b@0]) iter=c@0 body=EBlock(stmts=[SExpr(expr=d@0)]) line=0)",
        ),
        ("'l: loop { continue 'l }", "ELoop(body=EBlock(stmts=[SExpr(expr=EJump(kind='continue'))]))"),
        ("'b: { a }", "EBlock(stmts=[SExpr(expr=a@0)] kind='labeled')"),
        ("unsafe { a }", "EBlock(stmts=[SExpr(expr=a@0)] kind='unsafe')"),
        ("async move { a }", "EBlock(stmts=[SExpr(expr=a@0)] kind='async')"),
        ("const { 1 }", "EBlock(stmts=[SExpr(expr=int)] kind='const')"),
        ("try { a? }", "EBlock(stmts=[SExpr(expr=ETry(expr=a@0 line=0))] kind='try')"),
        ("return a", "EJump(kind='return' expr=a@0)"),
        ("return", "EJump(kind='return')"),
        ("break", "EJump(kind='break')"),
        ("yield a", "EJump(kind='yield' expr=a@0)"),
        (
            "|a, b: T| -> U { c }",
            "EClosure(params=[ClosureParam(pat=a@0), ClosureParam(pat=b@0 ty=T@0)] ret=U@0 body=EBlock(stmts=[SExpr(expr=c@0)]))",
        ),
        ("move || a", "EClosure(body=a@0)"),
        ("async |a| a", "EClosure(params=[ClosureParam(pat=a@0)] body=a@0 is_async=True)"),
        (
            "|&(a, ref b)| c",
            "EClosure(params=[ClosureParam(pat=PRef(pat=PTuple(pats=[a@0, PIdent(name='b' line=0 by_ref=True)])))] body=c@0)",
        ),
        ("{ a; b }", "EBlock(stmts=[SExpr(expr=a@0 semi=True), SExpr(expr=b@0)])"),
        ("(a.b)(c)", "ECall(fn=EField(base=a@0 name='b' line=0) args=[c@0] line=0)"),
        (
            "m!(a, b)",
            "EMacro(path=m@0 block=EBlock(stmts=[SExpr(expr=a@0 semi=True), SExpr(expr=b@0 semi=True)]) tokens='a, b')",
        ),
        ("a::m! { b; }", "EMacro(path=a::m@0 block=EBlock(stmts=[SExpr(expr=b@0 semi=True)]) tokens=' b; ')"),
        ("r#match", "match@0"),
        ("crate::a", "crate::a@0"),
        ("super::a", "super::a@0"),
        ("_", "EOther()"),
    ],
)
def test_expression(source: str, expected: str) -> None:
    assert text(expression(source)) == expected
