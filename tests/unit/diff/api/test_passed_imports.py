"""Re-exports through modules that import under conditions: alternatives on alternatives take no time of their own."""

from __future__ import annotations

import pytest

from rgraph.diff.api.asked import listings
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[features]\n'


@pytest.mark.parametrize("alternatives", [1, 2, 30])
def test_alternatives_on_alternatives(alternatives: int) -> None:
    levels = 9
    features = "".join(f"f{n} = []\n" for n in range(alternatives))
    inside = "\n".join(f'#[cfg(feature = "f{n}")] pub(crate) use crate::m{{next}}::X;' for n in range(alternatives))
    modules = [f"mod m{level} {{\n{inside.replace('{next}', str(level + 1))}\n}}\n" for level in range(levels)]
    text = f"pub use m0::X;\n{''.join(modules)}mod m{levels} {{ pub struct X; }}\n"
    (listing,) = listings(graph_of({"Cargo.toml": MANIFEST + features, "src/lib.rs": text}), [])
    assert any("struct demo::X" in line for line in listing.lines)
