"""What exported macros name in their own crate: users name it wherever they call the macro."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.versions import Versions

_PATH = re.compile(r"\$\s*crate((?:\s*::\s*(?:r#)?[A-Za-z_]\w*)+)(\s*::\s*\{)?")


def macro_bodies(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    """`$crate::` paths in exported macros that led somewhere and now lead nowhere, also to hidden items; and new ones
    that lead to what users cannot name."""
    before = _reachable(old, versions.old.crates[old.crate].name)
    reachable: dict[str, set[str]] = {}  # by the crate that `$crate` is: a macro may be re-exported
    for item in new.items:
        if item.kind != "macro" or item.item is None or item.hidden or item.definition is None:
            continue
        home = versions.new.crates.get(item.definition.crate.id)
        if home is None:
            continue
        if home.id not in reachable:
            reachable[home.id] = _reachable(versions.new.of(home.id), home.name)
        after = reachable[home.id]
        named = _named(item)
        was = next((each for each in old.by_path.get(("macro", item.path), ()) if each.item is not None), None)
        had = _named(was) if was is not None else set()
        yield from _unqualified(item, was, had - named)
        for path in sorted(named - after - before - had) if was is not None else ():
            if any(f"{home.id}::{path}{mark}" in versions.new.by_symbol for mark in ("", "!")):
                facts = {"path": path, "name": item.name}
                yield Delta("macro", "names_private", new.crate, item.label, item.place, item.place, facts)
        for path in sorted({_known(path, before) for path in named} - after - {""}):
            call = versions.unexpanded.naming(path.rpartition("::")[2])
            if call:
                question = f"names `$crate::{path}`, which is no longer written out; `{call} is given its name"
                yield Doubt(new.crate, item.label, f"{question}: does it generate it?", item.place)
            else:
                facts = {"path": path, "name": item.name}
                yield Delta("macro", "named_in_macro_lost", new.crate, item.label, item.place, item.place, facts)


def _named(macro: PublicItem) -> set[str]:
    return {path for arm in macro.item.arms for path in _paths(arm.body)} if macro.item is not None else set()


def _unqualified(now: PublicItem, was: PublicItem | None, lost: set[str]) -> Iterator[Difference]:
    """What an old macro named by `$crate`, and its body names without it now: it is looked for where the call is."""
    if was is None or now.item is None:
        return
    bodies = [_PATH.sub("", arm.body) for arm in now.item.arms]
    for name in sorted({path.rpartition("::")[2] for path in lost}):
        if any(_names(body, name) for body in bodies):
            question = f"names `{name}` without `$crate::` now: does every caller have it in scope?"
            yield Doubt(now.crate, now.label, question, now.place)


def _names(body: str, name: str) -> bool:
    """Whether a macro's body calls or opens something by its bare name that it does not bring in itself."""
    written = re.escape(name)
    used = re.search(rf"(?<![\w:$]){written}\s*(?:[(!{{<]|::)", body)
    return used is not None and not re.search(rf"\b(?:fn|let|mod|use)\b[^;{{]*\b{written}\b", body)


def _paths(body: str) -> Iterator[str]:
    for found in _PATH.finditer(body):
        names = [name.strip() for name in found[1].split("::") if name.strip()]
        yield "::".join(names)


def _known(path: str, before: set[str]) -> str:
    """The longest beginning of a path that led somewhere."""
    while path and path not in before:
        path = path.rpartition("::")[0]
    return path


def _reachable(surface: Surface, crate: str) -> set[str]:
    """What can be named from outside, hidden or not, without the crate's name; members of types among it."""
    found: set[str] = set()
    prefix = f"{crate}::"
    for item in surface.items:
        for path in (*item.paths, *item.hidden_paths):
            bare = path.removeprefix(prefix)
            found.add(bare)
            found.update(f"{bare}::{member.name}" for member in item.members)
    return found
