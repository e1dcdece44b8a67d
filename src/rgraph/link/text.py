"""Types and paths as text: the names that impl blocks go by."""

from __future__ import annotations

import re

from rgraph.model.syntax import (
    Bound,
    Path,
    Segment,
    TArray,
    TConst,
    TDyn,
    TFn,
    TImpl,
    TMacro,
    TNever,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

AUTO_TRAITS = frozenset({"Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})
"""What may stand before the trait that a `dyn` type is of."""

LITERAL = re.compile(r"-?\d\w*|true|false|'.+'")
"""The values by which a const argument tells types apart."""


def type_text(ty: Type | None, args: bool) -> str:
    """A type as Rust writes it, by the last segments of its paths; generic arguments only with `args`."""
    match ty:
        case TPath(path):
            return path_text(path, args)
        case TRef(inner, mut):
            return ("&mut " if mut else "&") + type_text(inner, args)
        case TPtr(inner, mut):
            return ("*mut " if mut else "*const ") + type_text(inner, args)
        case TSlice(inner):
            return f"[{type_text(inner, args)}]"
        case TArray(inner, length):
            return f"[{type_text(inner, args)}; {length}]"
        case TTuple(tys):
            inside = ", ".join(type_text(each, args) for each in tys)
            return f"({inside},)" if len(tys) == 1 else f"({inside})"
        case TFn(params, ret, quals, variadic):
            result = f" -> {type_text(ret, args)}" if ret is not None else ""
            inside = ", ".join([*(type_text(each, args) for each in params), *["..."][:variadic]])
            return f"{quals} fn({inside}){result}".lstrip()
        case TDyn(bounds):
            return "dyn " + bounds_text(bounds, args)
        case TImpl(bounds):
            return "impl " + bounds_text(bounds, args)
        case TConst(text):
            return text
        case TMacro(path):
            return path_text(path, False) + "!"
        case TNever():
            return "!"
        case _:
            return "_"


def base_name(ty: Type | None) -> str:
    """What an impl of a type is called by: the type's own name under references, slices, arrays and `dyn`."""
    match ty:
        case TRef(inner) | TPtr(inner) | TSlice(inner) | TArray(inner):
            return base_name(inner)
        case TDyn(bounds) if bounds:
            return path_text(bounds[0].path, False)
        case TPath(path) if path.segments:
            return path.segments[-1].name
        case _:
            return type_text(ty, True)


def bounds_text(bounds: list[Bound], args: bool) -> str:
    """Bounds joined by ` + `."""
    return " + ".join(("?" if bound.maybe else "") + path_text(bound.path, args) for bound in bounds)


def path_text(path: Path, args: bool) -> str:
    """The last segment of a path, with its generic arguments if asked for."""
    if not path.segments:
        return type_text(path.qself, args)
    last = segment_text(path.segments[-1], args)
    return f"<{type_text(path.qself, args)}>::{last}" if path.qself is not None else last


def segment_text(segment: Segment, args: bool) -> str:
    """One segment, with its generic arguments if asked for."""
    if not args or not (segment.args or segment.assoc):
        return segment.name
    inner = [type_text(each, True) for each in segment.args]
    for assoc in segment.assoc:
        value = type_text(assoc.ty, True) if assoc.ty is not None else bounds_text(assoc.bounds, True)
        inner.append(f"{assoc.name}={value}")
    return f"{segment.name}<{', '.join(inner)}>"


def head_of(ty: Type | None, params: frozenset[str] | set[str]) -> str:
    """What an impl's self type is indexed by: a type's last name, a constructor, "" for a generic parameter."""
    match ty:
        case TPath(path):
            if path.qself is not None or not path.segments:
                return "?"
            if len(path.segments) == 1 and path.segments[0].name in params:
                return ""
            return path.segments[-1].name
        case TRef():
            return "&"
        case TPtr():
            return "*"
        case TSlice():
            return "[]"
        case TArray():
            return "[;]"
        case TTuple():
            return "()"
        case TFn():
            return "fn"
        case TNever():
            return "!"
        case TDyn(bounds):
            named = [bound.path.segments[-1].name for bound in bounds if bound.path.segments]
            principal = next((name for name in named if name not in AUTO_TRAITS), next(iter(named), ""))
            return f"dyn {principal}" if principal else "?"
        case _:
            return "?"
