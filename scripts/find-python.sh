#!/bin/sh
# Prints the first Python >= 3.11 that really runs (a name on the PATH may be a stub), or fails with
# one line that says what to do.  A Python given as PYTHON is the only one tried.
set -eu

for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python3.14 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        echo "$candidate"
        exit 0
    fi
done

echo "error: no Python >= 3.11 found (tried: ${PYTHON:-python3.13 to python3.11, python3})." \
     "On Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv;" \
     "elsewhere name one: make PYTHON=/path/to/python3.12 demo" >&2
exit 3
