"""What the opaque results of functions hold, as far as their bodies show: futures of `async fn`, and `impl Trait`.

The compiler lets auto traits through an opaque type, so a body is a part of what a function promises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.limits import MAX_ALIASES
from rgraph.diff.parameters import split_parameter
from rgraph.diff.proportion.interfaces import is_opaque
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import (
    EAwait,
    EBlock,
    ECall,
    EClosure,
    EJump,
    EMethod,
    EPath,
    ERef,
    EStruct,
    ETry,
    Expr,
    Node,
    Path,
    PIdent,
    SExpr,
    SLet,
    TImpl,
    TPath,
)

from .expressions import blocks, given_away, inside, mentioned
from .std import GUARDS

if TYPE_CHECKING:
    from rgraph.diff.semver.canon import Canon
    from rgraph.link.defs import Def
    from rgraph.view.graph import CommitGraph

_Names = Mapping[str, str]
"""The canonical types of local variables, as far as they are seen."""


@dataclass(slots=True)
class Kept:
    """Canonical types that a result holds, and others that its body names and that it may hold."""

    held: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


def gives_opaque(definition: Def) -> bool:
    """Whether callers get a type that only the body tells."""
    return definition.item is not None and is_opaque(definition.item)


class Bodies:
    """Tells what the results of one commit's functions hold."""

    def __init__(self, graph: CommitGraph, canon: Canon) -> None:
        self._graph, self._canon, self._world = graph, canon, canon.world
        self._read: dict[str, dict[int, Expr]] = {}
        self._kept: dict[tuple[Def, int], Kept | None] = {}

    def kept(self, function: Def, depth: int = 0) -> Kept | None:
        """What a function's opaque result holds; None where its body is not read."""
        key = function, depth  # a function is called in many places, and what is too deep depends on where
        if key not in self._kept:
            self._kept[key] = self._of_body(function, depth)
        return self._kept[key]

    def _of_body(self, function: Def, depth: int) -> Kept | None:
        body = self._body(function)
        item = function.item
        if body is None or item is None or depth > MAX_ALIASES:
            return None
        found = Kept()
        reader = _Reader(self, function, found, depth)
        if "async" in item.quals:
            reader.future(body, {})
        else:
            reader.result(body, {})
        return Kept(list(dict.fromkeys(found.held)), list(dict.fromkeys(found.named)))

    def _body(self, function: Def) -> Expr | None:
        path = function.place.path
        if function.ord < 0 or path not in self._graph.files or function.ord in function.place.table.made.ranks:
            return None
        if path not in self._read:
            self._read[path] = {body.owner: body.expr for body in self._graph.bodies(path).bodies}
        return self._read[path].get(function.ord)

    # ---- types of expressions ------------------------------------------------------------------------

    def of_path(self, path: Path, home: Def, ns: Ns = Ns.TYPE) -> str:
        """The type that a path names, or constructs."""
        found = self._world.resolve(self._world.scope(home), path, ns)
        if found.rest or found.param or not (found.defs or found.outside):
            return ""
        if found.defs and found.defs[0].kind not in _TYPES:
            return ""
        return self._canon.ty(TPath(path), home, {})

    def called(self, path: Path, home: Def) -> Def | None:
        """The function of the workspace that a path names."""
        found = self._world.resolve(self._world.scope(home), path, Ns.VALUE)
        if found.rest == 1 and found.defs:
            of_type = self._world.inherent(found.defs[0], path.segments[-1].name, Ns.VALUE)
            return of_type[0] if len(of_type) == 1 else None
        function = found.defs[0] if len(found.defs) == 1 and not found.rest else None
        return function if function is not None and function.kind is ItemKind.FUNCTION else None

    def parameters(self, function: Def) -> dict[str, str]:
        """The declared types of what a function takes, by name."""
        taken = function.item.params if function.item is not None else ()
        named = {split_parameter(param.text)[0].removeprefix("mut "): param.ty for param in taken}
        return {name: self._canon.ty(ty, function, {}) for name, ty in named.items() if ty is not None}

    def returned(self, function: Def) -> str:
        """The declared type of a call, without its parameters."""
        item = function.item
        if item is None or item.ret is None or "async" in item.quals or isinstance(item.ret, TImpl):
            return ""
        text = self._canon.ty(item.ret, function, {})
        return "" if "(impl " in text else text  # of what has no name its own body tells


_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TYPE_ALIAS})
_MAKERS = frozenset({"new", "from", "default", "with_capacity", "clone"})
"""Associated functions that give their own type, wherever it is declared."""


class _Reader:
    """Reads one body."""

    def __init__(self, bodies: Bodies, home: Def, found: Kept, depth: int) -> None:
        self._bodies, self._home, self._found, self._depth = bodies, home, found, depth
        self._params = bodies.parameters(home)

    def result(self, expr: Node | None, names: _Names) -> None:
        """What a value that is given back holds."""
        if isinstance(expr, EBlock) and expr.kind in {"", "unsafe"}:
            self._block_result(expr, dict(names))
        elif isinstance(expr, EBlock) and expr.kind == "async":
            self.future(expr, names)
        elif isinstance(expr, EClosure):
            captured = {names[name] for name in mentioned(expr) if name in names}
            self._found.held += sorted(captured)
        elif ty := self.type(expr, names):
            self._found.held.append(ty)
        elif (inner := self._opaque(expr)) is not None:
            self._found.held += inner.held
            self._found.named += inner.named
        elif expr is not None:
            self._may_hold(expr, names)

    def _block_result(self, block: EBlock, names: dict[str, str]) -> None:
        for stmt in block.stmts:
            for jump in inside(stmt):
                if isinstance(jump, EJump) and jump.kind == "return":
                    self.result(jump.expr, names)
            if isinstance(stmt, SLet):
                self._bind(stmt, names)
        last = block.stmts[-1] if block.stmts else None
        if isinstance(last, SExpr) and not last.semi:
            self.result(last.expr, names)

    def _may_hold(self, expr: Node, names: _Names) -> None:
        self._found.named += sorted({names[name] for name in mentioned(expr) if name in names})
        for node in inside(expr):
            if isinstance(node, ECall | EStruct) and (ty := self.type(node, names)):
                self._found.named.append(ty)

    def future(self, expr: Node | None, names: _Names) -> None:
        """What lives in a block while it waits."""
        if isinstance(expr, EBlock):
            known = dict(names)
            for at, stmt in enumerate(expr.stmts):
                for inner in blocks(stmt):
                    self.future(inner, known)
                self._awaited(stmt)
                if isinstance(stmt, SLet):
                    name = self._bind(stmt, known)
                    if name in known:
                        self._while_waiting(name, known[name], expr.stmts[at + 1 :])
                    elif name and (guard := self._guard(stmt.init, known)):
                        self._while_waiting(name, guard, expr.stmts[at + 1 :])

    def _guard(self, expr: Node | None, names: _Names) -> str:
        """What `mutex.lock().unwrap()` gives, of a variable or a parameter of which the type is seen."""
        while (isinstance(expr, EMethod) and expr.name in {"unwrap", "expect"}) or isinstance(expr, ETry):
            expr = expr.recv if isinstance(expr, EMethod) else expr.expr
        if not isinstance(expr, EMethod) or expr.args:
            return ""
        lock = self.type(expr.recv, {**self._params, **names}).removeprefix("&").removeprefix("mut ")
        while (inner := re.fullmatch(r"std::(?:sync::Arc|rc::Rc|boxed::Box)<(.*)>", lock)) is not None:
            lock = inner[1]
        path, _, held = lock.partition("<")
        guard = GUARDS.get((path, expr.name), "")
        return f"{guard}<{held}" if guard else ""

    def _while_waiting(self, name: str, ty: str, rest: list[SLet | SExpr]) -> None:
        """A variable that nobody takes away is there until the end of its block."""
        waits = [at for at, stmt in enumerate(rest) if any(isinstance(node, EAwait) for node in inside(stmt))]
        if waits:
            moved = any(name in given_away(stmt) for stmt in rest[: waits[-1] + 1])
            (self._found.named if moved else self._found.held).append(ty)

    def _awaited(self, stmt: Node) -> None:
        """The futures of the workspace that are waited for."""
        for node in inside(stmt):
            inner = self._opaque(node.expr) if isinstance(node, EAwait) else None
            if inner is not None:
                self._found.held += inner.held
                self._found.named += inner.named

    def _opaque(self, expr: Node | None) -> Kept | None:
        if not isinstance(expr, ECall) or not isinstance(expr.fn, EPath):
            return None
        called = self._bodies.called(expr.fn.path, self._home)
        if called is None or not gives_opaque(called):
            return None
        return self._bodies.kept(called, self._depth + 1)

    def _bind(self, let: SLet, names: dict[str, str]) -> str:
        name = let.pat.name if isinstance(let.pat, PIdent) else ""
        names.pop(name, None)
        ty = self._bodies.of_path(let.ty.path, self._home) if isinstance(let.ty, TPath) else ""
        ty = ty or self.type(let.init, names)
        if name and ty:
            names[name] = ty
        return name

    def type(self, expr: Node | None, names: _Names) -> str:
        """The canonical type of an expression that names it; "" where it does not."""
        match expr:
            case EPath():
                segments = expr.path.segments
                local = names.get(segments[0].name, "") if len(segments) == 1 and expr.path.qself is None else ""
                return local or self._bodies.of_path(expr.path, self._home, Ns.VALUE)
            case EStruct():
                return self._bodies.of_path(expr.path, self._home)
            case ERef():
                inner = self.type(expr.expr, names)
                return f"&{'mut ' if expr.mut else ''}{inner}" if inner else ""
            case ECall() if isinstance(expr.fn, EPath):
                return self._of_call(expr.fn.path)
            case EMethod() if expr.name == "clone":
                return self.type(expr.recv, names)
        return ""

    def _of_call(self, path: Path) -> str:
        """`S(..)`, `S::new(..)`, or a function that says what it gives."""
        called = self._bodies.called(path, self._home)
        if called is not None:
            return self._bodies.returned(called)
        own = self._bodies.of_path(path, self._home, Ns.VALUE)
        if own or path.qself is not None or len(path.segments) < 2 or path.segments[-1].name not in _MAKERS:
            return own
        return self._bodies.of_path(msgspec.structs.replace(path, segments=path.segments[:-1]), self._home)
