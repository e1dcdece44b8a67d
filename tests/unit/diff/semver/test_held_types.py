"""Types that hold themselves with other arguments: what they hold is followed as far as it stays small."""

from __future__ import annotations

from rgraph.diff.compare import Options
from rgraph.diff.report import DiffReport
from rgraph.diff.semver.auto.shapes import filled

from ..crates import report

WHOLE = Options(whole=True)


def told(found: DiffReport) -> list[str]:
    return [f"{one.rule} {one.item}" for one in found.findings]


def test_arguments_are_put_in_all_at_once() -> None:
    assert filled("('held.L., 'held.T.)", {"'held.L.": "E<'held.T.>", "'held.T.": "u8"}) == "(E<'held.T.>, u8)"


def test_a_type_that_doubles_inside_itself_ends() -> None:
    text = "pub struct Doubles<T>(T, Option<Box<Doubles<(T, T)>>>);\npub struct Also(pub Doubles<u8>, FIELD);\n"
    was, now = text.replace("FIELD", "u8"), text.replace("FIELD", "u16")
    assert told(report(was, now, WHOLE)) == []


def test_a_list_whose_links_name_the_parameter_of_the_type_around_it() -> None:
    text = """\
pub trait Link { type Handle; type Target; }
pub struct Entry<T>(T);
pub struct Joined<T>(T);
impl<T> Link for Entry<T> { type Handle = T; type Target = Entry<T>; }
pub struct List<L, T>(Option<Box<L>>, Option<Box<T>>, FIELD);
pub struct Set<T>(List<Entry<Joined<T>>, Entry<T>>);
"""
    was, now = text.replace("FIELD", "u8"), text.replace("FIELD", "u16")
    assert told(report(was, now, WHOLE)) == []
    lost = text.replace("FIELD", "std::rc::Rc<u8>")
    assert {"auto_trait_lost demo::List", "auto_trait_lost demo::Set"} <= set(told(report(was, lost, WHOLE)))


def asked(old: str, new: str) -> list[str]:
    found = report(f"pub struct S {{ {old} }}", f"pub struct S {{ {new} }}", WHOLE)
    return [doubt.question for doubt in found.undecided]


def test_types_of_other_crates_that_leave_the_same_open_are_one_question() -> None:
    held = "a: other::A, b: other::B, c: other::C, d: Box<other::D>, e: other::E"
    assert asked("a: u8", held) == [
        "holds `other::A`, `other::B`, `other::C` and 1 more now, which are not declared here: do they implement `Send`, `Sync`, `Unpin`?",
        "holds `other::D` now, which is not declared here: does that implement `Send`, `Sync`?",
    ]


def test_what_a_type_of_another_crate_decided_before_is_one_question_for_its_traits() -> None:
    assert asked("a: u8, b: other::B", "a: Box<dyn Fn()>, b: other::B") == [
        "holds a `dyn Fn()` now, so it is not `Send` or `Sync`: was it, with `other::B`, which is not declared here?"
    ]


def test_nobody_is_asked_for_unwinding_that_hangs_on_another_crate() -> None:
    assert asked("a: u8, b: other::B", "a: Box<dyn Fn() + Send + Sync>, b: other::B") == []
