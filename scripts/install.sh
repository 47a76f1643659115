#!/bin/sh
# Makes .venv and installs what requirements.lock names, checked by hash, then this project itself.
# `make` runs it when requirements.lock or pyproject.toml is newer than the stamp .venv/.installed.
set -eu
cd "$(dirname "$0")/.."

has_pip() { .venv/bin/python -m pip --version >/dev/null 2>&1; }

make_venv() {
    # --clear, since a failed attempt leaves a folder with a Python and no pip.
    "$python" -m venv --clear .venv >/dev/null 2>&1 && has_pip
}

if ! has_pip; then
    python=$(sh scripts/find-python.sh)
    echo "making .venv with $("$python" --version)"
    if ! make_venv; then
        # Debian and Ubuntu keep the part of Python that makes environments in a package of its own.
        sh scripts/install-system.sh "$python"
        make_venv || { "$python" -m venv --clear .venv; exit 3; }
    fi
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }

echo "installing what requirements.lock names (a minute on a fresh machine)"
pip install --require-hashes --requirement requirements.lock
pip install --no-deps --no-build-isolation --editable .
touch .venv/.installed
