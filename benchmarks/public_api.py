"""Public paths against `rustdoc --output-format json`: whole APIs, and what came and went between releases.

    python benchmarks/public_api.py nom.git:src/lib.rs:2018:std,alloc 7.0.0 7.1.0 7.1.3 8.0.0
    python benchmarks/public_api.py --cargo CHECKOUT PACKAGE ...

The subject is REPOSITORY:ROOT:EDITION:FEATURES (`cfg=NAME` among them is a flag that a build script sets). Crates that
it names from outside are compiled from `benchmarks/stubs`.
Needs a nightly rustdoc; nothing of the crate is run. With `--cargo` it is cargo that documents packages of a checkout
with their default features and real dependencies (on a stable toolchain, unstable options allowed), and so runs their
build scripts and procedural macros.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rgraph.diff.api.model import PublicItem, hides
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.features import defaults, holds
from rgraph.view.memory import graph_of

SHOWN = 40
"""Paths listed of each kind of mistake."""
STUBS = Path(__file__).parent / "stubs"
MEMBERS = {"struct": "fields", "union": "fields", "enum": "variants", "trait": "items"}


def git(repository: str, *words: str) -> bytes:
    """What git prints."""
    return subprocess.run(["git", "-C", repository, *words], check=True, capture_output=True).stdout


def export(repository: str, tag: str, folder: Path) -> dict[str, bytes]:
    """The Rust files and manifests of a tag, written to a folder and given back."""
    listed = git(repository, "ls-tree", "-r", "--name-only", tag).decode().splitlines()
    wanted = [path for path in listed if path.endswith((".rs", ".md", ".svg", "Cargo.toml"))]
    found = {path: git(repository, "show", f"{tag}:{path}") for path in wanted}
    for path, content in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return {path: content for path, content in found.items() if not path.endswith((".md", ".svg"))}


def rustdoc(folder: Path, root: str, name: str, edition: str, features: list[str]) -> dict[str, Any]:
    """The JSON that rustdoc makes of a crate."""
    out = folder / "doc"
    words = ["rustdoc", "+nightly", str(folder / root), "--crate-name", name, "--edition", edition, "-o", str(out)]
    words += ["-Z", "unstable-options", "--output-format", "json", "--document-hidden-items", "--cap-lints", "allow"]
    for feature in features:
        words += ["--cfg", feature[4:] if feature.startswith("cfg=") else f'feature="{feature}"']
    for stub in sorted(STUBS.glob("*.rs")):
        target = folder / f"lib{stub.stem}.rmeta"
        compile_ = ["rustc", "+nightly", str(stub), "--crate-type", "lib", "--emit", "metadata", "-o", str(target)]
        subprocess.run([*compile_, "--crate-name", stub.stem, "--edition", "2021"], check=True)
        words += ["--extern", f"{stub.stem}={target}"]
    subprocess.run(words, check=True, cwd=(folder / root).parent.parent)
    return dict(json.loads((out / f"{name}.json").read_text()))


def hidden(item: dict[str, Any]) -> bool:
    """Whether documentation hides an item, and it is not deprecated beside."""
    attrs = json.dumps(item["attrs"]).replace(" ", "")
    return "doc(hidden)" in attrs and item["deprecation"] is None


class Documented:
    """The importable paths that rustdoc's index holds: modules walked, `pub use` followed, members counted.

    The index has hidden items too, since what a hidden module holds may be re-exported from elsewhere; the paths that
    documentation hides are left out here.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.index = document["index"]
        self.root = document["root"]
        self.paths: set[str] = set()
        item = self.index[str(self.root)]
        self._module(item, item["name"], ())

    def _module(self, item: dict[str, Any], path: str, above: tuple[int, ...]) -> None:
        self.paths.add(path)
        if item["id"] in above or len(above) > 16:
            return
        for child in item["inner"]["module"]["items"]:
            self._item(child, path, "", (*above, item["id"]))

    def _item(self, id_: int, parent: str, name: str, above: tuple[int, ...]) -> None:
        item = self.index.get(str(id_))
        if item is None:
            if name:
                self.paths.add(f"{parent}::{name}")
            return
        if hidden(item) and not name:  # a `pub use` of it is documented
            return
        kind = next(iter(item["inner"]))
        if kind == "use":
            self._use(item, parent, above)
            return
        path = f"{parent}::{name or item['name']}"
        if kind == "module":
            self._module(item, path, above)
        elif kind not in {"impl", "extern_crate"}:
            self.paths.add(path)
            self.paths.update(f"{path}::{member}" for member in self._members(item, kind))

    def _use(self, item: dict[str, Any], parent: str, above: tuple[int, ...]) -> None:
        use = item["inner"]["use"]
        target = self.index.get(str(use["id"])) if use["id"] is not None else None
        if not use["is_glob"]:
            self._item(use["id"] if use["id"] is not None else -1, parent, use["name"], above)
        elif target is not None and "module" in target["inner"] and target["id"] not in above:
            for child in target["inner"]["module"]["items"]:
                self._item(child, parent, "", (*above, target["id"]))
        elif target is not None and "enum" in target["inner"]:
            for variant in target["inner"]["enum"]["variants"]:
                self._item(variant, parent, "", above)

    def _members(self, item: dict[str, Any], kind: str) -> Iterator[str]:
        inner = item["inner"][kind]
        if kind in {"struct", "union", "enum"}:
            for impl in inner["impls"]:
                yield from self._inherent(impl)
        ids = inner.get("variants") or inner.get("items") if kind in {"enum", "trait"} else []
        for id_ in ids or []:
            member = self.index.get(str(id_))
            if member is not None and not hidden(member):
                yield member["name"]

    def _inherent(self, id_: int) -> Iterator[str]:
        impl = self.index.get(str(id_))
        if impl is None or impl["inner"]["impl"]["trait"] is not None or impl["inner"]["impl"]["is_synthetic"]:
            return
        if hidden(impl):
            return
        for member in impl["inner"]["impl"]["items"]:
            found = self.index.get(str(member))
            if found is not None and not hidden(found):
                yield found["name"]


def ours(files: dict[str, bytes], crate: str, features: set[str]) -> set[str]:
    """The importable paths that rgraph finds; what asks for a feature that is off is left out, as rustdoc has it."""
    surface = Surfaces(graph_of(files)).of(crate)
    return {path for item in surface.items for path in _paths(item, features)}


def _on(predicates: Iterable[str], features: set[str]) -> bool:
    return all(holds(part, features) is not False for part in predicates)


def _paths(item: PublicItem, features: set[str]) -> Iterator[str]:
    for path in item.paths:
        ways = item.ways.get(path, ())
        if ways and not any(_on(way, features) for way in ways):
            continue
        yield path
        for member in item.members:
            told = member.kind not in {"field", "union_field", "variant_field"} and not hides(member.attrs)
            if told and _on(member.gate.split(" && "), features):
                yield f"{path}::{member.name}"


def score(name: str, found: set[str], wanted: set[str]) -> None:
    """One line: precision, recall, and a few of what is wrong."""
    right = len(found & wanted)
    precision = right / len(found) if found else 1.0
    recall = right / len(wanted) if wanted else 1.0
    print(f"{name:<32} rustdoc {len(wanted):>5}  precision {precision:.3f}  recall {recall:.3f}")
    for sign, rest in (("+", found - wanted), ("-", wanted - found)):
        if rest:
            print(f"    {sign} {len(rest)}: {', '.join(sorted(rest)[:SHOWN])}")


def by_cargo(checkout: Path, packages: list[str]) -> None:
    """Prints a line for each package of a checkout, its default features on."""
    files = {
        path: (checkout / path).read_bytes()
        for path in git(str(checkout), "ls-files").decode().splitlines()
        if path.endswith((".rs", "Cargo.toml")) and (checkout / path).is_file()
    }
    graph = graph_of(files)
    surfaces = Surfaces(graph)
    for package in packages:
        crate = next(crate for crate in surfaces.crates.values() if crate.package == package)
        features = defaults(next(each for each in graph.cargo.packages if each.name == package))
        with tempfile.TemporaryDirectory() as target:
            words = ["cargo", "rustdoc", "-q", "-p", package, "--lib", "--target-dir", target]
            words += [
                "--",
                "-Z",
                "unstable-options",
                "--output-format",
                "json",
                "--document-hidden-items",
                "--cap-lints",
                "allow",
            ]
            subprocess.run(words, check=True, cwd=checkout, env={**os.environ, "RUSTC_BOOTSTRAP": "1"})
            document = json.loads((Path(target) / "doc" / f"{crate.name}.json").read_text())
        documented = Documented(document)
        surface = surfaces.of(crate.id)
        found = {path for item in surface.items for path in _known(item, crate.id, documented.paths, features)}
        score(package, found, documented.paths)


def _known(item: PublicItem, crate: str, documented: set[str], features: set[str]) -> Iterator[str]:
    """The paths of an item and of its members; of what another crate declares those that this one's index can have.

    That crate has an index of its own, and its members and what its globs bring stand there.
    """
    if item.definition is None or item.definition.crate.id == crate:
        yield from _paths(item, features)
    else:
        yield from documented.intersection(item.paths)


def main(subject: str, tags: list[str]) -> None:
    """Prints a line for each release and for each step between two."""
    repository, root, edition, listed = subject.split(":")
    features = [feature for feature in listed.split(",") if feature]
    before: tuple[set[str], set[str]] | None = None
    for tag in tags:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = export(repository, tag, folder)
            manifest = str(Path(root).parent.parent / "Cargo.toml").removeprefix("./")
            crate = next(c for c in graph_of(files).cargo.crates if c.manifest == manifest and c.kind == "lib")
            documented = Documented(rustdoc(folder, root, crate.name, edition, features)).paths
            wanted = {path for path in documented if "_" not in path.split("::")}  # `pub use T as _` has no name
            found = ours(files, crate.id, set(features))
        score(tag, found, wanted)
        if before is not None:
            score("  added since the last", found - before[0], wanted - before[1])
            score("  removed since the last", before[0] - found, before[1] - wanted)
        before = found, wanted


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if sys.argv[1] == "--cargo":
        by_cargo(Path(sys.argv[2]), sys.argv[3:])
    else:
        main(sys.argv[1], sys.argv[2:])
