"""One frozen settings object. An unknown key is an error; the digest names what made an output.

Settings stand in `helder.toml`, or under `[tool.helder]` in `pyproject.toml`; the nearest file upwards
from the input counts.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import MissingWords, WrongSettings

FILE = "helder.toml"
FILES = ("words", "vocabulary")  # settings that name a file; its path does not count, its content does


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Every field but the limits and the folders changes outputs and is digested.

    Attributes:
        encoding: of the inputs; None: UTF-8, else Windows-1252.
        language: BCP 47 tag of the articles.
        only, skip: ids of repair rules, or the first part of them (`lines`).
        doubtful: also apply the doubtful edits.
        typography: give quotation marks, dashes and ellipses one form.
        claims: how many key claims to keep at most.
        model: name of an installed spaCy pipeline; None: the one that ships.
        words: file with words to be known, one a line; in helder.toml, a path from its folder.
        vocabulary: file that `helder vocabulary` made of the collection; the same.
        max_bytes: of one input.
        max_failures: share of failed files (0 to 1) above which a run stops, once 50 are done.
    """

    encoding: str | None = None
    language: str = "nl"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    doubtful: bool = False
    typography: bool = False
    claims: int = 20
    model: str | None = None
    words: str | None = None
    vocabulary: str | None = None
    max_bytes: int = 50_000_000
    max_failures: float = 0.1

    def digest(self) -> str:
        """SHA-256 over all settings that change what is put out, and the content of the files of words."""
        kept = {k: v for k, v in asdict(self).items() if k not in ("max_bytes", "max_failures")}
        for name in FILES:
            path = kept.pop(name)
            kept |= {name: _sha256(Path(path))} if path else {}
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise MissingWords(f"{path} cannot be read: {error.strerror or error}.") from error


def find(start: Path) -> Path | None:
    """The settings file that counts for `start`: the nearest upwards."""
    start = start.resolve()  # a relative path has no folders above it
    for folder in [start, *start.parents] if start.is_dir() else start.parents:
        if (folder / FILE).is_file():
            return folder / FILE
        project = folder / "pyproject.toml"
        if project.is_file() and _own_table(_toml(project), project) is not None:
            return project
    return None


def load(path: Path | None, **overrides: Any) -> Settings:
    """Settings from the file at `path` (None: the defaults), with `overrides` that are not None on top.

    Raises:
        WrongSettings: the file cannot be read, or a key or the type of a value is wrong.
    """
    table: dict[str, Any] = {}
    if path is not None:
        table = _toml(path)
        if path.name == "pyproject.toml":
            table = _own_table(table, path) or {}
        table |= {k: str(path.parent / v) for k, v in table.items() if k in FILES and isinstance(v, str)}
    overrides = {k: v for k, v in overrides.items() if v is not None}
    values = {
        name: _checked(name, value, where=path or "options") for name, value in {**table, **overrides}.items()
    }
    return Settings(**values)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSettings(f"{path}: {error}. Correct the file or name another with --config.") from error


def _own_table(project: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """The table `[tool.helder]` of a `pyproject.toml`, None when there is none."""
    tools = project.get("tool")
    table = tools.get("helder") if isinstance(tools, dict) else None
    if not (table is None or isinstance(table, dict)):
        raise WrongSettings(f"{path}: tool.helder = {table!r}, expected a table.")
    return table


def _checked(name: str, value: Any, *, where: Path | str) -> Any:
    defaults = {f.name: f.default for f in fields(Settings)}
    if name not in defaults:
        known = ", ".join(sorted(defaults))
        raise WrongSettings(f"{where}: there is no setting {name!r}. Known are: {known}.")
    default = defaults[name]
    if isinstance(default, tuple):
        if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            return tuple(value)
    elif default is None:
        if isinstance(value, str):
            return value
    elif isinstance(default, float):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    elif type(value) is type(default):
        return value
    expected = (
        "a list of strings"
        if isinstance(default, tuple)
        else "a string"
        if default is None
        else type(default).__name__
    )
    raise WrongSettings(f"{where}: {name} = {value!r}, expected {expected}.")
