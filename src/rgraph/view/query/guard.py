"""What a user's script may not do: write, run system commands, or read files and hosts."""

from __future__ import annotations

from itertools import pairwise

from rgraph.store.nearest import INDEX, RELATION

from .tokens import Kind, Token, error_at

FIXED_RULES = frozenset(
    {
        "BFS",
        "BetweennessCentrality",
        "BreadthFirstSearch",
        "ClosenessCentrality",
        "ClusteringCoefficients",
        "CommunityDetectionLouvain",
        "ConnectedComponents",
        "Constant",
        "DFS",
        "DegreeCentrality",
        "DepthFirstSearch",
        "KShortestPathYen",
        "LabelPropagation",
        "MinimumSpanningForestKruskal",
        "MinimumSpanningTreePrim",
        "PageRank",
        "RandomWalk",
        "ReorderSort",
        "SCC",
        "ShortestPathAStar",
        "ShortestPathBFS",
        "ShortestPathDijkstra",
        "StronglyConnectedComponents",
        "TopSort",
    }
)
"""The engine's graph algorithms. Its readers of files and hosts (CsvReader, JsonReader) are not among them."""

OPTIONS = frozenset({"limit", "offset", "sort", "order", "assert", "disable_magic_rewrite"})


def check(script: str, tokens: list[Token]) -> None:
    """Raises QueryError, with the place, for a script that is more than one question."""
    if not tokens:
        raise error_at(script, 0, "the query is empty", "try `?[symbol] := item[symbol, 'function', _, _, _, _, _]`")
    _check_start(script, tokens[0])
    depth = 0
    for index, token in enumerate(tokens):
        if token.kind != Kind.MARK:
            continue
        depth += (token.text in "([{") - (token.text in ")]}")
        if token.text == "::":
            raise error_at(script, token.start, "system commands are not allowed in a query")
        if token.text == "<~":
            _check_fixed_rule(script, tokens, index)
        elif token.text == "~":
            _check_index(script, tokens, index)
        elif token.text == ":" and depth == 0 and not _is_index(tokens, index - 2):
            _check_option(script, tokens, index)


def asks_index(tokens: list[Token]) -> bool:
    """Whether a script, checked, searches the index of vectors or reads what is indexed."""
    return any(
        token.kind == Kind.MARK and token.text in "~*" and after.kind == Kind.IDENT and after.text == RELATION
        for token, after in pairwise(tokens)
    )


def _is_index(tokens: list[Token], index: int) -> bool:
    """Whether `~meaning:near{` stands here."""
    found = [(token.kind, token.text) for token in tokens[max(0, index) : index + 5]]
    mark = Kind.MARK
    return found == [(mark, "~"), (Kind.IDENT, RELATION), (mark, ":"), (Kind.IDENT, INDEX), (mark, "{")]


def _check_index(script: str, tokens: list[Token], index: int) -> None:
    if not _is_index(tokens, index):
        hint = f"the one that a query may search is `~{RELATION}:{INDEX}{{...}}`, which `rgraph index --hnsw` makes"
        raise error_at(script, tokens[index].start, "no such index", hint)


def _check_start(script: str, first: Token) -> None:
    if first.text in {"{", "%"} and first.kind == Kind.MARK:
        raise error_at(script, first.start, "a query is a list of rules, not a program of blocks")


def _check_fixed_rule(script: str, tokens: list[Token], index: int) -> None:
    name = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
    if name.kind != Kind.IDENT or name.text not in FIXED_RULES:
        allowed = ", ".join(sorted(FIXED_RULES))
        raise error_at(
            script, name.start, f"{name.text!r} is not an algorithm that a query may use", f"these are: {allowed}"
        )


def _check_option(script: str, tokens: list[Token], index: int) -> None:
    name = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
    if name.text == "timeout":
        raise error_at(script, name.start, "the time limit is an option of the command", "give --timeout SECONDS")
    if name.text not in OPTIONS:
        hint = f"a query only reads; its options are {', '.join(f':{option}' for option in sorted(OPTIONS))}"
        raise error_at(script, tokens[index].start, f":{name.text} is not allowed in a query", hint)
