"""A Rust repository in a temporary folder, with git itself doing the committing and a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from rgraph.git.repository import open_repository
from rgraph.store.store import open_store, store_directory

RULES = """\
[[rule]]
name = "domain stands alone"
kind = "forbidden"
from = "demo::domain"
to = "demo::infra"
reason = "The domain is tested without a database."
"""

FILES = {
    "Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": "pub mod domain;\npub mod infra;\n",
    "src/domain.rs": "pub struct Order;\n",
    "src/infra.rs": "pub struct Db;\n",
    "rgraph.toml": RULES,
}
BAD = "use crate::infra::Db;\npub struct Order(Db);\n"
GOOD = "pub struct Order;\npub struct Line;\n"
SAID = "demo::domain must not depend on demo::infra::Db"
PATIENCE = 20.0
"""Seconds that a test waits for work in the background before it fails."""


class Project:
    """A repository with the demo crate committed. `run` gives what a command said; `git` insists that it succeeds."""

    def __init__(self, path: Path, home: Path, files: Mapping[str, str] = FILES) -> None:
        self.path = path
        self.home = home
        path.mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "start")

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)

    def environment(self) -> dict[str, str]:
        """Nothing of the caller's but its registry of packages and the configuration of all tests: no vectors."""
        kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "RGRAPH_CONFIG"}
        return {
            "PIP_CACHE_DIR": str(Path.home() / ".cache" / "pip"),
            "PIP_NO_COMPILE": "0",  # which is how pip spells that it is not to: what is imported is compiled then
            **kept,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.com",
            "GIT_EDITOR": "true",
        }

    def run(
        self, *command: str, cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=cwd or self.path,
            env=self.environment() if env is None else dict(env),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = self.run("git", "-c", "protocol.file.allow=always", *arguments, cwd=cwd)
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def commit(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self.run("git", "commit", "-q", "-m", "more", *arguments, cwd=cwd)

    def rgraph(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-P", "-m", "rgraph", *arguments, cwd=cwd)

    def install(self, *names: str, cwd: Path | None = None) -> None:
        done = self.rgraph("hooks", "install", *names, cwd=cwd)
        assert done.returncode == 0, done.stderr

    def head(self, cwd: Path | None = None) -> str:
        return self.git("rev-parse", "HEAD", cwd=cwd).strip()

    @property
    def hooks(self) -> Path:
        return self.path / ".git" / "hooks"

    @property
    def state(self) -> Path:
        return self.path / ".git" / "rgraph" / "hooks"

    def hook(self, name: str, text: str, folder: Path | None = None) -> Path:
        """Writes an executable hook of somebody else's."""
        path = (folder or self.hooks) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    # ---- work in the background -------------------------------------------------------------------------------

    def wait_idle(self) -> list[str]:
        """The lines of the log once nothing is pending or running."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not (self.state / "pending").exists() and not (self.state / "running").exists():
                return self.log()
            time.sleep(0.05)
        raise AssertionError(f"the run in the background does not end: {list(self.state.iterdir())} {self.log()}")

    def log(self) -> list[str]:
        log = self.state / "log"
        return log.read_text().splitlines() if log.exists() else []

    def indexed(self, oid: str) -> bool:
        common = open_repository(self.path).common_dir
        with open_store(store_directory(common)) as store:
            return bool(store.versions.is_indexed(oid))

    def rewritten(self) -> set[tuple[str, str]]:
        common = open_repository(self.path).common_dir
        with open_store(store_directory(common)) as store:
            return {(str(old), str(new)) for old, new in store.run("?[old, new] := *rewritten{old, new}", {})}
