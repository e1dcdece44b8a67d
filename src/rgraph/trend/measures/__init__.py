"""The measures that `rgraph trend` knows by name, one a file: `measures/unwrap.py` is `unwrap`."""
