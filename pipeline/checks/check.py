"""What a check is, and what it finds.

A check is a module in `files/`, `text/`, `damage/`, ... with a docstring (its documentation) and a value
`CHECK`. Its id is its path: `damage/fake_bold`. It is shown one article as it lies on disk and yields what is
wrong with it; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.checks.collection import Collection
    from pipeline.checks.imported import Imported

Options = Mapping[str, Any]


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and where. Offsets count code points of the file's text, columns from 1.

    Attributes:
        message: one sentence for people.
        path: of the file, from the folder helder was started in, with `/`.
        page: of the raw file; line and column: of the file at `path`.
        text: the characters in question, with the words `before` and `after` them.
        check, severity: filled in by who runs the check, unless the check says otherwise.
        consequences: findings that go away with this one.
    """

    message: str
    path: str
    page: int | None = None
    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    before: str = ""
    text: str = ""
    after: str = ""
    check: str = ""
    severity: Severity | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    consequences: tuple[Finding, ...] = ()

    def flat(self) -> Iterator[Finding]:
        """It and all under it."""
        yield self
        for finding in self.consequences:
            yield from finding.flat()


@dataclass(frozen=True, slots=True)
class Case:
    """A small import to try a check on: what `helder run` makes of `raw`, with something done to it.

    Attributes:
        note: what was done, in a few words.
        raw: the raw text; "" for a short sound article.
        clean: the clean text as it is, in place of what cleaning makes of `raw`.
        edits: by the ending of the file (`.txt`, `.json`, `raw`, ...) what is replaced by what, once.
        gone: endings of the files that are removed.
        again: whether the manifest is made to fit.
    """

    note: str
    raw: str = ""
    clean: str = ""
    edits: tuple[tuple[str, str, str], ...] = ()
    gone: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Check:
    """A check as a value.

    Attributes:
        title: what is wrong, in a few words.
        severity: of what it finds.
        finds, passes: imports in which it finds something, and others that look like it and in which not.
        find: what is wrong with one article.
        in_collection: what is wrong between articles, by the article it is told under (None: none).
        sign: what `in_collection` needs to know of each article; it must be small.
        follows: checks whose findings in the same article explain those of this one.
        once: whether it looks at the input, so that one look is enough where that holds several articles.
        options: what can be set for a collection, with the value it has if nothing is set.
    """

    title: str
    severity: Severity
    finds: tuple[Case, ...]
    passes: tuple[Case, ...]
    find: Callable[[Imported, Options], Iterable[Finding]] | None = None
    in_collection: Callable[[Collection, Options], Iterable[tuple[str | None, Finding]]] | None = None
    sign: Callable[[Imported], Any] | None = None
    follows: tuple[str, ...] = ()
    once: bool = False
    options: Options = field(default_factory=dict)
