"""What an item's attributes say to rules: attributes by name, derives."""

from __future__ import annotations

import re

from rgraph.view.graph import ItemAt


def has_attribute(texts: list[str], wanted: tuple[str, ...]) -> bool:
    """Whether one of the wanted attributes, by name or as written, is among an item's."""
    return any(attribute_name(text) == name or text == name for text in texts for name in wanted)


def attribute_name(text: str) -> str:
    """The path of an attribute as `Attrs.texts` has it: `deprecated` of `deprecated(since = "1")`."""
    return re.split(r"[\s(=\[{]", text.strip().removeprefix("#").removeprefix("!").strip("[]"), maxsplit=1)[0]


def derived(item: ItemAt, name: str) -> bool:
    """Whether an item derives a trait, named by its last segment or in full."""
    if item.item is None:
        return False
    paths = ["::".join(segment.name for segment in path.segments) for path in item.item.attrs.derives]
    return any(path == name or path.rpartition("::")[2] == name for path in paths)
