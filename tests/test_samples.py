"""The sample articles are what their script makes; and no typesetting of them costs a line of text."""

import dataclasses
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from pipeline.ingest import text
from pipeline.settings import Settings

SAMPLES = Path(__file__).parents[1] / "scripts" / "samples"
FURNITURE = ("blocks/running_head", "blocks/page_number", "blocks/jump_line")
LAYOUTS = [("2", "yes", 11), ("3", "no", 12), ("2", "no", 13)]


def made_with() -> dict[str, str]:
    """The versions of the readers that the samples on disk were made with."""
    told = (SAMPLES / "README.md").read_text(encoding="utf-8")
    names = ("reportlab", "pyphen", "pdfminer.six", "pypdfium2")
    return {name: re.search(rf"{re.escape(name)}\s+([\d.]*\d)", told)[1] for name in names}  # type: ignore[index]


def test_the_samples_are_what_their_script_makes() -> None:
    for name, made in made_with().items():
        if version(name) != made:
            pytest.skip(f"the samples were made with {name} {made}, here is {version(name)}")
    done = subprocess.run(
        [sys.executable, SAMPLES / "make.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("reader", ["pdfminer", "pdfminer-wide", "pdfium"])
@pytest.mark.parametrize("source", sorted((SAMPLES / "sources").glob("*.txt")), ids=lambda p: p.stem[:12])
def test_what_is_taken_out_was_no_text(source: Path, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In other columns, cuts and readers than the samples on disk have, only furniture goes."""
    monkeypatch.syspath_prepend(str(SAMPLES))
    import article as articles  # type: ignore[import-not-found]
    import make  # type: ignore[import-not-found]
    import press  # type: ignore[import-not-found]

    plain: Any = articles.load(source)
    for columns, justify, seed in LAYOUTS:
        settings = plain.settings | {"columns": columns, "justify": justify, "bold_seed": str(seed)}
        one = dataclasses.replace(plain, settings=settings)
        raw = make.READERS[reader](press.print_article(one)).encode()
        cleaned = flow.clean(text.read(raw, path=source.name, settings=Settings()), Settings())
        sound = " ".join(articles.sound_text(one).split())
        gone = [e["before"].strip() for e in cleaned.edits if e["applied"] and e["rule"] in FURNITURE]
        assert gone
        assert [line for line in gone if f" {line} " in sound] == []
        assert not [e for e in cleaned.edits if e["why"] in ("rule_failed", "unstable")]
