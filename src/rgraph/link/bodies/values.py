"""Expressions that make or take apart values: literals, fields, structs, tuples, arrays, references, ranges."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.types.signatures import Signatures
from rgraph.link.types.terms import UNKNOWN, Outside, Ty, Var, shallow
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EArray, ECast, EField, ELit, EPath, ERange, ERef, EStruct, ETuple

from .operators import Operators


class Values(Operators):
    """Infers values."""

    def __init__(self, signatures: Signatures, emit: Emitter, owner: Def) -> None:
        super().__init__(signatures, emit, owner)
        self._ranges = {
            name: self.world.std(f"std::ops::{name}")
            for name in ("Range", "RangeFrom", "RangeTo", "RangeFull", "RangeInclusive", "RangeToInclusive")
        }

    def _joined(self, types: list[Ty]) -> Ty:
        """What branches give together."""
        result: Ty | None = None
        for ty in map(shallow, types):
            if ty is self.terms.never:
                continue
            if result is None or shallow(result) is UNKNOWN:
                result = ty
            elif ty is not UNKNOWN:
                self.coerce(ty, result)
        return result if result is not None else (self.terms.never if types else self.terms.unit)

    def _literal(self, e: ELit, expected: Ty | None) -> Ty:
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

    def field_access(self, e: EField, expected: Ty | None, write: bool = False) -> Ty:
        base = self.expression(e.base, None)
        if self.pending:
            self.select(self.is_open(base))
        steps = self.steps(base)
        for step in steps:
            head = step.head
            if head == "()" and e.name.isdigit():
                index = int(e.name)
                return step.args[index] if index < len(step.args) else UNKNOWN
            if isinstance(head, Def) and head.kind in {ItemKind.STRUCT, ItemKind.UNION}:
                field = self.world.field(head, e.name)
                if field is not None and self._sees(field):
                    tier = Tier.EXACT if isinstance(e.base, EPath) and head is self.own_self.head else Tier.INFERRED
                    kind = EdgeKind.WRITES if write else EdgeKind.READS
                    self.edge(kind, (field,), tier, e.line)
                    return self.field_type(field, step)
        last = steps[-1]
        if any(isinstance(step.head, Outside) for step in steps):
            self.unresolved("external", "field", e.name, e.line)
        else:
            unknown = last is UNKNOWN or last.__class__ is Var
            self.unresolved("unknown_receiver" if unknown else "no_such_member", "field", e.name, e.line)
        return UNKNOWN

    def _sees(self, field: Def) -> bool:
        """A private field does not hide what the type dereferences to."""
        return not field.external or self.world.visible(field, self.scope.module)

    def _struct(self, e: EStruct, expected: Ty | None) -> Ty:
        shape, ty = self.shape(e.path)
        if ty is not None and shape is not None:
            self.hint(ty, expected)
        for init in e.fields:
            definition = self.world.field(shape, init.name) if shape is not None else None
            wanted: Ty | None = None
            if definition is not None and ty is not None:
                self.edge(EdgeKind.WRITES, (definition,), Tier.EXACT, init.line)
                wanted = self.field_type(definition, ty)
            elif shape is not None:
                self.unresolved("no_such_member", "field", init.name, init.line)
            if init.value is not None:
                actual = self.expression(init.value, wanted)
            else:
                actual = self.named(init.name, init.line)
            if wanted is not None:
                self.coerce(actual, wanted)
        if e.base is not None:
            actual = self.expression(e.base, ty)
            if ty is not None:
                self.coerce(actual, ty)
        return ty if ty is not None else UNKNOWN

    def _tuple(self, e: ETuple, expected: Ty | None) -> Ty:
        wanted = shallow(expected) if expected is not None else None
        hints = wanted.args if wanted is not None and wanted.head == "()" else ()
        found = []
        for index, each in enumerate(e.elems):
            hint = hints[index] if index < len(hints) else None
            ty = self.expression(each, hint)
            if hint is not None and shallow(hint).__class__ is not Var:
                self.coerce(ty, hint)
            found.append(ty)
        return self.terms.tuple(tuple(found))

    def _array(self, e: EArray, expected: Ty | None) -> Ty:
        wanted = shallow(expected) if expected is not None else None
        element = wanted.args[0] if wanted is not None and wanted.head in {"[]", "[;]"} else None
        found = [self.expression(each, element) for each in e.elems]
        if e.repeat is not None:
            self.expression(e.repeat, self.terms.usize)
        if element is not None and shallow(element).__class__ is not Var:
            for ty in found:
                self.coerce(ty, element)
            return self.terms.make("[;]", (element,))
        return self.terms.make("[;]", (self._joined(found) if found else self.fresh(),))

    def _ref(self, e: ERef, expected: Ty | None) -> Ty:
        wanted = shallow(expected) if expected is not None else None
        inner = wanted.args[0] if wanted is not None and wanted.head in {"&", "&mut"} else None
        return self.terms.ref(self.expression(e.expr, inner), e.mut)

    def _cast(self, e: ECast, expected: Ty | None) -> Ty:
        ty = self.annotated(e.ty)
        actual = self.expression(e.expr, None)
        if shallow(ty).flags:
            self.coerce(actual, ty)
        return ty

    def _range(self, e: ERange, expected: Ty | None) -> Ty:
        ends = [self.expression(each, None) for each in (e.start, e.end) if each is not None]
        if len(ends) == 2:
            self.unify(ends[0], ends[1])
        if e.start is not None:
            name = ("RangeInclusive" if e.inclusive else "Range") if e.end is not None else "RangeFrom"
        else:
            name = ("RangeToInclusive" if e.inclusive else "RangeTo") if e.end is not None else "RangeFull"
        target = self._ranges[name]
        return self.terms.make(target, tuple(ends[:1])) if target is not None else UNKNOWN
