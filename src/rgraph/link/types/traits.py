"""Trait selection: which impl, bound or built-in rule makes a type implement a trait, and its associated types."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns

from .environment import Environment
from .signatures import ImplTerm, Predicate, Signatures
from .terms import (
    INTEGERS,
    PARAMS,
    PROJECTIONS,
    UNKNOWN,
    VARS,
    Bounds,
    Head,
    Mapping,
    Outside,
    Param,
    Projection,
    Ty,
    Var,
    shallow,
)

MAX_SEARCH = 8
"""How deep impls may demand impls."""

FN_TRAITS = frozenset({"Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"})
STRUCTURAL = frozenset({"Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"})
MARKERS = frozenset({"Sized", "Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})


class Selection:
    """How a type implements a trait: by an impl (`mapping` fits its parameters), by a bound, or built in.

    `several` are the impls in question where what is known does not decide between them.
    """

    __slots__ = ("assoc", "impl", "mapping", "several")

    def __init__(
        self,
        impl: ImplTerm | None = None,
        mapping: Mapping | None = None,
        assoc: dict[str, Ty] | None = None,
        several: tuple[ImplTerm, ...] = (),
    ) -> None:
        self.impl = impl
        self.mapping = mapping if mapping is not None else {}
        self.assoc = assoc if assoc is not None else {}
        self.several = several


BUILT_IN = Selection()


class Traits(Environment):
    """Selects impls for the types of one body."""

    def __init__(self, signatures: Signatures) -> None:
        super().__init__(signatures)
        self._ground: dict[tuple[Ty, Def, tuple[Ty, ...]], Selection | None] = {}
        self._deref_heads: dict[Head, bool] = {}
        self.deref_trait = self.world.std("std::ops::Deref")

    # ---- selection ---------------------------------------------------------------------------------------

    def solve(self, ty: Ty, trait: Def, args: tuple[Ty, ...] = (), depth: int = 0) -> Selection | None:
        """How `ty: trait<args>` holds; None where it does not, or nothing is known of the type."""
        ty = shallow(ty)
        if ty is UNKNOWN or depth > MAX_SEARCH or (ty.__class__ is Var and not ty.kind):
            return None
        if ty.flags & VARS:
            ty = self.resolve(ty)
        if args:
            args = tuple([self.resolve(arg) for arg in args])
        flags = ty.flags
        for arg in args:
            flags |= arg.flags
        if flags & (VARS | PARAMS | PROJECTIONS):
            return self._solve(ty, trait, args, depth)
        key = (ty, trait, args)
        if key not in self._ground:
            self._ground[key] = None
            self._ground[key] = self._solve(ty, trait, args, depth)
        return self._ground[key]

    def _solve(self, ty: Ty, trait: Def, args: tuple[Ty, ...], depth: int) -> Selection | None:
        head = ty.head
        if isinstance(head, Param | Projection | Bounds):
            found = self._by_bound(ty, trait, args)
            if found is not None:
                return found
        built_in = self._built_in(ty, trait)
        if built_in is not None:
            return built_in
        return self._by_impl(ty, trait, args, depth)

    def _by_bound(self, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | None:
        for each in self.bounds_on(ty):
            if each.trait is trait or (trait.name in FN_TRAITS and each.trait.name in FN_TRAITS and trait.external):
                mark = self.mark()
                if all(self.unify(one, other) for one, other in zip(args, each.args, strict=False)):
                    return Selection(assoc=dict(each.assoc))
                self.rollback(mark)
        return None

    def _built_in(self, ty: Ty, trait: Def) -> Selection | None:
        name = trait.name
        if trait.external:
            if name in MARKERS:
                return BUILT_IN
            if ty.head == "fn" and name in FN_TRAITS:
                return Selection(assoc={"Output": ty.args[-1]})
            if ty.head == "fn" and name in {"Clone", "Copy"}:
                return BUILT_IN
            if ty.head == "()" and name in STRUCTURAL:
                return BUILT_IN
        if isinstance(ty.head, Def) and self._derived(ty.head, trait):
            return BUILT_IN
        return None

    def _derived(self, definition: Def, trait: Def) -> bool:
        if definition.external:
            return False
        return any(trait in meaning.defs for meaning in self.world.derives(definition))

    def impl_heads(self, ty: Ty) -> tuple[Def | str, ...]:
        """What impls for a type are indexed by."""
        head = ty.head
        if isinstance(head, Def):
            return (head,)
        if isinstance(head, Outside):
            return (head.path.rpartition("::")[2],)
        if isinstance(head, Bounds):
            return (f"dyn {head.specs[0][0].name}",) if head.dynamic else ()
        if ty.__class__ is Var:
            return ("int", "i32") if ty.kind == "int" else ("float", "f64")
        if not isinstance(head, str):
            return ()
        if head in INTEGERS:
            return (head, "int")
        if head in {"f32", "f64"}:
            return (head, "float")
        return ({"&mut": "&", "*mut": "*"}.get(head, head),)

    def _by_impl(self, ty: Ty, trait: Def, args: tuple[Ty, ...], depth: int) -> Selection | None:
        own = [each for head in self.impl_heads(ty) for each in self.trait_impls(head, trait)]
        strict = True
        fitting = self._fitting(own, ty, args, depth, strict) or self._fitting(
            self.trait_impls("", trait), ty, args, depth, strict
        )
        if not fitting and own:
            strict = False
            fitting = self._fitting(own, ty, args, depth, strict)
        if not fitting:
            return None
        if len(fitting) > 1:
            exact = [each for each in fitting if self._decides(each, args)]
            if len(exact) != 1:
                return Selection(several=tuple(fitting))
            fitting = exact
        mapping = self.matched(fitting[0], ty, args, depth, strict) or {}
        return Selection(fitting[0], {param: self.resolve(term) for param, term in mapping.items()})

    def _decides(self, term: ImplTerm, args: tuple[Ty, ...]) -> bool:
        """Whether an impl's trait arguments are the very ones asked for."""
        return all(self.resolve(arg) is own for arg, own in zip(args, term.args, strict=False))

    def _fitting(self, impls: Iterable[Def], ty: Ty, args: tuple[Ty, ...], depth: int, strict: bool) -> list[ImplTerm]:
        """The impls whose headers fit; `strict`: and whose where clauses hold as far as is known."""
        found = []
        for implementation in impls:
            term = self.impl_term(implementation)
            mark = self.mark()
            if self.matched(term, ty, args, depth, strict) is not None:
                found.append(term)
            self.rollback(mark)
        return found

    def matched(self, term: ImplTerm, ty: Ty, args: tuple[Ty, ...], depth: int, strict: bool = True) -> Mapping | None:
        """What an impl's parameters stand for, for a type and trait arguments; None where it does not fit.

        A where clause on more than a parameter may fail for want of knowledge (an impl that a macro makes):
        `strict` False lets it.
        """
        if not self.may_fit(term.self_term, ty):
            return None
        for own, arg in zip(term.args, args, strict=False):
            if not self.may_fit(own, arg):
                return None
        mark = self.mark()
        mapping = self.instantiate(term.params)
        subst = self.terms.subst
        if not self.unify(subst(term.self_term, mapping), ty):
            self.rollback(mark)
            return None
        for own, arg in zip(term.args, args, strict=False):
            if not self.unify(subst(own, mapping), arg):
                self.rollback(mark)
                return None
        for predicate in term.predicates:
            wanted = strict or isinstance(predicate.subject.head, Param)
            if not self.demanded(predicate, mapping, depth + 1) and wanted:
                self.rollback(mark)
                return None
        return mapping

    def demanded(self, predicate: Predicate, mapping: Mapping, depth: int) -> bool:
        """Whether a predicate holds or may; what it tells of associated types is unified."""
        subst = self.terms.subst
        subject = shallow(self.normalise(subst(predicate.subject, mapping), depth))
        if subject.__class__ is Var or subject is UNKNOWN or subject.head.__class__ is Outside:
            return True
        trait = predicate.trait
        args = tuple([self.normalise(subst(arg, mapping), depth) for arg in predicate.args])
        found = self.solve(subject, trait, args, depth)
        if found is None:
            return False
        if found.several:
            return True
        if subject.head == "fn" and trait.name in FN_TRAITS:
            self._call_shape(subject, args)
        for name, wanted in predicate.assoc:
            actual = self.associated(found, subject, trait, name, depth)
            if actual is not None and not self.unify(self.normalise(subst(wanted, mapping), depth), actual):
                return False
        return True

    def _call_shape(self, function: Ty, args: tuple[Ty, ...]) -> None:
        """Unify a function's parameters with the tuple that a bound calls it with."""
        if args and shallow(args[0]).head == "()":
            for own, arg in zip(function.args, shallow(args[0]).args, strict=False):
                self.unify(own, arg)

    # ---- associated types --------------------------------------------------------------------------------

    def project(self, trait: Def, name: str, ty: Ty, args: tuple[Ty, ...], depth: int = 0) -> Ty | None:
        """`<ty as trait<args>>::name`; None where it cannot be told."""
        found = self.solve(ty, trait, args, depth)
        if found is None or found.several:
            return None
        known = self.associated(found, ty, trait, name, depth)
        if known is None and found.impl is None and found is not BUILT_IN:
            return self.terms.projection(trait, name, (ty, *args))
        return known

    def associated(self, found: Selection, ty: Ty, trait: Def, name: str, depth: int) -> Ty | None:
        """An associated type as selected."""
        known = found.assoc.get(name)
        if known is not None:
            return known
        if found.impl is None:
            return None
        if depth > MAX_SEARCH:
            return None
        for member in self.world.member(found.impl.impl, name, Ns.TYPE):
            declared = self.terms.subst(self.declared(member), found.mapping)
            return self.normalise(declared, depth + 1)
        for member in self.world.member(trait, name, Ns.TYPE):
            item = self.world.decl(member)
            if item is not None and item.ty is not None:
                mapping = self.trait_mapping(trait, ty, found.impl.args)
                return self.normalise(self.terms.subst(self.declared(member), mapping), depth + 1)
        return None

    def normalise(self, ty: Ty, depth: int = 0) -> Ty:
        """The term with every associated type reduced that can be."""
        if not ty.flags & (PROJECTIONS | VARS) or depth > MAX_SEARCH:
            return ty
        ty = shallow(ty)
        if not ty.flags & PROJECTIONS:
            return ty
        args = tuple([self.normalise(arg, depth) for arg in ty.args])
        head = ty.head
        if head.__class__ is not Projection:
            return self.terms.make(head, args)
        subject = shallow(args[0])
        if subject is UNKNOWN:
            return UNKNOWN
        if subject.__class__ is Var and not subject.kind:
            return self.later(head.trait, head.name, args)
        found = self.project(head.trait, head.name, subject, args[1:], depth + 1)
        if found is not None:
            return found
        if subject.head.__class__ is Outside:
            return UNKNOWN
        return self.terms.make(head, args)

    def later(self, trait: Def, name: str, args: tuple[Ty, ...]) -> Ty:
        """An associated type of a type that is not known yet."""
        return self.terms.projection(trait, name, args)

    # ---- dereferencing -----------------------------------------------------------------------------------

    def deref(self, ty: Ty) -> Ty | None:
        """What `*ty` is for autoderef; None where it cannot be dereferenced."""
        ty = shallow(ty)
        head = ty.head
        if head in {"&", "&mut"}:
            return shallow(ty.args[0])
        if isinstance(head, Def):
            able = self._deref_heads.get(head)
            if able is None:
                able = bool(self.deref_trait and self.trait_impls(head, self.deref_trait))
                self._deref_heads[head] = able
            if not able:
                return None
        elif not isinstance(head, Param | Projection | Bounds):
            return None
        if self.deref_trait is None:
            return None
        found = self.project(self.deref_trait, "Target", ty, ())
        return shallow(found) if found is not None else None

    def steps(self, ty: Ty) -> list[Ty]:
        """The type and what it dereferences to, step by step; an array's slice comes last."""
        current: Ty | None = shallow(ty)
        found: list[Ty] = []
        while current is not None and len(found) < 10:
            found.append(current)
            current = self.deref(current)
        if found[-1].head == "[;]":
            found.append(self.terms.make("[]", found[-1].args))
        return found
