"""Everything that can go wrong, one class a fault, each with its exit code.

    RestoreError 15
    ├── UsageError 1            the command or an option makes no sense
    ├── InputError 2            the file cannot be read as what it claims to be
    ├── DependencyError 3       an optional part is not installed
    ├── OutputError 4           what was made, or what is to be verified, does not hold
    │   └── LedgerError 4       a ledger that contradicts its source or itself
    ├── FileAccessError 5       missing, not permitted, already there
    ├── EncryptedError 8        a password is needed
    └── ConfigError 9           restore.toml or a dictionary is wrong

The numbers are those of OCRmyPDF, so that scripts can treat both alike.  The library raises; only
`cli.py` turns an error into a line on stderr and an exit code.  A message says what is wrong,
where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class RestoreError(Exception):
    """Base of all errors this package raises on purpose.

    `advice` is the sentence that says what to do; `payload` keeps the bad value for the curious.
    """

    exit_code: ClassVar[int] = 15

    def __init__(self, message: str, *, advice: str = "", payload: object = None) -> None:
        """Keep the message, the advice and the payload apart; `str()` joins the first two."""
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.payload = payload

    def __str__(self) -> str:
        """One line: what is wrong, then what to do; below the caret where the message has one.

        >>> str(RestoreError("paper.pdf is empty.", advice="Give a file with pages."))
        'paper.pdf is empty. Give a file with pages.'
        """
        between = "\n" if "\n" in self.message else " "
        return f"{self.message}{between}{self.advice}".strip()


class UsageError(RestoreError):
    """The command line or a call's arguments make no sense."""

    exit_code = 1


class InputError(RestoreError):
    """The input is not what it claims to be: damaged beyond reading, empty, another kind."""

    exit_code = 2


class DependencyError(RestoreError):
    """An optional part that this command needs is not installed."""

    exit_code = 3


class OutputError(RestoreError):
    """A result does not hold: a proof fails, or a folder is not one that `repair` made."""

    exit_code = 4


class LedgerError(OutputError):
    """A ledger contradicts its source text or itself."""


class FileAccessError(RestoreError):
    """A file is missing, may not be read or written, or would be overwritten."""

    exit_code = 5


class EncryptedError(RestoreError):
    """The document is encrypted and no password opens it."""

    exit_code = 8


class ConfigError(RestoreError):
    """`restore.toml` or a dictionary is malformed."""

    exit_code = 9
