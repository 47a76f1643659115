"""Runs `restore` as a user does, and looks at what it leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

Snapshot = dict[str, bytes | None]
"""Path below a folder to the bytes of the file, None for a folder."""

PATIENCE = 120
"""Seconds a command may take; the longest here takes two."""


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it wrote to standard output."""
        return self.out.decode("utf-8")


def here(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> Ended:
    """Run `restore` in this process."""
    from restore.cli import main

    capfdbinary.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capfdbinary.readouterr()
    assert isinstance(ended.value.code, int)
    return Ended(ended.value.code, out, err.decode("utf-8"))


def module(*arguments: object, cwd: Path, stdin: bytes = b"", **environ: str) -> Ended:
    """Run `python -m restore` in a process of its own."""
    return _run([sys.executable, "-m", "restore", *arguments], cwd, stdin, environ)


def script(*arguments: object, cwd: Path, stdin: bytes = b"", **environ: str) -> Ended:
    """Run the installed `restore`; the test skips where it is not installed."""
    path = Path(sys.executable).with_name("restore.exe" if os.name == "nt" else "restore")
    if not path.exists():
        pytest.skip("the command is not installed beside this Python")
    return _run([path, *arguments], cwd, stdin, environ)


def _run(command: list[object], cwd: Path, stdin: bytes, environ: dict[str, str]) -> Ended:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "", **environ},
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def snapshot(folder: Path) -> Snapshot:
    """Return everything below a folder, hidden files included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def one_line(ended: Ended) -> str:
    """Return the one line a failed command wrote to standard error; nothing else may be there."""
    assert ended.out == b""
    assert "Traceback" not in ended.err
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert lines[0].startswith("restore: ")
    assert "error of the program itself" not in lines[0]
    return lines[0]
