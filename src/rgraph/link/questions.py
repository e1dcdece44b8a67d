"""Questions that parts of the world ask each other in a circle, so that one of the two is joined late."""

from __future__ import annotations

from typing import Protocol

from rgraph.model.cargo import Crate

from .defs import Def
from .resolution import Ns, Resolution, UsePath


class Lookup(Protocol):
    """What a name means in a module: its items and imports, else its globs. No prelude."""

    def __call__(self, module: Def, name: str, ns: Ns) -> Resolution: ...


class LookupWithout(Protocol):
    """The same without the imports of a path: a `use` does not resolve through itself."""

    def __call__(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution: ...


class Offered(Protocol):
    """What a name after a module in a path means, where `viewer` is the module that the path is written in."""

    def __call__(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution: ...


class Prelude(Protocol):
    """What the prelude of a crate's edition calls so."""

    def __call__(self, crate: Crate, name: str, ns: Ns) -> Resolution: ...


class Aliased(Protocol):
    """What a type alias stands for, where that is a plain path to a type."""

    def __call__(self, alias: Def) -> Resolution: ...
