"""Small real git repositories for tests: written in a few lines, the same oids on every machine.

    repo = Repo(tmp_path / "r")
    first = repo.commit({"Cargo.toml": CARGO, "src/lib.rs": "pub fn f() {}"}, tag="v1")
    repo.commit({"src/a.rs": "..."}, delete=["src/b.rs"], rename={"src/c.rs": "src/d.rs"})
    repo.commit({"src/lib.rs": "..."}, branch="topic", parents=[first])
    merged = repo.merge("topic")

`histories()` is a hypothesis strategy of random histories; `history.build(path)` makes the repository.
"""

from .crates import manifest, workspace
from .histories import Built, History, histories
from .repo import Repo

__all__ = ["Built", "History", "Repo", "histories", "manifest", "workspace"]
