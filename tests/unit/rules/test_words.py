"""Small parts: attributes, spelling, positions in TOML, versions, rows of queries, the registry."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.cargo import Package
from rgraph.rules import registry
from rgraph.rules.attributes import attribute_name, derived, has_attribute
from rgraph.rules.bumps import UNLESS, bumped, package_of
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.context import Context
from rgraph.rules.explain import explain_kind, explain_rule
from rgraph.rules.judgement import Surroundings
from rgraph.rules.query_rows import findings_of_rows
from rgraph.rules.rule import EVERY_TIER, Rule
from rgraph.spelling import did_you_mean, nearest
from rgraph.toml_positions import table_positions
from rgraph.view.memory import graph_of

from .trees import written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("inline", "inline"),
        ('deprecated(since = "1")', "deprecated"),
        ("tokio::main", "tokio::main"),
        ('path = "x"', "path"),
        ("#![no_std]", "no_std"),
        (" allow (x) ", "allow"),
    ],
)
def test_an_attribute_has_the_name_of_its_path(text: str, name: str) -> None:
    assert attribute_name(text) == name
    assert has_attribute([text], (name,)) and not has_attribute([text], (name + "x",))


def test_a_derive_is_named_by_its_end_or_in_full() -> None:
    graph = graph_of({"src/lib.rs": "#[derive(Clone, serde::Serialize)] pub struct S;\npub mod m {}\n"})
    item, root = graph.item("demo::S"), graph.item("demo")
    assert item is not None and root is not None
    assert [derived(item, name) for name in ("Clone", "Serialize", "serde::Serialize", "de::Serialize")] == [
        True,
        True,
        True,
        False,
    ]
    assert not derived(root, "Clone")


@given(st.sets(st.text("abcdef_", min_size=3, max_size=8), min_size=1), st.data())
def test_a_known_name_is_nearest_to_itself(known: set[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(known)))
    assert nearest(name, known) == name
    assert did_you_mean(name, known) == f"; did you mean `{name}`?"


def test_where_nothing_is_near_all_are_listed() -> None:
    assert did_you_mean("zzz", ["beta", "alpha"]) == " (known: alpha, beta)"
    assert did_you_mean("zzz", []) == ""


TOML = '''# comment
[[rule]]
name = "a"
  "quoted key" = 1
text = """
[[rule]]
name = "inside a text"
"""
[ rule . sub ]
x.y = 2
[[rule]]   # again
name = 'b'
'''


def test_positions_are_those_of_lines_outside_of_texts() -> None:
    tables = [(table.name, table.line, table.keys) for table in table_positions(TOML)]
    assert tables == [
        ("", 1, {}),
        ("rule", 2, {"name": (3, 1), "quoted key": (4, 3), "text": (5, 1)}),
        ("rule.sub", 9, {"x": (10, 1)}),
        ("rule", 11, {"name": (12, 1)}),
    ]
    assert len(tomllib.loads(TOML.replace("[ rule . sub ]\nx.y = 2\n", ""))["rule"]) == 2


@given(st.text("[]#\"'=ab \n", max_size=60))
def test_positions_of_any_text_end_and_lie_within_it(text: str) -> None:
    lines = text.split("\n")
    for table in table_positions(text):
        assert 1 <= table.line <= len(lines)
        for line, col in table.keys.values():
            assert 1 <= col <= len(lines[line - 1])


def package(version: str) -> Package:
    graph = graph_of({"Cargo.toml": f'[package]\nname = "p"\nversion = "{version}"\n', "src/lib.rs": ""})
    found = package_of(Code(graph), "p")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("old", "new", "enough"),
    [
        ("1.2.3", "2.0.0", ("major", "minor", "patch")),
        ("1.2.3", "1.3.0", ("minor", "patch")),
        ("1.2.3", "1.2.4", ("patch",)),
        ("1.2.3", "1.2.3", ()),
        ("1.2.3", "1.2.2", ()),
        ("0.2.3", "0.3.0", ("major", "minor", "patch")),
        ("0.0.1", "0.0.2", ("major", "minor", "patch")),
    ],
)
def test_bumps(old: str, new: str, enough: tuple[str, ...]) -> None:
    assert tuple(unless for unless in UNLESS if bumped(package(old), package(new), unless)) == enough


def test_a_package_that_is_not_there_made_no_bump() -> None:
    assert not bumped(None, package("2.0.0"), "patch")
    assert package_of(Code(graph_of({"src/lib.rs": ""})), "absent") is None


CODE = Code(graph_of({"src/lib.rs": "pub fn f() {}\n"}))


@pytest.mark.parametrize(
    ("row", "message", "source", "target", "detail", "place"),
    [
        ({"symbol": "demo::f"}, "demo::f", "demo::f", "", "", ("src/lib.rs", 1)),
        ({"src": "demo::f", "dst": "std::x"}, "demo::f -> std::x", "demo::f", "std::x", "", ("src/lib.rs", 1)),
        ({"symbol": "gone", "path": "src/lib.rs", "line": 1}, "gone", "gone", "", "", ("src/lib.rs", 1)),
        ({"symbol": "gone", "path": "src/lib.rs", "line": "1"}, "gone", "gone", "", "", ("src/lib.rs", 0)),
        ({"symbol": "gone", "path": "no.rs", "line": 1}, "gone", "gone", "", "", ("no.rs", 0)),
        ({"message": "m", "n": 3}, "m", "m", "", "3", ("", 0)),
        ({"symbol": "demo::f", "n": 3}, "demo::f 3", "demo::f", "", "3", ("src/lib.rs", 1)),
    ],
)
def test_rows(
    row: dict[str, object], message: str, source: str, target: str, detail: str, place: tuple[str, int]
) -> None:
    rule = parse_rules(written("query", 'query = "x"').encode()).rules[0]
    around = Surroundings()
    context = Context(CODE, CODE, rule, around.base, around.lineage, EVERY_TIER, lambda code, script: [row])
    (found,) = findings_of_rows(context, "x")
    assert (found.message, found.source, found.target, found.detail) == (message, source, target, detail)
    assert (found.place.path, found.place.line) == place


def test_kinds_are_the_files_of_the_folder() -> None:
    assert "layers" in registry.kind_names() and list(registry.kind_names()) == sorted(registry.kind_names())
    for name in registry.kind_names():
        kind = registry.kind_class(name)
        assert issubclass(kind, Rule) and kind.__name__.lower() == name.replace("_", "")
        assert registry.summary(kind) and not set(registry.own_fields(kind)) & set(registry.COMMON_FIELDS)
    with pytest.raises(KeyError):
        registry.kind_class("nothing")


@pytest.mark.parametrize("name", registry.kind_names())
def test_every_kind_is_explained_with_types_that_toml_has(name: str) -> None:
    explained = explain_kind(name)
    assert explained.rule_kind == name and explained.summary in explained.text
    known = {
        "selector",
        "text",
        "true or false",
        "number",
        "list of strings",
        "table of selectors",
        "list of edge kinds",
        "list of paths and lists of paths",
    }
    assert {field.type for field in explained.fields} <= known


def test_a_rule_is_explained_with_what_it_selects() -> None:
    code = Code(graph_of({"src/lib.rs": "".join(f"pub mod m{n} {{}}\n" for n in range(20)) + "pub mod to {}\n"}))
    fields = 'from = "demo::m*"\nto = "demo::to"\nsince = "v1"\nexceptions = [{ from = "demo::m1", reason = "old", expires = 2026-01-31 }]'
    (rule,) = parse_rules(written("forbidden", fields).encode()).rules
    explained = explain_rule(rule, code)
    by_name = {field.name: field for field in explained.fields}
    assert (by_name["from"].selected, len(by_name["from"].selects)) == (20, 12)
    assert (by_name["to"].selects, by_name["to"].value) == (("demo::to",), "demo::to")
    assert by_name["transitive"].value == "false"
    assert explained.exceptions == ("demo::m1 -> any: old (until 2026-01-31)",)
    assert (explained.rule, explained.reason, explained.since) == ("r", "Because.", "v1")
