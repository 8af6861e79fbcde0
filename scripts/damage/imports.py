"""Imports that go wrong after they were made: each kind of damage to the files of one article.

Each maker changes the files below a folder with `raw` and `clean` in it and says where the cause is to be
found: the check that must come first, its file, and its line where it has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cause:
    """What must be told first: `check`, in the file `path` below the folder, on `line` (0: none is asked)."""

    check: str
    path: str
    line: int = 0


Maker = Callable[[Path, str], Cause]


def character(folder: Path, name: str) -> Cause:
    """One letter of the clean text is another one."""
    path = folder / "clean" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    at = next(m.start() + 2 for m in re.finditer(r"[a-z]{5,}", text) if m.start() > len(text) // 2)
    path.write_text(text[:at] + ("q" if text[at] != "q" else "x") + text[at + 1 :], encoding="utf-8")
    return Cause("text/changed", f"clean/{name}.txt", text.count("\n", 0, at) + 1)


def summary_cut_off(folder: Path, name: str) -> Cause:
    """Half of the summary is gone."""
    path = folder / "clean" / f"{name}.json"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return Cause("summary/readable", f"clean/{name}.json", data[: len(data) // 2].count(b"\n") + 1)


def span_shifted(folder: Path, name: str) -> Cause:
    """The first key claim begins one character too late."""
    path = folder / "clean" / f"{name}.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    summary["claims"][0]["start"] += 1
    made = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    path.write_text(made, encoding="utf-8")
    line = made.count("\n", 0, made.index('"claims": [\n')) + 2
    return Cause("spans/slices", f"clean/{name}.json", line)


def ledger_missing(folder: Path, name: str) -> Cause:
    """The ledger is gone."""
    (folder / "clean" / f"{name}.repairs.jsonl").unlink()
    return Cause("files/missing", f"clean/{name}.repairs.jsonl")


def summary_missing(folder: Path, name: str) -> Cause:
    """The summary is gone."""
    (folder / "clean" / f"{name}.json").unlink()
    return Cause("files/missing", f"clean/{name}.json")


def stale_model(folder: Path, name: str) -> Cause:
    """An earlier model made the summary (exit 1 with --strict)."""
    path = folder / "clean" / "manifest.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    next(line for line in lines if line["path"] == f"{name}.txt")["model"]["version"] = "0.0.1"
    path.write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in lines), encoding="utf-8")
    return Cause("outputs/stale", f"clean/{name}.txt")


def raw_changed(folder: Path, name: str) -> Cause:
    """One letter of the raw file is another one."""
    path = folder / "raw" / f"{name}.txt"
    data = bytearray(path.read_bytes())
    at = next(m.start() + 2 for m in re.finditer(rb"[a-z]{5,}", data) if m.start() > len(data) // 2)
    line = data[:at].count(b"\n") + 1
    data[at] = ord("q") if data[at] != ord("q") else ord("x")
    path.write_bytes(data)
    return Cause("raw/changed", f"raw/{name}.txt", line)


def wrong_encoding(folder: Path, name: str) -> Cause:
    """The clean text was saved in Windows-1252, with a letter that is another byte there."""
    path = folder / "clean" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    first = next(i for i, c in enumerate(text) if ord(c) > 127)
    path.write_bytes(text.encode("cp1252", "replace"))
    return Cause("text/encoding", f"clean/{name}.txt", text.count("\n", 0, first) + 1)


def duplicate(folder: Path, name: str) -> Cause:
    """The raw file was imported under a second name, with all that was made of it."""
    again = f"z-{name}"
    (folder / "raw" / f"{again}.txt").write_bytes((folder / "raw" / f"{name}.txt").read_bytes())
    outputs = {}
    manifest = folder / "clean" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    line = next(line for line in lines if line["path"] == f"{name}.txt")
    for output, digest in line["outputs"].items():
        copy = output.replace(name, again, 1)
        (folder / "clean" / copy).write_bytes((folder / "clean" / output).read_bytes())
        outputs[copy] = digest
    lines.append({**line, "path": f"{again}.txt", "outputs": outputs})
    manifest.write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in lines), encoding="utf-8")
    return Cause("article/duplicate", f"clean/{again}.txt")


KINDS: dict[str, Maker] = {
    "text changed by one character": character,
    "summary cut off": summary_cut_off,
    "span shifted": span_shifted,
    "ledger missing": ledger_missing,
    "summary missing": summary_missing,
    "stale model": stale_model,
    "raw changed": raw_changed,
    "wrong encoding": wrong_encoding,
    "duplicate article": duplicate,
}
# "Damage left in" is made before: by cleaning without the rules that repair it.
