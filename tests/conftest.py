"""What all tests share: golden files, the local reference data, and how hypothesis runs."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"
ACTUAL = TESTS / "actual"

# Timing differs between machines and says nothing about a law.  In CI a run is the same as the run
# before it, so that a red one is due to the change; at home new examples are tried every time.
hypothesis.settings.register_profile("home", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "home")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files after showing what changes in them",
    )


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of data that may not be passed on; the test skips where there is none."""
    named = os.environ.get("RESTORE_REFERENCE", "")
    folder = (ROOT / named).resolve()
    if not named or not folder.is_dir():
        pytest.skip("no local reference data")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/<name>`: `golden("working_paper/report.txt", report)`.

    A text that differs is kept under `tests/actual/<name>`.  With --update-golden the difference is
    shown and the golden file rewritten.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        expected = path.read_bytes().decode("utf-8") if path.exists() else ""
        if path.exists() and expected == text:
            return
        if not request.config.getoption("--update-golden"):
            write(ACTUAL / name, text)
            pytest.fail(
                f"{difference(expected, text, name)}\nif that is right: make golden",
                pytrace=False,
            )
        capture = request.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            print(f"\n{difference(expected, text, name)}")  # noqa: T201  # asked for on the command line
        write(path, text)

    return compare


def difference(expected: str, text: str, name: str) -> str:
    """Return the unified diff from the golden text to the one at hand."""
    old, new = expected.splitlines(), text.splitlines()
    lines = difflib.unified_diff(
        old, new, f"tests/golden/{name}", f"tests/actual/{name}", lineterm=""
    )
    return "\n".join(lines) or "they differ in line ends only"


def write(path: Path, text: str) -> None:
    """Write a text byte for byte, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
