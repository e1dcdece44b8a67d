"""Futures that wait for many others, which wait for many in turn: each is read once."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.auto.bodies import Bodies
from rgraph.diff.semver.findings import check
from rgraph.link.defs import Def
from rgraph.model.syntax import Expr
from rgraph.view.memory import graph_of

LAYERS, CALLS = 6, 8


def layers(last: str) -> str:
    """A function that waits eight times for another one, and so on; `last` stands in the last."""
    between = "".join(f"async fn f{n}() {{ {f'f{n + 1}().await; ' * CALLS}}}\n" for n in range(LAYERS))
    return (
        f"async fn g() {{}}\n{between}async fn f{LAYERS}() {{ {last} g().await; }}\npub async fn f() {{ f0().await }}"
    )


def test_each_function_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    body = Bodies._body

    def counted(bodies: Bodies, function: Def) -> Expr | None:
        asked.append(function.name)
        assert len(asked) < 100, "functions are read again and again"
        return body(bodies, function)

    monkeypatch.setattr(Bodies, "_body", counted)
    files = [{"src/lib.rs": layers(last)} for last in ("", "let r = std::rc::Rc::new(1u8);")]
    sides = [graph_of(one) for one in files]
    assert [f.rule for f in check(*sides).findings] == ["opaque_auto_trait_lost"] * 2
    assert "f" in asked and f"f{LAYERS}" in asked
