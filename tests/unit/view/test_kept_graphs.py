"""Graphs kept within a limit."""

from __future__ import annotations

from rgraph.view.graph import CommitGraph
from rgraph.view.kept_graphs import KeptGraphs
from rgraph.view.memory import graph_of


def _graph(files: int) -> CommitGraph:
    """A graph of so many files, its manifest among them."""
    return graph_of({f"src/f{number}.rs": "" for number in range(files - 1)})


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    kept = KeptGraphs(most_files=5)
    first, second = kept.put("first", _graph(2)), kept.put("second", _graph(2))
    assert kept.get("first") is first
    kept.put("third", _graph(2))
    assert kept.get("second") is None
    assert kept.get("first") is first
    assert kept.holds(first) and not kept.holds(second)


def test_the_last_one_is_kept_whatever_its_size() -> None:
    kept = KeptGraphs(most_files=1)
    large = kept.put("large", _graph(4))
    assert kept.get("large") is large
    small = kept.put("small", _graph(1))
    assert kept.get("large") is None and kept.get("small") is small


def test_without_a_limit_all_are_kept() -> None:
    kept = KeptGraphs()
    graphs = [kept.put(str(number), _graph(3)) for number in range(20)]
    assert [kept.get(str(number)) for number in range(20)] == graphs
    kept.drop("3")
    assert kept.get("3") is None
