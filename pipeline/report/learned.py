"""What decisions teach: how often people agreed with a rule, and the confidence from which it was right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from pipeline import decisions, settings
from pipeline.atomic import write_whole
from pipeline.decisions import Decision
from pipeline.language.lexicon import lexicon
from pipeline.language.vocabulary import load_words
from pipeline.repair import rules
from pipeline.settings import Settings

PRICE = 5  # missed repairs that one wrong repair is as bad as
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’-]\p{L}[\p{L}\p{M}]*+)*+")
LEAST = 3  # letters of a word for a word list
Row = tuple[Mapping[str, Any], str, Decision]


@dataclass(frozen=True, slots=True)
class Learned:
    """What people thought of one rule.

    Attributes:
        agreed: how many of its edits they accepted; refused: refused or changed to something else.
        floor: the confidence from which applying all would have been best, a wrong repair counted as
            `PRICE` missed ones; None where nothing should have been applied.
    """

    rule: str
    agreed: int
    refused: int
    floor: float | None

    @property
    def share(self) -> float:
        """Of those decided on, how many were accepted, 0 to 1."""
        return self.agreed / (self.agreed + self.refused)


def rows(path: Path) -> list[Row]:
    """The decisions that count, each with what was written down beside it: later ones end earlier ones."""
    held: dict[tuple[Any, ...], Row] = {}
    for entry, source, decision in decisions.parsed(decisions.read(path)[0], where=str(path)):
        if decision.field:
            continue
        place = (source, decision.prefix, decision.before, decision.suffix, decision.occurrence)
        key = (*place, entry.get("proposed", decision.after))
        if decision.action == decisions.UNDO:
            held.pop(key, None)
        else:
            held[key] = (entry, source, decision)
    return list(held.values())


def learn(found: Iterable[Row]) -> list[Learned]:
    """One line a rule, sorted by rule."""
    judged: dict[str, list[tuple[float, bool]]] = {}
    for entry, _, decision in found:
        rule, confidence = entry.get("rule"), entry.get("confidence")
        if isinstance(rule, str) and isinstance(confidence, int | float):
            judged.setdefault(rule, []).append((float(confidence), decision.action == "apply"))
    return [
        Learned(rule, sum(yes for _, yes in all_), sum(not yes for _, yes in all_), floor(all_))
        for rule, all_ in sorted(judged.items())
    ]


def floor(judged: Iterable[tuple[float, bool]]) -> float | None:
    """The lowest of the best floors for edits with these confidences, accepted or not."""
    best, gain, found = 0, 0, None
    ordered = sorted(judged, reverse=True)
    for index, (confidence, accepted) in enumerate(ordered):
        gain += 1 if accepted else -PRICE
        last = index + 1 == len(ordered) or ordered[index + 1][0] < confidence
        if last and gain >= best and gain > 0:
            best, found = gain, confidence
    return found


def toml(learned: Iterable[Learned], *, least: int, table: str = "floors") -> str:
    """The floors as a table for helder.toml; what rests on fewer than `least` decisions is a comment."""
    lines = []
    for one in learned:
        if one.rule in rules.rules():
            number = one.agreed + one.refused
            told = f"{json.dumps(one.rule)} = {'none' if one.floor is None else round(one.floor, 3)}"
            counts = one.floor is not None and number >= least
            lines.append(f"{told}\n" if counts else f"# {told}, after {number} decisions\n")
    return f"[{table}]\n{''.join(lines)}"


def write_floors(folder: Path, learned: Iterable[Learned], *, least: int) -> Path:
    """Put the floors into the settings file in `folder`, in place of those there; gives its path.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    path = settings.find(folder) or folder / settings.FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    table = "tool.helder.floors" if path.name == "pyproject.toml" else "floors"
    made = toml(learned, least=least, table=table)
    old = regex.compile(rf"(?m)^\[{regex.escape(table)}\][^\n]*\n(?:(?!\[)[^\n]*(?:\n|\Z))*+")
    text = old.sub("", text).rstrip()
    write_whole(path, f"{text}\n\n{made}".lstrip().encode())
    return path


def add_words(path: Path, new: Iterable[str], chosen: Settings) -> list[str]:
    """Add words that nobody knows yet to a word list; gives those that were added.

    Raises:
        MissingWords: a list of the settings cannot be read.
        OutputUnwritable: the list cannot be written.
    """
    known = lexicon(chosen.words, chosen.vocabulary)
    held = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    there = load_words(path) if path.is_file() else frozenset()
    added = [word for word in new if word not in there and not known.known(word)]
    if added:
        ending = "\n" if held and not held.endswith("\n") else ""
        write_whole(path, f"{held}{ending}{''.join(f'{word}{chr(10)}' for word in added)}".encode())
    return added


def words(found: Iterable[Row], *, times: int) -> list[str]:
    """Words that people made or kept at least so many times, sorted: what they accepted or wrote, and what
    they refused to have changed.
    """
    counts: Counter[str] = Counter()
    for _, _, decision in found:
        kept = decision.action == "refuse"
        middle = decision.before if kept else decision.after or ""
        if kept and decision.after is None:
            continue
        counts.update(_touched(decision.prefix, middle, decision.suffix))
    return sorted(word for word, number in counts.items() if number >= times)


def _touched(prefix: str, middle: str, suffix: str) -> Sequence[str]:
    """The words of prefix + middle + suffix that `middle` is part of; those at an end are left out."""
    text = prefix + middle + suffix
    start, end = len(prefix), len(prefix) + len(middle)
    return [
        match.group()
        for match in WORD.finditer(text)
        if match.start() < max(start, end)
        and match.end() > start
        and match.start() > 0
        and match.end() < len(text)
        and len(match.group()) >= LEAST
    ]
