"""Packages beside a tree: what their crates are called, and what their code calls its dependencies."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.deps.beside.mounting import Mounting, root_of
from rgraph.model.cargo import Manifest
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import CRATES_IO, PackageId, Requirement, Resolution, ResolvedPackage

TREE = {RepoPath("Cargo.toml"): parse_manifest(b'[package]\nname = "own"\nversion = "0.1.0"\n')}


def package(spec: str) -> PackageId:
    name, _, version = spec.partition("@")
    return PackageId(name, version, CRATES_IO)


def mounting(packages: Mapping[str, str], meant: Mapping[str, list[str]] | None = None) -> Mounting:
    """`packages` have the rest of their manifests; `meant` what a lock file says that they depend on."""

    def needs(spec: str) -> list[Requirement]:
        every = map(package, (meant or {}).get(spec, []))
        return [Requirement(each.name, each.name, kind="", means=each) for each in every]

    def files(each: PackageId) -> Mapping[RepoPath, BlobHash]:
        return {RepoPath("Cargo.toml"): BlobHash(str(each)), RepoPath("src/lib.rs"): BlobHash("lib")}

    def manifest_of(blob: BlobHash) -> Manifest:
        each = package(blob)
        head = f'[package]\nname = "{each.name}"\nversion = "{each.version}"\n'
        return parse_manifest(f"{head}{packages[blob]}".encode())

    resolution = Resolution([ResolvedPackage(package(spec), requirements=needs(spec)) for spec in packages])
    return Mounting(layout(TREE, [RepoPath("src/lib.rs")]), resolution, files, manifest_of)


def externs(found: Mounting, crate: str) -> dict[str, str]:
    mounted = found.mounted(found.libraries.keys())
    return {each.name: each.crate for one in mounted.crates if one.id == crate for each in one.externs}


def test_the_highest_version_has_the_plain_name_but_for_pre_releases_and_the_trees_own() -> None:
    found = mounting(dict.fromkeys(("one@2.0.0-rc.1", "one@1.10.0", "one@1.9.0", "own@3.0.0"), ""))
    assert {str(each): library.crate for each, library in found.libraries.items()} == {
        "one@1.10.0": "one",
        "one@1.9.0": "one@1.9.0",
        "one@2.0.0-rc.1": "one@2.0.0-rc.1",
        "own@3.0.0": "own@3.0.0",
    }
    assert found.crates_by_package()["one"] == ["one", "one@1.9.0", "one@2.0.0-rc.1"]


def test_a_dependency_means_the_version_that_its_requirement_allows() -> None:
    needs = '[dependencies]\ntwo = "1"\nnew = { package = "two", version = "2" }\n'
    packages = {"one@1.0.0": needs, "two@1.0.0": "", "two@2.0.0": ""}
    found = mounting(packages, {"one@1.0.0": ["two@2.0.0", "two@1.0.0"]})
    assert externs(found, "one") == {"new": "two", "two": "two@1.0.0"}


def test_what_tests_of_a_package_need_is_not_there() -> None:
    found = mounting({"one@1.0.0": '[dev-dependencies]\ntwo = "1"\n', "two@1.0.0": ""}, {"one@1.0.0": ["two@1.0.0"]})
    assert (externs(found, "one"), found.asked([("one", "two")])) == ({}, set())


def test_one_version_from_two_sources_has_two_folders() -> None:
    sources = (CRATES_IO, "git+https://example.org/one?rev=1#1", "git+https://example.org/one?rev=2#2")
    sources += ("git+https://example.org/one/a#1", "git+https://example.org/one-a#1")
    assert len({root_of(PackageId("one", "1.0.0", source)) for source in sources}) == 5
