"""What clients are told of the tools before anything is asked."""

from __future__ import annotations

import json

import pytest

from rgraph.errors import ConfigError
from rgraph.mcp.instructions import INSTRUCTIONS
from rgraph.mcp.tools.asked import read, schema
from rgraph.mcp.tools.show import ShowAsked
from rgraph.mcp.tools.table import TOOLS
from rgraph.mcp.tools.tool import Tool


def test_the_instructions_are_short() -> None:
    assert len(INSTRUCTIONS) < 2_048


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_has_a_revision_and_a_budget_and_says_what_its_arguments_mean(tool: Tool) -> None:
    found = schema(tool.arguments)
    assert {"at", "budget"} <= set(found["properties"])
    assert found["additionalProperties"] is False
    missing = [name for name, part in found["properties"].items() if "description" not in part]
    assert missing == []
    assert "$ref" not in json.dumps(found)


def test_tools_cost_a_window_little() -> None:
    told = [{"name": tool.name, "description": tool.about, "schema": schema(tool.arguments)} for tool in TOOLS]
    assert len(json.dumps(told)) / 3.5 < 3_000


def test_arguments_may_be_text_where_they_are_numbers() -> None:
    asked = read({"item": "x", "budget": "300", "context_lines": "2"}, ShowAsked)
    assert (asked.budget, asked.context_lines) == (300, 2)


@pytest.mark.parametrize("arguments", [{}, {"item": 1, "x": 2}, {"item": "x", "budget": 1}, {"item": None}])
def test_wrong_arguments_are_refused_with_those_that_there_are(arguments: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as failure:
        read(arguments, ShowAsked)
    assert "item (needed)" in failure.value.hint
