"""What all tests share: hypothesis made repeatable, no network, the folder of articles that are not ours."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("search", deadline=None, max_examples=3000)  # pytest --hypothesis-profile search
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing helder does needs a connection."""

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise AssertionError("a test tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def corpus() -> Path:
    """The folder of articles and cases that may be measured with and not be kept here."""
    folder = os.environ.get("HELDER_CORPUS")
    if not folder:
        pytest.skip("HELDER_CORPUS is not set")
    return Path(folder)
