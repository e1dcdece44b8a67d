"""Types: aliases, nesting, Deref, generics, fields and variants."""

from __future__ import annotations

from .shape import each, shape

DEEP = '#![recursion_limit = "16384"]\n'


@shape()
def alias_chain(n: int) -> str:
    """An alias of an alias of an alias; a method is called on the first."""
    chain = each(n, lambda i: f"pub type A{i} = A{i + 1};")
    return f"{DEEP}{chain}\npub struct A{n};\nimpl A{n} {{ pub fn f(&self) {{}} }}\npub fn g(x: A0) {{ x.f() }}\n"


@shape()
def alias_chain_called_everywhere(n: int) -> str:
    """The same, and a call on each alias."""
    return alias_chain(n) + each(n, lambda i: f"pub fn g{i}(x: A{i}) {{ x.f() }}")


@shape()
def alias_chain_generic(n: int) -> str:
    """Aliases that hand a parameter on."""
    chain = each(n, lambda i: f"pub type A{i}<T> = A{i + 1}<T>;")
    return f"{DEEP}{chain}\npub struct A{n}<T>(T);\nimpl<T> A{n}<T> {{ pub fn f(&self) {{}} }}\npub fn g(x: A0<u8>) {{ x.f() }}\n"


@shape(foreign="2^n types in one")
def alias_doubling(n: int) -> str:
    """Each alias is a pair of the next."""
    chain = each(n, lambda i: f"pub type A{i} = (A{i + 1}, A{i + 1});")
    return (
        f"{chain}\npub struct A{n};\nimpl A{n} {{ pub fn f(&self) {{}} }}\npub fn g(x: A0) {{ let y = x; drop(y); }}\n"
    )


@shape(foreign="an alias of itself (E0391)")
def alias_ring(n: int) -> str:
    """Aliases in a ring."""
    return each(n, lambda i: f"pub type A{i} = A{(i + 1) % n};") + "\npub fn g(x: A0) { x.f() }\n"


@shape()
def aliases_of_modules(n: int) -> str:
    """Many aliases of one type with an argument, a method called through each."""
    aliases = each(n, lambda i: f"pub struct S{i};\npub type A{i} = W<S{i}>;\npub fn g{i}(x: A{i}) {{ x.f() }}")
    return f"pub struct W<T>(T);\nimpl<T> W<T> {{ pub fn f(&self) {{}} }}\n{aliases}\n"


@shape()
def type_nested(n: int) -> str:
    """`Vec<Vec<Vec<..u8..>>>` in a signature."""
    return f"{DEEP}pub fn f(x: {'Vec<' * n}u8{'>' * n}) {{ drop(x.len()) }}\n"


@shape()
def type_nested_in_body(n: int) -> str:
    """The same of a local variable."""
    return f"{DEEP}pub fn f() {{ let x: {'Vec<' * n}u8{'>' * n} = Vec::new(); drop(x.len()) }}\n"


@shape()
def references_nested(n: int) -> str:
    """`& & & ... u8`, and a method called through all of them."""
    return f"{DEEP}pub struct S;\nimpl S {{ pub fn f(&self) {{}} }}\npub fn g(x: {'& ' * n}S) {{ x.f() }}\n"


@shape()
def tuples_nested(n: int) -> str:
    """`((((u8,),),),)`."""
    return f"{DEEP}pub fn f(_x: {'(' * n}u8{',)' * n}) {{}}\n"


@shape()
def arrays_nested(n: int) -> str:
    """`[[[u8; 1]; 1]; 1]`."""
    return f"{DEEP}pub fn f(_x: &{'[' * n}u8{'; 1]' * n}) {{}}\n"


@shape()
def function_pointers_nested(n: int) -> str:
    """`fn(fn(fn(u8)))`."""
    return f"{DEEP}pub fn f(_x: {'fn(' * n}u8{')' * n}) {{}}\n"


@shape()
def tuple_wide(n: int) -> str:
    """A tuple of many types, its parts called."""
    types = each(n, lambda i: f"pub struct S{i};\nimpl S{i} {{ pub fn f{i}(&self) {{}} }}")
    calls = each(n, lambda i: f"    x.{i}.f{i}();")
    return f"{types}\npub fn g(x: ({', '.join(f'S{i}' for i in range(n))},)) {{\n{calls}\n}}\n"


@shape()
def generic_parameters(n: int) -> str:
    """A type with many parameters, and a field of each."""
    names = ", ".join(f"T{i}" for i in range(n))
    fields = each(n, lambda i: f"    pub x{i}: T{i},")
    return f"pub struct S<{names}> {{\n{fields}\n}}\nimpl<{names}> S<{names}> {{ pub fn f(&self) {{}} }}\npub fn g<{names}>(s: S<{names}>) {{ s.f() }}\n"


@shape()
def generic_arguments(n: int) -> str:
    """A function with many type arguments written at the call."""
    names = ", ".join(f"T{i}" for i in range(n))
    return f"pub fn f<{names}>() {{}}\npub fn g() {{ f::<{', '.join('u8' for _ in range(n))}>() }}\n"


@shape()
def generic_instances(n: int) -> str:
    """One generic type with many arguments, a generic method of each called."""
    types = each(
        n,
        lambda i: f"pub struct S{i};\nimpl S{i} {{ pub fn f(&self) {{}} }}\npub fn g{i}(x: W<S{i}>) {{ x.get().f() }}",
    )
    return f"pub struct W<T>(T);\nimpl<T> W<T> {{ pub fn get(&self) -> &T {{ &self.0 }} }}\n{types}\n"


@shape()
def generic_defaults(n: int) -> str:
    """Parameters whose default is the type with the parameter before."""
    chain = each(n, lambda i: f"pub struct S{i + 1}<T = S{i}>(T);")
    return f"{DEEP}pub struct S0;\n{chain}\nimpl<T> S{n}<T> {{ pub fn f(&self) {{}} }}\npub fn g(x: S{n}) {{ x.f() }}\n"


@shape()
def deref_chain(n: int) -> str:
    """Each type dereferences to the next; a method of the last is called on the first."""
    types = each(
        n,
        lambda i: (
            f"pub struct S{i}(S{i + 1});\nimpl std::ops::Deref for S{i} {{ type Target = S{i + 1}; fn deref(&self) -> &S{i + 1} {{ &self.0 }} }}"
        ),
    )
    return f"{DEEP}{types}\npub struct S{n};\nimpl S{n} {{ pub fn f(&self) {{}} }}\npub fn g(x: S0) {{ x.f() }}\n"


@shape(foreign="dereferences without end (E0055)")
def deref_ring(n: int) -> str:
    """Types that dereference to each other in a ring; a method of a trait that none has."""
    types = each(
        n,
        lambda i: (
            f"pub struct S{i}(Option<Box<S{(i + 1) % n}>>);\nimpl std::ops::Deref for S{i} {{ type Target = S{(i + 1) % n}; fn deref(&self) -> &S{(i + 1) % n} {{ loop {{}} }} }}"
        ),
    )
    return f"{DEEP}{types}\nimpl S{n // 8} {{ pub fn f(&self) {{}} }}\npub fn g(x: S0) {{ x.f() }}\n"


@shape()
def deref_of_many(n: int) -> str:
    """Many wrappers that dereference to one type, a method of which is called through each."""
    wrappers = each(
        n,
        lambda i: (
            f"pub struct W{i}(S);\nimpl std::ops::Deref for W{i} {{ type Target = S; fn deref(&self) -> &S {{ &self.0 }} }}\npub fn g{i}(x: W{i}) {{ x.f() }}"
        ),
    )
    return f"pub struct S;\nimpl S {{ pub fn f(&self) {{}} }}\n{wrappers}\n"


@shape()
def deref_boxes(n: int) -> str:
    """`Box<Box<Box<S>>>`: a method called through all of them."""
    return f"{DEEP}pub struct S;\nimpl S {{ pub fn f(&self) {{}} }}\npub fn g(x: {'Box<' * n}S{'>' * n}) {{ x.f() }}\n"


@shape()
def struct_fields(n: int) -> str:
    """A struct with many fields, all set and read."""
    fields = each(n, lambda i: f"    pub x{i}: u8,")
    given = each(n, lambda i: f"        x{i}: 1,")
    reads = each(n, lambda i: f"    drop(s.x{i});")
    return f"pub struct S {{\n{fields}\n}}\npub fn g() {{\n    let s = S {{\n{given}\n    }};\n{reads}\n}}\n"


@shape()
def struct_chain(n: int) -> str:
    """Each struct holds the next; one path of fields through all."""
    types = each(n, lambda i: f"pub struct S{i} {{ pub x: S{i + 1} }}")
    return f"{types}\npub struct S{n} {{ pub x: u8 }}\npub fn g(s: &S0) -> u8 {{ s{'.x' * (n + 1)} }}\n"


@shape()
def enum_variants(n: int) -> str:
    """An enum with many variants, all made and matched."""
    variants = each(n, lambda i: f"    V{i}(u8),")
    arms = each(n, lambda i: f"        E::V{i}(x) => E::V{(i + 1) % n}(x),")
    return f"pub enum E {{\n{variants}\n}}\npub fn g(e: E) -> E {{\n    match e {{\n{arms}\n    }}\n}}\n"


@shape()
def enums(n: int) -> str:
    """Many enums with one variant's name in common."""
    return each(
        n,
        lambda i: (
            f"pub enum E{i} {{ A, B(u8) }}\npub fn g{i}(e: E{i}) -> E{i} {{ match e {{ E{i}::A => E{i}::B(1), x => x }} }}"
        ),
    )


@shape()
def consts_chain(n: int) -> str:
    """Each const is the next one."""
    return f"{each(n, lambda i: f'pub const C{i}: u8 = C{i + 1};')}\npub const C{n}: u8 = 1;\n"


@shape()
def statics(n: int) -> str:
    """Many statics, read by one function."""
    return (
        each(n, lambda i: f"pub static S{i}: u8 = 1;")
        + f"\npub fn g() {{\n{each(n, lambda i: f'    drop(S{i});')}\n}}\n"
    )


@shape()
def lifetimes(n: int) -> str:
    """A function with many lifetimes."""
    names = ", ".join(f"'a{i}" for i in range(n))
    arguments = ", ".join(f"x{i}: &'a{i} u8" for i in range(n))
    return f"pub fn f<{names}>({arguments}) {{}}\n"
