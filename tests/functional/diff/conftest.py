"""The command line in this process, and the demo repository."""

from tests.functional.cli.conftest import demo, rgraph

__all__ = ["demo", "rgraph"]
