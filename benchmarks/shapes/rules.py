"""`check`: many rules, many violations, long selectors."""

from __future__ import annotations

from .shape import INDEX, ROOT, Command, Tree, each, shape

CHECK: Command = ("check", "--at", "HEAD")
BEFORE: tuple[Command, ...] = (INDEX,)
HEAD = '[[rule]]\nname = "{name}"\nkind = "{kind}"\nreason = "r"\n'


def rule(kind: str, fields: str, name: str = "x") -> str:
    """A rule of a kind."""
    return HEAD.format(name=name, kind=kind) + fields + "\n"


def ring(n: int) -> str:
    """Modules that each call the next."""
    return each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::m{(i + 1) % n}::f() }} }}")


def chain(n: int) -> str:
    """The same without the last call."""
    return each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ {f'crate::m{i + 1}::f()' if i + 1 < n else ''} }} }}")


def fan(n: int) -> str:
    """Modules that all call into one."""
    return "pub mod base { pub fn f() {} }\n" + each(
        n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::base::f() }} }}"
    )


def judged(code: str, *rules: str) -> Tree:
    """A crate and its rules."""
    return {ROOT: code, "rgraph.toml": "".join(rules)}


@shape(CHECK, before=BEFORE)
def check_of_many_rules(n: int) -> Tree:
    """Many rules, each of two modules."""
    return judged(
        chain(n), *(rule("forbidden", f'from = "shape::m{i}"\nto = "shape::m{(i + 2) % n}"', f"r{i}") for i in range(n))
    )


@shape(CHECK, before=BEFORE)
def check_of_one_rule(n: int) -> Tree:
    """One rule that every module violates."""
    return judged(fan(n), rule("forbidden", 'from = "shape::m*"\nto = "shape::base"'))


@shape(CHECK, before=BEFORE)
def check_of_many_selectors(n: int) -> Tree:
    """One rule with a long list of selectors."""
    names = ", ".join(f'"shape::m{i}"' for i in range(n))
    return judged(chain(n), rule("forbidden", f'from = [{names}]\nto = "external:std"'))


@shape(CHECK, before=BEFORE, cap="each of n wild cards is matched with each of n names")
def check_of_many_globs(n: int) -> Tree:
    """The same with wild cards."""
    names = ", ".join(f'"shape::m{i}*"' for i in range(n))
    return judged(chain(n), rule("forbidden", f'from = [{names}]\nto = "external:std"'))


@shape(CHECK, before=BEFORE)
def check_transitively(n: int) -> Tree:
    """What the first module of a chain must not use, also by way of others."""
    return judged(chain(n), rule("forbidden", f'from = "shape::m0"\nto = "shape::m{n - 1}"\ntransitive = true'))


@shape(CHECK, before=BEFORE)
def check_transitively_all(n: int) -> Tree:
    """What every tenth module must not use, also by way of others."""
    return judged(chain(n), rule("forbidden", 'from = "shape::m*0"\nto = "shape::m*1"\ntransitive = true'))


@shape(CHECK, before=BEFORE)
def check_of_cycles(n: int) -> Tree:
    """One ring of modules."""
    return judged(ring(n), rule("acyclic", ""))


@shape(CHECK, before=BEFORE)
def check_of_many_cycles(n: int) -> Tree:
    """Pairs of modules that use each other."""
    pairs = each(n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::m{i ^ 1}::f() }} }}")
    return judged(pairs + (f"\npub mod m{n} {{ pub fn f() {{}} }}\n" if n % 2 else ""), rule("acyclic", ""))


@shape(CHECK, before=BEFORE)
def check_of_a_knot(n: int) -> Tree:
    """A ring with chords: cycles without number."""
    knot = each(
        n, lambda i: f"pub mod m{i} {{ pub fn f() {{ crate::m{(i + 1) % n}::f(); crate::m{(i * 7 + 3) % n}::f() }} }}"
    )
    return judged(knot, rule("acyclic", ""))


@shape(CHECK, before=BEFORE)
def check_of_type_cycles(n: int) -> Tree:
    """Types that hold each other, in a ring."""
    types = each(n, lambda i: f"pub struct S{i}(pub Option<Box<S{(i + 1) % n}>>);")
    return judged(types, rule("acyclic", 'level = "type"'))


@shape(CHECK, before=BEFORE)
def check_of_layers(n: int) -> Tree:
    """A layer a module, all kept."""
    names = ", ".join(f'"shape::m{i}"' for i in range(n))
    return judged(chain(n), rule("layers", f"layers = [{names}]"))


@shape(CHECK, before=BEFORE)
def check_of_layers_upside_down(n: int) -> Tree:
    """A layer a module, all violated."""
    names = ", ".join(f'"shape::m{i}"' for i in reversed(range(n)))
    return judged(chain(n), rule("layers", f"layers = [{names}]"))


@shape(CHECK, before=BEFORE)
def check_of_independence(n: int) -> Tree:
    """Modules that must know nothing of each other, and of which each uses a common one."""
    return judged(fan(n), rule("independence", 'modules = "shape::m*"'))


@shape(CHECK, before=BEFORE, cap="n modules of a chain reach each other in n^2 pairs")
def check_of_independence_in_a_chain(n: int) -> Tree:
    """Modules that must know nothing of each other, and each uses the next."""
    return judged(chain(n), rule("independence", 'modules = "shape::m*"\ntransitive = false'))


@shape(CHECK, before=BEFORE)
def check_of_names(n: int) -> Tree:
    """A name's form, of many functions, all wrong."""
    return judged(
        each(n, lambda i: f"pub fn f{i}() {{}}"),
        rule("naming", 'items = { path = "shape", kind = "function" }\nmust = "g.*"'),
    )


@shape(CHECK, before=BEFORE)
def check_of_docs(n: int) -> Tree:
    """Documentation of many functions, all without."""
    return judged(each(n, lambda i: f"pub fn f{i}() {{}}"), rule("attribute", 'items = "shape::*"\ndocumented = true'))


@shape(CHECK, before=BEFORE)
def check_of_visibility(n: int) -> Tree:
    """Many functions that should be private."""
    return judged(each(n, lambda i: f"pub fn f{i}() {{}}"), rule("visibility", 'items = "shape::*"\nmax = "crate"'))


@shape(CHECK, before=BEFORE)
def check_of_metrics(n: int) -> Tree:
    """Every module's fan-in."""
    return judged(ring(n), rule("metrics", 'measure = "fan_in"\nmax = 0'))


@shape(CHECK, before=BEFORE)
def check_of_callers(n: int) -> Tree:
    """Every function's callers."""
    return judged(
        each(n, lambda i: f"pub fn f{i}() {{ f{(i + 1) % n}() }}"), rule("metrics", 'measure = "callers"\nmax = 0')
    )


@shape(CHECK, before=BEFORE)
def check_of_orphans(n: int) -> Tree:
    """Public functions that nobody calls."""
    return judged(each(n, lambda i: f"pub fn f{i}() {{}}"), rule("orphan", 'what = "items"\nscope = "shape"'))


@shape(CHECK, before=BEFORE)
def check_of_calls(n: int) -> Tree:
    """Forbidden calls in many functions."""
    code = each(n, lambda i: f"pub fn f{i}(x: Option<u8>) -> u8 {{ println!(); x.unwrap() }}")
    return judged(code, rule("forbidden_call", 'scope = "shape"\ncalls = [".unwrap()", "println!"]'))


@shape(CHECK, before=BEFORE)
def check_of_unsafe(n: int) -> Tree:
    """Unsafe blocks in many functions."""
    return judged(each(n, lambda i: f"pub fn f{i}() {{ unsafe {{ }} }}"), rule("unsafe_surface", ""))


@shape(CHECK, before=BEFORE)
def check_of_exceptions(n: int) -> Tree:
    """One rule that every module violates, each excepted by name."""
    listed = ", ".join(f'{{ from = "shape::m{i}", to = "shape::base", reason = "r" }}' for i in range(n))
    return judged(fan(n), rule("forbidden", f'from = "shape::m*"\nto = "shape::base"\nexceptions = [{listed}]'))


@shape(CHECK, before=BEFORE)
def check_by_query(n: int) -> Tree:
    """A rule in Datalog that lists every function."""
    query = "query = \"?[symbol, message] := item[symbol, 'function', name, _, _, _, _], message = name\""
    return judged(each(n, lambda i: f"pub fn f{i}() {{}}"), rule("query", query))


@shape(CHECK, before=BEFORE)
def selector_of_many_segments(n: int) -> Tree:
    """`**::**::**::x` of n segments, as many as a selector may have."""
    return judged(
        ring(20), rule("forbidden", f'from = "{"**::" * min(n, 240)}x"\nto = "external:std"\nallow_empty = true')
    )


@shape(CHECK, before=BEFORE)
def selector_of_many_stars(n: int) -> Tree:
    """`*a*a*a*b` with n stars (as many as a selector may have), on a name of as many letters."""
    code = f"pub mod {'a' * n} {{ pub fn f() {{}} }}\npub mod z {{}}\n"
    return judged(
        code, rule("forbidden", f'from = "shape::{"*a" * min(n, 480)}b"\nto = "external:std"\nallow_empty = true')
    )


@shape(CHECK, before=BEFORE)
def selector_of_nested_exceptions(n: int) -> Tree:
    """`{ path, except = { path, except = ... } }`."""
    depth = min(n, 90)
    nested = '{ path = "shape::*", except = ' * depth + '"shape::m0"' + " }" * depth
    return judged(ring(20), rule("visibility", f'items = {nested}\nmax = "pub"'))


@shape(CHECK, before=BEFORE)
def selector_by_pattern(n: int) -> Tree:
    """A regular expression that backtracks, on a long name."""
    code = f"pub fn {'a' * n}() {{}}\n"
    return judged(code, rule("naming", 'items = { path = "shape", kind = "function" }\nmust = "(a|aa)+b"'))


@shape(CHECK, before=BEFORE)
def comments_in_rules(n: int) -> Tree:
    """Many lines of comment in `rgraph.toml`."""
    return judged(ring(20), each(n, lambda i: f"# line {i}") + "\n", rule("acyclic", ""))
