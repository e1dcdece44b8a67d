"""What a call of a workspace's macro gives: the type of what its transcriber makes, walked without a sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.limits import MACRO_DEPTH
from rgraph.link.types.terms import UNKNOWN, VARS, Ty, shallow
from rgraph.model.syntax import EMacro

from .dispatches import Dispatches
from .expansion import SILENCE, Arm, Expansion, arguments_of, arms_of, declares, expansion_of, fitting, is_cut
from .method_calls import MethodCalls
from .references import References
from .scopes import Frame, Scopes
from .subexpressions import Subexpressions

_WORD = re.compile(r"\w+")
_CALL_COST = 50
"""Steps that an expansion costs beside one for each `_BYTES_A_STEP` bytes: macros that call themselves twice end."""
_BYTES_A_STEP = 16


class Transcribers:
    """Walks transcribers and expansions. `open_arms` are those that the walk stands in; None is a whole expansion."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        dispatches: Dispatches,
        method_calls: MethodCalls,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.inference = types.inference
        self.methods = types.methods
        self.fuel = types.fuel
        self.scopes = scopes
        self.refs = refs
        self.dispatches = dispatches
        self.method_calls = method_calls
        self.infer = infer
        self._expansions: dict[tuple[Def, str], Expansion] = {}  # for all bodies of the file
        self.begin()

    def begin(self) -> None:
        """Turn to another body."""
        self.open_arms: list[Arm | None] = []
        self._cuts = 0

    def tells(self, macro: Def, e: EMacro) -> bool:
        """Whether a call whose value nobody takes can tell something: a local, or the type of one that is open yet."""
        if declares(self.world, macro):
            return True
        for word in _WORD.findall(e.tokens):
            local = self.scopes.local(word)
            if local is not None and self.inference.resolve(local).flags & VARS:
                return True
        return False

    def type_of(self, macro: Def, e: EMacro, found: list[Ty]) -> Ty:
        """The type of a call whose arguments have the types `found`.

        What a limit cut in it, however deep, is told once, where the call stands in the body.
        """
        before = self._cuts
        ty = self._made(macro, e, found)
        if self._cuts > before and not self.open_arms:
            self.refs.unresolved("limit", "macro", macro.name, e.path.line)
        return ty

    def _made(self, macro: Def, e: EMacro, found: list[Ty]) -> Ty:
        self.fuel.left -= _CALL_COST
        if len(self.open_arms) >= MACRO_DEPTH or self.fuel.left < 0:
            self._cuts += 1
            return UNKNOWN
        arm = fitting(arms_of(self.world, macro), len(found), self.open_arms) if not e.names else None
        if arm is not None and arm.declares and e.tokens:
            return self._expanded(macro, e)
        before = self._cuts
        ty = self._evaluated(macro, arm, found) if arm is not None else UNKNOWN
        if shallow(ty) is not UNKNOWN:
            return ty
        was_cut = self._cuts > before or (arm is None and not e.names and is_cut(self.world, macro, len(found)))
        self._cuts = before
        ty = self._expanded(macro, e) if e.tokens else UNKNOWN
        self._cuts += was_cut and shallow(ty) is UNKNOWN  # a limit that another way got round cost nothing
        return ty

    def _expanded(self, macro: Def, e: EMacro) -> Ty:
        """The type of the expansion of a call, walked where the call stands."""
        key = (macro, e.tokens)
        if key not in self._expansions:
            self._expansions[key] = expansion_of(self.world, *key)
        block, taken, was_cut = self._expansions[key]
        self._cuts += was_cut
        self.fuel.left -= taken // _BYTES_A_STEP
        if block is None:
            return UNKNOWN
        inner = Frame()
        with self._aside([*self.scopes.frames, inner], None):
            ty = self.terms.unit
            for stmt in block.stmts:
                ty = self.infer.statement(stmt, None)
            self.method_calls.retry()
        for name in sorted(inner.names.keys() & set(_WORD.findall(e.tokens))):  # by hygiene: names the caller wrote
            self.scopes.declare(name, inner.names[name])
        return ty

    def _evaluated(self, macro: Def, arm: Arm, found: list[Ty]) -> Ty:
        """The type of a transcriber, walked in its macro's scope."""
        frame = Frame()
        frame.names.update(arguments_of(arm, found))
        outer = self.scopes.scope
        with self._aside([frame], arm):
            self.scopes.scope = self.world.scope(macro)
            self.methods.see(self.world.traits_in_scope(self.scopes.scope))
            ty = self.infer.expression(arm.block, None)
            self.method_calls.retry()
            self.scopes.scope = outer
        self.methods.see(self.scopes.traits_here())
        return ty

    @contextmanager
    def _aside(self, frames: list[Frame], arm: Arm | None) -> Iterator[None]:
        """Walk with other locals and without a sound: the references in a transcriber are the macro's."""
        scopes, refs, dispatches, method_calls = self.scopes, self.refs, self.dispatches, self.method_calls
        was_silent, refs.is_silent = refs.is_silent, True
        kept = (refs.emit, scopes.frames, scopes.returns, scopes.loops, dispatches.waiting, method_calls.waiting)
        refs.emit = cast(Emitter, SILENCE)
        scopes.frames = frames
        scopes.returns, scopes.loops, dispatches.waiting, method_calls.waiting = [self.inference.fresh()], [], [], []
        self.open_arms.append(arm)
        try:
            yield
        finally:
            self.open_arms.pop()
            refs.is_silent = was_silent
            refs.emit, scopes.frames, scopes.returns, scopes.loops, dispatches.waiting, method_calls.waiting = kept
