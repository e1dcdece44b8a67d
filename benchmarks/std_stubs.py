"""Lists what of the standard library's public API the stubs in `src/rgraph/link/std` do not have.

python benchmarks/std_stubs.py LIBRARY [--uses FOLDER] [--limit N]

LIBRARY is the folder `library` of Rust's own source (`rustup component add rust-src`, then
`$(rustc --print sysroot)/lib/rustlib/src/rust/library`). With `--uses` the names that the Rust files below a folder
write most often come first. Functions, methods, members of traits and types count that `#[stable]` stands on, less
what is hidden. A type is told by its name alone, so what has the name of another type counts as there.
Exits with 1 where something is missing that is written at least `--limit` times.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import rgraph.link.std
from rgraph.link.text import type_text
from rgraph.model.facts import Attrs, BlobFacts, Item, ItemKind
from rgraph.parse.extract import extract

STUBS = Path(rgraph.link.std.__file__).parent
NUMBERS = {"int_macros.rs": "int", "uint_macros.rs": "int", "f32.rs": "float", "f64.rs": "float"}
"""Files whose methods macros make, or are written for each type, and what the stubs call these types."""

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS})
_NUMBER = re.compile(r"[iu](?:8|16|32|64|128|size)|int")
_FLOAT = re.compile(r"f(?:16|32|64|128)|float")
_MADE = re.compile(r"((?:\s*#\[[^\n]*\n)*)\s*pub (?:const )?(?:unsafe )?fn (\w+)")
_WORD = re.compile(rb"[A-Za-z_]\w*")
_NOT_HERE = re.compile(
    r"/(?:tests?|benches|sys|sys_common|core_arch|stdarch|portable-simd|os|backtrace|unicode|intrinsics)/"
)


class Name(NamedTuple):
    """A function, member or type: what it belongs to ("" for what stands in a module), and its own name."""

    owner: str
    name: str


def names_of(facts: BlobFacts, marked: bool = False) -> Iterator[Name]:
    """What one file declares for others; with `marked` only what says that it is stable, as in std all that is does."""
    for item in facts.items:
        parent = facts.items[item.parent] if item.parent >= 0 else None
        if marked and not _is_stable(item.attrs):
            continue
        if item.kind in _TYPES and item.vis == "pub":
            yield Name("", item.name)
        elif item.kind is ItemKind.FUNCTION:
            yield from _function(item, parent)


def _function(item: Item, parent: Item | None) -> Iterator[Name]:
    if parent is None or parent.kind is ItemKind.MODULE:
        if item.vis == "pub":
            yield Name("", item.name)
    elif parent.kind is ItemKind.TRAIT and parent.vis == "pub":
        yield Name(parent.name, item.name)
    elif parent.kind is ItemKind.IMPL and parent.trait is None and item.vis == "pub":
        yield Name(_plain(type_text(parent.ty, False)), item.name)


def _is_stable(attrs: Attrs) -> bool:
    return not attrs.doc_hidden and any(text.startswith("stable") for text in attrs.texts)


def _plain(owner: str) -> str:
    """Numbers share their methods in the stubs."""
    return "int" if _NUMBER.fullmatch(owner) else "float" if _FLOAT.fullmatch(owner) else owner


def made(text: str, owner: str) -> Iterator[Name]:
    """The methods that a file's macros write out, with the attributes before each."""
    for found in _MADE.finditer(text):
        if " #[stable(" in found[1]:
            yield Name(owner, found[2])


def library(folder: Path) -> set[Name]:
    """What the standard library offers."""
    found: set[Name] = set()
    for crate in ("core", "alloc", "std"):
        for path in sorted((folder / crate / "src").glob("**/*.rs")):
            if _NOT_HERE.search(f"/{path.relative_to(folder)}"):
                continue
            source = path.read_bytes()
            if path.name in NUMBERS and path.parent.name == "num":
                found.update(made(source.decode(), NUMBERS[path.name]))
            else:
                found.update(names_of(extract(source)[0], True))
    return found


def stubs(folder: Path = STUBS) -> set[Name]:
    """What the stubs have; an alias has what it stands for (`AtomicBool` is an `Atomic<bool>` there)."""
    read = [extract(path.read_bytes())[0] for path in sorted(folder.glob("**/*.rs"))]
    found = {name for facts in read for name in names_of(facts)}
    aliases = [item for facts in read for item in facts.items if item.kind is ItemKind.TYPE_ALIAS]
    return found | {
        Name(each.name, name) for each in aliases for owner, name in found if owner == type_text(each.ty, False)
    }


def words(folder: Path) -> Counter[str]:
    """How often the Rust files below a folder write each name."""
    found: Counter[bytes] = Counter()
    for path in sorted(folder.glob("**/*.rs")):
        if path.is_file():
            found.update(_WORD.findall(path.read_bytes()))
    return Counter({word.decode(): count for word, count in found.items()})


def missing(offered: set[Name], known: set[Name], uses: Counter[str]) -> list[tuple[int, Name]]:
    """What is offered and not known, most written first."""
    found = [(uses[name.name], name) for name in offered - known]
    return sorted(found, key=lambda each: (-each[0], each[1]))


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--uses", type=Path, help="count how often Rust files below this folder write each name")
    parser.add_argument("--limit", type=int, default=0, help="only what is written so often")
    args = parser.parse_args()
    offered, known = library(args.library), stubs()
    if not offered:
        print(f"no source of a standard library in {args.library}", file=sys.stderr)
        return 2
    uses = words(args.uses) if args.uses is not None else Counter()
    listed = [each for each in missing(offered, known, uses) if each[0] >= args.limit]
    for count, name in listed:
        print(f"{count:8}  {name.owner + '::' if name.owner else ''}{name.name}")
    print(f"{len(offered & known)} of {len(offered)} are there, {len(listed)} listed", file=sys.stderr)
    return 1 if listed else 0


if __name__ == "__main__":
    sys.exit(main())
