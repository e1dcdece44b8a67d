"""What a macro call in a body becomes, as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rgraph.link.defs import Def
from rgraph.link.resolution import Resolution
from rgraph.link.types.limits import EXPANSION_BYTES, EXPANSION_CHAIN_BYTES, MACRO_CALLS
from rgraph.link.world import World
from rgraph.model.hygiene import IN_BODIES
from rgraph.model.syntax import Path, Segment

from .templates import Template

if TYPE_CHECKING:
    from rgraph.parse.expand import Call


class Made(NamedTuple):
    """An expanded call: its text, and for each row of it the row of the argument that it is from (-1: the template's).

    `taken` is how many bytes were made on the way, `template` the last macro, `called` the macros between the first and
    the last. `reason` says why there is no text: `limit` or `not_expanded`.
    """

    text: str
    rows: Sequence[int]
    taken: int
    template: Template
    called: tuple[Def, ...] = ()
    reason: str = ""


def expansion_of(world: World, template: Template, tokens: str, depth: int) -> Made:
    """Expand a call. `depth` is the number of expansions that it stands in, including its own.

    As long as nothing but a call of another macro comes out, that call is expanded in turn. So a macro that takes its
    argument apart token by token is parsed once, at the end.
    """
    from rgraph.parse.expand import Unexpanded, argument, expand_call, whole_call

    taken = 0
    called: list[Def] = []
    given = argument(tokens)
    for _ in range(MACRO_CALLS):
        found = expand_call(template.arms, given, crate=template.crate, mark=IN_BODIES * depth)
        if isinstance(found, Unexpanded):
            reason = "limit" if found is Unexpanded.LIMIT else "not_expanded"
            return Made("", (), taken, template, tuple(called), reason)
        taken += found.bytes
        if found.bytes > EXPANSION_BYTES or taken > EXPANSION_CHAIN_BYTES:
            return Made("", (), taken, template, tuple(called), "limit")
        call = whole_call(found)
        following = _called(world, template, call) if call is not None else None
        if call is None or following is None:
            return Made(found.text, found.rows, taken, template, tuple(called))
        template, given = following, call.argument
        if following.definition is not None:
            called.append(following.definition)
    return Made("", (), taken, template, tuple(called), "limit")


def _called(world: World, template: Template, call: Call) -> Template | None:
    """The macro of the workspace that a template calls; None for a macro that another one made in a body."""
    if call.path == [template.name]:
        return template  # textual scope begins after a macro; its own calls see it all the same
    if template.definition is None:
        return None
    found = written_macro(world, template.definition, Path([Segment(name) for name in call.path], 0, call.is_rooted))
    macro = world.split(found.defs, template.definition)[0][0] if found.defs else None
    return world.template(macro) if macro is not None and not macro.external else None


def written_macro(world: World, maker: Def, path: Path) -> Resolution:
    """What the path of a macro call in a template means, as far as the place of the macro itself tells.

    In truth it means what it means where the macro is called (names of `macro_rules!` have no hygiene). By then macros
    that are defined after this one are in scope, too: hence the second look, at the end of the module.
    """
    found = world.macro(world.scope(maker), path)
    return found or world.macro(world.scope(maker.module), path)
