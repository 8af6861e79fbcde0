"""The command line: parse, call, print, exit. Data goes to standard output, people read standard error.

Imports of the pipeline stand inside the commands, so that `helder --help` answers at once.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import HelderError, InputFault, MissingReview, NoDecisions, NoInput

if TYPE_CHECKING:
    from pipeline.batch import Engine, Report
    from pipeline.decisions import Decisions
    from pipeline.settings import Settings
    from pipeline.summary.models import Summary

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
FILE = click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to.")
FOLDER = click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to.")
CLAIMS = click.option("--claims", type=click.IntRange(min=0), help="How many key claims to keep at most.")
ALLOW_EMPTY = click.option("--allow-empty", is_flag=True, help="No input is fine.")
RAW, CLEAN = Path("data/raw"), Path("data/clean")
STDIN = (Path("-"),)
INTERRUPTED = "Interrupted. What was finished stays; run the same command again to go on."


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that stand over helder.toml; they reach the command as one `chosen` dict."""

    @click.option(
        "--config", type=click.Path(path_type=Path), help="Settings file, in place of the one found."
    )
    @click.option("--encoding", help="Encoding of the inputs (default: UTF-8, else Windows-1252).")
    @click.option("--model", help="An installed spaCy pipeline, in place of the one that ships.")
    @click.option("--metadata", metavar="FILE", help="Table (CSV) of what is known of the articles.")
    @click.option("--prefer", type=click.Choice(["ocr", "pdf"]), help="Which form of a document to read.")
    @click.option("--ocr", is_flag=True, help="Have Tesseract read the pages of a PDF that have no text.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @functools.wraps(command)
    def wrapped(
        config: Path | None,
        encoding: str | None,
        model: str | None,
        metadata: str | None,
        prefer: str | None,
        ocr: bool,
        **rest: Any,
    ) -> Any:
        chosen = {"config": config, "encoding": encoding, "model": model, "metadata": metadata}
        return command(chosen=chosen | {"prefer": prefer, "ocr": ocr or None}, **rest)

    return wrapped


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How a run goes about it; these reach the command as one `how` dict."""

    @click.option("--jobs", default="auto", metavar="N|auto", callback=_jobs, help="Worker processes.")
    @click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds for a short file.")
    @click.option("--max-failures", type=click.FloatRange(0, 1), help="Share of failed files that stops it.")
    @click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
    @click.option("--retry", is_flag=True, help="Try files again that failed before and have not changed.")
    @click.option(
        "--existing",
        type=click.Choice(["skip", "overwrite", "abort"]),
        default="skip",
        show_default=True,
        help="Outputs that are there: skip what is unchanged, make all anew, or do nothing at all.",
    )
    @click.option("--dry-run", is_flag=True, help="Show by words what would change, write nothing.")
    @click.option("--check", is_flag=True, help="The same, with exit code 1 when something would change.")
    @click.option("--report", type=click.Path(path_type=Path), help="JSON file (or -) with what was done.")
    @click.option("--shard", metavar="I/N", callback=_shard, help="Do part I of N; helder merge joins them.")
    @click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
    @click.option("--scheduler", metavar="ADDRESS", help="Of Dask: tcp://host:8786 or its scheduler file.")
    @functools.wraps(command)
    def wrapped(**options: Any) -> Any:
        own = ("jobs", "fail_fast", "retry", "existing", "dry_run", "check", "report", "shard", "engine")
        how = {name: options.pop(name) for name in (*own, "scheduler")}
        limits = {name: options.pop(name) for name in ("timeout", "max_failures")}
        options["chosen"] |= limits
        return command(how=how, **options)

    return wrapped


def _jobs(_context: click.Context, _option: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise click.BadParameter("a number from 1, or auto")
    return int(value)


def _shard(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    index, slash, count = value.partition("/")
    if not (slash and index.isascii() and count.isascii() and index.isdigit() and count.isdigit()):
        raise click.BadParameter("write 3/16 for the third of sixteen parts")
    if not 1 <= int(index) <= int(count):
        raise click.BadParameter("parts count from 1")
    return int(index), int(count)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="helder", prog_name="helder")
def cli() -> None:
    """Repair the text of scanned Dutch magazine articles and extract what they say.

    Exit codes: 0 fine, 1 findings or a text that does not match its ledger, 2 usage, 3 files failed,
    4 stopped, 5 no input, 6 model missing, 7 wrong settings, 70 internal error, 130 interrupted.
    """


def main() -> None:
    """Run the command line, with the exit codes of the contract."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _say(INTERRUPTED)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except HelderError as error:
        _say(f"Error: {error}")
        code = error.exit_code
    except BrokenPipeError:  # `helder ... | head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        _say(f"Internal error: {type(error).__name__}: {error}. Please report it, with the command you gave.")
        code = 70
    sys.exit(code if isinstance(code, int) else 0)


# --- the main job ----------------------------------------------------------------------------------


@cli.command()
@PATHS
@FOLDER
@CLAIMS
@ALLOW_EMPTY
@setting_options
@batch_options
def run(
    paths: tuple[Path, ...],
    output: Path | None,
    claims: int | None,
    allow_empty: bool,
    quiet: bool,
    chosen: dict[str, Any],
    how: dict[str, Any],
) -> int:
    """Clean and summarise articles: PATH are files or folders (default data/raw).

    What is there already and would come out the same is skipped, so the same command goes on where an
    earlier one stopped.
    """
    paths = paths or (RAW,)
    settings, decided = _settings(paths, chosen, claims=claims)
    return _run(
        paths, output or CLEAN, settings, decided, how, summaries=True, quiet=quiet, allow_empty=allow_empty
    )


@cli.command()
@PATHS
@FOLDER
@click.option("--diff", is_flag=True, help="Show the edits, write nothing.")
@click.option("--doubtful", is_flag=True, help="Also apply the doubtful edits.")
@click.option("--typography", is_flag=True, help="Give quotation marks, dashes and ellipses one form.")
@click.option("--only", multiple=True, metavar="RULE", help="Use this rule or group of rules only.")
@click.option("--skip", multiple=True, metavar="RULE", help="Do without this rule or group of rules.")
@ALLOW_EMPTY
@setting_options
@batch_options
def clean(
    paths: tuple[Path, ...],
    output: Path | None,
    diff: bool,
    doubtful: bool,
    typography: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    allow_empty: bool,
    quiet: bool,
    chosen: dict[str, Any],
    how: dict[str, Any],
) -> int:
    """Repair only: the clean text and its ledger. With - standard input to standard output."""
    paths = paths or (RAW,)
    settings, decided = _settings(
        paths,
        chosen,
        doubtful=doubtful or None,
        typography=typography or None,
        only=only or None,
        skip=skip or None,
    )
    if only or skip:
        _check_rules(settings)
    if paths == STDIN or diff:
        return _clean_to_screen(paths, settings, decided, diff=diff, allow_empty=allow_empty)
    return _run(
        paths, output or CLEAN, settings, decided, how, summaries=False, quiet=quiet, allow_empty=allow_empty
    )


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def merge(folder: Path) -> int:
    """Join the journals that runs with --shard left in FOLDER into its manifest."""
    from pipeline import batch

    counts, missing = batch.merge(folder)
    for shard in missing:
        _say(f"Warning: shard {shard} has left no journal; run it, then helder merge again.")
    _say(f"{counts['records']:,} done, {counts['errors']:,} failed; {folder / 'manifest.jsonl'} is written")
    return 3 if counts["errors"] else 0


@cli.command()
@PATHS
@FOLDER
@CLAIMS
@click.option("--html", is_flag=True, help="Also write NAME.html: the text with all of it marked, to read.")
@ALLOW_EMPTY
@setting_options
def extract(
    paths: tuple[Path, ...],
    output: Path | None,
    claims: int | None,
    html: bool,
    allow_empty: bool,
    quiet: bool,
    chosen: dict[str, Any],
) -> int:
    """Summarise text that is clean already and is left as it is (default data/clean).

    With a ledger beside the text, spans keep their places in the raw text. With - standard input to JSON
    (or, with --html, to the page) on standard output.
    """
    from pipeline import extracting

    paths = paths or (CLEAN,)
    settings, decided = _settings(paths, chosen, claims=claims)
    if paths == STDIN:
        data = sys.stdin.buffer.read()
        made = extracting.page(data, settings) if html else _json(extracting.from_bytes(data, settings))
        _put(made, output)
        return 0
    inputs = _unless_empty(lambda: extracting.find(paths), allow_empty)
    failed = 0
    for file in inputs:
        try:
            target = extracting.write(file, settings, decided, output, html=html)
            if not quiet:
                _say(f"{file.path} -> {target}")
        except InputFault as error:
            failed += 1
            _say(f"Error: {error}")
    return 3 if failed else 0


def _json(summary: Summary) -> str:
    return summary.model_dump_json(indent=1) + "\n"


# --- rows ------------------------------------------------------------------------------------------


def _rows_command(kind: str, formats: tuple[str, ...], doc: str) -> click.Command:
    @cli.command(name=kind, help=doc)
    @PATHS
    @click.option("--to", "form", type=click.Choice(formats), default="json", show_default=True)
    @FILE
    @setting_options
    def command(
        paths: tuple[Path, ...],
        form: str,
        output: Path | None,
        quiet: bool,
        chosen: dict[str, Any],
        **own: Any,
    ) -> int:
        from pipeline import collection, discover
        from pipeline.writers.rows import rows
        from pipeline.writers.works import items

        del quiet
        if not paths:
            raise click.UsageError("Name files or folders, for example data/clean.")
        settings, decided = _settings(paths, chosen)
        failed: list[str] = []
        ranked = form == "txt" and not own["context"]  # the articles as one collection: no summaries needed
        find = collection.texts if ranked else collection.members
        members: list[Any] = list(find(paths, settings, decided, failed=failed))
        for message in failed:
            _say(f"Error: {message}")
        if not members and not failed:
            raise NoInput("There is no article at the paths named.")
        if ranked:
            text = _term_list(collection.terms(members), lemmas=own["lemma"])
        elif own.get("context"):
            from pipeline.writers import concordance

            text = concordance.write(members, form, width=own["width"])
        else:
            writers = discover.modules("pipeline.writers", "FORMAT").values()
            writer = next(w for w in writers if form == w.FORMAT)
            summaries = [m.summary for m in members]
            bibliographic = getattr(writer, "ITEMS", False)
            stubs = not own.get("no_stubs", False)
            text = writer.write(
                items(kind, summaries, stubs=stubs) if bibliographic else rows(kind, summaries)
            )
        _put(text, output)
        return 3 if failed else 0

    return command


BIBLIOGRAPHIC = ("csl-json", "bibtex", "ris")

_rows_command(
    "articles", ("json", "csv", *BIBLIOGRAPHIC), "Print the articles at PATH, one row or item each."
)
_citations = _rows_command(
    "citations",
    ("json", "csv", *BIBLIOGRAPHIC),
    "Print the citations in the articles at PATH; csl-json, bibtex and ris: the works, each once.",
)
_citations.params.append(
    click.Option(
        ["--no-stubs"], is_flag=True, help="csl-json, bibtex, ris: leave out works without an entry."
    )
)
_rows_command("claims", ("json", "csv"), "Print the key claims of the articles at PATH.")
_terms = _rows_command(
    "terms", ("json", "csv", "txt"), "Print the terms of the articles at PATH (txt: taken as one collection)."
)
_terms.params += [
    click.Option(["--lemma"], is_flag=True, help="txt: the canonical forms in place of the printed ones."),
    click.Option(["--context"], is_flag=True, help="A line for each place, with the words around it."),
    click.Option(
        ["--width"], type=click.IntRange(min=0), default=40, help="--context: characters on either side."
    ),
]


def _term_list(ranked: Iterable[Any], *, lemmas: bool) -> str:
    seen: dict[str, None] = {}
    for term in ranked:
        for form in [term.lemma] if lemmas else term.variants:
            seen.setdefault(form)
    return "".join(form + "\n" for form in seen)


@cli.command(name="vocabulary")
@PATHS
@FILE
@click.option("--update", is_flag=True, help="Add to what the file given with -o counts already.")
@setting_options
def gather_vocabulary(
    paths: tuple[Path, ...], output: Path | None, update: bool, quiet: bool, chosen: dict[str, Any]
) -> int:
    """Count the words of the articles at PATH (default data/clean) for `vocabulary` in helder.toml.

    PATH are folders that helder wrote, or raw files, which are cleaned on the way. With --update articles
    that were counted before must not be named again, or they count twice.
    """
    from pipeline import gathering
    from pipeline.language import vocabulary

    if update and not output:
        raise click.UsageError("--update needs the file to update: -o vocabulary.tsv.")
    paths = paths or (CLEAN,)
    settings, decided = _settings(paths, chosen)
    before = vocabulary.load(output) if update and output else vocabulary.NONE
    failed: list[str] = []
    made = gathering.gather(paths, settings, decided, before=before, failed=failed)
    for message in failed:
        _say(f"Error: {message}")
    if not made.forms and not failed:
        raise NoInput("There is no word in sound-looking text at the paths named.")
    _put(vocabulary.dump(made), output)
    if not quiet:
        _say(f"{len(made.forms)} forms, of which {len(made.believed())} stand in two articles or more")
    return 3 if failed else 0


@cli.command(name="index")
@PATHS
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Database to write.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def make_index(paths: tuple[Path, ...], output: Path, quiet: bool) -> int:
    """Make or update an SQLite database of the folders PATH that helder wrote (default data/clean).

    It holds articles, sections, citations, references, terms, claims and full-text search; Datasette opens it
    as it is. Only what changed is read again, and what is gone from the folders goes.
    """
    from pipeline import collection
    from pipeline.ingest.files import is_written_by_helder
    from pipeline.writers import sqlite

    paths = paths or (CLEAN,)
    for path in paths:
        if not is_written_by_helder(path):
            raise NoInput(f"{path} was not written by helder; run helder first.")
    failed: list[str] = []
    done = sqlite.update(output, [a for path in paths for a in collection.written(path)], failed=failed)
    for message in failed:
        _say(f"Error: {message}")
    if not quiet:
        _say(
            f"{done.added} added, {done.changed} changed, {done.removed} removed, {done.kept} as they were;"
            f" written to {output}"
        )
    return 3 if failed else 0


# --- looking things up -----------------------------------------------------------------------------


@cli.command()
@PATHS
@FILE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Of the report; github: annotations, and the job summary.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option("--strict", is_flag=True, help="Outputs of other rules, settings or another model are errors.")
@click.option("--changed-since", metavar="REF|MANIFEST", help="Only what changed since then.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Leave out what this JSON report has.")
@click.option("--min-quality", type=click.FloatRange(0, 1), help="Score below which a text is an error.")
@click.option("--jobs", default="auto", metavar="N|auto", callback=_jobs, help="Processes.")
@ALLOW_EMPTY
@setting_options
def validate(
    paths: tuple[Path, ...],
    output: Path | None,
    form: str,
    fail_on: str,
    allow_empty: bool,
    jobs: int | None,
    quiet: bool,
    chosen: dict[str, Any],
    **asked: Any,
) -> int:
    """Check imports and write nothing into them: PATH are raw files, folders that helder wrote, or both.

    Without PATH those that helder.toml names, else data/raw and data/clean. Exit 1 when there are errors.
    """
    from pipeline import discover, validation
    from pipeline.checks.check import Severity

    settings, _ = _settings(paths or (Path.cwd(),), chosen)
    validation.refuse_inside(output, paths, settings)
    ask = validation.Ask(jobs=jobs or min(os.cpu_count() or 1, 4), **asked)
    try:
        report = validation.validate(paths, settings, ask)
    except NoInput:
        if not allow_empty:
            raise
        report = validation.Report((), 0)
    writers = discover.modules("pipeline.writers.reports", "REPORT").values()
    writer = next(w for w in writers if form == w.REPORT)
    _put(writer.write(report), output)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(writer.summary(report))
    if output and not quiet:
        _say(f"{validation.summed_up(report)}; written to {output}")
    return 1 if report.fails(Severity(fail_on)) else 0


@cli.command()
def rules() -> None:
    """List the repair rules, in the order in which they work, and the checks of helder validate."""
    from pipeline.checks.chosen import checks
    from pipeline.repair.rules import steps

    for step in steps():
        for name, rule in step.items():
            click.echo(f"{name:28} {rule.title}")
    for name, check in sorted(checks().items()):
        click.echo(f"{name:28} {check.severity}: {check.title}")


@cli.command()
@click.argument("name")
def explain(name: str) -> None:
    """Explain a repair rule or a check: what it repairs or finds, how that arises, what it leaves alone."""
    from pipeline.checks.explain import explain as page_of_check
    from pipeline.repair.explain import explain as page_of_rule

    for page_of in (page_of_rule, page_of_check):
        try:
            click.echo(page_of(name), nl=False)
            return
        except KeyError:
            continue
    raise click.UsageError(f"There is no rule or check {name!r}; helder rules lists them.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@FILE
def restore(file: Path, output: Path | None) -> None:
    """Print the raw input byte for byte, from a clean text and the ledger beside it.

    Of an input that holds several articles, the texts and ledgers of all of them must be there.
    """
    from pipeline.atomic import write_whole
    from pipeline.repair.restore import input_of

    data = input_of(file)
    if output:
        write_whole(output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


# --- looking and deciding --------------------------------------------------------------------------

DIR = click.argument("folder", type=click.Path(path_type=Path), default=CLEAN)
TONGUE = click.option(
    "--language", type=click.Choice(["en", "nl"]), help="Language of the page (default: that of LANG)."
)


@cli.command()
@DIR
@FILE
@TONGUE
@setting_options
def report(
    folder: Path, output: Path | None, language: str | None, quiet: bool, chosen: dict[str, Any]
) -> int:
    """Make one HTML page of a folder that helder wrote (default data/clean): it needs nothing else."""
    from pipeline.report import learned, load, page

    journal, _ = _journal(folder, chosen)
    failed: list[str] = []
    articles = load.load(folder, failed=failed)
    known = learned.learn(learned.rows(journal))
    _put(page.report(articles, known, language=language or _tongue()), output)
    for message in failed:
        _say(f"Error: {message}")
    if output and not quiet:
        _say(f"{len(articles)} articles -> {output}")
    return 3 if failed else 0


@cli.command()
@DIR
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port (default: a free one).")
@click.option(
    "--scans", type=click.Path(path_type=Path), help="Folder with page images or PDFs named as the inputs."
)
@click.option("--who", help="Name or pseudonym that decisions are written down under.")
@TONGUE
@setting_options
def review(
    folder: Path,
    port: int,
    scans: Path | None,
    who: str | None,
    language: str | None,
    quiet: bool,
    chosen: dict[str, Any],
) -> int:
    """Look at the repairs in a folder that helder wrote (default data/clean), and decide, in a browser.

    The page is served to this machine alone, at the address that is printed. Decisions go to decisions.jsonl
    beside helder.toml; helder run applies them.
    """
    try:
        from pipeline.review import serve
    except ModuleNotFoundError as error:
        raise MissingReview(f"{error.name} is not installed.") from error
    from pipeline.report import load

    journal, settings = _journal(folder, chosen)
    failed: list[str] = []
    shelf = load.Shelf(folder, failed=failed)
    for message in failed:
        _say(f"Error: {message}")
    server, address = serve.server(
        shelf,
        journal,
        port=port,
        language=language or _tongue(),
        who=who or settings.who or "",
        scans=scans or serve.beside(folder),
    )
    click.echo(address)
    if not quiet:
        _say(f"Open the address above in a browser. Decisions go to {journal}. Ctrl+C stops.")
    server.serve_forever()
    return 0


@cli.command()
@DIR
@click.option(
    "--words",
    type=click.Path(path_type=Path),
    help="Word list to add the words to that people made or kept often.",
)
@click.option("--times", type=click.IntRange(min=1), default=2, show_default=True, help="How often is often.")
@click.option("--floors", is_flag=True, help="Print the floors as a table for helder.toml.")
@click.option("--apply", "write", is_flag=True, help="Put the floors into helder.toml.")
@click.option(
    "--least", type=click.IntRange(min=1), default=10, show_default=True, help="Decisions a floor needs."
)
@setting_options
def learn(
    folder: Path,
    words: Path | None,
    times: int,
    floors: bool,
    write: bool,
    least: int,
    quiet: bool,
    chosen: dict[str, Any],
) -> int:
    """Tell what the decisions about a folder (default data/clean) teach: per rule, how often people agreed.

    The floor is the confidence from which the rule would have been right. Nothing is used unless you ask.
    """
    from helder import show
    from pipeline.report import learned

    journal, settings = _journal(folder, chosen)
    rows = learned.rows(journal)
    if not rows:
        raise NoDecisions(f"There are no decisions on edits in {journal}.")
    known = learned.learn(rows)
    if words:
        new = learned.add_words(words, learned.words(rows, times=times), settings)
        _say(f"{len(new)} words added to {words}" + (f": {', '.join(new)}" if new else ""))
    if write:
        _say(f"Floors written to {learned.write_floors(journal.parent, known, least=least)}")
    if floors:
        click.echo(learned.toml(known, least=least), nl=False)
    if not (words or write or floors or quiet):
        show.learned(known)
    return 0


def _journal(folder: Path, chosen: dict[str, Any]) -> tuple[Path, Settings]:
    """The file of decisions about the articles in a folder, and the settings."""
    from pipeline import decisions
    from pipeline import settings as setting

    config = chosen.get("config") or setting.find(folder.absolute())
    settings, _ = _settings((folder,), chosen)
    return (config.parent if config else folder.absolute().parent) / decisions.FILE, settings


def _tongue() -> str:
    return "nl" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("nl") else "en"


@cli.command()
@PATHS
@FOLDER
@setting_options
def inspect(paths: tuple[Path, ...], output: Path | None, quiet: bool, chosen: dict[str, Any]) -> int:
    """Draw the pages of PDFs and files of OCR as SVG: boxes by kind, their order, what was edited.

    The pages of NAME are written to NAME.p001.svg and so on (default folder: data/inspect).
    """
    from pipeline import flow, inspecting
    from pipeline.atomic import write_whole
    from pipeline.ingest import files

    if not paths:
        raise click.UsageError("Name PDFs or files of OCR.")
    settings, decided = _settings(paths, chosen)
    folder = output or Path("data/inspect")
    failed = 0
    for file in files.find(paths, prefer=settings.prefer).inputs:
        try:
            source = flow.read(file, settings)
            articles = flow.articles(source, settings, decided.get(source.sha256, flow.NONE))
        except InputFault as error:
            failed += 1
            _say(f"Error: {error}")
            continue
        drawn = list(inspecting.pages(source, articles))
        for number, picture in drawn:
            write_whole(folder / f"{file.stem}.p{number:03}.svg", picture.encode())
        if not quiet:
            _say(f"{file.relative}: {len(drawn) or 'no'} pages drawn, in {folder}")
    return 3 if failed else 0


@cli.command()
@click.option("--path", is_flag=True, help="Print the folder that spacy.load takes, and nothing else.")
@click.option("--model", "name", help="An installed spaCy pipeline, in place of the one that ships.")
def model(path: bool, name: str | None) -> None:
    """Show the Dutch spaCy pipeline in use: name, version, licence, scores."""
    from pipeline.language.model import meta

    card = meta(name)
    if path:
        click.echo(card["path"])
        return
    for key in ("name", "version", "licence", "description", "components", "scores", "path"):
        value = card[key]
        if isinstance(value, dict):
            value = ", ".join(f"{k} {v}" for k, v in value.items() if isinstance(v, int | float))
        click.echo(f"{key:12} {', '.join(value) if isinstance(value, list) else value}")


@cli.command()
@FILE
def schema(output: Path | None) -> None:
    """Print the JSON Schema (draft 2020-12) of the summary."""
    import json

    from pipeline.summary.models import schema as made

    _put(json.dumps(made(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", output)


# --- helpers ---------------------------------------------------------------------------------------


def _settings(
    paths: tuple[Path, ...], chosen: dict[str, Any], **more: Any
) -> tuple[Settings, dict[str, Decisions]]:
    """The settings that count for the first path, with the options on top, and the decisions beside them."""
    from pipeline import decisions
    from pipeline import settings as setting

    config = chosen.pop("config")
    start = Path.cwd() if paths == STDIN else paths[0].absolute()
    found = config or setting.find(start)
    if config and not config.is_file():
        raise click.UsageError(f"{config}: there is no such settings file.")
    loaded = setting.load(found, **{k: v for k, v in {**chosen, **more}.items() if v is not None})
    if loaded.metadata:
        from pipeline import metadata

        metadata.load(loaded.metadata)  # a fault in it is told before anything is done
    return loaded, decisions.load(found.parent / decisions.FILE) if found else {}


def _check_rules(settings: Settings) -> None:
    from pipeline.repair.rules import floors, steps

    steps(only=settings.only, skip=settings.skip)
    floors(settings.floors)


def _unless_empty(find: Callable[[], Any], allow_empty: bool) -> Any:
    try:
        found = find()
        if not found:
            raise NoInput("There is no article at the paths named.")
    except NoInput:
        if not allow_empty:
            raise
        return ()
    return found


def _run(
    paths: tuple[Path, ...],
    folder: Path,
    settings: Settings,
    decided: dict[str, Decisions],
    how: dict[str, Any],
    *,
    summaries: bool,
    quiet: bool,
    allow_empty: bool,
) -> int:
    from helder import progress, show
    from pipeline import batch
    from pipeline.ingest import files

    settings.digest()  # a file of words that is missing is told of before anything is written
    found = files.Found(())
    if paths != STDIN:
        found = files.find(paths, outputs=folder, tolerant=True, prefer=settings.prefer)
    _unless_empty(lambda: found.inputs or found.unread, allow_empty)
    if settings.metadata:
        from pipeline import metadata

        for row in metadata.unused(settings, found.inputs, paths):
            _say(f"Warning: {settings.metadata}, line {row.line}: there is no {row.path}.")
    job = batch.Job(settings, decided, summaries=summaries)
    options = batch.Options(
        shard=batch.Shard(*how["shard"]) if how["shard"] else None,
        existing=batch.Existing(how["existing"]),
        retry=how["retry"],
        fail_fast=how["fail_fast"],
    )
    screen = show.Screen(stderr=True)
    with progress.watch(screen, quiet=quiet) as watch:
        for fault in found.unread:
            _say(f"Error: {fault}")
        if how["dry_run"] or how["check"]:
            changes = batch.preview(found, folder, job, _engine(how), options=options, watch=watch)
            show.changes(changes, show.Screen(soft_wrap=True))
            failed = found.unread or any(change.error for change in changes)
            return 3 if failed else int(how["check"] and not all(change.edited for change in changes))
        report = batch.run(found, folder, job, _engine(how), options=options, watch=watch)
    _tell(report, how["report"], screen, quiet=quiet)
    return report.exit_code


def _engine(how: dict[str, Any]) -> Engine:
    if how["engine"] == "dask" or how["scheduler"]:
        if not how["scheduler"]:
            raise click.UsageError("--engine dask needs the --scheduler ADDRESS of a running cluster.")
        try:
            from pipeline.batch.cluster import Dask
        except ImportError as error:
            raise click.UsageError(f"{error}: pip install 'helder[cluster]'.") from error
        return Dask(how["scheduler"])
    from pipeline.batch.local import Local, usable_cores

    return Local(how["jobs"] or usable_cores())


def _tell(report: Report, target: Path | None, screen: Any, *, quiet: bool) -> None:
    """The end of a run, for people and for programs."""
    import json

    from helder import show
    from pipeline.atomic import write_whole

    if not quiet:
        show.table(report, screen)
    if report.stopped:
        _say(f"Error: {report.stopped}")
    if report.interrupted:
        _say(INTERRUPTED)
    if target:
        told = json.dumps(report.as_dict(), ensure_ascii=False, indent=1) + "\n"
        data = told.encode("utf-8", "backslashreplace")
        if target == STDIN[0]:
            sys.stdout.buffer.write(data)
        else:
            write_whole(target, data)


def _clean_to_screen(
    paths: tuple[Path, ...],
    settings: Settings,
    decided: dict[str, Decisions],
    *,
    diff: bool,
    allow_empty: bool,
) -> int:
    from helder import show
    from pipeline import flow
    from pipeline.ingest import files, text

    if paths == STDIN:
        source = text.read(sys.stdin.buffer.read(), path="-", settings=settings)
        cleaned = flow.clean(source, settings, decided.get(source.sha256, flow.NONE))
        show.diff(cleaned) if diff else click.echo(cleaned.text.string, nl=False)
        return 0
    failed = 0
    for file in _unless_empty(lambda: files.find(paths, prefer=settings.prefer).inputs, allow_empty):
        try:
            source = flow.read(file, settings)
            for cleaned in flow.articles(source, settings, decided.get(source.sha256, flow.NONE)):
                show.diff(cleaned)
        except InputFault as error:
            failed += 1
            _say(f"Error: {error}")
    return 3 if failed else 0


def _put(text: str, output: Path | None) -> None:
    from pipeline.atomic import write_whole

    if output:
        write_whole(output, text.encode("utf-8"))
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()


def _say(message: str) -> None:
    click.echo(message, err=True)
