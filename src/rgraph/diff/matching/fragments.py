"""Code that went from one function into another: copies, functions extracted and functions inlined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rgraph.diff.limits import MAX_SHARING, MAX_SHINGLE_HOLDERS
from rgraph.diff.snapshot import Node
from rgraph.model.facts import ItemKind

from .profile import Profile, Profiles, containment, similarity

_LEAST_TOKENS = 16
LEAST_COPIED = 40
"""Tokens of the shortest function that is called a copy."""
_COPIED = 0.9
_CONTAINED = 0.7
_LEFT_BEHIND = 0.55


def copies(added: list[Node], kept: Iterable[Node], new: Profiles) -> dict[str, str]:
    """Added item to the item that it is a copy of, where the original stayed as it was.

    Looked for in the same files, and everywhere under the same name or with the same body.
    """
    paths, names = {node.path for node in added}, {node.name for node in added}
    bodies = {_body_hash(node) for node in added} - {""}
    near = [n for n in kept if n.path in paths or n.name in names or _body_hash(n) in bodies]
    originals = _by_shingle(near, new)
    found: dict[str, str] = {}
    for node in added:
        profile = new.of(node)
        if len(profile.tokens) < LEAST_COPIED:
            continue
        alike = [other for other in _sharing(profile, originals) if other.kind == node.kind and other is not node]
        scored = [(similarity(profile, new.of(other)), other.symbol) for other in alike]
        best = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        if best[0] >= _COPIED:
            found[node.symbol] = best[1]
    return found


def moved_code(
    pieces: Iterable[Node],
    hosts: Iterable[tuple[Node, Node]],
    piece_profiles: Profiles,
    whole: Profiles,
    after: Profiles,
) -> dict[str, str]:
    """Piece to the host whose code it took: the body stood in the host and does not stand there any more.

    For extracted functions the pieces are the added ones, the hosts (before, after) pairs, `whole` profiles the
    side before. For inlined ones swap the sides: pieces are the removed ones, hosts (after, before).
    """
    wanted = [piece for piece in pieces if piece.kind is ItemKind.FUNCTION]
    if not wanted:
        return {}
    changed = [(a, b) for a, b in hosts if _body_hash(a) != _body_hash(b)]
    by_symbol = {a.symbol: (a, b) for a, b in changed}
    holders = _by_shingle([a for a, _ in changed], whole)
    found: dict[str, str] = {}
    for piece in wanted:
        profile = body(piece_profiles.of(piece))
        if len(profile.tokens) < _LEAST_TOKENS:
            continue
        scored = []
        for host in _sharing(profile, holders):
            before, later = by_symbol[host.symbol]
            inside, left = containment(profile, whole.of(before)), containment(profile, after.of(later))
            if inside >= _CONTAINED and left <= inside * _LEFT_BEHIND:
                scored.append((inside - left, host.symbol))
        if scored:
            found[piece.symbol] = max(scored)[1]
    return found


def _body_hash(node: Node) -> str:
    return node.item.body_hash if node.item is not None else ""


def body(profile: Profile) -> Profile:
    """The tokens between a function's outer braces."""
    tokens = profile.tokens
    return Profile(tokens[tokens.index("{") + 1 : -1]) if "{" in tokens else Profile(())


def _by_shingle(nodes: Iterable[Node], profiles: Profiles) -> Mapping[tuple[str, ...], list[Node]]:
    holders: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        for shingle in profiles.of(node).shingles:
            holders[shingle].append(node)
    return holders


def _sharing(profile: Profile, holders: Mapping[tuple[str, ...], list[Node]]) -> list[Node]:
    """The few nodes that share most rare shingles with a profile."""
    votes: dict[str, int] = defaultdict(int)
    nodes: dict[str, Node] = {}
    for shingle in profile.shingles:
        found = holders.get(shingle, [])
        if len(found) <= MAX_SHINGLE_HOLDERS:
            for node in found:
                votes[node.symbol] += 1
                nodes[node.symbol] = node
    return [nodes[symbol] for symbol in sorted(votes, key=lambda symbol: (-votes[symbol], symbol))[:MAX_SHARING]]
