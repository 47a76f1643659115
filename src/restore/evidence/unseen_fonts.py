"""Fonts that are not in the file: no outline to look at, only codes, widths and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from restore.evidence.glyph_usage import Symbol, Use
from restore.evidence.glyph_witnesses import Witnessed
from restore.page import Font


def witness_unseen(
    fonts: Sequence[Font],
    used: Mapping[Symbol, Use],
    seen: Witnessed,
    words: Sequence[tuple[Symbol | str, ...]],
    *,
    widths: bool,
) -> dict[Symbol, dict[str, float]]:
    """Return candidates for the open codes of fonts that could not be drawn."""
    return {}
