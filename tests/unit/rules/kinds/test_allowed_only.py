"""`allowed_only` and `independence`: what is written down may be used, everything else may not."""

from __future__ import annotations

from tests.unit.rules.trees import said

CODE = (
    "pub mod a { pub fn f() { crate::b::g(); crate::c::h(); } pub mod inner { pub fn i() { super::f() } } }\n"
    "pub mod b { pub fn g() { crate::c::h() } }\n"
    "pub mod c { pub fn h() { std::process::exit(1) } }\n"
)


def allow(text: str, more: str = "") -> list[str]:
    return said("allowed_only", f"allow = {{ {text} }}\n{more}", CODE)


def test_what_is_not_in_the_list_is_told() -> None:
    assert allow('"demo::a" = "demo::b"') == [
        "demo::a::f may not depend on demo::c::h: `demo::a` does not allow it (calls)"
    ]
    assert allow('"demo::a" = ["demo::b", "demo::c"]') == []


def test_modules_without_a_key_are_free_unless_the_scope_has_them() -> None:
    assert allow('"demo::a" = ["demo::b", "demo::c"]', 'scope = "demo::*"') == [
        "demo::b has no entry in `allow`",
        "demo::c has no entry in `allow`",
    ]


def test_the_innermost_key_decides() -> None:
    assert allow('"demo::a" = ["demo::b", "demo::c"], "demo::a::inner" = "demo::b"') == [
        "demo::a::inner::i may not depend on demo::a::f: `demo::a::inner` does not allow it (calls)"
    ]


def test_outside_names_are_judged_only_where_asked() -> None:
    assert allow('"demo::c" = "demo::a"') == []
    (message,) = allow('"demo::c" = "demo::a"', "external = true")
    assert "std::process::exit" in message
    assert allow('"demo::c" = "external:std"', "external = true") == []


FEATURES = (
    "pub mod features { pub mod x { pub fn f() { super::y::g() } } pub mod y { pub fn g() {} pub mod deep { pub fn d() { super::g() } } } }\n"
    "pub mod shared { pub fn s() { crate::features::y::g() } }\n"
)
EACH = 'modules = "demo::features::*"\n'


def test_independent_modules_do_not_lean_on_each_other() -> None:
    assert said("independence", EACH, FEATURES) == [
        "demo::features::x::f must not depend on demo::features::y::g: "
        "`demo::features::x` and `demo::features::y` are independent (calls)"
    ]


def test_independence_goes_by_way_of_others_too_unless_told_otherwise() -> None:
    code = FEATURES.replace("super::y::g()", "crate::shared::s()")
    assert said("independence", EACH, code) == [
        "demo::features::x must not depend on demo::features::y, not even by way of demo::shared::s"
    ]
    assert said("independence", EACH + "transitive = false", code) == []


def test_a_module_is_not_independent_of_what_is_in_it() -> None:
    assert said("independence", 'modules = ["demo::features::y", "demo::features::y::deep"]', FEATURES) == []
