"""The one item that a name means, or an error that lists what it may mean."""

from __future__ import annotations

from difflib import get_close_matches

from rgraph.errors import ItemError

from .graph import CommitGraph, ItemAt
from .names import plain, segments

LISTED = 10
"""How many candidates an error lists before it says how many more there are."""


NEAR = 5
"""How many symbols of nearly the same spelling it proposes."""


def pick_item(graph: CommitGraph, name: str) -> ItemAt:
    """The item that `name` means in this graph. Raises ItemError where it means none, or more than one."""
    found = graph.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(name, found)
    raise _unknown(graph, name)


def _ambiguous(name: str, found: list[ItemAt]) -> ItemError:
    lines = [f"  {item.symbol}  {item.kind} at {item.path}:{item.line}" for item in found[:LISTED]]
    if len(found) > LISTED:
        lines.append(f"  and {len(found) - LISTED} more")
    listed = "\n".join(lines)
    return ItemError(f"{name!r} is ambiguous: {len(found)} items end so", f"say which:\n{listed}")


def _unknown(graph: CommitGraph, name: str) -> ItemError:
    at = f" at {graph.commit[:12]}" if graph.commit else ""
    near = near_symbols(graph, name)
    if near:
        return ItemError(f"no item {name!r}{at}", "did you mean:\n" + "\n".join(f"  {symbol}" for symbol in near))
    if graph.cargo.errors:
        path, error = graph.cargo.errors[0]
        return ItemError(f"no item {name!r}{at}", f"{path} cannot be read, so its crates are not known: it {error}")
    return ItemError(f"no item {name!r}{at}", "`rgraph query '?[symbol] := item[symbol, _, _, _, _, _, _]'` lists all")


def near_symbols(graph: CommitGraph, name: str) -> list[str]:
    """Up to five symbols whose end is spelt nearly like `name`."""
    length = len(segments(name))
    said: dict[str, list[str]] = {}
    for symbol in graph.symbols():
        if symbol.endswith(">"):  # an impl block: nobody means it by its type's name
            continue
        said.setdefault("::".join(segments(plain(symbol))[-length:]), []).append(symbol)
    near = get_close_matches("::".join(segments(name)), said, n=NEAR, cutoff=0.6)
    return [symbol for end in near for symbol in said[end]][:NEAR]
