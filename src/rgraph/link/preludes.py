"""Names that are in scope without an import: the preludes of std, and primitive types."""

from __future__ import annotations

from rgraph.model.cargo import Crate

from .declarations import Declarations
from .defs import Def
from .fixpoint import Fixpoint
from .path_steps import Paths
from .questions import Lookup
from .resolution import NOTHING, Ns, Resolution

PRIMITIVES = frozenset(
    "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128".split()  # noqa: SIM905
)

_PRELUDES = {"2015": "v1", "2018": "v1", "2021": "rust_2021", "2024": "rust_2024"}


class Preludes:
    """The preludes of one stub of the standard library, whose root is `std_root`."""

    def __init__(
        self, fixpoint: Fixpoint, declarations: Declarations, paths: Paths, lookup: Lookup, std_root: Def | None
    ) -> None:
        self._fixpoint = fixpoint
        self._declarations = declarations
        self._paths = paths
        self._lookup = lookup
        self._std_root = std_root
        self._std_paths: dict[str, Def | None] = {}

    def prelude(self, crate: Crate, name: str, ns: Ns) -> Resolution:
        """What a name means by std's prelude of the crate's edition, or as a primitive type."""
        edition = self._declarations.edition(crate)
        return self._fixpoint.answer("prelude", (edition, name, ns), lambda: self._prelude(edition, name, ns), NOTHING)

    def _prelude(self, edition: str, name: str, ns: Ns) -> Resolution:
        root = self._std_root
        if root is not None:
            path = ("prelude", _PRELUDES.get(edition, "v1"), name)
            found = self._paths.walk(Resolution(defs=(root,)), path, 0, ns)
            if found.defs and not found.rest:
                return found
            if ns is Ns.MACRO:
                found = self._lookup(root, name, ns)
                if found:
                    return found
        if ns is Ns.TYPE and name in PRIMITIVES:
            return Resolution(prim=name)
        return NOTHING

    def std(self, path: str) -> Def | None:
        """An item of the stub crate by its path (`std::vec::Vec`), in the type namespace first."""
        if path not in self._std_paths:
            self._std_paths[path] = self._std(path)
        return self._std_paths[path]

    def _std(self, path: str) -> Def | None:
        if self._std_root is None:
            return None
        names = path.split("::")
        for ns in (Ns.TYPE, Ns.VALUE):
            found = self._paths.walk(Resolution(defs=(self._std_root,)), names, 1, ns)
            if found.defs and not found.rest:
                return found.defs[0]
        return None
