"""Predicates in the default configuration."""

from __future__ import annotations

import pytest

from rgraph.link.cfg import Configuration, in_macro_bodies
from rgraph.model.facts import Arm


@pytest.mark.parametrize(
    ("predicate", "active"),
    [
        ("unix", True),
        ("windows", False),
        ("not(windows)", True),
        ("test", True),
        ('feature = "x"', True),
        ('not(feature = "x")', False),
        ('target_os = "linux"', True),
        ('target_os="macos"', False),
        ('all(unix, not(target_os = "macos"))', True),
        ('any(windows, all(target_os = "linux", feature = "a"))', True),
        ("all()", True),
        ("any()", False),
        ("tokio_unstable", False),
        ("not(loom)", True),
        ("", False),
        ("not(", True),
        ("all(" * 600, False),
    ],
)
def test_predicates(predicate: str, active: bool) -> None:
    assert Configuration().active(((predicate, "demo"),)) is active


def test_predicates_in_what_a_macro_makes() -> None:
    arm = Arm("$($item:item)*", '$( #[cfg(all(unix, feature = "rt"))] #[doc(cfg(x))] $item )*')
    assert in_macro_bodies([arm]) == ['all(unix, feature = "rt")']
    assert in_macro_bodies([Arm("", "#[cfg(")]) == [""]
