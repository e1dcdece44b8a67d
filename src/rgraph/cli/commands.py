"""The table of commands; to add one, write `cli/NAME.py` with an `app` and put its line here."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command, the module in `rgraph.cli` whose `app` runs it, and what `rgraph --help` says of it."""

    name: str
    module: str
    summary: str


COMMANDS: dict[str, list[Command]] = {
    "The index": [
        Command("init", "init", "Create the store and write a commented rgraph.toml."),
        Command("index", "index", "Index a commit, a range, or the whole history."),
        Command("status", "status", "Show what is indexed, how far behind it is, its size, and what was not resolved."),
        Command(
            "doctor",
            "doctor",
            "Check the store against git, and its edges against a fresh link or a compiler's index.",
        ),
        Command("gc", "gc", "Remove data that no ref, reflog or pin reaches."),
        Command("dump", "dump", "Print a commit's files, items and edges as deterministic JSON lines."),
    ],
    "Questions": [
        Command("search", "search", "Find items by words, by a question, or by a name."),
        Command("show", "show", "Show where an item is, its signature, what it contains and who uses it."),
        Command("callers", "callers", "Show who calls or uses an item."),
        Command("callees", "callees", "Show what an item calls and uses."),
        Command("impact", "impact", "Show what a change to an item affects, and the tests that reach it."),
        Command("log", "log", "List every commit that changed an item, and what it changed."),
        Command("why", "why", "Explain how the edge between two items was resolved, or why it was not."),
        Command("query", "query", "Run a Datalog query over one revision, or over two."),
        Command(
            "export", "export", "Export the graph as GraphML, DOT, Mermaid, JSON lines, an edge list or a SCIP index."
        ),
    ],
    "Browser": [
        Command("serve", "serve", "Browse the graph, its history and the reports on this machine."),
    ],
    "Agents": [
        Command("context", "context", "Collect what to read for a task or a review, within a token budget."),
        Command("generate", "generate", "Ask a language model for a change, and check it before showing it."),
        Command("mcp", "mcp", "Serve agents over the Model Context Protocol."),
    ],
    "Changes": [
        Command("diff", "diff", "Show what changed between two revisions, what breaks, and who is affected."),
        Command("api", "api", "List the public API of the libraries: every item by every public path."),
    ],
    "Code upkeep": [
        Command("doc", "doc", "Generate documentation from the graph, or check prose against it."),
        Command("trend", "trend", "Count places in the code, edges of the graph or rows of a query over history."),
        Command(
            "modernize",
            "modernize",
            "Find old idioms, what replaces them, and whether the declared Rust version allows it.",
        ),
    ],
    "Dependencies": [
        Command("deps", "deps", "Show the dependencies: who needs them, what changed them, what an upgrade breaks."),
    ],
    "Rules": [
        Command("check", "check", "Check the architecture rules of rgraph.toml."),
        Command("patterns", "patterns", "Describe the architecture, with evidence, and propose rules that keep it."),
        Command("watch", "watch", "Report rule violations and broken references as files are saved."),
        Command("rules", "rules", "Propose, explain and draw architecture rules."),
        Command("hooks", "hooks", "Install, remove and list git hooks."),
    ],
}


def find_command(name: str) -> Command | None:
    """The command of this name."""
    return next((command for group in COMMANDS.values() for command in group if command.name == name), None)
