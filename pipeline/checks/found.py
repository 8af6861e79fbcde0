"""Which articles there are at the paths named: raw files, folders that helder wrote, files of either."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.checks.imported import ENDINGS, LEDGER, RAW, Imported, Now
from pipeline.errors import NoInput, UnreadableInput
from pipeline.ingest import files, readers
from pipeline.settings import Settings

Record = Mapping[str, Any]


@dataclass
class Places:
    """Where raw files and outputs are.

    Attributes:
        clean: the folders that helder wrote.
        raw: the folders of raw files.
        known: those of `raw` that were named or set, so that a file missing there is missed.
        picked: single files that were named; empty: everything.
        cleaned: whether raw files without outputs are a fault.
    """

    clean: list[Path] = field(default_factory=list)
    raw: list[Path] = field(default_factory=list)
    known: set[Path] = field(default_factory=set)
    picked: set[Path] = field(default_factory=set)
    cleaned: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The articles of one input, and whether they were asked for."""

    articles: tuple[Imported, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of a manifest by input, and the numbers of those that cannot be read."""

    records: Mapping[str, Record]
    broken: tuple[int, ...]


def places(paths: Sequence[Path], settings: Settings) -> Places:
    """What the paths named are; none: the folders that the settings name, else `data/raw` and `data/clean`.

    Raises:
        UnreadableInput: a path is not there.
    """
    raw = Path(settings.raw) if settings.raw else None
    clean = Path(settings.clean) if settings.clean else None
    found = Places()
    for path in paths or [p for p in (raw or Path("data/raw"), clean or Path("data/clean")) if p.is_dir()]:
        if path.is_dir():
            _of_folder(path.resolve(), found)
        elif path.exists() or any(
            known and _inside(path.resolve(), known.resolve()) for known in (raw, clean)
        ):
            _of_file(path.resolve(), found, raw, clean)
        else:
            raise UnreadableInput(f"{path}: there is no such file or folder.")
    folders = bool(found.raw) and bool(found.clean) and not found.picked
    found.cleaned = folders or clean is not None or bool(found.picked)
    found.known.update(found.raw)
    if clean and clean.is_dir() and found.raw and not found.clean:
        found.clean.append(clean.resolve())
    if raw and raw.is_dir() and found.clean and not found.raw:
        found.raw.append(raw.resolve())
        found.known.add(raw.resolve())
    for folder in found.clean if not found.raw else ():
        if (folder.parent / "raw").is_dir():
            found.raw.append(folder.parent / "raw")
    found.raw, found.clean = list(dict.fromkeys(found.raw)), list(dict.fromkeys(found.clean))
    return found


def _of_folder(folder: Path, found: Places) -> None:
    if files.is_written_by_helder(folder) or next(folder.glob(f"*{LEDGER}"), None):
        found.clean.append(folder)
        return
    inner = [p.parent for p in sorted(folder.rglob(files.MANIFEST)) if not _hidden(p, folder)]
    if not inner:
        found.raw.append(folder)
        return
    for child in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        _of_folder(child, found)


def _of_file(path: Path, found: Places, raw: Path | None, clean: Path | None) -> None:
    """A single file: the folder it belongs to is looked at, and of that the file alone."""
    found.picked.add(path)
    home = next((p for p in path.parents if files.is_written_by_helder(p)), None)
    if home is None and clean and _inside(path, clean.resolve()):
        home = clean.resolve()
    if home is not None:
        found.clean.append(home)
        return
    root = next((r for r in (raw.resolve() if raw else None,) if r and _inside(path, r)), None)
    beside = next((p for p in path.parents if (p.parent / "clean" / files.MANIFEST).is_file()), None)
    found.raw.append(root or beside or path.parent)
    if clean is None and root is None and beside is not None:
        found.clean.append(beside.parent / "clean")


def _inside(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def manifest(folder: Path, name: str = files.MANIFEST) -> Manifest:
    """What a folder's manifest says."""
    path = folder / name
    records: dict[str, Record] = {}
    broken = []
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            outputs = found.get("outputs", {})
            if not (
                isinstance(found["path"], str)
                and isinstance(found["outcome"], str)
                and isinstance(outputs, dict)
                and all(_is_below(name) for name in (found["path"], *outputs))
            ):
                raise TypeError
        except (ValueError, LookupError, TypeError, AttributeError):
            broken.append(number)
        else:
            records[found["path"]] = found
    return Manifest(records, tuple(broken))


def _is_below(name: str) -> bool:
    """Whether a name of a manifest stays in its folder: a report must quote no other file of a runner."""
    return not name.startswith("/") and ".." not in name.split("/")


def units(folder: Path | None, listed: Manifest, where: Places, settings: Settings, now: Now) -> list[Unit]:
    """The articles of one folder that helder wrote, by input; with raw files that have no outputs there."""
    roots = sorted(where.raw, key=lambda root: -_depth(root, folder)) if folder else where.raw
    made: list[Unit] = []
    seen: set[Path] = set()
    for name, record in sorted(listed.records.items()):
        root, raw_path = _raw_of(name, roots, where.known)
        if raw_path is not None:
            seen.add(raw_path.resolve())
        made.append(_unit(name, record, root, raw_path, folder, where, settings, now))
    whole = folder is not None and not listed.broken and (folder / files.MANIFEST).is_file() and where.cleaned
    for root in roots:
        if folder is not None and _nearest(root, where.clean) != folder:
            continue
        for file in _raw_files(root, where.picked):
            if file.path.resolve() not in seen:
                home = folder if whole else None
                made.append(_unit(file.relative, None, root, file.path, home, where, settings, now))
    return made


def _unit(
    name: str, record: Record | None, root: Path | None, raw_path: Path | None, folder: Path | None,
    where: Places, settings: Settings, now: Now,
) -> Unit:  # fmt: skip
    shown = {RAW: show(raw_path) if raw_path else name, "folder": f"{show(folder)}/" if folder else ""}
    shown["folder"] = shown["folder"].removeprefix("./")
    stems: list[str | None] = list(stems_of(record or {})) or [None]
    articles = tuple(
        Imported(name, stem, raw_path, folder, record, settings, now, first=number == 0, shown=shown)
        for number, stem in enumerate(stems)
    )
    outputs = (
        {(folder / output).resolve() for output in (record or {}).get("outputs", ())} if folder else set()
    )
    mine = outputs | ({raw_path.resolve()} if raw_path else set())
    del root
    return Unit(articles, asked=not where.picked or bool(mine & where.picked))


def stems_of(record: Record) -> list[str]:
    """What the names of the outputs begin with, one an article."""
    names = record.get("outputs", {})
    return list(dict.fromkeys(n.removesuffix(e) for n in sorted(names) for e in ENDINGS if n.endswith(e)))


def _raw_of(name: str, roots: Iterable[Path], known: set[Path]) -> tuple[Path | None, Path | None]:
    """The root and the path of a raw file, or where it should be; None when nobody knows."""
    should: tuple[Path | None, Path | None] = (None, None)
    for root in roots:
        for form in (name, unicodedata.normalize("NFD", name)):
            if (root / form).is_file():
                return root, root / form
        if root in known and should[0] is None:
            should = root, root / name
    return should


def _raw_files(root: Path, picked: set[Path]) -> list[files.Input]:
    """The raw files below a folder, or those of them that were named."""
    named = sorted(p for p in picked if _inside(p, root) and p.is_file())
    if picked:
        relative = [(p, unicodedata.normalize("NFC", p.relative_to(root).as_posix())) for p in named]
        return [files.Input(p, name) for p, name in relative if readers.takes(p)]
    try:
        return list(files.find([root]).inputs)
    except NoInput:
        return []


def _nearest(root: Path, folders: Sequence[Path]) -> Path | None:
    return max(folders, key=lambda folder: _depth(root, folder), default=None)


def _depth(one: Path, other: Path | None) -> int:
    """How many folders two paths share."""
    return len(Path(os.path.commonpath([one, other])).parts) if other else 0


def show(path: Path) -> str:
    """A path as people are told it: from the folder helder was started in, with `/`."""
    here = Path.cwd()
    path = path if path.is_absolute() else here / path
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def differs(unit: Unit, since: Mapping[str, Record]) -> bool:
    """Whether an input is new or another one than in an earlier manifest."""
    first = unit.articles[0]
    before = since.get(first.input)
    if before is None or (first.record is not None and dict(before) != dict(first.record)):
        return True
    wanted = {RAW: before.get("input_sha256")} | dict(before.get("outputs", {}))
    for article in unit.articles:
        for part in (RAW, *ENDINGS):
            data = article.data(part)
            name = RAW if part == RAW else f"{article.stem}{part}"
            expected = wanted.get(name)
            if expected and (data is None or hashlib.sha256(data).hexdigest() != expected):
                if part == RAW and data is None and article.raw_path is None:
                    continue
                return True
    return False
