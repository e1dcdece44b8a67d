"""Macro calls in type position, and the types that they become."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.expansion.made_text import expansion_of
from rgraph.link.resolution import Scope
from rgraph.link.world import World
from rgraph.model.syntax import TMacro, Type


def macro_of(world: World, scope: Scope, ty: TMacro) -> Def | None:
    """The macro of the workspace that is called in type position."""
    found = world.macro(scope, ty.path).defs
    macro = world.split(found, scope.owner)[0][0] if found else None
    return macro if macro is not None and not macro.external else None


def made_type(world: World, macro: Def, ty: TMacro) -> Type | None:
    """The type that a macro call becomes; None if it becomes no type. Lines count from the line of the call."""
    return world.memo("made_type", (macro, ty.tokens), lambda: _made_type(world, macro, ty.tokens))


def _made_type(world: World, macro: Def, tokens: str) -> Type | None:
    from rgraph.parse.made_code import read_made_type

    template = world.template(macro)
    if template is None:
        return None
    made = expansion_of(world, template, tokens, 1)
    return None if made.reason else read_made_type(made.text, [max(row, 0) for row in made.rows])
