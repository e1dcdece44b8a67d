"""Random crates of traits, impls with where clauses that ask each other, and bodies that call through them."""

from __future__ import annotations

from hypothesis import strategies as st

TRAITS = 4
WRAPPERS = 3

number = st.integers(0, TRAITS - 1)
traits = number.map(lambda at: f"T{at}")
grounds = st.sampled_from(["A", "B", "u8"])


def types(leaf: st.SearchStrategy[str], depth: int = 2) -> st.SearchStrategy[str]:
    """Types of wrappers around these."""
    nested: st.SearchStrategy[str] = leaf
    for _ in range(depth):
        nested = st.one_of(
            leaf, st.builds(lambda at, inner: f"W{at}<{inner}>", st.integers(0, WRAPPERS - 1), nested), nested
        )
    return nested


def clauses(param: str) -> st.SearchStrategy[str]:
    """A where clause about a parameter: of it, of what wraps it, of its associated types."""
    own = types(st.just(param))
    return st.one_of(
        st.builds(lambda trait: f"{param}: {trait}", traits),
        st.builds(lambda ty, trait: f"{ty}: {trait}", own, traits),
        st.builds(lambda ty, trait, other: f"<{ty} as {trait}>::O: {other}", own, traits, traits),
        st.builds(lambda trait, ty: f"{param}: {trait}<O = {ty}>", traits, types(grounds)),
        st.builds(lambda one, other: f"{param}: {one} + {other}", traits, traits),
    )


def _impl(trait: str, head: str, where: list[str], given: str, has_method: bool) -> str:
    generics, param = ("<X>", "X") if "X" in head else ("", "")
    method = f"fn m{trait[1:]}(&self) -> Self::O {{ loop {{}} }}" if has_method else ""
    clause = f"where {', '.join(where)}" if where and param else ""
    return f"impl{generics} {trait} for {head} {clause} {{ type O = {given}; {method} }}"


def impls() -> st.SearchStrategy[str]:
    """An impl of a trait for a wrapper, a ground type, or everything that its clauses allow."""
    wrapped = st.builds(
        _impl,
        traits,
        st.integers(0, WRAPPERS - 1).map(lambda at: f"W{at}<X>"),
        st.lists(clauses("X"), max_size=2),
        st.one_of(types(st.just("X")), st.builds(lambda trait: f"<X as {trait}>::O", traits), types(grounds)),
        st.booleans(),
    )
    ground = st.builds(_impl, traits, types(grounds, 1), st.just([]), types(grounds, 1), st.booleans())
    blanket = st.builds(
        _impl, traits, st.just("X"), st.lists(clauses("X"), min_size=1, max_size=2), types(grounds), st.booleans()
    )
    return st.one_of(wrapped, wrapped, wrapped, ground, ground, blanket)


def bodies() -> st.SearchStrategy[str]:
    """The inside of a function: `%d` becomes its number. Some are generic."""
    calls = st.lists(number, min_size=1, max_size=3).map(lambda ats: "".join(f".m{at}()" for at in ats))
    concrete = st.builds(lambda ty, call: f"fn f%d(x: {ty}) {{ x{call}; }}", types(grounds, 4), calls)
    generic = st.builds(
        lambda clause, ty, call, arg: (
            f"fn f%d<X>(x: {ty}, y: X) where {clause} {{ x{call}; f%d(y, loop {{}}); let z: {arg} = loop {{}}; z{call}; }}"
        ),
        clauses("X"),
        types(st.just("X")),
        calls,
        types(grounds),
    )
    path = st.builds(
        lambda ty, at, call: f"fn f%d() {{ let x: {ty} = loop {{}}; T{at}::m{at}(&x){call}; <{ty}>::k{at}(); }}",
        types(grounds),
        number,
        calls,
    )
    loops = st.builds(
        lambda ty, call: f"fn f%d(x: Vec<{ty}>) {{ for y in &x {{ y{call}; }} x.iter().map(|y| y{call}); }}",
        types(grounds),
        calls,
    )
    return st.one_of(concrete, concrete, generic, path, loops)


DECLARED = "pub struct A; pub struct B;" + "".join(f"pub struct W{at}<X>(X);" for at in range(WRAPPERS)) + "\n"
DECLARED += "".join(
    f"pub trait T{at} {{ type O; fn m{at}(&self) -> Self::O {{ loop {{}} }} fn k{at}() {{}} }}\n"
    for at in range(TRAITS)
)

EXPENSIVE = (
    "pub struct V<T>(T); pub trait Dear { fn dear(&self) {} } impl<X> Dear for W0<X> where W0<W0<X>>: Dear, W0<V<X>>: Dear {}"
    "impl<X> Dear for V<X> where V<V<X>>: Dear, V<W0<X>>: Dear {}\n"
    "pub fn expensive(a: V<A>, b: W0<A>, c: V<B>, d: W0<B>, e: V<u8>) { a.dear(); b.dear(); c.dear(); d.dear(); e.dear(); a.dear(); b.dear(); }\n"
)


def numbered(found: list[str]) -> list[str]:
    """Bodies with names of their own."""
    return [body.replace("%d", str(at)) for at, body in enumerate(found)]
