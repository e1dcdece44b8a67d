"""Every shape of type."""

import pytest

from rgraph.parse.extract import extract
from tests.golden.parse.facts_text import text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("u8", "u8@0"),
        ("a::B<C, D>", "a::B<C@0, D@0>@0"),
        ("::a::B", "::a::B@0"),
        ("&'a T", "&T@0"),
        ("&mut [T]", "&mut TSlice(ty=T@0)"),
        ("*const T", "TPtr(ty=T@0)"),
        ("*mut T", "TPtr(ty=T@0 mut=True)"),
        ("[T; N + 1]", "TArray(ty=T@0 len='N + 1' names=[NameInTokens(path=N@0)])"),
        ("(A, B)", "(A@0, B@0)"),
        ("(A)", "A@0"),
        ("(A,)", "(A@0)"),
        ("()", "()"),
        ("!", "TNever()"),
        ("_", "_"),
        ("fn(A, b: B) -> C", "TFn(params=[A@0, B@0] ret=C@0)"),
        ('unsafe extern "C" fn()', "TFn(quals='unsafe extern \"C\"')"),
        ("dyn A + 'a", "TDyn(bounds=[A@0])"),
        ("Box<dyn Fn(A) -> B + Send>", "Box<TDyn(bounds=[Fn!<(A@0), Output=B@0>@0, Send@0])>@0"),
        ("impl A<B = C>", "TImpl(bounds=[A<B=C@0>@0])"),
        ("impl A<B: C>", "TImpl(bounds=[A<B:[C@0]>@0])"),
        ("impl ?Sized + A", "TImpl(bounds=[?Sized@0, A@0])"),
        ("dyn for<'a> A<&'a B>", "TDyn(bounds=[A<&B@0>@0])"),
        ("<T as A>::B", "<T@0 as A>::B@0"),
        ("<T>::B", "<T@0>::B@0"),
        (
            "A<3, {N}, 'x'>",
            "A<TConst(text='3'), TConst(text='{ N }' names=[NameInTokens(path=N@0)]), TConst(text=\"'x'\")>@0",
        ),
        ("A<-1>", "A<TConst(text='-1')>@0"),
        ("m!(a)", "TMacro(path=m@0 tokens='a')"),
        ("&dyn (A + B)", "&TDyn(bounds=[A@0, B@0])"),
        ("A<'a, B>", "A<B@0>@0"),
    ],
)
def test_type(source: str, expected: str) -> None:
    facts, _ = extract(f"type X = {source};".encode())
    assert text(facts.items[0].ty) == expected
