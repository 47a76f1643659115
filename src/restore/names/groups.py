"""Groups of numbered things, and pairs that are known to stand in two of them.

>>> groups = Groups(3)
>>> groups.part(0, 2), groups.join(0, 1), groups.join(1, 2)
(True, True, False)
>>> groups.all()
[[0, 1], [2]]
"""

from __future__ import annotations

from collections import defaultdict


class Groups:
    """Joins and parts things; of two words that contradict each other the earlier one holds."""

    def __init__(self, size: int) -> None:
        """Begin with each of `size` things alone."""
        self._above = list(range(size))
        self._apart: dict[int, set[int]] = defaultdict(set)

    def join(self, one: int, other: int) -> bool:
        """Bring two groups together; False where they are known to be two."""
        first, second = sorted((self._root(one), self._root(other)))
        if second in self._apart[first]:
            return False
        if first != second:
            self._above[second] = first
            for third in self._apart.pop(second, set()):
                self._apart[third].discard(second)
                self._apart[third].add(first)
                self._apart[first].add(third)
        return True

    def part(self, one: int, other: int) -> bool:
        """Say that two groups are two; False where they are already known to be one."""
        first, second = self._root(one), self._root(other)
        if first == second:
            return False
        self._apart[first].add(second)
        self._apart[second].add(first)
        return True

    def all(self) -> list[list[int]]:
        """Return the groups, each in order, by their first thing."""
        found: dict[int, list[int]] = defaultdict(list)
        for thing in range(len(self._above)):
            found[self._root(thing)].append(thing)
        return list(found.values())

    def _root(self, thing: int) -> int:
        """Return the first thing of a group, which stands for it."""
        while self._above[thing] != thing:
            self._above[thing] = self._above[self._above[thing]]
            thing = self._above[thing]
        return thing
