"""The pages: what the templates are given, and the report as one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline import messages
from pipeline.report import plots, series
from pipeline.report.learned import Learned
from pipeline.report.load import Article, Line
from pipeline.report.marks import WHOLE, Row, Run, rows
from pipeline.report.wording import teller

PLAIN = 6_000_000  # characters of articles that a report holds as they are; more of them are packed
STATIC = resources.files("pipeline.report") / "static"
# Control characters as pictures: a browser would drop them, and a reader must see them.
PICTURES = {n: chr(0x2400 + n) for n in range(32) if n not in (9, 10)} | {0x7F: "\u2421"}
PICTURES |= {n: f"\\x{n:02x}" for n in range(0x80, 0xA0)}
SIGNS = str.maketrans({"\n": "↵", "\r": "↵", "\t": "⇥", "\u00ad": "¬", "\u00a0": "⍽"})


@dataclass(frozen=True)
class View:
    """An article as the templates see it; `live` when people can decide on it here."""

    article: Article
    language: str
    live: bool = False

    @property
    def number(self) -> int:
        """Its place in the folder."""
        return self.article.number

    @property
    def summary(self) -> Mapping[str, Any]:
        """The JSON record."""
        return self.article.summary

    @cached_property
    def repairs(self) -> int:
        """How many edits were applied."""
        return sum(bool(line["applied"]) for line in self.article.lines)

    @cached_property
    def doubtful(self) -> list[tuple[str, list[series.Series]]]:
        """What is listed and what people decided on, in series."""
        return series.grouped(series.items(self.article))

    @cached_property
    def doubts(self) -> int:
        """How many edits are listed and not applied."""
        return sum(not line["applied"] and line["why"] not in WHOLE for line in self.article.lines)

    @cached_property
    def whole(self) -> list[str]:
        """What is told of the text as a whole."""
        return [
            f"{line['rule']}: {messages.why(line['why'], language=self.language)} {dict(line['evidence'])}"
            for line in self.article.lines
            if line["why"] in WHOLE
        ]

    @cached_property
    def rows(self) -> list[tuple[Markup, Markup]]:
        """Raw and clean, paragraph by paragraph."""
        return [(self._html(row.raw, "del"), self._html(row.clean, "ins")) for row in self._rows]

    @cached_property
    def _rows(self) -> list[Row]:
        return rows(self.article)

    @cached_property
    def _starts(self) -> list[int]:
        at, starts = 0, []
        for row in self._rows:
            starts.append(at)
            at += sum(len(run.text) for run in row.clean)
        return starts

    def row(self, place: int) -> int:
        """The row that a place of the clean text stands in."""
        return max(0, bisect_right(self._starts, place) - 1)

    @cached_property
    def _notes(self) -> list[str]:
        return [note(line, self.language) for line in self.article.lines]

    def _html(self, runs: Sequence[Run], tag: str) -> Markup:
        told = [self._run(run, tag) for run in runs]
        if runs and runs[-1].edit is None and not runs[-1].doubts:  # the row itself parts the paragraphs
            told[-1] = told[-1].rstrip("\n")
        return Markup("".join(told))

    def _run(self, run: Run, tag: str) -> str:
        text = str(escape(run.text.translate(PICTURES)))
        if run.edit is not None:
            kind = "e" if run.text.strip() else "e b" if "\n" in run.text else "e s"
            text = self._mark(tag, kind, run.edit, text)
        for number in run.doubts:
            text = self._mark("mark", "d", number, text)
        return text if run.moved is None else self._mark("span", "v", run.moved, text)

    def _mark(self, tag: str, kind: str, number: int, text: str) -> str:
        name = f"{self.number}.{number}" if self.live else number
        return f'<{tag} class="{kind}" data-i="{name}" title="{escape(self._notes[number])}">{text}</{tag}>'


def note(line: Line, language: str) -> str:
    """Rule and reason of an edit, and what it does."""
    reason = line["evidence"].get("reason")
    told = f"{line['rule']}: {messages.why(reason or line['why'], language=language)}"
    if reason:
        told += f"; {messages.why(line['why'], language=language)}"
    if line.get("moved"):
        return f"{told} ({teller(language)('moved')})"
    if not line["applied"]:
        told += f" ({teller(language)('doubtful')} {line['confidence']:.2f})"
    return f"{told} | {signs(line['before']) or '∅'} → {signs(line['after']) or '∅'}"


def signs(text: str, most: int = 80) -> str:
    """Text of an edit with its white space and control characters visible."""
    cut = text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"
    shown = cut.translate(SIGNS).translate(PICTURES)
    return shown if shown.strip(" ") else shown.replace(" ", "␣")


@cache
def environment(language: str) -> Environment:
    """Jinja with everything escaped, and the words of one language."""
    made = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["signs"] = signs
    made.filters["flat"] = lambda text: text.translate(PICTURES).replace("\n", " ")
    made.globals.update(
        t=teller(language),
        language=language,
        why=lambda code: messages.why(code, language=language),
        note=lambda line: note(line, language),
    )
    return made


def static(name: str) -> str:
    """The style sheet or the script."""
    return (STATIC / name).read_text(encoding="utf-8")


def overview(articles: Sequence[Article], learned: Sequence[Learned], language: str) -> list[Markup]:
    """The plots of a collection."""
    t = teller(language)
    applied = Counter(line["rule"] for a in articles for line in a.lines if line["applied"])
    doubt = [
        float(line["confidence"])
        for a in articles
        for line in a.lines
        if not line["applied"] and line["why"] not in WHOLE
    ]
    measured = {
        t(which): [q for a in articles if (q := a.quality(which)) is not None] for which in ("raw", "clean")
    }
    made = [plots.bars(t("plot_rules"), applied)] if applied else []
    made += [plots.shares(t("plot_quality"), measured)] if any(measured.values()) else []
    made += [plots.shares(t("plot_doubt"), {t("doubtful"): doubt})] if doubt else []
    if learned:
        shares = {one.rule: round(100 * one.share) for one in learned}
        made.append(plots.bars(t("learned_plot"), shares, most=100))
    return made


def report(articles: Sequence[Article], learned: Sequence[Learned], *, language: str) -> str:
    """One page that needs nothing else.

    Large collections are packed: an article is unpacked when it is opened.
    """
    env = environment(language)
    views = [View(article, language) for article in articles]
    template = env.get_template("article.html")
    bodies = [template.render(view=view) for view in views]
    packed = sum(map(len, bodies)) > PLAIN
    if packed:
        bodies = [
            base64.b64encode(gzip.compress(body.encode(), compresslevel=9, mtime=0)).decode()
            for body in bodies
        ]
    script = static("helder.js")
    sha = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return env.get_template("report.html").render(
        views=views,
        bodies=bodies,
        packed=packed,
        plots=overview(articles, learned, language),
        learned=learned,
        style=Markup(static("helder.css")),
        script=Markup(script),
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{sha}'; base-uri 'none'",
    )
