"""Tables kept as tuples of columns: some of their rows, several tables as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Table = TypeVar("Table", bound=tuple[NDArray[Any], ...])


def rows(table: Table, which: NDArray[Any] | slice) -> Table:
    """Return some rows of a table.

    >>> rows((np.array([3, 4, 5]), np.array([6, 7, 8])), np.array([2, 0]))
    (array([5, 3]), array([8, 6]))
    """
    make = _maker(table)
    return make(column[which] for column in table)


def joined(tables: Sequence[Table]) -> Table:
    """Return the rows of all tables, of which there is at least one, in order."""
    make = _maker(tables[0])
    return make(np.concatenate(columns) for columns in zip(*tables, strict=True))


def _maker(table: Table) -> Callable[[Any], Table]:
    """Return what makes a table of columns."""
    made: Callable[[Any], Table] = getattr(type(table), "_make", type(table))
    return made
