"""`restore.toml`: what a user wants every time.  Command line options come before it.

dictionaries = ["our-names.tsv"]      # paths are relative to the file
without = ["language"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from restore.errors import ConfigError, FileAccessError

NAME = "restore.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one `restore.toml`; empty where there is none."""

    dictionaries: tuple[Path, ...] = ()
    without: tuple[str, ...] = ()
    path: Path | None = None


def find(folders: Iterable[Path]) -> Config:
    """Load the first `restore.toml` in these folders, or give an empty configuration."""
    for folder in folders:
        path = folder / NAME
        if path.is_file():
            return load(path)
    return Config()


def load(path: Path) -> Config:
    """Load one configuration file.

    Raises:
        FileAccessError: the file cannot be read.
        ConfigError: it is no TOML, or holds a key or a value that means nothing here.
    """
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileAccessError(
            f"{path} cannot be read: {error.strerror or error}.", advice="Check the path."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} is no valid TOML: {error}.", advice="Mend that line.") from error
    for key in fields:
        if key not in ("dictionaries", "without"):
            raise ConfigError(
                f"{path}: there is no setting '{key}'.",
                advice="Known are: dictionaries, without.",
            )
    files = _texts(path, "dictionaries", fields.get("dictionaries", []))
    return Config(
        dictionaries=tuple(path.parent / f for f in files),
        without=_texts(path, "without", fields.get("without", [])),
        path=path,
    )


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    """Return a setting that must be a list of strings."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise ConfigError(f"{path}: '{key}' must be a list of strings.", advice=f'E.g. {key} = ["a"].')
