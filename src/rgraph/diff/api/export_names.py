"""The symbols by which the linker finds functions and statics."""

from __future__ import annotations

import re

from rgraph.model.facts import Item

_EXPORT_NAME = re.compile(r'\bexport_name\s*=\s*r?(#*)"(.*?)"\1', re.DOTALL)


def export_name(item: Item) -> str:
    """The symbol of a function or static that is exported: of `#[export_name]`, or its name under `#[no_mangle]`; ""
    for any other. https://doc.rust-lang.org/reference/abi.html#the-no_mangle-attribute"""
    for text in item.attrs.texts:
        given = _EXPORT_NAME.search(text)
        if given is not None:
            return given[2]
        if "no_mangle" in text:
            return item.name
    return ""
