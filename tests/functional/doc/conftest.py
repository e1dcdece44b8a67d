"""The command line in this process, the demo repository, and a browser."""

from tests.dsl.chromium import browser
from tests.functional.cli.conftest import demo, rgraph

__all__ = ["browser", "demo", "rgraph"]
