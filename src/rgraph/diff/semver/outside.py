"""One canonical name for each item that `std`, `core`, `alloc` and `libc` offer under several."""

from __future__ import annotations

import re

from rgraph.link.preludes import PRIMITIVES

_OF_LIBC = {
    **{
        f"libc::{name}_t": f"{'u' if name.startswith('u') else 'i'}size"
        for name in ("uintptr", "intptr", "ssize", "ptrdiff")
    },
    "libc::size_t": "usize",
    **{f"libc::{letter.strip('i')}int{bits}_t": f"{letter}{bits}" for letter in "iu" for bits in (8, 16, 32, 64)},
}
"""What the `libc` crate calls Rust's own integers."""

_FACES = frozenset({"core", "alloc", *(f"rustc_std_workspace_{name}" for name in ("core", "alloc", "std"))})
"""What crates call `std`; the last are its own build's, which crates that `std` uses depend on behind a feature."""

_FD = re.compile(r"std::os::\w+::(?:io|prelude|owned|raw)::((?:As|From|Into|Borrowed|Owned)?(?:Raw)?Fd)")
"""File descriptors, which each system's module re-exports."""
_C_TYPE = re.compile(r"(?:libc|std::os::raw|std::ffi)::(c_\w+)")


def of_std(path: str) -> str:
    """A path with `core` and `alloc` written as `std`, and the C types of `libc` and `os::raw` under one name."""
    head, _, rest = path.partition("::")
    path = f"std::{rest}" if head in _FACES and rest else path
    if path.removeprefix("std::primitive::") in PRIMITIVES:
        return path.removeprefix("std::primitive::")
    if (of_fd := _FD.fullmatch(path)) is not None:
        return f"std::os::fd::{of_fd[1]}"
    c_type = _C_TYPE.fullmatch(path)
    return f"std::ffi::{c_type[1]}" if c_type else _OF_LIBC.get(path, path)


def is_std_by_another_name(outside: str, path: str) -> bool:
    """Whether a path of `std` (as `of_std` has it) was written by what its declarations are not resolved by."""
    return path.startswith("std::ffi::c_") or outside.startswith("rustc_std_workspace_")
