"""Whether rustc can be asked."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache


@cache
def rustc_available() -> bool:
    """Whether there is a rustc that runs: rustup's stand-in without a toolchain, as under an empty HOME, does not."""
    rustc = shutil.which("rustc")
    return rustc is not None and subprocess.run([rustc, "--version"], capture_output=True, check=False).returncode == 0
