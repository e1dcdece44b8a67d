"""Declarations as terms: signatures, impl headers, field types, and what generics must satisfy."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.world import World
from rgraph.model.facts import Item, ItemKind, SelfParam
from rgraph.model.syntax import Bound

from .generics import generics_of, is_plain
from .lowering import Lowering
from .terms import UNKNOWN, Param, Terms, Ty, for_self


class Predicate:
    """`subject: trait<args, assoc = ...>`."""

    __slots__ = ("args", "assoc", "subject", "trait")

    def __init__(self, subject: Ty, trait: Def, args: tuple[Ty, ...], assoc: tuple[tuple[str, Ty], ...]) -> None:
        self.subject = subject
        self.trait = trait
        self.args = args
        self.assoc = assoc


class Signature:
    """A function as terms. `params` are its own generic parameters, then those of the impl or trait around it.

    `own` says how many of `params` are the function's. `receiver` is the type of `self` (None without one), `taken` has
    the types of all parameters with `self` first. `plain`: there is nothing to infer or to substitute.
    """

    __slots__ = ("inputs", "own", "params", "plain", "predicates", "receiver", "ret", "taken")

    def __init__(
        self,
        params: tuple[Param, ...],
        own: int,
        receiver: Ty | None,
        inputs: tuple[Ty, ...],
        ret: Ty,
        predicates: tuple[Predicate, ...],
    ) -> None:
        self.params = params
        self.own = own
        self.receiver = receiver
        self.inputs = inputs
        self.ret = ret
        self.predicates = predicates
        self.taken = inputs if receiver is None else (receiver, *inputs)
        self.plain = not own and not any(each.flags for each in (*self.taken, ret))


class ImplTerm:
    """The header of an impl as terms; `trait` is None for inherent impls and for traits of other crates.

    `is_for_all`: the arguments of its type are its first parameters, each once (`impl<K, V> Map<K, V>`), so that it
    fits every type with that head and need not be unified.
    """

    __slots__ = ("args", "impl", "is_for_all", "params", "predicates", "self_term", "trait")

    def __init__(
        self,
        impl: Def,
        params: tuple[Param, ...],
        self_term: Ty,
        trait: Def | None,
        args: tuple[Ty, ...],
        predicates: tuple[Predicate, ...],
    ) -> None:
        self.impl = impl
        self.params = params
        self.self_term = self_term
        self.trait = trait
        self.args = args
        self.predicates = predicates
        count = len(self_term.args)
        self.is_for_all = count > 0 and tuple([term.head for term in self_term.args]) == params[:count]


class Signatures:
    """Declarations as terms, remembered by the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.terms = Terms()
        self.lowering = Lowering(world, self.terms)
        heads = [self.terms.param(None, name).head for name in ("int", "float")]
        self._literals = tuple([head for head in heads if isinstance(head, Param)])

    # ---- generics ------------------------------------------------------------------------------------

    def params(self, definition: Def) -> tuple[Param, ...]:
        """The parameters that an item declares itself."""
        return tuple([param.head for param in generics_of(self.world, self.terms, definition).own])

    def predicates(self, definition: Def) -> tuple[Predicate, ...]:
        """The bounds that an item has on its parameters, as predicates."""
        item = self.world.decl(definition)
        if item is None or is_plain(item):
            return ()
        return self.world.memo("predicates", definition, lambda: self._predicates(definition), ())

    def _predicates(self, definition: Def) -> tuple[Predicate, ...]:
        written = generics_of(self.world, self.terms, definition).written_bounds(
            lambda ty: self.lowering.lower(ty, self.world.scope(definition))
        )
        found = [self.predicate(subject, bound, definition) for subject, bound in written]
        return tuple([each for each in found if each is not None])

    def predicate(self, subject: Ty, bound: Bound, owner: Def) -> Predicate | None:
        """A bound as a predicate; None for `?Sized` and for traits that are not known."""
        if bound.maybe:
            return None
        found = self.lowering.trait_ref(bound.path, self.world.scope(owner), None)
        if found is None:
            return None
        trait, args, assoc = found
        return Predicate(subject, trait, for_self(self.terms, args, trait, subject), tuple(assoc))

    def self_param(self, trait: Def) -> Param:
        """The parameter `Self` of a trait."""
        head = self.terms.param(trait, "Self").head
        assert isinstance(head, Param)
        return head

    def supertraits(self, trait: Def) -> tuple[Predicate, ...]:
        """The predicates on `Self` in a trait: its supertraits, and where clauses on `Self`."""
        return self.world.memo("super_predicates", trait, lambda: self._supertraits(trait), ())

    def _supertraits(self, trait: Def) -> tuple[Predicate, ...]:
        item = self.world.decl(trait)
        if item is None:
            return ()
        subject = self.terms.param(trait, "Self")
        found = [self.predicate(subject, bound, trait) for bound in item.bounds]
        own = [each for each in self.predicates(trait) if each.subject is subject]
        return (*[each for each in found if each is not None], *own)

    def member_bounds(self, trait: Def, name: str) -> tuple[Predicate, ...]:
        """The bounds that a trait has on its associated type `name`. Their subject is `<Self as Trait>::name`."""
        return self.world.memo("member_bounds", (trait, name), lambda: self._member_bounds(trait, name), ())

    def _member_bounds(self, trait: Def, name: str) -> tuple[Predicate, ...]:
        args = (self.terms.param(trait, "Self"), *[self.terms.param(trait, p.name) for p in self.params(trait)])
        subject = self.terms.projection(trait, name, args)
        found: list[Predicate] = []
        for member in self.world.member(trait, name, Ns.TYPE):
            item = self.world.decl(member)
            for bound in item.bounds if item is not None else ():
                predicate = self.predicate(subject, bound, trait)
                if predicate is not None:
                    found.append(predicate)
        return tuple(found)

    # ---- functions -----------------------------------------------------------------------------------

    def signature(self, function: Def) -> Signature:
        """A function's or method's signature."""
        return self.world.memo("signature", function, lambda: self._signature(function))

    def _signature(self, function: Def) -> Signature:
        item = self.world.decl(function)
        assert item is not None
        scope = self.world.scope(function)
        own = generics_of(self.world, self.terms, function).own
        params = [param.head for param in own]
        predicates = list(self.predicates(function))
        parent = function.parent
        receiver = None
        if parent is not None and parent.kind in {ItemKind.IMPL, ItemKind.TRAIT}:
            params += self.params(parent)
            predicates += self.predicates(parent)
            if parent.kind is ItemKind.TRAIT:
                params.append(self.self_param(parent))
            elif parent.external:
                params += self._literals
            if item.self_param is not None:
                receiver = self._receiver(item.self_param, function, self.lowering.self_term(parent))
        inputs = self.lowering.inputs(function, item, scope)
        ret = self._result(item, function)
        return Signature(tuple(params), len(own), receiver, inputs, ret, tuple(predicates))

    def _result(self, item: Item, function: Def) -> Ty:
        ret = self.lowering.lower(item.ret, self.world.scope(function))
        return self.future(ret) if "async" in item.quals else ret

    def future(self, output: Ty) -> Ty:
        """`impl Future<Output = output>`."""
        return self.lowering.future(output)

    def _receiver(self, written: SelfParam, function: Def, self_term: Ty) -> Ty:
        if written.ty is not None:
            return self.lowering.lower(written.ty, self.world.scope(function))
        return self.terms.ref(self_term, written.mut) if written.ref else self_term

    # ---- impls, fields -----------------------------------------------------------------------------------

    def impl_term(self, implementation: Def) -> ImplTerm:
        """An impl's header."""
        return self.world.memo("impl_term", implementation, lambda: self._impl_term(implementation))

    def conversion(self, field: Def, trait: Def) -> ImplTerm:
        """The impl of `From` for a field's type that a known derive makes."""
        return self.world.memo("conversion", field, lambda: self._conversion(field, trait))

    def _conversion(self, field: Def, trait: Def) -> ImplTerm:
        shape = field.parent
        assert shape is not None
        owner = shape.parent if shape.kind is ItemKind.VARIANT else shape
        assert owner is not None
        self_term = self.lowering.self_term(owner)
        return ImplTerm(shape, self.params(owner), self_term, trait, (self.declared(field),), self.predicates(owner))

    def _impl_term(self, implementation: Def) -> ImplTerm:
        item = self.world.decl(implementation)
        assert item is not None
        self_term = self.lowering.self_term(implementation)
        params = self.params(implementation)
        if implementation.external:
            params += self._literals
        trait: Def | None = None
        args: tuple[Ty, ...] = ()
        if item.trait is not None:
            found = self.lowering.trait_ref(item.trait, self.world.scope(implementation), None)
            if found is not None:
                trait = found[0]
                args = for_self(self.terms, found[1], trait, self_term)
        return ImplTerm(implementation, params, self_term, trait, args, self.predicates(implementation))

    def declared(self, definition: Def) -> Ty:
        """The declared type of a field, const, static or associated type, with the parameters of the item around it."""
        return self.world.memo("declared", definition, lambda: self._declared(definition), UNKNOWN)

    def _declared(self, definition: Def) -> Ty:
        item = self.world.decl(definition)
        if item is None or item.ty is None:
            return UNKNOWN
        ty = self.lowering.lower(item.ty, self.world.scope(definition))
        if item.kind is ItemKind.STATIC and item.in_macro and self._is_thread_local(definition, item):
            key = self.world.std("std::thread::LocalKey")
            return self.terms.make(key, (ty,)) if key is not None else ty
        return ty

    def _is_thread_local(self, static: Def, item: Item) -> bool:
        """Whether a static is an argument of `thread_local!`, or of a macro of the workspace that calls it."""
        call = static.place.table.items[item.parent] if item.parent >= 0 else None
        if call is None or call.macro_path is None:
            return False
        if call.macro_path.segments[-1].name == "thread_local":
            return True
        found = self.world.macro(self.world.scope(static), call.macro_path).defs
        macro = self.world.decl(found[0]) if found else None
        return macro is not None and any("thread_local!" in arm.body for arm in macro.arms)

    def declared_param(self, owner: Def, name: str) -> Ty:
        """The declared type of a const parameter."""
        item = self.world.decl(owner)
        for param in item.generics.params if item is not None else ():
            if param.name == name and param.ty is not None:
                return self.lowering.lower(param.ty, self.world.scope(owner))
        return UNKNOWN
