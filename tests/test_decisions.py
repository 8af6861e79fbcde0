"""Decisions of people as an input of the engine: refuse, apply, add; and the file they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline import flow
from pipeline.cleaned import Cleaned
from pipeline.decisions import FILE, Decision, Decisions, anchor, load, minimal
from pipeline.errors import WrongSettings
from pipeline.ingest.text import read
from pipeline.language.lexicon import lexicon
from pipeline.places import Places
from pipeline.records import Edit, Safety
from pipeline.repair import engine, rules
from pipeline.repair.rule import Repair, View
from pipeline.settings import Settings
from pipeline.summary import build, decided, models

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


def test_a_refusal_of_another_outcome_does_not_count() -> None:
    found = cleaned(on(DOUBTFUL[0], "refuse", "morsen"))
    assert lines_on(found, DOUBTFUL[0]) == [(False, DOUBTFUL[1], None)]


def test_what_was_accepted_outlives_the_rule_that_wished_it() -> None:
    found = cleaned(on(DOUBTFUL[0], "apply", "morsen"))
    assert "over een morsen." in found.text.string
    assert lines_on(found, DOUBTFUL[0]) == [(True, "morsen", "apply")]


@pytest.mark.parametrize("before", ["otter", "een otter", "otter.", "een boek over een otter.\n"])
def test_what_was_refused_stays_refused_however_wide_it_is_wished(before: str) -> None:
    after = before.replace(*DOUBTFUL)
    assert lines_on(cleaned(on(before, "refuse", after)), "otter") == [(False, "bever", "refuse")]
    assert "bever" in cleaned(on(before, "apply", after)).text.string


def test_a_deletion_in_a_run_of_one_letter_is_one_wherever_it_is_wished() -> None:
    assert (
        minimal("baaad", 1, 2, "")
        == minimal("baaad", 2, 4, "a")
        == minimal("baaad", 0, 4, "baa")
        == (1, 2, "")
    )


def test_what_people_wrote_no_rule_changes() -> None:
    assert "over een otter." in cleaned(on("een boek over een", "add", "een otterboek over een")).text.string
    assert "een otter," in cleaned(on("een otter.", "add", "een otter,")).text.string


def test_undo() -> None:
    yes, undo = on("otter", "apply", "bever"), on("otter", "undo", "bever")
    assert "otter" in cleaned(yes, undo).text.string
    assert "bever" in cleaned(yes, undo, yes).text.string
    add = on("een boek", "add", "twee boeken")
    assert "een boek" in cleaned(add, on("een boek", "undo", "twee boeken")).text.string
    assert "bever" in cleaned(yes, on("otter", "undo", "wolf")).text.string


def test_moves_can_be_refused() -> None:
    raw = "Het begin van een lange regel over spelende kinderen\n\nO\ntters zijn dol op vis en op elkaar.\n"
    moved = [e for e in cleaned(raw=raw).edits if e.get("moved")]
    for line in moved:
        start, end = line["raw"]["start"], line["raw"]["end"]
        refused = Decision("refuse", after=line["before"], **anchor(raw, [(start, end)]))
        assert not [e for e in cleaned(refused, raw=raw).edits if e.get("moved")]


def test_occurrence_tells_places_apart_that_look_the_same() -> None:
    raw = "Een otter zwemt in de rivier bij de brug.\n" * 5
    place = raw.index("Een", 100)
    told = anchor(raw, [(place, place + 3)])
    assert told["occurrence"] == place // 42 + 1 - 1  # the first line has no line end before it
    assert cleaned(Decision("add", after="Geen", **told), raw=raw).text.string.count("Geen") == 1


def test_decisions_of_a_source_go_to_their_articles() -> None:
    texts = ["Een otter zwemt.\n", "Een bever zwemt.\n", "Een otter zwemt.\n"]
    third = Decision("refuse", **anchor(texts[2], [(4, 9)], earlier=texts[:2]))
    assert third.occurrence == 2
    nowhere, everywhere = Decision("refuse", before="wolf"), Decision("set", field="language", value="fy")
    shared = Decisions((third, nowhere, everywhere)).among(texts)
    assert [[e.action for e in one.entries] for one in shared] == [
        ["refuse", "set"],
        ["set"],
        ["refuse", "set"],
    ]
    assert [one.on(text).unfit for one, text in zip(shared, texts, strict=True)] == [
        [replace(nowhere, occurrence=1)],
        [],
        [],
    ]


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
    assert decisions.on(RAW).unfit == [nowhere, twice]
    assert "fiets" not in cleaned(nowhere).text.string


def test_verdict_on_a_stretch_whose_pieces_were_moved() -> None:
    decision = Decision("refuse", **anchor("abcdef", [(4, 5), (1, 2)]))
    assert (decision.before, decision.prefix, decision.suffix) == ("bcde", "a", "f")
    on_text = Decisions((decision,)).on("abcdef")
    assert on_text.verdict([(4, 5), (1, 2)], Edit(0, 2, "", why="made_up")) == "refuse"


def test_what_was_refused_does_not_come_as_part_of_a_wider_edit() -> None:
    """Two lines in fake bold of which each was refused come back as one repair over both."""
    raw = "HHuuis\nttuiin\n"
    refused = Decision("refuse", before="HHuuis", after="Huis", suffix="\n")
    on_text = Decisions((refused,)).on(raw)
    assert on_text.verdict([(0, 13)], Edit(0, 13, "Huis\ntuin", why="made_up")) == "refuse"
    assert on_text.verdict([(0, 13)], Edit(0, 13, "HHuuis\ntuin", why="made_up")) is None
    assert on_text.verdict([(7, 13)], Edit(7, 13, "tuin", why="made_up")) is None


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
    assert load(path)["bb"].on("").fields == [(Decision("set", field="title", value="Lezen"), None)]


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


# --- articles and fields ---------------------------------------------------------------------------

ISSUE = "Eerste stuk\n\nHier staat tekst over lezen.\n\nTweede stuk\n\nEn hier over spelen.\n"


def test_borders_of_articles() -> None:
    def parts(*entries: Decision) -> list[tuple[str, str, int]]:
        source = read(ISSUE.encode(), path="nummer.txt", settings=Settings())
        found = flow.articles(source, Settings(), Decisions(entries))
        unfit = [sum(e["why"] == "decision_unfit" for e in one.edits) for one in found]
        return [(c.article.part, c.text.string[:6], n) for c, n in zip(found, unfit, strict=True)]

    begin = anchor(ISSUE, [(ISSUE.index("Tweede"), ISSUE.index("Tweede") + 11)])
    here, not_here = (Decision(action, field="article", **begin) for action in ("set", "remove"))
    assert parts(here) == [("p001", "Eerste", 0), ("p001b", "Tweede", 0)]
    assert parts(here, not_here) == parts(not_here) == [("", "Eerste", 0)]
    assert parts(here, Decision("undo", field="article", **begin)) == [("", "Eerste", 0)]
    assert parts(Decision("set", field="article", before="Derde")) == [("", "Eerste", 1)]


ARTICLE = (
    "Lezen met kleuters\n\ndoor Anna de Vries\n\n"
    "Volgens Kloosterboer (2007) leest een kind van vier graag mee met een volwassene. Dat bleek ook elders "
    "(Kok, 2010), in een klas vol kleuters. Voorlezen is volgens veel leerkrachten het begin van alle "
    "taalontwikkeling, en dat begint bij een vertrouwde volwassene.\n"
)


def test_fields() -> None:
    source = read(ARTICLE.encode(), path="stuk.txt", settings=Settings())
    clean = flow.clean(source, Settings())
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_sentences")
    flow.with_extractors(nlp, Settings())
    doc = nlp.make_doc(clean.text.string)
    doc._.helder_structure = clean.structure
    name = models.ModelName(name="blank", version="", tags=False)
    tool = models.Tool(name="helder", rules="", extractors="", settings="", model=name)
    found = build.summarise(nlp(doc), clean, tool=tool, language="nl", decisions=Decisions(), words=lexicon())
    cutter = build.Cutter(clean.text, source, Places(source), {})
    sentence = (ARTICLE.index("Volgens"), ARTICLE.index(" Dat bleek"))

    def summary(*entries: Decision) -> Any:
        return decided.apply(found, cutter, clean, Decisions(entries), [sentence])

    def field(action: str, name: str, before: str = "", value: Any = None) -> Decision:
        at = ARTICLE.index(before)
        place = anchor(ARTICLE, [(at, at + len(before))]) if before else {}
        return Decision(action, field=name, value=value, **place)

    assert [c.text for c in found.citations] == ["Kloosterboer (2007)", "Kok, 2010"]
    assert found.decided == []
    changed = summary(
        field("remove", "citations", "Kloosterboer (2007)"),
        field("set", "citations", "Kok, 2010", {"year": "2011"}),
        field("set", "title", value="Lezen"),
        field("set", "authors", "Anna de Vries", "Anna Vries"),
        field("set", "publication.volume", value="13"),
        field("set", "mentions", "veel leerkrachten", {"role": "other"}),
        field("set", "sections", "Volgens Kloosterboer", {"level": 2}),
        field("set", "terms", "vertrouwde volwassene"),
        field("set", "citations", "Dat bleek", {"year": ["geen", "tekst"]}),
        field("set", "lead", value="dit staat er niet"),
        field("remove", "article", "Dat bleek"),  # where there is no border
    )
    assert [(c.text, c.year) for c in changed.citations] == [("Kok, 2010", "2011")]
    assert all(c.id != found.citations[0].id for c in changed.citations)
    assert not [c for c in changed.claims if found.citations[0].id in c.citations]
    assert (changed.title.text, changed.publication["title"]) == ("Lezen", "Lezen")
    assert [a.name for a in changed.authors] == ["Anna Vries"]
    assert changed.publication["volume"] == "13"
    assert changed.publication["from"]["volume"] == "decision"
    assert changed.mentions[-1].text == "veel leerkrachten"
    assert [s.level for s in changed.sections][-1] == 2
    assert changed.terms[0].term == "vertrouwde volwassene"
    assert [d.fits for d in changed.decided] == [True] * 8 + [False] * 2
    assert summary(field("remove", "title")).title is None
    assert summary(field("set", "title", value="Een lange titel")).title.suggested == "Een lange titel"
