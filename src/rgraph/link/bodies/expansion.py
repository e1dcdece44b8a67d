"""What a call of a `macro_rules!` macro of the workspace evaluates to: the type of its transcriber.

A transcriber is read in the scope of its macro and makes no edges: its names are the macro's, not the caller's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rgraph.link.defs import Def
from rgraph.link.emitter import ANYWHERE
from rgraph.link.types.limits import EXPANSION_BYTES, MACRO_CALLS, TRANSCRIBER_BYTES
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier, Where
from rgraph.model.hygiene import crate_name
from rgraph.model.syntax import EBlock, Path, PIdent, Segment, SLet, Stmt

if TYPE_CHECKING:
    from rgraph.parse.arms import Arms

_VARIABLE = re.compile(r"\$(\w+)\s*:\s*(\w+)")
_REPEATED = re.compile(r"\$\(([^()]*)\)\s*([,;])?\s*[*+?]")
_TRAILING = re.compile(r"\$\(\s*,\s*\)\s*[?*]")
_USE = re.compile(r"\$(\w+)")
_IMPORT = re.compile(r"\buse\s[^;{}]*(?:\{[^;]*\})?;")
_LET = re.compile(r"\blet\b")
_CALLED = re.compile(r"(\w+)\s*!")
_VALUES = frozenset({"expr", "ident", "literal", "tt", "block", "path"})


class Silence:
    """An emitter for what is walked only for its type."""

    explaining = False
    presence = ANYWHERE

    def sure(self, tier: Tier) -> Tier:
        """The tier: nobody hears of it."""
        return tier

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        """Nothing: the reference is not the caller's."""

    def edges(
        self, src: Def, kind: EdgeKind, targets: tuple[Def, ...], tier: Tier, line: int, via_macro: bool = False
    ) -> None:
        """Nothing, as `edge`."""

    def unresolved(self, reason: str, shape: str, count: int = 1, name: str = "", line: int = 0) -> None:
        """Nothing, as `edge`."""

    def site(self, shape: str, where: Where) -> None:
        """Nothing, as `edge`."""

    def note(self, step: str) -> None:
        """Nothing, as `edge`."""


SILENCE = Silence()


class Arm:
    """A macro's arm that takes values: the variables of its matcher, whether the last repeats, and its transcriber.

    `declares`: it binds locals that the caller names (`pin!(future)`).
    """

    __slots__ = ("block", "declares", "repeats", "variables")

    def __init__(self, variables: tuple[str, ...], repeats: bool, block: EBlock) -> None:
        self.variables = variables
        self.repeats = repeats
        self.block = block
        names = {local_name(variable) for variable in variables}
        self.declares = any(_binds(stmt, names) for stmt in block.stmts)


def _binds(stmt: Stmt, names: set[str]) -> bool:
    return isinstance(stmt, SLet) and isinstance(stmt.pat, PIdent) and stmt.pat.name in names


def local_name(variable: str) -> str:
    """The local that stands for a macro variable."""
    return f"__macro_{variable}"


def declares(world: World, macro: Def) -> bool:
    """Whether a call of a macro can declare locals where it stands: a `let` at the top of a transcriber.

    So can a call of another macro there; of one that calls itself its own transcribers tell.
    """
    return world.memo("macro_declares", macro, lambda: _declares(world, macro), False)


def _declares(world: World, macro: Def) -> bool:
    item = world.decl(macro)
    if item is None:
        return False
    for arm in item.arms:
        text = _top(arm.body)
        if _LET.search(text):
            return True
        for name in _CALLED.findall(text):
            called = world.macro(world.scope(macro), Path(segments=[Segment(name)], line=0)).defs
            if any(not each.external and declares(world, each) for each in called):
                return True
    return False


def _top(body: str) -> str:
    """A transcriber without what stands in brackets; repetitions, `$( ... )`, are at the top too."""
    kept: list[str] = []
    inside = 0
    opened: list[bool] = []
    before = ""
    for char in body:
        if char in "([{":
            opened.append(before != "$")
            inside += opened[-1]
        elif char in ")]}" and opened:
            inside -= opened.pop()
        elif not inside:
            kept.append(char)
        if not char.isspace():
            before = char
    return "".join(kept)


def arms_of(world: World, macro: Def) -> tuple[Arm, ...]:
    """The arms of a macro that take comma-separated values and whose transcribers parse."""
    return world.memo("macro_arms", macro, lambda: _arms(world, macro), ())


def _arms(world: World, macro: Def) -> tuple[Arm, ...]:
    item = world.decl(macro)
    if macro.kind is not ItemKind.MACRO or item is None:
        return ()
    found = []
    for arm in item.arms:
        shape = matched_values(arm.matcher)
        block = _parsed(arm.body) if shape is not None else None
        if shape is not None and block is not None:
            found.append(Arm(shape[0], shape[1], block))
    return tuple(found)


def matched_values(matcher: str) -> tuple[tuple[str, ...], bool] | None:
    """The variables of a matcher that is nothing but values between commas; whether it ends in a repetition."""
    text = _TRAILING.sub("", matcher).strip()
    repeats = False
    repeated = _REPEATED.search(text)
    if repeated is not None:
        if repeated.end() != len(text):
            return None
        repeats = True
        text = text[: repeated.start()] + repeated.group(1)
    variables = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        variable = _VARIABLE.fullmatch(part)
        if variable is None or variable.group(2) not in _VALUES:
            return None
        variables.append(variable.group(1))
    return tuple(variables), repeats


def _parsed(body: str) -> EBlock | None:
    """A transcriber as a block: variables are locals, repetitions stand once, `$crate` is the macro's crate.

    Imports are left out: those that transcribers make are nearly always of what the prelude has.
    """
    if len(body) > TRANSCRIBER_BYTES:
        return None
    text = _REPEATED.sub(lambda found: found.group(1) + (found.group(2) or ""), body)
    text = _IMPORT.sub("", text).replace("$crate", "crate")
    text = _USE.sub(lambda found: local_name(found.group(1)), text)
    if "$" in text:
        return None
    return _block(text)


def _block(text: str) -> EBlock | None:
    """A text as the inside of a block; None where it does not parse or declares items."""
    from rgraph.parse.made_code import read_made_block

    made = read_made_block(text, range(text.count("\n") + 2))
    return made.block if made is not None and not made.items and not made.uses else None


def is_cut(world: World, macro: Def, count: int) -> bool:
    """Whether an arm that takes so many values is not read because its transcriber is too long."""
    item = world.decl(macro)
    for arm in item.arms if item is not None else ():
        shape = matched_values(arm.matcher) if len(arm.body) > TRANSCRIBER_BYTES else None
        if shape is not None and _takes(shape[0], shape[1], count):
            return True
    return False


def _takes(variables: tuple[str, ...], repeats: bool, count: int) -> bool:
    return count == len(variables) or (repeats and count >= len(variables) - 1)


def fitting(arms: tuple[Arm, ...], count: int, open_: list[Arm | None]) -> Arm | None:
    """The first arm that takes so many values; one that is being read already (it calls its macro) is done with."""
    for arm in arms:
        if arm not in open_ and _takes(arm.variables, arm.repeats, count):
            return arm
    return None


def arguments_of(arm: Arm, found: list[Ty]) -> dict[str, Ty]:
    """The locals that an arm's variables are."""
    padded = [*found, UNKNOWN]
    return {local_name(name): padded[min(at, len(found))] for at, name in enumerate(arm.variables)}


class Expansion(NamedTuple):
    """A call expanded, and the bytes that it took; `is_cut`: there is no block because of a limit."""

    block: EBlock | None
    taken: int
    is_cut: bool = False


def expansion_of(world: World, macro: Def, tokens: str) -> Expansion:
    """A call expanded, as a block; None where no arm fits or it does not parse.

    While what comes out is a call of another macro and nothing else, that one is
    expanded in its turn: so a macro that takes its argument apart token by token is parsed once, at its end.
    """
    from rgraph.parse.expand import Expansion as Made
    from rgraph.parse.expand import expand_call, whole_call

    taken = 0
    text = ""
    for _ in range(MACRO_CALLS):
        found = expand_call(_arms_by_word(world, macro), tokens, crate=crate_name(macro.crate.id))
        text = found.text if isinstance(found, Made) else ""
        if not isinstance(found, Made) or len(text) > EXPANSION_BYTES:
            return Expansion(None, taken, bool(text))
        taken += len(text)
        call = whole_call(text)
        called = _called(world, macro, call.path) if call is not None else None
        if call is None or called is None:
            break
        macro, tokens = called, call.tokens
    else:
        return Expansion(None, taken, True)
    return Expansion(_block(_IMPORT.sub("", text)), taken)


def _arms_by_word(world: World, macro: Def) -> Arms:
    def read() -> Arms:
        from rgraph.parse.arms import Arms

        item = world.decl(macro)
        return Arms(item.arms if item is not None else ())

    return world.memo("arms_by_word", macro, read)


def _called(world: World, macro: Def, names: list[str]) -> Def | None:
    """The macro of the same crate that a macro's transcriber calls. (`$crate` is that crate's then, too.)"""
    if names == [macro.name]:
        return macro  # textual scope begins after a macro; its own calls see it all the same
    path = Path(segments=[Segment(name) for name in names], line=0)
    found = world.macro(world.scope(macro), path).defs
    return found[0] if found and not found[0].external and found[0].crate.id == macro.crate.id else None
