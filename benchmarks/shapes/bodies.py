"""Expressions and statements: long ones, deep ones, many of them."""

from __future__ import annotations

from .shape import each, shape

S = "pub struct S;\nimpl S { pub fn f(&self) -> S { S } pub fn end(&self) {} }\n"


@shape()
def functions(n: int) -> str:
    """Functions that call the next one."""
    return each(n, lambda i: f"pub fn f{i}() {{ f{(i + 1) % n}() }}")


@shape()
def function_called_often(n: int) -> str:
    """One function with many callers."""
    return "pub fn f() {}\n" + each(n, lambda i: f"pub fn g{i}() {{ f() }}")


@shape()
def statements(n: int) -> str:
    """Many calls in one body."""
    return f"pub fn f() {{}}\npub fn g() {{\n{each(n, lambda _: '    f();')}\n}}\n"


@shape()
def lets_chain(n: int) -> str:
    """Each variable is the one before, called at the end."""
    return f"{S}pub fn g(x0: S) {{\n{each(n, lambda i: f'    let x{i + 1} = x{i};')}\n    x{n}.end();\n}}\n"


@shape()
def lets_by_method(n: int) -> str:
    """Each variable is a method's result of the one before."""
    return f"{S}pub fn g(x0: S) {{\n{each(n, lambda i: f'    let x{i + 1} = x{i}.f();')}\n    x{n}.end();\n}}\n"


@shape()
def lets_shadowed(n: int) -> str:
    """One name bound again and again."""
    return f"{S}pub fn g(x: S) {{\n{each(n, lambda _: '    let x = x.f();')}\n    x.end();\n}}\n"


@shape()
def lets_known_late(n: int) -> str:
    """Vectors whose type is known only from what is pushed afterwards."""
    early = each(n, lambda i: f"    let mut v{i} = Vec::new();")
    late = each(n, lambda i: f"    v{i}.push(S);\n    v{i}[0].end();")
    return f"{S}pub fn g() {{\n{early}\n{late}\n}}\n"


@shape()
def lets_unified_in_a_chain(n: int) -> str:
    """Vectors of unknown type, each assigned to the next, the last one known."""
    made = each(n + 1, lambda i: f"    let mut v{i} = Vec::new();")
    tied = each(n, lambda i: f"    v{i}.append(&mut v{i + 1});")
    return f"{S}pub fn g() {{\n{made}\n{tied}\n    v{n}.push(S);\n    v0[0].end();\n}}\n"


@shape(foreign="the types are never known")
def lets_never_known(n: int) -> str:
    """Variables whose type stays open, a method called on each."""
    return f"pub fn g() {{\n{each(n, lambda i: f'    let x{i} = Default::default(); x{i}.f();')}\n}}\n"


@shape()
def method_chain(n: int) -> str:
    """`s.f().f().f()...`."""
    return f"{S}pub fn g(s: S) {{ s{'.f()' * n}.end() }}\n"


@shape()
def method_chain_on_lines(n: int) -> str:
    """The same, a call a line."""
    chain = "\n        .f()" * n
    return f"{S}pub fn g(s: S) {{\n    s{chain}\n        .end()\n}}\n"


@shape(foreign="a type of n levels is more than rustc ends with")
def iterator_chain(n: int) -> str:
    """`.map(|x| x)` again and again: the type grows with each."""
    return f"{S}pub fn g(v: Vec<S>) {{ for x in v.into_iter(){'.map(|x| x)' * n} {{ x.end() }} }}\n"


@shape()
def operators_chain(n: int) -> str:
    """`1 + 1 + 1 + ...`."""
    return f"pub fn g(x: u64) -> u64 {{ x{' + x' * n} }}\n"


@shape()
def operators_chain_of_calls(n: int) -> str:
    """`f() + f() + ...`."""
    return f"pub fn f() -> u64 {{ 1 }}\npub fn g() -> u64 {{ f(){' + f()' * n} }}\n"


@shape()
def conditions_chain(n: int) -> str:
    """`a && b && c ...`."""
    return f"pub fn f() -> bool {{ true }}\npub fn g() -> bool {{ f(){' && f()' * n} }}\n"


@shape()
def comparisons(n: int) -> str:
    """Many comparisons in many statements."""
    return f"pub fn g(x: u64) {{\n{each(n, lambda i: f'    drop(x == {i});')}\n}}\n"


@shape()
def parentheses(n: int) -> str:
    """`((((f()))))`."""
    return f"pub fn f() -> u8 {{ 1 }}\npub fn g() -> u8 {{ {'(' * n}f(){')' * n} }}\n"


@shape()
def negations(n: int) -> str:
    """`!!!!x`."""
    return f"pub fn f() -> bool {{ true }}\npub fn g() -> bool {{ {'!' * n}f() }}\n"


@shape()
def borrows(n: int) -> str:
    """`& & & & f()`."""
    return f"pub fn f() -> u8 {{ 1 }}\npub fn g() {{ drop({'& ' * n}f()) }}\n"


@shape()
def casts(n: int) -> str:
    """`x as u8 as u8 ...`."""
    return f"pub fn g(x: u8) -> u8 {{ x{' as u8' * n} }}\n"


@shape()
def questions_chain(n: int) -> str:
    """`s.f()?.f()?...`."""
    return f"pub struct S;\nimpl S {{ pub fn f(&self) -> Option<S> {{ None }} }}\npub fn g(s: S) -> Option<S> {{ s{'.f()?' * n}.f() }}\n"


@shape()
def awaits_chain(n: int) -> str:
    """`s.f().await.f().await...`."""
    return f"pub struct S;\nimpl S {{ pub async fn f(&self) -> S {{ S }} }}\npub async fn g(s: S) -> S {{ s{'.f().await' * n} }}\n"


@shape()
def async_functions_chain(n: int) -> str:
    """Each async function awaits the next."""
    return f'#![recursion_limit = "16384"]\n{each(n, lambda i: f"pub async fn f{i}() {{ f{i + 1}().await }}")}\npub async fn f{n}() {{}}\n'


@shape()
def calls_nested(n: int) -> str:
    """`f(f(f(f(1))))`."""
    return f"pub fn f(x: u8) -> u8 {{ x }}\npub fn g() -> u8 {{ {'f(' * n}1{')' * n} }}\n"


@shape()
def call_arguments(n: int) -> str:
    """A call with many arguments."""
    parameters = ", ".join(f"x{i}: u8" for i in range(n))
    return f"pub fn one() -> u8 {{ 1 }}\npub fn f({parameters}) {{}}\npub fn g() {{ f({', '.join('one()' for _ in range(n))}) }}\n"


@shape()
def blocks_nested(n: int) -> str:
    """`{ { { f() } } }`."""
    return f"pub fn f() {{}}\npub fn g() {{ {'{ ' * n}f(){' }' * n} }}\n"


@shape(cap="a name of n segments for each of n items: the names alone grow with the square")
def blocks_nested_with_items(n: int) -> str:
    """Each block declares a function and calls it and the one around."""
    opened = "".join(f"{{ fn f{i}() {{}} f{i}();\n" for i in range(n))
    return f"pub fn g() {{ {opened}f0(){' }' * n} }}\n"


@shape()
def blocks_with_imports(n: int) -> str:
    """Blocks side by side, each with a `use`."""
    blocks = each(n, lambda i: f"    {{ use m::f{i} as f; f(); }}")
    return f"pub mod m {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\npub fn g() {{\n{blocks}\n}}\n"


@shape()
def blocks_nested_with_imports(n: int) -> str:
    """Blocks in blocks, each with a `use` of its own; the innermost calls all of them."""
    opened = "".join(f"{{ use m::f{i};\n" for i in range(n))
    calls = each(n, lambda i: f"f{i}();")
    return f"pub mod m {{\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\n}}\npub fn g() {{ {opened}{calls}{' }' * n} }}\n"


@shape()
def closures_nested(n: int) -> str:
    """`|| || || f()`."""
    return f"pub fn f() {{}}\npub fn g() {{ drop({'|| ' * n}f()) }}\n"


@shape()
def closures_flat(n: int) -> str:
    """Closures in variables, each called."""
    closures = each(n, lambda i: f"    let c{i} = |x: &S| x.f();\n    c{i}(&S).end();")
    return f"{S}pub fn g() {{\n{closures}\n}}\n"


@shape()
def closures_that_call_the_one_before(n: int) -> str:
    """Each closure calls the one before."""
    chain = each(n, lambda i: f"    let c{i + 1} = || c{i}();")
    return f'#![recursion_limit = "16384"]\n{S}pub fn g() {{\n    let c0 = || S;\n{chain}\n    c{n}().end();\n}}\n'


@shape()
def loops_nested(n: int) -> str:
    """Loops in loops."""
    return f"pub fn f() -> bool {{ true }}\npub fn g() {{ {'while f() { ' * n}f();{' }' * n} }}\n"


@shape()
def if_else_chain(n: int) -> str:
    """`if .. else if .. else if ..`."""
    chain = " else ".join(f"if x == {i} {{ f() }}" for i in range(n))
    return f"pub fn f() {{}}\npub fn g(x: u64) {{ {chain} }}\n"


@shape()
def if_lets_nested(n: int) -> str:
    """`if let Some(x) = f() { if let Some(x) = ...`."""
    return f"pub fn f() -> Option<u8> {{ None }}\npub fn g() {{ {'if let Some(_x) = f() { ' * n}{'}' * n} }}\n"


@shape()
def match_arms(n: int) -> str:
    """A match with many arms of numbers, each with a call."""
    arms = each(n, lambda i: f"        {i} => f(),")
    return f"pub fn f() {{}}\npub fn g(x: u64) {{\n    match x {{\n{arms}\n        _ => {{}}\n    }}\n}}\n"


@shape()
def match_guards(n: int) -> str:
    """Arms with guards."""
    arms = each(n, lambda i: f"        y if y == {i} => f(y),")
    return f"pub fn f(_: u64) {{}}\npub fn g(x: u64) {{\n    match x {{\n{arms}\n        _ => {{}}\n    }}\n}}\n"


@shape()
def matches_nested(n: int) -> str:
    """Matches in matches."""
    return f"pub fn f() -> bool {{ true }}\npub fn g() {{ {'match f() { true => ' * n}(){', false => () }' * n} }}\n"


@shape()
def pattern_alternatives(n: int) -> str:
    """One pattern with many alternatives."""
    variants = each(n, lambda i: f"    V{i},")
    return f"pub enum E {{\n{variants}\n    End,\n}}\npub fn g(e: E) -> bool {{ matches!(e, {' | '.join(f'E::V{i}' for i in range(n))}) }}\npub fn h(e: E) -> bool {{ match e {{ {' | '.join(f'E::V{i}' for i in range(n))} => true, E::End => false }} }}\n"


@shape()
def patterns_nested(n: int) -> str:
    """`Some(Some(Some(x)))` against a type of as many levels."""
    return f'#![recursion_limit = "16384"]\npub fn g(x: &{"Option<" * n}u8{">" * n}) {{ if let {"Some(" * n}y{")" * n} = x {{ drop(y) }} }}\n'


@shape()
def pattern_slices(n: int) -> str:
    """A slice pattern with many names, each used."""
    names = ", ".join(f"x{i}" for i in range(n))
    return f"pub fn f(_: &u8) {{}}\npub fn g(v: &[u8]) {{ if let [{names}, ..] = v {{\n{each(n, lambda i: f'f(x{i});')}\n}} }}\n"


@shape()
def arrays(n: int) -> str:
    """An array of many calls."""
    return f"pub fn f() -> u8 {{ 1 }}\npub fn g() {{ drop([{', '.join('f()' for _ in range(n))}]) }}\n"


@shape()
def struct_literals_nested(n: int) -> str:
    """`S { x: Some(Box::new(S { x: ... })) }`."""
    return f"pub struct N {{ pub x: Option<Box<N>> }}\npub fn g() -> N {{ {'N { x: Some(Box::new(' * n}N {{ x: None }}{')) }' * n} }}\n"


@shape()
def returns(n: int) -> str:
    """Many `return`s of one generic result."""
    return f"{S}pub fn g(x: u64) -> Option<S> {{\n{each(n, lambda i: f'    if x == {i} {{ return Some(S.f()); }}')}\n    None\n}}\n"


@shape()
def labels(n: int) -> str:
    """Labelled loops side by side."""
    loops = each(n, lambda i: f"    'a{i}: loop {{ break 'a{i}; }}")
    return f"pub fn g() {{\n{loops}\n}}\n"


@shape()
def assignments(n: int) -> str:
    """Assignments to one variable by operators."""
    return (
        f"pub fn f() -> u64 {{ 1 }}\npub fn g(mut x: u64) -> u64 {{\n{each(n, lambda _: '    x += f();')}\n    x\n}}\n"
    )


@shape()
def generic_calls(n: int) -> str:
    """A generic function called with many types, its result used."""
    types = each(n, lambda i: f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}")
    calls = each(n, lambda i: f"    same(S{i}).f();")
    return f"{types}\npub fn same<T>(x: T) -> T {{ x }}\npub fn g() {{\n{calls}\n}}\n"


@shape()
def generic_calls_nested(n: int) -> str:
    """`same(same(same(S)))`."""
    return f"{S}pub fn same<T>(x: T) -> T {{ x }}\npub fn g() {{ {'same(' * n}S{')' * n}.end() }}\n"


@shape(foreign="2^n types in one")
def tuples_that_double(n: int) -> str:
    """`let x1 = (&x0, &x0)`: a type that doubles with each."""
    return f"{S}pub fn g() {{\n    let x0 = S;\n{each(n, lambda i: f'    let x{i + 1} = (&x{i}, &x{i});')}\n    drop(x{n});\n}}\n"
