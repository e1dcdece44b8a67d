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
        Command("init", "init", "Prepare the store and write a commented rgraph.toml."),
        Command("index", "index", "Index a commit, a range, or the whole history."),
        Command("status", "status", "What is indexed, how far behind, how big, and what was not resolved."),
        Command(
            "doctor",
            "doctor",
            "Check the store against git, and its edges against linking anew or a compiler's index.",
        ),
        Command("gc", "gc", "Remove what no ref, reflog or pin reaches."),
        Command("dump", "dump", "A commit's files, items and edges as deterministic JSON lines."),
    ],
    "Questions": [
        Command("search", "search", "Find items by words, by a question, or by a name."),
        Command("show", "show", "Where an item is, its signature, what it contains, who uses it."),
        Command("callers", "callers", "Who calls or uses an item."),
        Command("callees", "callees", "What an item calls and uses."),
        Command("impact", "impact", "Who is affected by a change to an item, and the tests that reach it."),
        Command("log", "log", "The life of an item: every commit that changed it, and what changed."),
        Command("why", "why", "How the edge between two items was resolved, or why it was not."),
        Command("query", "query", "Ask in Datalog, at one revision or two."),
        Command("export", "export", "The graph as graphml, dot, mermaid, JSON lines, an edge list or a SCIP index."),
    ],
    "To look at": [
        Command("serve", "serve", "The graph through time, and reports, as pages for a browser on this machine."),
    ],
    "Agents": [
        Command("context", "context", "What to read for a task or a review, within a budget of tokens."),
        Command("generate", "generate", "A change by a language model, checked before it is shown."),
        Command("mcp", "mcp", "Serve agents over the Model Context Protocol."),
    ],
    "Changes": [
        Command("diff", "diff", "What changed between two revisions, what breaks, and who is affected."),
        Command("api", "api", "The public API of the libraries, as users can name it: every item by every path."),
    ],
    "Upkeep of the code": [
        Command("doc", "doc", "Living documentation from the graph, and a check of prose against it."),
        Command(
            "trend", "trend", "A count over history: of places in the code, edges of the graph, or rows of a query."
        ),
        Command("modernize", "modernize", "Old idioms, what replaces them, and whether the promised Rust allows it."),
    ],
    "Dependencies": [
        Command("deps", "deps", "What is needed from elsewhere, why, which commits moved it, and where its source is."),
    ],
    "Rules": [
        Command("check", "check", "Check the architecture rules of rgraph.toml."),
        Command("patterns", "patterns", "What the architecture is, with evidence, and the rules that hold it."),
        Command("watch", "watch", "Rule violations and broken references, as files are saved."),
        Command("rules", "rules", "Propose, explain and draw architecture rules."),
        Command("hooks", "hooks", "Install, remove and list the git hooks."),
    ],
}


def find_command(name: str) -> Command | None:
    """The command of this name."""
    return next((command for group in COMMANDS.values() for command in group if command.name == name), None)
