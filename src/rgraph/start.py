"""Where the process begins: signals, standard streams and the import path are put right before anything is loaded."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the command line can answer Ctrl-C, it ends us without a word

import sys

from rgraph.children import forget_working_directory
from rgraph.streams import open_standard_streams


def main() -> None:
    """Runs the command line of this process, and leaves it with its exit code."""
    open_standard_streams()
    forget_working_directory()
    from rgraph.cli.main import main as command_line

    try:
        command_line(sys.argv[1:])
    except SystemExit as left:
        leave(left)


def leave(left: SystemExit) -> None:
    """Ends the process at once: to free one by one what a large question has built takes a sixth of its time.

    What is to be done at the end is done. Where a thread is still at work, the usual end waits for it.
    """
    import atexit
    import contextlib
    import os
    import threading

    others = (each for each in threading.enumerate() if each is not threading.current_thread())
    if not isinstance(left.code, int) or not all(each.daemon for each in others):
        raise left
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):  # the answer has been written, or has been found not to be
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(left.code)
