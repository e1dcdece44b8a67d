"""Macros by example, and calls of known macros."""

from __future__ import annotations

from .shape import each, shape

DEEP = '#![recursion_limit = "16384"]\n'


@shape()
def macro_arms_and_calls(n: int) -> str:
    """A macro with many arms, each called once."""
    arms = each(n, lambda i: f"    (a{i}) => {{ f{i}() }};")
    calls = each(n, lambda i: f"    m!(a{i});")
    return f"macro_rules! m {{\n{arms}\n}}\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\npub fn g() {{\n{calls}\n}}\n"


@shape()
def macro_arms(n: int) -> str:
    """A macro with many arms, the last called once."""
    arms = each(n, lambda i: f"    (a{i}) => {{ f{i}() }};")
    return f"macro_rules! m {{\n{arms}\n}}\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\npub fn g() {{ m!(a{n - 1}) }}\n"


@shape()
def macro_calls(n: int) -> str:
    """One macro, called often with other functions."""
    calls = each(n, lambda i: f"    m!(f{i});")
    return f"macro_rules! m {{ ($f:ident) => {{ $f() }}; }}\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\npub fn g() {{\n{calls}\n}}\n"


@shape()
def macro_calls_in_functions(n: int) -> str:
    """One macro, called once in each of many functions."""
    return "macro_rules! m { ($f:expr) => { $f }; }\npub fn f() {}\n" + each(
        n, lambda i: f"pub fn g{i}() {{ m!(f()) }}"
    )


@shape()
def macros_chain(n: int) -> str:
    """Each macro calls the next."""
    chain = each(n, lambda i: f"macro_rules! m{i} {{ () => {{ m{i + 1}!() }}; }}")
    return f"{DEEP}{chain}\nmacro_rules! m{n} {{ () => {{ f() }}; }}\npub fn f() {{}}\npub fn g() {{ m0!() }}\n"


@shape(foreign="2^n calls")
def macros_that_double(n: int) -> str:
    """Each macro calls the next twice."""
    chain = each(n, lambda i: f"macro_rules! m{i} {{ () => {{ m{i + 1}!(); m{i + 1}!() }}; }}")
    return f"{chain}\nmacro_rules! m{n} {{ () => {{ f() }}; }}\npub fn f() {{}}\npub fn g() {{ m0!() }}\n"


@shape(foreign="2^n items")
def macros_that_double_items(n: int) -> str:
    """The same with items."""
    chain = each(n, lambda i: f"macro_rules! m{i} {{ ($a:ident) => {{ m{i + 1}!($a); m{i + 1}!($a); }}; }}")
    return f"{chain}\nmacro_rules! m{n} {{ ($a:ident) => {{ pub fn $a() {{}} }}; }}\nm0!(x);\n"


@shape(foreign="without end")
def macros_that_call_themselves(n: int) -> str:
    """Macros that only call themselves, with more each time."""
    return each(
        n, lambda i: f"macro_rules! m{i} {{ ($($t:tt)*) => {{ m{i}!($($t)* $($t)*) }}; }}\npub fn g{i}() {{ m{i}!(a) }}"
    )


@shape()
def macro_calls_nested(n: int) -> str:
    """`m!(m!(m!(f())))`."""
    return f"{DEEP}macro_rules! m {{ ($e:expr) => {{ $e }}; }}\npub fn f() {{}}\npub fn g() {{ {'m!(' * n}f(){')' * n} }}\n"


@shape()
def macro_tokens_eaten(n: int) -> str:
    """A macro that eats its tokens one by one."""
    return f"""{DEEP}macro_rules! eat {{ () => {{ f() }}; ($head:tt $($tail:tt)*) => {{ eat!($($tail)*) }}; }}
pub fn f() {{}}
pub fn g() {{ eat!({"a " * n}) }}
"""


@shape()
def macro_repetition(n: int) -> str:
    """One call with many arguments that are repeated."""
    return f"macro_rules! m {{ ($($f:ident),*) => {{{{ $( $f(); )* }}}}; }}\n{each(n, lambda i: f'pub fn f{i}() {{}}')}\npub fn g() {{ m!({', '.join(f'f{i}' for i in range(n))}) }}\n"


@shape()
def macro_items(n: int) -> str:
    """One call that makes many items, each called."""
    calls = each(n, lambda i: f"    f{i}();")
    names = ", ".join(f"f{i}" for i in range(n))
    return f"macro_rules! m {{ ($($f:ident),*) => {{ $( pub fn $f() {{}} )* }}; }}\nm!({names});\npub fn g() {{\n{calls}\n}}\n"


@shape()
def macro_items_by_calls(n: int) -> str:
    """Many calls that make a type with a method each, which is called."""
    calls = each(n, lambda i: f"m!(S{i});\npub fn g{i}(x: S{i}) {{ x.f() }}")
    return f"macro_rules! m {{ ($s:ident) => {{ pub struct $s; impl $s {{ pub fn f(&self) {{}} }} }}; }}\n{calls}\n"


@shape()
def macro_impls(n: int) -> str:
    """One call that implements a trait for many types, each called."""
    types = each(n, lambda i: f"pub struct S{i};\npub fn g{i}(x: S{i}) {{ x.f() }}")
    names = " ".join(f"S{i}" for i in range(n))
    return f"pub trait T {{ fn f(&self); }}\nmacro_rules! m {{ ($($s:ident)*) => {{ $( impl T for $s {{ fn f(&self) {{}} }} )* }}; }}\n{types}\nm!({names});\n"


@shape()
def macros_many(n: int) -> str:
    """Many macros, each called once."""
    return each(
        n, lambda i: f"macro_rules! m{i} {{ () => {{ f{i}() }}; }}\npub fn f{i}() {{}}\npub fn g{i}() {{ m{i}!() }}"
    )


@shape()
def macros_of_one_name(n: int) -> str:
    """One name defined again and again, each definition called."""
    return each(n, lambda i: f"macro_rules! m {{ () => {{ f{i}() }}; }}\npub fn f{i}() {{}}\npub fn g{i}() {{ m!() }}")


@shape()
def macros_exported(n: int) -> str:
    """Macros that are exported and called by path from another module."""
    made = each(n, lambda i: f"#[macro_export] macro_rules! m{i} {{ () => {{ $crate::f() }}; }}")
    calls = each(n, lambda i: f"    crate::m{i}!();")
    return f"pub fn f() {{}}\npub mod a {{\n{made}\n}}\n#[allow(macro_expanded_macro_exports_accessed_by_absolute_paths)]\npub fn g() {{\n{calls}\n}}\n"


@shape(foreign="macro_use is seen from below only")
def macros_in_modules(n: int) -> str:
    """`#[macro_use] mod` with a macro each, called after it."""
    return (
        each(
            n,
            lambda i: (
                f"#[macro_use] mod m{i} {{ macro_rules! x{i} {{ () => {{ crate::f() }}; }} }}\npub fn g{i}() {{ x{i}!() }}"
            ),
        )
        + "\npub fn f() {}\n"
    )


@shape()
def macro_of_many_tokens(n: int) -> str:
    """A call with a body of many statements."""
    return f"macro_rules! m {{ ($($t:tt)*) => {{ $($t)* }}; }}\npub fn f() {{}}\npub fn g() {{ m! {{\n{each(n, lambda _: '    f();')}\n}} }}\n"


@shape()
def macro_nested_repetitions(n: int) -> str:
    """`$( $( ... )* )*` over a square of arguments."""
    side = max(1, int(n**0.5))
    rows = "; ".join(", ".join("f" for _ in range(side)) for _ in range(side))
    return f"macro_rules! m {{ ($($($f:ident),*);*) => {{{{ $( $( $f(); )* )* }}}}; }}\npub fn f() {{}}\npub fn g() {{ m!({rows}) }}\n"


@shape()
def println_calls(n: int) -> str:
    """Many `println!`s with a call in each."""
    return f'pub fn f() -> u8 {{ 1 }}\npub fn g() {{\n{each(n, lambda _: """    println!("{} {}", f(), f());""")}\n}}\n'


@shape()
def println_arguments(n: int) -> str:
    """One `println!` with many arguments."""
    return f'pub fn f() -> u8 {{ 1 }}\npub fn g() {{ println!("{"{}" * n}", {", ".join("f()" for _ in range(n))}) }}\n'


@shape()
def vec_nested(n: int) -> str:
    """`vec![vec![vec![f()]]]`."""
    return f"{DEEP}pub fn f() -> u8 {{ 1 }}\npub fn g() {{ drop({'vec![' * n}f(){']' * n}) }}\n"


@shape()
def vec_of_many(n: int) -> str:
    """`vec![f(), f(), ...]`."""
    return f"pub fn f() -> u8 {{ 1 }}\npub fn g() {{ drop(vec![{', '.join('f()' for _ in range(n))}]) }}\n"


@shape()
def asserts(n: int) -> str:
    """Tests of `assert_eq!`."""
    return "pub fn f() -> u8 { 1 }\n" + each(n, lambda i: f"#[test] fn t{i}() {{ assert_eq!(f(), 1); }}")
