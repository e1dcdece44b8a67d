"""A few lines of Rust as a world, asked by path, answered in text."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.linker import Linker
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.world import World
from tests.golden.link.crates import MANIFEST, MemorySource


class Code:
    """The world of a crate `demo`: its root as text, or several files."""

    def __init__(self, root: str = "", edition: str = "2021", manifest: str = "", **files: str) -> None:
        self.files = {"Cargo.toml": MANIFEST.format(edition=edition) + manifest, "src/lib.rs": root}
        self.files |= {f"src/{name}.rs": text for name, text in files.items()}
        self.source = MemorySource()
        self.linker = Linker(self.source)
        self.step()

    def step(self, **files: str) -> None:
        """Other contents of some files (`lib` is the root)."""
        self.files |= {f"src/{name}.rs": text for name, text in files.items()}
        self.linker.restore(self.source.tree(self.files), {})

    @property
    def world(self) -> World:
        return self.linker.world

    def item(self, path: str) -> Def:
        """An item by its structural path after `demo::`; "" is the root."""
        wanted = f"demo::{path}" if path else "demo"
        for key in sorted(self.world.places):
            place = self.world.places[key]
            for definition in (place.defs(-1), *place.each()):
                if definition.local == wanted:
                    return definition
        raise LookupError(wanted)

    def lookup(self, module: str, name: str, ns: Ns = Ns.TYPE) -> str:
        """What a name means in a module."""
        return shown(self.world.lookup(self.item(module), name, ns))

    def path(self, module: str, path: str, ns: Ns = Ns.TYPE) -> str:
        """What a `use` of a path means in a module or function."""
        root, names = path.startswith("::"), tuple(path.removeprefix("::").split("::"))
        return shown(self.world.use_path(self.item(module), names, root, ns))

    def name(self, item: str, path: str, ns: Ns = Ns.TYPE) -> str:
        """What a path means where it is written in an item's declaration."""
        return shown(self.world.resolve_names(self.world.scope(self.item(item)), path.split("::"), ns))


def shown(meaning: Resolution) -> str:
    """A meaning in words: definitions without `demo::`, `?` for none."""
    if meaning.ambiguous:
        return "ambiguous"
    names = [each.local.removeprefix("demo::") for each in meaning.defs]
    text = meaning.outside or meaning.prim or " | ".join(names) or "?"
    text = f"{text}.{meaning.param}" if meaning.param else text
    return f"{text} +{meaning.rest}" if meaning.rest and meaning else text
