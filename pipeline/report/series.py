"""Doubtful edits in series: by rule, and by identical before and after, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.report.load import Article, Line
from pipeline.report.marks import WHOLE

AROUND = 36  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Item:
    """An edit that somebody may decide on; its id names the article and the line of its ledger."""

    article: Article
    number: int
    line: Line

    @property
    def id(self) -> str:
        """Names it on the pages."""
        return f"{self.article.number}.{self.number}"

    @property
    def confidence(self) -> float:
        """0 to 1, as the rule gave it."""
        return float(self.line["confidence"])

    @property
    def left(self) -> str:
        """The clean text before it."""
        start = self.line["clean"]["start"]
        return self.article.clean[max(0, start - AROUND) : start]

    @property
    def right(self) -> str:
        """The clean text after it."""
        end = self.line["clean"]["end"]
        return self.article.clean[end : end + AROUND]


@dataclass(frozen=True, slots=True)
class Series:
    """Edits of one rule that are the same change."""

    rule: str
    why: str
    before: str
    after: str
    items: tuple[Item, ...]


def items(article: Article) -> Iterator[Item]:
    """What is listed and not applied, and what people decided on."""
    for number, line in enumerate(article.lines):
        listed = not line["applied"] and line["why"] not in WHOLE
        if listed or "decision" in line["evidence"]:
            yield Item(article, number, line)


def grouped(found: Iterable[Item]) -> list[tuple[str, list[Series]]]:
    """Each rule with its series; rules, series and edits of the least confidence first."""
    by_change: dict[tuple[str, str, str], list[Item]] = {}
    for item in found:
        line = item.line
        by_change.setdefault((line["rule"], line["before"], line["after"]), []).append(item)
    by_rule: dict[str, list[Series]] = {}
    for (rule, before, after), held in by_change.items():
        ordered = tuple(sorted(held, key=lambda i: (i.confidence, i.article.number, i.number)))
        why = ordered[0].line["evidence"].get("reason", ordered[0].line["why"])
        by_rule.setdefault(rule, []).append(Series(rule, why, before, after, ordered))
    for series in by_rule.values():
        series.sort(key=lambda s: (s.items[0].confidence, -len(s.items), s.before, s.after))
    return sorted(by_rule.items(), key=lambda pair: (pair[1][0].items[0].confidence, pair[0]))
