"""How a server ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .clients import server


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (None, 0)])
def test_a_server_ends_with_its_input_or_a_signal(demo: Path, number: signal.Signals | None, status: int) -> None:
    given = server(demo)
    process = subprocess.Popen(
        [given.command, *given.args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    process.stdin.write(
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",'
        b'"capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\n'
    )
    process.stdin.flush()
    assert b'"id":1' in process.stdout.readline()
    if number is None:
        process.stdin.close()
    else:
        process.send_signal(number)
    assert process.wait(timeout=60) == status
    process.stdin.close()
    process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_signal_ends_a_server_whose_loop_loses_exceptions(demo: Path, number: signal.Signals, status: int) -> None:
    """As an event loop does where one comes out of the callback that it waits for."""
    script = f"""
import os
from rgraph.cli import main as command_line
from rgraph.mcp import serving
def lose(live):
    try:
        os.kill(os.getpid(), {int(number)})
        for _ in range(1000): pass
    except BaseException:
        pass
serving.serve_stdio = lose
command_line.main(["mcp"])
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=demo, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr == ("note: interrupted\n" if number == signal.SIGINT else "")
