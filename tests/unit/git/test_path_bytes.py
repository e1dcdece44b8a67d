"""Path bytes to text and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rgraph.git.path_bytes import is_indexed, to_bytes, to_repo_path


@given(st.binary(max_size=40))
@example(b"\\xff")
@example(b"\\\\xff\xff")
@example(b"a\nb\\")
def test_bytes_survive_the_round_trip_as_valid_text(raw: bytes) -> None:
    path = to_repo_path(raw)
    path.encode("utf-8", "strict")
    assert to_bytes(path) == raw


@given(st.binary(max_size=12), st.binary(max_size=12))
def test_two_paths_never_become_one(a: bytes, b: bytes) -> None:
    assert (to_repo_path(a) == to_repo_path(b)) == (a == b)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"src/lib.rs", "src/lib.rs"), (b"\xff.rs", "\\xff.rs"), (b"a\\b.rs", "a\\\\b.rs"), ("ä.rs".encode(), "ä.rs")],
)
def test_how_paths_are_written(raw: bytes, text: str) -> None:
    assert to_repo_path(raw) == text


@pytest.mark.parametrize(
    "raw", [b"a.rs", b"src/a.rs", b".rs", b"Cargo.toml", b"x/Cargo.lock", b"rgraph.toml", b"\xff.rs"]
)
def test_indexed(raw: bytes) -> None:
    assert is_indexed(raw)


@pytest.mark.parametrize(
    "raw", [b"a.rsx", b"a.rs/b", b"cargo.toml", b"xCargo.toml", b"a/b/Cargo.tomlx", b"README.md", b""]
)
def test_not_indexed(raw: bytes) -> None:
    assert not is_indexed(raw)
