"""The laws: what must hold for every text, every rule and every edit.

Most tests run the real engine with made-up rules that wish for edits at random; `scripted` makes them.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import digest, flow
from pipeline.articles import partition, whole
from pipeline.cleaned import Cleaned
from pipeline.decisions import Decisions
from pipeline.errors import TextDoesNotMatchLedger
from pipeline.ingest import text as ingest
from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import Layout
from pipeline.records import Edit, Range, Safety, Source
from pipeline.repair import engine, ledger, restore
from pipeline.repair.rule import Repair, View
from pipeline.settings import Settings
from pipeline.text import Text

SAMPLES = sorted((Path(__file__).parent.parent / "data" / "raw").glob("*.txt"))
SETTINGS = Settings()


# --- texts with origins ------------------------------------------------------------------------------

Wanted = tuple[
    int, int, str, int | None
]  # two places, what comes there, where it moves to; modulo the length


def wanted(after: str) -> st.SearchStrategy[list[Wanted]]:
    """Some edits anywhere; `after` is the alphabet of what comes in place."""
    place = st.integers(0, 60)
    return st.lists(st.tuples(place, place, st.text(after, max_size=3), st.none() | place), max_size=6)


def edits_on(length: int, wishes: Sequence[Wanted]) -> list[Edit]:
    """The wishes as edits that lie in a text of `length`."""
    found = []
    for a, b, after, to in wishes:
        start, end = sorted((a % (length + 1), b % (length + 1)))
        goal = None if to is None else to % (length + 1)
        if goal is None or not start < goal < end:
            found.append(Edit(start, end, after, why="made_up", to=goal))
    return found


def apart(edits: Sequence[Edit]) -> list[Edit]:
    """The edits that do not overlap with an earlier one."""
    kept: list[Edit] = []
    for edit in edits:
        if not any(engine._overlap(edit, other) for other in kept):
            kept.append(edit)
    return kept


def naive(string: str, edits: Sequence[Edit]) -> str:
    """What `edits` make of `string`, said as simply as possible: each character is a cell of its own.

    What is inserted stands at the end of the cell before it.
    """
    cells = ["", *string]
    for edit in edits:
        if edit.to is None and edit.start < edit.end:
            cells[edit.start + 1 : edit.end + 1] = [edit.after] + [""] * (edit.end - edit.start - 1)
    for edit in edits:
        if edit.to is None and edit.start == edit.end:
            cells[edit.start] += edit.after
    moves = [e for e in edits if e.to is not None]
    gone = {place for m in moves for place in range(m.start, m.end)}
    result = cells[0]
    for place in range(len(string) + 1):
        result += "".join("".join(cells[m.start + 1 : m.end + 1]) for m in moves if m.to == place)
        result += cells[place + 1] if place < len(string) and place not in gone else ""
    return result


@given(st.integers(0, 30), st.lists(wanted("xy\n "), max_size=4))
def test_text_keeps_the_origin_of_each_character(size: int, passes: list[list[Wanted]]) -> None:
    base = "".join(chr(0x4E00 + i) for i in range(size))  # each character once, so that it names its place
    text = Text.of(base)
    for wishes in passes:
        edits = apart(edits_on(len(text), wishes))
        expected = naive(text.string, edits)
        text = engine.apply(text, enumerate(edits))
        assert text.string == expected
        assert len(text) == len(expected)
    covered = sorted((p.start, p.end) for p in text.pieces if p.start < p.end)
    assert [0, *(end for _, end in covered)] == [*(start for start, _ in covered), size]
    for position, character in enumerate(text.string):
        if character >= "\u4e00":
            origin = ord(character) - 0x4E00
            assert text.base_of(position) == origin
            assert text.from_base(origin) == position
            assert text.to_base(position, position + 1) == ((origin, origin + 1),)
    for start in range(len(text) + 1):
        assert 0 <= text.base_of(start) <= size
        for end in range(start, len(text) + 1):
            assert all(0 <= lo <= hi <= size for lo, hi in text.to_base(start, end))
    assert all(0 <= text.from_base(offset) <= len(text) for offset in range(size + 1))


# --- the ledger --------------------------------------------------------------------------------------


def source_of(raw: str) -> Source:
    """A source with this raw text, as the reader of text makes them."""
    data = raw.encode()
    return Source("made-up.txt", hashlib.sha256(data).hexdigest(), "utf-8", raw, pages=ingest._pages(raw))


def rule(find: Callable[[View], Iterator[Edit]]) -> Repair:
    return Repair(find=find, title="made up", repairs=(), leaves=())


def scripted(passes: Sequence[Sequence[Wanted]]) -> Repair:
    """A rule that wishes for the first list of edits the first time it is asked, and so on."""
    left = list(passes)

    def find(view: View) -> Iterator[Edit]:
        yield from edits_on(len(view.string), left.pop(0)) if left else []

    return rule(find)


def cleaned_by(raw: str, made_up: dict[str, Repair], decisions: Decisions = flow.NONE) -> engine.Result:
    """What the engine makes of `raw` with these rules alone, in one step, and no layout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "steps", lambda **_: (made_up,))
        patch.setattr(engine, "lay_out", lambda *_: Layout(()))
        return engine.run(raw, settings=SETTINGS, lexicon=lexicon(), decisions=decisions)


RAW = st.text("abc \n\r\f•", min_size=1, max_size=40)
PASSES = st.lists(wanted("ad \n"), max_size=3)


@given(RAW, PASSES, PASSES)
def test_raw_and_ledger_give_clean_and_back(
    raw: str, one: list[list[Wanted]], two: list[list[Wanted]]
) -> None:
    result = cleaned_by(raw, {"made/one": scripted(one), "made/two": scripted(two)})
    clean = result.text.string
    lines = written_and_read(ledger.lines(result, source_of(raw)))
    assert ledger.replay(raw, lines, len(clean)) == clean
    assert ledger.undo(clean, lines) == raw
    check_lines(raw, clean, lines)


def written_and_read(lines: Sequence[ledger.Line]) -> list[ledger.Line]:
    return [json.loads(line) for line in ledger.dump(lines).splitlines()]


def check_lines(raw: str, clean: str, lines: Sequence[ledger.Line]) -> None:
    """Slices are slices, places are right, and what is applied does not overlap."""
    end = 0
    for line in lines:
        place, there = line["raw"], line["clean"]
        assert 0 <= place["start"] <= place["end"] <= len(raw)
        assert 0 <= there["start"] <= there["end"] <= len(clean)
        assert place["page"] == raw.count("\f", 0, place["start"]) + 1 - raw.endswith("\f") * (
            place["start"] == len(raw)
        )
        assert place["line"] == line_of(raw, place["start"])
        if "places" in line:
            assert line["before"] == "".join(raw[s:e] for s, e in line["places"])
            assert line["after"] == "".join(clean[s:e] for s, e in line["clean_places"])
            continue
        assert line["before"] == raw[place["start"] : place["end"]]
        if line["applied"]:
            assert line["after"] == clean[there["start"] : there["end"]]
            assert line["before"] != line["after"]
            assert place["start"] >= end
            end = place["end"]
    keys = [(line["raw"]["start"], line["raw"]["end"]) for line in lines]
    assert keys == sorted(keys)


def line_of(raw: str, offset: int) -> int:
    before = raw[:offset]
    if before.endswith("\r") and raw[offset : offset + 1] == "\n":
        before = before[:-1]
    return 1 + before.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(RAW, PASSES, st.data())
def test_text_changed_by_hand_does_not_pass(
    raw: str, passes: list[list[Wanted]], data: st.DataObject
) -> None:
    result = cleaned_by(raw, {"made/one": scripted(passes)})
    clean = result.text.string
    lines = ledger.lines(result, source_of(raw))
    at = data.draw(st.integers(0, len(clean)))
    changed = clean[:at] + data.draw(st.text("aZ", max_size=2)) + clean[at + data.draw(st.integers(0, 2)) :]
    assume(changed != clean)
    # What the edits cannot know is text they do not touch: there another raw text comes out, which the hashes
    # in the first line give away.
    assert refused(lambda: ledger.undo(changed, lines)) or ledger.undo(changed, lines) != raw
    source = source_of(raw)
    head = ledger.header(source, whole(source), clean_sha256=hashlib.sha256(clean.encode()).hexdigest())
    assert restore.input_bytes(clean, [head, *lines]) == raw.encode()
    assert refused(lambda: restore.input_bytes(changed, [head, *lines]))
    for line in lines:
        if line["applied"] and "places" not in line and line["after"]:
            middle = line["clean"]["start"]
            changed = clean[:middle] + "Z" + clean[middle + 1 :]
            assert refused(lambda text=changed: ledger.undo(text, lines))


EACH_ONCE = st.permutations("bcefgh \n\r•").map("".join)  # so that two stretches that change places show


@given(EACH_ONCE, PASSES, st.data())
def test_ledger_changed_by_hand_does_not_pass(
    raw: str, passes: list[list[Wanted]], data: st.DataObject
) -> None:
    result = cleaned_by(raw, {"made/one": scripted(passes)})
    clean = result.text.string
    lines = ledger.lines(result, source_of(raw))
    assume(lines)
    changed = tampered(lines, data)
    for walk in (lambda: ledger.undo(clean, changed), lambda: ledger.replay(raw, changed, len(clean))):
        refused(walk)  # or it gives a text, but breaks down in no other way
    if any(telling(a) != telling(b) for a, b in zip(lines, changed, strict=True)):
        assert refused(lambda: flow.check_laws(raw, clean, changed))


def tampered(lines: Sequence[ledger.Line], data: st.DataObject) -> list[ledger.Line]:
    """The lines with one value in one of them changed or gone."""
    changed = copy.deepcopy(list(lines))
    line = data.draw(st.sampled_from(changed))
    holder: Any = line
    key = data.draw(st.sampled_from(sorted(line)))
    if key in ("raw", "clean"):
        holder, key = line[key], data.draw(st.sampled_from(["start", "end"]))
    value = data.draw(
        st.sampled_from([None, -1, 0, 3, 10**9, 1.5, True, False, "", "Z", [], [[1]], [[0, 2]], {}, "gone"])
    )
    if value == "gone":
        del holder[key]
    else:
        holder[key] = value
    return changed


def telling(line: ledger.Line) -> Any:
    """What an applied line says of the text. Where a deletion stood in the clean text changes nothing."""
    if not line.get("applied") or not (line.get("before") or line.get("after")):
        return None
    places = line.get("places", [[line["raw"].get("start"), line["raw"].get("end")]])
    there = line.get("clean_places", [[line["clean"].get("start"), line["clean"].get("end")]])
    return line.get("before"), line.get("after"), places, there if line.get("after") else None


def refused(call: Callable[[], object]) -> bool:
    try:
        call()
    except TextDoesNotMatchLedger:
        return True
    return False


# --- rules that fail, and rules that disagree --------------------------------------------------------


def fixed(*edits: Edit) -> Repair:
    """A rule that wishes for these edits while the text is still "Het kind speelt.\n"."""

    def find(view: View) -> Iterator[Edit]:
        if view.string == KIND:
            yield from edits

    return rule(find)


KIND = "Het kind speelt.\n"
DIVISION = rule(lambda view: iter([Edit(0, 1 // len(view.string[:0]), "", why="made_up")]))
BAD_EDITS = {
    "raises": DIVISION,
    "after the end": fixed(Edit(0, len(KIND) + 1, "", why="made_up")),
    "before the start": fixed(Edit(-2, 1, "", why="made_up")),
    "ends before it starts": fixed(Edit(4, 2, "x", why="made_up")),
    "moves out of the text": fixed(Edit(0, 3, "", why="made_up", to=99)),
    "moves into itself": fixed(Edit(0, 3, "", why="made_up", to=1)),
    "is no edit": rule(lambda _: iter(["Het"])),  # type: ignore[list-item]
    "puts in no text": fixed(Edit(0, 3, None, why="made_up")),  # type: ignore[arg-type]
    "puts in half a character": fixed(Edit(0, 3, "\ud800", why="made_up")),
}


@pytest.mark.parametrize("bad", BAD_EDITS.values(), ids=BAD_EDITS)
def test_rule_that_fails_is_named_and_changes_nothing(bad: Repair) -> None:
    good = fixed(Edit(4, 8, "meisje", why="made_up"))
    result = cleaned_by(KIND, {"made/bad": bad, "made/good": good})
    assert result.text.string == "Het meisje speelt.\n"
    lines = ledger.lines(result, source_of(KIND))
    assert [(line["rule"], line["why"], line["applied"]) for line in lines] == [
        ("made/bad", "rule_failed", False),
        ("made/good", "made_up", True),
    ]
    assert lines[0]["evidence"]["fault"]


def test_a_rule_that_fails_half_way_changes_nothing() -> None:
    def find(view: View) -> Iterator[Edit]:
        yield Edit(0, 3, "Een", why="made_up")
        raise RuntimeError("halverwege")

    result = cleaned_by(KIND, {"made/bad": rule(find)})
    assert result.text.string == KIND
    assert result.log.failures == [("made/bad", "RuntimeError: halverwege")]


def test_of_two_edits_that_overlap_the_surer_wins() -> None:
    result = cleaned_by(
        KIND,
        {
            "made/one": fixed(Edit(4, 8, "dier", why="made_up", confidence=0.7)),
            "made/two": fixed(Edit(6, 15, "p kijkt", why="made_up", confidence=0.8)),
        },
    )
    assert result.text.string == "Het kip kijkt.\n"
    [one, two] = ledger.lines(result, source_of(KIND))
    assert (one["rule"], one["applied"], one["safety"]) == ("made/one", False, "doubtful")
    assert one["evidence"] == {"rival": "made/two"}
    assert (two["rule"], two["applied"]) == ("made/two", True)


def test_doubtful_and_reported_edits_are_listed_only() -> None:
    wishes = [
        Edit(0, 3, "Een", why="made_up", safety=Safety.DOUBTFUL),
        Edit(4, 8, "dier", why="made_up", safety=Safety.REPORT),
    ]
    result = cleaned_by(KIND, {"made/one": fixed(*wishes)})
    assert result.text.string == KIND
    lines = ledger.lines(result, source_of(KIND))
    assert [(line["before"], line["after"], line["applied"]) for line in lines] == [
        ("Het", "Een", False),
        ("kind", "dier", False),
    ]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.none() | st.integers(0, 20)), max_size=12)
)
def test_no_edits_that_overlap_are_taken(wishes: list[tuple[int, int, int | None]]) -> None:
    """What `Taken` finds by looking at the neighbours is what comparing each with each finds."""
    taken = engine.Taken()
    kept: list[Edit] = []
    for edit in edits_on(20, [(a, b, "x", to) for a, b, to in wishes]):
        rival = taken.rival(edit)
        assert (rival is not None) == any(engine._overlap(edit, other) for other in kept)
        if rival is None:
            taken.add("made/one", edit)
            kept.append(edit)


def test_cleaning_that_does_not_come_to_rest_says_so() -> None:
    def find(view: View) -> Iterator[Edit]:
        yield Edit(0, 1, "b" if view.string[0] == "a" else "a", why="made_up")

    result = cleaned_by("a", {"made/one": rule(find)})
    assert not result.stable
    assert ("engine", "unstable") in [
        (line["rule"], line["why"]) for line in ledger.lines(result, source_of("a"))
    ]


# --- the whole flow ----------------------------------------------------------------------------------

WORDS = [
    "het",
    "kind",
    "een",
    "moeder",
    "vader",
    "school",
    "leert",
    "speelt",
    "buiten",
    "ontwikkeling",
    "hechting",
    "veilig",
    "opvoeding",
    "en",
    "of",
    "maar",
    "want",
    "onderwijs",
    "groep",
    "taal",
    "lezen",
    "Jansen",
    "Amsterdam",
    "De",
    "In",
    "Volgens",
    "Ouders",
    "(Dekker,",
    "2011)",
    "2008",
    "onder-",
    "pedagogisch",
    "zelf-",
    "]]",
    "n",
    "•",
    "–",
    "’s-ochtends",
    "„stil”",
    "sociaal-emotioneel",
    "juf",
    "meester",
    "vragen.",
]
ODD = (
    "\t\u00a0\u00ad\u200b\u2009\ufeff\ufffe\u2028\x00\x81\x1bﬁÃ«é e\u0301ĳ☺\U0001f468\u200d\U0001f469•■*_\x0b"
)


@st.composite
def lines_of_print(draw: st.DrawFn) -> str:
    """A line as it may stand in the text of a scan."""
    kind = draw(
        st.sampled_from(
            ["text"] * 6 + ["blank", "page", "doubled", "bullet", "odd", "junk", "byline", "head"]
        )
    )
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)))
    match kind:
        case "text":
            return words + draw(st.sampled_from(["", "", "", ".", "-", " ", ",", "?", "\u00ad"]))
        case "blank":
            return draw(st.sampled_from(["", "", " "]))
        case "page":
            return draw(
                st.sampled_from(["12", "- 13 -", "jaargang 12, nummer 3", "lees verder op pagina 4"])
            ) + draw(st.sampled_from(["", "\f"]))
        case "doubled":
            return "".join(c * draw(st.integers(1, 3)) for c in words[:25])
        case "bullet":
            return draw(st.sampled_from(["• ", "]] ", "n ", "- ", "1. ", "■"])) + words
        case "odd":
            return words[:8] + draw(st.text(ODD, max_size=4)) + words[8:16]
        case "junk":
            return draw(st.text(max_size=12))
        case "byline":
            return "door Marit Hoogerwerf"
        case _:
            return words.capitalize()[:30]


@st.composite
def scans(draw: st.DrawFn) -> str:
    """A text as a scan may give it, with line ends of one kind or several."""
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r", "\f", "\n\n"]]))
    lines = draw(st.lists(lines_of_print(), min_size=1, max_size=25))
    return "".join(line + draw(st.sampled_from(ends)) for line in lines)


def clean(raw: str) -> Cleaned:
    return flow.clean(source_of(raw), SETTINGS)


def check_flow(raw: str) -> None:
    """The laws of one text, from its bytes to its clean text and back."""
    source = source_of(raw)
    cleaned = flow.clean(source, SETTINGS)
    string, lines = cleaned.text.string, cleaned.ledger
    check_lines(raw, string, [dict(line) for line in lines[1:]])
    assert lines[0]["source"]["clean_sha256"] == hashlib.sha256(string.encode()).hexdigest()
    read_again = written_and_read([dict(line) for line in lines])
    assert read_again == list(lines)
    assert restore.input_bytes(string, read_again) == ingest.encode(source)
    assert ledger.dump(flow.clean(source, SETTINGS).ledger) == ledger.dump(lines)
    assert [line for line in lines[1:] if line["why"] == "rule_failed"] == []
    assert not [edit for edit in cleaned.edits if edit["why"] == "unstable"]
    assert clean(string).text.string == string


@given(scans())
def test_laws_hold_for_any_scan(raw: str) -> None:
    assume(raw.strip())  # the readers refuse the rest
    check_flow(raw)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_laws_hold_for_the_samples(path: Path) -> None:
    check_flow(ingest.read(path.read_bytes(), path=path.name, settings=SETTINGS).text)


def test_laws_hold_for_articles_that_are_not_ours(corpus: Path) -> None:
    for path in sorted((corpus / "articles").glob("*/raw.txt")):
        check_flow(ingest.read(path.read_bytes(), path=path.name, settings=SETTINGS).text)


# --- articles of one source --------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["", "p001", "p002", None]), max_size=12))
def test_each_character_belongs_to_one_article_or_to_the_rest(owners: list[str | None]) -> None:
    claims: dict[str, list[Range]] = {}
    for place, owner in enumerate(owners):
        if owner is not None:
            claims.setdefault(owner, []).insert(0, (place, place + 1))
    articles = partition(len(owners), claims)
    held = {
        place: article.part
        for article in articles
        for start, end in article.ranges
        for place in range(start, end)
    }
    assert held == {place: "rest" if owner is None else owner for place, owner in enumerate(owners)}
    assert sum(end - start for article in articles for start, end in article.ranges) == len(owners)
    assert [article.part for article in articles if article.part != "rest"] == list(claims)


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({"p001": [(0, 5)], "p002": [(4, 9)]}, "'p001' and 'p002' both claim 4-5"),
        ({"p001": [(0, 9), (2, 3)]}, "both claim 2-3"),
        ({"p001": [(5, 11)]}, "claims 5-11 of a source of 10"),
        ({"p001": [(-1, 2)]}, "claims -1-2"),
        ({"p001": [(3, 2)]}, "claims 3-2"),
        ({"rest": [(3, 5)]}, "'rest'"),
    ],
)
def test_claims_that_cannot_be(claims: dict[str, list[Range]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        partition(10, claims)


# --- the digest of the rules -------------------------------------------------------------------------

RULE_SOURCE = '''"""Spaces that come twice: "een  kind"."""

FLOOR = 0.5  # from the curve


def find(view):
    """One edit a gap."""
    return [view, FLOOR]


RULE = Repair(find=find, title="spaces", repairs=(Example("a  b", "a b"),), leaves=(), after=("lines/join",))
'''


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Spaces that come twice", "Doubled spaces", True),
        ("One edit a gap", "An edit", True),
        ("from the curve", "measured", True),
        ('title="spaces"', 'title="gaps"', True),
        ('Example("a  b", "a b")', 'Example("a   b", "a b")', True),
        ("\n\n\n", "\n\n\n# a comment\n", True),
        ("FLOOR = 0.5", "FLOOR = 0.6", False),
        ("[view, FLOOR]", "[FLOOR, view]", False),
        ("lines/join", "lines/hyphen", False),
    ],
)
def test_digest_of_rules_is_of_what_they_do(old: str, new: str, same: bool) -> None:
    assert old in RULE_SOURCE
    changed = RULE_SOURCE.replace(old, new)
    assert (digest.what_it_does(changed) == digest.what_it_does(RULE_SOURCE)) is same


# --- spans -------------------------------------------------------------------------------------------


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a summary, however deep."""
    if isinstance(value, dict):
        if {"text", "start", "end", "raw"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_span_is_its_slice_and_knows_its_raw_place(path: Path) -> None:
    source = ingest.read(path.read_bytes(), path=path.name, settings=SETTINGS)
    cleaned = flow.clean(source, SETTINGS)
    summary = json.loads(flow.extract(cleaned, SETTINGS).model_dump_json())
    spans = list(spans_in(summary))
    assert len(spans) > 20
    for span in spans:
        place = span["raw"]
        assert span["text"] == cleaned.text.string[span["start"] : span["end"]]
        assert span["text"]
        assert 0 <= place["start"] <= place["end"] <= len(source.text)
        assert place["page"] == source.text.count("\f", 0, place["start"]) + 1
        assert place["line"] == line_of(source.text, place["start"])
        if place["parts"] is not None:
            parts = place["parts"]
            assert len(parts) > 1
            assert (min(s for s, _ in parts), max(e for _, e in parts)) == (place["start"], place["end"])
            assert all(a[1] <= b[0] for a, b in zip(sorted(parts), sorted(parts)[1:], strict=False))
    for kind in ("citations", "mentions", "terms", "claims"):
        ids = [found["id"] for found in summary[kind]]
        assert len(set(ids)) == len(ids), kind
