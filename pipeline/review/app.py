"""The pages of the report, served on this machine alone, where people decide. Start reading at `application`.

Who asks must know the token in the address and ask for this machine by name, so that no page from elsewhere
can read or write here; the pages load nothing from elsewhere and run no script but ours.
"""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request, send_file
from werkzeug.exceptions import HTTPException

from pipeline.decisions import FIELDS
from pipeline.errors import HelderError
from pipeline.report import learned, page, series
from pipeline.report.load import Article, Shelf
from pipeline.report.page import View
from pipeline.report.wording import teller
from pipeline.review.board import Board, Refused, State, field_id
from pipeline.review.journal import Journal
from pipeline.review.scans import Scans

HOSTS = ("127.0.0.1", "localhost")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MOST = 1_000_000  # bytes of a request: a decision about ten thousand edits at once
WORDS = ("accepted", "refused", "edited", "removed", "set", "offline", "report_only")  # that the script says
CORRECTED: dict[str, tuple[str, ...]] = {  # what can be corrected of an item that was found
    "authors": ("name",),
    "asides": ("kind",),
    "citations": ("authors", "year", "locator", "reference"),
    "claims": ("types", "strength", "polarity", "evidence"),
    "legal_sources": (),
    "mentions": ("name", "role"),
    "references": (),
    "terms": ("term", "lemma", "equivalents"),
}
LISTS = ("authors", "types", "equivalents")  # of strings, where they are not a list of items
PUBLICATION = ("container-title", "volume", "issue", "page", "DOI", "ISSN", "URL")


def application(
    shelf: Shelf,
    journal: Journal,
    *,
    token: str,
    language: str,
    who: str = "",
    scans: Path | None = None,
) -> Flask:
    """The pages for the articles of a folder."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST
    base = f"/{token}/"
    board = Board(shelf.articles, journal, who=who)
    pictures = Scans(scans)
    turn = threading.Lock()  # one request at a time looks at the board

    def look() -> None:
        """Take in what others decided, and what helder wrote since."""
        nonlocal board
        if shelf.refresh():
            board = Board(shelf.articles, journal, who=who)
        board.refresh()

    def pages(template: str, tongue: str, **values: Any) -> str:
        t = teller(tongue)
        live = {
            "base": base,
            "build": shelf.build,
            "states": {i: asdict(s) for i, s in values.pop("states").items()},
            "words": {key: t(key) for key in WORDS},
            "article": values["view"].number if "view" in values else None,
        }
        env = page.environment(tongue)
        return env.get_template(template).render(
            base=base, live=live, other="en" if tongue == "nl" else "nl", journal=journal.path, **values
        )

    @app.before_request
    def _only_us() -> Response | None:
        host = request.host.rpartition(":")[0] or request.host
        if (
            host not in HOSTS
            or request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}"
        ):
            abort(403)
        if request.path == "/favicon.ico":  # every browser asks for one
            return Response(status=204)
        given = [*request.path.split("/"), ""][1]
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(404)
        return None

    @app.after_request
    def _sealed(response: Response) -> Response:
        if request.args.get("lang") in ("en", "nl"):
            response.set_cookie("lang", request.args["lang"], samesite="Strict", httponly=True, path=base)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.errorhandler(Refused)
    def _refused(wrong: Refused) -> tuple[dict[str, Any], int]:
        message = teller(_tongue(language))(str(wrong), **wrong.more)
        return {"message": message, "states": _plain(wrong.states)}, wrong.status

    @app.errorhandler(HelderError)
    def _fault(wrong: HelderError) -> tuple[dict[str, Any], int]:
        return {"message": str(wrong), "states": {}}, 500

    @app.errorhandler(HTTPException)
    def _http(wrong: HTTPException) -> tuple[dict[str, Any], int]:
        return {"message": f"{wrong.code} {wrong.name}", "states": {}}, wrong.code or 500

    @app.get(base)
    def index() -> str:
        tongue = _tongue(language)
        with turn:
            look()
            only_open = request.args.get("open") == "1"
            found = [
                item
                for article in shelf.articles
                for item in series.items(article)
                if not (only_open and board.states.get(item.id))
            ]
            known = learned.learn(learned.rows(journal.path))
            return pages(
                "review.html",
                tongue,
                groups=series.grouped(found),
                views=[View(article, tongue) for article in shelf.articles],
                plots=page.overview(shelf.articles, known, tongue),
                learned=known,
                only_open=only_open,
                states=board.states,
            )

    @app.get(f"{base}article/<number>")
    def article(number: str) -> str:
        tongue = _tongue(language)
        with turn:
            look()
            found = board.article(number)
            mine = {i: s for i, s in board.states.items() if _is_of(i, number)}
            view = View(found, tongue, live=True)
            body = page.environment(tongue).get_template("article.html").render(view=view)
            return pages(
                "review_article.html",
                tongue,
                view=view,
                body=body,
                before=found.number - 1 if found.number else None,
                after=found.number + 1 if found.number + 1 < len(shelf.articles) else None,
                fields=_fields(found),
                kinds=[name for name in FIELDS if name not in ("publication", "language")],
                scans=pictures.pages(found),
                states=mine,
            )

    @app.get(f"{base}item/<item>")
    def item(item: str) -> dict[str, str]:
        _, line = board.line(item)
        return {"before": page.signs(line["before"], most=1000), "after": line["after"]}

    @app.get(f"{base}scan/<number>/<int:at>")
    def scan(number: str, at: int) -> Response:
        with turn:
            found = pictures.picture(board.article(number), at)
        if found is None:
            abort(404)
        return send_file(found[0], mimetype=found[1])

    @app.get(f"{base}helder.js")
    def script() -> Response:
        return Response(page.static("helder.js"), mimetype="text/javascript")

    @app.get(f"{base}helder.css")
    def style() -> Response:
        return Response(page.static("helder.css"), mimetype="text/css")

    def posted(act: Callable[[Mapping[str, Any]], Mapping[str, State]]) -> dict[str, Any]:
        asked = request.get_json()
        with turn:
            if not isinstance(asked, dict) or asked.get("build") != shelf.build:
                raise Refused("gone")
            try:
                return {"states": _plain(act(asked)), "message": teller(_tongue(language))("saved")}
            except (KeyError, TypeError, ValueError):
                abort(400)

    @app.post(f"{base}decide")
    def decide() -> dict[str, Any]:
        def act(asked: Mapping[str, Any]) -> Mapping[str, State]:
            items = [(str(i), int(seen)) for i, seen in asked["items"]]
            after = None if asked.get("after") is None else str(asked["after"])
            value = _value(asked.get("value"))
            return board.decide(items, str(asked["action"]), after=after, value=value)

        return posted(act)

    @app.post(f"{base}add")
    def add() -> dict[str, Any]:
        def act(asked: Mapping[str, Any]) -> Mapping[str, State]:
            board.add(board.article(str(asked["article"])), str(asked["text"]), str(asked["after"]))
            return {}

        return posted(act)

    @app.post(f"{base}field")
    def field() -> dict[str, Any]:
        def act(asked: Mapping[str, Any]) -> Mapping[str, State]:
            if asked["kind"] not in FIELDS:
                raise ValueError(asked["kind"])
            board.add_field(board.article(str(asked["article"])), str(asked["kind"]), str(asked["text"]))
            return {}

        return posted(act)

    return app


def _tongue(default: str) -> str:
    asked = request.args.get("lang") or request.cookies.get("lang")
    return asked if asked in ("en", "nl") else default


def _plain(states: Mapping[str, State]) -> dict[str, Any]:
    return {item: asdict(state) for item, state in states.items()}


def _is_of(item: str, number: str) -> bool:
    return item.startswith((f"{number}.", f"f{number}:"))


def _value(given: Any) -> Any:
    """What the form gave: a title as it is, several fields with the lists among them taken apart."""
    if not isinstance(given, dict):
        return given
    if list(given) == ["value"]:
        return str(given["value"])
    found: dict[str, Any] = {}
    for key, text in given.items():
        parts = [part.strip() for part in str(text).split(";") if part.strip()]
        found[key] = parts if key in LISTS else (str(text) or None)
    return found


def _fields(article: Article) -> list[tuple[str, list[dict[str, Any]]]]:
    """What was extracted, by kind: the text of each item, its id, and what can be corrected of it."""
    summary = article.summary
    if not summary:
        return []
    own = article.own_place
    first = article.raw.lstrip().partition("\n")[0]
    at = article.raw.index(first)
    found: list[tuple[str, list[dict[str, Any]]]] = []
    for name in ("title", "lead"):
        span = summary[name]
        value = ((span or {}).get("suggested") or (span or {}).get("text") or "") if name == "title" else ""
        shown = span["text"] if span else ""
        found.append((name, [_item(field_id(article, name, None), shown, {"value": value or shown})]))
    for name, keys in CORRECTED.items():
        items = []
        for item in summary[name]:
            span = item["occurrences"][0] if name == "terms" and item["occurrences"] else item
            if "raw" in span:
                values = {k: "; ".join(v) if isinstance(v := item[k], list) else v or "" for k in keys}
                text = item["term"] if name == "terms" else span["text"]
                items.append(_item(field_id(article, name, own(span["raw"])), text, values))
        found.append((name, items))
    if article.part:
        found.append(("article", [_item(field_id(article, "article", (at, at + len(first))), first, {})]))
    heads = [s["heading"] for s in summary["sections"] if s["heading"]]
    found.append(
        ("sections", [_item(field_id(article, "sections", own(h["raw"])), h["text"], {}) for h in heads])
    )
    told = summary["publication"]
    found.append(
        (
            "publication",
            [
                _item(
                    field_id(article, f"publication.{k}", None),
                    f"{k}: {told.get(k, '')}",
                    {"value": told.get(k, "")},
                )
                for k in PUBLICATION
            ],
        )
    )
    return found


def _item(item: str, text: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": item, "text": text, "values": json.dumps(values, ensure_ascii=False) if values else ""}
