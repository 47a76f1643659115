"""How light a colour is, as far as a redaction needs it: black, grey, white.  ISO 32000-1, 8.6."""

from __future__ import annotations

from restore.read.content import Operand
from restore.read.objects import as_list, as_name

_WEIGHTS = 0.30, 0.59, 0.11  # of red, green and blue in what the eye calls light (ITU-R BT.601)


def shade_of(operands: list[Operand], space: object = None) -> float | None:
    """Return the shade of a colour, 0 for black to 1 for white; None for patterns and palettes.

    `space` is the colour space as the file has it, None for gray, RGB or CMYK, which the number of
    components tells apart.  No components stand for a space's first colour, which is black.

    >>> shade_of([1.0]), shade_of([0.0, 0.0, 0.0]), shade_of([0.0, 0.0, 0.0, 1.0]), shade_of([])
    (1.0, 0.0, 0.0, 0.0)
    """
    family = as_name(space) or as_name((as_list(space) or [None])[0])
    values = [min(1.0, max(0.0, v)) for v in operands if isinstance(v, float)]
    if len(values) < len(operands) or family in ("Pattern", "Indexed", "I"):
        return None
    if not values:
        return 0.0
    if family in ("Separation", "DeviceN"):  # a share of ink, of whatever colour
        return 1.0 - max(values)
    if family == "Lab":
        first = operands[0]
        return min(1.0, max(0.0, first / 100)) if isinstance(first, float) else None
    if len(values) == 3:
        return sum(w * v for w, v in zip(_WEIGHTS, values, strict=True))
    if len(values) == 4:
        *inks, black = values
        return (1 - black) * (1 - sum(w * v for w, v in zip(_WEIGHTS, inks, strict=True)))
    return values[0] if len(values) == 1 else None
