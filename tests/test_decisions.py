"""Decisions of people as an input of the engine: refuse, apply, add; and the file they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from pipeline.cleaned import Cleaned
from pipeline.decisions import FILE, Decision, Decisions, anchor, load
from pipeline.errors import WrongSettings
from pipeline.ingest.text import read
from pipeline.records import Edit, Safety
from pipeline.repair import engine, rules
from pipeline.repair.rule import Repair, View
from pipeline.settings import Settings

RAW = "Het kind  speelt buiten.\n\nHet kind leest bin-\nnen een boek over een otter.\n"
DOUBTFUL = ("otter", "bever")  # what the made-up rule is not sure of


@pytest.fixture(autouse=True)
def _a_rule_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more rule after the real ones."""

    def find(view: View) -> Iterator[Edit]:
        at = view.string.find(DOUBTFUL[0])
        if at >= 0:
            yield Edit(
                at, at + len(DOUBTFUL[0]), DOUBTFUL[1], why="made_up", safety=Safety.DOUBTFUL, confidence=0.5
            )

    made_up = {"made/up": Repair(find=find, title="made up", repairs=(), leaves=())}
    monkeypatch.setattr(engine, "steps", lambda **options: (*rules.steps(**options), made_up))


def cleaned(*entries: Decision, raw: str = RAW) -> Cleaned:
    settings = Settings()
    return flow.clean(read(raw.encode(), path="stuk.txt", settings=settings), settings, Decisions(entries))


def on(before: str, action: str, after: str | None = None, *, raw: str = RAW, nth: int = 0) -> Decision:
    """A decision about the n-th `before` of the raw text, anchored as the review page anchors it."""
    start = -1
    for _ in range(nth + 1):
        start = raw.index(before, start + 1)
    return Decision(action, after=after, **anchor(raw, [(start, start + len(before))]))


def lines_on(found: Cleaned, before: str) -> list[tuple[bool, str, Any]]:
    return [
        (e["applied"], e["after"], e["evidence"].get("decision"))
        for e in found.ledger[1:]
        if e["before"] == before
    ]


def test_without_decisions() -> None:
    found = cleaned()
    assert found.text.string.startswith("Het kind speelt buiten.\n\nHet kind leest binnen een boek")
    assert lines_on(found, DOUBTFUL[0]) == [(False, DOUBTFUL[1], None)]


def test_refused_edits_stay_and_are_listed() -> None:
    found = cleaned(on("-\n", "refuse"))
    assert "binnen" not in found.text.string
    assert (False, "", "refuse") in lines_on(found, "-\n")


def test_doubtful_edits_are_applied_when_somebody_says_so() -> None:
    found = cleaned(on(DOUBTFUL[0], "apply", DOUBTFUL[1]))
    assert DOUBTFUL[1] in found.text.string
    assert lines_on(found, DOUBTFUL[0]) == [(True, DOUBTFUL[1], "apply")]


def test_a_decision_on_another_outcome_does_not_count() -> None:
    assert DOUBTFUL[0] in cleaned(on(DOUBTFUL[0], "apply", "morsen")).text.string


def test_a_later_decision_counts() -> None:
    yes, no = on(DOUBTFUL[0], "apply"), on(DOUBTFUL[0], "refuse")
    assert DOUBTFUL[1] in cleaned(no, yes).text.string
    assert DOUBTFUL[0] in cleaned(yes, no).text.string


def test_reported_characters_are_never_taken_out() -> None:
    raw = RAW.replace("boek", "bo\x81ek")
    assert "bo\x81ek" in cleaned(on("\x81", "apply", raw=raw), raw=raw).text.string


def test_added_edits() -> None:
    found = cleaned(on("een boek", "add", "twee boeken"))
    assert "leest binnen twee boeken over" in found.text.string
    [line] = [e for e in found.ledger[1:] if e["rule"] == "decisions/added"]
    assert (line["before"], line["after"], line["why"]) == ("een boek", "twee boeken", "added_by_person")


def test_of_added_edits_that_overlap_the_later_counts_and_the_other_is_listed() -> None:
    found = cleaned(on("een boek", "add", "twee boeken"), on("boek over", "add", "stuk over"))
    assert "leest binnen een stuk over" in found.text.string
    assert (False, "twee boeken") in [(e["applied"], e["after"]) for e in found.ledger[1:]]


def test_added_edits_can_be_refused_later_and_added_again() -> None:
    add, refuse = on("een boek", "add", "twee boeken"), on("een boek", "refuse")
    assert "een boek" in cleaned(add, refuse).text.string
    assert "twee boeken" in cleaned(add, refuse, add).text.string


def test_anchor_tells_two_places_apart() -> None:
    found = cleaned(on("Het kind", "add", "De peuter", nth=1))
    assert found.text.string.count("De peuter") == 1
    assert found.text.string.startswith("Het kind")


def test_anchors_that_fit_nowhere_or_twice_are_told() -> None:
    nowhere = Decision("add", before="een fiets", after="twee fietsen")
    twice = Decision("refuse", before="Het kind")
    decisions = Decisions(
        (nowhere, twice, on("boek", "refuse"), Decision("set", field="title", value="Lezen"))
    )
    assert decisions.unfit(RAW) == (nowhere, twice)
    assert "fiets" not in cleaned(nowhere).text.string


def test_verdict_on_a_stretch_whose_pieces_were_moved() -> None:
    decision = Decision("refuse", **anchor("abcdef", [(4, 5), (1, 2)]))
    assert (decision.before, decision.prefix, decision.suffix) == ("bcde", "a", "f")
    assert (
        Decisions((decision,)).verdict("abcdef", [(4, 5), (1, 2)], Edit(0, 2, "", why="made_up")) == "refuse"
    )


def test_digest_is_of_what_was_decided_and_not_of_who() -> None:
    one = on("boek", "refuse")
    assert Decisions((one,)).digest() == Decisions((replace(one, who="Anna"),)).digest()
    assert Decisions((one,)).digest() != Decisions((replace(one, action="apply"),)).digest()


def test_file(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert load(path) == {}
    entries = [
        {"source": "aa", "action": "refuse", "before": "a\u2028b\x85", "prefix": "een ", "who": "Anna"},
        {"source": "bb", "action": "set", "field": "title", "value": "Lezen"},
        {"source": "aa", "action": "apply", "before": "c", "after": None, "page": 3},
    ]
    path.write_text("\n".join(json.dumps(e, ensure_ascii=False) for e in entries) + "\n\n", encoding="utf-8")
    assert load(path) == {
        "aa": Decisions(
            (
                Decision("refuse", before="a\u2028b\x85", prefix="een ", who="Anna"),
                Decision("apply", before="c"),
            )
        ),
        "bb": Decisions((Decision("set", field="title", value="Lezen"),)),
    }
    assert load(path)["bb"].field("title") == Decision("set", field="title", value="Lezen")


@pytest.mark.parametrize(
    "line",
    [
        "geen json",
        "[]",
        "3",
        '{"action": "refuse", "before": "a"}',
        '{"source": "aa", "before": "a"}',
        '{"source": "aa", "action": "verbeter"}',
        '{"source": "aa", "action": "set", "field": "lengte", "value": "3"}',
        '{"source": "aa", "action": "refuse", "before": 3}',
        '{"source": 3, "action": "refuse", "before": "a"}',
        '{"source": "aa", "action": "add", "before": "a", "after": "\\ud800"}',
    ],
)
def test_lines_that_are_no_decision(tmp_path: Path, line: str) -> None:
    path = tmp_path / FILE
    path.write_text('{"source": "aa", "action": "refuse", "before": "a"}\n' + line, encoding="utf-8")
    with pytest.raises(WrongSettings, match="line 2"):
        load(path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xff")
    with pytest.raises(WrongSettings, match="utf-8"):
        load(tmp_path / FILE)


def test_a_decision_that_fits_nothing_any_more_is_told() -> None:
    found = cleaned(Decision("refuse", before="dat staat er niet", prefix="en ", suffix="."))
    told = [line for line in found.edits if line["why"] == "decision_unfit"]
    assert [(line["applied"], line["evidence"]["before"]) for line in told] == [(False, "dat staat er niet")]
