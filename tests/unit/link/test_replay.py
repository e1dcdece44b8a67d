"""Bodies keep their edges while nothing that they leaned on changes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from rgraph.link import replay
from rgraph.link.defs import Place
from rgraph.link.emitter import Emitter
from rgraph.link.linker import Linker
from rgraph.link.world import World
from rgraph.model.facts import Body
from tests.golden.link.crates import MANIFEST, MemorySource

LIB = "mod other;\npub struct S;\npub fn a() -> S { S }\npub fn b() { a(); }\npub fn c() { other::d(); }\npub fn e() { use other::d; d(); }\n"


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The owners whose bodies were linked, in order."""
    owners: list[str] = []
    real = replay.link_bodies

    def watched(world: World, place: Place, bodies: Iterable[Body], emit: Emitter) -> None:
        def each() -> Iterable[Body]:
            for body in bodies:
                owners.append(place.defs(body.owner).name)
                yield body

        real(world, place, each(), emit)

    monkeypatch.setattr(replay, "link_bodies", watched)
    return owners


class Steps:
    """A linker over changing files."""

    def __init__(self) -> None:
        self.source = MemorySource()
        self.linker = Linker(self.source)
        self.files = {
            "Cargo.toml": MANIFEST.format(edition="2021"),
            "src/lib.rs": LIB,
            "src/other.rs": "pub fn d() {}\n",
        }
        self.step()
        self.step(lib=LIB + "// all bodies are read once more\n")

    def step(self, lib: str | None = None, other: str | None = None) -> None:
        self.files["src/lib.rs"] = lib or self.files["src/lib.rs"]
        self.files["src/other.rs"] = other or self.files["src/other.rs"]
        tree = self.source.tree(self.files)
        linked = self.linker.link(tree).linked
        alone = Linker(self.source).link(tree).linked
        assert linked == {path: alone[path] for path in linked}


def test_a_body_edit_links_that_body_and_those_that_import(walked: list[str]) -> None:
    steps = Steps()
    assert walked == ["a", "b", "c", "e"]
    walked.clear()
    steps.step(lib=LIB.replace("{ a(); }", "{ a(); c(); }"))
    assert walked == ["b", "e"]


def test_moving_everything_links_only_what_imports(walked: list[str]) -> None:
    steps = Steps()
    walked.clear()
    steps.step(lib="\n\n// moved\n" + LIB)
    assert walked == ["e"]


def test_what_a_body_leaned_on_links_it_again(walked: list[str]) -> None:
    steps = Steps()
    steps.step(lib=LIB.replace("{ other::d(); }", "{ other::d(); a(); }"))  # c is a group of its own now
    walked.clear()
    steps.step(other="pub fn d() -> u8 { 1 }\n")
    assert "c" in walked
    assert "d" in walked


def test_an_owner_whose_declaration_changes_is_linked_again(walked: list[str]) -> None:
    steps = Steps()
    steps.step(lib=LIB.replace("{ a(); }", "{ a(); a(); }"))
    walked.clear()
    steps.step(lib=LIB.replace("{ a(); }", "{ a(); a(); }").replace("pub fn b()", "fn b()"))
    assert "b" in walked
