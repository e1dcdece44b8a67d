"""Values that do not say what a new argument of their type is: `E::B` of `enum E<T = u8> { A(T), B }`.

A default stands for an argument that a type leaves out. What an expression leaves out is inferred, and where nothing
says it, the expression is refused (E0282, E0283).
"""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.model import PublicItem, hides
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.probes.signatures.left_open import held
from rgraph.diff.semver.side import Side

from .definitions import fields_of


def arguments_left_open(pair: Pair, new: Side) -> Iterator[Difference]:
    """The question about the first value of the old type that says nothing of an argument that the new one takes by
    default."""
    gained = [
        new.labels.get(param.name, "")
        for param in new.item.generics.params
        if param.kind == "type" and param.default is not None
    ]
    labels = {label for label in gained if label.startswith("'new:")}
    for value in _values(pair) if labels else ():
        definition = value.definition
        if definition is None or value.facts.get("constructible") != "yes":
            continue
        types = [new.canon.ty(f.item.ty, f, new.labels) for f in fields_of(definition) if f.item is not None]
        if not labels <= {hole for ty in types for hole in held(ty)}:
            yield pair.doubt(
                f"a `{value.label.removeprefix(pair.new.crate + '::')}` does not say what all arguments are now: does "
                "one stand where nothing else says it?"
            )
            return


def _values(pair: Pair) -> Iterator[PublicItem]:
    """What users build of the new type, and built of the old one: a struct, or the variants."""
    if pair.new.kind == "struct" and pair.old.facts.get("constructible") == "yes":
        yield pair.new
    before = {member.name for member in pair.old.members if member.kind == "variant" and not hides(member.attrs)}
    yield from (member for member in pair.new.members if member.kind == "variant" and member.name in before)
