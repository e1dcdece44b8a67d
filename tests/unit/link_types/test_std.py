"""The stubs of the standard library."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from rgraph.link import std
from rgraph.model.facts import BlobStatus


def test_every_stub_parses_whole() -> None:
    assert {path: facts.reason for path, facts in std.stub_facts().items() if facts.status is not BlobStatus.OK} == {}


def test_every_name_in_signatures_is_known() -> None:
    from rgraph.link.linker import Linker
    from rgraph.link.types.terms import UNKNOWN
    from rgraph.model.facts import ItemKind
    from tests.golden.bodies.crate import Texts, files_of

    texts = Texts(files_of("fn f() {}"))
    linker = Linker(texts)
    linker.link(texts.tree)
    from rgraph.link.bodies import signatures_of

    declared = signatures_of(linker.world)
    assert linker.world.std_root is not None
    unknown = []
    pending = [linker.world.std_root]
    while pending:
        definition = pending.pop()
        children = linker.world.children(definition)
        pending += [each for each in children if each.kind in {ItemKind.MODULE, ItemKind.IMPL, ItemKind.TRAIT}]
        for each in children:
            if each.kind is ItemKind.FUNCTION:
                signature = declared.signature(each)
                if UNKNOWN in (*signature.taken, signature.ret):
                    unknown.append(each.local)
    assert unknown == []


@pytest.mark.parametrize("damage", [b"broken", msgspec.msgpack.encode({"std/lib.rs": b"\x90"})])
def test_facts_are_kept_and_read_again(damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    std.stub_facts.cache_clear()
    first = std.stub_facts()
    (kept,) = tmp_path.rglob("std-*.msgpack")
    std.stub_facts.cache_clear()
    assert std.stub_facts() == first
    kept.write_bytes(damage)
    std.stub_facts.cache_clear()
    assert std.stub_facts() == first
    std.stub_facts.cache_clear()
