"""Facts of `Cargo.toml` and `Cargo.lock`, and the crates that a commit's manifests make."""

from __future__ import annotations

from enum import StrEnum

from .ids import RepoPath
from .syntax import Node


class Dependency(Node, frozen=True):
    """One dependency as declared. `name` is the key in the table, `package` what it is called at its source."""

    name: str
    package: str
    kind: str = "normal"  # normal, dev, build
    version: str = ""  # the requirement as written; "" where inherited or path-only
    path: str = ""
    git: str = ""
    registry: str = ""
    rev: str = ""  # of git: rev, tag or branch, as `tag=v1`
    optional: bool = False
    default_features: bool = True
    features: list[str] = []
    target: str = ""  # cfg(...) or triple of [target.X.dependencies]
    inherited: bool = False  # workspace = true; `default_features` of the manifest is then whether it writes `true`
    renamed: bool = False  # `package` is written: code says `name`, whatever the library is called


class TargetDecl(Node, frozen=True):
    """A `[lib]`, `[[bin]]`, `[[test]]`, `[[example]]` or `[[bench]]` table as written."""

    kind: str
    name: str = ""
    path: str = ""
    edition: str = ""
    crate_type: list[str] = []
    proc_macro: bool = False
    harness: bool = True
    required_features: list[str] = []


class Manifest(Node, frozen=True):
    """One `Cargo.toml`, before inheritance. `error` is set where it is not TOML or not a manifest."""

    error: str = ""
    package: str = ""  # "" for a virtual manifest
    version: str = ""
    edition: str = ""
    rust_version: str = ""
    inherits: list[str] = []  # package fields with `workspace = true`
    build: str = ""  # build script: a path, "-" for `build = false`, "" for the default
    autobins: bool = True
    autotests: bool = True
    autoexamples: bool = True
    autobenches: bool = True
    autolib: bool = True
    publish: bool = True
    targets: list[TargetDecl] = []
    dependencies: list[Dependency] = []
    features: dict[str, list[str]] = {}
    links: str = ""
    # [workspace]
    is_workspace: bool = False
    members: list[str] = []
    exclude: list[str] = []
    default_members: list[str] = []
    workspace_fields: dict[str, str] = {}  # [workspace.package]
    workspace_dependencies: list[Dependency] = []
    workspace_path: str = ""  # package.workspace
    auto_written: list[str] = []  # which of autolib, autobins... the manifest writes: edition 2015 tells them apart
    is_script: bool = False  # of a cargo script: one file that carries its manifest
    patches: list[Dependency] = []  # [patch.X] and [replace]: `registry` is X, kind "patch" or "replace"
    resolver: str = ""  # of [workspace] or [package]: "1", "2", "3"
    license: str = ""  # as written; "file PATH" where only `license-file` is


class LockedPackage(Node, frozen=True):
    name: str
    version: str
    source: str = ""
    checksum: str = ""
    dependencies: list[str] = []  # as written: "name", "name version" or "name version (source)"
    replace: str = ""  # written so, too: the package that `[replace]` puts in its place


class Lockfile(Node, frozen=True):
    error: str = (
        ""  # why it is not TOML; `packages` then has what could be read, `problems` names the lines that could not
    )
    version: int = 1
    packages: list[LockedPackage] = []
    problems: list[str] = []


class TargetKind(StrEnum):
    LIB = "lib"
    BIN = "bin"
    TEST = "test"
    EXAMPLE = "example"
    BENCH = "bench"
    BUILD = "build"


class Extern(Node, frozen=True):
    """What an extern crate name means in a crate: a crate of this commit (`crate` is its id) or an outside one."""

    name: str  # the name in code
    crate: str  # id of a workspace crate, "" for one from outside
    package: str  # the package's own name
    kind: str = "normal"  # normal, dev (tests, and cfg(test) code of the others), build, own (the package's own lib)


class Crate(Node, frozen=True):
    """A target as rustc sees it: one crate.

    `id` begins every symbol of the crate: the lib's name in code (`grep_searcher`), else
    `<package>/<kind>/<target>` (`ripgrep/bin/rg`). Where a commit has two with the same id, all but the one
    of the outermost manifest (then by path) get `@<manifest dir>` after it.
    """

    id: str
    name: str  # in code: `-` is `_`
    kind: TargetKind
    root: RepoPath
    package: str
    manifest: RepoPath
    edition: str
    externs: list[Extern] = []  # the own lib (for other targets) and dev-dependencies (for tests...) included
    features: list[str] = []  # names of the package's features
    proc_macro: bool = False
    target_name: str = ""


class Package(Node, frozen=True):
    """A package with inheritance resolved."""

    name: str
    manifest: RepoPath
    version: str
    edition: str
    rust_version: str
    dependencies: list[Dependency]
    features: dict[str, list[str]]
    crates: list[str]  # ids
    workspace: RepoPath  # manifest of its workspace root (its own where there is none)
    publish: bool = True


class CargoTree(Node, frozen=True):
    """All that the manifests of one commit say, in a fixed order."""

    packages: list[Package]
    crates: list[Crate]
    errors: list[tuple[str, str]]  # (manifest path, what is wrong)
