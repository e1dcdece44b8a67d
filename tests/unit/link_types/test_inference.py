"""Inference variables: unification with undo and redo, literals, the quick look whether a term can fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.link.types.inference import Inference
from rgraph.link.types.limits import TERM_DEPTH
from rgraph.link.types.search import Fuel
from rgraph.link.types.terms import UNKNOWN, Param, Projection, Terms, Ty, Var, shallow

from .terms_strategy import Written, written
from .worlds import shown, world_of

terms = Terms()
pairs = st.tuples(written(), written())


class Table:
    """An inference, and the variables of the terms that are made for it."""

    def __init__(self) -> None:
        self.fuel = Fuel()
        self.inference = Inference(terms, self.fuel)
        self.variables: dict[tuple[str, int], Var] = {}

    def made(self, how: Written) -> Ty:
        return how.of(terms, self.variables, {})

    def state(self) -> dict[tuple[str, int], str]:
        return {key: shown(self.inference.resolve(each)) for key, each in self.variables.items()}


def table() -> Inference:
    return Inference(Terms(), Fuel())


# ---- unification -------------------------------------------------------------------------------------------


@given(pairs)
def test_what_was_unified_is_equal(pair: tuple[Written, Written]) -> None:
    it = Table()
    left, right = map(it.made, pair)
    if it.inference.unify(left, right):
        assert it.inference.resolve(left) is it.inference.resolve(right) or shown(it.inference.resolve(left)) == shown(
            it.inference.resolve(right)
        )
        assert it.inference.unify(left, right)


@given(pairs)
def test_the_sides_do_not_matter(pair: tuple[Written, Written]) -> None:
    one, other = Table(), Table()
    left, right = map(one.made, pair)
    right_too, left_too = map(other.made, reversed(pair))
    assert one.inference.unify(left, right) is other.inference.unify(right_too, left_too)
    if one.inference.unify(left, right):
        assert shown(one.inference.resolve(left)) == shown(other.inference.resolve(left_too))


@given(written())
def test_a_term_is_equal_to_itself_and_binds_nothing(how: Written) -> None:
    it = Table()
    ty = it.made(how)
    assert it.inference.unify(ty, ty)
    assert it.inference.mark() == 0


@given(written(variables=False), written(variables=False))
def test_known_terms_are_equal_where_they_are_one(one: Written, other: Written) -> None:
    it = Table()
    assert it.inference.unify(it.made(one), it.made(other)) is (it.made(one) is it.made(other))


@given(st.lists(pairs, min_size=1, max_size=4))
def test_a_rollback_undoes_and_again_does_again(todo: list[tuple[Written, Written]]) -> None:
    it = Table()
    made = [(it.made(left), it.made(right)) for left, right in todo]
    for left, right in made[:1]:
        it.inference.unify(left, right)
    mark, before = it.inference.mark(), it.state()
    for left, right in made[1:]:
        it.inference.unify(left, right)
    after, bindings = it.state(), it.inference.bindings(mark)
    it.inference.rollback(mark)
    assert it.state() == before
    it.inference.again(bindings)
    assert it.state() == after
    assert [variable for variable, _ in bindings] == it.inference.bound_since(mark)


@given(st.lists(pairs, min_size=1, max_size=4))
def test_a_failed_trial_leaves_nothing_and_another_what_unify_does(todo: list[tuple[Written, Written]]) -> None:
    it, other = Table(), Table()
    for left, right in todo:
        before = it.state()
        tried = it.inference.try_unify(it.made(left), it.made(right))
        if tried:
            assert other.inference.unify(other.made(left), other.made(right))
            assert it.state() == other.state()
        else:
            known = it.state()
            assert {key: known[key] for key in before} == before
            other.made(left), other.made(right)


@given(st.lists(pairs, max_size=5))
def test_no_variable_ever_stands_inside_itself(todo: list[tuple[Written, Written]]) -> None:
    it = Table()
    for left, right in todo:
        it.inference.unify(it.made(left), it.made(right))
    for each in it.variables.values():
        assert len(shown(it.inference.resolve(each))) < 10_000  # a ring would not end


def test_a_variable_is_not_inside_itself_through_another() -> None:
    it = table()
    one, two = it.fresh(), it.fresh()
    assert it.unify(one, it.terms.ref(two))
    assert not it.unify(two, it.terms.tuple((one,)))
    assert shallow(two) is two


def test_terms_of_different_length_are_not_equal_where_that_tells() -> None:
    it = table()
    unit, pair = it.terms.unit, it.terms.tuple((it.terms.bool, it.terms.bool))
    assert not it.unify(unit, pair)
    assert it.unify(it.terms.make("Vec", (it.terms.bool,)), it.terms.make("Vec", (it.terms.bool, it.terms.str)))


def test_never_is_every_type_where_it_is_the_value() -> None:
    it = table()
    assert it.unify(it.terms.never, it.terms.bool)
    assert not it.unify(it.terms.bool, it.terms.never)


def test_an_associated_type_may_be_anything_yet() -> None:
    world = world_of("pub trait Tr { type Out; }")
    it = table()
    trait = next(each for place in world.by_path["src/lib.rs"] for each in place.each() if each.name == "Tr")  # type: ignore[index]
    projection = it.terms.projection(trait, "Out", (it.terms.bool,))
    assert isinstance(projection.head, Projection)
    assert it.unify(projection, it.terms.str)
    assert it.may_fit(it.terms.ref(projection), it.terms.ref(it.terms.str))
    assert not it.may_fit(it.terms.ref(projection), it.terms.str)


# ---- literals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "head", "able"),
    [
        ("int", "u8", True),
        ("int", "usize", True),
        ("int", "f32", False),
        ("int", "str", False),
        ("float", "f64", True),
        ("float", "u8", False),
        ("", "str", True),
        ("int", "?", True),
    ],
)
def test_what_a_literal_can_be(kind: str, head: str, able: bool) -> None:
    it = table()
    literal, ty = Var(kind), it.terms.make(head)
    assert it.unify(literal, ty) is able
    assert it.may_fit(ty, Var(kind)) is (able and head != "?")


def test_a_literal_and_a_variable_are_the_literal() -> None:
    it = table()
    for swap in (False, True):
        literal, variable = Var("int"), it.fresh()
        assert it.unify(*((variable, literal) if swap else (literal, variable)))
        assert shallow(variable) is literal


def test_literals_of_two_kinds_differ() -> None:
    it = table()
    assert not it.unify(Var("int"), Var("float"))
    one, other = Var("int"), Var("int")
    assert it.unify(one, other)
    assert shallow(one) is shallow(other)


def test_a_parameter_may_stand_for_a_literal() -> None:
    it = table()
    literal = Var("int")
    assert it.unify(literal, it.terms.param(None, "T"))


# ---- forgoing, instantiating, resolving --------------------------------------------------------------------


def test_what_is_forgone_is_unknown_until_it_is_undone() -> None:
    it = table()
    variable, mark = it.fresh(), it.mark()
    it.forgo(it.terms.bool)
    assert it.mark() == mark
    it.forgo(variable)
    assert shallow(variable) is UNKNOWN
    it.rollback(mark)
    assert shallow(variable) is variable


def test_each_parameter_has_a_variable_of_its_own() -> None:
    it = table()
    heads = [it.terms.param(None, name).head for name in ("T", "U", "int", "float")]
    params = tuple([head for head in heads if isinstance(head, Param)])
    mapping = it.instantiate(params)
    assert [shown(mapping[param]) for param in params] == ["_", "_", "{int}", "_"]
    assert mapping[params[0]] is not mapping[params[1]]


def test_resolving_goes_all_the_way_down() -> None:
    it = table()
    one, two = it.fresh(), it.fresh()
    it.unify(one, it.terms.ref(two))
    it.unify(two, it.terms.bool)
    assert it.resolve(it.terms.tuple((one, two))) is it.terms.tuple((it.terms.ref(it.terms.bool), it.terms.bool))


def test_another_body_starts_with_nothing_bound() -> None:
    it = table()
    it.unify(it.fresh(), it.terms.bool)
    it.begin()
    assert it.mark() == 0


# ---- bounds ------------------------------------------------------------------------------------------------


def shared(it: Table, depth: int) -> list[Ty]:
    """Pairs of pairs: in `depth` small terms 2^depth leaves."""
    found: list[Ty] = [it.inference.fresh()]
    for _ in range(depth):
        outer = it.inference.fresh()
        it.inference.unify(outer, terms.tuple((found[-1], found[-1])))
        found.append(outer)
    return found


def test_a_look_at_a_term_that_shares_variables_spends_fuel() -> None:
    it = Table()
    small = shared(it, 8)[-1]
    before = it.fuel.left
    assert "_" in shown(it.inference.resolve(small))
    assert before - it.fuel.left == 2**8 - 1
    it.fuel.left = 100
    assert "?" in shown(it.inference.resolve(small))
    assert it.fuel.left < 0


def test_a_term_that_would_be_huge_is_never_made() -> None:
    it = Table()
    found = shared(it, 60)
    assert it.fuel.left < 0
    assert isinstance(shallow(found[-1]), Var)


def test_whether_a_variable_is_inside_a_huge_term_is_not_told_without_fuel() -> None:
    it = Table()
    found = shared(it, 8)
    it.fuel.left = 10
    assert not it.inference.unify(it.inference.fresh(), terms.ref(found[-1]))


def test_without_fuel_nothing_is_taken_for_false() -> None:
    it = Table()
    it.fuel.left = 0
    assert it.inference.unify(terms.ref(terms.bool), terms.ref(terms.str))


def test_terms_deeper_than_are_compared_count_as_fitting() -> None:
    it = Table()
    left, right = terms.bool, terms.str
    for _ in range(TERM_DEPTH + 2):
        left, right = terms.ref(left), terms.ref(right)
    assert it.inference.unify(left, right)
    assert not it.inference.unify(left.args[0].args[0].args[0], right.args[0].args[0].args[0])


# ---- may_fit -----------------------------------------------------------------------------------------------


@given(written(variables=False, params=True), written(unknown=True))
def test_what_unifies_may_fit(pattern: Written, how: Written) -> None:
    """The quick look may say yes too often, and never no where unification says yes."""
    it = Table()
    params: dict[int, Ty] = {}
    own, ty = pattern.of(terms, {}, params), it.made(how)
    mapping = {each.head: it.inference.fresh() for each in params.values() if isinstance(each.head, Param)}
    fits = it.inference.may_fit(_generic(own), ty)
    assert fits or not it.inference.unify(terms.subst(own, mapping), ty)


def _generic(ty: Ty) -> Ty:
    """The term with parameters of an item, that fit everything, for those of nothing."""
    return terms.subst(ty, dict.fromkeys(_params(ty), OWNED))


def _params(ty: Ty) -> list[Param]:
    return [ty.head] if isinstance(ty.head, Param) else [each for arg in ty.args for each in _params(arg)]


OWNED = Terms().param(next(iter(world_of("pub fn f<T>() {}").by_path["src/lib.rs"])).defs(0), "T")  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "head", "able"),
    [("int", "u8", True), ("int", "f32", False), ("float", "f32", True), ("float", "str", False)],
)
def test_the_literals_of_std_fit_numbers(name: str, head: str, able: bool) -> None:
    it = table()
    literal = it.terms.param(None, name)
    assert it.may_fit(literal, it.terms.make(head)) is able
    assert it.may_fit(literal, UNKNOWN)
    assert it.may_fit(literal, Var(name))
    assert it.may_fit(literal, Var())
    assert not it.may_fit(literal, Var("float" if name == "int" else "int"))
