"""Which flags a build script may set for users, and which it only passes on from `RUSTFLAGS`."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.build_flags import flags_set_by

SET = 'println!("cargo:rustc-cfg=exempt");'
PASSED_ON = {
    "where it is set": f"if cfg!(exempt) {{ {SET} }}",
    "by a variable": f"let on = cfg!(exempt); if on {{ {SET} }}",
    "by a variable of its name": f"let exempt = cfg!(exempt); if exempt {{ {SET} }} if exempt || other {{ f(); }}",
    "and for docs.rs": f'let docs = env::var_os("DOCS_RS").is_some(); let on = cfg!(exempt) || docs; if on {{ {SET} }}',
    "and on a condition": f"if cfg!(exempt) && version > 60 {{ {SET} }}",
    "in a block further in": f"if cfg!(exempt) {{ if version > 60 {{ {SET} }} }}",
    "declared, and told of": f'println!("cargo:rustc-check-cfg=cfg(exempt)"); // exempt\nif cfg!(exempt) {{ {SET} }}',
}
SETS = {
    "by a probe too": f"if cfg!(exempt) || probe() {{ {SET} }}",
    "in another block": f"if cfg!(exempt) {{ f(); }} {SET}",
    "in the other branch": f"if cfg!(exempt) {{ f(); }} else {{ {SET} }}",
    "where it is not set": f"if !cfg!(exempt) {{ {SET} }}",
    "in two blocks": f"if cfg!(exempt) {{ {SET} }} if probe() {{ {SET} }}",
    "without asking": SET,
    "by a list": "cfg_aliases! { exempt: { windows } } let was = cfg!(exempt);",
}


@pytest.mark.parametrize("name", PASSED_ON)
def test_what_is_passed_on_is_set_by_rustflags_alone(name: str) -> None:
    assert "exempt" not in flags_set_by(f"fn main() {{ {PASSED_ON[name]} }}")


@pytest.mark.parametrize("name", SETS)
def test_what_is_set_otherwise_users_may_have(name: str) -> None:
    assert "exempt" in flags_set_by(f"fn main() {{ {SETS[name]} }}")


NAME = 'let name = std::env::var("CARGO_PKG_NAME").unwrap();'
FOR_OTHERS = {
    "an arm": f'{NAME} match name.as_str() {{ "own" => (), "other" => {SET[:-1]}, _ => panic!() }}',
    "a block of an arm": f'{NAME} match &*name {{ "other" | "third" => {{ {SET} }} "own" => {{ f(); }} _ => {{}} }}',
    "a condition": f'{NAME} if name == "other" {{ {SET} }}',
    "a condition, asked at once": f'if env!("CARGO_PKG_NAME") == "other" {{ {SET} }}',
}
FOR_ITSELF = {
    "an arm": f'{NAME} match name.as_str() {{ "other" => (), "own" => {SET[:-1]}, _ => panic!() }}',
    "an arm for both": f'{NAME} match name.as_str() {{ "other" | "own" => {SET[:-1]}, _ => panic!() }}',
    "the last arm": f'{NAME} match name.as_str() {{ "other" => (), _ => {SET[:-1]} }}',
    "a condition": f'{NAME} if name == "own" {{ {SET} }}',
    "after the condition": f'{NAME} if name == "other" {{ f(); }} {SET}',
    "in another match": f'{NAME} f(name); match kind.as_str() {{ "other" => {SET[:-1]}, _ => () }}',
}


@pytest.mark.parametrize("name", FOR_OTHERS)
def test_what_is_set_for_packages_of_other_names(name: str) -> None:
    script = f"fn main() {{ {FOR_OTHERS[name]} }}"
    assert "exempt" not in flags_set_by(script, "own")
    assert "exempt" in flags_set_by(script, "other")


@pytest.mark.parametrize("name", FOR_ITSELF)
def test_what_is_set_for_the_package(name: str) -> None:
    assert "exempt" in flags_set_by(f"fn main() {{ {FOR_ITSELF[name]} }}", "own")
