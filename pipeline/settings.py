"""One frozen settings object. An unknown key is an error; the digest names what made an output.

Settings stand in `helder.toml`, or under `[tool.helder]` in `pyproject.toml`; the nearest file upwards
from the input counts.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.errors import MissingWords, WrongSettings

FILE = "helder.toml"
FILES = ("words", "vocabulary")  # settings that name a file; its path does not count, its content does
UNSEEN = ("metadata", "timeout", "who", "raw", "clean", "checks")  # change no output by themselves
TABLES = ("checks", "floors")
SPELLINGS = ("auto", "1947-before", "1995-before", "today")
REPAIRS = ("language", "spelling", "only", "skip", "floors", "doubtful", "typography")  # what the rules see
PATHS = (*FILES, "metadata", "raw", "clean")  # paths from the folder of the settings file


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Every field but the limits and the folders changes outputs and is digested.

    Attributes:
        encoding: of the inputs; None: UTF-8, else Windows-1252.
        language: BCP 47 tag of the articles.
        only, skip: ids of repair rules, or the first part of them (`lines`).
        floors: by id of a repair rule or first part of it, the confidence (0 to 1) from which its edits are
            applied; below it they are doubtful. Where there is none, each rule judges for itself.
        spelling: of the articles: `1947-before`, `1995-before`, `today`, or `auto`, told from each text.
        doubtful: also apply the doubtful edits.
        typography: give quotation marks, dashes and ellipses one form.
        claims: how many key claims to keep at most.
        model: name of an installed spaCy pipeline; None: the one that ships.
        words: file with words to be known, one a line; in helder.toml, a path from its folder.
        vocabulary: file that `helder vocabulary` made of the collection; the same.
        metadata: table of what is known of the articles; the same. Each article is digested
            with its own rows.
        prefer: which of several forms of one document is read: `ocr` (ALTO, hOCR, PAGE) or `pdf`.
        who: the name or pseudonym that decisions are written down under.
        ocr: whether pages of a PDF that have no text are read by Tesseract.
        max_bytes: of one input.
        max_elements: of one XML file; max_pages, max_objects: of one PDF, the latter on one page.
        max_memory, max_seconds: in megabytes and seconds, of reading one PDF.
        raw, clean: folders of the raw files and of the outputs, for `helder validate`; paths as above.
        checks: tables of `helder validate` (pipeline/checks/chosen.py).
        max_failures: share of failed files (0 to 1) above which a run stops, once 50 are done.
        max_worker_memory: in megabytes, of the address space of one worker process.
        timeout: seconds that a file of a few pages may take; larger ones get more, by size.
    """

    encoding: str | None = None
    language: str = "nl"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    floors: Mapping[str, float] = field(default_factory=dict, hash=False)
    spelling: str = "auto"
    doubtful: bool = False
    typography: bool = False
    claims: int = 20
    model: str | None = None
    words: str | None = None
    vocabulary: str | None = None
    metadata: str | None = None
    prefer: str = "ocr"
    ocr: bool = False
    who: str | None = None
    max_bytes: int = 50_000_000
    max_elements: int = 2_000_000
    max_pages: int = 2_000
    max_objects: int = 200_000
    max_memory: int = 1_500
    max_seconds: int = 300
    max_failures: float = 0.1
    max_worker_memory: int = 4_000
    timeout: float = 120.0
    raw: str | None = None
    clean: str | None = None
    checks: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def digest(self) -> str:
        """SHA-256 over all settings that change what is put out, and the content of the files of words."""
        apart = [k for k in asdict(self) if k in UNSEEN or k.startswith("max_")]
        kept = {k: v for k, v in asdict(self).items() if k not in apart}
        for name in FILES:
            path = kept.pop(name)
            kept |= {name: _sha256(Path(path))} if path else {}
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()

    def of_repairs(self) -> dict[str, Any]:
        """What the repairs of a text rest on, for its ledger: the digest, and what is not as by default."""
        told = {name: getattr(self, name) for name in REPAIRS if getattr(self, name)}
        told |= {name: _sha256(Path(path)) for name in FILES if (path := getattr(self, name))}
        return {"digest": self.digest()} | {
            name: list(value) if isinstance(value, tuple) else value for name, value in told.items()
        }


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
        table |= {k: str(path.parent / v) for k, v in table.items() if k in PATHS and isinstance(v, str)}
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
    if name in TABLES:
        if isinstance(value, dict) and (name != "floors" or all(map(_is_share, value.values()))):
            return value
    elif name == "spelling":
        if value in SPELLINGS:
            return value
    elif isinstance(default, tuple):
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
        "a table of rules with numbers from 0 to 1"
        if name == "floors"
        else "a table"
        if name == "checks"
        else f"one of {', '.join(SPELLINGS)}"
        if name == "spelling"
        else "a list of strings"
        if isinstance(default, tuple)
        else "a string"
        if default is None
        else type(default).__name__
    )
    raise WrongSettings(f"{where}: {name} = {value!r}, expected {expected}.")


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
