"""A folder of advisories in RustSec's format, written for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def advisory(
    id_: str, package: str, functions: Mapping[str, Sequence[str]] | None = None, patched: str = ">= 1.0.1", **more: str
) -> str:
    """One advisory: `more` are further keys of `[advisory]`."""
    about = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    named = "".join(f'"{name}" = {list(versions)}\n'.replace("'", '"') for name, versions in (functions or {}).items())
    affected = f"\n[affected.functions]\n{named}" if functions else ""
    return (
        f'```toml\n[advisory]\nid = "{id_}"\npackage = "{package}"\ndate = "2024-01-02"\n{about}{affected}\n'
        f'[versions]\npatched = ["{patched}"]\nunaffected = ["< 0.5.0"]\n```\n\n# {package} takes too long\n\nIt does.\n'
    )


def written(folder: Path, **texts: str) -> str:
    """The advisories as files, by id with `_` for `-`; the folder."""
    for name, text in texts.items():
        path = folder / "crates" / "any" / f"{name.replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return str(folder)
