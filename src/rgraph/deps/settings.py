"""The `[deps]` tables: where else packages lie. The user's own file may name any folder, a repository its own alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rgraph import configuration
from rgraph.errors import ConfigError
from rgraph.limits import MAX_CONFIG_BYTES
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.spelling import did_you_mean
from rgraph.toml import Table, TomlError, read, table_at

from .sources.folder import is_within
from .sources.package_files import SourceError
from .sources.plain import read_plain
from .sources.surroundings import DEBIAN, Surroundings, cargo_home

SECTION = "deps"
_KEYS = ("folders", "sources", "debian")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a `[deps]` table says."""

    folders: tuple[Path, ...] = ()
    clones: Mapping[str, Path] = field(default_factory=dict)
    debian: bool = True
    """Whether Debian's packages are used."""


def surroundings(root: Path | None, note: Callable[[str], None]) -> Surroundings:
    """Where packages are looked for, for a repository with this working directory.

    `note` is told what the repository asks for and is not given. Raises ConfigError for the user's own file.
    """
    place = configuration.place()
    own = _settings(configuration.table(SECTION), place.parent, str(place))
    theirs = Settings() if root is None else _of_repository(root, note)
    return Surroundings(
        cargo_home(),
        root,
        DEBIAN if own.debian and theirs.debian else None,
        (*own.folders, *theirs.folders),
        {**theirs.clones, **own.clones},
    )


def _of_repository(root: Path, note: Callable[[str], None]) -> Settings:
    """What the `rgraph.toml` in the working directory says, without what lies outside of it."""
    try:
        document = read(read_plain(os.fspath(root / SETTINGS_FILE), MAX_CONFIG_BYTES), MAX_CONFIG_BYTES)[1]
        asked = _settings(table_at(document, SECTION) or {}, root, SETTINGS_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, TomlError, SourceError, ConfigError) as error:
        note(f"{SETTINGS_FILE}: [{SECTION}] is not read: {getattr(error, 'message', '') or error}")
        return Settings()
    inside = os.path.realpath(root)

    def is_theirs(path: Path) -> bool:
        if is_within(os.path.realpath(path), inside):
            return True
        note(f"{SETTINGS_FILE}: {path} is outside of the repository; name it in {configuration.place()} to use it")
        return False

    folders = tuple(path for path in asked.folders if is_theirs(path))
    return Settings(folders, {name: path for name, path in asked.clones.items() if is_theirs(path)}, asked.debian)


def _settings(given: Table, base: Path, where: str) -> Settings:
    """A table's values; paths are seen from `base`. Raises ConfigError."""
    for key in given:
        if key not in _KEYS:
            raise ConfigError(f"{where}: [{SECTION}] has no `{key}`{did_you_mean(key, _KEYS)}")
    folders, sources, debian = given.get("folders", []), given.get("sources", {}), given.get("debian", True)
    if not isinstance(folders, list) or not all(isinstance(each, str) for each in folders):
        raise ConfigError(f"{where}: [{SECTION}] folders must be a list of folders")
    if not isinstance(sources, dict) or not all(isinstance(each, str) for each in sources.values()):
        raise ConfigError(f"{where}: [{SECTION}.sources] must give the folder of a clone for each package")
    if not isinstance(debian, bool):
        raise ConfigError(f"{where}: [{SECTION}] debian must be `true` or `false`")
    clones = {name: _path(base, str(each)) for name, each in sources.items()}
    return Settings(tuple(_path(base, str(each)) for each in folders), clones, debian)


def _path(base: Path, written: str) -> Path:
    return base / os.path.expanduser(written)
