"""Texts of small manifests."""

from collections.abc import Iterable, Mapping


def manifest(name: str = "demo", *, version: str = "0.1.0", edition: str = "2021", extra: str = "") -> str:
    """A `Cargo.toml` of one package; `extra` is appended as it is."""
    return f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "{edition}"\n{extra}'


def workspace(members: Iterable[str], *, extra: str = "") -> str:
    """A virtual `Cargo.toml` with these members."""
    listed = ", ".join(f'"{member}"' for member in members)
    return f'[workspace]\nresolver = "2"\nmembers = [{listed}]\n{extra}'


def package(folder: str, files: Mapping[str, str], name: str = "", extra: str = "") -> dict[str, str]:
    """A package in a folder: its manifest and files, for `Repo.commit`."""
    made = {f"{folder}/Cargo.toml": manifest(name or folder.rpartition("/")[2], extra=extra)}
    made.update({f"{folder}/{path}": text for path, text in files.items()})
    return made
