"""The paths that a template writes itself."""

from __future__ import annotations

import pytest

from rgraph.parse.template_names import names_in_template


def read(text: str) -> list[str]:
    """Paths as text; `()` and `!` after calls, `::` before rooted ones."""
    ends = {"(": "()", "!": "!", "": ""}
    return [
        ("::" if each.is_rooted else "") + "::".join(each.names) + ends[each.form] for each in names_in_template(text)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("$crate::x::y($e)", ["$crate::x::y()"]),
        ("crate::x::r#type(1); self::z; super::w()", ["crate::x::type()", "self::z", "super::w()"]),
        ("::std::mem::swap(a, b)", ["::std::mem::swap()"]),
        ("$m::f(); <$t as $crate::Tr>::go($x); <$t>::new()", ["$crate::Tr"]),
        ("Self::x(); x.helper(); x.await; a.b.c()", []),
        ("helper(); Other { a: LIMIT, b }; plain", ["helper()", "Other", "LIMIT"]),
        ("fn made() {} made(); struct Own; Own; let local = 1; local(); |each| each()", []),
        ("impl $crate::Tr for Mine {} x as Wide", ["$crate::Tr", "Mine", "Wide"]),
        ("mod inner { pub fn f() {} } inner::f(); $crate::inner::f()", ["$crate::inner::f()"]),
        ("inner!(x); std::println![1]; $crate::deep! {}; a != b", ["inner!", "std::println!", "$crate::deep!"]),
        ("use $crate::{a, b::{self, C as D, d::*}};", ["$crate::a", "$crate::b", "$crate::b::C", "$crate::b::d"]),
        ("$crate::Map::<$crate::Key, Vec<Item>>::new()", ["$crate::Map::new()", "$crate::Key", "Vec", "Item"]),
        ("#[derive(Clone)] #[cfg(x)] fn $n() { go() }", ["go()"]),
        ("\"$crate::no(a)\" 'life 'c' b'x' 1u8 // not::this()\n", []),
        ("go(); go(); go", ["go()"]),
        ("macro_rules! made { () => { $crate::deep() } }", ["$crate::deep()"]),
        ("} ) broken::path( { [", ["broken::path()"]),
        ("$crate", []),
        ("$crate::", []),
        ("use $crate::{a", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert sorted(read(text)) == sorted(names)


def test_rows_count_from_the_first() -> None:
    assert [each.row for each in names_in_template("\n a();\n\n b();\n a();")] == [1, 3]
