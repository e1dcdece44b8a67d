"""Measures the HNSW index of vectors (`rgraph index --hnsw`) on each engine class that is installed, against numpy.

    python benchmarks/nearest.py [--vectors 2000] [--width 384] [--engines cozo_embedded,mnestic]

Vectors are random around a few hundred centres, as texts of code are around what they are about: the same on every
machine. Says seconds of the build and of a hundred rows in and out, milliseconds of a question within one process, and
which share of the ten nearest the index finds. Seconds are CPU seconds of the process.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rgraph.store.binding import BINDING_VARIABLE
from rgraph.store.store import Store, open_store

CHANGED, ASKED, NEAREST = 100, 50, 10
_NEAR = "?[text, d] := ~meaning:near{text | query: q, k: 10, ef: 50, bind_distance: d}, q = vec($q)"

Matrix = NDArray[np.float32]


def main() -> None:
    """Print a line for each engine."""
    arguments = _arguments()
    vectors = _vectors(arguments.vectors + CHANGED, arguments.width)
    print(f"{arguments.vectors:,} vectors of {arguments.width} numbers; numpy: {_exact_ms(vectors):.2f} ms a question")
    for engine in arguments.engines.split(","):
        if find_spec(engine) is None:
            print(f"{engine}: not installed")
            continue
        os.environ[BINDING_VARIABLE] = engine
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
            print(f"{engine}: {', '.join(_measured(store, vectors))}")


def _measured(store: Store, vectors: Matrix) -> Iterator[str]:
    stored = {f"{number:032x}": row.astype("<f2").tobytes() for number, row in enumerate(vectors)}
    names = list(stored)
    whole, more = names[:-CHANGED], names[-CHANGED:]
    with store.writing():
        began = time.process_time()
        store.nearest.begin("model", vectors.shape[1])
        for at in range(0, len(whole), 200):
            store.nearest.add({name: stored[name] for name in whole[at : at + 200]})
        store.nearest.finish("model", "commit", vectors.shape[1])
        yield f"built in {time.process_time() - began:.1f} s"
        began = time.process_time()
        store.nearest.add({name: stored[name] for name in more})
        yield f"{CHANGED} in {time.process_time() - began:.2f} s"
        began = time.process_time()
        store.nearest.remove(whole[:CHANGED])
        yield f"{CHANGED} out {time.process_time() - began:.2f} s"
    yield from _asked(store, np.array(names[CHANGED:]), vectors[CHANGED:])


def _asked(store: Store, names: NDArray[np.str_], held: Matrix) -> Iterator[str]:
    noise = np.random.default_rng(3).normal(scale=0.02, size=(ASKED, held.shape[1])).astype(np.float32)
    found, seconds = 0, 0.0
    for query in held[:: max(1, len(held) // ASKED)][:ASKED] + noise:
        exact = set(names[np.argsort(-(held @ query))[:NEAREST]])
        began = time.process_time()
        rows = store.run(_NEAR, {"q": query.tolist()})
        seconds += time.process_time() - began
        found += len(exact & {text for text, _ in rows})
    yield f"{seconds / ASKED * 1e3:.1f} ms a question"
    yield f"recall {found / ASKED / NEAREST:.3f}"


def _exact_ms(vectors: Matrix) -> float:
    """The median: what threads of other work take from it is not its own."""
    seconds = []
    for query in vectors[:ASKED]:
        began = time.process_time()
        np.argpartition(-(vectors @ query), NEAREST)
        seconds.append(time.process_time() - began)
    return float(np.median(seconds)) * 1e3


def _vectors(count: int, width: int) -> Matrix:
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(max(1, count // 20), width))
    made = centres[chance.integers(len(centres), size=count)] + chance.normal(scale=0.6, size=(count, width))
    rows: Matrix = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return rows


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--vectors", type=int, default=2000)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--engines", default="cozo_embedded,mnestic")
    return parser.parse_args()


if __name__ == "__main__":
    main()
