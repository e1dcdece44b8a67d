"""One `Cargo.toml` as facts, before inheritance; wrong input becomes `Manifest.error`, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.model.cargo import Dependency, Manifest, TargetDecl
from rgraph.toml import Table, bool_at, load, optional_bool_at, table_at, tables_at, text_at, texts_at

from .limits import MAX_MANIFEST_BYTES
from .places import brief

_NAME = re.compile(r"[\w-]{1,200}\Z")
_AUTO = ("autolib", "autobins", "autotests", "autoexamples", "autobenches")
_KINDS = (("bin", "bin"), ("test", "test"), ("example", "example"), ("bench", "bench"))
_SECTIONS = (
    ("dependencies", "normal"),
    ("dev-dependencies", "dev"),
    ("dev_dependencies", "dev"),
    ("build-dependencies", "build"),
    ("build_dependencies", "build"),
)


def parse_manifest(source: bytes) -> Manifest:
    """The facts of a `Cargo.toml`. `error` says what is wrong where it is not TOML or not a manifest."""
    document = load(source, MAX_MANIFEST_BYTES)
    return Manifest(error=document) if isinstance(document, str) else manifest_of(document)


def manifest_of(document: Table) -> Manifest:
    """The facts of a manifest that is read as TOML. `error` says what is wrong where it is none."""
    package = table_at(document, "package") or table_at(document, "project")  # [project] is the old word
    workspace = table_at(document, "workspace")
    if package is None and workspace is None:
        return Manifest(error="has neither [package] nor [workspace]")
    name = text_at(package, "name") if package is not None else ""
    if package is not None and not _NAME.match(name):
        return Manifest(error="[package] has no valid name" if not name else f"{brief(name)} is not a package name")
    root = workspace or {}
    own = package or {}
    return Manifest(
        package=name,
        version=text_at(own, "version") or ("0.0.0" if package is not None and "version" not in own else ""),
        edition=text_at(own, "edition"),
        rust_version=text_at(own, "rust-version"),
        inherits=sorted(
            key for key, value in own.items() if isinstance(value, dict) and value.get("workspace") is True
        ),
        build=_build(own),
        autobins=bool_at(own, "autobins", True),
        autotests=bool_at(own, "autotests", True),
        autoexamples=bool_at(own, "autoexamples", True),
        autobenches=bool_at(own, "autobenches", True),
        autolib=bool_at(own, "autolib", True),
        publish=_publish(own.get("publish")),
        targets=_targets(document),
        dependencies=_dependencies(document),
        features={key: [item for item in value if isinstance(item, str)] for key, value in _features(document)},
        links=text_at(own, "links"),
        is_workspace=workspace is not None,
        members=texts_at(root, "members"),
        exclude=texts_at(root, "exclude"),
        default_members=texts_at(root, "default-members"),
        workspace_fields=_workspace_fields(root),
        workspace_dependencies=_section(table_at(root, "dependencies"), "normal", ""),
        workspace_path=text_at(own, "workspace"),
        auto_written=[key for key in _AUTO if isinstance(own.get(key), bool)],
        patches=_patches(document),
        resolver=text_at(root, "resolver") or text_at(own, "resolver"),
        license=_license(own),
    )


def _features(document: Table) -> Iterator[tuple[str, list[object]]]:
    for key, value in (table_at(document, "features") or {}).items():
        if isinstance(value, list):
            yield key, value


def _build(package: Table) -> str:
    value = package.get("build")
    if isinstance(value, str):
        return value
    return "-" if value is False else ""


def _license(package: Table) -> str:
    file = text_at(package, "license-file")
    return text_at(package, "license") or (f"file {file}" if file else "")


def _publish(value: object) -> bool:
    """`publish = false` and an empty list of registries forbid it."""
    return value is not False and value != []


def _workspace_fields(workspace: Table) -> dict[str, str]:
    """`[workspace.package]`: what is text, and switches as `true` or `false`."""
    found = {}
    for key, value in (table_at(workspace, "package") or {}).items():
        if isinstance(value, bool):
            found[key] = "true" if value else "false"
        elif isinstance(value, str):
            found[key] = value
        elif value == []:
            found[key] = "false" if key == "publish" else ""
    return found


def _targets(document: Table) -> list[TargetDecl]:
    found = []
    lib = table_at(document, "lib")
    if lib is not None:
        found.append(_target("lib", lib))
    for key, kind in _KINDS:
        found.extend(_target(kind, table) for table in tables_at(document, key))
    return found


def _target(kind: str, table: Table) -> TargetDecl:
    crate_type = texts_at(table, "crate-type") or texts_at(table, "crate_type")
    return TargetDecl(
        kind=kind,
        name=text_at(table, "name"),
        path=text_at(table, "path"),
        edition=text_at(table, "edition"),
        crate_type=crate_type,
        proc_macro=bool_at(table, "proc-macro", bool_at(table, "proc_macro", False)) or "proc-macro" in crate_type,
        harness=bool_at(table, "harness", True),
        required_features=texts_at(table, "required-features"),
    )


def _dependencies(document: Table) -> list[Dependency]:
    found = [dependency for key, kind in _SECTIONS for dependency in _section(table_at(document, key), kind, "")]
    for target, tables in (table_at(document, "target") or {}).items():
        if isinstance(tables, dict):
            for key, kind in _SECTIONS:
                found.extend(_section(table_at(tables, key), kind, target))
    return found


def _section(table: Table | None, kind: str, target: str) -> list[Dependency]:
    found = []
    for name, value in (table or {}).items():
        if isinstance(value, str):
            found.append(Dependency(name, name, kind, value, target=target))
        elif isinstance(value, dict):
            found.append(_detailed(name, value, kind, target))
    return found


def _detailed(name: str, table: Table, kind: str, target: str) -> Dependency:
    inherited = table.get("workspace") is True
    default_features = optional_bool_at(table, "default-features")
    if default_features is None:
        default_features = optional_bool_at(table, "default_features")
    return Dependency(
        name=name,
        package=text_at(table, "package") or name,
        kind=kind,
        version=text_at(table, "version"),
        path=_path(table),
        git=text_at(table, "git"),
        registry=text_at(table, "registry") or text_at(table, "registry-index"),
        rev=_rev(table),
        optional=bool_at(table, "optional", False),
        # Where it is inherited, leaving it out and `false` both mean what the workspace says.
        default_features=not inherited if default_features is None else default_features,
        features=texts_at(table, "features"),
        target=target,
        inherited=inherited,
        renamed=bool(text_at(table, "package")),
    )


def _patches(document: Table) -> list[Dependency]:
    """`[patch.SOURCE]` and `[replace]`: `registry` is the source patched, `crates-io` or a URL."""
    found: list[Dependency] = []
    for source, table in (table_at(document, "patch") or {}).items():
        if isinstance(table, dict):
            found.extend(_patch(name, value, source) for name, value in table.items() if isinstance(value, dict))
    for spec, value in (table_at(document, "replace") or {}).items():
        if isinstance(value, dict):
            name, _, version = spec.rpartition("#")[2].partition(":")
            found.append(_patch(name, value, "crates-io", f"={version}" if version else "*"))
    return found


def _patch(name: str, table: Table, source: str, replaced: str = "") -> Dependency:
    """An entry of `[patch]`, or of `[replace]` with the version that it stands for."""
    return Dependency(
        name=name,
        package=text_at(table, "package") or name,
        kind="replace" if replaced else "patch",
        version=replaced or text_at(table, "version"),
        path=_path(table),
        git=text_at(table, "git"),
        registry=source,
        rev=_rev(table),
    )


def _rev(table: Table) -> str:
    return next((f"{key}={text_at(table, key)}" for key in ("rev", "tag", "branch") if text_at(table, key)), "")


def _path(table: Table) -> str:
    """Where a dependency lies, "" where none is said: `path = ""` is the folder of the manifest itself."""
    return (text_at(table, "path") or ".") if isinstance(table.get("path"), str) else ""
