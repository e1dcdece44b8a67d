"""Files: many, deep, shared by several modules, in no module."""

from __future__ import annotations

from .shape import ROOT, Tree, each, shape


@shape()
def files_flat(n: int) -> Tree:
    """A module a file, each calling the next."""
    files = {f"src/m{i}.rs": f"pub fn f() {{ crate::m{(i + 1) % n}::f() }}\n" for i in range(n)}
    return {ROOT: each(n, lambda i: f"pub mod m{i};"), **files}


@shape()
def files_that_import_a_hub(n: int) -> Tree:
    """Every file imports from one file, which declares all."""
    files = {f"src/m{i}.rs": f"use crate::hub::f{i};\npub fn g() {{ f{i}() }}\n" for i in range(n)}
    hub = each(n, lambda i: f"pub fn f{i}() {{ crate::m{i}::g() }}")
    return {ROOT: each(n, lambda i: f"pub mod m{i};") + "\npub mod hub;\n", "src/hub.rs": hub, **files}


@shape(cap="paths of n directories: directories are read to a depth (docs/git.md)")
def files_deep(n: int) -> Tree:
    """A directory in a directory in a directory."""
    files: Tree = {ROOT: "pub mod m;\n"}
    for depth in range(n):
        files[f"src/{'m/' * depth}m.rs"] = "pub mod m;\npub fn f() {}\n" if depth < n - 1 else "pub fn f() {}\n"
    return files


@shape()
def files_in_no_module(n: int) -> Tree:
    """Files that no `mod` names."""
    return {ROOT: "pub fn f() {}\n", **{f"src/x{i}.rs": "pub fn f() { g() }\n" for i in range(n)}}


@shape(cap="2^n modules: instances of a file are capped")
def files_declared_twice(n: int) -> Tree:
    """Each file declares the next as two modules by `#[path]`."""
    twice = '#[path = "x{0}.rs"] pub mod a;\n#[path = "x{0}.rs"] pub mod b;\npub fn f() {{}}\n'
    files = {f"src/x{i}.rs": twice.format(i + 1) for i in range(n)}
    return {ROOT: twice.format(0), **files, f"src/x{n}.rs": "pub fn f() {}\n"}


@shape()
def file_of_many_modules(n: int) -> Tree:
    """One file as many modules by `#[path]`, each called."""
    declared = each(n, lambda i: f'#[path = "x.rs"] pub mod m{i};')
    calls = each(n, lambda i: f"    m{i}::f();")
    return {ROOT: f"{declared}\npub fn g() {{\n{calls}\n}}\n", "src/x.rs": "pub fn f() { g() }\nfn g() {}\n"}


@shape()
def files_of_tests(n: int) -> Tree:
    """Integration tests that share `common/mod.rs`: a crate each."""
    files = {f"tests/t{i}.rs": "mod common;\n#[test] fn t() { common::f(); shape::f() }\n" for i in range(n)}
    return {ROOT: "pub fn f() {}\n", "tests/common/mod.rs": "pub fn f() {}\n", **files}


@shape()
def files_of_examples(n: int) -> Tree:
    """Examples: a crate each."""
    return {ROOT: "pub fn f() {}\n", **{f"examples/e{i}.rs": "fn main() { shape::f() }\n" for i in range(n)}}


@shape()
def files_of_binaries(n: int) -> Tree:
    """Binaries that share a module of the library's folder."""
    return {ROOT: "pub fn f() {}\n", **{f"src/bin/b{i}.rs": "fn main() { shape::f() }\n" for i in range(n)}}


@shape()
def files_included(n: int) -> Tree:
    """`include!` of many files, each calling the root."""
    files = {f"src/inc{i}.rs": f"pub fn f{i}() {{ root() }}\n" for i in range(n)}
    return {ROOT: each(n, lambda i: f'include!("inc{i}.rs");') + "\npub fn root() {}\n", **files}


@shape()
def files_large(n: int) -> Tree:
    """Ten files of many functions each."""
    body = each(n, lambda i: f"pub fn f{i}(x: u64) -> u64 {{ if x > {i} {{ f{(i + 1) % n}(x - 1) }} else {{ x }} }}")
    return {ROOT: each(10, lambda i: f"pub mod m{i};"), **{f"src/m{i}.rs": body for i in range(10)}}


@shape()
def files_of_one_content(n: int) -> Tree:
    """The same text in many files."""
    text = "pub struct S;\nimpl S { pub fn f(&self) { self.g() } fn g(&self) {} }\n"
    return {ROOT: each(n, lambda i: f"pub mod m{i};"), **{f"src/m{i}.rs": text for i in range(n)}}


@shape()
def files_of_mutual_globs(n: int) -> Tree:
    """Every file takes everything of the crate's root, which re-exports everything of each."""
    files = {f"src/m{i}.rs": f"use crate::*;\npub fn f{i}() {{ f{(i + 1) % n}() }}\n" for i in range(n)}
    return {ROOT: each(n, lambda i: f"mod m{i};\npub use m{i}::*;"), **files}


@shape()
def files_beside(n: int) -> Tree:
    """Files that are not Rust."""
    return {ROOT: "pub fn f() {}\n", **{f"docs/x{i}.md": f"page {i}\n" for i in range(n)}}
