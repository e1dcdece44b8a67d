"""Text: literals, comments, attributes, and what is no Rust."""

from __future__ import annotations

from .shape import each, shape

BROKEN = "no Rust"


@shape()
def string_literal(n: int) -> str:
    """One long string (100 bytes for each of n)."""
    return f'pub const S: &str = "{"0123456789" * 10 * n}";\n'


@shape()
def string_escapes(n: int) -> str:
    """A string of escapes."""
    return 'pub const S: &str = "' + r"\n\"\\\u{41}" * 10 * n + '";\n'


@shape()
def raw_string(n: int) -> str:
    """A raw string with quotes in it."""
    return 'pub const S: &str = r##"' + '"#"' * 30 * n + '"##;\n'


@shape()
def string_literals(n: int) -> str:
    """Many strings."""
    texts = each(n, lambda i: f'    "text {i}",')
    return f"pub const S: &[&str] = &[\n{texts}\n];\n"


@shape()
def numbers(n: int) -> str:
    """A table of bytes (10 for each of n)."""
    return f"pub const B: &[u8] = &[\n{each(n, lambda _: '    0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99,')}\n];\n"


@shape()
def comment_lines(n: int) -> str:
    """Many lines of comment."""
    return each(10 * n, lambda i: f"// line {i} of a comment") + "\npub fn f() {}\n"


@shape()
def comments_nested(n: int) -> str:
    """`/* /* /* ... */ */ */`."""
    return f"{'/* ' * n}{' */' * n}\npub fn f() {{}}\n"


@shape(foreign=BROKEN)
def comments_unclosed(n: int) -> str:
    """`/*` again and again, none closed."""
    return "pub fn f() {}\n" + "/* " * n


@shape()
def doc_lines(n: int) -> str:
    """One item with many lines of documentation."""
    return each(n, lambda i: f"/// line {i}") + "\npub fn f() {}\n"


@shape()
def docs(n: int) -> str:
    """Many items with documentation."""
    return each(
        n, lambda i: f"/// What it does.\n///\n/// # Examples\n/// ```\n/// f{i}();\n/// ```\npub fn f{i}() {{}}"
    )


@shape()
def attributes_on_one_item(n: int) -> str:
    """Many attributes on one item."""
    return each(n, lambda _: "#[allow(dead_code)]") + "\npub fn f() {}\n"


@shape()
def attributes(n: int) -> str:
    """An attribute on each of many items."""
    return each(n, lambda i: f"#[inline]\n#[must_use]\npub fn f{i}() -> u8 {{ 1 }}")


@shape()
def attribute_arguments(n: int) -> str:
    """One attribute with many arguments."""
    return f"#[allow({', '.join('dead_code' for _ in range(n))})]\npub fn f() {{}}\n"


@shape()
def cfg_predicates(n: int) -> str:
    """`any(feature = "x0", feature = "x1", ...)`."""
    predicates = ", ".join(f'feature = "x{i}"' for i in range(n))
    return f"#[cfg(any(all(), {predicates}))]\npub fn f() {{}}\npub fn g() {{ f() }}\n"


@shape()
def cfg_nested(n: int) -> str:
    """`not(not(not(all())))`."""
    n += n % 2
    return f"#[cfg({'not(' * n}all(){')' * n})]\npub fn f() {{}}\npub fn g() {{ f() }}\n"


@shape()
def cfg_attributes(n: int) -> str:
    """Many `#[cfg]`s on one item."""
    return each(n, lambda i: f'#[cfg(not(feature = "x{i}"))]') + "\npub fn f() {}\npub fn g() { f() }\n"


@shape()
def long_name(n: int) -> str:
    """A function with a name of 10 n letters, called."""
    return f"pub fn {'a' * 10 * n}() {{}}\npub fn g() {{ {'a' * 10 * n}() }}\n"


@shape()
def blank_lines(n: int) -> str:
    """Many empty lines between items."""
    return "pub fn f() {}\n" + "\n" * 100 * n + "pub fn g() { f() }\n"


@shape()
def wide_letters(n: int) -> str:
    """Names and strings outside ASCII."""
    return each(n, lambda i: f'pub fn fü{i}() -> &\'static str {{ "Straße 🦀" }}\npub fn g{i}() {{ fü{i}(); }}')


@shape(foreign=BROKEN)
def braces_opened(n: int) -> str:
    """`{` again and again."""
    return "pub fn f() {}\npub fn g() " + "{" * n


@shape(foreign=BROKEN)
def braces_closed(n: int) -> str:
    """`}` again and again."""
    return "pub fn f() {}\n" + "}" * n + "\npub fn g() { f() }\n"


@shape(foreign=BROKEN)
def parentheses_opened(n: int) -> str:
    """`(` again and again in a body."""
    return f"pub fn f() {{}}\npub fn g() {{ {'(' * n} }}\n"


@shape(foreign=BROKEN)
def angles_opened(n: int) -> str:
    """`Vec<` again and again."""
    return f"pub fn f() {{}}\npub fn g(x: {'Vec<' * n}) {{ f() }}\n"


@shape(foreign=BROKEN)
def functions_without_end(n: int) -> str:
    """`fn f(` without the rest, many times."""
    return each(n, lambda i: f"pub fn f{i}(")


@shape(foreign=BROKEN)
def functions_without_body(n: int) -> str:
    """`fn f() {` never closed, many times: each stands in the one before."""
    return each(n, lambda i: f"pub fn f{i}() {{")


@shape(foreign=BROKEN)
def words(n: int) -> str:
    """Words and signs that make no item."""
    return each(n, lambda i: f"struct impl for where => {i} :: ; fn")


@shape(foreign=BROKEN)
def conflict_markers(n: int) -> str:
    """Marks of merges that nobody solved."""
    return each(n, lambda i: f"<<<<<<< HEAD\npub fn f{i}() {{ 1 }}\n=======\npub fn f{i}() {{ 2 }}\n>>>>>>> other")


@shape(foreign=BROKEN)
def quotes_unclosed(n: int) -> str:
    """Items after a string that is not closed."""
    return 'pub const S: &str = "\n' + each(n, lambda i: f"pub fn f{i}() {{ f{i}() }}")


@shape(foreign=BROKEN)
def angles_in_bodies(n: int) -> str:
    """`a < b < c < d`: comparisons that could be generics."""
    return f"pub fn g(a: u8) {{ {'a < ' * n}a }}\n"
