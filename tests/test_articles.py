"""Several articles in one input: every law holds for each, and together they give the input back."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_commands import helder
from test_laws import SAMPLES, SETTINGS, line_of, scans, source_of, spans_in, written_and_read

from pipeline import extracting, flow
from pipeline.articles import Own, of_source
from pipeline.cleaned import Cleaned
from pipeline.collection import members, written
from pipeline.decisions import Decision, Decisions
from pipeline.errors import TextDoesNotMatchLedger, UnreadableInput
from pipeline.ingest import text as ingest
from pipeline.records import Announced, Range, Source
from pipeline.repair import ledger, restore
from pipeline.repair.rules import rules as repairs
from pipeline.writers.rows import rows


def announced(*ranges: Range, title: str = "") -> Announced:
    return Announced(ranges, {"title": title} if title else {}, "METS")


def issue(samples: Sequence[Path] = SAMPLES) -> Source:
    """The samples one after the other, as the pages of one file."""
    return source_of(
        "\f".join(ingest.read(p.read_bytes(), path=p.name, settings=SETTINGS).text for p in samples)
    )


def check_parts(source: Source, cleaned: tuple[Cleaned, ...]) -> None:
    """The laws, for each article on its own and for all of them together."""
    raw = source.text
    owned = sorted(place for one in cleaned for place in one.article.ranges)
    assert [0, *(end for _, end in owned)] == [*(start for start, _ in owned), len(raw)]
    written = [(one.text.string, written_and_read([dict(line) for line in one.ledger])) for one in cleaned]
    for one, (string, [head, *lines]) in zip(cleaned, written, strict=True):
        own = Own(one.article.ranges)
        assert head["source"]["part"] == one.article.part
        inside = [ledger.inward(line, own) for line in lines]
        assert ledger.replay(own.text(raw), inside, len(string)) == string
        assert ledger.undo(string, inside) == own.text(raw)
        for line in lines:
            start = line["raw"]["start"]
            places = line.get("places", [[start, line["raw"]["end"]]])
            assert "".join(raw[s:e] for s, e in places) == line["before"]
            assert line["raw"]["line"] == line_of(raw, start)
            if start < len(raw):
                assert line["raw"]["page"] == raw.count("\f", 0, start) + 1
        covered = sorted((piece.start, piece.end) for piece in one.text.pieces if piece.start < piece.end)
        assert "".join(raw[start:end] for start, end in covered) == own.text(raw)
    assert restore.joined_bytes(written) == ingest.encode(source)
    if len(written) > 1:
        with pytest.raises(TextDoesNotMatchLedger):
            restore.joined_bytes(written[1:])


@settings(max_examples=50)
@given(scans(), st.data())
def test_laws_hold_for_any_articles_of_any_scan(raw: str, data: st.DataObject) -> None:
    """Articles in any number of pieces, cut anywhere, also within a word or between CR and LF."""
    assume(raw.strip())
    cuts = data.draw(st.lists(st.integers(0, len(raw)), max_size=6).map(sorted))
    owners = data.draw(
        st.lists(st.sampled_from([0, 1, None]), min_size=len(cuts) + 1, max_size=len(cuts) + 1)
    )
    pieces = list(zip([0, *cuts], [*cuts, len(raw)], owners, strict=True))
    articles = [announced(*((s, e) for s, e, owner in pieces if owner == number)) for number in (0, 1)]
    source = replace(source_of(raw), articles=tuple(a for a in articles if a.ranges))
    check_parts(source, flow.articles(source, SETTINGS))


def test_articles_of_an_issue() -> None:
    source = issue()
    pages = source.pages
    middle = pages[1].start + 700  # the second article begins on the page where the first breaks off
    told = (
        announced((0, middle), (pages[3].start, pages[3].end), title="Een"),
        announced((middle, pages[2].end), title="Twee"),
        announced((pages[4].start, pages[5].end)),
        announced((pages[6].start, pages[6].start + 900)),
        announced((pages[6].start + 900, pages[6].end)),
        Announced((), {"title": "Nummer drie", "volume": "12"}, "metadata table"),
    )
    cleaned = flow.articles(replace(source, articles=told), SETTINGS)
    assert [one.article.part for one in cleaned] == ["p001", "p002", "p005", "p007", "p007b", "rest"]
    check_parts(source, cleaned)
    assert [one.article.csl["title"] for one in cleaned] == ["Een", "Twee", *["Nummer drie"] * 4]
    assert cleaned[0].article.csl["from"] == {"title": "METS", "volume": "metadata table"}


@pytest.mark.parametrize(
    ("text", "ranges", "parts"),
    [
        ("Een.\n\fTwee.\n", [], {"": "Een.\n\fTwee.\n"}),
        ("Een.\n\fTwee.\n", [[(0, 12)]], {"": "Een.\n\fTwee.\n"}),
        ("Een.\n\fTwee.\n", [[(6, 11)], [(0, 4)]], {"p001": "Een.\n\f", "p002": "Twee.\n"}),
        ("\n\nEen.\nTwee.\n", [[(2, 6)]], {"p001": "\n\nEen.\n", "rest": "Twee.\n"}),
        ("Een.\nTwee.\nDrie.", [[(0, 4), (11, 16)], [(5, 10)]], {"p001": "Een.\nDrie.", "p001b": "Twee.\n"}),
        ("Een.", [[(2, 2)]], {"": "Een."}),
    ],
)
def test_parts_and_the_white_space_between(
    text: str, ranges: list[list[Range]], parts: dict[str, str]
) -> None:
    source = replace(source_of(text), articles=tuple(announced(*own) for own in ranges))
    assert {a.part: Own(a.ranges).text(text) for a in of_source(source)} == parts


def test_articles_that_overlap_are_a_fault_of_the_input() -> None:
    source = replace(source_of("Een.\nTwee.\n"), articles=(announced((0, 6)), announced((5, 10))))
    with pytest.raises(UnreadableInput, match="both claim 5-6"):
        of_source(source)


def test_a_second_article_on_a_page_gets_a_letter() -> None:
    text = "".join(f"Bericht {n}.\n" for n in range(30))
    starts = [text.index(f"Bericht {n}.") for n in range(30)]
    ranges = zip(starts, [*starts[1:], len(text)], strict=True)
    source = replace(source_of(text), articles=tuple(announced(place) for place in ranges))
    names = [article.part for article in of_source(source)]
    assert names[:3] == ["p001", "p001b", "p001c"]
    assert names[25:28] == ["p001z", "p001ba", "p001bb"]
    assert len(set(names)) == 30


def test_a_decision_counts_in_its_article_only() -> None:
    text = "De ont-\nwikkeling van kinderen.\n\fDe op-\nvoeding van kinderen.\n"
    source = replace(source_of(text), articles=(announced((0, 33)), announced((33, len(text)))))
    refuse = Decision("refuse", before="-\n", prefix="De op", suffix="voeding")
    nowhere = Decision("refuse", before="-\n", prefix="De uit", suffix="vinding")
    first, second = flow.articles(source, SETTINGS, Decisions((refuse, nowhere)))
    assert (first.text.string, second.text.string) == (
        "De ontwikkeling van kinderen.\n",
        "De op- voeding van kinderen.\n",
    )
    unfit = [
        [line["evidence"]["before"] for line in c.edits if line["why"] == "decision_unfit"]
        for c in (first, second)
    ]
    assert unfit == [["-\n"], []]


@pytest.mark.parametrize(
    "change",
    [
        {"ranges": [[0, 5]]},
        {"ranges": []},
        {"ranges": [[5, 0]]},
        {"ranges": [["0", 33]]},
        {"ranges": [[0]]},
        {"ranges": [[40, 73]]},
    ],
    ids=str,
)
def test_a_first_line_that_was_changed_does_not_pass(change: dict[str, Any]) -> None:
    text = "De ont-\nwikkeling van kinderen.\n\fDe op-\nvoeding van kinderen.\n"
    source = replace(source_of(text), articles=(announced((0, 33)), announced((33, len(text)))))
    parts = [(c.text.string, [dict(line) for line in c.ledger]) for c in flow.articles(source, SETTINGS)]
    assert restore.joined_bytes(parts) == text.encode()
    parts[0][1][0]["source"] |= change
    with pytest.raises(TextDoesNotMatchLedger):
        restore.joined_bytes(parts)


# --- in files ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue with a cover, cleaned into its articles as a table of metadata has them."""
    root = tmp_path_factory.mktemp("issue")
    (root / "raw").mkdir()
    text = "OUDERS EN SCHOOL\nmei 1987\n\f" + issue(SAMPLES[::3]).text
    (root / "raw" / "nr3.txt").write_text(text, encoding="cp1252", errors="ignore", newline="")
    (root / "meta.csv").write_text(
        "path;pages;title;magazine;issue;date\n"
        "nr3.txt;;;Ouders en School;3;mei/juni 1987\n"
        "nr3.txt;2-4;;;;\nnr3.txt;5-6;Winkeltje;;;\n",
        encoding="utf-8-sig",
    )
    done = helder("run", root / "raw", "-o", root / "out", "--metadata", root / "meta.csv")
    assert done.returncode == 0, done.stderr.decode()
    return root


def test_each_article_has_files_of_its_own_and_restores_with_its_siblings(
    folder: Path, tmp_path: Path
) -> None:
    out = folder / "out"
    parts = ("p002", "p005", "rest")
    made = {p.name for p in out.iterdir() if p.name.startswith("nr3.")}
    assert made == {f"nr3.{part}{end}" for part in parts for end in (".txt", ".json", ".repairs.jsonl")}
    raw = (folder / "raw" / "nr3.txt").read_bytes()
    assert helder("restore", out / "nr3.p002.txt").stdout == raw
    for part in parts:
        assert restore.input_of(out / f"nr3.{part}.txt") == raw
    for name in made - {"nr3.rest.repairs.jsonl"}:
        shutil.copy(out / name, tmp_path)
    with pytest.raises(UnreadableInput, match=r"missing beside it: nr3\.rest\.repairs\.jsonl"):
        restore.input_of(tmp_path / "nr3.p002.txt")
    shutil.copy(out / "nr3.p005.txt", tmp_path / "elders.txt")
    shutil.copy(out / "nr3.p005.repairs.jsonl", tmp_path / "elders.repairs.jsonl")
    with pytest.raises(UnreadableInput, match="part p005"):
        restore.input_of(tmp_path / "elders.txt")


def test_spans_of_each_article_name_places_in_the_whole_input(folder: Path) -> None:
    raw = (folder / "raw" / "nr3.txt").read_bytes().decode("cp1252")
    for path in (folder / "out").glob("nr3.*.json"):
        summary = json.loads(path.read_bytes())
        part, pages = summary["source"]["part"], summary["source"]["pages"]
        assert (path.name, pages) == (f"nr3.{part}.json", 6)
        spans = list(spans_in(summary))
        assert part == "rest" or len(spans) > 20
        for span in spans:
            place = span["raw"]
            assert place["page"] == raw.count("\f", 0, place["start"]) + 1
            assert place["line"] == line_of(raw, place["start"])
            own = {"p002": range(2, 5), "p005": range(5, 7), "rest": range(1, 2)}[part]
            assert place["page"] in own


def test_a_folder_is_read_article_by_article(folder: Path, tmp_path: Path) -> None:
    out = folder / "out"
    failed: list[str] = []
    found = rows("articles", [m.summary for m in members([out], SETTINGS, {}, failed=failed)])
    assert failed == []
    assert [row["article"] for row in found] == ["nr3.txt#p002", "nr3.txt#p005", "nr3.txt#rest"]
    assert {(row["magazine"], row["year"]) for row in found} == {("Ouders en School", 1987)}
    assert found[1]["title"] == "Winkeltje"
    clean = extracting.find([out])
    assert [file.relative for file in clean] == ["nr3.p002.txt", "nr3.p005.txt", "nr3.rest.txt"]
    again = extracting.write(clean[1], SETTINGS, {}, tmp_path)
    assert again.read_bytes() == (out / "nr3.p005.json").read_bytes()


def test_without_the_table_the_issue_is_whole_again_and_said_to_look_like_several(folder: Path) -> None:
    out = shutil.copytree(folder / "out", folder / "again")
    done = helder("clean", folder / "raw", "-o", out)
    assert done.returncode == 0
    assert b"looks like several articles" in done.stderr
    assert [article.name for article in written(out)] == ["nr3.txt"]
    assert not list(out.glob("nr3.p*"))


def test_what_looks_like_several_articles_is_only_said_of_those() -> None:
    rule = repairs()["blocks/several_articles"]
    for example, wanted in [*((e, True) for e in rule.repairs), *((e, False) for e in rule.leaves)]:
        found = flow.clean(source_of(example.before), SETTINGS).edits
        assert any(line["why"] == "several_articles" for line in found) is wanted
    for path in SAMPLES:
        source = ingest.read(path.read_bytes(), path=path.name, settings=SETTINGS)
        assert not [e for e in flow.clean(source, SETTINGS).edits if e["why"] == "several_articles"]
