"""Gets the bytes of a file or of standard input, or says plainly why not."""

from __future__ import annotations

import sys
from pathlib import Path

from restore.errors import FileAccessError

STANDARD_INPUT = "-"


def file_bytes(path: str | Path) -> bytes:
    """Return all bytes of a file, of standard input for `-`.  Raises FileAccessError."""
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise FileAccessError(f"{path} does not exist.", advice="Check the name.") from error
    except IsADirectoryError as error:
        raise FileAccessError(f"{path} is a directory.", advice="Name one file in it.") from error
    except PermissionError as error:
        raise FileAccessError(
            f"{path} may not be read.", advice="Check its permissions."
        ) from error
    except (OSError, ValueError) as error:
        raise FileAccessError(f"{path} cannot be read ({error}).") from error
