"""A scan on the workers of a dask scheduler, one of which is killed; skipped where the extra is not installed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rgraph.deps import cluster
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.errors import ConfigError
from rgraph.index.progress import Silence
from tests.unit.deps.crates import published

distributed = pytest.importorskip("distributed", reason="the extra [distributed] is not installed")


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs="CRITICAL"
    ) as started:
        yield started


class Killing(Silence):
    """Ends a worker, without a word, when the first content has been read."""

    def __init__(self, started: Any) -> None:
        self._started = started
        self.killed = 0

    def advance(self, count: int = 1) -> None:
        if not self.killed:
            worker = next(iter(self._started.workers.values()))
            self.killed = worker.pid
            os.kill(worker.pid, signal.SIGKILL)


def tier_at(tmp_path: Path, name: str, scheduler: str, said: list[str]) -> ColdTier:
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / name / "v1", said.append, scheduler)


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CHUNK_BYTES", 2_000)
    text = "\n".join(f"pub struct S{number} {{ pub a: u8, pub b: String }}" for number in range(50))
    packages = [
        published(tmp_path / "cargo", f"p{n}", "1.0.0", src__big=f"{text}\npub fn own{n}() {{}}") for n in range(12)
    ]
    said: list[str] = []
    killing = Killing(workers)
    there = tier_at(tmp_path, "cluster", workers.scheduler_address, said)
    assert there.add(packages, progress=killing).new == 12 and killing.killed
    here = tier_at(tmp_path, "here", "", said)
    here.add(packages, jobs=1)
    assert there.packages.all() == here.packages.all() and said == []
    blobs = sorted({blob for each in here.packages.all() for path, blob in each.files.items() if path.endswith(".rs")})
    assert there.contents.facts(blobs) == here.contents.facts(blobs)
    assert sorted(there.store.run("?[hash, part, value] := *packed{hash, part, value}")) == sorted(
        here.store.run("?[hash, part, value] := *packed{hash, part, value}")
    )


def test_workers_that_have_another_rgraph_are_not_believed(
    tmp_path: Path, workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "EXTRACTOR", cluster.EXTRACTOR + 1)
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier = tier_at(tmp_path, "cluster", workers.scheduler_address, [])
    assert tier.add([package]).new == 1
    files = tier.files(package.id)
    assert files is not None and tier.contents.facts([files["src/lib.rs"]])  # type: ignore[index]


def test_a_scheduler_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        tier = tier_at(tmp_path, "none", address, [])
        with pytest.raises(ConfigError, match="no scheduler answers"):
            tier.add([published(tmp_path / "cargo", "one", "1.0.0")])
