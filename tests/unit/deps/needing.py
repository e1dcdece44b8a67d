"""A repository that needs packages of a registry: manifests, lock file and archives made from a few lines of Rust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

from .crates import CRATES_IO, packed, put_archive


@dataclass(frozen=True)
class Needed:
    """A published package. `needs` are names, or `NAME VERSION` where there are several; `absent`: locked only."""

    name: str
    version: str
    code: str | Mapping[str, str] = ""
    needs: Sequence[str] = ()
    absent: bool = False
    features: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, str]:
        code = {"src/lib.rs": self.code} if isinstance(self.code, str) else dict(self.code)
        return {"Cargo.toml": manifest(self.name, self.version, self.needs), **code}


def manifest(name: str, version: str, needs: Sequence[str], dev: Sequence[str] = ()) -> str:
    head = f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n'
    return head + _table("dependencies", needs) + _table("dev-dependencies", dev)


def _table(title: str, needs: Sequence[str]) -> str:
    lines = [f'{name} = "{version or "*"}"\n' for name, _, version in (each.partition(" ") for each in needs)]
    return f"[{title}]\n{''.join(lines)}" if lines else ""


def published_all(home: Path, packages: Sequence[Needed], own: Sequence[str], name: str = "app") -> str:
    """The packages in Cargo's cache, and the lock file of a package `name` that needs `own`."""
    text = ["version = 4\n", _entry(name, "0.1.0", own, "")]
    for each in packages:
        archive = packed(f"{each.name}-{each.version}", each.files)
        kept = put_archive(home if not each.absent else home / "elsewhere", each.name, each.version, archive)
        tail = f'source = "{CRATES_IO}"\nchecksum = "{kept.checksum}"\n'
        text.append(_entry(each.name, each.version, each.needs, tail))
    return "\n".join(text)


def _entry(name: str, version: str, needs: Sequence[str], tail: str) -> str:
    listed = "".join(f' "{each}",\n' for each in needs)
    deps = f"dependencies = [\n{listed}]\n" if needs else ""
    return f'[[package]]\nname = "{name}"\nversion = "{version}"\n{tail}{deps}'


def needing(
    folder: Path, code: str | Mapping[str, str], packages: Sequence[Needed], own: Sequence[str], dev: Sequence[str] = ()
) -> tuple[Session, ColdTier]:
    """A commit of a package `app` that needs some of these packages, and the tier that finds them."""
    lock = published_all(folder / "cargo", packages, [*own, *dev])
    files = {"src/lib.rs": code} if isinstance(code, str) else dict(code)
    repo = Repo(folder / "repo")
    repo.commit({"Cargo.toml": manifest("app", "0.1.0", own, dev), "Cargo.lock": lock, **files})
    repo.checkout("main")
    tier = ColdTier(Surroundings(folder / "cargo", debian=None), folder / "packages" / "v1")
    return open_session(str(repo.path)), tier
