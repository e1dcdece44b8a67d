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
