"""Real processes: what one has to do must not depend on what it happened to do, and thereby import, before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.dsl import Repo, manifest

LIB = """
pub struct Config { pub title: String, pub size: Option<u8> }
pub fn stored(raw: Option<&str>, mut config: Config) -> Config {
    macro_rules! set {
        ($field:ident, $made:expr) => { if let Some(value) = $made { config.$field = value; } };
    }
    set!(title, raw.map(|text| String::from(text)));
    set!(size, Some(raw.map(|text| { let length = text.len(); length as u8 })));
    config
}
pub mod other { pub fn f() -> super::Config { super::stored(None, super::Config { title: String::new(), size: None }) } }
"""


def rgraph(repo: Repo, *words: str) -> str:
    words = ("-C", str(repo.path), *words)
    command = [sys.executable, "-P", "-m", "rgraph", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=repo.environment(), check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_a_process_with_nothing_to_parse_links_as_one_that_parses(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    files = {"Cargo.toml": manifest(), "src/lib.rs": LIB, "src/main.rs": "fn main() { demo::other::f(); }\n"}
    first = repo.commit(files)
    repo.commit({"src/lib.rs": LIB.replace("config.$field", "config . $field").replace("Some(raw", "Some (raw")})
    repo.commit({"src/lib.rs": LIB}, message="back")
    for revision in ("HEAD~2", "HEAD~1", "HEAD"):
        rgraph(repo, "index", "--no-vectors", revision)
    dumps = [rgraph(repo, "dump", revision).replace(repo.oid(revision), "") for revision in (first, "HEAD")]
    assert dumps[0] == dumps[1] and "writes" in dumps[0]
    assert rgraph(repo, "doctor", "--links", "3").startswith("sound:")
