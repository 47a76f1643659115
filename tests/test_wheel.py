"""What is installed is complete: data files, dictionaries, licence, and nothing of the workshop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
COUNT = "from restore.evidence.authorities import load; print(len(load().entries))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of this checkout, made by the locked build backend without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (path,) = folder.glob("*.whl")
    return path


def files(folder, ending=""):
    """Return the files below a folder of the checkout as the wheel should name them."""
    found = (p for p in folder.rglob(f"*{ending}") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder.parent).as_posix() for p in found}


def test_the_wheel_holds_package_and_dictionaries_and_no_more(wheel):
    names = {n for n in ZipFile(wheel).namelist() if ".dist-info/" not in n}
    dictionaries = {f"restore/{name}" for name in files(ROOT / "dictionaries")}
    assert dictionaries
    assert names == files(ROOT / "src" / "restore") | dictionaries


def test_the_wheel_brings_its_licence(wheel):
    assert any(name.endswith("/licenses/LICENSE") for name in ZipFile(wheel).namelist())


def test_an_installed_copy_finds_its_dictionaries(wheel, tmp_path):
    ZipFile(wheel).extractall(tmp_path)

    def count(path):
        environment = {**os.environ, "PYTHONPATH": str(path)}
        command = [sys.executable, "-c", COUNT]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert int(count(tmp_path)) > 0
    assert count(tmp_path) == count(ROOT / "src")
