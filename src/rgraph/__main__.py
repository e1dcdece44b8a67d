"""`python -m rgraph` is `rgraph`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the working directory, before anything of the standard library is looked for in a repository

from rgraph.start import main

main()
