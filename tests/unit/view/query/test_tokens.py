"""A user's script reads for the engine as it reads for the guard, whatever is in its strings and comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.errors import QueryError
from rgraph.store.store import Store, open_store
from rgraph.view.query.guard import check
from rgraph.view.query.tokens import Kind, error_at, rewrite, tokenize


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(None, "mem")


def run(store: Store, script: str) -> list[list[object]]:
    return store.run_foreign(rewrite(script, tokenize(script)).text, {}, 5.0)[1]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(value=TEXTS)
def test_a_single_quoted_string_is_its_value(store: Store, value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    assert run(store, f"?[a] := a = '{quoted}'") == [[value]]


@given(value=TEXTS)
def test_a_double_quoted_string_is_its_value_comment_signs_included(store: Store, value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    assert run(store, f'?[a] := a = "{quoted}"') == [[value]]


def test_raw_strings_have_no_escapes(store: Store) -> None:
    assert run(store, '?[a] := a = __"x\'"\\n#"__') == [["x'\"\\n#"]]


def test_comments_are_left_out(store: Store) -> None:
    assert run(store, "# ?[a] := a = 1\n?[a] := /* a = 2, /* nested */ */ a = 3 # a = 4") == [[3]]


def test_code_in_what_only_the_engine_takes_for_a_comment_stays_a_string(store: Store) -> None:
    script = "?[b] := a = \"#\"\n, b = \" ?[x] <~ CsvReader(types: ['String'], url: 'file:///etc/passwd') #\""
    check(script, tokenize(script))
    assert run(store, script) == [[" ?[x] <~ CsvReader(types: ['String'], url: 'file:///etc/passwd') #"]]


ATTACKS = [
    "?[x] <~ /* */ CsvReader(types: ['String'], url: 'file:///etc/passwd')",
    "?[x] <~\nJsonReader(url: 'file:///x', fields: [])",
    "::relations",
    "?[a] := a = 1 :put blob {hash: a}",
    "?[a] := a = 1\n:create t {a}",
    "?[a] := a = 1 :rm blob {a}",
    "?[a] := a = 1 :sleep 100",
    "?[a] := a = 1 :timeout 100",
    "{?[a] := a = 1}",
    "%loop {?[a] := a = 1} %end",
    "",
    "  # nothing",
]


@pytest.mark.parametrize("script", ATTACKS)
def test_what_is_more_than_a_question_is_refused(script: str) -> None:
    with pytest.raises(QueryError):
        check(script, tokenize(script))


def test_names_of_options_are_fine_inside_brackets() -> None:
    script = "?[create, x] := *blob{hash: create}, x = {'put': create}\n:limit 3\n:order -x"
    check(script, tokenize(script))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("?[a] := a = 'x", "does not end, at line 1, column 13"),
        ('?[a] :=\n a = "x', "does not end, at line 2, column 6"),
        ("/* /* */", "does not end, at line 1, column 1"),
        ("?[a] := a = 'x\\q'", "no such escape"),
        ("?[a] := a = '\\u12'", "four hexadecimal"),
        ("?[a] := §", "unexpected character"),
    ],
)
def test_what_is_no_script_says_where(script: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        tokenize(script)


def test_offsets_lead_back_to_the_users_text() -> None:
    script = '# äöü\n?[a] := a = "it\'s" ,\n  nöpe[a]'
    tokens = tokenize(script)
    rewritten = rewrite(script, tokens)
    for token in tokens:
        if token.kind != Kind.STRING:
            at = rewritten.text.encode().index(token.text.encode(), rewritten.bytes_at[tokens.index(token)])
            assert rewritten.source_offset(at) == token.start
    assert rewritten.source_offset(len(rewritten.text.encode()) + 5) == len(script)


def test_an_error_marks_the_place() -> None:
    assert error_at("ab\ncde", 4, "wrong").message == "wrong, at line 2, column 2\n  cde\n   ^"
