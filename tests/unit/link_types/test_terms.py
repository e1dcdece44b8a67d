"""Terms, substitution, unification."""

from __future__ import annotations

from rgraph.link.types.inference import Inference
from rgraph.link.types.search import Fuel
from rgraph.link.types.terms import PARAMS, UNKNOWN, VARS, Terms, Var, shallow


def table() -> Inference:
    return Inference(Terms(), Fuel())


def test_equal_terms_are_one() -> None:
    terms = Terms()
    assert terms.ref(terms.tuple((terms.bool, terms.str))) is terms.ref(terms.tuple((terms.bool, terms.str)))
    assert terms.ref(terms.bool) is not terms.ref(terms.bool, True)


def test_flags_tell_what_is_inside() -> None:
    terms = Terms()
    assert terms.ref(terms.bool).flags == 0
    assert terms.ref(terms.param(None, "T")).flags == PARAMS
    assert terms.make("[]", (Var(),)).flags == VARS


def test_substitution_reaches_inside() -> None:
    terms = Terms()
    param = terms.param(None, "T")
    assert terms.subst(terms.ref(terms.tuple((param, terms.bool))), {param.head: terms.str}) is terms.ref(  # type: ignore[dict-item]
        terms.tuple((terms.str, terms.bool))
    )


def test_unification_binds_both_ways() -> None:
    it = table()
    one, two = it.fresh(), it.fresh()
    assert it.unify(it.terms.tuple((one, it.terms.bool)), it.terms.tuple((it.terms.str, two)))
    assert shallow(one) is it.terms.str
    assert shallow(two) is it.terms.bool


def test_an_integer_is_no_text() -> None:
    it = table()
    assert not it.unify(Var("int"), it.terms.str)
    number = Var("int")
    assert it.unify(number, it.terms.usize)
    assert shallow(number) is it.terms.usize


def test_a_failed_trial_leaves_nothing() -> None:
    it = table()
    var = it.fresh()
    assert not it.try_unify(it.terms.tuple((var, it.terms.bool)), it.terms.tuple((it.terms.str, it.terms.usize)))
    assert shallow(var) is var


def test_a_variable_is_not_inside_itself() -> None:
    it = table()
    var = it.fresh()
    assert not it.unify(var, it.terms.ref(var))


def test_the_unknown_fits_everything() -> None:
    it = table()
    assert it.unify(UNKNOWN, it.terms.bool)
    assert not it.unify(it.terms.usize, it.terms.bool)
