"""What an installed hook starts: it ends at once where a run is under way, else it becomes that run.

Nothing is loaded before that is known: a rebase starts one of these for every commit.
"""

import os
import sys

from rgraph.hooks.lock import LOCK, is_locked


def main() -> None:
    """`python -m rgraph.start_hook STATE_FOLDER HOOK`."""
    folder, hook = sys.argv[1:]
    if is_locked(os.path.join(folder, LOCK)):
        return  # the mark that the hook has set is seen when that run has come to its end
    from rgraph.start import main as command_line

    sys.argv[1:] = ["hooks", "run", "--marked", hook]
    command_line()


if __name__ == "__main__":
    main()
