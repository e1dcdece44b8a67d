"""Coercions at calls: an argument of the old type is still accepted, but a function pointer of the old type is not.

https://doc.rust-lang.org/reference/type-coercions.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.terms import summands

_DEREFS = (
    (r"std::string::String", "str"),
    (r"std::path::PathBuf", "std::path::Path"),
    (r"std::ffi::OsString", "std::ffi::OsStr"),
    (r"std::vec::Vec<(.+)>", "[{}]"),
    (r"std::boxed::Box<(.+)>", "{}"),
    (r"\[(.+); [^;]+\]", "[{}]"),
    (r"&mut (.+)", "{}"),
)
"""What a reference to a type of the language or its library coerces to, by `Deref` or by losing its length."""
_SHARED_DEREFS = (
    (r"std::ffi::CString", "std::ffi::CStr"),
    (r"std::(?:rc::Rc|sync::Arc|borrow::Cow)<(.+)>", "{}"),
    (r"&(?!mut )(.+)", "{}"),
)
"""The same of types that give no `&mut` to what is behind them."""
_TO_POINTERS = (("*mut ", "*const "), ("&", "*const "), ("&mut ", "*const "), ("&mut ", "*mut "))
_OWNER = re.compile(r"std::(boxed::Box|rc::Rc|sync::Arc)<(.+)>")
"""What becomes the owner of an object where it owned a type."""
_OBJECT = re.compile(r"\(dyn ([^+]+)\)")
_OBJECTS = re.compile(r"\(dyn [^()]*(?:\([^()]*\)[^()]*)*\)")


def coerces(one: str, two: str, implements: Callable[[str, str], bool | None]) -> bool:
    """Whether an argument of one canonical type is accepted where another type is expected.

    `implements` says whether a type implements a trait.
    """
    if (one.startswith("fn(") and two == f"unsafe {one}") or drops_auto_traits(one, two):
        return True
    for before, after in (("&", "&"), ("&mut ", "&"), ("&mut ", "&mut ")):
        if _is_reference(one, before) and _is_reference(two, after):
            given, asked = one[len(before) :], two[len(after) :]
            derefs = _DEREFS if after == "&mut " else (*_DEREFS, *_SHARED_DEREFS)
            return given == asked or _derefs(given, asked, derefs) or _is_object_of(given, asked, implements)
    for before, after in _TO_POINTERS:
        if _is_reference(one, before) and two == after + one[len(before) :]:
            return True
    owners = _OWNER.fullmatch(one), _OWNER.fullmatch(two)
    if owners[0] is None or owners[1] is None or owners[0][1] != owners[1][1]:
        return False
    return _is_object_of(owners[0][2], owners[1][2], implements)


def drops_auto_traits(one: str, two: str) -> bool:
    """Whether a type becomes another one if its object forgets auto traits that it has: `Box<dyn T + Send>` is taken as
    `Box<dyn T>`. Behind a reference or an owner alone that is a coercion."""
    objects = _OBJECTS.findall(one), _OBJECTS.findall(two)
    if len(objects[0]) != 1 or len(objects[1]) != 1 or one.replace(objects[0][0], "") != two.replace(objects[1][0], ""):
        return False
    if not (one.startswith("&") or _OWNER.fullmatch(one)):
        return False
    given, asked = (set(summands(each[0])) for each in objects)
    return asked < given and all(bound.rpartition("::")[2] in AUTO for bound in given - asked)


def _is_reference(text: str, word: str) -> bool:
    return text.startswith(word) and (word != "&" or not text.startswith("&mut "))


def _derefs(given: str, asked: str, derefs: Sequence[tuple[str, str]]) -> bool:
    """Whether what is given leads to what is asked for, step by step: each makes the text shorter, or is the last."""
    waiting = [given]
    while waiting:
        text = waiting.pop()
        found = ((re.fullmatch(pattern, text), target) for pattern, target in derefs)
        behind = [target.format(*match.groups()) for match, target in found if match is not None]
        if asked in behind:
            return True
        waiting += [each for each in behind if len(each) < len(text)]
    return False


def _is_object_of(given: str, asked: str, implements: Callable[[str, str], bool | None]) -> bool:
    found = _OBJECT.fullmatch(asked)
    return found is not None and implements(given, found[1]) is True
