"""Arguments that decided nothing and have to decide a type now, since a parameter became generic.

`f(None)` compiles where `f` takes an `Option<&str>`, and not where it takes an `Option<impl AsRef<str>>` (E0283). A
number without a suffix is an `i32` where nothing else is left to choose, so `f(1)` does not compile where a `u32`
became `impl Into<u64>` (E0277). A `&mut` that is passed on is lent where the parameter is a reference, and moved where
its type is of the caller's choice (E0382).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.probes.wording import said
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.std_laws import arguments
from rgraph.diff.semver.terms import matched, parts

from .accepted import Implements, asked_of, has, holes

_EMPTY = re.compile(
    r"std::(?:option::Option|result::Result|vec::Vec|borrow::Cow|"
    r"collections::(?:\w+::)*(?:HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|LinkedList|BinaryHeap))(?=<)"
)
"""What there is without a value of each of its arguments."""
_AROUND = re.compile(
    r"std::(?:boxed::Box|rc::Rc|sync::(?:Arc|Mutex|RwLock)|cell::(?:Cell|RefCell)|pin::Pin|num::Wrapping|cmp::Reverse)(?=<)"
)
"""What holds one value of its argument."""
_LENT = re.compile(r"^&(?:mut )?")
_INTEGERS = ("i8", "i16", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize")
"""All but that which a number is where nothing decides it."""
_SCALAR = r"(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char),? ?"
_CALLED = re.compile(
    r"(?:&(?:mut )?|std::(?:boxed::Box|rc::Rc|sync::Arc)<)\(dyn std::ops::(?:Async)?Fn(?:Mut|Once)?"
    rf"<\((?!(?:{_SCALAR})*\))"
)
"""An object of a function that takes more than numbers: a closure that is given as one calls methods of what it takes,
and need not say of what type that is."""
_OWNERS = {
    "str": "std::string::String",
    "std::path::Path": "std::path::PathBuf",
    "std::ffi::OsStr": "std::ffi::OsString",
    "std::ffi::CStr": "std::ffi::CString",
}
_AROUND_ALL = ("std::boxed::Box<", "&std::boxed::Box<")
_FALLBACK = "i32"
_INTO_INTEGER = re.compile(r"std::convert::Into<[iu](?:8|16|32|64|128|size)>")
_EMPTY_GIVEN = "does a call give an empty one, as `None` or `&[]`, which does not say of what?"
_LENT_AGAIN = "a `&mut` that a call passes on is moved now, it was lent: is it used again?"
_CLOSURE_GIVEN = "does a call give a closure in there, whose arguments have types by this alone?"
_NUMBER_GIVEN = f"does a call give a plain number, as `1`, which is an `{_FALLBACK}` where nothing says more?"


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What is left open in the parameters of one function. `implements` has the traits of the workspace's types."""

    old: Side
    new: Side
    implements: Implements

    def questions(self, types: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
        """The parameters, by their number, that take a type of the caller's choice now, with what is asked of them:
        whether an argument is given that does not choose it.

        `types` are those of all parameters in both versions.
        """
        decided = {hole for _, two in types for hole in held(two)}
        for number, (one, two) in enumerate(types):
            found = matched(two, holes(two), one) if one != two else None
            for hole, given in sorted((found or {}).items()):
                if given.startswith(("'", "(impl ")):  # it was of the caller's choice before
                    continue
                if hole not in held(two):
                    if hole not in decided and _is_in_empty(two, hole):
                        yield number, _EMPTY_GIVEN
                elif given.startswith("&mut "):
                    yield number, _LENT_AGAIN
                elif _CALLED.match(given):
                    yield number, _CLOSURE_GIVEN
                elif self._is_number(given, hole):
                    yield number, _NUMBER_GIVEN
                elif owner := self._dereferenced(one, two, hole):
                    yield number, f"a `&{owner}` is not dereferenced any more: does a call give one?"
                elif _is_empty(given) and any(map(holes, asked_of(self.new, hole))):
                    yield number, _EMPTY_GIVEN

    def _dereferenced(self, one: str, two: str, hole: str) -> str:
        """What was dereferenced to a parameter, `&String` to `&str`, and does not have what is asked of it now; "" for
        nothing. What only a library's own traits ask is known."""
        if one.startswith(("&mut ", "&(dyn ", "&'")) or not one.startswith("&") or two not in {hole, f"&{hole}"}:
            return ""
        owner = _owner(one[1:])
        given = owner if two.startswith("&") and two != hole else f"&{owner}"
        bounds = sorted(bound for bound in asked_of(self.new, hole) if bound != "Sized" and not bound.startswith("?"))
        return said(owner) if any(self._lacks(given, bound) for bound in bounds) else ""

    def _lacks(self, ty: str, bound: str) -> bool:
        known = self.new.canon.laws.closure(self.old.canon.laws.closure(predicates(self.old)))
        answer = has(self.new, ty, bound, self.implements, known)
        is_own = self.new.canon.laws.is_own(bound)
        return (answer is None and is_own) or (answer is False and (is_own or not ty.startswith(_AROUND_ALL)))

    def _is_number(self, given: str, hole: str) -> bool:
        """Whether a number is no longer of the one integer that it was, nor of that which it is by default."""
        if given not in _INTEGERS or self._has(_FALLBACK, hole) is not False:
            return False
        return sum(self._has(each, hole) is True for each in _INTEGERS) > 1

    def _has(self, ty: str, hole: str) -> bool | None:
        """Whether an integer has all that is asked of a hole; what is there for integers is known of own traits, and of
        `Into` another one."""
        known = self.new.canon.laws.closure(self.old.canon.laws.closure(predicates(self.old)))
        asked = {bound: has(self.new, ty, bound, self.implements, known) for bound in asked_of(self.new, hole)}
        if any(each is False or (each is None and self._is_all_known(bound)) for bound, each in asked.items()):
            return False
        return None if None in asked.values() else True

    def _is_all_known(self, bound: str) -> bool:
        return self.new.canon.laws.is_own(bound) or _INTO_INTEGER.fullmatch(bound) is not None


def _owner(lent: str) -> str:
    """What most often holds a type that is lent."""
    if lent.startswith("[") and ";" not in lent:
        return f"std::vec::Vec<{lent[1:-1]}>"
    return _OWNERS.get(lent, f"std::boxed::Box<{lent}>")


def held(text: str) -> set[str]:
    """The holes of a type of which each value of it holds one."""
    text = _LENT.sub("", text, count=1)
    if holes(text) == [(0, len(text))]:
        return {text}
    if text.startswith("(") and not text.startswith(("(impl ", "(dyn ")):
        return {hole for part in parts(text[1:-1]) for hole in held(part)}
    return held(arguments(text)) if _AROUND.match(text) else set()


def _is_in_empty(text: str, hole: str) -> bool:
    """Whether a hole stands in what may be there without a value of it."""
    text = _LENT.sub("", text, count=1)
    if _AROUND.match(text):
        return _is_in_empty(arguments(text), hole)
    if text.startswith("(") and not text.startswith(("(impl ", "(dyn ")):
        return any(_is_in_empty(part, hole) for part in parts(text[1:-1]))
    return _is_empty(text) and hole in text


def _is_empty(text: str) -> bool:
    text = _LENT.sub("", text, count=1)
    is_slice = text.startswith("[") and (";" not in text or text.endswith("; 0]"))
    return is_slice or _EMPTY.match(text) is not None
