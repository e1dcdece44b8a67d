"""Globs of other crates that are gone. Not all names that they brought are known here."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.model import Surface
from rgraph.diff.semver.delta import Doubt
from rgraph.diff.semver.outside import of_std


def lost_globs(old: Surface, new: Surface) -> Iterator[Doubt]:
    """A question for each `pub use other::*` that the new version no longer has, if nothing re-exports the module
    itself instead.
    """
    kept = set(map(_canonical, new.open_globs))
    for glob in old.open_globs:
        module, source = _canonical(glob)
        there = {of_std(item.outside) for item in new.by_path.get(("type", module), ())}
        if (module, source) not in kept and source not in there:
            question = f"`pub use {source}::*` is gone: are all names that it brought still there?"
            yield Doubt(new.crate, module, question, None)


def _canonical(glob: str) -> tuple[str, str]:
    """The module that a glob stands in, and the one that it opens, as `std` where it is of std."""
    module, _, source = glob.partition("::* = ")
    return module, of_std(source.removesuffix("::*"))
