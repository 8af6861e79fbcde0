"""Serving the pages to this machine alone."""

from __future__ import annotations

import secrets
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from pipeline.errors import OutputUnwritable
from pipeline.report.load import Shelf
from pipeline.review.app import application
from pipeline.review.journal import Journal

HERE = "127.0.0.1"
RAW = "raw"  # where inputs and their page images lie, beside the folder of outputs


class Quiet(WSGIRequestHandler):
    """Says nothing of each request; the token would stand in the log."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


def server(
    shelf: Shelf,
    journal: Path,
    *,
    port: int,
    language: str,
    who: str,
    scans: Path | None,
) -> tuple[BaseWSGIServer, str]:
    """A server for the articles of a folder, and the address to open.

    Raises:
        OutputUnwritable: the port is taken.
        WrongSettings: the file of decisions cannot be read.
    """
    token = secrets.token_urlsafe(24)
    app = application(shelf, Journal(journal), token=token, language=language, who=who, scans=scans)
    try:
        made = make_server(HERE, port, app, threaded=True, request_handler=Quiet)
    except (OSError, SystemExit) as error:
        raise OutputUnwritable(f"Port {port} is taken; choose another with --port.") from error
    return made, f"http://{HERE}:{made.server_port}/{token}/"


def beside(folder: Path) -> Path | None:
    """The folder `raw` beside a folder of outputs, where there is one."""
    found = folder.absolute().parent / RAW
    return found if found.is_dir() else None
