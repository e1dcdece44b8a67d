"""Types that are a single name, as a parameter is where it stands alone."""

from __future__ import annotations

from rgraph.model.syntax import TConst, TPath, Type


def lone_name(ty: Type | None) -> str:
    """The name that a type or const argument is, "" where it is more than one."""
    if isinstance(ty, TConst):
        return ty.text if ty.text.isidentifier() else ""
    if not isinstance(ty, TPath) or ty.path.qself is not None or len(ty.path.segments) != 1:
        return ""
    return ty.path.segments[0].name if not ty.path.segments[0].args else ""
