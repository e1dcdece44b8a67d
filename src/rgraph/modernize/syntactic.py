"""What is said of a place by syntax alone, where nothing is linked: in older commits."""

from __future__ import annotations

import re
from functools import lru_cache

from rgraph.parse.sites import Site

from .idiom import Idiom
from .names import last_segment

_QUALIFIED = re.compile(rb"((?:\w+\s*::\s*)+)\Z")
_LONGEST = 120


def is_likely(idiom: Idiom, site: Site, source: bytes, tests: bool) -> bool:
    """Whether a place is an idiom as far as the file itself says: names that any code may have must be imported, or
    written with the path that they have."""
    if site.in_use or (site.in_test and not tests):
        return False
    if not idiom.is_mentioned:
        return True
    found = _QUALIFIED.search(source[max(0, site.start - _LONGEST) : site.start])
    if found is None:
        return _imported(idiom.id, idiom.means["name"], site.words["name"]).search(source) is not None
    written = re.sub(rb"\s", b"", found[1]).decode() + site.words["name"]
    return any(f"::{path}".endswith(f"::{written}") for path in _paths(idiom.means["name"], site.words["name"]))


def is_own_name(idiom: Idiom, site: Site, source: bytes) -> bool:
    """Whether a mentioned name stands alone in a file that does not import it: a variable or a field of that name."""
    if not idiom.is_mentioned or source[: site.start].rstrip().endswith(b"::"):
        return False
    return _imported(idiom.id, idiom.means["name"], site.words["name"]).search(source) is None


def needles_in(idiom: Idiom, content: bytes) -> int:
    """How often the needles of an idiom stand in a content; its length where it has none."""
    assert idiom.pattern is not None
    needles = idiom.pattern.needles
    return sum(map(content.count, needles)) if needles else len(content)


@lru_cache(maxsize=1024)
def _imported(idiom: str, means: frozenset[str], name: str) -> re.Pattern[bytes]:
    """What imports a name in a file: its crate and the name in one `use`."""
    del idiom
    crates = {path.partition("::")[0] for path in _paths(means, name)}
    heads = "|".join(sorted(re.escape(crate) for crate in crates)) or "(?!)"
    heads = heads.replace("std", "(?:std|core|alloc)")
    imported = rf"(?:use|extern\s+crate)\s+(?:::)?(?:{heads})\b[^;]*(?:\b{re.escape(name)}\b|\*)"
    return re.compile(rf"\b{imported}|#\[macro_use[^;]*extern\s+crate\s+(?:{heads})\b".encode())


def _paths(means: frozenset[str], name: str) -> list[str]:
    """The paths that a name may have, of those that it must mean."""
    return [path for path in sorted(means) if path.endswith("::*") or last_segment(path) == name]
