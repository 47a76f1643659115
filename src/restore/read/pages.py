"""Page numbers as people write them: `1,3-5`."""

from __future__ import annotations

import re

from restore.errors import UsageError

_PART = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def parse_pages(spec: str) -> set[int]:
    """Return the page numbers, from 1, that a list such as `1,3-5` names; raises UsageError.

    >>> sorted(parse_pages("1, 3-5"))
    [1, 3, 4, 5]
    """
    pages: set[int] = set()
    for part in spec.split(","):
        match = _PART.fullmatch(part.strip())
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last:
            raise UsageError(
                f"{spec!r} is no list of pages.",
                advice="Write numbers from 1 and ranges, e.g. 1,3-5.",
                payload=part,
            )
        pages.update(range(first, last + 1))
    return pages


def chosen(pages: set[int] | None, count: int, name: str) -> list[int]:
    """Return which of `count` pages to read, in order; raises UsageError for a missing one."""
    if pages is None:
        return list(range(1, count + 1))
    missing = sorted(p for p in pages if not 1 <= p <= count)
    if missing or not pages:
        there = "1 page" if count == 1 else f"{count} pages"
        which = f"no page {missing[0]}" if missing else "nothing to read: no page was asked for"
        raise UsageError(
            f"{name} has {there}, {which}.", advice=f"Ask for pages 1 to {count}.", payload=missing
        )
    return sorted(pages)
