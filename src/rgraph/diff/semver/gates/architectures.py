"""Under what a version does not compile: its assembly names the registers of one architecture, or it imports what the
standard library has for that one alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.api.ways import Way, Ways, way_to
from rgraph.link.table import FILE
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Place

_X86 = ("x86", "x86_64")
_REGISTERS = (
    (
        re.compile(r'"(?:[abcd][lhx]|[er][abcd]x|[er]?[sd]i|[sd]il|[er]?[sb]p|[xyz]mm\d+|st\(\d\))"|att_syntax'),
        _X86,
    ),
    (re.compile(r"\b(?:reg_abcd|reg_byte|xmm_reg|ymm_reg|zmm_reg|x87_reg|mmx_reg|kreg)\b"), _X86),
    (re.compile(r'"[xwv](?:[12]?\d|3[01])"|\bvreg(?:_low16)?\b'), ("aarch64", "arm64ec")),
    (re.compile(r'"(?:a[0-7]|t[0-6]|fa[0-7]|ft\d+)"'), ("riscv32", "riscv64")),
)
"""What only the assembly of some architectures names; the compiler refuses it for others, whether it is called or not.
https://doc.rust-lang.org/reference/inline-assembly.html#register-operands
"""
_ASSEMBLY = re.compile(r"\basm!\s*[({\[]")
_CONDITION = re.compile(r"\bcfg(?:_attr|_if)?\b")
_MODULES = re.compile(r"x86(?:_64)?|arm|aarch64|(?:riscv|wasm|loongarch)(?:32|64)|(?:powerpc|mips)(?:64)?|nvptx|s390x")
"""The modules of `core::arch`, each of which is there on its own architecture."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The conditions under which the compiler refuses a version, and those under which there is assembly in it."""

    refused: Ways
    assembly: Ways

    def but_for(self, named: Iterable[str]) -> Ways:
        """Under what it was refused if its assembly is for these architectures alone."""
        return self.refused | {way | {_elsewhere(sorted(named))} for way in self.assembly}


def bound_to_architectures(side: Surfaces, crate: str) -> Bound:
    """What binds a library of one version to architectures."""
    places = [place for place in side.world.places.values() if place.crate.id == crate]
    assembly = [found for place in places for found in _assembly(side, place)]
    refused = {way | {_elsewhere(known)} for way, known in assembly if known}
    return Bound(
        frozenset(refused.union(*(_imports(side, place) for place in places))), frozenset(way for way, _ in assembly)
    )


def _assembly(side: Surfaces, place: Place) -> Iterator[tuple[Way, Sequence[str]]]:
    source = side.graph.source(place.path)
    for ord_, item in enumerate(place.table.items) if b"asm!" in source else ():
        if item.kind is ItemKind.FUNCTION and (known := _of_assembly(source[item.start : item.end])) is not None:
            yield way_to(side.world, place.defs(ord_)), known


def _imports(side: Surfaces, place: Place) -> Iterator[Way]:
    for use in side.graph.facts(place.path).uses if b"arch::" in side.graph.source(place.path) else ():
        named = use.path[2] if use.path[:2] in (["core", "arch"], ["std", "arch"]) and len(use.path) > 2 else ""
        if _MODULES.fullmatch(named) and not use.in_macro and not use.in_block:
            around = place.defs(use.parent if use.parent >= 0 else FILE)
            yield way_to(side.world, around, *use.attrs.cfg) | {_elsewhere((named,))}


def _of_assembly(text: bytes) -> Sequence[str] | None:
    """The architectures that a function is for by its assembly, none where that does not say; None for a function that
    has none, or alternatives."""
    code = text.decode("utf-8", "replace")
    found = _ASSEMBLY.search(code)
    if found is None or _CONDITION.search(code):
        return None
    return next((names for pattern, names in _REGISTERS if pattern.search(code, found.start())), ())


def _elsewhere(architectures: Iterable[str]) -> str:
    names = ", ".join(f'target_arch = "{name}"' for name in architectures)
    return f"not(any({names}))"
