"""Paths through a module that holds itself (`pub use crate as m`): they have no end, so surfaces do not list them."""

from __future__ import annotations

from rgraph.diff.api.model import PublicItem, Surface


def around(surface: Surface, namespace: str, path: str) -> tuple[list[PublicItem], list[PublicItem]]:
    """What a path leads to by way of such a module, and the ones among it that no hidden module stands before."""
    hidden = False
    for _ in range(path.count("::")):
        shorter, by_hidden = _shortened(surface, path)
        if not shorter:
            break
        path, hidden = shorter, hidden or by_hidden
        found = surface.by_path.get((namespace, path), [])
        if found:
            return found, [] if hidden else [item for item in found if path in item.paths]
    return [], []


def _shortened(surface: Surface, path: str) -> tuple[str, bool]:
    """A path with the module at its front by a shorter path, and whether the longer one is hidden; "" for none."""
    names = path.split("::")
    for end in range(len(names) - 1, 1, -1):
        front, rest = "::".join(names[:end]), "::".join(names[end:])
        for module in surface.by_path.get(("type", front), ()):
            ways = [*module.paths, *module.hidden_paths] if module.kind == "module" else []
            best = min(ways, key=lambda way: (way.count("::"), way), default=front)
            if best.count("::") < end - 1:
                return f"{best}::{rest}", front not in module.paths
    return "", False
