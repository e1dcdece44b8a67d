"""Counters of tokens."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from rgraph.context.counters import counter_of
from rgraph.context.tokens import estimated
from rgraph.errors import ConfigError


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("a", 1), ("abcdefg", 2), ("abcdefgh", 3), ("é" * 7, 4)])
def test_the_estimate_is_bytes_by_three_and_a_half_rounded_up(text: str, tokens: int) -> None:
    assert estimated(text) == tokens
    assert counter_of("").count(text) == tokens
    assert counter_of("").name == "bytes / 3.5"


def test_a_name_that_is_nothing_here_is_refused_and_nothing_is_fetched() -> None:
    with pytest.raises(ConfigError) as failure:
        counter_of("o200k_no_such_encoding")
    assert "tokenizer.json" in failure.value.hint


def test_a_file_that_is_no_tokenizer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text("{}")
    with pytest.raises(ConfigError):
        counter_of(str(path))


def test_a_tokenizer_of_a_file_counts(tmp_path: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({"a": 0, "b": 1, "?": 2}, unk_token="?"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    words.save(str(tmp_path / "words.json"))
    counter = counter_of(str(tmp_path / "words.json"))
    assert (counter.name, counter.count("a b c a")) == ("words.json", 4)


URL = "https://tokens.invalid/small.tiktoken"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tiktoken keeps the file of an encoding that knows bytes alone; the file is not there yet."""
    registry = pytest.importorskip("tiktoken.registry")

    def constructor() -> dict[str, object]:
        from tiktoken.load import load_tiktoken_bpe

        ranks = load_tiktoken_bpe(URL)
        return {"name": "small", "pat_str": r"\w+|\W+", "mergeable_ranks": ranks, "special_tokens": {}}

    monkeypatch.setattr(registry, "ENCODING_CONSTRUCTORS", {"small": constructor})
    monkeypatch.setattr(registry, "ENCODINGS", {})
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    return tmp_path / hashlib.sha1(URL.encode()).hexdigest()


def test_an_encoding_whose_file_is_there_counts(small: Path) -> None:
    small.write_text("".join(f"{base64.b64encode(bytes([byte])).decode()} {byte}\n" for byte in range(256)))
    counter = counter_of("small")
    assert (counter.name, counter.count("a <|endoftext|>")) == ("small", 15)


def test_an_encoding_whose_file_is_not_there_is_refused_and_not_fetched(small: Path) -> None:
    with pytest.raises(ConfigError) as failure:
        counter_of("small")
    assert "does not download" in failure.value.message
    assert not small.exists()
