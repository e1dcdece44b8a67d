"""Expressions that make values: literals, structs, tuples, arrays, references, casts, ranges."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EArray, ECast, ELit, ERange, ERef, EStruct, ETuple, FieldInit, Path, Segment

from .calls import Calls
from .coercion import Coercion
from .path_values import Paths
from .patterns import Patterns
from .references import References
from .subexpressions import Subexpressions
from .written_types import WrittenTypes

RANGES = ("Range", "RangeFrom", "RangeTo", "RangeFull", "RangeInclusive", "RangeToInclusive")


class Values:
    """Infers values."""

    def __init__(
        self,
        types: BodyTypes,
        refs: References,
        written: WrittenTypes,
        paths: Paths,
        patterns: Patterns,
        coercion: Coercion,
        calls: Calls,
        infer: Subexpressions,
    ) -> None:
        self.calls = calls
        self.world = types.world
        self.terms = types.terms
        self.inference = types.inference
        self.refs = refs
        self.written = written
        self.paths = paths
        self.patterns = patterns
        self.coercion = coercion
        self.infer = infer
        self._ranges = {name: self.world.std(f"std::ops::{name}") for name in RANGES}

    def literal(self, e: ELit, expected: Ty | None) -> Ty:
        """A literal."""
        kind = e.kind
        if e.suffix:
            return self.terms.make(e.suffix)
        if kind == "str":
            return self.terms.ref(self.terms.str)
        if kind in {"int", "float"}:
            return Var(kind)
        if kind in {"bool", "char"}:
            return self.terms.make(kind)
        if kind == "byte":
            return self.terms.make("u8")
        if kind == "bytes":
            return self.terms.ref(self.terms.make("[;]", (self.terms.make("u8"),)))
        text = self.world.std("std::ffi::CStr")
        return self.terms.ref(self.terms.make(text)) if text is not None else UNKNOWN

    def struct(self, e: EStruct, expected: Ty | None) -> Ty:
        """`S { field: value, ..base }`."""
        shape, ty = self.patterns.shape(e.path)
        if ty is not None and shape is not None:
            self.coercion.hint(ty, expected)
        for init in e.fields:
            with self.refs.under(init.cfg) as is_present:
                self._field(init, shape, ty, is_present)
        if e.base is not None:
            actual = self.infer.expression(e.base, ty)
            if ty is not None:
                self.coercion.coerce(actual, ty)
        return ty if ty is not None else UNKNOWN

    def _field(self, init: FieldInit, shape: Def | None, owner: Ty | None, is_present: bool) -> None:
        definition = self.world.field(shape, init.name) if shape is not None else None
        wanted: Ty | None = None
        if definition is not None and owner is not None:
            self.refs.edge(EdgeKind.WRITES, (definition,), Tier.EXACT, init.line)
            wanted = self.paths.callees.field_type(definition, owner) if is_present else None
        elif shape is not None:
            self.refs.unresolved("no_such_member", "field", init.name, init.line)
        if init.value is not None:
            actual = self.infer.expression(init.value, wanted)
        else:
            actual = self.paths.value(Path(segments=[Segment(init.name)], line=init.line), None)
        if wanted is not None:
            self.coercion.coerce(actual, wanted)

    def tuple(self, e: ETuple, expected: Ty | None) -> Ty:
        """`(a, b)`."""
        wanted = shallow(expected) if expected is not None else None
        hints = wanted.args if wanted is not None and wanted.head == "()" else ()
        found = []
        for index, each in enumerate(self.calls.present(e.elems)):
            hint = hints[index] if index < len(hints) else None
            ty = self.infer.expression(each, hint)
            if hint is not None and shallow(hint).__class__ is not Var:
                self.coercion.coerce(ty, hint)
            found.append(ty)
        return self.terms.tuple(tuple(found))

    def array(self, e: EArray, expected: Ty | None) -> Ty:
        """`[a, b]` and `[a; n]`."""
        wanted = shallow(expected) if expected is not None else None
        element = wanted.args[0] if wanted is not None and wanted.head in {"[]", "[;]"} else None
        found = [self.infer.expression(each, element) for each in self.calls.present(e.elems)]
        if e.repeat is not None:
            self.infer.expression(e.repeat, self.terms.usize)
        if element is not None and shallow(element).__class__ is not Var:
            for ty in found:
                self.coercion.coerce(ty, element)
            return self.terms.make("[;]", (element,))
        return self.terms.make("[;]", (self.coercion.joined(found) if found else self.inference.fresh(),))

    def ref(self, e: ERef, expected: Ty | None) -> Ty:
        """`&e`, `&mut e`."""
        wanted = shallow(expected) if expected is not None else None
        inner = wanted.args[0] if wanted is not None and wanted.head in {"&", "&mut"} else None
        return self.terms.ref(self.infer.expression(e.expr, inner), e.mut)

    def cast(self, e: ECast, expected: Ty | None) -> Ty:
        """`e as T`."""
        ty = self.written.annotated(e.ty)
        actual = self.infer.expression(e.expr, None)
        if shallow(ty).flags:
            self.coercion.coerce(actual, ty)
        return ty

    def range(self, e: ERange, expected: Ty | None) -> Ty:
        """`a..b` of every kind."""
        ends = [self.infer.expression(each, None) for each in (e.start, e.end) if each is not None]
        if len(ends) == 2:
            self.inference.unify(ends[0], ends[1])
        if e.start is not None:
            name = ("RangeInclusive" if e.inclusive else "Range") if e.end is not None else "RangeFrom"
        else:
            name = ("RangeToInclusive" if e.inclusive else "RangeTo") if e.end is not None else "RangeFull"
        target = self._ranges[name]
        return self.terms.make(target, tuple(ends[:1])) if target is not None else UNKNOWN
