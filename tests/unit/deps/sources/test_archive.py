"""Archives of strangers: what is sound is read, what is not is refused, and nothing lies outside of the package."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.deps import limits
from rgraph.deps.sources import archive, package_files
from rgraph.deps.sources.archive import read_archive
from rgraph.deps.sources.package_files import PackageFiles, SourceError

from ..crates import files_of, packed, tarred

TOP = "one-1.0.0"
SOUND = [(f"{TOP}/Cargo.toml", b"[package]"), (f"{TOP}/src/lib.rs", b"pub fn f() {}")]


def member(
    name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, len(data)
    return made, data


def sound() -> list[tuple[tarfile.TarInfo, bytes]]:
    return [member(name, data) for name, data in SOUND]


def read(tmp_path: Path, data: bytes) -> PackageFiles:
    path = tmp_path / "one.crate"
    path.write_bytes(data)
    return read_archive(os.fspath(path), TOP)


def refusal(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, data)
    return caught.value.message


def test_rust_and_the_manifest_are_read_and_nothing_else(tmp_path: Path) -> None:
    files = files_of("one", "1.0.0", src__a="mod b;") | {
        "README.md": "x",
        "sub/Cargo.toml": "x",
        ".cargo_vcs_info.json": "{}",
    }
    found = read(tmp_path, packed(TOP, files))
    assert sorted(found.files) == ["Cargo.toml", "src/a.rs", "src/lib.rs"]
    assert len(found.sha256) == 64 and found.left_out == []


@pytest.mark.parametrize(
    "name",
    [
        "../evil.rs",
        f"{TOP}/../evil.rs",
        f"{TOP}/a/../../evil.rs",
        "/evil.rs",
        f"/{TOP}/evil.rs",
        "two-1.0.0/src/lib.rs",
        "evil.rs",
        ".",
    ],
)
def test_an_entry_that_leads_out_refuses_the_whole(tmp_path: Path, name: str) -> None:
    assert "leads out of it" in refusal(tmp_path, tarred([*sound(), member(name, b"x")]))


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        (tarfile.SYMTYPE, "/etc/passwd"),
        (tarfile.SYMTYPE, "../../../etc/passwd"),
        (tarfile.SYMTYPE, "../.."),
        (tarfile.LNKTYPE, "/etc/passwd"),
        (tarfile.LNKTYPE, f"{TOP}/../../etc/passwd"),
        (tarfile.LNKTYPE, "two/src/lib.rs"),
    ],
)
def test_a_link_that_leads_out_refuses_the_whole(tmp_path: Path, kind: bytes, link: str) -> None:
    assert "leads out of it" in refusal(
        tmp_path, tarred([*sound(), member(f"{TOP}/src/evil.rs", kind=kind, link=link)])
    )


def test_links_within_the_package_are_followed(tmp_path: Path) -> None:
    links = [
        member(f"{TOP}/src/again.rs", kind=tarfile.SYMTYPE, link="lib.rs"),
        member(f"{TOP}/src/third.rs", kind=tarfile.SYMTYPE, link="again.rs"),
        member(f"{TOP}/src/hard.rs", kind=tarfile.LNKTYPE, link=f"{TOP}/src/lib.rs"),
        member(f"{TOP}/shared", kind=tarfile.SYMTYPE, link="src"),
        member(f"{TOP}/src/loop", kind=tarfile.SYMTYPE, link="../src"),
        member(f"{TOP}/src/x.rs", kind=tarfile.SYMTYPE, link="y.rs"),
        member(f"{TOP}/src/y.rs", kind=tarfile.SYMTYPE, link="x.rs"),
        member(f"{TOP}/src/gone.rs", kind=tarfile.SYMTYPE, link="nowhere.rs"),
    ]
    files = read(tmp_path, tarred([*sound(), *links])).files
    for path in ("src/again.rs", "src/third.rs", "src/hard.rs", "shared/lib.rs"):
        assert files[path] == b"pub fn f() {}"  # type: ignore[index]
    assert not {"src/x.rs", "src/y.rs", "src/gone.rs"}.intersection(files)


@pytest.mark.parametrize("kind", [tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_pipes_and_devices_refuse_the_whole(tmp_path: Path, kind: bytes) -> None:
    assert "not a file" in refusal(tmp_path, tarred([*sound(), member(f"{TOP}/src/p.rs", kind=kind)]))


def test_a_bomb_is_let_go_before_it_has_unpacked(tmp_path: Path) -> None:
    bomb = member(f"{TOP}/big.bin", b"\0" * (limits.FREE_UNPACKED_BYTES + (8 << 20)))
    data = tarred([*sound(), bomb])
    assert len(data) < 100_000
    assert "unpacks to more" in refusal(tmp_path, data)


def test_a_bomb_in_a_header_is_not_read(tmp_path: Path) -> None:
    for kind in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE):
        assert "header of a size" in refusal(
            tmp_path, tarred([member("x", b"a" * (limits.MAX_HEADER_BYTES + 1), kind), *sound()])
        )


def test_pax_headers_are_understood(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for info, data in [*sound(), member(f"{TOP}/src/{'ü' * 90}.rs", b"x")]:
            tar.addfile(info, io.BytesIO(data))
    assert f"src/{'ü' * 90}.rs" in read(tmp_path, gzip.compress(out.getvalue())).files


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "MAX_ENTRIES", 1_000)
    assert "more than 1,000 files" in refusal(
        tmp_path, tarred([*sound(), *(member(f"{TOP}/{n}") for n in range(1_000))])
    )


def test_a_hundred_thousand_entries_are_over_the_limit() -> None:
    assert limits.MAX_ENTRIES < 100_000


def test_folders_too_deep_and_paths_too_long(tmp_path: Path) -> None:
    assert "deeper than" in refusal(tmp_path, tarred([member(f"{TOP}/{'a/' * 70}x.rs")]))
    assert "path of more than" in refusal(tmp_path, tarred([member(f"{TOP}/{'a' * 2_000}.rs")]))
    assert (
        "src/" + "m" * 150 + ".rs"
        in read(tmp_path, tarred([*sound(), member(f"{TOP}/src/{'m' * 150}.rs", b"x")])).files
    )


def test_more_rust_than_any_package_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "MAX_SOURCE_BYTES", 20)
    assert "of Rust" in refusal(tmp_path, tarred([*sound()]))


def test_one_file_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 50)
    found = read(tmp_path, tarred([*sound(), member(f"{TOP}/src/big.rs", b"//" * 50)]))
    assert sorted(found.files) == ["Cargo.toml", "src/lib.rs"] and len(found.left_out) == 1


def _damaged() -> Iterator[bytes]:
    whole = tarred(sound())
    yield b""
    yield b"no gzip"
    yield whole[: len(whole) // 2]
    yield whole[:40] + b"\xff" * 20 + whole[60:]
    yield gzip.compress(b"no tar at all" * 100)
    yield gzip.compress(gzip.decompress(whole)[:700])


@pytest.mark.parametrize(
    "data", list(_damaged()), ids=["empty", "no gzip", "half", "overwritten", "no tar", "half a tar"]
)
def test_damaged_archives_are_refused_in_words(tmp_path: Path, data: bytes) -> None:
    message = refusal(tmp_path, data)
    assert message.startswith("its archive") and "\n" not in message


def test_an_archive_too_large_or_no_plain_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 10)
    assert "larger than" in refusal(tmp_path, tarred(sound()))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="not a regular file"):
        read_archive(os.fspath(tmp_path / "pipe"), TOP)


def test_chains_of_headers_do_not_overflow_the_stack(tmp_path: Path) -> None:
    headers = [member("x", b"20 path=aaaaaaaaaaa\n", tarfile.XHDTYPE) for _ in range(3_000)]
    assert refusal(tmp_path, tarred(headers)).startswith("its archive")


_names = st.lists(st.sampled_from(["..", ".", "", TOP, "src", "lib.rs", "Cargo.toml", "a", "\\", "ü"]), max_size=5).map(
    "/".join
)
_kinds = st.sampled_from([tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE])


@given(st.lists(st.tuples(st.one_of(_names, _names.map(f"{TOP}/".__add__)), _kinds, _names), max_size=6))
def test_no_path_leaves_the_package(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, bytes, str]]
) -> None:
    data = tarred([member(name, b"x" if kind == tarfile.REGTYPE else b"", kind, link) for name, kind, link in entries])
    folder = tmp_path_factory.mktemp("any")
    try:
        found = read(folder, data)
    except SourceError:
        return
    finally:
        assert [path.name for path in folder.iterdir()] == ["one.crate"], "nothing is written"
    for path in found.files:
        assert not path.startswith("/") and not {"..", ".", ""}.intersection(path.split("/"))


def test_reading_stops_at_the_limit_whatever_is_asked() -> None:
    stream = archive._Bounded(gzip.compress(b"\0" * (limits.FREE_UNPACKED_BYTES + (4 << 20))))
    with pytest.raises(SourceError):
        while stream.read(1 << 20):
            pass
    assert isinstance(stream, io.RawIOBase)
