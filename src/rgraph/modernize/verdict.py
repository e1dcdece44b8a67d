"""What is known of a place that looks like an old idiom."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """What a place is."""

    STANDS = "stands"
    OTHER = "other"  # its names mean something else
    UNKNOWN = "unknown"
    TEST = "test"  # it stands in test code
