"""Numbers as people read them."""

from __future__ import annotations


def percent(share: float) -> str:
    """Return a share in per cent, never rounded up to all or down to nothing.

    >>> percent(0.953), percent(0.995), percent(0.99996), percent(1.0), percent(0.0001)
    ('95 %', '99.5 %', '99.99 %', '100 %', '0.01 %')
    """
    if 0.005 <= share <= 0.99 or share in (0, 1):
        return f"{share:.0%}".replace("%", " %")
    digits = 1 if 0.001 <= share <= 0.999 else 2
    return f"{min(0.9999, max(0.0001, share)):.{digits}%}".replace("%", " %")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "gap"), counted(1200, "gap")
    ('1 gap', '1,200 gaps')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sentence(words: str) -> str:
    """Return words with a capital at the start and one full stop at the end.

    >>> sentence("the list goes from 2 to 5"), sentence("It stops.")
    ('The list goes from 2 to 5.', 'It stops.')
    """
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
