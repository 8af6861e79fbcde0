"""What people decided so far, seen from the articles: the state of each edit and field, and new decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline import decisions
from pipeline.decisions import UNDO, Decision, Decisions
from pipeline.records import Range
from pipeline.report.load import Article, Line
from pipeline.review.journal import Journal
from pipeline.text import hull

EDITS = ("apply", "refuse", "add", UNDO)
FIELDS = ("set", "remove", UNDO)


class Refused(Exception):
    """A wish that cannot be met; its text is a key of the wording, `states` what counts instead."""

    def __init__(
        self, key: str, *, states: Mapping[str, State] | None = None, status: int = 409, **more: Any
    ):
        super().__init__(key)
        self.states, self.status, self.more = dict(states or {}), status, more


@dataclass(frozen=True, slots=True)
class State:
    """What counts for an edit or a field; `number` 0 and no action when nothing was decided."""

    number: int = 0
    action: str = ""
    after: str | None = None
    who: str = ""


OPEN = State()


class Board:
    """The articles of a folder with the decisions about them."""

    def __init__(self, articles: Sequence[Article], journal: Journal, *, who: str) -> None:
        self.articles = articles
        self.journal = journal
        self._who = who
        self._of_source: dict[str, list[Article]] = {}
        for article in articles:
            self._of_source.setdefault(article.sha256, []).append(article)
        self.states: dict[str, State] = {}
        self._seen = 0
        self._look(self._of_source)

    def refresh(self) -> None:
        """Take in what others wrote."""
        self.journal.refresh()
        new = {source for _, source, _ in self.journal.rows[self._seen :]}
        if self._seen > len(self.journal.rows):
            new = set(self._of_source)
        self._look(new)

    def _look(self, sources: Iterable[str]) -> None:
        """The states of all that was decided about these sources, worked out anew."""
        self._seen = len(self.journal.rows)
        wanted = set(sources) & set(self._of_source)
        rows: dict[str, list[Decision]] = {source: [] for source in wanted}
        for _, source, decision in self.journal.rows:
            if source in wanted:
                rows[source].append(decision)
        for source in wanted:
            articles = self._of_source[source]
            mine = {str(a.number) for a in articles}
            self.states = {i: s for i, s in self.states.items() if _number(i) not in mine}
            if rows[source]:
                self._lay_out(articles, Decisions(tuple(rows[source])))

    def _lay_out(self, articles: Sequence[Article], decided: Decisions) -> None:
        shared = decided.among([article.raw for article in articles])
        for article, own in zip(articles, shared, strict=True):
            on = own.on(article.raw)
            for number, line in enumerate(article.lines):
                found = on.about(*changes(line)[0]) or on.about(whole(line), "")
                if found:
                    self.states[f"{article.number}.{number}"] = _state(found)
            for entry, place in on.fields:
                single = entry.field.partition(".")[0] in decisions.SINGLE
                self.states[field_id(article, entry.field, None if single else place)] = _state(entry)

    # --- deciding ---------------------------------------------------------------------------------

    def decide(
        self, items: Sequence[tuple[str, int]], action: str, *, after: str | None, value: Any
    ) -> dict[str, State]:
        """Write down one decision about each item, given by its id and the number of the one last seen.

        Raises:
            Refused: somebody decided meanwhile; nothing is written.
            OutputUnwritable: it cannot be written.
        """
        with self.journal.alone():
            self.refresh()
            meanwhile = {i: s for i, seen in items if (s := self.states.get(i, OPEN)).number != seen}
            if meanwhile:
                raise Refused("changed_elsewhere", states=meanwhile)
            lines: list[dict[str, Any]] = []
            made: dict[str, State] = {}
            for item, _ in items:
                own = (
                    self._on_field(item, action, value)
                    if item[0] == "f"
                    else self._on_edit(item, action, after)
                )
                number = len(self.journal.rows) + len(lines) + 1
                lines += own
                shown = _told(value) if item[0] == "f" else after
                made[item] = OPEN if action == UNDO else State(number, action, shown, self._who)
            self.journal.append(lines)
            self._seen = len(self.journal.rows)
            self.states |= made
            return made

    def _on_edit(self, item: str, action: str, after: str | None) -> list[dict[str, Any]]:
        article, line = self.line(item)
        if action not in EDITS or (action == "apply" and line["safety"] == "report" and not line["applied"]):
            raise Refused("report_only", status=400)
        state = self.states.get(item, OPEN)
        wishes: list[tuple[str, Range, str]] = []
        if state.action == "add":  # a text of one's own goes before anything else comes
            wishes.append((UNDO, whole(line), state.after or ""))
        if action == "add":
            wishes.append((action, whole(line), after or ""))
        elif state.action != "add" or action != UNDO:
            wishes += [(action, place, proposed) for place, proposed in changes(line)]
        own = {"rule": line["rule"], "confidence": line["confidence"], "proposed": line["after"]}
        return [self._line(article, act, place) | {"after": text} | own for act, place, text in wishes]

    def _on_field(self, item: str, action: str, value: Any) -> list[dict[str, Any]]:
        number, field, *place = item[1:].split(":")
        article = self.article(number)
        if action not in FIELDS:
            raise Refused("not_found", status=400)
        anchor: Range | None = (int(place[0]), int(place[1])) if place else None
        # Without a place of its own, a field of one of several articles is anchored in its first words.
        lone = anchor is None and len(self._of_source[article.sha256]) > 1
        line = self._line(article, action, anchor or ((0, min(40, len(article.raw))) if lone else None))
        return [line | {"field": field} | ({"value": value} if action == "set" else {})]

    def _line(self, article: Article, action: str, place: Range | None) -> dict[str, Any]:
        line: dict[str, Any] = {"source": article.sha256, "action": action}
        if place:
            parts = self._of_source[article.sha256]
            at = parts.index(article)
            others = {"earlier": [a.raw for a in parts[:at]], "later": [a.raw for a in parts[at + 1 :]]}
            line |= decisions.anchor(article.raw, [place], **others)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return line | {"who": self._who, "at": now} if self._who else line | {"at": now}

    def add(self, article: Article, before: str, after: str) -> None:
        """Write down an edit of one's own.

        Raises:
            Refused: `before` does not stand in the raw text exactly once.
        """
        start = _once(article.raw, before)
        with self.journal.alone():
            self.refresh()
            line = self._line(article, "add", (start, start + len(before)))
            self.journal.append([line | {"after": after}])
            self._look([article.sha256])

    def add_field(self, article: Article, field: str, text: str) -> None:
        """Write down that `text`, which stands in the clean or the raw text, is a title, a citation, ...

        Raises:
            Refused: it does not stand there exactly once.
        """
        text = text.strip()
        if article.clean.count(text) == 1:
            at = article.clean.index(text)
            place = hull(article.text.to_base(at, at + len(text)))
        else:
            start = _once(article.raw, text)
            place = (start, start + len(text))
        item = field_id(article, field, place)
        self.decide([(item, self.states.get(item, OPEN).number)], "set", after=None, value=None)
        self._look([article.sha256])

    def article(self, number: str) -> Article:
        """By its number.

        Raises:
            Refused: there is none.
        """
        if not number.isdecimal() or int(number) >= len(self.articles):
            raise Refused("gone", status=404)
        return self.articles[int(number)]

    def line(self, item: str) -> tuple[Article, Line]:
        """The article and the line of the ledger that an id names.

        Raises:
            Refused: there is none.
        """
        number, _, index = item.partition(".")
        article = self.article(number)
        if not index.isdecimal() or int(index) >= len(article.lines):
            raise Refused("gone", status=404)
        return article, article.lines[int(index)]


def field_id(article: Article, field: str, place: Range | None) -> str:
    """Names a field of an article, or one of its items by its raw place."""
    return f"f{article.number}:{field}" + (f":{place[0]}:{place[1]}" if place else "")


def changes(line: Line) -> list[tuple[Range, str]]:
    """Each raw place of a line with the text that comes there; a moved stretch keeps its own."""
    raws = line.get("places", [(line["raw"]["start"], line["raw"]["end"])])
    if line.get("moved"):
        text, found = line["before"], []
        for start, end in raws:
            found.append(((start, end), text[: end - start]))
            text = text[end - start :]
        return found
    cleans = line.get("clean_places", [(line["clean"]["start"], line["clean"]["end"])])
    if len(raws) == 1:
        return [((raws[0][0], raws[0][1]), line["after"])]
    text, found = line["after"], []
    for (start, end), (to, to_end) in zip(raws, cleans, strict=True):
        found.append(((start, end), text[: to_end - to]))
        text = text[to_end - to :]
    return found


def whole(line: Line) -> Range:
    """All the raw text from the first place of a line to its last."""
    return hull([place for place, _ in changes(line)])


def _number(item: str) -> str:
    """The article that an id names."""
    return item.removeprefix("f").partition(":")[0].partition(".")[0]


def _state(decision: Decision) -> State:
    after = _told(decision.value) if decision.field else decision.after
    return State(decision.number, decision.action, after, decision.who)


def _told(value: Any) -> str:
    return "; ".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else str(value or "")


def _once(text: str, part: str) -> int:
    found = list(decisions.starts(text, part))
    if not found:
        raise Refused("not_found", status=400)
    if len(found) > 1:
        raise Refused("ambiguous", status=400, n=len(found))
    return found[0]
