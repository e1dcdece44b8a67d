"""Manifests, workspaces, features, dependencies, lock files."""

from __future__ import annotations

from .shape import MANIFEST, ROOT, Tree, each, shape


def package(name: str, more: str = "") -> str:
    """A manifest."""
    return f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2021"\n{more}'


def workspace(members: str) -> str:
    """A manifest of members alone."""
    return f'[workspace]\nresolver = "2"\nmembers = [{members}]\n'


@shape()
def members(n: int) -> Tree:
    """Packages of a workspace, found by a glob."""
    files = {f"crates/c{i}/Cargo.toml": package(f"c{i}") for i in range(n)}
    sources = {f"crates/c{i}/src/lib.rs": "pub fn f() {}\n" for i in range(n)}
    return {"Cargo.toml": workspace('"crates/*"'), **files, **sources}


@shape()
def members_listed(n: int) -> Tree:
    """The same, each by name."""
    return {**members(n), "Cargo.toml": workspace(", ".join(f'"crates/c{i}"' for i in range(n)))}


@shape()
def members_chain(n: int) -> Tree:
    """Each package depends on the next and calls it."""
    tree = members(n)
    for i in range(n - 1):
        tree[f"crates/c{i}/Cargo.toml"] += f'[dependencies]\nc{i + 1} = {{ path = "../c{i + 1}" }}\n'
        tree[f"crates/c{i}/src/lib.rs"] = f"pub fn f() {{ c{i + 1}::f() }}\n"
    return tree


@shape()
def members_chain_of_globs(n: int) -> Tree:
    """The same with `pub use` of everything; one call goes through all of them."""
    tree = members_chain(n)
    for i in range(n - 1):
        tree[f"crates/c{i}/src/lib.rs"] = f"pub use c{i + 1}::*;\n"
    tree["crates/c0/src/lib.rs"] += "pub fn g() { f() }\n"
    return tree


@shape()
def members_that_inherit(n: int) -> Tree:
    """Packages that take their version and a dependency from the workspace."""
    tree = members(n)
    inherited = '[package]\nname = "c{}"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nc0.workspace = true\n'
    for i in range(1, n):
        tree[f"crates/c{i}/Cargo.toml"] = inherited.format(i)
        tree[f"crates/c{i}/src/lib.rs"] = "pub fn f() { c0::f() }\n"
    shared = '[workspace.package]\nversion = "0.1.0"\nedition = "2021"\n[workspace.dependencies]\nc0 = { path = "crates/c0" }\n'
    return {**tree, "Cargo.toml": workspace('"crates/*"') + shared}


@shape(foreign="dependencies that no registry has")
def dependencies(n: int) -> Tree:
    """A package with many dependencies, each used."""
    listed = each(n, lambda i: f'dep{i} = "1"')
    uses = each(n, lambda i: f"use dep{i}::f as f{i};")
    calls = each(n, lambda i: f"    f{i}();")
    return {"Cargo.toml": f"{MANIFEST}[dependencies]\n{listed}\n", ROOT: f"{uses}\npub fn g() {{\n{calls}\n}}\n"}


@shape(foreign="dependencies that no registry has")
def dependencies_by_target(n: int) -> Tree:
    """A dependency table for each of many cfgs."""
    tables = each(n, lambda i: f"[target.'cfg(x{i})'.dependencies]\ndep{i} = \"1\"")
    return {"Cargo.toml": f"{MANIFEST}{tables}\n", ROOT: "pub fn f() {}\n"}


@shape()
def features(n: int) -> Tree:
    """Features, each with the next."""
    chain = each(n, lambda i: f'x{i} = ["x{i + 1}"]')
    return {"Cargo.toml": f'{MANIFEST}[features]\ndefault = ["x0"]\n{chain}\nx{n} = []\n', ROOT: "pub fn f() {}\n"}


@shape()
def features_used(n: int) -> Tree:
    """Features that are on by default, each with a function that is called."""
    declared = each(n, lambda i: f"x{i} = []")
    default = ", ".join(f'"x{i}"' for i in range(n))
    functions = each(
        n, lambda i: f'#[cfg(feature = "x{i}")] pub fn f{i}() {{}}\n#[cfg(feature = "x{i}")] pub fn g{i}() {{ f{i}() }}'
    )
    return {"Cargo.toml": f"{MANIFEST}[features]\ndefault = [{default}]\n{declared}\n", ROOT: functions}


@shape()
def features_wide(n: int) -> Tree:
    """One feature with many others."""
    declared = each(n, lambda i: f"x{i} = []")
    names = ", ".join(f'"x{i}"' for i in range(n))
    return {"Cargo.toml": f"{MANIFEST}[features]\nall = [{names}]\n{declared}\n", ROOT: ""}


@shape(foreign="packages that no registry has")
def lock_file(n: int) -> Tree:
    """A lock file of packages that each depend on the next ten."""

    def entry(i: int) -> str:
        wanted = ", ".join(f'"p{(i + k) % n}"' for k in range(1, 11))
        source = "registry+https://example.org/index"
        return (
            f'[[package]]\nname = "p{i}"\nversion = "1.0.0"\nsource = "{source}"\n'
            f'checksum = "{i:064x}"\ndependencies = [{wanted}]\n'
        )

    listed = each(n, entry)
    return {ROOT: "pub fn f() {}\n", "Cargo.lock": f"version = 3\n\n{listed}"}


@shape(foreign="packages that no registry has")
def lock_file_of_versions(n: int) -> Tree:
    """A lock file with many versions of one package."""
    listed = each(
        n, lambda i: f'[[package]]\nname = "p"\nversion = "{i}.0.0"\nsource = "registry+https://example.org/index"\n'
    )
    return {ROOT: "pub fn f() {}\n", "Cargo.lock": f"version = 3\n\n{listed}"}


@shape(cap="targets of a package are capped at 2,000 (docs/cargo.md)")
def targets(n: int) -> Tree:
    """A manifest that lists many binaries of one file."""
    listed = each(n, lambda i: f'[[bin]]\nname = "b{i}"\npath = "src/main.rs"')
    return {"Cargo.toml": f"{MANIFEST}{listed}\n", ROOT: "pub fn f() {}\n", "src/main.rs": "fn main() { shape::f() }\n"}


@shape()
def manifest_tables(n: int) -> Tree:
    """A manifest with many tables of no meaning here."""
    return {
        "Cargo.toml": MANIFEST + each(n, lambda i: f"[package.metadata.x{i}]\ny = {{ a = 1, b = [1, 2] }}"),
        ROOT: "",
    }


@shape()
def manifest_lines(n: int) -> Tree:
    """A manifest with a long array."""
    return {"Cargo.toml": MANIFEST + f"[package.metadata]\nx = [\n{each(n, lambda i: f'    {i},')}\n]\n", ROOT: ""}


@shape(cap="nesting of TOML is capped at 100")
def manifest_nested(n: int) -> Tree:
    """Arrays in arrays."""
    return {"Cargo.toml": MANIFEST + f"[package.metadata]\nx = {'[' * n}{']' * n}\n", ROOT: "pub fn f() {}\n"}


@shape()
def manifest_dotted(n: int) -> Tree:
    """One key of many dots."""
    return {"Cargo.toml": MANIFEST + f"[package.metadata]\n{'.'.join('a' for _ in range(min(n, 90)))} = 1\n", ROOT: ""}


@shape()
def packages_apart(n: int) -> Tree:
    """Packages without a workspace."""
    tree: Tree = {ROOT: "pub fn f() {}\n"}
    for i in range(n):
        tree[f"fixtures/c{i}/Cargo.toml"] = package(f"c{i}", "[workspace]\n")
        tree[f"fixtures/c{i}/src/lib.rs"] = "pub fn f() {}\n"
    return tree


@shape(foreign="globs that match nothing")
def member_globs(n: int) -> Tree:
    """Many globs of members over many directories."""
    tree = members(n)
    return {**tree, "Cargo.toml": workspace(", ".join(['"crates/*"'] + [f'"x{i}/*"' for i in range(n)]))}
