"""Goals in canonical form: equal but for the names of variables is equal, and back again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.link.types.canonical import Canonical, Revived, bind
from rgraph.link.types.inference import Inference
from rgraph.link.types.search import Fuel
from rgraph.link.types.terms import CANONICAL, VARS, Placeholder, Terms, Ty, Var, shallow

from .terms_strategy import Written, written
from .worlds import shown

terms = Terms()


def made(how: Written, variables: dict[tuple[str, int], Var] | None = None) -> Ty:
    return how.of(terms, variables if variables is not None else {}, {})


@given(written())
def test_a_goal_and_the_same_with_other_variables_have_one_form(how: Written) -> None:
    first, second = Canonical(terms).term(made(how)), Canonical(terms).term(made(how))
    assert first is second
    assert not first.flags & VARS


@given(written(), written())
def test_different_goals_have_different_forms(one: Written, other: Written) -> None:
    same = Canonical(terms).term(made(one)) is Canonical(terms).term(made(other))
    assert same is (_numbered(one) == _numbered(other))


def _numbered(how: Written) -> str:
    """The writing with its variables renamed in their order."""
    names: dict[tuple[str, int], int] = {}

    def text(each: Written) -> str:
        if each.what in {"var", "int", "float"}:
            return f"{each.what}{names.setdefault((each.what, each.number), len(names))}"
        return f"{each.what}({','.join(map(text, each.args))})"

    return text(how)


@given(st.lists(written(), min_size=1, max_size=4))
def test_variables_come_back_where_they_were(hows: list[Written]) -> None:
    variables: dict[tuple[str, int], Var] = {}
    tys = [made(how, variables) for how in hows]
    canonical = Canonical(terms)
    forms = [canonical.term(ty) for ty in tys]
    revived = Revived(terms, canonical.variables())
    for ty, form in zip(tys, forms, strict=True):
        assert shown(revived.term(form)) == shown(ty)
    assert set(canonical.variables()) == {each for each in variables.values() if any(_holds(ty, each) for ty in tys)}


def _holds(ty: Ty, variable: Var) -> bool:
    return ty is variable or any(_holds(arg, variable) for arg in ty.args)


@given(written())
def test_fresh_variables_have_the_same_form_again(how: Written) -> None:
    form = Canonical(terms).term(made(how))
    revived = Revived(terms)
    again = revived.term(form)
    assert Canonical(terms).term(again) is form
    assert revived.term(form) is again or shown(revived.term(form)) == shown(again)


def test_a_bound_variable_is_what_it_stands_for() -> None:
    variable = Var()
    variable.ref = terms.bool
    assert Canonical(terms).term(terms.ref(variable)) is terms.ref(terms.bool)


def test_two_variables_that_are_one_have_one_number() -> None:
    one, other = Var(), Var()
    one.ref = other
    canonical = Canonical(terms)
    form = canonical.term(terms.tuple((one, other)))
    assert form.args[0] is form.args[1]
    assert canonical.variables() == [other]


def test_literals_keep_their_kind() -> None:
    forms = [Canonical(terms).term(terms.ref(Var(kind))) for kind in ("", "int", "float")]
    assert len(set(forms)) == 3
    assert [shown(Revived(terms).term(form)) for form in forms] == ["&_", "&{int}", "&{float}"]


def test_variables_given_first_have_the_first_numbers() -> None:
    first, second, third = Var(), Var("int"), Var()
    canonical = Canonical(terms, [first, second])
    canonical.term(terms.tuple((third, second, first)))
    assert canonical.variables() == [first, second, third]


def test_a_term_without_variables_is_its_own_form() -> None:
    ty = terms.ref(terms.tuple((terms.bool, terms.param(None, "T"))))
    assert Canonical(terms).term(ty) is ty
    assert Revived(terms).term(ty) is ty


def test_a_placeholder_shows_in_what_holds_it() -> None:
    form = Canonical(terms).term(terms.ref(Var("int")))
    assert form.flags & CANONICAL
    assert isinstance(form.args[0].head, Placeholder)
    assert repr(form.args[0]) == "^int0"


def test_the_first_variables_of_a_revived_goal() -> None:
    canonical = Canonical(terms)
    form = canonical.term(terms.tuple((Var("int"), Var())))
    revived = Revived(terms)
    ty = revived.term(form)
    assert revived.first(2) == list(ty.args)
    assert revived.first(1) == [ty.args[0]]


# ---- applying an answer ------------------------------------------------------------------------------------------


def applied(variables: list[Var], answers: list[Ty]) -> Inference:
    inference = Inference(terms, Fuel())
    bind(inference, Revived(terms, variables), variables, answers)
    return inference


def test_an_answer_that_tells_nothing_binds_nothing() -> None:
    variables = [Var(), Var("int")]
    inference = applied(variables, [terms.placeholder(0, ""), terms.placeholder(1, "int")])
    assert inference.mark() == 0


def test_an_answer_binds_the_goals_own_variables() -> None:
    one, two = Var(), Var()
    applied([one, two], [terms.ref(terms.placeholder(1, "")), terms.placeholder(1, "")])
    assert shown(one) == "&_"
    assert shallow(shallow(one).args[0]) is two


def test_an_answer_makes_two_variables_one() -> None:
    one, two = Var(), Var()
    applied([one, two], [terms.placeholder(1, ""), terms.placeholder(1, "")])
    assert shallow(one) is shallow(two)


def test_what_an_answer_leaves_open_is_a_fresh_variable() -> None:
    one, two = Var(), Var()
    applied([one, two], [terms.ref(terms.placeholder(2, "int")), terms.make("[]", (terms.placeholder(2, "int"),))])
    assert [shown(one), shown(two)] == ["&{int}", "[{int}]"]
    assert shallow(one).args[0] is shallow(two).args[0]


def test_an_applied_answer_can_be_undone() -> None:
    one = Var()
    inference = applied([one], [terms.bool])
    inference.rollback(0)
    assert shallow(one) is one
