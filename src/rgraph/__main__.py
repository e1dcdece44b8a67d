"""`python -m rgraph` is `rgraph`."""

from rgraph.cli.main import main

main()
