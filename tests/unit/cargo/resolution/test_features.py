"""Features that packages turn on in one another."""

import pytest

from .test_resolve import app, locked, package, resolved

LOCK = (
    locked("app", "0.1.0", "a", source="")
    + locked("a", "1.0.0", "b", "c")
    + locked("b", "1.0.0")
    + locked("c", "1.0.0")
)
A = '[package]\nname = "a"\n[dependencies]\nb = { version = "1", optional = true }\nc = { version = "1", default-features = false }\n'
B = '[package]\nname = "b"\n[features]\ndefault = ["std"]\nstd = []\nextra = []\n'
C = B.replace('"b"', '"c"')


def features(asked: str, table: str) -> dict[str, list[str]]:
    """What is on of each published package, for what the app asks of `a`, and the features that `a` has."""
    found = resolved({"Cargo.toml": app(asked), "Cargo.lock": LOCK}, a=f"{A}[features]\n{table}", b=B, c=C)
    assert all(each.has_all_features for each in found.packages)
    return {name: package(found, name).features for name in "abc"}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", [[], [], []]),
        ('default = ["dep:b"]', [["default"], ["default", "std"], []]),
        ('default = ["b"]', [["b", "default"], ["default", "std"], []]),
        ('default = ["b/extra"]', [["b", "default"], ["default", "extra", "std"], []]),
        ('default = ["b?/extra"]', [["default"], [], []]),
        ('default = ["b?/extra", "late"]\nlate = ["dep:b"]', [["default", "late"], ["default", "extra", "std"], []]),
        ('default = ["c/extra"]', [["default"], [], ["extra"]]),
        ('default = ["x"]\nx = ["y"]\ny = ["x", "c/std"]', [["default", "x", "y"], [], ["std"]]),
        ('default = ["nowhere", "none/x", "dep:none"]', [["default"], [], []]),
    ],
)
def test_what_a_default_feature_turns_on(table: str, expected: list[list[str]]) -> None:
    assert list(features('a = "1"', table).values()) == expected


def test_two_who_ask_are_united_whatever_their_kind() -> None:
    asked = 'a = { version = "1", default-features = false, features = ["x"] }\n[build-dependencies]\na = { version = "1", features = ["b"] }'
    assert features(asked, 'x = []\nunused = ["c/extra"]') == {"a": ["b", "x"], "b": ["default", "std"], "c": []}


def test_the_trees_own_features_are_all_on() -> None:
    asked = (
        'a = { version = "1", optional = true, default-features = false }\n[features]\nmore = ["a?/b"]\nall = ["dep:a"]'
    )
    assert features(asked, "") == {"a": ["b"], "b": ["default", "std"], "c": []}


def test_what_an_absent_manifest_asks_for_is_not_known() -> None:
    found = resolved({"Cargo.toml": app('a = "1"'), "Cargo.lock": LOCK}, b=B)
    assert package(found, "a").features == ["default"] and not package(found, "a").has_all_features
    assert package(found, "b").features == [] and not package(found, "b").has_all_features
    assert package(found, "app").has_all_features
