"""The table of formats: every entry is a writer that takes what it wants."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.errors import ConfigError
from rgraph.render import formats
from rgraph.render.formats import REPORTS, check_format, listed, written
from rgraph.render.style import Style

from .records import ITEM, check, neighbours, violation

SETTINGS = {"kind", "style", "verbose", "stat", "pages"}
ENTRIES = [(report, word, writer) for report, some in REPORTS.items() for word, writer in some.items()]


@pytest.mark.parametrize(("report", "word", "writer"), ENTRIES, ids=lambda value: str(value)[:20])
def test_each_writer_is_there_and_takes_the_record_and_what_it_wants(
    report: str, word: str, writer: formats.Writer
) -> None:
    function = getattr(import_module(f"rgraph.render.{writer.module}"), writer.function)
    _, *settings = inspect.signature(function).parameters.values()
    assert set(writer.wants) <= SETTINGS
    assert {setting.name for setting in settings if setting.default is inspect.Parameter.empty} <= set(writer.wants)
    assert set(writer.wants) <= {setting.name for setting in settings}
    assert function.__doc__


def test_every_report_has_at_least_two_formats_and_reads_as_a_sentence() -> None:
    assert listed("item") == "text, json or markdown"
    assert listed("api") == "text or json"
    assert all(len(some) > 1 for some in REPORTS.values())


@given(st.sampled_from(sorted(REPORTS)), st.text(max_size=8))
def test_a_format_is_taken_or_refused_with_the_list(report: str, word: str) -> None:
    if word in REPORTS[report]:
        check_format(report, word)
        return
    with pytest.raises(ConfigError) as refused:
        check_format(report, word)
    assert ", ".join(REPORTS[report]) in refused.value.hint


def test_a_writer_gets_the_settings_that_it_wants_and_no_others() -> None:
    plain = written("check", "text", check(violation()), style=Style(False), verbose=False, stat=True)
    loud = written("check", "text", check(violation()), style=Style(True), verbose=True)
    assert "\x1b" not in plain and "\x1b[31m" in loud
    assert "rule `apart`: 0 found" in loud and "rule `apart`: 0 found" not in plain


def test_json_is_named_by_the_report() -> None:
    assert '"kind": "callees"' in written("callees", "json", neighbours(direction="callees"), style=Style())
    assert ITEM.symbol in written("callers", "json", neighbours(), style=Style())
