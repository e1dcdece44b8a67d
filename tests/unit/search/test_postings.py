import pytest

from rgraph.model.facts import ItemKind
from rgraph.parse.extract import extract
from rgraph.search.fields import Field, ItemText, item_texts
from rgraph.search.postings import postings_of, unpack_postings

SOURCE = b"""//! About ledgers.
use std::fmt;

/// An account.
pub struct Account {
    /// What is on it.
    balance: u64,
}

impl fmt::Display for Account {
    /// Shows it.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        // plain words
        fn helper() { inner_work() }
        write!(out, "{}", self.balance)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {}
    fn set_up() {}
}

mod elsewhere;
"""


def texts(source: bytes = SOURCE) -> dict[str, ItemText]:
    facts, _ = extract(source)
    return {item.texts[Field.NAME] or item.kind: item for item in reversed(list(item_texts(facts, source)))}


def test_each_item_has_its_own_text() -> None:
    found = texts()
    body = found["fmt"].texts[Field.BODY]
    assert "plain words" in body and "write!" in body
    assert "inner_work" not in body and "inner_work" in found["helper"].texts[Field.BODY]


def test_a_type_says_what_its_fields_say() -> None:
    assert "balance" in texts()["Account"].texts[Field.BODY]
    assert texts()["balance"].kind is ItemKind.FIELD


def test_docs_are_a_field_of_their_own_and_in_no_body() -> None:
    found = texts()
    assert found["fmt"].texts[Field.DOC] == "Shows it."
    assert all("Shows" not in item.texts[Field.BODY] for item in found.values())
    assert found[ItemKind.MODULE].texts[Field.DOC] == "About ledgers."


def test_the_owner_of_a_method_is_its_type_and_its_trait() -> None:
    assert texts()["fmt"].texts[Field.OWNER] == "Account Display"


def test_tests_are_known_with_all_in_them() -> None:
    found = texts()
    assert found["adds"].is_test and found["set_up"].is_test and found["tests"].is_test and not found["fmt"].is_test


def test_a_module_elsewhere_is_found_by_its_file() -> None:
    assert "elsewhere" not in texts()


def test_postings_are_a_function_of_the_content() -> None:
    facts, _ = extract(SOURCE)
    packed = postings_of(facts, SOURCE)
    assert packed == postings_of(facts, SOURCE)
    found = unpack_postings(packed)
    assert found is not None and len(found.ords) == 4 * len(list(item_texts(facts, SOURCE)))


def test_what_another_version_made_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    facts, _ = extract(SOURCE)
    packed = postings_of(facts, SOURCE)
    assert unpack_postings(b"no msgpack") is None
    monkeypatch.setattr("rgraph.search.postings.POSTINGS", 0)
    assert unpack_postings(packed) is None


def test_a_file_without_items_and_one_that_is_no_rust_have_postings() -> None:
    for source in (b"", b"\xff\xfe\x00", b"fn f( {", b"// only a comment\n"):
        facts, _ = extract(source)
        assert unpack_postings(postings_of(facts, source)) is not None
