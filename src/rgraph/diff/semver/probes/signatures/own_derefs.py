"""Coercions by an own `Deref`: a reference to a type of the workspace is taken as one to what that dereferences to.

https://doc.rust-lang.org/reference/type-coercions.html
"""

from __future__ import annotations

from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.projections import by_trait_of_std
from rgraph.diff.semver.std_laws import head

_DEREF, _DEREF_MUT = "std::ops::Deref", "std::ops::DerefMut"
_REFERENCES = (("&mut ", "&mut "), ("&mut ", "&"), ("&", "&"))


def dereferences(new: Canon, one: str, two: str) -> bool:
    """Whether a reference of one canonical type leads to one of another, by one impl of the new version.

    Of a type with parameters, the arguments of what it leads to are not compared: they may follow from a bound of that
    impl.
    """
    before, after = next(((a, b) for a, b in _REFERENCES if one.startswith(a) and two.startswith(b)), ("", ""))
    if not before:
        return False
    given, asked = one.removeprefix(before), two.removeprefix(after)
    behind = by_trait_of_std(new, _DEREF, given, "Target")
    if behind is None or head(behind) != head(asked) or ("<" not in given and behind != asked):
        return False
    return after != "&mut " or by_trait_of_std(new, _DEREF_MUT, given, "") is not None
