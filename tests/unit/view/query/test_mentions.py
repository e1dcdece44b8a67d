"""Which rules a script uses, and which rows it can use of them."""

from rgraph.view.query.mentions import ANY, defined, mentions
from rgraph.view.query.tokens import tokenize

NAMES = ["call", "item", "old_item"]


def used(script: str, **params: object) -> dict[str, tuple[tuple[object, ...], ...]]:
    return {name: one.patterns for name, one in mentions(tokenize(script), NAMES, params).items()}


def test_constants_and_parameters_narrow_variables_do_not() -> None:
    assert used("?[a] := call[a, 'x', $t], call[_, $n, b]", t="exact", n=3) == {
        "call": ((ANY, "x", "exact"), (ANY, ANY, ANY))
    }


def test_expressions_and_nested_brackets_are_any() -> None:
    assert used("?[a] := call[a, concat('x', f([1, 2])), 'y']") == {"call": ((ANY, ANY, "y"),)}


def test_negated_uses_and_uses_by_algorithms_count() -> None:
    assert used("?[a] := a in ['p'], not old_item[a, 'function'] r[x] <~ BFS(call[], item[a, b])") == {
        "old_item": ((ANY, "function"),),
        "call": ((),),
        "item": ((ANY, ANY),),
    }


def test_names_in_strings_and_longer_names_are_no_uses() -> None:
    assert used("?[a] := a = 'call[x]', my_call[a], callx[a], call.x") == {}


def test_wants_keeps_the_rows_that_some_use_can_match() -> None:
    mention = mentions(tokenize("?[a] := call[a, 'x', _], call['y', a, _]"), NAMES, {})["call"]
    rows = [["a", "x", "t"], ["y", "b", "t"], ["a", "b", "t"]]
    assert [mention.wants(row) for row in rows] == [True, True, False]
    assert mention.constants(0) is None
    assert mention.constants(2) is None


def test_constants_of_a_place_that_every_use_binds() -> None:
    mention = mentions(tokenize("?[a] := call['p', a, _], call['q', a, _]"), NAMES, {})["call"]
    assert mention.constants(0) == {"p", "q"}


def test_heads_of_rules_are_found() -> None:
    tokens = tokenize("mine[a] := call[a, b, c]\nitem[x, count(y)] <- [[1, [2]]]")
    head = defined(tokens, NAMES)
    assert head is not None and head.text == "item"
    assert defined(tokenize("?[a] := call[a, b, c]"), NAMES) is None
