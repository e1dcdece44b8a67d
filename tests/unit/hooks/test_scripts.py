"""The scripts as they are written: valid shell, nothing left to fill in, any path of Python."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from rgraph.hooks.runner import pushed_commits
from rgraph.hooks.scripts import HOOKS, VERSION, hook_version, script

ODD = "/home/o'neil/C:\\Program Files/$HOME/`x`/python"


@pytest.mark.parametrize("name", HOOKS)
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_read_it(name: str, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([shell, "-n"], input=script(name, ODD, fail_open=True), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", HOOKS)
def test_nothing_is_left_to_fill_in(name: str) -> None:
    text = script(name, "/python").decode()
    assert "@" not in text.replace('"$@"', "")
    assert hook_version(text.encode()) == VERSION


def test_an_odd_path_reaches_the_shell_as_it_is() -> None:
    head = script("pre-commit", ODD).decode().partition("fail_open")[0]
    done = subprocess.run(["sh"], input=f'{head}\nprintf %s "$python"', capture_output=True, text=True, check=True)
    assert done.stdout == ODD


def test_other_hooks_are_not_taken_for_ours() -> None:
    assert hook_version(b"#!/bin/sh\necho rgraph hook\n") == 0
    assert hook_version(b"") == 0


def test_what_a_push_sends() -> None:
    zero, one, two = "0" * 40, "1" * 40, "2" * 40
    lines = [
        f"refs/heads/a {one} refs/heads/a {zero}\n",
        f"refs/heads/b {one} refs/heads/b {two}\n",
        f"(delete) {zero} refs/heads/c {two}\n",
        f"refs/heads/d {two} refs/heads/d {one}\n",
        "\n",
    ]
    assert pushed_commits(lines) == [one, two]
