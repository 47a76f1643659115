"""The first command on a fresh machine: finding a Python, and what is said where it cannot work.

Stand-ins for `python3`, `sudo` and `apt-get` play the machines that lack something.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STUB = "exit 127"  # a name on the PATH with no Python behind it, as version managers leave them
OLD = "exit 1"  # what our question for the version gives on an older Python
NO_VENV = 'case "$*" in *venv*clear*) exit 1;; *print*) echo python3.12-venv;; esac'


@pytest.fixture
def machine(tmp_path):
    """A machine with nothing on its PATH but `sh` and the stand-ins given: name -> shell code."""

    def run(script, *arguments, programs):
        bin_folder = tmp_path / "bin"
        bin_folder.mkdir()
        for name in {"sh", "dirname", "id", "touch", "mkdir", "chmod"} - set(programs):
            (bin_folder / name).symlink_to(shutil.which(name))
        for name, code in programs.items():
            (bin_folder / name).write_text(f"#!/bin/sh\n{code}\n")
            (bin_folder / name).chmod(0o755)
        return subprocess.run(
            ["sh", script, *arguments],
            cwd=tmp_path,
            env={"PATH": str(bin_folder), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    return run


def test_a_stub_and_an_old_python_are_passed_over(machine):
    programs = {"python3.13": STUB, "python3.12": "exit 0", "python3": OLD}
    assert machine("scripts/find-python.sh", programs=programs).stdout == "python3.12\n"


def test_no_python_is_said_in_one_line_with_what_to_do(machine):
    run = machine("scripts/find-python.sh", programs={"python3": OLD})
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (3, "", 1)
    assert "no Python >= 3.11" in run.stderr
    assert "apt-get install python3" in run.stderr


def test_without_apt_the_missing_package_is_said_in_one_line(machine):
    run = machine("scripts/install-system.sh", "python3.12", programs={"python3.12": NO_VENV})
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)
    assert "apt-get install python3.12-venv" in run.stderr


def test_who_is_not_root_and_has_no_sudo_is_told(machine):
    programs = {"python3.12": NO_VENV, "apt-get": "exit 0", "id": "echo 1000"}
    run = machine("scripts/install-system.sh", "python3.12", programs=programs)
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)


def test_the_missing_package_is_installed_and_the_environment_made(machine, tmp_path):
    python = (
        'case "$*" in\n'
        '*"-m venv"*) test -e apt-has-run || exit 1; mkdir -p .venv/bin;'
        " printf '#!/bin/sh\\necho \"$@\" >> pip-calls\\n' > .venv/bin/python;"
        " chmod +x .venv/bin/python;;\n"
        "*print*) echo python3.12-venv;;\n"
        "--version) echo Python 3.12;;\n"
        "esac"
    )
    programs = {
        "python3.12": python,
        "apt-get": 'case "$*" in *install*python3.12-venv*) touch apt-has-run;; esac',
        "id": "echo 0",
    }
    run = machine("scripts/install.sh", programs=programs)
    assert run.returncode == 0, run.stderr
    calls = (tmp_path / "pip-calls").read_text()
    assert "--require-hashes --requirement requirements.lock" in calls
    assert "--no-deps --no-build-isolation --editable ." in calls
    assert (tmp_path / ".venv" / ".installed").exists()


def test_the_lock_names_hashes_and_no_host():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = [line for line in lock.splitlines() if line and line[0] not in "# "]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert "://" not in lock
    assert pins


def up_to_date() -> bool:
    """Tell whether `make demo` would install nothing."""
    if shutil.which("make") is None:
        return False
    asked = ["make", "-q", ".venv/.installed"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not up_to_date(), reason="the environment of `make` is not installed")
def test_the_demo_shows_damaged_lines_beside_their_restoration():
    shown = subprocess.run(
        ["make", "--silent", "demo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    assert "Ulbricht and the Concrete" in shown.stdout
    assert "review" in shown.stdout
