"""`forbidden_call`: methods, macros and paths by syntax, by alias and by edge."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import places, refused, said


def found(calls: str, code: str, more: str = "") -> list[str]:
    return said("forbidden_call", f"calls = [{calls}]\n{more}", code)


def test_a_method_is_known_by_its_bare_name_whatever_its_receiver() -> None:
    code = "pub fn f(a: Option<u8>, b: Result<u8, ()>) { a.unwrap(); b.unwrap(); a.unwrap_or(1); }\n"
    assert found('".unwrap()"', code) == ["demo::f must not use .unwrap()"] * 2
    assert places("forbidden_call", 'calls = [".unwrap()"]', code) == ["src/lib.rs:1:48", "src/lib.rs:1:60"]


def test_a_macro_is_known_by_its_name_and_with_a_path() -> None:
    code = 'pub fn f() { println!("x"); std::println!("y"); eprintln!("z"); }\n'
    assert found('"println!"', code) == ["demo::f must not use println!"] * 2


@pytest.mark.parametrize(
    "body",
    [
        "std::process::exit(1)",
        "use std::process::exit; exit(1)",
        "use std::process; process::exit(1)",
        "use std::process::exit as out; out(1)",
    ],
)
def test_a_path_is_found_through_imports_and_aliases(body: str) -> None:
    assert set(found('"std::process::exit"', f"pub fn f() {{ {body} }}\n")) == {
        "demo::f must not use std::process::exit"
    }


def test_a_re_export_does_not_hide_a_function() -> None:
    code = "mod inner { pub fn danger() {} }\npub use inner::danger as safe;\npub fn f() { safe() }\n"
    assert "demo::f must not use demo::inner::danger" in found('"demo::inner::danger"', code)


def test_scope_and_tests_limit_what_is_judged() -> None:
    code = "pub mod a { pub fn f(x: Option<u8>) { x.unwrap(); } }\npub mod b { pub fn g(x: Option<u8>) { x.unwrap(); } #[test] fn t() { None::<u8>.unwrap(); } }\n"
    assert found('".unwrap()"', code, 'scope = "demo::a"') == ["demo::a::f must not use .unwrap()"]
    assert len(found('".unwrap()"', code)) == 2
    assert len(found('".unwrap()"', code, "tests = true")) == 3


def test_what_only_looks_like_a_call_is_none() -> None:
    code = 'pub fn f() { let unwrap = 1; let _ = "x.unwrap()"; /* x.unwrap() */ let _ = unwrap; }\n'
    assert found('".unwrap()"', code) == []


@pytest.mark.parametrize(
    ("calls", "why"), [("", "`calls` is empty"), ('"a b"', "is not a method"), ('"!"', "is not a method")]
)
def test_what_is_no_call_is_refused(calls: str, why: str) -> None:
    assert why in refused("forbidden_call", f"calls = [{calls}]")
