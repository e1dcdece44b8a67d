"""What macro calls make, kept: a linker that is offered it expands nothing, and links the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.link.expansion import parts
from rgraph.link.expansion.kept import unbundled, unpacked
from rgraph.link.linker import Linker
from rgraph.model.ids import BlobHash
from tests.golden.link.crates import Case, MemorySource

CASES = sorted((Path(__file__).parents[2] / "golden" / "link" / "cases").glob("*macro*.rs"))
MACRO = "macro_rules! mk { ($n:ident) => { pub fn $n() -> u8 { 1 } } }\n"
OTHER = "macro_rules! mk { ($n:ident) => { pub fn $n() -> u8 { 2 } } }\n"
MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_kept_links_the_same_and_nothing_is_expanded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = MemorySource()
    tree = source.tree(Case.read(path).files)
    first = Linker(source).link(tree)
    source.kept = first.made
    expanded: list[str] = []
    expand = parts._expanded

    def counted(template: parts.Template, call: parts.Call, key: bytes) -> parts.Part:
        expanded.append(template.name)
        return expand(template, call, key)

    monkeypatch.setattr(parts, "_expanded", counted)
    again = Linker(source).link(tree)
    assert (again.linked, again.unplaced, again.missing) == (first.linked, first.unplaced, first.missing)
    assert expanded == []
    assert again.made == {}  # it is kept


def linked(macro: str, kept: dict[BlobHash, bytes]) -> tuple[dict[BlobHash, bytes], list[str]]:
    """What is to be kept after linking a call of a macro, and the functions that are there."""
    source = MemorySource()
    source.kept = kept
    delta = Linker(source).link(
        source.tree({"Cargo.toml": MANIFEST, "src/lib.rs": macro + "mod a;\n", "src/a.rs": "mk!(f);\n"})
    )
    return delta.made, sorted(item.item.body_hash for file in delta.linked.values() for item in file.made)


def test_a_part_of_another_macro_is_not_used_and_gives_way() -> None:
    one, hashes = linked(MACRO, {})
    other, others = linked(OTHER, one)
    assert hashes != others
    assert one.keys() == other.keys() != set()
    assert all(one[blob] != other[blob] for blob in one)
    assert linked(MACRO, other) == (one, hashes)


def test_that_a_call_makes_no_rust_is_kept_and_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    no_rust = "macro_rules! mk { ($n:ident) => { fn fn $n } }\n"
    kept, _ = linked(no_rust, {})
    (bundle,) = kept.values()
    assert [unpacked(data).failure for data in unbundled(bundle).values()] == [parts.NOT_RUST]
    monkeypatch.setattr(parts, "_expanded", None)  # whoever expands fails
    assert linked(no_rust, kept) == ({}, [])
    monkeypatch.undo()
    assert linked(MACRO, kept)[1] == linked(MACRO, {})[1] != []


def test_a_kept_part_has_its_bodies_unread_until_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    (bundle,) = linked(MACRO, {})[0].values()
    ((key, data),) = unbundled(bundle).items()
    kept = unpacked(data)
    bodies = parts.Bodies(None, kept.owners, kept.bodies)
    assert (len(key), kept.macro, bodies.owners) == (16, "mk", (0,))
    assert bodies.packed() == kept.bodies
    assert bodies[0].owner == 0
    assert bodies.packed() == kept.bodies
