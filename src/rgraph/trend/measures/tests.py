"""`tests`: functions marked as tests, benchmarks among them."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.trend.measure import Content, OfContents
from rgraph.view.places import is_test_function


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.items(ItemKind.FUNCTION) if is_test_function(item))


MEASURE = OfContents("functions marked as tests, benchmarks among them", _sites, of_tests=True)
