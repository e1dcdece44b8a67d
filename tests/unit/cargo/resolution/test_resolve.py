"""What requirements mean: by path, by the lock file, by what is at hand."""

from collections.abc import Mapping

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.choice import CRATES_IO
from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Basis, PackageId, Requirement, Resolution, ResolvedPackage


def resolved(files: Mapping[str, str], at_hand: Mapping[str, list[str]] | None = None, **published: str) -> Resolution:
    """The resolution of a tree; `published` has manifests from elsewhere by package name."""
    manifests = {RepoPath(path): parse_manifest(text.encode()) for path, text in files.items() if "Cargo.toml" in path}
    locks = {RepoPath(path): parse_lockfile(text.encode()) for path, text in files.items() if "Cargo.lock" in path}
    found = {name: parse_manifest(text.encode()) for name, text in published.items()}
    paths = [RepoPath(path) for path in files]
    return resolve(
        layout(manifests, paths),
        manifests,
        locks,
        manifest_of=lambda package: found.get(package.name),
        available=lambda name: (at_hand or {}).get(name, []),
    )


def package(found: Resolution, name: str) -> ResolvedPackage:
    (only,) = [each for each in found.packages if each.id.name == name]
    return only


def required(found: Resolution, of: str, name: str) -> Requirement:
    (only,) = [each for each in package(found, of).requirements if each.name == name]
    return only


def locked(name: str, version: str, *dependencies: str, source: str = CRATES_IO) -> str:
    listed = "".join(f' "{each}",\n' for each in dependencies)
    return f'[[package]]\nname = "{name}"\nversion = "{version}"\n' + (
        (f'source = "{source}"\n' if source else "") + (f"dependencies = [\n{listed}]\n" if listed else "")
    )


def app(dependencies: str, more: str = "") -> str:
    return f'[package]\nname = "app"\nversion = "0.1.0"\n[dependencies]\n{dependencies}\n{more}'


def test_the_lock_files_entry_says_the_version() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "1"\nold = { package = "rand", version = "0.7" }\nrand = "0.8"'),
            "Cargo.lock": "version = 4\n"
            + locked("app", "0.1.0", "rand 0.7.3", "rand 0.8.5", "serde", source="")
            + locked("rand", "0.7.3")
            + locked("rand", "0.8.5", "serde")
            + locked("serde", "1.0.200"),
        }
    )
    assert required(found, "app", "serde").means == PackageId("serde", "1.0.200", CRATES_IO)
    assert required(found, "app", "old").means == PackageId("rand", "0.7.3", CRATES_IO)
    assert required(found, "app", "rand").means == PackageId("rand", "0.8.5", CRATES_IO)
    assert found.is_locked and not found.problems
    (newer,) = [each for each in found.packages if each.id.version == "0.8.5"]
    assert newer.requirements == [
        Requirement("serde", "serde", kind="", means=PackageId("serde", "1.0.200", CRATES_IO), basis=Basis.LOCK)
    ]


def test_one_name_from_a_registry_and_from_git() -> None:
    git = "git+https://example.org/log?tag=v1#0123456789"
    found = resolved(
        {
            "Cargo.toml": app(
                'log = "0.4"\nown-log = { package = "log", git = "https://example.org/log", tag = "v1" }'
            ),
            "Cargo.lock": locked(
                "app", "0.1.0", f"log 0.4.1 ({CRATES_IO})", f"log 0.4.1 ({git.partition('#')[0]})", source=""
            )
            + locked("log", "0.4.1")
            + locked("log", "0.4.1", source=git),
        }
    )
    assert required(found, "app", "log").means == PackageId("log", "0.4.1", CRATES_IO)
    assert required(found, "app", "own-log").means == PackageId("log", "0.4.1", git)


def test_without_a_lock_file_the_highest_at_hand_that_suits() -> None:
    found = resolved(
        {"Cargo.toml": app('serde = "1.0.100"\nnone = "2"')},
        at_hand={"serde": ["1.0.99", "1.0.150", "2.0.0", "1.0.200-rc.1"], "none": ["1.0.0"], "inner": ["0.3.0"]},
        serde='[package]\nname = "serde"\nversion = "1.0.150"\n[dependencies]\ninner = "0.3"\n',
    )
    serde = required(found, "app", "serde")
    assert (serde.means, serde.basis) == (PackageId("serde", "1.0.150", CRATES_IO), Basis.SUITS)
    assert required(found, "app", "none").means is None and not found.is_locked
    assert required(found, "serde", "inner").means == PackageId("inner", "0.3.0", CRATES_IO)


def test_paths_and_patches_are_packages_of_the_tree() -> None:
    found = resolved(
        {
            "Cargo.toml": app(
                'b = { path = "b" }\nc = "1"\nd = "2"',
                '[patch.crates-io]\nc = { path = "c" }\nd = { path = "d" }\n',
            ),
            "b/Cargo.toml": '[package]\nname = "b"\nversion = "0.2.0"\n',
            "c/Cargo.toml": '[package]\nname = "c"\nversion = "1.2.0"\n',
            "d/Cargo.toml": '[package]\nname = "d"\nversion = "1.0.0"\n',
        }
    )
    assert required(found, "app", "b").manifest == "b/Cargo.toml"
    assert required(found, "app", "c").manifest == "c/Cargo.toml"
    assert required(found, "app", "d").means is None  # the patch is of another version


def test_a_lock_file_that_is_older_than_the_manifest() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "2"'),
            "Cargo.lock": locked("app", "0.1.0", "serde", source="") + locked("serde", "1.0.0"),
        }
    )
    assert required(found, "app", "serde").means is None
    assert found.problems == ["Cargo.lock: nothing in it is serde 2, which Cargo.toml asks for"]


def test_a_published_manifest_tells_kinds_and_what_is_off() -> None:
    found = resolved(
        {
            "Cargo.toml": app('serde = "1"'),
            "Cargo.lock": locked("app", "0.1.0", "serde", source="")
            + locked("serde", "1.0.0", "cc")
            + locked("cc", "1.0.0"),
        },
        serde='[package]\nname = "serde"\n[dependencies]\nx = { version = "1", optional = true }\n[build-dependencies]\ncc = "1"\n',
    )
    assert [(each.name, each.kind, each.means) for each in package(found, "serde").requirements] == [
        ("x", "normal", None),
        ("cc", "build", PackageId("cc", "1.0.0", CRATES_IO)),
    ]


def test_what_replace_puts_in_a_packages_place() -> None:
    git = "git+https://example.org/libc#0123"
    found = resolved(
        {
            "Cargo.toml": app('libc = "0.2"'),
            "Cargo.lock": locked("app", "0.1.0", f"libc 0.2.1 ({CRATES_IO})", source="")
            + locked("libc", "0.2.1")
            + f'replace = "libc 0.2.1 ({git})"\n'
            + locked("libc", "0.2.1", source=git),
        }
    )
    assert required(found, "app", "libc").means == PackageId("libc", "0.2.1", git)


def test_a_damaged_lock_file_says_what_it_can() -> None:
    lock = (
        locked("app", "0.1.0", "serde", source="")
        + "<<<<<<< HEAD\n"
        + locked("serde", "1.0.0")
        + "=======\n>>>>>>> x\n"
    )
    found = resolved({"Cargo.toml": app('serde = "1"'), "Cargo.lock": lock})
    assert required(found, "app", "serde").means == PackageId("serde", "1.0.0", CRATES_IO)
    assert found.problems[1] == "Cargo.lock: line 7: an unsettled merge; its first side is read"
