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

from pipeline.errors import HelderError, InputFault, NoInput

if TYPE_CHECKING:
    from pipeline.batch import Outcome
    from pipeline.decisions import Decisions
    from pipeline.settings import Settings

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
FILE = click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to.")
FOLDER = click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to.")
CLAIMS = click.option("--claims", type=click.IntRange(min=0), help="How many key claims to keep at most.")
ALLOW_EMPTY = click.option("--allow-empty", is_flag=True, help="No input is fine.")
RAW, CLEAN = Path("data/raw"), Path("data/clean")
STDIN = (Path("-"),)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that stand over helder.toml; they reach the command as one `chosen` dict."""

    @click.option(
        "--config", type=click.Path(path_type=Path), help="Settings file, in place of the one found."
    )
    @click.option("--encoding", help="Encoding of the inputs (default: UTF-8, else Windows-1252).")
    @click.option("--model", help="An installed spaCy pipeline, in place of the one that ships.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @functools.wraps(command)
    def wrapped(config: Path | None, encoding: str | None, model: str | None, **rest: Any) -> Any:
        return command(chosen={"config": config, "encoding": encoding, "model": model}, **rest)

    return wrapped


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="helder", prog_name="helder")
def cli() -> None:
    """Repair the text of scanned Dutch magazine articles and extract what they say.

    Exit codes: 0 fine, 1 a text does not match its ledger, 2 usage, 3 files failed, 4 stopped, 5 no input,
    6 model missing, 7 wrong settings, 70 internal error, 130 interrupted.
    """


def main() -> None:
    """Run the command line, with the exit codes of the contract."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _say("Interrupted. What was finished stays; run the same command again to go on.")
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
def run(
    paths: tuple[Path, ...],
    output: Path | None,
    claims: int | None,
    allow_empty: bool,
    quiet: bool,
    chosen: dict[str, Any],
) -> int:
    """Clean and summarise articles: PATH are files or folders (default data/raw)."""
    paths = paths or (RAW,)
    settings, decided = _settings(paths, chosen, claims=claims)
    return _run(
        paths, output or CLEAN, settings, decided, summaries=True, quiet=quiet, allow_empty=allow_empty
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
    _check_rules(settings)
    if paths == STDIN or diff:
        return _clean_to_screen(paths, settings, decided, diff=diff, allow_empty=allow_empty)
    return _run(
        paths, output or CLEAN, settings, decided, summaries=False, quiet=quiet, allow_empty=allow_empty
    )


@cli.command()
@PATHS
@FOLDER
@CLAIMS
@ALLOW_EMPTY
@setting_options
def extract(
    paths: tuple[Path, ...],
    output: Path | None,
    claims: int | None,
    allow_empty: bool,
    quiet: bool,
    chosen: dict[str, Any],
) -> int:
    """Summarise text that is clean already and is left as it is (default data/clean).

    With a ledger beside the text, spans keep their places in the raw text. With - standard input to JSON
    on standard output.
    """
    from pipeline import extracting

    paths = paths or (CLEAN,)
    settings, decided = _settings(paths, chosen, claims=claims)
    if paths == STDIN:
        click.echo(extracting.from_bytes(sys.stdin.buffer.read(), settings).model_dump_json(indent=1))
        return 0
    inputs = _unless_empty(lambda: extracting.find(paths), allow_empty)
    failed = 0
    for file in inputs:
        try:
            target = extracting.write(file, settings, decided, output)
            if not quiet:
                _say(f"{file.path} -> {target}")
        except InputFault as error:
            failed += 1
            _say(f"Error: {error}")
    return 3 if failed else 0


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
        members = list(collection.members(paths, settings, decided, failed=failed))
        for message in failed:
            _say(f"Error: {message}")
        if not members and not failed:
            raise NoInput("There is no article at the paths named.")
        if form == "txt":
            text = _term_list(collection.terms(members), lemmas=own.get("lemma", False))
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
_terms.params.append(
    click.Option(["--lemma"], is_flag=True, help="txt: the canonical forms in place of the printed ones.")
)


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


# --- looking things up -----------------------------------------------------------------------------


@cli.command()
def rules() -> None:
    """List the repair rules, in the order in which they work."""
    from pipeline.repair.rules import steps

    for step in steps():
        for name, rule in step.items():
            click.echo(f"{name:28} {rule.title}")


@cli.command()
@click.argument("name")
def explain(name: str) -> None:
    """Explain a repair rule: what it repairs, how the damage arises, what it leaves alone."""
    from pipeline.repair.explain import explain as text_of

    try:
        click.echo(text_of(name), nl=False)
    except KeyError:
        raise click.UsageError(f"There is no rule {name!r}; helder rules lists them.") from None


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@FILE
def restore(file: Path, output: Path | None) -> None:
    """Print the raw input byte for byte, from a clean text and the ledger beside it."""
    from pipeline.atomic import write_whole
    from pipeline.errors import UnreadableInput
    from pipeline.repair import restore as back

    lines = back.load(back.beside(file))
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{file}: {error}.") from error
    data = back.input_bytes(text, lines)
    if output:
        write_whole(output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


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
    return loaded, decisions.load(found.parent / decisions.FILE) if found else {}


def _check_rules(settings: Settings) -> None:
    from pipeline.repair.rules import steps

    steps(only=settings.only, skip=settings.skip)


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
    *,
    summaries: bool,
    quiet: bool,
    allow_empty: bool,
) -> int:
    from helder import show
    from pipeline import batch
    from pipeline.ingest import files
    from pipeline.language.lexicon import lexicon
    from pipeline.language.model import load

    found = files.Found((), 0)
    if paths != STDIN:
        found = files.find(paths, outputs=folder)
    _unless_empty(lambda: found.inputs, allow_empty)
    lexicon(settings.words, settings.vocabulary)  # a missing file is told before anything is written,
    if summaries:
        load(settings.model)  # and so is a missing model
    job = batch.Job(settings, decided, summaries=summaries)

    def tell(outcome: Outcome) -> None:
        if outcome.failed:
            _say(f"Error: {outcome.error}")
        for warning in show.warnings(outcome):
            _say(f"Warning: {warning}")

    done = batch.run(found.inputs, folder, job, tell=tell)
    if not quiet:
        show.table(done, skipped=found.skipped, folder=folder)
    return 3 if any(outcome.failed for outcome in done) else 0


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
    for file in _unless_empty(lambda: files.find(paths).inputs, allow_empty):
        try:
            source = files.read(file, settings)
            show.diff(flow.clean(source, settings, decided.get(source.sha256, flow.NONE)))
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
