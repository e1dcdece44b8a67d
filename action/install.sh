#!/bin/sh
# Installs the rgraph of this checkout into an environment of its own, and puts it on the path of later steps.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"${RGRAPH_PYTHON:-python3}" -m venv "$RGRAPH_VENV"
"$RGRAPH_VENV/bin/python" -m pip install --quiet --disable-pip-version-check -c "$here/constraints.txt" "$here"
if [ -n "${GITHUB_PATH:-}" ]; then
    echo "$RGRAPH_VENV/bin" >> "$GITHUB_PATH"
fi
