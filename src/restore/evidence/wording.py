"""How evidence is put into words."""

from __future__ import annotations


def times(count: int) -> str:
    """Say a count in words as far as English does.

    >>> times(2), times(3)
    ('twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
