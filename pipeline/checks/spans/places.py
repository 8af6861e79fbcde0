"""Where something stands in a JSON document: its line and column, by the keys and indexes that lead to it."""

from __future__ import annotations

import json

import regex

Path = tuple[str | int, ...]

TOKEN = regex.compile(r'\s*+(?:([{}\[\],:])|("(?:[^"\\]|\\.)*+")|([^\s{}\[\],:"]++))')


def spelled(path: Path) -> str:
    """As people write it: `claims[3].citations[0]`."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".") or "the summary"


def place_of(document: str, path: Path) -> tuple[int, int]:
    """Line and column of the value at `path`, counted from 1; of the nearest one above it that is there."""
    at = _find(document, path)
    line = document.count("\n", 0, at) + 1
    return line, at - (document.rfind("\n", 0, at) + 1) + 1


def _find(document: str, path: Path) -> int:
    """The offset of the value at `path`. One walk over the tokens, without building the tree."""
    stack: list[list[str | int]] = []  # the kind of each container, and the key or index it is at
    best: int
    best, deepest = 0, -1
    key: str | None = None
    for match in TOKEN.finditer(document):
        sign, string, _ = match.groups()
        if sign in (",", ":"):
            if sign == "," and stack and stack[-1][0] == "[":
                stack[-1][1] = int(stack[-1][1]) + 1
            elif sign == ",":
                key = None
            continue
        if sign in ("}", "]"):
            if stack:
                stack.pop()
            key = ""  # the value of the key before is done
            continue
        if stack and stack[-1][0] == "{" and not key:
            if string is not None:
                key = stack[-1][1] = str(json.loads(string)) or " "
            continue
        here = tuple(k for _, k in stack)
        if len(here) > deepest and here == path[: len(here)]:
            best, deepest = match.end() - len(match.group().lstrip()), len(here)
            if here == path:
                return best
        if sign is not None:
            stack.append([sign, 0])
            key = None
        else:
            key = None if stack and stack[-1][0] == "{" else key
    return best
