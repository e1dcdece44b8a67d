"""`crate_edges`: dependences as the manifests have them."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import places, refused, said

MANIFEST = """[package]
name = "my-app"
version = "0.1.0"

[dependencies]
serde = { version = "1", features = ["derive", "rc"] }
http = { package = "real-http", version = "1" }

[dev-dependencies]
proptest = "1"
"""
FILES = {"Cargo.toml": MANIFEST, "src/lib.rs": ""}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ('deny = ["serde"]', ["my-app must not depend on serde"]),
        ('deny = ["real_http"]', ["my-app must not depend on real-http"]),
        ('deny = ["http"]', []),
        ('deny = ["*"]\nfrom = ["other*"]', []),
        ('deny = ["serde"]\nwrappers = ["my_app"]', []),
        ('deny = ["serde"]\nwrappers = ["glue"]', ["my-app must not depend on serde; only glue may"]),
        ('deny = ["serde"]\nfeatures = ["rc"]', ["my-app must not enable rc of serde"]),
        ('deny = ["serde"]\nfeatures = ["std"]', []),
        ('allow = ["serde"]', ["my-app may depend on serde, not on real-http"]),
        ('allow = ["serde", "real-*"]', []),
        ('deny = ["proptest"]', []),
        ('deny = ["proptest"]\nkinds = ["dev"]', ["my-app must not depend on proptest"]),
    ],
)
def test_manifests(fields: str, told: list[str]) -> None:
    assert said("crate_edges", fields, FILES) == told


def test_an_empty_list_allows_nothing() -> None:
    assert said("crate_edges", "allow = []", FILES)[0].startswith("my-app may depend on nothing, not on")


def test_a_finding_stands_at_the_name_in_the_manifest() -> None:
    assert places("crate_edges", 'deny = ["real-http"]', FILES) == ["Cargo.toml:7:1"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("", "needs `deny` or `allow`"),
        ('allow = []\nfeatures = ["x"]', "qualify what it names"),
        ('deny = ["x"]\nkinds = ["test"]', "`kinds` must be among"),
    ],
)
def test_what_has_no_meaning_is_refused(fields: str, why: str) -> None:
    assert why in refused("crate_edges", fields)
