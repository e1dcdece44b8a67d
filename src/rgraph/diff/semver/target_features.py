"""Target features that imply others: a processor with AVX2 has AVX."""

from __future__ import annotations

from collections.abc import Iterable

_BRINGS = {
    "sse2": "sse",
    "sse3": "sse2",
    "ssse3": "sse3",
    "sse4.1": "ssse3",
    "sse4.2": "sse4.1",
    "sse4a": "sse3",
    "avx": "sse4.2",
    "avx2": "avx",
    "fma": "avx",
    "f16c": "avx",
    "avx512f": "avx2 fma f16c",
    "avx512bw": "avx512f",
    "avx512cd": "avx512f",
    "avx512dq": "avx512f",
    "avx512vl": "avx512f",
    "avx512ifma": "avx512f",
    "avx512vbmi": "avx512bw",
    "avx512vbmi2": "avx512bw",
    "avx512vnni": "avx512f",
    "avx512bitalg": "avx512bw",
    "avx512vpopcntdq": "avx512f",
    "avx512bf16": "avx512bw",
    "avx512fp16": "avx512bw",
    "aes": "sse2",
    "pclmulqdq": "sse2",
    "vaes": "avx2 aes",
    "vpclmulqdq": "avx pclmulqdq",
    "gfni": "sse2",
    "sha": "sse2",
    "xsaveopt": "xsave",
    "xsavec": "xsave",
    "xsaves": "xsave",
    "sve": "neon",
    "sve2": "sve",
    "dotprod": "neon",
    "fp16": "neon",
    "fhm": "fp16",
    "rdm": "neon",
    "sha2": "neon",
    "sha3": "sha2",
    "relaxed-simd": "simd128",
}
"""By the tables of the Rust reference, "Available features"."""


def with_implied(features: Iterable[str]) -> set[str]:
    """The features and all that they imply."""
    found: set[str] = set()
    queue = list(features)
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += _BRINGS.get(name, "").split()
    return found
