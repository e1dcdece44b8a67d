"""How much of a package, an archive or a folder of packages is read; strangers wrote them. Listed in docs/limits.md."""

MAX_ARCHIVE_BYTES = 64 << 20
"""A larger `.crate` is refused; crates.io takes 10 MB."""

MAX_UNPACKED_BYTES = 512 << 20
"""Bytes that an archive may hold, as for Cargo itself."""

MAX_RATIO = 100
"""How many times its own size an archive may hold, beyond `FREE_UNPACKED_BYTES`; source text packs to a tenth."""

FREE_UNPACKED_BYTES = 16 << 20
"""Bytes that any archive may hold, however small it is."""

MAX_ENTRIES = 50_000
"""Files, folders and links of one package; one with more is refused."""

MAX_PATH_DEPTH = 64
"""Nested folders in a package; a package with deeper ones is refused."""

MAX_PATH_BYTES = 1_024
"""Bytes of a path within a package; one with longer ones is refused."""

MAX_HEADER_BYTES = 65_536
"""Bytes of the extra headers of an archive, in which tar writes long names."""

MAX_FILE_BYTES = 16 << 20
"""A larger file of a package is left out; parsed files have a lower limit of their own."""

MAX_SOURCE_BYTES = 256 << 20
"""Bytes of Rust in one package; one with more is refused."""

MAX_LINKS = 8
"""How many links in a row are followed."""

MAX_SUMS_BYTES = 16 << 20
"""A larger `.cargo-checksum.json` is refused."""

MAX_FOLDER_ENTRIES = 200_000
"""Entries of one folder of packages that are looked through for a version."""

MAX_MANIFESTS_SEARCHED = 2_000
"""Manifests of one commit that are read to find a package's folder."""

MAX_COMMITS_SEARCHED = 100_000
"""Commits that are searched for the first whose manifest has a version, if no tag names it."""

MAX_VCS_BYTES = 65_536
"""A larger `.cargo_vcs_info.json` is not read."""

MAX_ROUNDS = 24
"""How often the available manifests are asked what they require in turn, if there is no lock file."""

MAX_TREE_DEPTH = 200
"""Depth of the trees of `rgraph deps tree` and `why`."""

MAX_REASON_STEPS = 2_000_000
"""Steps that `rgraph deps duplicates` may take to find the dependencies through which the versions come."""

MAX_LOG_COMMITS = 200_000
"""Commits that `rgraph deps log` looks at."""

MAX_LOG_CONTENTS = 20_000
"""Lock files and manifests that `rgraph deps log` reads."""

ANSWER_SECONDS = 20
"""How long the scheduler of a cluster may take for its first answer."""
