"""`external`: the items of packages that the edges of a commit lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.overlay.building import link_packages
from rgraph.deps.tier import ColdTier
from rgraph.errors import QueryError
from rgraph.view.session import Session
from tests.dsl.repo import Repo
from tests.unit.deps.needing import Needed, needing

DEEP = Needed("deep-down", "1.2.0", "pub mod inner { pub fn f() {} }\npub use inner::f;\npub struct S;\n")
CALLED = "?[src, symbol, package, version] := edge[src, 'calls', symbol, _, _, _], external[symbol, package, version]"


def asked(session: Session, script: str, vs: str = "") -> list[list[object]]:
    return [list(row) for row in session.query(script, "HEAD", vs, {}, 10).rows]


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Session, ColdTier]:
    return needing(tmp_path, "pub fn g(_: deep_down::S) { deep_down::f() }\n", [DEEP], ["deep-down"])


def test_items_by_package_and_version(opened: tuple[Session, ColdTier]) -> None:
    session, tier = opened
    with pytest.raises(QueryError, match="not linked into its packages"):
        asked(session, CALLED)
    session.forget_all()
    link_packages(session, tier, "HEAD")
    assert asked(session, CALLED) == [["app::g", "deep_down::inner::f", "deep-down", "1.2.0"]]
    assert len(asked(session, "?[symbol] := external[symbol, _, _]")) == 3  # with the crate


def test_two_revisions_are_asked_alike(opened: tuple[Session, ColdTier], tmp_path: Path) -> None:
    session, tier = opened
    repo = Repo(tmp_path / "repo")
    repo.commit({"src/lib.rs": "// moved\npub fn g(_: deep_down::S) { deep_down::f() }\n"})
    script = (
        "was[src, dst] := old_edge[src, _, dst, _, _, _]\n?[src, dst] := edge[src, _, dst, _, _, _], not was[src, dst]"
    )
    link_packages(session, tier, "HEAD")
    assert asked(session, script, "HEAD~1") == []
    session.forget_all()
    link_packages(session, tier, "HEAD~1")
    assert asked(session, script, "HEAD~1") == []
    assert asked(session, "?[v] := external[s, _, v], old_external[s, _, v]", "HEAD~1") == [["1.2.0"]]
