"""Which packages anybody gets from a registry."""

from __future__ import annotations

import pytest

from rgraph.diff.publishing import published
from rgraph.view.memory import graph_of

BARE = '[package]\nname = "bare"\nversion = "0.1.0"\n'


def _published(*others: str) -> set[str]:
    texts = {f"p{index}/Cargo.toml": text for index, text in enumerate((BARE, *others))}
    roots = {path.replace("Cargo.toml", "src/lib.rs"): "" for path in texts}
    members = ", ".join(f'"p{index}"' for index in range(len(texts)))
    root = f'[workspace]\nmembers = [{members}]\n[workspace.package]\nlicense = "MIT"\n'
    graph = graph_of({"Cargo.toml": root, **texts, **roots})
    return {
        package.name for package in graph.cargo.packages if package.manifest in published(graph.cargo, graph.manifests)
    }


@pytest.mark.parametrize(
    "licence", ['license = "MIT"', 'license-file = "L"', "license.workspace = true"], ids=["a", "b", "c"]
)
def test_beside_packages_that_name_a_licence_one_without_is_for_nobody(licence: str) -> None:
    assert _published(f'[package]\nname = "named"\nversion = "1.0.0"\n{licence}\n') == {"named"}


def test_where_none_names_a_licence_it_says_nothing() -> None:
    assert _published('[package]\nname = "other"\nversion = "1.0.0"\n') == {"bare", "other"}


@pytest.mark.parametrize("out", ["publish = false", 'version = "0.0.0"'], ids=["publish", "version"])
def test_a_licence_on_what_is_not_published_says_nothing_of_others(out: str) -> None:
    version = "" if "version" in out else 'version = "1.0.0"\n'
    assert _published(f'[package]\nname = "own"\nlicense = "MIT"\n{version}{out}\n') == {"bare"}
