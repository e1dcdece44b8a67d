import pytest

from rgraph.search.words import is_symbol_like, name_terms, query_terms, terms


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("SearcherBuilder", ("searcher", "builder")),
        ("read_to_end", ("read", "end")),
        ("HTTPServer", ("http", "server")),
        ("utf8_lossy", ("utf8", "lossi")),
        ("searching", ("search",)),
        ("MAX_COUNT", ("maximum", "count")),
        ("recv_buf", ("receiv", "buffer")),
        ("the", ()),
        ("T", ()),
        ("größe_der", ("grösse", "der")),
        ("_", ()),
    ],
)
def test_identifiers_are_split_into_words(word: str, found: tuple[str, ...]) -> None:
    assert terms(word) == found


def test_a_name_of_several_words_is_a_term_as_a_whole_however_it_is_written() -> None:
    assert name_terms("read_to_end")[-1] == name_terms("ReadToEnd")[-1] == "=readtoend"
    assert name_terms("read") == ("read",)


def test_a_query_is_read_as_names_are() -> None:
    assert list(query_terms("How does Searcher::search_path work?")) == [
        "searcher", "search", "path", "=searchpath", "work",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Searcher::new", "read_to_end", "println!", "Walk", "<Walk as Iterator>::next", "a.b"]
)
def test_what_code_calls_things_is_symbol_like(text: str) -> None:
    assert is_symbol_like(text)


@pytest.mark.parametrize("text", ["", "  ", "walk the directory", "how is a glob matched?", "fix Walk for symlinks"])
def test_prose_is_not(text: str) -> None:
    assert not is_symbol_like(text)
