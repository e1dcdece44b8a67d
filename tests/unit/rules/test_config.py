"""`rgraph.toml`: what is wrong is said with line, column and the nearest name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rgraph.errors import ConfigError
from rgraph.rules.config import TEMPLATE, parse_rules
from rgraph.rules.kinds.forbidden import Forbidden
from rgraph.rules.violation import Severity

ROOT = Path(__file__).parents[3]
HEAD = '[[rule]]\nname = "a"\nkind = "forbidden"\nreason = "r"\n'
GOOD = HEAD + 'from = "x"\nto = "y"\n'


def error(text: str | bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_rules(text.encode() if isinstance(text, str) else text)
    return caught.value.message


def test_a_rule_has_its_fields_and_defaults() -> None:
    (rule,) = parse_rules(GOOD.encode()).rules
    assert isinstance(rule, Forbidden)
    assert (rule.name, rule.reason, rule.severity, rule.since, rule.from_.text) == ("a", "r", Severity.ERROR, "", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = [1\n", "rgraph.toml:1:7: not TOML: unclosed array."),
        ("a = 1\na = 2\n", "rgraph.toml:2:6: not TOML: cannot overwrite a value."),
        (b"a = 1\nb = \xff\n", "rgraph.toml:2:5: not UTF-8."),
        (GOOD.replace("forbidden", "forbiden"), "rgraph.toml:3:1: rule `a`: no kind `forbiden`; did you mean `forbidden`?"),
        (GOOD + "sevrity = 1\n", "rgraph.toml:7:1: rule `a` of kind `forbidden` has no field `sevrity`; did you mean `severity`?"),
        (GOOD + "transitive = 1\n", "rgraph.toml:7:1: rule `a` `transitive`: Expected `bool`, got `int`."),
        (GOOD + 'tiers = ["exakt"]\n', "rgraph.toml:7:1: rule `a` `tiers[0]`: no `exakt`; did you mean `exact`?"),
        (GOOD + 'severity = "fatal"\n', "rgraph.toml:7:1: rule `a` `severity`: no `fatal` (known: error, info, warn)."),
        (GOOD + 'edges = ["call"]\n', "rgraph.toml:7:1: rule `a` `edges[0]`: no `call`; did you mean `calls`?"),
        (GOOD + 'via = "x"\n', "rgraph.toml:1:1: rule `a`: `via` has a meaning only with `transitive = true`."),
        (HEAD + 'from = "x"\n', "rgraph.toml:1:1: rule `a` needs a `to`."),
        (GOOD.replace("name =", "nmae ="), "rgraph.toml:2:1: a rule needs a `name` (found `nmae`)."),
        (GOOD.replace('"r"', '" "'), "rgraph.toml:4:1: rule `a` needs a `reason`."),
        (GOOD + "\n" + GOOD, "rgraph.toml:8:1: a second rule is named `a` (the first: line 1)."),
        ('[[rules]]\nname = "a"\n', "rgraph.toml:1:1: unknown key `rules`; did you mean `[[rule]]`?"),
        ("[cgf]\ntargets = []\n", "rgraph.toml:1:1: unknown key `cgf`; did you mean `[cfg]`?"),
        ("[cfg]\ntarget = []\n", "rgraph.toml:2:1: [cfg]: no key `target`; did you mean `targets`?"),
        (GOOD + "[cfg]\ntest = 1\n", "rgraph.toml:8:1: [cfg]: `test` must be `true` or `false`."),
        ("[rule]\nname = 1\n", "rgraph.toml:1:1: rules are written as `[[rule]]` tables."),
        (HEAD + 'from = "x:y"\nto = "y"\n', "rgraph.toml:5:1: rule `a` `from`: `x:y` begins with `x:`; the prefixes are crate:, external: and kind:."),
        (HEAD + 'from = { knd = "fn" }\nto = "y"\n', "rgraph.toml:5:1: rule `a` `from`: a selector has no field `knd`; did you mean `kind`?"),
        (HEAD + 'from = { kind = "functoin" }\nto = "y"\n', "rgraph.toml:5:1: rule `a` `from`: `functoin` is not a kind of item; did you mean `function`?"),
        (HEAD + 'from = { name = "(" }\nto = "y"\n', "rgraph.toml:5:1: rule `a` `from`: `(` is not a regular expression: missing )."),
        (HEAD + 'from = ""\nto = "y"\n', "rgraph.toml:5:1: rule `a` `from`: `` is not a path such as `app::domain` or `app::**::tests`."),
        (GOOD + 'exceptions = [{ from = "x" }]\n', "rgraph.toml:7:1: an exception of rule `a` needs a `reason`."),
        (GOOD + 'exceptions = [{ reason = "x" }]\n', "rgraph.toml:7:1: an exception of rule `a` needs `from`, `to` or both."),
        (GOOD + 'exceptions = [{ form = "x", reason = "x" }]\n', "rgraph.toml:7:1: an exception of rule `a` has no field `form`; did you mean `from`?"),
        (GOOD + 'exceptions = [{ to = "x", reason = "x", expires = 3 }]\n', "rgraph.toml:7:1: rule `a` `exceptions[0].expires`: a date (2027-01-31) or a revision (\"v2.0\")."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(text: str | bytes, message: str) -> None:
    assert error(text) == message


def rule(kind: str, fields: str) -> str:
    return f'[[rule]]\nname = "a"\nkind = "{kind}"\nreason = "r"\n{fields}\n'


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("layers", 'layers = ["a"]', "at least two layers"),
        ("layers", 'layers = ["a", ["b", "a"]]', "contradictory layers: `a` is in two"),
        ("layers", 'layers = ["a", "b"]\nclosed = ["c"]', "`closed` names `c`, which is not a layer"),
        ("layers", 'layers = ["a", "b"]\nsiblings = "open"', "`siblings` must be `independent` or `free`"),
        ("required", 'items = "a"', "needs `derive`, `implement` or `depend_on`"),
        ("acyclic", 'level = "file"', "`level` must be one of module, crate, type"),
        ("acyclic", "depth = -1", "`depth` must be a number of segments"),
        ("protected", 'modules = "a"', "needs `through`, `by` or both"),
        ("orphan", 'what = "types"', "`what` must be one of files, modules, items"),
        ("naming", 'items = "a"', "needs `must` or `must_not`"),
        ("naming", 'items = "a"\nmust = "["', "is not a regular expression"),
        ("visibility", 'items = "a"\nmax = "public"', "a visibility must be one of private, module, crate, pub"),
        ("visibility", 'items = "a"\nmax = "private"\nmin = "pub"', "contradictory"),
        ("attribute", 'items = "a"\nrequire = ["x"]\nforbid = ["x"]', "both required and forbidden"),
        ("forbidden_call", "calls = []", "`calls` is empty"),
        ("forbidden_call", 'calls = ["a b"]', "`a b` is not a method"),
        ("one_version", 'allow = ["syn"]', "`allow` names versions, `NAME@VERSION`: `syn`"),
        ("crate_edges", "", "needs `deny` or `allow`"),
        ("crate_edges", 'deny = ["a"]\nkinds = ["tests"]', "`kinds` must be among normal, dev, build"),
        ("metrics", 'measure = "length"\nmax = 1', "`measure` must be one of"),
        ("metrics", 'measure = "lines"', "needs `max` or `min`"),
        ("metrics", 'measure = "lines"\nmax = 1\nmin = 2', "contradictory"),
        ("api_frozen", 'api = "a"', "needs `since`"),
        ("api_frozen", 'api = "a"\nsince = "v1"\nunless = "huge"', "`unless` must be one of"),
        ("no_new_callers", "", "needs `items` or `deprecated = true`"),
        ("ratchet", "", "needs either `query`, or `items`, or `measure`"),
        ("ratchet", 'items = "a"\ndirection = "left"', "`direction` must be `down` or `up`"),
        ("query", 'query = " "', "`query` is empty"),
    ],
)
def test_settings_that_make_no_sense(kind: str, fields: str, message: str) -> None:
    assert message in error(rule(kind, fields))


def test_places_are_right_after_multi_line_strings() -> None:
    text = (
        "[[rule]]\nname = 'q'\nkind = 'query'\nreason = 'r'\nquery = '''\n[[rule]]\nname = 1\n'''\n" + GOOD + "x = 1\n"
    )
    assert error(text).startswith("rgraph.toml:15:1: rule `a` of kind `forbidden` has no field `x`")


def test_the_template_is_valid_and_its_example_is_too() -> None:
    assert parse_rules(TEMPLATE.encode()).rules == ()
    example = "\n".join(line.removeprefix("# ") for line in TEMPLATE.splitlines()[3:])
    assert [rule.kind for rule in parse_rules(example.encode()).rules] == ["forbidden"]


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs" / "rules").glob("*.md")))
def test_examples_in_the_documentation_are_valid(page: str) -> None:
    text = (ROOT / "docs" / "rules" / page).read_text()
    examples = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    kinds = [rule.kind for example in examples for rule in parse_rules(example.encode()).rules]
    assert page.removesuffix(".md") in kinds


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "examples").glob("*.toml")), ids=lambda path: path.name)
def test_the_examples_are_valid(path: Path) -> None:
    assert parse_rules(path.read_bytes()).rules
