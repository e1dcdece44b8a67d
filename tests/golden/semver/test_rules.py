"""Every semver rule on its own example pairs, read from the rules' folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from rgraph.diff.semver.breakage import Breakage
from rgraph.diff.semver.findings import check
from rgraph.diff.semver.rule import Rule, examples, parse_rule, rules
from rgraph.errors import ConfigError
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import MemorySource, graph_of

SOURCE = MemorySource()


@cache
def _graph(files: tuple[tuple[str, str], ...]) -> CommitGraph:
    return graph_of(dict(files), SOURCE)


def _between(old: Mapping[str, str], new: Mapping[str, str]) -> Breakage:
    return check(_graph(tuple(old.items())), _graph(tuple(new.items())))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_fires_on_its_example_and_not_on_its_counter_example(rule: Rule) -> None:
    for number, example in enumerate(examples(rule.id)):
        found = {finding.rule for finding in _between(example.old, example.new).findings}
        assert (rule.id in found) == example.fires, f"example {number}: {sorted(found)}"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_nothing_is_found_between_identical_versions(rule: Rule) -> None:
    for example in examples(rule.id):
        for files in (example.old, example.new):
            found = _between(files, files)
            assert not found.findings
            assert not found.undecided


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_says_all_that_a_reader_needs(rule: Rule) -> None:
    assert any(example.fires for example in examples(rule.id))
    assert any(not example.fires for example in examples(rule.id))
    assert rule.reference.startswith("https://")
    for example in examples(rule.id):
        for finding in _between(example.old, example.new).findings:
            assert "?" not in finding.message, finding.message
            assert "'new:" not in finding.message
            assert finding.old is not None or finding.new is not None


def test_a_rule_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ConfigError, match="colour"):
        parse_rule("x", 'title = "a"\ncolour = 1\n')
