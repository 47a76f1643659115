"""Tables of romanisation: tab-separated files beside the modules that read them."""

from __future__ import annotations

from importlib.resources import files

FOLDER = "restore.romanise"


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table beside this module, without comments and the line of headings.

    >>> rows("chinese_postal.tsv")[0]
    ['Amoy', 'xia men']
    """
    text = files(FOLDER).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
