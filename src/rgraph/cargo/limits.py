"""How much of manifests and lock files is read. Listed in docs/limits.md."""

MAX_MANIFEST_BYTES = 4 << 20
"""A larger `Cargo.toml` is not read."""

MAX_LOCKFILE_BYTES = 16 << 20
"""A larger `Cargo.lock` is not read."""

MAX_TARGETS = 2_000
"""Targets of one package; each is linked on its own, and a few bytes can declare one."""

MAX_GLOB_WORK = 50_000_000
"""Work for the globs of the workspaces of one commit: characters of a pattern times characters of the directories."""

MAX_SETTINGS_BYTES = 1 << 20
"""The `[cfg]` table of a larger `rgraph.toml` is not read."""

MAX_CFG_WORDS = 1_000
"""Entries of one list in a `[cfg]` table."""

MAX_LOCKED_PACKAGES = 20_000
"""Packages of one lock file that are resolved."""

MAX_LOCKED_VERSIONS = 200
"""Versions of one package in one lock file."""

MAX_AVAILABLE_VERSIONS = 2_000
"""Available versions of one package, among which the highest that suits a requirement is looked for."""

MAX_LOCKFILE_PROBLEMS = 20
"""Damaged places of one `Cargo.lock` that are named; the others are counted."""
