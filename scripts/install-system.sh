#!/bin/sh
# Installs the one system package that a fresh Debian or Ubuntu may lack: the `venv` of its Python.
# Run by scripts/install.sh when it is needed; by hand: scripts/install-system.sh [python3.12]
set -eu

python=${1:-python3}
minor=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
advice="error: $python cannot make a virtual environment. Install $minor (Debian, Ubuntu) as root: \
apt-get install $minor; then run make again."

command -v apt-get >/dev/null 2>&1 || { echo "$advice" >&2; exit 3; }

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    # -n: never wait for a password where nobody may be there to type it.
    sudo -n true 2>/dev/null || [ -t 0 ] && command -v sudo >/dev/null 2>&1 \
        || { echo "$advice" >&2; exit 3; }
    as_root=sudo
fi

echo "installing the system package $minor"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || true # an old list may still hold the package
$as_root apt-get install -y -qq --no-install-recommends "$minor" >/dev/null \
    || { echo "$advice" >&2; exit 3; }
