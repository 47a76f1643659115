"""Shows that a law can fail: the same check, run over a broken function, must find the fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from restore.errors import RestoreError


def assert_caught(
    check: Callable[..., None], cases: SearchStrategy[Any], *, examples: int = 500
) -> None:
    """Run a law's check over a broken function; fail unless the check fails.

    Always the same examples, none kept, none shrunk: whether a fault is found is not left to luck.
    """

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(cases)
    def run(case: Any) -> None:
        check(*case) if isinstance(case, tuple) else check(case)

    with pytest.raises((AssertionError, RestoreError)):
        run()
