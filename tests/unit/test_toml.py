"""The one reader of TOML, on documents that were made to harm it."""

from __future__ import annotations

import pytest

from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.errors import ConfigError
from rgraph.limits import MAX_TOML_NESTING
from rgraph.rules.config import parse_rules
from rgraph.rules.limits import MAX_FILE_BYTES, MAX_RULES
from rgraph.toml import TomlError, load, read
from rgraph.toml_positions import table_positions

RULE = '[[rule]]\nname = "r"\nkind = "forbidden"\nreason = "x"\nfrom = "a"\nto = "b"\n'
DEEP_KEY = "a." * 60_000 + "a"
HOSTILE = {
    "brackets": ("x = " + "[" * 100_000, "nested deeper than 100 brackets"),
    "header": ("[" * 100_000, "nested deeper than 100 brackets"),
    "inline tables": ("x = " + "{a=" * 500 + "1" + "}" * 500, "nested deeper than 100 brackets"),
    "lines": ("x = [\n" + "[\n" * 500, "nested deeper than 100 brackets"),
    "digits": ("x = " + "9" * 5_000, "is not TOML: "),
    "hexadecimal": ("x = 0x" + "f" * 5_000, "a number of more than 64 bits"),
    "65 bits": ("x = [1, {y = 18446744073709551616}]", "a number of more than 64 bits"),
    "key": (f"{DEEP_KEY} = 1", "a key of more than 100 parts"),
    "table": (f"[{DEEP_KEY}]", "a key of more than 100 parts"),
    "array of tables": (f"[[{DEEP_KEY}]]", "a key of more than 100 parts"),
    "quoted key": ('"a" . ' * 60_000 + "a = 1", "a key of more than 100 parts"),
    "keys in tables": (f"x = {('{' + 'a.' * 90 + 'a = ') * 80}1{'}' * 80}", "nested deeper than 100 tables"),
    "bytes": ("x = '\udcff'", "is not UTF-8 (at line 1, column 6)"),
    "words": ("hello", "is not TOML: "),
    "nothing after": ("x = [", "is not TOML: "),
    "size": ("#" * (5 << 20), "is larger than 4 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_in_words_by_every_reader(name: str) -> None:
    text, said = HOSTILE[name]
    source = text.encode("utf-8", "surrogateescape")
    found = load(source, 4 << 20)
    assert isinstance(found, str) and said in found and len(found) < 400
    assert said in parse_manifest(source).error
    with pytest.raises(ConfigError) as caught:
        parse_rules(source)
    assert caught.value.message.startswith("rgraph.toml") and len(caught.value.message) < 400
    assert parse_lockfile(source).error or name == "size"


@pytest.mark.parametrize(
    "text",
    [
        "[" + " " * 200_000 + "x",
        "[[" + "a " * 100_000,
        "a" * 200_000,
        '"' * 200_001,
        " " * 200_000 + "x",
        "[a]" + " " * 200_000 + "x",
        "'" + "b" * 200_000,
    ],
)
def test_the_places_of_a_hostile_text_are_found_in_linear_time(text: str) -> None:
    assert len(table_positions(text)) <= 2


def test_what_is_at_the_limits_is_read() -> None:
    depth = MAX_TOML_NESTING - 1
    _, document = read(("x = " + "[" * depth + "]" * depth).encode(), 1000)
    assert list(document) == ["x"]
    assert read(b"x = 9223372036854775807\ny = -9223372036854775808", 1000)[1]["y"] == -(2**63)
    assert read(b"x = 'a.b.c." + b"d." * 60 + b"'", 1000)[1]
    assert read(("y = '" + "e. " * 500 + "'").encode(), 10_000)[1], "a sentence is no key"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbfx = 1", 100) == ("x = 1", {"x": 1})


def test_a_place_is_told_where_there_is_one() -> None:
    with pytest.raises(TomlError) as caught:
        read(b"x = 1\ny = = 2\n", 100)
    assert (caught.value.line, caught.value.column) == (2, 5)
    with pytest.raises(TomlError) as caught:
        read(b"x = 1\ny = [", 100)
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_rules_have_limits() -> None:
    with pytest.raises(ConfigError, match="rules; 2,000 are allowed"):
        parse_rules("".join(RULE.replace('"r"', f'"r{n}"') for n in range(MAX_RULES + 1)).encode())
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        parse_rules(b"#" * (MAX_FILE_BYTES + 1))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('from = { path = "' + "a" * 2_000 + '" }', "a selector of 2,000 characters"),
        ("from = " + '{except={path="a"},path="b"}'.replace('"a"', '"*a' + "*" * 500 + '"'), ""),
        ("from = " + '["a",' * 90 + '"b"' + "]" * 90, ""),
        ("from = {" + "except={" * 90 + 'path="a"' + "}" * 90 + "}", ""),
        ("from = " + "[" * 50 + "1" + "]" * 50, "a selector is a path"),
    ],
)
def test_selectors_are_read_or_refused_in_words(written: str, said: str) -> None:
    text = RULE.replace('from = "a"', written)
    if said:
        with pytest.raises(ConfigError, match=said):
            parse_rules(text.encode())
    else:
        assert parse_rules(text.encode()).rules
