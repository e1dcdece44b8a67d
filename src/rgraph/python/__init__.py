"""The Python API: what the command line answers, as records. Stable by SemVer; `rgraph.open` is the way in."""
