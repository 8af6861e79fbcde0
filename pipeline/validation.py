"""Looks at what is on disk and tells what is wrong with it; writes nothing. Start reading at `validate`.

The checks of an article run in an order in which a cause comes before its consequences. What a check finds in
an article where one that it `follows` found something is put under that finding. So the first finding is the
cause: "this letter changed", and under it the hashes, offsets and laws that do not hold because of it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import regex

from pipeline import digest
from pipeline.checks import found
from pipeline.checks.check import Finding, Severity
from pipeline.checks.chosen import Chosen, choose
from pipeline.checks.collection import Collection
from pipeline.checks.found import Manifest, Unit
from pipeline.checks.imported import ENDINGS, Now
from pipeline.errors import NoInput, OutputClash, WrongSettings
from pipeline.ingest.files import MANIFEST
from pipeline.language.lexicon import lexicon
from pipeline.settings import Settings

SHIPPED_MODEL = Path(__file__).parent / "language" / "nl_helder_core" / "meta.json"
WORTH_A_PROCESS = 40  # inputs; starting processes takes as long as looking at some twenty
NUMBERS = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        findings: causes, worst first, with their consequences under them.
        checked: how many articles were looked at, raw files that were not cleaned included.
        known: how many findings the baseline has.
    """

    findings: tuple[Finding, ...]
    checked: int
    known: int = 0

    def flat(self) -> Iterator[Finding]:
        """All findings, consequences after their cause."""
        for finding in self.findings:
            yield from finding.flat()

    def fails(self, on: Severity) -> bool:
        """Whether anything as bad as `on`, or worse, was found."""
        return any(severity_of(finding).rank <= on.rank for finding in self.flat())


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of `validate` beside paths.

    Attributes:
        strict: stale outputs are errors.
        changed_since: a commit of Git or a manifest; only what changed after it is told.
        baseline: findings that are known, as a JSON report has them.
        min_quality: score below which an article is an error.
        jobs: processes.
    """

    strict: bool = False
    changed_since: str | None = None
    baseline: Path | None = None
    min_quality: float | None = None
    jobs: int = 2


def summed_up(report: Report) -> str:
    """How many findings of each severity, in how many articles."""
    counts = Counter(severity_of(f) for f in report.flat())
    told = ", ".join(f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in Severity if counts[s])
    known = f"; {report.known} known ones left out" if report.known else ""
    articles = f"{report.checked} article{'' if report.checked == 1 else 's'}"
    return f"{told or 'nothing wrong'} in {articles}{known}"


def severity_of(finding: Finding) -> Severity:
    """The severity, which every finding has once its check was run."""
    return finding.severity or Severity.ERROR


def validate(paths: Sequence[Path], settings: Settings, ask: Ask) -> Report:
    """Look at the articles at `paths`: raw files, folders of them, folders that helder wrote, or their files.

    Raises:
        NoInput: there is nothing to look at.
        UnreadableInput: a path is not there.
        WrongSettings: in the settings, the baseline or the commit.
        MissingWords: a file of words that the settings name is not there.
    """
    chosen = choose(settings.checks, min_quality=ask.min_quality)
    known = _baseline(ask.baseline)
    now = _now(settings, strict=ask.strict)
    where = found.places(paths, settings)
    roots: list[Finding] = []
    checked = 0
    folders: list[Path | None] = [*where.clean] or [None]
    for folder in folders:
        listed = found.manifest(folder) if folder else Manifest({}, ())
        units = found.units(folder, listed, where, settings, now)
        units = _changed(units, folder, ask.changed_since)
        made = _collection(folder, listed, units, where)
        own = _run(units, made, chosen, settings, ask)
        roots += own
        checked += sum(len(unit.articles) for unit in units if unit.asked)
        if not units and folder is not None and not own and not listed.records:
            continue
    if not checked and not roots:
        if ask.changed_since:
            return Report((), 0)
        raise NoInput("There is nothing to check at the paths named.")
    return _without_known(sorted(roots, key=_rank), checked, known)


def refuse_inside(output: Path | None, paths: Sequence[Path], settings: Settings) -> None:
    """A report must not fall among what is checked.

    Raises:
        OutputClash: it would.
    """
    if output is None:
        return
    where = found.places(paths, settings)
    target = output.resolve()
    if target in where.picked or any(target.is_relative_to(folder) for folder in (*where.raw, *where.clean)):
        raise OutputClash(f"{output} is among the files to check; helder validate never writes there.")


def _rank(finding: Finding) -> tuple[int, str]:
    """Worst first; else as found, file by file."""
    return min(severity_of(f).rank for f in finding.flat()), ""


def _now(settings: Settings, *, strict: bool) -> Now:
    lexicon(settings.words, settings.vocabulary)  # a missing file is told before anything is looked at
    return Now(
        digest.cleaning(), digest.extraction(), settings.digest(), model_of_today(settings.model), strict
    )


def model_of_today(name: str | None) -> tuple[str, str] | None:
    """Name and version of the spaCy pipeline, without loading it; None when it is not installed."""
    card = SHIPPED_MODEL if name is None else Path(name) / "meta.json"
    try:
        if card.is_file():
            meta = json.loads(card.read_text(encoding="utf-8"))
            return f"{meta['lang']}_{meta['name']}", meta["version"]
        return (name, importlib.metadata.version(name)) if name else None
    except (OSError, ValueError, LookupError, importlib.metadata.PackageNotFoundError):
        return None


def _collection(
    folder: Path | None, listed: Manifest, units: Sequence[Unit], where: found.Places
) -> Collection:
    shown = f"{found.show(folder)}/".removeprefix("./") if folder else ""
    others = [a for unit in units if not unit.asked for a in unit.articles]  # known before those asked for
    asked = [a for unit in units if unit.asked for a in unit.articles]
    everything = not where.picked and not others
    return Collection(
        folder, shown, listed.records, listed.broken, (*others, *asked), where.cleaned, everything, {}
    )


# --- running ---------------------------------------------------------------------------------------


@dataclass
class _Told:
    """What was found in one input so far, and which root each check's findings stand under."""

    roots: list[Finding] = field(default_factory=list)
    under: dict[tuple[str, str | None], int] = field(default_factory=dict)

    def add(self, name: str, stem: str | None, findings: Iterable[Finding], check: Chosen) -> None:
        """Put findings of a check under their cause, or let them be causes.

        What is milder than its check usually is, a doubt or a remark, explains nothing.
        """
        usual = check.severity or check.check.severity
        places = ((cause, at) for cause in check.check.follows for at in (stem, None))
        index = next((self.under[place] for place in places if place in self.under), None)
        for finding in findings:
            found = _signed(finding, name, check)
            root = len(self.roots) if index is None else index
            if severity_of(found).rank <= usual.rank:
                self.under.setdefault((name, stem), root)
            if index is None:
                self.roots.append(found)
            else:
                cause = self.roots[index]
                self.roots[index] = replace(cause, consequences=(*cause.consequences, found))


def _run(
    units: Sequence[Unit], collection: Collection, chosen: Mapping[str, Chosen], settings: Settings, ask: Ask
) -> list[Finding]:
    """All findings of a collection, by input."""
    work = partial(_of_unit, table=settings.checks, min_quality=ask.min_quality)
    if ask.jobs > 1 and len(units) >= WORTH_A_PROCESS:
        with ProcessPoolExecutor(ask.jobs) as pool:
            results = list(pool.map(work, units, chunksize=8))
    else:
        results = [work(unit) for unit in units]
    by_key = {article.key: i for i, unit in enumerate(units) for article in unit.articles}
    told = [told for told, _ in results]
    first = _Told()
    for name, check in chosen.items():
        if check.check.in_collection is None:
            continue
        signs = {key: sign for _, all_signs in results for key, sign in all_signs.get(name, {}).items()}
        for key, finding in check.check.in_collection(replace(collection, signs=signs), check.options):
            index = by_key.get(key) if key else None
            if index is None:
                first.add(name, None, [finding], check)
            elif units[index].asked:
                stem = (key or "").rpartition("#")[2]
                told[index].add(name, stem, [finding], check)
    return [*first.roots, *(f for t, unit in zip(told, units, strict=True) if unit.asked for f in t.roots)]


def _of_unit(
    unit: Unit, *, table: Mapping[str, Any], min_quality: float | None
) -> tuple[_Told, dict[str, Any]]:
    """What is wrong with the articles of one input, and what the checks between articles need of them."""
    told = _Told()
    signs: dict[str, dict[str, Any]] = {}
    for name, check in choose(table, min_quality=min_quality).items():
        for article in unit.articles:
            if check.check.sign is not None:
                signs.setdefault(name, {})[article.key] = check.check.sign(article)
            if unit.asked and check.check.find is not None and (article.first or not check.check.once):
                stem = None if check.check.once else article.stem
                try:
                    findings = list(check.check.find(article, check.options))
                except Exception as error:  # what was not looked at must not pass for sound
                    says = f"This check failed ({type(error).__name__}: {error}); please report it."
                    findings = [article.finding("raw", says, severity=Severity.ERROR)]
                told.add(name, stem, findings, check)
    return told, signs


def _signed(finding: Finding, name: str, chosen: Chosen) -> Finding:
    """With the name of its check, and the severity that settings, else the finding, else the check say."""
    severity = chosen.severity or finding.severity or chosen.check.severity
    return replace(finding, check=name, severity=severity)


# --- what is told ----------------------------------------------------------------------------------


def fingerprint(finding: Finding) -> str:
    """What makes a finding the same one in a later report, whatever was put in before it."""
    message = NUMBERS.sub("#", finding.message)
    parts = (finding.check, finding.path, message, finding.before[-16:], finding.text, finding.after[:16])
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _baseline(path: Path | None) -> Counter[str]:
    """The fingerprints of a JSON report, as often as it has them."""
    if path is None:
        return Counter()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Counter(_fingerprints(told["findings"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongSettings(
            f"{path}: no baseline ({reason}). Make one: helder validate --format json -o {path}"
        ) from error


def _fingerprints(findings: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for finding in findings:
        yield finding["fingerprint"]
        yield from _fingerprints(finding.get("consequences", ()))


def _without_known(findings: Iterable[Finding], checked: int, known: Counter[str]) -> Report:
    left = Counter(known)
    kept: list[Finding] = []
    for finding in findings:
        kept += _new(finding, left)
    return Report(tuple(kept), checked, known.total() - left.total())


def _new(finding: Finding, left: Counter[str]) -> list[Finding]:
    """The finding without what is known of it; where the cause is known, the new consequences."""
    mark = fingerprint(finding)
    is_known = left[mark] > 0
    left[mark] -= is_known
    new = [new for f in finding.consequences for new in _new(f, left)]
    return new if is_known else [replace(finding, consequences=tuple(new))]


# --- what changed ----------------------------------------------------------------------------------


def _changed(units: list[Unit], folder: Path | None, since: str | None) -> list[Unit]:
    """The units with those left out that did not change; they stay known to the checks between articles."""
    if since is None:
        return units
    if Path(since).is_file():
        before = _earlier(Path(since))
        return [replace(u, asked=u.asked and found.differs(u, before)) for u in units]
    paths, records = _since_commit(since, folder)
    return [replace(u, asked=u.asked and _touched(u, paths, records)) for u in units]


def _earlier(path: Path) -> Mapping[str, found.Record]:
    before = found.manifest(path.parent, path.name)
    if before.broken or not before.records:
        raise WrongSettings(f"--changed-since: {path} is no manifest, and no commit either.")
    return before.records


def _touched(unit: Unit, paths: set[Path], before: Mapping[str, Any] | None) -> bool:
    first = unit.articles[0]
    own = {path.resolve() for a in unit.articles for part in ("raw", *ENDINGS) if (path := a.path(part))}
    if own & paths:
        return True
    return before is not None and first.record is not None and before.get(first.input) != first.record


def _since_commit(commit: str, folder: Path | None) -> tuple[set[Path], Mapping[str, Any] | None]:
    """The files that differ from where this branch left `commit`, and the records of the manifest there."""
    at = (folder or Path.cwd()).resolve()
    top = Path(_git(at, "rev-parse", "--show-toplevel").strip())
    _git(at, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    base = _git(at, "merge-base", commit, "HEAD", fail=False).strip() or commit
    names = _git(top, "diff", "--name-only", "-z", base, "--") + _git(
        top, "ls-files", "--others", "--exclude-standard", "-z"
    )
    paths = {(top / name).resolve() for name in names.split("\0") if name}
    if folder is None:
        return paths, None
    inside = (folder / MANIFEST).resolve().relative_to(top.resolve()).as_posix()
    old = _git(top, "show", f"{base}:{inside}", fail=False)
    records = {}
    for line in old.splitlines():
        try:
            record = json.loads(line)
            records[record["path"]] = record
        except (ValueError, LookupError, TypeError):
            continue
    return paths, records


def _git(folder: Path, *arguments: str, fail: bool = True) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise WrongSettings(f"Git cannot be run: {error.strerror or error}.") from error
    if done.returncode and fail:
        reason = done.stderr.decode("utf-8", "replace").strip() or f"git {' '.join(arguments)} failed"
        raise WrongSettings(f"--changed-since: no such commit or manifest here ({reason}).")
    return done.stdout.decode("utf-8", "surrogateescape") if not done.returncode else ""
