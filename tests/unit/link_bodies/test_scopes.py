"""Where the walk stands: locals, blocks with items and imports, traits in scope, Self."""

from __future__ import annotations

from rgraph.link.bodies.scopes import Frame
from rgraph.link.types.terms import UNKNOWN
from rgraph.model.syntax import EBlock
from tests.unit.link_types.worlds import Local, shown

CRATE = """
pub struct S<T>(T); pub trait Seen { fn f(&self) {} } pub mod hidden { pub trait Far { fn far(&self) {} } pub trait Near {} }
impl<T> S<T> { fn method(&self) {} } impl<T> hidden::Far for S<T> { fn far(&self) {} } pub trait Own { fn given(&self) {} } fn here() { use hidden::Near; fn inner() {} struct Local; }
"""


def test_locals_of_the_innermost_frame_come_first() -> None:
    local = Local(CRATE)
    scopes, terms = local.walk.scopes, local.terms
    scopes.declare("x", terms.bool)
    scopes.frames.append(Frame())
    assert scopes.local("x") is terms.bool
    scopes.declare("x", terms.str)
    assert shown(scopes.local("x") or UNKNOWN) == "str"
    scopes.frames.pop()
    assert shown(scopes.local("x") or UNKNOWN) == "bool"
    assert scopes.local("y") is None


def test_the_items_of_a_block_hide_outer_locals_and_not_inner_ones() -> None:
    local = Local(CRATE)
    scopes, terms = local.walk.scopes, local.terms
    scopes.declare("x", terms.bool)
    scopes.frames.append(Frame(frozenset({"x"})))
    assert scopes.local("x") is None
    scopes.declare("x", terms.str)
    assert shown(scopes.local("x") or UNKNOWN) == "str"


def test_a_block_with_items_and_imports() -> None:
    local = Local(CRATE)
    scopes = local.walk.scopes
    table = local.item("here").place.table
    items = [at for at, each in enumerate(table.items) if each.name in {"inner", "Local"}]
    outer = scopes.open_block(EBlock(stmts=[], items=items, uses=list(range(len(table.facts.uses)))))
    assert scopes.frames[-1].items == {"inner", "Local", "Near"}
    assert scopes.scope is not outer
    assert local.item("Near") in scopes.traits_here()
    scopes.close_block(outer)
    assert scopes.scope is outer
    assert local.item("Near") not in scopes.traits_here()


def test_a_block_without_items_keeps_the_scope() -> None:
    scopes = Local(CRATE).walk.scopes
    outer = scopes.open_block(EBlock(stmts=[]))
    assert scopes.scope is outer
    assert len(scopes.frames) == 2
    scopes.close_block(outer)
    assert len(scopes.frames) == 1


def test_traits_in_scope() -> None:
    local = Local(CRATE)
    assert local.item("Seen") in local.walk.scopes.traits_here()
    assert local.item("Far") not in local.walk.scopes.traits_here()
    within = (
        Local(CRATE, "S::far")
        if False
        else Local(
            CRATE.replace("fn far(&self) {} } pub trait Own", "fn far(&self) {} fn more(&self) {} } pub trait Own"),
            "more",
        )
    )
    assert within.item("Far") in within.walk.scopes.traits_here()  # of the impl around
    own = Local(CRATE, "given")
    assert own.item("Own") in own.walk.scopes.traits_here()


def test_what_self_is() -> None:
    assert shown(Local(CRATE, "method").walk.scopes.own_type()) == "S<T>"
    assert shown(Local(CRATE, "given").walk.scopes.own_type()) == "Self"
    assert Local(CRATE).walk.scopes.own_type() is UNKNOWN


def test_another_body_begins_with_nothing() -> None:
    local = Local(CRATE)
    scopes = local.walk.scopes
    scopes.declare("x", local.terms.bool)
    scopes.loops.append(local.terms.unit)
    scopes.begin(local.item("method"), local.item("method"))
    assert scopes.local("x") is None
    assert (scopes.loops, scopes.returns, len(scopes.frames)) == ([], [], 1)
    assert scopes.owner is local.item("method")
