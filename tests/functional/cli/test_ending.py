"""How the process ends: at once, and with everything done that is to be done at the end."""

from __future__ import annotations

import subprocess
import sys

import pytest

DRIVER = """
import atexit, sys, threading, time
from rgraph.start import main
class Held:
    def __del__(self):
        print("freed", flush=True)
held = Held()
held.itself = held
atexit.register(print, "at exit")
def work():
    time.sleep(0.2)
    print("worked", flush=True)
if sys.argv[1] == "thread":
    threading.Thread(target=work).start()
sys.argv[1:] = sys.argv[2:]
main()
"""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-", "--version"), 0, ["at exit"]),
        (("-", "nothing-of-the-kind"), 2, ["at exit"]),
        (("thread", "--version"), 0, ["worked", "at exit", "freed"]),
    ],
)
def test_what_is_to_be_done_is_done_and_nothing_is_freed(words: tuple[str, ...], code: int, said: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", DRIVER, *words], capture_output=True, text=True, check=False, timeout=60
    )
    told = [line for line in done.stdout.splitlines() if not line.startswith("rgraph ")]
    assert (done.returncode, told) == (code, said), done.stderr
