"""Facts of a file as text to compare: `python -m tests.golden.parse.facts_text` writes the golden files again."""

from __future__ import annotations

from pathlib import Path as FilePath

import msgspec

from rgraph.model.facts import Attrs, Item, SelfParam
from rgraph.model.syntax import (
    Bound,
    ELit,
    EPath,
    Expr,
    Generics,
    Node,
    Path,
    PIdent,
    Segment,
    TInfer,
    TPath,
    TRef,
    TTuple,
)
from rgraph.parse.extract import extract

CASES = FilePath(__file__).parent / "cases"
_HIDDEN = {"start", "end", "sig_hash", "body_hash", "parent", "kind", "name", "line", "signature"}


def facts_text(source: bytes) -> str:
    """Everything that was read of a source, but for hashes and byte offsets, one fact a line."""
    facts, bodies = extract(source)
    lines = [f"{facts.status} {facts.reason or '-'} errors={facts.parse_errors} lines={facts.lines}"]
    if facts.attrs.texts or facts.doc:
        lines.append(f"file{_fields(facts.attrs)} doc={facts.doc!r}")
    for ord, item in enumerate(facts.items):
        lines.append(f"{_depth(facts.items, item)}{ord} {item.kind} {item.name or '-'} @{item.line}: {item.signature}")
        rest = _fields(item, _HIDDEN)
        if rest:
            lines.append(f"{_depth(facts.items, item)}   {rest.strip()}")
    lines.extend(f"use{_fields(use)}" for use in facts.uses)
    lines.extend(f"body of {body.owner}: {text(body.expr)}" for body in bodies.bodies)
    if bodies.fragment is not None:
        lines.append(f"fragment: {text(bodies.fragment.block)}")
    return "\n".join(lines) + "\n"


def text(value: object) -> str:
    """A piece of syntax in one line: paths as Rust writes them with their line, the rest by its fields."""
    if isinstance(value, Path):
        return _path(value)
    if isinstance(value, TPath | EPath):
        return _path(value.path)
    if isinstance(value, TRef):
        return f"&{'mut ' if value.mut else ''}{text(value.ty)}"
    if isinstance(value, TTuple):
        return f"({', '.join(map(text, value.tys))})"
    if isinstance(value, TInfer):
        return "_"
    if isinstance(value, ELit):
        return f"{value.kind}{value.suffix}"
    if isinstance(value, Bound):
        return f"{'?' if value.maybe else ''}{_path(value.path)}"
    if isinstance(value, PIdent) and not (value.by_ref or value.sub or value.mut):
        return f"{value.name}@{value.line}"
    if isinstance(value, Attrs | Generics | SelfParam):
        return f"{{{_fields(value).strip()}}}"
    if isinstance(value, Node):
        return f"{type(value).__name__}({_fields(value).strip()})"
    if isinstance(value, list):
        return f"[{', '.join(map(text, value))}]"
    return repr(value) if isinstance(value, str) else str(value)


def _path(path: Path) -> str:
    names = [_segment(segment) for segment in path.segments]
    if path.qself is not None:
        trait = f" as {'::'.join(names[: path.trait_len])}" if path.trait_len else ""
        names = [f"<{text(path.qself)}{trait}>", *names[path.trait_len :]]
    return f"{'::' if path.root else ''}{'::'.join(names)}@{path.line}"


def _segment(segment: Segment) -> str:
    args = [text(arg) for arg in segment.args]
    args += [f"{a.name}={text(a.ty)}" if a.ty is not None else f"{a.name}:{text(a.bounds)}" for a in segment.assoc]
    return f"{segment.name}{'!' if segment.sugar else ''}{'<' + ', '.join(args) + '>' if args else ''}"


def _fields(value: msgspec.Struct, hidden: set[str] | frozenset[str] = frozenset()) -> str:
    out = []
    for name in value.__struct_fields__:
        given = getattr(value, name)
        empty = given is None or given is False or given in ("", [], Attrs(), Generics())
        if name in hidden or (empty and not isinstance(given, int | None)) or given is False or given is None:
            continue
        out.append(f" {name}={text(given)}")
    return "".join(out)


def _depth(items: list[Item], item: Item) -> str:
    depth = 0
    while item.parent >= 0:
        item = items[item.parent]
        depth += 1
    return "  " * depth


def expression(source: str) -> Expr:
    """The tail expression of a function with this body."""
    block = extract(f"fn f() {{ {source} }}".encode())[1].bodies[0].expr
    stmts = getattr(block, "stmts")  # noqa: B009 - a function's body is a block
    return stmts[-1].expr  # type: ignore[no-any-return]


def write() -> None:
    """Write every golden file from what the extractor says now."""
    for source in sorted(CASES.glob("*.rs")):
        source.with_suffix(".txt").write_text(facts_text(source.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    write()
