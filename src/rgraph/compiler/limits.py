"""Limits on indexes that were made elsewhere, which are as untrusted as a repository."""

from __future__ import annotations

MAX_INDEX_BYTES = 2 << 30
"""Largest SCIP index that is read; protobuf itself reads no more."""
MAX_LINE_BYTES = 64 << 20
"""Longest line of an LSIF index; one holds the identifiers of one file at most."""
MAX_ELEMENTS = 100_000_000
"""Vertices and edges of an LSIF index."""
MAX_PROJECT_SECONDS = 3600
"""How long rust-analyzer may take. It is a child process, and its time affects no stored fact."""
