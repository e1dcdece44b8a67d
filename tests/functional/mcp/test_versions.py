"""A hundred questions at old versions: what comes back was alive then, and all that was is found."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.dsl.crates import manifest
from tests.dsl.repo import Repo

from .clients import Talk, over_stdio

NOUNS = ["ledger", "invoice", "parcel", "signal", "orchard", "lantern", "harbour", "meadow"]
VERBS = ["open", "close", "count", "merge", "split", "paint", "weigh", "fold"]


def _function(verb: str, noun: str) -> str:
    return f"/// Will {verb} the {noun}.\npub fn {verb}_{noun}() {{}}\n"


def _history(path: Path, seed: int) -> list[set[str]]:
    """Twelve commits, each with other functions in two files; what each commit has."""
    repo, draw = Repo(path), random.Random(seed)
    every = [(verb, noun) for verb in VERBS for noun in NOUNS]
    alive: list[set[str]] = []
    for number in range(12):
        chosen = draw.sample(every, 20)
        halves = chosen[:10], chosen[10:]
        files = {
            "Cargo.toml": manifest("demo"),
            "src/lib.rs": "pub mod other;\n" + "".join(_function(*one) for one in halves[0]),
            "src/other.rs": "".join(_function(*one) for one in halves[1]),
        }
        repo.commit(files, message=f"step {number}", tag=f"v{number}")
        alive.append(
            {f"demo::{verb}_{noun}" for verb, noun in halves[0]}
            | {f"demo::other::{verb}_{noun}" for verb, noun in halves[1]}
        )
    repo.checkout("main")
    return alive


def test_a_hundred_questions_at_old_versions_give_only_what_was_alive(tmp_path: Path) -> None:
    alive = _history(tmp_path / "repo", seed=7)
    draw = random.Random(8)

    async def asks(talk: Talk) -> None:
        for _ in range(100):
            version = draw.randrange(len(alive))
            verb, noun = draw.choice(VERBS), draw.choice(NOUNS)
            reply = await talk("search", query=f"{verb} {noun}", at=f"v{version}", limit=40, budget=8_000)
            assert not reply.is_error, reply.text
            found = set(re.findall(r"^\S+\.rs:\d+(?:-\d+)?: (demo::\w+(?:::\w+)?)$", reply.text, re.MULTILINE))
            functions = {symbol for symbol in found if symbol != "demo::other"}
            assert functions <= alive[version], (version, functions - alive[version])
            wanted = {symbol for symbol in alive[version] if verb in symbol or noun in symbol}
            assert wanted <= functions, (version, verb, noun, wanted - functions)

    over_stdio(tmp_path / "repo", asks)


def test_other_tools_answer_for_the_version_asked_for(tmp_path: Path) -> None:
    alive = _history(tmp_path / "repo", seed=3)
    every = sorted(set().union(*alive))

    async def asks(talk: Talk) -> None:
        for version in (0, 5, 11):
            for symbol in every[::6]:
                shown = await talk("show", item=f"::{symbol}", at=f"v{version}")
                assert shown.is_error == (symbol not in alive[version]), (version, symbol, shown.text)
            pack = await talk("context", task="open the ledger", at=f"v{version}", budget=20_000)
            named = set(re.findall(r"`(demo::(?:other::)?\w+_\w+)`", pack.text))
            assert named and named <= alive[version]

    over_stdio(tmp_path / "repo", asks)
