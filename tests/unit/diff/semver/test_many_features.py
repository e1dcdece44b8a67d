"""What stands behind more features than are tried in all combinations."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl import manifest

FEATURES = [f"f{number}" for number in range(12)]
ANY = ", ".join(f'feature = "{name}"' for name in FEATURES)
MANIFEST = manifest(extra="[features]\n" + "".join(f"{name} = []\n" for name in FEATURES))
ON_UNIX = "#[cfg(unix)]\nimpl Clone for S { fn clone(&self) -> S { S } }\n"
ON_WINDOWS = ON_UNIX.replace("unix", "windows")


def _all(count: int) -> str:
    return "all({})".format(", ".join(f'feature = "{name}"' for name in FEATURES[:count]))


@pytest.mark.parametrize(
    ("was", "now", "is_asked"),
    [
        (ON_UNIX + ON_WINDOWS, ON_UNIX + ON_WINDOWS, False),
        (ON_UNIX, ON_UNIX + ON_WINDOWS, False),
        (ON_UNIX.replace("unix", _all(2)), ON_UNIX.replace("unix", _all(3)), True),
    ],
)
def test_an_impl_that_is_there_in_each_way_that_it_was_is_lost_to_nobody(was: str, now: str, is_asked: bool) -> None:
    one, two = (
        graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": f"#[cfg(any({ANY}))]\npub struct S;\n{impls}"})
        for impls in (was, now)
    )
    found = check(one, two)
    assert found.findings == []
    assert bool(found.undecided) == is_asked
