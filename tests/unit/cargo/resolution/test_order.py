"""Random workspaces, lock files and published manifests: nothing raises, and no order counts."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.cargo import LockedPackage, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, PackageId, Resolution

NAMES = ["a", "b", "c"]
names = st.sampled_from(NAMES)
versions = st.sampled_from(["0.1.0", "0.2.0", "1.0.0", "1.1.0-rc.1", "one", ""])
requirements = st.sampled_from(["*", "0.1", "1", "=1.1.0-rc.1", ">", ""])
sources = st.sampled_from(["", CRATES_IO, "registry+other", "git+u?tag=t#1", "git+u#2"])
items = st.one_of(names, st.sampled_from(["default", "dep:a", "b/c", "b?/c", "c/default", "dep:", "/", "?/", "x"]))
tables = st.dictionaries(st.one_of(names, st.just("default")), st.lists(items, max_size=3), max_size=3)


@st.composite
def manifests(draw: st.DrawFn, name: str) -> Manifest:
    text = f'[package]\nname = "{name}"\nversion = "{draw(versions)}"\n'
    for section in draw(st.lists(st.sampled_from(["", "dev-", "build-", "target.'cfg(x)'."]), max_size=2, unique=True)):
        text += f"[{section}dependencies]\n"
        for key in draw(st.lists(names, max_size=3, unique=True)):
            place = draw(
                st.sampled_from(["", 'path = "../a"', 'git = "u"', 'git = "u"\ntag = "t"', "workspace = true"])
            )
            parts = [place.replace("\n", ", "), f'version = "{draw(requirements)}"', f'package = "{draw(names)}"']
            parts += [
                f"optional = {str(draw(st.booleans())).lower()}",
                f"features = {draw(st.lists(items, max_size=2))!r}",
            ]
            text += f"{key} = {{ {', '.join(filter(None, parts))} }}\n"
    text += "[features]\n" + "".join(f"{key} = {value!r}\n" for key, value in draw(tables).items())
    return parse_manifest(text.encode())


@st.composite
def locked_packages(draw: st.DrawFn) -> LockedPackage:
    listed = st.tuples(names, versions, sources).map(lambda each: f"{each[0]} {each[1]} ({each[2]})".replace(" ()", ""))
    return LockedPackage(
        draw(names),
        draw(versions),
        draw(sources),
        "",
        draw(st.lists(st.one_of(names, listed), max_size=3)),
        draw(st.just("") | listed),
    )


trees = st.dictionaries(st.sampled_from(["a", "b", "a/c", ""]), names.flatmap(manifests), max_size=3)
entries = st.lists(locked_packages(), max_size=6, unique_by=lambda each: (each.name, each.version, each.source))
locks = st.dictionaries(st.sampled_from(["Cargo.lock", "a/Cargo.lock"]), entries, max_size=2)


@given(trees, locks, st.fixed_dictionaries({name: st.none() | manifests(name) for name in NAMES}), st.randoms())
def test_nothing_raises_and_no_order_counts(
    tree: dict[str, Manifest],
    files: dict[str, list[LockedPackage]],
    published: dict[str, Manifest | None],
    chance: random.Random,
) -> None:
    found = resolved(tree, files, published)
    shuffled = {path: chance.sample(packages, len(packages)) for path, packages in reversed(files.items())}
    again = resolved(dict(reversed(tree.items())), shuffled, published)
    assert (found.packages, found.guests, found.is_locked) == (again.packages, again.guests, again.is_locked)
    assert sorted(set(found.problems)) == sorted(set(again.problems))


def resolved(
    tree: dict[str, Manifest], files: dict[str, list[LockedPackage]], published: dict[str, Manifest | None]
) -> Resolution:
    at = {RepoPath(f"{folder}/Cargo.toml".lstrip("/")): manifest for folder, manifest in tree.items()}
    return resolve(
        layout(at, [*at]),
        at,
        {RepoPath(path): Lockfile(packages=packages) for path, packages in files.items()},
        _manifest_of(published),
        lambda name: ["0.1.0", "1.0.0", "bad"] if name != "c" else [],
    )


def _manifest_of(published: dict[str, Manifest | None]):  # type: ignore[no-untyped-def]
    def found(package: PackageId) -> Manifest | None:
        return published.get(package.name)

    return found
