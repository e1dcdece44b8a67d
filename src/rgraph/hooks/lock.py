"""The lock that a run in the background holds while it lives."""

import os

LOCK = "lock"


def is_locked(path: str) -> bool:
    """Whether a run is under way: by its lock, which ends with it. The process id in `running` may be another's now.

    Whoever looks has the lock for that moment, and a run that begins just then gives up; but then the one who looked
    is about to run itself, and sees the mark.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return False  # the run itself finds out
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
