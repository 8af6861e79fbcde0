"""Small imports to try checks on: what helder makes of a text, written as `helder run` writes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline import digest, flow, validation
from pipeline.checks.check import Case
from pipeline.ingest import text
from pipeline.repair import ledger
from pipeline.settings import Settings

SOUND = (
    "Spelen en leren\ndoor Marit Hoogerwerf\n\n"
    "Jonge kinderen spelen graag buiten met elkaar, ook als het regent en de wind waait. Ze ont-\n"
    "dekken de wereld met hun handen en voeten. Een ouder die meespeelt, ziet wat een kind al kan en wat\n"
    "het nog moeilijk vindt. Daarom heeft een school een tuin nodig, met bomen, stenen, zand en water.\n\n"
    "Wat de school doet\n\n"
    "De meester leest elke dag voor uit een boek dat de klas zelf kiest. Wie speelt, leert zonder het te\n"
    "merken. In de pauze bouwen de kleuters een hut van takken, en de oudste leerlingen helpen hen daarbij.\n"
    "Zo leren zij van elkaar, zegt de meester, en gaan ze aan het eind van de dag moe en tevreden weer naar\n"
    "buiten.\n"
)
ENDINGS = (".repairs.jsonl", ".txt", ".json")


@cache
def made(raw: str, *, as_it_is: bool = False) -> tuple[dict[str, bytes], dict[str, object]]:
    """The outputs by ending, and the line of the manifest without names of files."""
    source = text.read(raw.encode(), path="a.txt", settings=Settings())
    cleaned = flow.of_clean(source) if as_it_is else flow.clean(source, Settings())
    summary = flow.extract(cleaned, Settings())
    outputs = {
        ".repairs.jsonl": ledger.dump(cleaned.ledger).encode(),
        ".txt": cleaned.text.string.encode(),
        ".json": (summary.model_dump_json(indent=1) + "\n").encode(),
    }
    line = {
        "outcome": "record",
        "input_sha256": source.sha256,
        "settings": Settings().digest(),
        "rules": "of text that no rule saw" if as_it_is else digest.cleaning(),
        "extractors": digest.extraction(),
        "model": summary.tool.model.model_dump(),
        "decisions": None,
        "tool": "0",
    }
    return outputs, line


def write(folder: Path, *, raw: str = SOUND, clean: str = "", names: tuple[str, ...] = ("a",)) -> None:
    """An import below `folder`: raw files in `raw`, outputs in `clean`."""
    outputs, line = made(clean or raw, as_it_is=bool(clean))
    for part in ("raw", "clean"):
        (folder / part).mkdir(parents=True)
    manifest = []
    for name in names:
        (folder / "raw" / f"{name}.txt").write_bytes((clean or raw).encode())
        sums = {}
        for ending, data in outputs.items():
            data = data.replace(b'"path": "a.txt"', f'"path": "{name}.txt"'.encode())
            (folder / "clean" / f"{name}{ending}").write_bytes(data)
            sums[f"{name}{ending}"] = hashlib.sha256(data).hexdigest()
        manifest.append(json.dumps({"path": f"{name}.txt", "outputs": sums, **line}, sort_keys=True) + "\n")
    (folder / "clean" / "manifest.jsonl").write_text("".join(manifest), encoding="utf-8")


def write_case(folder: Path, case: Case) -> None:
    """The import of a case, with done to it what the case says."""
    twice = any(part == "twice" for part, _, _ in case.edits)
    write(folder, raw=case.raw or SOUND, clean=case.clean, names=("a", "b") if twice else ("a",))
    for part, old, new in case.edits:
        if part == "twice":
            continue
        path = path_of(folder, part)
        data = path.read_bytes() if path.exists() else b""
        if old == "" or old == "*":
            data = new.encode()
        elif old.startswith("*"):
            data = new.encode(old[1:])
        else:
            assert old.encode() in data, f"{old!r} is not in {path.name}"
            before, _, after = data.partition(old.encode())
            if new == "*cut":
                data = before
            else:
                data = (
                    data.replace(old.encode(), new.encode()) if old == "\n" else before + new.encode() + after
                )
        path.write_bytes(data)
    for part in case.gone:
        path_of(folder, part).unlink()
    if case.again:
        fit_manifest(folder)


def path_of(folder: Path, part: str) -> Path:
    """A file of an import: `raw`, `manifest`, an ending, or a path below the folder."""
    if part in ENDINGS:
        return folder / "clean" / f"a{part}"
    return folder / {"raw": "raw/a.txt", "manifest": "clean/manifest.jsonl"}.get(part, part)


def fit_manifest(folder: Path) -> None:
    """Put the hashes of the outputs as they are into the manifest."""
    path = folder / "clean" / "manifest.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        for name in line["outputs"]:
            file = folder / "clean" / name
            if file.exists():
                line["outputs"][name] = hashlib.sha256(file.read_bytes()).hexdigest()
    path.write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in lines), encoding="utf-8")


def validate(folder: Path, **ask: object) -> validation.Report:
    """What there is to say of an import."""
    asked = replace(validation.Ask(jobs=1), **ask)  # type: ignore[arg-type]
    return validation.validate([folder / "raw", folder / "clean"], Settings(), asked)
