"""Which traits the common types of std implement, and what the traits of std imply: enough to judge generalisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .terms import parts

INTEGERS = frozenset("u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize".split())  # noqa: SIM905
_FLOATS = frozenset({"f32", "f64"})
_SCALARS = INTEGERS | _FLOATS | {"bool", "char"}

_EVERY = frozenset({"Sized", "Send", "Sync", "Unpin", "Any", "UnwindSafe", "RefUnwindSafe"})
_VALUES = frozenset({"Clone", "Debug", "PartialEq", "PartialOrd", "Default"}) | _EVERY
_ORDERED = _VALUES | {"Eq", "Ord", "Hash"}

_BORROWED = frozenset({"AsFd", "AsHandle", "AsSocket", "Clone", "Copy", "Debug"}) | _EVERY
"""What borrowed descriptors have: each of the first three is a trait of its own system alone."""

_HAVE: Mapping[str, frozenset[str]] = {
    "String": _ORDERED | {"Display", "ToString", "AsRef", "Borrow", "Deref", "FromIterator", "Extend", "Write"},
    "Vec": _ORDERED | {"IntoIterator", "AsRef", "Borrow", "Deref", "FromIterator", "Extend"},
    "str": frozenset({"Display", "Debug", "ToString", "AsRef", "Eq", "Ord", "Hash", "PartialEq", "PartialOrd"}),
    "PathBuf": (_ORDERED | {"AsRef", "Borrow", "Deref"}),
    "RandomState": frozenset({"Clone", "Debug", "Default", "BuildHasher"}) | _EVERY,
    **dict.fromkeys(["BorrowedFd", "BorrowedHandle", "BorrowedSocket"], _BORROWED),
    "Path": frozenset({"Debug", "AsRef", "Eq", "Ord", "Hash", "PartialEq", "PartialOrd"}),
}
_ALL = frozenset(
    [
        "Copy",
        "Clone",
        "Debug",
        "Display",
        "Default",
        "PartialEq",
        "PartialOrd",
        "Eq",
        "Ord",
        "Hash",
        "Iterator",
        "IntoIterator",
        "FromIterator",
        "Extend",
        "AsRef",
        "AsMut",
        "Borrow",
        "Deref",
        "DerefMut",
        "ToString",
        "Error",
        "Read",
        "Write",
        "Sized",
        "Send",
        "Sync",
        "AsFd",
        "AsHandle",
        "AsSocket",
    ]
)
"""Traits whose absence from a type above means that the type does not implement them."""

IMPLIES: Mapping[str, frozenset[str]] = {
    "Copy": frozenset({"Clone", "Sized"}),
    "Clone": frozenset({"Sized"}),
    "Default": frozenset({"Sized"}),
    "Eq": frozenset({"PartialEq"}),
    "PartialOrd": frozenset({"PartialEq"}),
    "Ord": frozenset({"Eq", "PartialEq", "PartialOrd"}),
    "Error": frozenset({"Debug", "Display", "ToString"}),
    "Display": frozenset({"ToString"}),
    "DerefMut": frozenset({"Deref"}),
    "Fn": frozenset({"FnMut", "FnOnce"}),
    "FnMut": frozenset({"FnOnce"}),
    "DoubleEndedIterator": frozenset({"Iterator", "IntoIterator"}),
    "ExactSizeIterator": frozenset({"Iterator", "IntoIterator"}),
    "FusedIterator": frozenset({"Iterator", "IntoIterator"}),
    "Iterator": frozenset({"IntoIterator"}),
    "BufRead": frozenset({"Read"}),
    "UnwindSafe": frozenset(),
    **dict.fromkeys(["From", "Into", "TryFrom", "TryInto", "FromStr", "FromIterator"], frozenset({"Sized"})),
}
"""What a bound on a trait of the standard library brings with it."""


def head(text: str) -> str:
    """The last name of a canonical path without its arguments: `std::vec::Vec<u8>` is `Vec`."""
    return text.partition("<")[0].rpartition("::")[2].strip("? ")


def arguments(text: str) -> str:
    """The text between the angle brackets of a path; "" if it has none."""
    return text.partition("<")[2][:-1] if text.endswith(">") else ""


_OF_ITSELF = re.compile(
    r"std::(?:cmp::Partial(?:Eq|Ord)|ops::(?:Add|Sub|Mul|Div|Rem|BitAnd|BitOr|BitXor|Shl|Shr)(?:Assign)?)"
)
"""The traits of the standard library whose argument is by default the type itself."""


def argument_of(bound: str, subject: str) -> str:
    """The arguments of a bound; the type itself where a trait has that by default and nothing is written."""
    return arguments(bound) or (subject if _OF_ITSELF.fullmatch(bound) else "")


def without_itself(bound: str, subject: str) -> str:
    """`PartialEq<S>` as a bound of `S` is `PartialEq`."""
    trait = bound.partition("<")[0]
    return trait if bound == f"{trait}<{subject}>" and _OF_ITSELF.fullmatch(trait) else bound


def implied(bounds: Iterable[str]) -> set[str]:
    """The names of the traits that bounds imply, including their own."""
    found: set[str] = set()
    queue = [head(bound) for bound in bounds]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue.extend(IMPLIES.get(name, ()))
    return found


_OF_NO_LIST = frozenset(
    [
        "Fn",
        "FnMut",
        "FnOnce",
        "Iterator",
        "Future",
        "Display",
        "ToString",
        "Deref",
        "DerefMut",
        "Error",
        "Read",
        "Write",
    ]
)
"""Traits that no tuple, array or slice implements, whatever stands in it."""


_BRINGING = {"Fn": {"Fn"}, "FnMut": {"Fn", "FnMut"}, "FnOnce": {"Fn", "FnMut"}, "Iterator": {"Iterator"}}
"""What a reference to an object has by the traits of the object; one that may be written to is no `Fn`."""


def satisfies(ty: str, bound: str, implements: Mapping[str, set[str]]) -> bool | None:
    """Whether a canonical type implements a trait; None if that cannot be told.

    `implements` has the traits of the workspace's types, both as canonical paths.
    """
    name = head(bound)
    inner = re.fullmatch(r"(?:std::boxed::)?Box<\(dyn (.+)\)>", ty)
    if inner and bound in {"'static", "std::marker::Send", "std::marker::Sync"}:
        asked = inner[1].split(" + ")
        return "'" not in inner[1] if bound == "'static" else True if bound in asked else None
    if bound.startswith(("?", "'")):
        return True if bound.startswith("?") else None
    if name in {"Into", "From", "TryFrom", "TryInto"}:
        source, target = (ty, arguments(bound)) if name.endswith("Into") else (arguments(bound), ty)
        if source == target or _widens(source, target):
            return True
        if name == "From" and source.startswith("'") and _is_made_of_few(target):
            return False
    if ty.startswith(("(impl ", "(dyn ")):
        return name in implied(ty[5:-1].split(" + ")) or (None if name != "Sized" else ty.startswith("(impl "))
    if ty.startswith(("(", "[")) and name in _OF_NO_LIST:
        return False
    if inner and name in {"Iterator", "IntoIterator", "Fn", "FnMut", "FnOnce", "Read", "Write", "Error", "Future"}:
        return bound in inner[1].split(" + ") or name in implied(inner[1].split(" + "))
    lent = re.fullmatch(r"&(mut )?\(dyn (.+)\)", ty)
    if lent and name in _BRINGING and (lent[1] or name != "Iterator"):
        return not (lent[1] and name == "Fn") and any(
            head(part) in _BRINGING[name] and arguments(part) == arguments(bound) for part in lent[2].split(" + ")
        )
    if _POINTER.match(ty):
        return _of_pointer(ty, bound)
    if ty in implements:
        traits = implements[ty]
        if bound in traits or name in {head(trait) for trait in traits} | {"Sized"}:
            return True
        if not ty.startswith("std::"):  # of a type of std these are the workspace's own traits alone
            return False
    return _of_std(ty, name)


_POINTER = re.compile(r'(?:unsafe )?(?:extern (?:"[^"]*" )?)?fn\(')
"""How a function pointer begins."""


def _of_pointer(ty: str, bound: str) -> bool | None:
    """Whether a function pointer has a trait: it is called as what it is, and is a value like a number."""
    name = head(bound)
    if name not in _CALLED:
        return True if name in (_ORDERED - {"Default"}) | {"Copy"} else None
    taken, *rest = [*parts(arguments(bound)), "()"]
    said = f"fn({', '.join(parts(taken[1:-1]))}) -> {rest[0].removeprefix('Output = ')}"
    return True if ty == said else None


_CALLED = frozenset({"Fn", "FnMut", "FnOnce"})

_OF_FEW = frozenset({"String", "PathBuf", "OsString", "CString", "Vec"})
"""Types that std makes of certain types: no `From` for them is for all types of a kind."""


def _is_made_of_few(ty: str) -> bool:
    return ty in _SCALARS or (ty.startswith("std::") and head(ty) in _OF_FEW)


_BITS: Mapping[str, int] = {f"{sign}{bits}": bits for sign in "ui" for bits in (8, 16, 32, 64, 128)}
_EXACT: Mapping[str, int] = {"f32": 24, "f64": 53, "usize": 16, "isize": 15}
"""How many bits of an integer each of these has room for on every target."""


def _widens(source: str, target: str) -> bool:
    """Whether std converts a number type into another that has room for all its values."""
    if (source, target) in {("u8", "char"), ("char", "u32"), ("char", "u64"), ("char", "u128"), ("f32", "f64")}:
        return True
    if source == "bool":
        return target in INTEGERS | _FLOATS
    if source not in _BITS or (target == "usize" and source[0] == "i"):
        return False
    bits = _BITS[source] - (source[0] == "i")
    if target in _BITS:
        return target[0] in {"i", source[0]} and bits <= _BITS[target] - (target[0] == "i") and source != target
    return target in _EXACT and bits <= _EXACT[target]


def _of_std(ty: str, name: str) -> bool | None:
    if ty in _SCALARS:
        have = _VALUES | {"Copy", "Display", "ToString"} | (frozenset() if ty in _FLOATS else {"Eq", "Ord", "Hash"})
        return _decide(name, have)
    if ty.startswith("&mut "):
        return {"Copy": False, "Clone": False, "Sized": True}.get(name)
    if ty.startswith("&"):
        if name in {"Copy", "Clone", "Sized"}:
            return True
        return True if name in {"Debug", "Display", "AsRef", "ToString"} and ty == "&str" else None
    if head(ty) in _HAVE and (ty.startswith("std::") or ty == "str"):
        have = _HAVE[head(ty)]
        return (
            False
            if name == "Copy" and name not in have
            else _decide(name, have)
            if not arguments(ty) or name in {"IntoIterator"}
            else (_decide(name, have) if arguments(ty) in _SCALARS else None)
        )
    return None


def _decide(name: str, have: frozenset[str] | set[str]) -> bool | None:
    if name in have:
        return True
    return False if name in _ALL else None
