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

    command_line(sys.argv[1:])
