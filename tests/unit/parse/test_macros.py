"""Arguments of macro calls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.syntax import EBlock, EMacro, EMatch, EMethod, EPath, Expr, SExpr
from rgraph.parse.extract import extract
from rgraph.parse.limits import MAX_ARGUMENT_TEXT


def macro(source: str) -> EMacro:
    """The macro call that is a function's only expression."""
    block = extract(f"fn f() {{ {source} }}".encode())[1].bodies[-1].expr
    assert isinstance(block, EBlock)
    stmt = block.stmts[0]
    assert isinstance(stmt, SExpr)
    assert isinstance(stmt.expr, EMacro)
    return stmt.expr


def arguments(source: str) -> list[Expr]:
    block = macro(source).block
    assert block is not None
    return [stmt.expr for stmt in block.stmts if isinstance(stmt, SExpr)]


def paths(source: str) -> list[str]:
    return ["::".join(s.name for s in e.path.segments) for e in arguments(source) if isinstance(e, EPath)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('println!("{x}")', ["x"]),
        ('println!("{x:?} {y:>w$.p$} {{z}} {0} {} {:?}", a, b)', ["x", "y", "w", "p", "a", "b"]),
        ('write!(out, "{x}")', ["out", "x"]),
        ('format!("{x} {y}", x = z)', ["y", "z"]),
        ('assert_eq!(a, b, "{x}")', ["a", "b", "x"]),
        ('info!(target: "t", key = %v, ?w, "{x}")', ["v", "w", "x"]),
        ('my_message!("{x}", y)', ["x", "y"]),
        ('format!(r#"{x}"#)', ["x"]),
        ('concat!("{x}", y)', ["y"]),
        ('format!("{r#type} {a.b} {1a}")', ["type"]),
        ("matches_nothing!(a, b)", ["a", "b"]),
    ],
)
def test_paths_in_arguments(source: str, expected: list[str]) -> None:
    assert paths(source) == expected


@pytest.mark.parametrize("source", ["vec![a(); n]", "vec![a(), b]", "block!{ a(); b() }", "m!(a(); b())", "k!(x: a())"])
def test_calls_are_read_whatever_the_shape(source: str) -> None:
    assert "ECall" in repr(macro(source).block)


def test_matches_is_a_match() -> None:
    (found,) = arguments("matches!(x.y(), A | B { c, .. } if c > 1)")
    assert isinstance(found, EMatch)
    assert isinstance(found.expr, EMethod)
    assert found.arms[0].guard is not None


def test_matches_with_a_trailing_comma() -> None:
    (found,) = arguments("matches!(x, A(_),)")
    assert isinstance(found, EMatch)


def test_nested_macros_and_their_lines() -> None:
    block = extract(b"fn f() {\n  a!(\n    b!(c!(\n      d())))\n}")[1].bodies[0].expr
    assert "ECall(fn=EPath(path=Path(segments=[Segment(name='d', args=[], assoc=[], sugar=False)], line=3" in repr(
        block
    )


def test_select_arms() -> None:
    found = arguments("tokio::select! { biased; Some(x) = rx.recv(), if ok => go(x), _ = t => {} else => last() }")
    assert [type(arm) for arm in found] == [EMatch, EMatch, EMatch]
    assert "EAwait" in repr(found[0])
    assert "name='ok'" in repr(found[0])
    assert "name='last'" in repr(found[2])


def test_what_does_not_parse_gives_names() -> None:
    found = macro("weird!(a::b => c(d) ; .e() else)")
    assert found.block is None
    assert [(n.path.segments[-1].name, n.call, n.method) for n in found.names] == [
        ("b", False, False),
        ("c", True, False),
        ("d", False, False),
        ("e", True, True),
    ]


def test_parts_that_parse_are_read_beside_those_that_do_not() -> None:
    found = macro("weird!(a(b), => x)")
    assert "ECall" in repr(found.block)
    assert [name.path.segments[0].name for name in found.names] == ["x"]


def test_one_bad_argument_does_not_spoil_its_neighbours() -> None:
    bodies = extract(b"fn f() { good!(a()); bad!(= > [ ); } fn g() { good!(b()); bad!(fn fn); good!(c()); }")[1]
    text = repr(bodies)
    assert all(f"name='{name}'" in text for name in "abc")


STRANGE = [
    "= > -> ;;",
    "fn fn",
    'name: "a",\n target: module_path!(),\n level: Level::INFO,\n callsite: &C,',
    "a: module_path!()",
    "$x:expr => $x",
    "let x = ; y",
    "<T as U>::V { a, .. } => b",
    "'a: loop { } ; , ,",
    "pub struct S { x: u8 } impl S",
    "x | y => z, _",
    "# [a] #",
    "if a { } else",
]
CODE = ["foo.index(), 0", "a[0], b!(c)", 'x.y == z, "{}", w', "f(|x| x.y())", "&v, [1, 2]"]


@given(st.lists(st.sampled_from(STRANGE), max_size=4), st.sampled_from(CODE), st.sampled_from(["()", "[]", "{}"]))
def test_an_argument_is_read_as_if_there_were_no_others(others: list[str], code: str, delimiters: str) -> None:
    opening, close = delimiters
    call = f"fn zz() {{ assert_eq!{opening}{code}{close}; }}"
    around = "".join(f"static T: u8 = made! {{ {each} }};" for each in others)
    alone = extract(call.encode())[1].bodies[-1].expr
    assert extract((around + call).encode())[1].bodies[-1].expr == alone


def test_the_predicate_of_cfg_names_nothing() -> None:
    found = macro('cfg!(all(not(debug_assertions), feature = "x"))')
    assert (found.block, found.names) == (None, [])


def test_quoted_code_is_no_code_of_this_place() -> None:
    found = macro("quote! { fn #name() { call() } }")
    assert found == EMacro(macro("quote!{}").path, None, [], " fn #name() { call() } ")  # for those who define it


def test_the_argument_is_kept_for_macros_of_the_workspace() -> None:
    assert macro("own!(a b)").tokens == "a b"
    assert macro("println!(a)").tokens == ""
    assert macro(f"own!({'a,' * MAX_ARGUMENT_TEXT})").tokens == ""


def test_items_of_a_macro_in_a_block_belong_to_the_block() -> None:
    facts, bodies = extract(b"fn f() { m! { fn inner() {} use a::b; inner(); } }")
    inner = next(item for item in facts.items if item.name == "inner")
    assert (inner.in_block, inner.in_macro, inner.parent) == (True, True, 0)
    assert "items=[1], uses=[0]" in repr(next(b for b in bodies.bodies if b.owner == 0))


def test_items_in_macros_keep_their_places() -> None:
    source = "first! {}\ncfg_rt! {\n    /// Doc.\n    pub fn f() {\n        x()\n    }\n}\n"
    facts, _ = extract(source.encode())
    found = next(item for item in facts.items if item.name == "f")
    assert source[found.start : found.end] == "/// Doc.\n    pub fn f() {\n        x()\n    }"
    assert (found.line, found.start_line, found.in_macro, found.doc) == (4, 3, True, "Doc.")
