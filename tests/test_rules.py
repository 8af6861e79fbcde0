"""One test for all repair rules: right place, right text, exactly once, quiet on its own output, undone."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pipeline import messages
from pipeline.decisions import Decisions
from pipeline.ingest import text as ingest
from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import lay_out
from pipeline.records import Edit, Example, Safety
from pipeline.repair import engine, ledger
from pipeline.repair.rule import View
from pipeline.repair.rules import PACKAGE, rules, steps
from pipeline.settings import Settings
from pipeline.text import Text

ORDER = Path(__file__).parent / "rule_order.txt"
RULES = sorted(rules())
SETTINGS = Settings(typography=True)  # a rule that works only when asked for is asked


def wishes(name: str, string: str) -> list[Edit]:
    """What the rule alone wishes for `string`, but for edits that change nothing."""
    view = View(Text.of(string), lay_out(string), lexicon(), SETTINGS)
    found = rules()[name].find(view)
    return [e for e in found if e.to is not None or string[e.start : e.end] != e.after]


def safe(name: str, string: str) -> list[Edit]:
    return [edit for edit in wishes(name, string) if edit.safety is Safety.SAFE]


def examples(kind: str) -> list[ParameterSet]:
    return [
        pytest.param(name, example, id=f"{name}-{number}")
        for name in RULES
        for number, example in enumerate(getattr(rules()[name], kind), start=1)
    ]


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """From the first line that differs, with the white space before it, to the end of the last."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    at_end = 0
    while at_end < min(len(before), len(after)) - shared and before[-1 - at_end] == after[-1 - at_end]:
        at_end += 1
    end = before.find("\n", len(before) - at_end)
    start = before.rfind("\n", 0, shared) + 1
    return len(before[:start].rstrip()), len(before) if end < 0 else end + 1


@pytest.mark.parametrize(("name", "example"), examples("repairs"))
def test_repairs_its_examples(name: str, example: Example) -> None:
    edits = safe(name, example.before)
    text = Text.of(example.before)
    assert engine.apply(text, enumerate(edits)).string == example.after
    if example.before == example.after:  # a rule that only reports
        reported = wishes(name, example.before)
        assert reported
        assert example.note
        assert all(edit.safety is Safety.REPORT for edit in reported)
        return
    start, end = changed_lines(example.before, example.after)
    assert all(start <= edit.start <= edit.end <= end for edit in edits), "an edit away from the damage"
    replaced = sorted((edit.start, edit.end) for edit in edits if edit.to is None)
    assert all(a[1] <= b[0] and a != b for a, b in itertools.pairwise(replaced)), "edits overlap"
    assert not safe(name, example.after), "not quiet on its own output"


@pytest.mark.parametrize(("name", "example"), examples("repairs"))
def test_its_repairs_are_undone(name: str, example: Example) -> None:
    settings = replace(SETTINGS, only=(name,))
    source = ingest.read(example.before.encode(), path="example.txt", settings=settings)
    result = engine.run(example.before, settings=settings, lexicon=lexicon(), decisions=Decisions())
    lines = ledger.lines(result, source)
    assert result.text.string == example.after
    assert result.stable
    assert not result.log.failures
    assert ledger.replay(example.before, lines, len(example.after)) == example.after
    assert ledger.undo(example.after, lines) == example.before


@pytest.mark.parametrize(("name", "example"), examples("leaves"))
def test_leaves_what_is_sound(name: str, example: Example) -> None:
    assert not safe(name, example.before)


@pytest.mark.parametrize("name", RULES)
def test_says_what_it_does(name: str) -> None:
    module = importlib.import_module(f"{PACKAGE}.{name.replace('/', '.')}")
    rule = rules()[name]
    assert rule.title
    assert rule.repairs
    assert rule.leaves
    paragraphs = inspect.getdoc(module).split("\n\n")
    assert len(paragraphs) >= 3, "say what it repairs, how the damage arises, and what it leaves alone"
    assert any("leaves" in paragraph or "left" in paragraph for paragraph in paragraphs[1:])


@pytest.mark.parametrize("name", RULES)
def test_its_reasons_are_in_the_catalogue(name: str) -> None:
    module = importlib.import_module(f"{PACKAGE}.{name.replace('/', '.')}")
    reasons = {
        keyword.value.value
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "why" and isinstance(keyword.value, ast.Constant)
    }
    for example in (*rules()[name].repairs, *rules()[name].leaves):
        reasons.update(edit.why for edit in wishes(name, example.before))
    assert reasons
    assert reasons <= messages.WHY.keys()


def test_order_is_pinned() -> None:
    assert [" ".join(step) for step in steps()] == ORDER.read_text(encoding="utf-8").splitlines()
