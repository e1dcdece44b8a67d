"""How fast the agent server answers, warm: a client's session over stdio, each tool asked many times.

    python benchmarks/agents.py REPOSITORY [--questions 40] [--seed 1]

The items asked about are drawn from HEAD. Prints a Markdown table: milliseconds as the client
sees them, the median and the slowest of ten, and the tokens of the answers.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
from mcp import Client, StdioServerParameters

from rgraph.context.tokens import estimated
from rgraph.view.session import open_session

Question = tuple[str, dict[str, object]]

QUERY = "?[kind, count(symbol)] := item[symbol, kind, _, _, _, _, _]"


def questions(repository: str, count: int, seed: int) -> dict[str, list[Question]]:
    """So many questions of each kind."""
    graph = open_session(repository).graph()
    items = [item for item in graph.items() if item.kind in {"function", "struct", "trait"} and not item.is_test]
    drawn = random.Random(seed).sample(items, min(count, len(items)))
    symbols = [item.symbol for item in drawn]
    words = [item.doc.split("\n")[0] or item.name.replace("_", " ") for item in drawn]
    return {
        "show": [("show", {"item": symbol}) for symbol in symbols],
        "show file.rs:LINE": [("show", {"item": f"{item.path}:{item.line}"}) for item in drawn],
        "callers": [("callers", {"item": symbol}) for symbol in symbols],
        "callees": [("callers", {"item": symbol, "direction": "callees"}) for symbol in symbols],
        "impact": [("callers", {"item": symbol, "direction": "impact"}) for symbol in symbols],
        "search": [("search", {"query": text}) for text in words],
        "context": [("context", {"task": text}) for text in words[: count // 4]],
        "log": [("log", {"item": symbol}) for symbol in symbols[: count // 4]],
        "query": [("query", {"script": QUERY})] * (count // 8),
        "status": [("status", {})] * (count // 4),
        "a name that is not there": [("show", {"item": f"{text}_none"}) for text in symbols[: count // 4]],
    }


async def measure(repository: str, asked: dict[str, list[Question]]) -> Iterator[str]:
    """One line of the table for each kind of question."""
    rgraph = Path(sys.executable).parent / "rgraph"
    lines = []
    async with Client(StdioServerParameters(command=str(rgraph), args=["-C", repository, "mcp"])) as client:
        started = time.perf_counter()
        await client.call_tool("status", {})
        lines.append(f"| first answer | {(time.perf_counter() - started) * 1e3:,.0f} | | |")
        for kind, group in asked.items():
            await client.call_tool(*group[0])
            times, tokens = [], []
            for tool, arguments in group:
                started = time.perf_counter()
                result = await client.call_tool(tool, arguments)
                times.append((time.perf_counter() - started) * 1e3)
                tokens.append(estimated(result.content[0].text))
            slow = sorted(times)[int(len(times) * 0.9)]
            lines.append(
                f"| {kind} | {statistics.median(times):,.0f} | {slow:,.0f} | {statistics.median(tokens):,.0f} |"
            )
    return iter(lines)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("repository")
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asked = questions(given.repository, given.questions, given.seed)
    print("| question | p50 ms | p90 ms | tokens, median |\n|---|---|---|---|")
    for line in anyio.run(measure, given.repository, asked):
        print(line)


if __name__ == "__main__":
    main()
