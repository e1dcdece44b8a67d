"""The walk over the bodies of one file, put together from its parts."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.signatures import Signatures
from rgraph.link.types.terms import Ty
from rgraph.model import syntax
from rgraph.model.facts import Body, ItemKind

from .blocks import Blocks
from .calls import Calls
from .closures import Closures
from .coercion import Coercion
from .control import Control
from .dispatches import Dispatches
from .exprs import Expressions, Handler
from .fields import Fields
from .implied import Implied
from .include_calls import Includes
from .macro_calls import MacroCalls
from .macros import Macros
from .made_items import MadeItems
from .method_calls import MethodCalls
from .operators import Operators
from .path_values import Paths
from .patterns import Patterns
from .references import References
from .scopes import Scopes
from .std_macros import StdMacros
from .subexpressions import Subexpressions
from .values import Values
from .written_types import WrittenTypes

_TYPED = frozenset({ItemKind.CONST, ItemKind.STATIC})


class BodyWalk:
    """Walks over the bodies of one file at one place, one after another.

    `at` is the item whose syntax a body is. It differs from the owner for a discriminant, whose edges belong to the
    enum while its blocks declare names in the variant.
    """

    def __init__(self, signatures: Signatures, emit: Emitter, owner: Def, at: Def | None = None) -> None:
        types = self.types = BodyTypes(signatures)
        infer = Subexpressions()
        types.begin(owner)
        scopes = self.scopes = Scopes(types, owner, at or owner)
        refs = self.refs = References(types.world, scopes, emit)
        dispatches = self.dispatches = Dispatches(types, scopes, refs)
        implied = Implied(types, dispatches)
        written = WrittenTypes(types, scopes, refs)
        paths = self.paths = Paths(types, scopes, refs, dispatches, implied, written)
        patterns = self.patterns = Patterns(types, scopes, refs, written, paths, infer)
        coercion = self.coercion = Coercion(types)
        calls = Calls(types, scopes, refs, paths, coercion, infer)
        method_calls = MethodCalls(types, scopes, refs, dispatches, implied, written, paths, coercion, calls, infer)
        MadeItems(types, scopes, refs, written, patterns, coercion, infer)
        macro_calls = MacroCalls(types, scopes, refs, infer)
        includes = Includes(types, scopes, refs, infer)
        std = StdMacros(types, scopes, implied, coercion, infer)
        macros = Macros(types, scopes, refs, written, paths, patterns, std, macro_calls, includes, infer)
        fields = Fields(types, scopes, refs, paths, coercion, infer)
        operators = Operators(types, dispatches, coercion, fields, infer)
        values = Values(types, refs, written, paths, patterns, coercion, calls, infer)
        control = Control(types, scopes, refs, implied, patterns, coercion, infer)
        closures = Closures(types, scopes, written, patterns, coercion, infer)
        blocks = Blocks(types, scopes, refs, written, patterns, coercion, infer)
        forms = _forms(paths, calls, method_calls, macros, fields, operators, values, control, closures, blocks)
        self.expressions = Expressions(types.fuel, refs, forms, blocks.statement, macros)
        self._method_calls = method_calls
        self._implied = implied
        infer.tie(self.expressions)

    def begin(self, owner: Def, at: Def | None = None) -> None:
        """Turn to the body of another item of the same file."""
        self.types.begin(owner)
        self.scopes.begin(owner, at or owner)
        self.refs.begin()
        self.dispatches.waiting = []
        self.coercion.begin()
        self.expressions.begin()
        self._method_calls.waiting = []

    def forget(self) -> None:
        """Forget what was answered for other bodies: what the next one depends on is noted where it is asked."""
        self.types.forget()
        self.scopes.forget()
        self.dispatches.runs.forget()
        self._implied.forget()

    def body(self, body: Body) -> None:
        """Emit the edges of the body of the current item."""
        ret = self._parameters()
        self.scopes.returns = [ret]
        actual = self.expressions.expression(body.expr, ret)
        self.coercion.coerce(actual, ret)
        self._method_calls.retry()
        self.types.obligations.select(True)
        self.dispatches.settle()
        if self.types.search.cuts > self.refs.limits or self.types.fuel.left < 0:
            self.refs.unresolved("limit", "type", "", 0)  # a type that was cut where no call tells of it

    def _parameters(self) -> Ty:
        """Declare the parameters; returns the type that the body must have."""
        owner, types = self.scopes.owner, self.types
        item = types.world.decl(owner)
        if item is None or owner.kind is not ItemKind.FUNCTION:
            declared = types.lookups.declared(owner) if owner.kind in _TYPED else types.inference.fresh()
            return types.obligations.normalise(declared)
        signature = types.lookups.signature(owner)
        if signature.receiver is not None:
            self.scopes.own_self = self.scopes.own_type()
            self.scopes.declare("self", signature.receiver)
        for param, ty in zip(types.world.params(owner), signature.inputs, strict=False):
            self.patterns.bind(param.pat, types.obligations.normalise(ty))
        ret = types.obligations.normalise(signature.ret)
        return ret.args[-1] if "async" in item.quals and ret.args else ret


def _forms(
    paths: Paths,
    calls: Calls,
    method_calls: MethodCalls,
    macros: Macros,
    fields: Fields,
    operators: Operators,
    values: Values,
    control: Control,
    closures: Closures,
    blocks: Blocks,
) -> dict[type[syntax.Expr], Handler]:
    """Which part of the walk infers which form of expression."""
    return {
        syntax.EPath: lambda e, expected: paths.value(e.path, expected),
        syntax.ELit: values.literal,
        syntax.ECall: calls.call,
        syntax.EMethod: method_calls.method_call,
        syntax.EField: fields.access,
        syntax.EMacro: macros.macro,
        syntax.EBlock: blocks.block,
        syntax.EIf: control.if_,
        syntax.ELetCond: control.let_condition,
        syntax.EMatch: control.match,
        syntax.ELoop: control.loop,
        syntax.EWhile: control.while_,
        syntax.EFor: control.for_,
        syntax.EClosure: closures.closure,
        syntax.EStruct: values.struct,
        syntax.ETuple: values.tuple,
        syntax.EArray: values.array,
        syntax.ERef: values.ref,
        syntax.EUnary: operators.unary,
        syntax.EBinary: operators.binary,
        syntax.ECast: values.cast,
        syntax.EIndex: operators.index,
        syntax.ETry: control.try_,
        syntax.EAwait: control.await_,
        syntax.ERange: values.range,
        syntax.EJump: control.jump,
        syntax.ECfg: calls.alone,
    }
