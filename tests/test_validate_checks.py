"""Each check: documented, with cases in which it finds something and cases in which it finds nothing."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import imports

from pipeline import discover
from pipeline.checks.check import Case
from pipeline.checks.chosen import PACKAGE, checks
from pipeline.checks.explain import explain

CASES = [(name, case) for name, check in sorted(checks().items()) for case in check.finds]
PASSES = [(name, case) for name, check in sorted(checks().items()) for case in check.passes]


def _ids(cases: list[tuple[str, Case]]) -> list[str]:
    return [f"{name}: {case.note}" for name, case in cases]


@pytest.mark.parametrize("name", sorted(checks()))
def test_has_its_papers(name: str) -> None:
    check = checks()[name]
    doc = inspect.getdoc(discover.modules(PACKAGE, "CHECK")[name]) or ""
    assert len(doc) > 100
    assert check.finds
    assert check.passes
    assert (check.find is None) != (check.in_collection is None)
    assert set(check.follows) <= set(checks())
    page = explain(name)
    assert page.startswith(f"{name}: {check.title}")
    for option in check.options:
        assert f"  {option} = " in page


@pytest.mark.parametrize(("name", "case"), CASES, ids=_ids(CASES))
def test_finds(name: str, case: Case, tmp_path: Path) -> None:
    imports.write_case(tmp_path, case)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    found = [f for f in imports.validate(tmp_path).flat() if f.check == name]
    assert found
    assert "failed" not in found[0].message
    assert before == {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("name", "case"), PASSES, ids=_ids(PASSES))
def test_passes(name: str, case: Case, tmp_path: Path) -> None:
    imports.write_case(tmp_path, case)
    assert [f for f in imports.validate(tmp_path).flat() if f.check == name] == []
