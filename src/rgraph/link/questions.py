"""Questions that parts of the world ask each other in a circle, so that one of the two is connected late."""

from __future__ import annotations

from typing import Protocol

from rgraph.model.cargo import Crate

from .defs import Def
from .resolution import Ns, Resolution, UsePath


class Lookup(Protocol):
    """What a name means in a module (`Modules.found`)."""

    def __call__(self, module: Def, name: str, ns: Ns) -> Resolution: ...


class LookupWithout(Protocol):
    """The same without the imports of a path (`Modules.found_without`)."""

    def __call__(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution: ...


class Offered(Protocol):
    """What `module::name` means that is written in `viewer` (`Modules.offered`)."""

    def __call__(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution: ...


class Prelude(Protocol):
    """What a name means by the prelude (`Preludes.prelude`)."""

    def __call__(self, crate: Crate, name: str, ns: Ns) -> Resolution: ...


class Aliased(Protocol):
    """The definition that a type alias stands for (`Names.aliased`)."""

    def __call__(self, alias: Def) -> Resolution: ...
