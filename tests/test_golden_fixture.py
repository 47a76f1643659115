"""The `golden` fixture itself: a difference fails and is kept, is shown on update, then passes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
USE = "def test_it(golden):\n    golden('case/report.txt', 'a new line\\n')\n"


@pytest.fixture
def folder(tmp_path):
    """A project of its own, with one golden file that is out of date."""
    tests = tmp_path / "tests"
    (tests / "golden" / "case").mkdir(parents=True)
    (tests / "golden" / "case" / "report.txt").write_text("an old line\n")
    (tests / "test_use.py").write_text(USE)
    shutil.copy(CONFTEST, tests)
    return tests


def run(folder, *options):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, folder]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_difference_fails_and_is_kept(folder):
    done = run(folder)
    assert done.returncode == 1
    assert "-an old line\n+a new line" in done.stdout
    assert (folder / "actual/case/report.txt").read_text() == "a new line\n"
    assert (folder / "golden/case/report.txt").read_text() == "an old line\n"


def test_an_update_shows_the_difference_and_rewrites(folder):
    done = run(folder, "--update-golden")
    assert done.returncode == 0
    assert "-an old line\n+a new line" in done.stdout
    assert run(folder).returncode == 0
