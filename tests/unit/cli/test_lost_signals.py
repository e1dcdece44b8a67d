"""What is raised where Python drops it, in a finalizer, ends the process all the same."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

SCRIPT = """
from rgraph.cli.signals import Signals, Terminated
class Lost:
    def __del__(self):
        raise {error}
Signals().listen()
lost = Lost()
del lost
print("went on")
"""


@pytest.mark.parametrize(("error", "code"), [("Terminated", -signal.SIGTERM), ("KeyboardInterrupt", 130)])
def test_an_interrupt_in_a_finalizer_ends_the_process(error: str, code: int) -> None:
    ended = subprocess.run([sys.executable, "-c", SCRIPT.format(error=error)], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (code, b"")
