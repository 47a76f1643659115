"""Pieces of HTML that every part of the page uses."""

from __future__ import annotations

from html import escape

from restore.report.visible import visible

SIGNS = {"accept": "✓", "review": "?", "leave": "·"}
"""Beside the word and the colour of a tier, for whoever sees neither well."""


def safe(text: str) -> str:
    """Return a text of the paper for use in HTML, in content or in a quoted attribute.

    >>> safe("</script>" + chr(0))
    '&lt;/script&gt;␀'
    """
    return escape(visible(text), quote=True)


def tier_mark(tier: str, words: str = "") -> str:
    """Return the sign and the word of a tier, or other words in its colour."""
    return f'<span class="tier {tier}">{SIGNS[tier]} {words or tier}</span>'
