"""A page to read: the clean text with its headings, and terms, citations and key claims marked in it; the
lists beside it. One file without scripts or anything from elsewhere; legible on a screen, in the dark and on
paper.

Start reading at `render`. A claim is a sentence, so it wraps the marks inside it; of marks that overlap the
longer one is kept. Whatever comes from a text goes through `html.escape`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from importlib import resources
from itertools import islice, takewhile

from pipeline.summary.models import Citation, Claim, Span, Summary, Term

NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text that becomes a link of class `kind` to the entry of `target` in the lists.

    `first` marks the place in the text that the entry links back to.
    """

    start: int
    end: int
    kind: str
    target: str
    hint: str
    first: bool = False


def render(text: str, summary: Summary) -> str:
    """The page of one article; `text` is the clean text that `summary` is of."""
    title = summary.title.text if summary.title else summary.source.path
    marks = _inner(summary)
    style = (resources.files(__package__) / "page.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(summary.language)}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_ELSEWHERE}">',
            f"<title>{escape(title)}</title><style>{style}</style></head>",
            "<body>",
            f"<article>{''.join(_paragraphs(text, summary, marks))}</article>",
            f"<aside>{''.join(_lists(summary, marks))}</aside>",
            "</body></html>",
            "",
        )
    )


def _paragraphs(text: str, summary: Summary, marks: Sequence[Mark]) -> Iterator[str]:
    """The text, line by line, each as what it is."""
    kinds = _kinds(summary)
    claims = sorted(summary.claims, key=lambda claim: claim.start)
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.strip():
            tag, kind = kinds(start, start + len(line))
            content = _marked(text, start, start + len(line), marks, claims)
            yield f'<{tag} class="{kind}">{content}</{tag}>\n' if kind else f"<{tag}>{content}</{tag}>\n"


def _kinds(summary: Summary) -> Callable[[int, int], tuple[str, str]]:
    """A function from the place of a line to its tag and class."""
    known: list[tuple[Span, str, str]] = [(a, "div", f"note {a.kind}") for a in summary.asides]
    known += [(s.heading, f"h{min(6, s.level + 1)}", "") for s in summary.sections if s.heading]
    known += [(author, "p", "byline") for author in summary.authors]
    known += [(reference, "p", "reference") for reference in summary.references]
    known += [(summary.lead, "p", "lead")] if summary.lead else []
    known += [(summary.title, "h1", "")] if summary.title else []

    def kind(start: int, end: int) -> tuple[str, str]:
        for span, tag, name in known:
            if span.start < end and start < span.end:
                return tag, name
        return "p", ""

    return kind


def _inner(summary: Summary) -> list[Mark]:
    """Citations and terms, in order; of two that overlap the longer."""
    found = [Mark(c.start, c.end, "citation", c.id, _source(c, summary)) for c in summary.citations]
    found += [Mark(o.start, o.end, "term", t.id, t.lemma) for t in summary.terms for o in t.occurrences]
    kept: list[Mark] = []
    seen: set[str] = set()
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(replace(mark, first=mark.target not in seen))
            seen.add(mark.target)
    return kept


def _source(citation: Citation, summary: Summary) -> str:
    """The work that is cited, where there is an entry for it."""
    entry = next((r for r in summary.references if r.id == citation.reference), None)
    return entry.text if entry else f"{'; '.join(citation.authors)} {citation.year}".strip()


def _marked(text: str, start: int, end: int, marks: Sequence[Mark], claims: Sequence[Claim]) -> str:
    """A line with its claims, and with the marks inside and outside of these."""
    done, at = [], start
    first = bisect_left(claims, start, key=lambda claim: claim.start)
    for claim in takewhile(lambda claim: claim.start < end, islice(claims, first, None)):
        if claim.end <= end and claim.start >= at:
            done.append(_linked(text, at, claim.start, marks))
            inside = _linked(text, claim.start, claim.end, marks)
            hint = escape(", ".join(claim.types) or "claim")
            done.append(f'<span class="claim" id="at-{escape(claim.id)}" title="{hint}">{inside}</span>')
            at = claim.end
    done.append(_linked(text, at, end, marks))
    return "".join(done)


def _linked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """The characters of a range, with the marks that lie in it."""
    done, at = [], start
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    for mark in takewhile(lambda mark: mark.start < end, islice(marks, first, None)):
        if mark.end <= end:
            target = escape(mark.target)
            name = f' id="at-{target}"' if mark.first else ""
            done.append(escape(text[at : mark.start]))
            done.append(
                f'<a class="{mark.kind}"{name} href="#in-{target}" title="{escape(mark.hint)}">'
                f"{escape(text[mark.start : mark.end])}</a>"
            )
            at = mark.end
    done.append(escape(text[at:end]))
    return "".join(done)


# --- the lists beside the text -----------------------------------------------------------------------


def _lists(summary: Summary, marks: Sequence[Mark]) -> Iterator[str]:
    shown = {mark.target for mark in marks}
    yield _section("Key claims", map(_claim, summary.claims), note=_precision(summary))
    yield _section("Terms", (_term(t, shown) for t in summary.terms))
    yield _section("Citations", (_citation(c, summary, shown) for c in summary.citations))
    yield _section("Mentioned", (escape(name) for name in dict.fromkeys(m.name for m in summary.mentions)))


def _section(heading: str, items: Iterable[str], *, note: str = "") -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    if not listed:
        return ""
    said = f"<p>{note}</p>" if note else ""
    return f"<details open><summary>{heading}</summary>{said}<ol>{listed}</ol></details>\n"


def _precision(summary: Summary) -> str:
    """How far the list of claims can be trusted."""
    measured = summary.tool.claims
    if measured is None:
        return ""
    share = round(100 * measured.share_right)
    return f"Chosen by rule: {share} % of them were right on {measured.articles} articles not seen before."


def _claim(claim: Claim) -> str:
    facts = [*claim.types, claim.strength, claim.evidence.replace("_", " ")]
    shown = escape(", ".join(fact for fact in facts if fact not in ("plain", "none")))
    before = f' <q class="before">{escape(claim.antecedent.text)}</q>' if claim.antecedent else ""
    return f'<a href="#at-{escape(claim.id)}">{escape(claim.text)}</a>{before} <small>{shown}</small>'


def _entry(name: str, text: str, shown: Collection[str], hint: str = "") -> str:
    """An entry of a list, with a link to its place in the text where it has a mark of its own there."""
    link = f' href="#at-{escape(name)}"' if name in shown else ""
    return f'<a id="in-{escape(name)}"{link} title="{escape(hint)}">{escape(text)}</a>'


def _term(term: Term, shown: Collection[str]) -> str:
    same = f" = {escape(', '.join(term.equivalents))}" if term.equivalents else ""
    defined = "".join(f"<q>{escape(each.text)}</q>" for each in term.definitions)
    entry = _entry(term.id, term.lemma, shown, term.why)
    return f"{entry}{same} <small>{term.count}</small>{defined}"


def _citation(citation: Citation, summary: Summary, shown: Collection[str]) -> str:
    entry = _entry(citation.id, citation.text, shown)
    return f"{entry} <small>{escape(_source(citation, summary))}</small>"
