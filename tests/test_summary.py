"""The summaries of the sample articles: they obey the schema, and each span is where it says."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.summary.models import Summary, schema

CLEAN = Path(__file__).parents[1] / "data" / "clean"
NAMES = sorted(p.stem for p in CLEAN.glob("*.json"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_obeys_the_schema(name: str) -> None:
    data = json.loads((CLEAN / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema(), cls=jsonschema.Draft202012Validator)
    assert Summary.model_validate(data).model_dump(mode="json") == data


@pytest.mark.parametrize("name", NAMES)
def test_every_span_equals_its_slice(name: str) -> None:
    text = (CLEAN / f"{name}.txt").read_bytes().decode("utf-8")
    data = json.loads((CLEAN / f"{name}.json").read_text(encoding="utf-8"))
    spans = list(_spans(data))
    assert len(spans) > 50
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["text"] == span["text"].strip() != ""
        parts = span["raw"]["parts"]
        assert parts is None or (len(parts) > 1 and min(parts)[0] == span["raw"]["start"])


def _spans(data: Any) -> Any:
    if isinstance(data, dict):
        if {"text", "start", "end", "raw"} <= data.keys():
            yield data
        for value in data.values():
            yield from _spans(value)
    elif isinstance(data, list):
        for value in data:
            yield from _spans(value)
