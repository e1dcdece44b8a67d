"""One source of contents: laid over another, and read one at a time."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.contents import Overlay, Reader, Remembered
from rgraph.model.facts import BlobFacts
from rgraph.model.graph import LinkedFile, Unresolved, pack_linked, unpack_linked
from rgraph.model.ids import BlobHash
from rgraph.view.memory import MemorySource


class Partial(MemorySource):
    """Answers for what it has, as a source that lies over another does; `asked` are the contents asked for."""

    def __init__(self, *contents: bytes) -> None:
        super().__init__()
        self.asked: list[BlobHash] = []
        self.having = {self.add(content) for content in contents}

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        wanted = list(blobs)
        self.asked += wanted
        return super().facts(blob for blob in wanted if blob in self.having)


NAMES = ("a", "b", "c", "d")
CONTENTS = {name: f"fn {name}() {{}}\n".encode() for name in NAMES}
HASHES = {name: MemorySource().add(content) for name, content in CONTENTS.items()}


def named(facts: BlobFacts) -> list[str]:
    return [item.name for item in facts.items]


@given(st.sets(st.sampled_from(NAMES)), st.lists(st.sampled_from(NAMES), unique=True))
def test_the_lower_source_is_asked_for_what_the_upper_one_lacks_and_no_more(upper: set[str], asked: list[str]) -> None:
    above, below = Partial(*(CONTENTS[name] for name in upper)), Partial(*CONTENTS.values())
    found = Overlay(above, below).facts(HASHES[name] for name in asked)
    assert {blob: named(facts) for blob, facts in found.items()} == {HASHES[name]: [name] for name in asked}
    assert below.asked == [HASHES[name] for name in asked if name not in upper]


def test_edge_sets_lie_over_each_other_too() -> None:
    old, new = LinkedFile([], [], []), LinkedFile([], [], [Unresolved("macro", "path", 1)])

    class Sets(MemorySource):
        """Edge sets by a name of the test's own."""

        def __init__(self, **sets: LinkedFile) -> None:
            super().__init__()
            self._linked = dict(sets)

        def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
            return {name: self._linked[name] for name in sets if name in self._linked}

        def packed_links(self, sets):  # type: ignore[no-untyped-def]
            return ((name, pack_linked(self._linked[name])) for name in sets if name in self._linked)

    both = Overlay(Sets(x=new), Sets(x=old, y=old))
    assert both.linked(["x", "y"]) == {"x": new, "y": old}
    assert {name: unpack_linked(packed) for name, packed in both.packed_links(["x", "y"])} == {"x": new, "y": old}


def test_manifests_bodies_and_lock_files_are_found_in_either() -> None:
    class Empty(MemorySource):
        """A source that knows nothing."""

        def _none(self, blobs):  # type: ignore[no-untyped-def]
            return {}

        bodies = manifests = lockfiles = _none

    memory = MemorySource()
    manifest = memory.add(b'[package]\nname = "p"\n')
    lockfile = memory.add(b"version = 3\n")
    code = memory.add(b"fn f() { g() }\n")
    both = Overlay(Empty(), memory)
    assert both.manifests([manifest])[manifest].package == "p"
    assert both.lockfiles([lockfile])[lockfile].version == 3
    assert len(both.bodies([code])[code].bodies) == 1


def test_a_reader_asks_for_facts_once_however_they_are_asked_for() -> None:
    source = Partial(*CONTENTS.values())
    reader = Reader(source)
    assert named(reader.facts(HASHES["a"])) == ["a"]
    reader.load_facts([HASHES["b"], HASHES["a"], HASHES["b"]])
    reader.load_facts([HASHES["a"]])
    assert named(reader.facts(HASHES["b"])) == ["b"]
    assert sorted(source.asked) == sorted([HASHES["a"], HASHES["b"]])


def test_a_reader_raises_what_its_source_raises() -> None:
    reader = Reader(MemorySource())
    with pytest.raises(KeyError):
        reader.facts(BlobHash("0" * 64))
    with pytest.raises(KeyError):
        reader.manifest(BlobHash("0" * 64))


def test_what_was_read_once_is_not_read_again_and_the_oldest_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rgraph.model.contents._KEPT", 3)
    source = Partial(*CONTENTS.values())
    a, b, c, d = HASHES.values()
    remembered = Remembered(source)
    assert [named(facts) for facts in remembered.facts([a, b]).values()] == [["a"], ["b"]]
    assert remembered.facts([b, a]).keys() == {a, b} and source.asked == [a, b]
    assert remembered.facts([a, b, c, d]).keys() == {a, b, c, d} and source.asked == [a, b, c, d]
    assert remembered.facts([d, a]).keys() == {d, a} and source.asked == [a, b, c, d, a]
