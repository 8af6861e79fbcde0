"""Measure citations, mentions and cost on passages with hand-made gold.

    [HELDER_CORPUS=...] python scripts/measure_citations.py [-v] [FILE]

FILE holds passages in the form of tests/composed/citations.txt, which is measured without it. HELDER_CORPUS
is a folder with cases/citations_seen.jsonl and articles/*/{clean.txt,gold.json}.
A span counts when both ends are right (a gold `alt_start` is right too); `authors+year` is the share of those
whose authors and year are right. "false hits" are passages without citations in which one is found.

"damaged" is the same passages set in narrow columns with hyphens and cleaned by helder again; gold places are
carried over by the letters. Cost is the time of the four components on one core, as a share of that of the
spaCy pipeline that ships, with the components that extraction asks of it, on the same text.
-v lists what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pyphen
import regex
import spacy
from spacy.language import Language

import helder
from pipeline.language import model
from pipeline.spans.citations.author_year import find_citations
from pipeline.spans.citations.mentions import find_mentions

ROLES = {"scholar", "eponym"}
COMPOSED = Path(__file__).resolve().parent.parent / "tests" / "composed" / "citations.txt"
COMPONENTS = ("helder_references", "helder_citations", "helder_mentions", "helder_legal_sources")
ARROW = " ⇥"
SLACK = 12  # letters that cleaning may have taken out before a citation
COLUMN = 38  # characters; what a magazine of three columns has
HYPHENS = pyphen.Pyphen(lang="nl_NL", left=2, right=3)
# Goes before a short passage, so that there is a column to speak of and the cleaner can learn its measure.
PREAMBLE = (
    "Kinderen spelen graag buiten en dat is goed voor hun ontwikkeling. Wie een middag in het bos kijkt, "
    "ziet dat er van alles gebeurt: er worden hutten gebouwd, ruzies bijgelegd en plannen gemaakt. "
    "Volwassenen hoeven daar weinig aan te doen, behalve in de buurt blijven en af en toe een boterham "
    "uitdelen."
)

Case = dict[str, Any]


def composed(path: Path = COMPOSED) -> list[Case]:
    """The composed passages, in the form of the seen ones."""
    cases: list[Case] = []
    form = ""
    for line in path.read_text("utf8").splitlines():
        if line.startswith("#"):
            form = line.lstrip("# ")
            continue
        marked, *gold = line.split(ARROW)
        text, places = unmark(marked.replace("\\n", "\n"))
        parts = [[*one.strip().split("@"), ""][:3] for one in gold if one.strip()]
        assert len(parts) == len(places), line
        citations = [
            {
                "start": s,
                "end": e,
                "text": text[s:e],
                "authors": a.split("|"),
                "year": y,
                "locator": where or None,
            }
            for (s, e), (a, y, where) in zip(places, parts, strict=True)
        ]
        lang = "other" if form.startswith("English") else "nl"
        cases.append({"id": form, "text": text, "lang": lang, "citations": citations, "mentions": None})
    return cases


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the marks ⟦ and ⟧, and the places between them."""
    text, places, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            places.append((start, len(text)))
        else:
            text += character
    return text, places


def damaged(case: Case) -> Case:
    """The passage after setting in columns with hyphens, and cleaning; gold places go with their letters."""
    lines: list[str] = []
    for paragraph in (PREAMBLE + " " + case["text"]).split("\n\n"):
        lines += [*column(" ".join(paragraph.split())), ""]
    text = helder.clean("\n".join(lines) + "\n").text
    at = [i for i, character in enumerate(text) if character.isalnum()]
    letters = "".join(text[i] for i in at)
    cursor = sum(character.isalnum() for character in PREAMBLE) - SLACK
    gold, last, found_to = [], 0, 0
    for one in case["citations"]:
        cursor += sum(c.isalnum() for c in case["text"][last : one["start"]])
        own = "".join(c for c in one["text"] if c.isalnum())
        last = one["start"]
        first = letters.find(own, max(found_to, cursor))
        if first < 0:
            gold.append({**one, "start": -1, "end": -1})  # lost in cleaning: counted as missed
            continue
        head = len(one["text"]) - len(one["text"].lstrip("“\"'’["))
        end = at[first + len(own) - 1] + 1
        tail = regex.search(r"\W*$", one["text"])
        end += len(tail.group()) if tail and text.startswith(tail.group(), end) else 0
        found_to = first + len(own)
        gold.append({**one, "start": at[first] - head, "end": end, "alt_start": at[first] - head})
    return {**case, "text": text, "citations": gold, "mentions": None}


def column(text: str) -> list[str]:
    """The text in lines of a column, words broken where Dutch breaks them."""
    lines, line = [], ""
    for word in text.split(" "):
        room = COLUMN - len(line) - bool(line)
        if len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        broken = HYPHENS.wrap(word, room) if room > 3 and word.isalpha() else None
        if broken:
            lines.append(f"{line} {broken[0]}".strip())
            line = broken[1]
        else:
            lines.append(line)
            line = word
    return [one for one in [*lines, line] if one]


def starts(gold: dict[str, Any]) -> set[int]:
    return {gold["start"], gold.get("alt_start", gold["start"])}


def plain(name: str) -> str:
    """A name or year without the blanks that line ends leave."""
    return "".join(name.split())


def measure(cases: list[Case], *, verbose: bool) -> dict[str, str]:
    right = found_all = gold_all = content = false_hits = locators = 0
    mention_right = mention_found = mention_gold = 0
    for case in cases:
        found = find_citations(case["text"])
        gold = case["citations"]
        pairs = [(f, g) for f in found for g in gold if f.end == g["end"] and f.start in starts(g)]
        good = [
            (f, g)
            for f, g in pairs
            if [plain(a) for a in f.authors] == [plain(a) for a in g["authors"]]
            and plain(f.year) == plain(g["year"])
        ]
        right, found_all, gold_all = right + len(pairs), found_all + len(found), gold_all + len(gold)
        content += len(good)
        locators += sum(f.locator == g["locator"] for f, g in good)
        false_hits += bool(found) if not gold else 0
        wrong = len(good) < max(len(found), len(gold))
        mentions = {(m.start, m.end, m.role) for m in find_mentions(case["text"], found)}
        if case["mentions"] is not None:
            wanted = {(m["start"], m["end"], m["role"]) for m in case["mentions"] if m["role"] in ROLES}
            wrong = wrong or mentions != wanted
            mention_right += len(mentions & wanted)
            mention_found, mention_gold = mention_found + len(mentions), mention_gold + len(wanted)
        if verbose and wrong:
            print(f"[{case['id']}]", case["text"].removeprefix(PREAMBLE + " "))
            print("   gold", [(g["text"], g["authors"], g["year"]) for g in gold])
            print("   have", [(case["text"][f.start : f.end], f.authors, f.year) for f in found])
            if case["mentions"]:
                print("   mentions", sorted(wanted), "have", sorted(mentions))
    return {
        "passages": str(len(cases)),
        "P": ratio(right, found_all),
        "R": ratio(right, gold_all),
        "F": ratio(2 * right, found_all + gold_all),
        "authors+year": ratio(content, right),
        "locator": ratio(locators, content),
        "false hits": f"{false_hits}/{sum(not case['citations'] for case in cases)}",
        "mentions P": ratio(mention_right, mention_found),
        "mentions R": ratio(mention_right, mention_gold),
    }


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def show(name: str, cases: list[Case], *, verbose: bool) -> None:
    figures = measure(cases, verbose=verbose)
    print(f"{name}:", ", ".join(f"{key} {value}" for key, value in figures.items() if value != "-"))


def show_article(folder: Path) -> None:
    text = (folder / "clean.txt").read_text("utf8")
    gold = json.loads((folder / "gold.json").read_text("utf8"))
    found = find_citations(text)
    mentions = find_mentions(text, found)
    have = Counter((one.authors, one.year) for one in found)
    want = Counter((tuple(one["authors"]), str(one["year"])) for one in gold["citations"])
    print(
        f"article {folder.name}: citations {len(found)}, gold {want.total()}, right {(have & want).total()}; "
        f"mentions {[one.name for one in mentions]}"
    )


def show_cost(cases: list[Case]) -> None:
    """The time of the four components beside the shipped pipeline's, the tokens made beforehand."""
    nlp = spacy.blank("nl")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    text = "\n\n".join(case["text"] for case in cases)
    nlp("Dat klopt (Kok, 2010).")  # loads what is loaded once
    own, words = timed(nlp, [text + "\n" * number for number in range(3)])  # no text twice: results are kept
    whole, _ = timed(model.load(whole=False), [text])
    print(
        f"cost: {words / own:,.0f} words a second, full of citations; {own / 3 / whole:.1%} of the pipeline"
    )


def timed(nlp: Language, texts: list[str]) -> tuple[float, int]:
    """Seconds that the components of `nlp` take, and how many words that is."""
    docs = [nlp.make_doc(text) for text in texts]
    begin = time.process_time()
    for doc in docs:
        for _, component in nlp.pipeline:
            doc = component(doc)
    return time.process_time() - begin, sum(not token.is_space for doc in docs for token in doc)


def main() -> None:
    verbose = "-v" in sys.argv[1:]
    files = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    cases = composed(*files)
    show("composed", cases, verbose=verbose)
    show("composed, damaged", [damaged(case) for case in cases], verbose=verbose)
    if corpus := os.environ.get("HELDER_CORPUS"):
        lines = (Path(corpus) / "cases" / "citations_seen.jsonl").read_text("utf8").splitlines()
        seen = [{"mentions": [], **json.loads(line)} for line in lines]
        show("seen", seen, verbose=verbose)
        show("seen, Dutch", [case for case in seen if case["lang"] == "nl"], verbose=False)
        show("seen, damaged", [damaged(case) for case in seen], verbose=verbose)
        for folder in sorted((Path(corpus) / "articles").iterdir()):
            show_article(folder)
    show_cost(cases)


if __name__ == "__main__":
    main()
