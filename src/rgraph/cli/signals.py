"""Ctrl-C and SIGTERM: the first one ends the command in order, a second one at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from .exits import EXIT_INTERRUPTED

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class Terminated(KeyboardInterrupt):
    """SIGTERM. A KeyboardInterrupt, so that whatever gives way to Ctrl-C gives way to it."""


class Signals:
    """What was received, while it is listened for."""

    def __init__(self) -> None:
        self.received = 0

    def listen(self) -> None:
        """From now on SIGINT and SIGTERM raise, once. One that the caller had ignored (`nohup`, `&`) stays so."""
        self.received = 0
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._raise)
        sys.unraisablehook = self._unraisable

    def ignore_from_now(self) -> None:
        """From now on they end the process without a word, as it is about to end anyway."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) == self._raise:
                signal.signal(number, signal.SIG_DFL)

    def cause(self, error: BaseException) -> BaseException:
        """What ended the command: once a signal was received, that, whatever has become of it on its way.

        typer makes a number of it, and Python wraps it where it comes in the making of a class.
        """
        if not self.received:
            return error
        return Terminated() if self.received == signal.SIGTERM else KeyboardInterrupt()

    def _raise(self, number: int, _: FrameType | None) -> None:
        self.received = number
        self.ignore_from_now()
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    def _unraisable(self, lost: UnraisableHookArgs) -> None:
        """Python drops what is raised in a finalizer or a callback: an interrupt there ends the process itself."""
        if isinstance(lost.exc_value, Terminated):
            die_of_sigterm()
        if isinstance(lost.exc_value, KeyboardInterrupt) or lost.exc_type is KeyboardInterrupt:
            os._exit(EXIT_INTERRUPTED)
        sys.__unraisablehook__(lost)


@contextmanager
def ending_at_once(interrupted: Callable[[], None]) -> Iterator[None]:
    """Inside, either signal ends the process where it stands; `interrupted` is called before Ctrl-C does.

    For an event loop over stdin: an exception that comes out of one of its callbacks can leave it waiting for ever, and
    a thread that reads stdin cannot be told to stop.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _: FrameType | None) -> None:
        if number == signal.SIGTERM:
            die_of_sigterm()
        try:
            interrupted()
        finally:
            os._exit(EXIT_INTERRUPTED)

    numbers = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) is not signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def die_of_sigterm() -> None:
    """End as a process that SIGTERM ended, which is what its parent wants to know."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
