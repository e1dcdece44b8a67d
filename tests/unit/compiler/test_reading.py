"""Indexes are read by places, and what is wrong with one is said in a sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rgraph.compiler.limits import MAX_LINE_BYTES
from rgraph.compiler.lsif import read_lsif
from rgraph.compiler.occurrences import OUTSIDE, CompilerIndexError, Encoding, Place
from rgraph.compiler.reading import read_index, read_lsif_index, read_scip_index
from rgraph.compiler.schema import Role, messages
from rgraph.compiler.scip import read_scip
from tests.dsl.lsif import lsif, spot

LIB = "src/lib.rs"
TEXT = 'pub fn made() -> u8 { 1 }\npub fn ask() -> u8 { let _ = "é𝄞"; made() }\n'
CALL, NAME = spot(LIB, TEXT, "^made() }"), spot(LIB, TEXT, "^made() ->")


def scip_of(*documents: dict[str, Any], encoding: int = 1) -> bytes:
    index: Any = messages().index()
    index.metadata.tool_info.name = "tool"
    for given in documents:
        document = index.documents.add(relative_path=given["path"], position_encoding=encoding)
        for range_, symbol, role in given["occurrences"]:
            document.occurrences.add(range=range_, symbol=symbol, symbol_roles=role)
    made: bytes = index.SerializeToString()
    return made


def test_lsif_leads_from_an_identifier_to_its_definition() -> None:
    found = read_lsif(BytesIO(lsif({CALL: NAME, (LIB, 0, 17): None})))
    assert (found.tool, found.encoding) == ("rust-analyzer 1.2.3", Encoding.UTF16)
    assert found.files == {LIB: {CALL[1:]: Place(*NAME), NAME[1:]: Place(*NAME), (0, 17): OUTSIDE}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "has no document"),
        (b"[1]\n", "line 1 of the LSIF index is not valid"),
        (b'{"label": "range", "start": 3}\n', "line 1 of the LSIF index is not valid"),
        (b'{"label": "metaData", "positionEncoding": "ebcdic"}\n', "which rgraph does not know"),
        (b"[" * 200_000 + b"\n", "line 1 of the LSIF index is not valid"),
        (b"\xff\xfe\n", "line 1 of the LSIF index is not valid"),
    ],
    ids=["empty", "array", "range", "encoding", "deep", "bytes"],
)
def test_what_is_no_lsif_is_refused(text: bytes, said: str) -> None:
    with pytest.raises(CompilerIndexError, match=said):
        read_lsif(BytesIO(text))


def test_a_line_without_end_is_refused() -> None:
    class Endless(BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b" " * (size or 0)

    with pytest.raises(CompilerIndexError, match=f"longer than {MAX_LINE_BYTES >> 20} MB"):
        read_lsif(Endless())


def test_scip_goes_by_symbols_and_a_name_of_two_says_nothing() -> None:
    first: dict[str, Any] = {
        "path": LIB,
        "occurrences": [
            ([0, 7, 11], "s made().", Role.DEFINITION),
            ([1, 3, 7], "s made().", 0),
            ([1, 8, 9], "s std.", 0),
            ([2, 0, 1], "s twice().", Role.DEFINITION),
            ([3, 0, 1], "s twice().", Role.DEFINITION),
            ([4, 0, 1], "s twice().", 0),
            ([5, 0, 1], "local 1", Role.DEFINITION),
            ([6, 0, 1], "local 1", 0),
        ],
    }
    second: dict[str, Any] = {"path": "src/b.rs", "occurrences": [([0, 0, 1], "local 1", 0)]}
    found = read_scip(scip_of(first, second))
    assert found.files == {
        "src/b.rs": {},
        LIB: {
            (0, 7): Place(LIB, 0, 7),
            (1, 3): Place(LIB, 0, 7),
            (1, 8): OUTSIDE,
            (5, 0): Place(LIB, 5, 0),
            (6, 0): Place(LIB, 5, 0),
        },
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x0a\xff", "neither a SCIP nor an LSIF index"),
        (b"", "has no document"),
        (scip_of({"path": "../up.rs", "occurrences": []}), "has no document"),
        (scip_of({"path": LIB, "occurrences": []}, encoding=9), "counts columns"),
    ],
    ids=["cut", "empty", "outside", "encoding"],
)
def test_what_is_no_scip_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(CompilerIndexError, match=said):
        read_scip(data)


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(lsif({CALL: NAME}))
    (tmp_path / "b").write_bytes(scip_of({"path": LIB, "occurrences": []}))
    assert read_index(tmp_path / "a").tool == "rust-analyzer 1.2.3"
    assert read_index(tmp_path / "b").tool == "tool"
    with pytest.raises(CompilerIndexError, match="cannot be read"):
        read_index(tmp_path / "c")


def test_what_is_asked_for_as_one_format_is_not_read_as_the_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(lsif({CALL: NAME}))
    (tmp_path / "b").write_bytes(scip_of({"path": LIB, "occurrences": []}))
    assert read_lsif_index(tmp_path / "a").tool == "rust-analyzer 1.2.3"
    assert read_scip_index(tmp_path / "b").tool == "tool"
    with pytest.raises(CompilerIndexError, match="is JSON") as mistaken:
        read_scip_index(tmp_path / "a")
    assert mistaken.value.hint == "`--lsif` reads LSIF"
    with pytest.raises(CompilerIndexError, match="is not JSON"):
        read_lsif_index(tmp_path / "b")
    with pytest.raises(CompilerIndexError, match="cannot be read"):
        read_lsif_index(tmp_path / "c")
