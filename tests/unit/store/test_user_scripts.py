"""A user's script: read only, within its time, with errors that say where."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from rgraph.errors import QueryError, StoreError
from rgraph.store import foreign, user_scripts
from rgraph.store.binding import ClientDatabase
from rgraph.store.store import Store, open_store

from .commits import add

RULES = "ours[a] <- [[1], [2]]"


def test_rows_and_headers_come_back(store: Store) -> None:
    assert store.run_foreign("?[x, y] := ours[x], y = x * $k", {"k": 3}, 5, RULES) == (["x", "y"], [[1, 3], [2, 6]])


@pytest.mark.parametrize(
    ("script", "offset", "message"),
    [
        ("?[x] := x = 1, y", 15, "unbound"),
        ("?[a] := b = 1, c[a]", 15, "rule c not found"),
        ("?[x] := x = ", 12, ""),
        ("?[x] := *nothing{x}", None, "nothing"),
    ],
)
def test_an_error_says_what_and_where_in_the_users_text(
    store: Store, script: str, offset: int | None, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        store.run_foreign(script, {}, 5, RULES)
    assert message in caught.value.message
    assert caught.value.offset == offset
    assert "\x1b" not in caught.value.message


def test_an_error_in_the_prefix_has_no_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.run_foreign("?[x] := x = 1", {}, 5, "broken[")
    assert caught.value.offset is None


def test_a_script_cannot_write(store: Store) -> None:
    with pytest.raises(QueryError):
        store.run_foreign("?[key, value] <- [['a', 'b']] :put meta {key => value}", {}, 5)
    assert store.run("?[value] := *meta{key: 'a', value}") == []


def test_a_script_that_takes_too_long_is_left_behind(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="took longer than"):
        store.run_foreign("?[x, y] := x in int_range(3000), y in int_range(3000), x + y < 0", {}, 0.1)
    assert time.monotonic() - began < 5


def test_an_error_of_our_own_scripts_is_one_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError, match="nothing"):
        store.run("?[x] := *nothing{x}")


# ---- in a process of its own


def ask(
    store: Store, script: str, memory: int = 300 << 20, seconds: float = 20
) -> tuple[list[str], list[list[object]]]:
    return user_scripts.run(store.engine, script, {}, seconds, RULES, memory)


@pytest.mark.parametrize(
    "script",
    [
        "?[x] := x in int_range(100000000)",
        "r[x] := x in int_range(30000) ?[a, b] := r[a], r[b]",
        "?[z] := y in int_range(9000000), z = [y, [y, y], 'text']",
    ],
)
def test_a_memory_bomb_hits_the_limit_and_not_the_machine(store: Store, script: str) -> None:
    with pytest.raises(QueryError, match=r"of memory|too much memory"):
        ask(store, script, seconds=300)  # a slow machine is not to reach the other limit first
    assert ask(store, "?[a] := ours[a]") == (["a"], [[1], [2]])


def test_an_answer_has_a_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_REPLY_BYTES", 1_000)
    question = foreign.Question(str(store.engine.path), "?[x] := x in int_range(1000)", {}, "\n:timeout 5\n", 1 << 30)
    monkeypatch.setattr(foreign, "limit_memory", lambda _: None)
    reply = msgspec.msgpack.decode(foreign._packed(question), type=foreign.Reply)
    assert reply.error.startswith("the answer is larger than") and not reply.rows


def test_values_of_every_kind_come_through(store: Store) -> None:
    script = "?[a, b, c, d, e, f] := a = null, b = true, c = -1.5, d = [1, 'é', [null]], e = 'x', f = 9007199254740993"
    assert ask(store, script)[1] == [[None, True, -1.5, [1, "é", [None]], "x", 9007199254740993]]
    assert isinstance(ask(store, "?[x] := x = rand_uuid_v4()")[1][0][0], str)
    assert user_scripts.run(store.engine, "?[x] := x = $p", {"p": [1, "b", None]}, 5)[1] == [[[1, "b", None]]]
    with pytest.raises(QueryError, match="parameter"):
        user_scripts.run(store.engine, "?[x] := x = $p", {"p": "\ud800"}, 5)


def test_ctrl_c_ends_the_process_of_a_query(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def interrupted(process: subprocess.Popen[bytes], asked: bytes, seconds: float) -> bytes:
        begun.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(user_scripts, "_talk", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ask(store, "?[x] := x = 1")
    assert begun[0].poll() == -signal.SIGKILL


def test_a_query_ends_with_whoever_asked(tmp_path: Path, store: Store) -> None:
    script = f"""
import os, sys
from pathlib import Path
from rgraph.store import user_scripts
from rgraph.store.store import open_store
real = user_scripts._talk
def told(process, asked, seconds):
    print(process.pid, flush=True)
    return real(process, asked, seconds)
user_scripts._talk = told
store = open_store(Path({os.fspath(tmp_path / "store")!r}))
store.run_foreign("r[x] := x in int_range(5000) ?[count(a)] := r[a], r[b], r[c], a + b == c", {{}}, 60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 20
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_the_client_of_pycozo_runs_what_the_binding_runs(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", client=True) as store:
        assert isinstance(store.engine._database, ClientDatabase)
        with store.writing() as writer:
            add(writer, 1, [], {"a.rs": "x"})
        assert len(store.versions.all_commits()) == 1
        with pytest.raises(StoreError, match="nothing"):
            store.run("?[x] := *nothing{x}")
    with open_store(None, "mem", client=True) as store, pytest.raises(QueryError, match="unbound"):
        store.run_foreign("?[x] := x = 1, y", {}, 5)
