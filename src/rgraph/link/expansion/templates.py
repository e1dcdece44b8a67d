"""Macros with the text to expand calls: those of the workspace, and those that expansions declare in bodies."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from rgraph.link.declarations import Declarations
from rgraph.link.defs import Def
from rgraph.link.imports import BODY_KINDS
from rgraph.link.trace import Trace
from rgraph.model.facts import Item, ItemKind
from rgraph.model.hygiene import crate_name

if TYPE_CHECKING:
    from rgraph.parse.arms import Arms


class Template:
    """A macro with its arms. Compared by identity.

    `definition` is None for one that a macro made in a body; `is_local`: it sees the locals where it is defined.
    """

    __slots__ = ("_digest", "arms", "crate", "definition", "is_local", "name")

    def __init__(self, name: str, arms: Arms, crate: str, definition: Def | None, is_local: bool) -> None:
        self.name = name
        self.arms = arms
        self.crate = crate
        self.definition = definition
        self.is_local = is_local
        self._digest = b""

    @property
    def digest(self) -> bytes:
        """A hash of all that an expansion takes from the macro."""
        if not self._digest:
            seen = (self.name, self.crate, [(arm.matcher, arm.body) for arm in self.arms])
            self._digest = blake2b(msgspec.msgpack.encode(seen), digest_size=16).digest()
        return self._digest


class Templates:
    """The templates of the workspace's macros, kept as long as the macros are what they are."""

    def __init__(self, trace: Trace, declarations: Declarations) -> None:
        self._trace = trace
        self._declarations = declarations

    def of(self, macro: Def) -> Template | None:
        """The template of a macro of the workspace; None for procedural ones."""
        return self._trace.memo("template", macro, lambda: self._template(macro))

    def _template(self, macro: Def) -> Template | None:
        from rgraph.parse.arms import Arms

        item = self._declarations.decl(macro)
        if item is None or macro.kind is not ItemKind.MACRO:
            return None
        parent = macro.parent
        is_local = parent is not None and parent.kind in BODY_KINDS
        return Template(macro.name, Arms(item.arms), crate_name(macro.crate.id), macro, is_local)


def made_template(item: Item, maker: Template) -> Template:
    """The template of a macro that another one made in a body."""
    from rgraph.parse.arms import Arms

    return Template(item.name, Arms(item.arms), maker.crate, None, True)
