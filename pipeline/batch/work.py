"""The unit of work: one input to its articles and their files. Imports of the stages stand in `do`."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import digest, messages
from pipeline.decisions import Decisions
from pipeline.errors import HelderError, InputFault
from pipeline.ingest.files import Input
from pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.cleaned import Cleaned
    from pipeline.records import Source
    from pipeline.summary.models import Summary

NONE = Decisions()
KINDS = ("citations", "terms", "claims")
ABOUT_THE_WHOLE = ("rule_failed", "unstable", "decision_unfit", "several_articles")


@dataclass(frozen=True)
class Job:
    """What to do with each file: its settings, what people decided, and whether to summarise."""

    settings: Settings
    decisions: Mapping[str, Decisions] = field(default_factory=dict)
    summaries: bool = True

    @cached_property
    def made_by(self) -> dict[str, str]:
        """Digests of all that makes outputs and is the same for every file."""
        digests = {"settings": self.settings.digest(), "rules": digest.cleaning()}
        if self.summaries:
            digests |= {"extractors": digest.extraction(), "pipeline": digest.model(self.settings.model)}
        return digests

    def about(self, file: Input, sha256: str) -> dict[str, str]:
        """Digests of what people decided and noted about this input, by name."""
        decided = self.decisions.get(sha256, NONE)
        digests = {"decisions": decided.digest()} if decided.entries else {}
        if self.settings.metadata:
            from pipeline import metadata

            told = metadata.digest(metadata.rows_of(file, self.settings))
            digests |= {"metadata": told} if told else {}
        return digests

    def keys(self, file: Input, sha256: str) -> dict[str, str]:
        """What the outputs follow from, one hash each for text and summary; equal keys give equal bytes.

        The version of helder is no part of it: a version that changes no rule remakes nothing.
        """
        own = self.made_by
        clean = _sha256([sha256, own["settings"], own["rules"], self.about(file, sha256)])
        if not self.summaries:
            return {"clean": clean}
        return {"clean": clean, "extract": _sha256([clean, own["extractors"], own["pipeline"]])}


def _sha256(values: list[Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


# --- doing it ----------------------------------------------------------------------------------


class Made(NamedTuple):
    """One article of an input; `part` is "" when it is the only one."""

    part: str
    cleaned: Cleaned
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its articles, or an error."""

    path: str
    error: str = ""
    input_sha256: str = ""
    articles: tuple[Made, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is no article."""
        return bool(self.error)


def tool_version() -> str:
    """The version of helder."""
    try:
        return version("helder")
    except PackageNotFoundError:
        return "0+checkout"


def do(file: Input, job: Job, *, heard: Callable[[Source], None] = lambda _: None) -> Outcome:
    """Clean one file, and summarise it if asked. Faults of the file are not raised; those of the job are.

    Args:
        file: the input.
        job: what to do with it.
        heard: is told of the source once it is read, before the long work.
    """
    from pipeline import flow

    sha256 = ""
    try:
        source = flow.read(file, job.settings)
        sha256 = source.sha256
        heard(source)
        decided = job.decisions.get(sha256, NONE)
        articles = tuple(
            Made(
                cleaned.article.part,
                cleaned,
                flow.extract(cleaned, job.settings, decided) if job.summaries else None,
            )
            for cleaned in flow.articles(source, job.settings, decided)
        )
    except MemoryError:
        raise
    except HelderError as error:
        if not isinstance(error, InputFault) and error.exit_code in (2, 6, 7):
            raise
        return Outcome(file.relative, told(str(error), file), sha256)
    except Exception as error:  # a fault of helder on one file must not cost the others
        fault = f"{file.relative}: {type(error).__name__}: {error} (a fault of helder)."
        return Outcome(file.relative, told(fault, file), sha256)
    return Outcome(file.relative, "", sha256, articles)


def told(error: str, file: Input, folder: Path | None = None) -> str:
    """The message for the manifest: no path of this machine (`folder` is the output), no half characters."""
    message = error.replace(str(file.path), file.relative)
    for parent in ([file.path.parent] if file.members else []) + ([folder] if folder else []):
        message = message.replace(f"{parent}{os.sep}", "")
    return message.encode("utf-8", "backslashreplace").decode()


def contents(outcome: Outcome, stem: str) -> dict[str, bytes]:
    """The output files of one outcome: of each article the ledger first, then text, then summary."""
    from pipeline.repair import ledger

    made: dict[str, bytes] = {}
    for part, cleaned, summary in outcome.articles:
        name = f"{stem}.{part}" if part else stem
        made[f"{name}.repairs.jsonl"] = ledger.dump(cleaned.ledger).encode()
        made[f"{name}.txt"] = cleaned.text.string.encode()
        if summary:
            made[f"{name}.json"] = (summary.model_dump_json(indent=1) + "\n").encode()
    return made


# --- what goes from worker to runner -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was repaired and found in one article; `found` is by kind, None without a summary.

    `quality` are the scores of the raw and the clean text, None where there is nothing to judge.
    """

    part: str
    by_rule: Mapping[str, int]
    doubtful: int
    found: Mapping[str, int] | None
    quality: tuple[float | None, float | None] = (None, None)
    warnings: tuple[str, ...] = ()

    @property
    def repairs(self) -> int:
        """All edits that were applied."""
        return sum(self.by_rule.values())


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker hands back of one input: the bytes of its output files, or an error."""

    file: Input
    error: str = ""
    input_sha256: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    counts: tuple[Counts, ...] = ()
    model: Mapping[str, Any] | None = None
    seconds: float = 0.0


def reply(file: Input, outcome: Outcome) -> Reply:
    """The outcome as bytes and counts."""
    model = next((a.summary.tool.model.model_dump() for a in outcome.articles if a.summary), None)
    counts = tuple(_counts(article) for article in outcome.articles)
    return Reply(file, outcome.error, outcome.input_sha256, contents(outcome, file.stem), counts, model)


def _counts(article: Made) -> Counts:
    edits, summary = article.cleaned.edits, article.summary
    decided = summary.decided if summary else ()
    return Counts(
        article.part,
        dict(Counter(e["rule"] for e in edits if e["applied"])),
        sum(not e["applied"] and e["safety"] == "doubtful" for e in edits),
        {kind: len(getattr(summary, kind)) for kind in KINDS} if summary else None,
        (summary.quality.raw, summary.quality.clean) if summary else (None, None),
        (
            *(
                f"{e['rule']}: {messages.why(e['why'])} {dict(e['evidence'])}"
                for e in edits
                if e["why"] in ABOUT_THE_WHOLE
            ),
            *(f"{d.field}: {messages.why('decision_unfit')} {d.before!r}" for d in decided if not d.fits),
        ),
    )
