"""Rules, deltas, features and what is known of the standard library."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.report import Level
from rgraph.diff.semver.delta import Delta, yes
from rgraph.diff.semver.features import defaults, enabled, holds, public_features
from rgraph.diff.semver.rule import examples, parse_rule, rules, said
from rgraph.diff.semver.std_laws import IMPLIES, arguments, head, implied, satisfies
from rgraph.errors import ConfigError
from rgraph.model.cargo import Dependency, Package

RULE = """
title = "t"
level = "minor"
family = "f"
subject = ["function", "method"]
what = "gone"
message = "`{item}` is a {subject} with {fact}"
who = "all of {missing}"
why = "because"
reference = "https://example.org"
[when]
fact = ["yes", "maybe"]
"""


def delta(subject: str = "function", what: str = "gone", **facts: str) -> Delta:
    return Delta(subject, what, "demo", "demo::f", None, None, facts)


@pytest.mark.parametrize(
    ("made", "fires"),
    [
        (delta(fact="yes"), True),
        (delta("method", fact="maybe"), True),
        (delta(fact="no"), False),
        (delta(), False),
        (delta("struct", fact="yes"), False),
        (delta(what="come", fact="yes"), False),
    ],
)
def test_a_rule_fires_on_its_subjects_its_difference_and_all_its_facts(made: Delta, fires: bool) -> None:
    assert parse_rule("r", RULE).fires(made) is fires


def test_a_message_is_filled_once_with_what_there_is() -> None:
    found = parse_rule("r", RULE).finding(delta(fact="Vec<{item}>"))
    assert found.message == "`demo::f` is a function with Vec<{item}>"
    assert found.who == "all of ?" and found.level is Level.MINOR


@pytest.mark.parametrize("line", ["title", "level", "family", "subject", "what", "message", "who", "why", "reference"])
def test_a_rule_without_one_of_its_keys_is_refused(line: str) -> None:
    text = "\n".join(part for part in RULE.split("\n") if not part.startswith(f"{line} ="))
    with pytest.raises(ConfigError, match=line):
        parse_rule("r", text)


def test_every_rule_of_the_folder_can_be_read_and_has_examples() -> None:
    assert len({rule.id for rule in rules()}) == len(rules()) > 100
    assert all(examples(rule.id) for rule in rules()[:5])
    assert said("trait_method") == "trait method" and said("function") == "function"
    assert (yes(1), yes("")) == ("yes", "no")


# ---- features -------------------------------------------------------------------------------------------------------


def package(features: dict[str, list[str]], *optional: str) -> Package:
    import msgspec

    known = {f.name for f in msgspec.structs.fields(Dependency)}
    every = {
        "package": "",
        "kind": "normal",
        "version": "1",
        "path": "",
        "git": "",
        "optional": True,
        "default_features": True,
        "features": [],
        "target": "",
    }
    made = [Dependency(name=name, **{k: v for k, v in every.items() if k in known}) for name in optional]  # type: ignore[arg-type]
    return Package("p", "Cargo.toml", "1.0.0", "2021", "", made, features, [], "Cargo.toml")


def test_an_optional_dependency_is_a_feature_unless_it_is_named_by_dep() -> None:
    assert public_features(package({}, "a")) == {"a": ["dep:a"]}
    assert public_features(package({"x": ["dep:a"]}, "a")) == {"x": ["dep:a"]}
    assert public_features(package({"a": ["b"], "default": ["a"]}, "a")) == {"a": ["b"]}


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("abcd"))), st.sampled_from("abcd"))
def test_what_a_feature_switches_on_is_closed_under_switching_on(features: dict[str, list[str]], start: str) -> None:
    found = enabled(package(features), start)
    assert start in found
    assert all(set(features.get(name, ())) <= found for name in found)


def test_without_a_default_nothing_is_on() -> None:
    assert defaults(package({"a": []})) == set()
    assert defaults(package({"default": ["a"], "a": ["b"]})) == {"a", "b"}


ATOMS = ['feature = "a"', 'feature = "b"', "unix"]
PREDICATES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: (
        st.builds(
            lambda op, some: f"{op}({', '.join(some)})",
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        )
        | st.builds("not({})".format, inner)
    ),
    max_leaves=5,
)


def truth(predicate: str, a: bool, b: bool, unix: bool) -> bool:
    text = (
        predicate.replace(ATOMS[0], str(a))
        .replace(ATOMS[1], str(b))
        .replace("unix", str(unix))
        .replace("not(", "not_(")
    )
    return bool(
        eval(text, {"__builtins__": {}}, {"all": lambda *x: all(x), "any": lambda *x: any(x), "not_": lambda x: not x})
    )


@given(PREDICATES, st.booleans(), st.booleans())
def test_a_predicate_is_decided_only_where_the_target_does_not_matter(predicate: str, a: bool, b: bool) -> None:
    found = holds(predicate, {name for name, on in (("a", a), ("b", b)) if on})
    if found is not None:
        assert {truth(predicate, a, b, unix) for unix in (True, False)} == {found}


# ---- what std has ---------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(sorted(IMPLIES))))
def test_what_bounds_imply_is_closed(bounds: list[str]) -> None:
    found = implied(bounds)
    assert set(bounds) <= found
    assert all(IMPLIES.get(name, frozenset()) <= found for name in found)


def test_names_and_arguments_of_canonical_paths() -> None:
    assert (head("std::vec::Vec<u8>"), arguments("std::vec::Vec<u8>")) == ("Vec", "u8")
    assert (head("?Sized"), arguments("u8")) == ("Sized", "")


OWN = {"demo::S": {"std::clone::Clone", "demo::T"}}


@pytest.mark.parametrize(
    ("ty", "bound", "known"),
    [
        ("u8", "Copy", True), ("u8", "Iterator", False), ("u8", "demo::Mine", None), ("f64", "Eq", False), ("f64", "PartialEq", True),
        ("std::string::String", "Copy", False), ("std::string::String", "AsRef<str>", True),
        ("std::vec::Vec<u8>", "Clone", True), ("std::vec::Vec<demo::S>", "Clone", None), ("std::vec::Vec<demo::S>", "IntoIterator", True),
        ("&u8", "Copy", True), ("&mut u8", "Clone", False), ("&str", "Display", True), ("&demo::S", "Debug", None),
        ("demo::S", "Clone", True), ("demo::S", "Copy", False), ("demo::S", "demo::T", True), ("demo::S", "Sized", True),
        ("u8", "?Sized", True), ("u8", "'static", None), ("demo::S", "Into<demo::S>", True),
        ("(impl Ord)", "PartialEq", True), ("(impl Ord)", "Debug", None), ("(dyn Error)", "Display", True),
        ("std::boxed::Box<(dyn Fn)>", "FnOnce", True), ("unknown::T", "Clone", None),
    ],
)  # fmt: skip
def test_whether_a_type_has_a_trait(ty: str, bound: str, known: bool | None) -> None:
    assert satisfies(ty, bound, OWN) is known


def test_no_scalar_both_has_and_lacks_a_trait() -> None:
    for ty, name in product(["u8", "f32", "bool", "char"], IMPLIES):
        if satisfies(ty, name, {}):
            assert all(satisfies(ty, other, {}) is not False for other in IMPLIES[name])
