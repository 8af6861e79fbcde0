"""Many files: what is done, skipped, kept and refused; interruptions at every file operation; the workers."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from pipeline import batch
from pipeline.batch import Existing, Job, Options, Report, Shard
from pipeline.batch.local import Local
from pipeline.batch.preview import changed_words
from pipeline.batch.runner import Begun
from pipeline.batch.work import Reply, do, reply
from pipeline.errors import FolderInUse, HelderError, NoInput, OutputClash, OutputUnwritable
from pipeline.ingest import files
from pipeline.ingest.files import Input
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
JOB = Job(Settings(), summaries=False)
TEXTS = {"a.txt": "De ont-\nwikkeling.\n", "b/c.txt": "Een kind speelt.\n", "d.txt": ""}


def here(files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
    """An engine that needs no other process."""
    for file in files:
        yield Begun(file)
        yield reply(file, do(file, job))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    put(folder, TEXTS)
    return folder


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def run(raw: Path, out: Path, job: Job = JOB, engine: batch.Engine = here, **options: Any) -> Report:
    return batch.run(files.find([raw], outputs=out), out, job, engine, options=Options(**options))


def states(report: Report) -> dict[str, str]:
    return {r.path: r.state.value for r in report.results}


def content(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in found.items() if name != "runs.jsonl"}


# --- resume is skip --------------------------------------------------------------------------------


def test_what_is_unchanged_is_skipped_and_errors_are_kept(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(raw, out)
    assert states(first) == {"a.txt": "new", "b/c.txt": "new", "d.txt": "new"}
    assert (first.failed, first.exit_code) == (1, 3)
    before = content(out)
    again = run(raw, out)
    assert states(again) == {"a.txt": "unchanged", "b/c.txt": "unchanged", "d.txt": "kept error"}
    assert (again.failed, again.exit_code) == (1, 3)
    assert states(run(raw, out, retry=True))["d.txt"] == "failed before"
    assert content(out) == before


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda raw, out: put(raw, {"a.txt": "Iets anders.\n"}), "changed"),
        (lambda raw, out: (out / "a.txt").unlink(), "incomplete"),
        (lambda raw, out: put(out, {"a.txt": "Mijn eigen woorden.\n"}), "edited"),
        (lambda raw, out: put(raw, {"d.txt": "Nu wel.\n"}), "unchanged"),
    ],
)
def test_what_is_done_again(change: Callable[..., Any], state: str, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(raw, out)
    change(raw, out)
    assert states(run(raw, out))["a.txt"] == state


def test_settings_and_decisions_count_the_version_does_not(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(raw, out)
    monkeypatch.setattr("pipeline.batch.work.version", lambda _: "9.9")
    assert states(run(raw, out))["a.txt"] == "unchanged"
    assert states(run(raw, out, replace(JOB, settings=Settings(max_bytes=10**6))))["a.txt"] == "unchanged"
    assert states(run(raw, out, replace(JOB, settings=Settings(skip=("lines",)))))["a.txt"] == "changed"


def test_what_was_edited_is_left_or_put_aside(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(raw, out)
    sound = content(out)
    put(out, {"a.txt": "Mijn eigen woorden.\n"})
    left = run(raw, out)
    assert [(r.path, r.edited) for r in left.results if r.edited] == [("a.txt", ("a.txt",))]
    assert (out / "a.txt").read_text() == "Mijn eigen woorden.\n"
    run(raw, out, existing=Existing.OVERWRITE)
    assert content(out) == sound | {"a.txt.edited": b"Mijn eigen woorden.\n"}
    put(out, {"a.txt": "Nog eens.\n"})
    run(raw, out, existing=Existing.OVERWRITE)
    assert content(out) == sound | {
        "a.txt.edited": b"Mijn eigen woorden.\n",
        "a.txt.edited-2": b"Nog eens.\n",
    }


def test_abort_does_nothing(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(raw, out)
    put(raw, {"e.txt": "Nieuw.\n"})
    before = content(out)
    with pytest.raises(OutputClash):
        run(raw, out, existing=Existing.ABORT)
    assert {n: d for n, d in content(out).items() if n != ".journal.jsonl"} == before


def test_inputs_that_went_are_told_and_their_outputs_stay(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(raw, out)
    (raw / "a.txt").rename(raw / "z.txt")
    (raw / "b" / "c.txt").unlink()
    report = run(raw, out)
    assert [(g.path, g.now) for g in report.gone] == [("a.txt", "z.txt"), ("b/c.txt", "")]
    assert (out / "a.txt").read_bytes() == (out / "z.txt").read_bytes()
    assert (out / "b" / "c.txt").is_file()
    one = batch.run(files.find([raw / "z.txt"]), out, JOB, here)
    assert [g.path for g in one.gone] == ["a.txt", "b/c.txt"]  # and not d.txt, which was only not named
    for name in ("a.txt", "a.repairs.jsonl"):
        (out / name).unlink()
    assert [g.path for g in run(raw, out).gone] == ["b/c.txt"]  # whose outputs went too, is forgotten
    assert "a.txt" not in batch.read_manifest(out)


def test_an_input_is_not_split_onto_another_whichever_comes_first(tmp_path: Path) -> None:
    raw, table = tmp_path / "raw", tmp_path / "table.csv"
    put(raw, {"a.txt": "Een kind.\n\fEen vader.\n", "a.p002.txt": "Een moeder.\n"})
    put(tmp_path, {"table.csv": "path,pages\na.txt,1\na.txt,2\n"})
    job = Job(Settings(metadata=str(table)), summaries=False)

    def backwards(files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        yield from here(reversed([*files]), job)

    engines: dict[str, batch.Engine] = {"here": here, "backwards": backwards}
    reports = [run(raw, tmp_path / name, job, e) for name, e in engines.items()]
    for report in reports:
        errors = {r.path: r.error for r in report.results}
        assert ("where a.p002.txt goes" in errors["a.txt"], errors["a.p002.txt"]) == (True, "")
    assert content(tmp_path / "here") == content(tmp_path / "backwards")
    assert str(tmp_path) not in (tmp_path / "here" / "manifest.jsonl").read_text(encoding="utf-8")


def test_an_input_that_changes_during_the_run_is_an_error(raw: Path, tmp_path: Path) -> None:
    def meddling(files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        yield from here(files, job)
        put(raw, {"a.txt": "Ineens anders.\n"})
        (raw / "b" / "c.txt").unlink()

    report = run(raw, tmp_path / "out", engine=meddling)
    errors = {r.path: r.error for r in report.results}
    assert "changed during the run" in errors["a.txt"]
    assert "No such file" in errors["b/c.txt"]
    assert str(tmp_path) not in (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8")
    assert states(run(raw, tmp_path / "out"))["a.txt"] == "failed before"


# --- outputs whole or not at all -------------------------------------------------------------------


def test_no_output_falls_on_an_input_or_out_of_the_folder(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputClash, match="is an input"):
        run(raw, raw)
    out = tmp_path / "out"
    out.mkdir()
    (out / "b").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    report = run(raw, out)
    assert "leads out of" in {r.path: r.error for r in report.results}["b/c.txt"]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (out / "b").unlink()
    (out / "b").symlink_to(raw / "b", target_is_directory=True)
    with pytest.raises(OutputClash, match="is an input"):
        run(raw, out, retry=True)


def test_two_runs_at_once(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with batch.Folder(out):
        with pytest.raises(FolderInUse):
            run(raw, out)
        with pytest.raises(FolderInUse):
            run(raw, out, shard=Shard(1, 2))
    with batch.Folder(out, Shard(1, 2)):
        with pytest.raises(FolderInUse):
            run(raw, out)
        with pytest.raises(FolderInUse):
            run(raw, out, shard=Shard(1, 2))
        run(raw, out, shard=Shard(2, 2))


def test_shards_joined_are_one_run(raw: Path, tmp_path: Path) -> None:
    put(raw, {f"{n}.txt": f"Kind {n} speelt.\n" for n in range(20)})
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    run(raw, whole)
    done = [run(raw, parts, shard=Shard(i, 3)) for i in (3, 1)]
    with pytest.raises(OutputClash, match="another number of shards"):
        run(raw, parts, shard=Shard(1, 2))
    counts, missing = batch.merge(parts)
    assert missing == ["2/3"]
    done.append(run(raw, parts, shard=Shard(2, 3)))
    assert all(report.results for report in done)
    assert sorted(p for r in done for p in states(r)) == sorted(states(run(raw, whole)))
    counts, missing = batch.merge(parts)
    assert (counts, missing) == ({"files": 23, "records": 22, "errors": 1}, [])
    assert content(parts) == content(whole)
    with pytest.raises(NoInput):
        batch.merge(tmp_path / "nowhere")


class Killed(BaseException):
    """As if the process were no more: nothing may be cleaned up after it."""


FAULTS = {"full disk": OSError(28, "No space left on device"), "kill": Killed()}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_at_any_file_operation_leaves_old_or_new(
    kind: str, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every output is old or new whenever it stops, and the next run gives what an undisturbed one does."""
    old, new = tmp_path / "old", tmp_path / "new"
    run(raw, old)
    put(raw, {"a.txt": "Er stond wat an-\nders.\n"})
    run(raw, new)
    counts = {"done": 0, "at": 0}

    def faulty(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            counts["done"] += 1
            if counts["done"] == counts["at"] or (kind == "kill" and 0 < counts["at"] < counts["done"]):
                raise FAULTS[kind]
            return function(*arguments, **options)

        return wrapped

    replies = list(here(files.find([raw]).inputs, JOB))

    def known(todo: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        names = {file.relative for file in todo}
        yield from (r for r in replies if isinstance(r, Reply) and r.file.relative in names)

    for number in range(1, 200):
        out = tmp_path / f"out-{number}"
        shutil.copytree(old, out)
        counts |= {"done": 0, "at": number}
        with monkeypatch.context() as patch:
            for module, names in {
                os: ("open", "fsync", "replace", "rename", "unlink", "mkdir"),
                io: ("open",),
            }.items():
                for name in names:
                    patch.setattr(module, name, faulty(getattr(module, name)))
            try:
                report = run(raw, out, engine=known)
                failed = bool(report.stopped)
            except (HelderError, OSError, Killed):
                failed = True
        was, is_, will = content(old), content(out), content(new)
        for name in ("a.txt", "a.repairs.jsonl", "b/c.txt"):
            assert is_[name] in (was[name], will[name]), (number, name)
        run(raw, out, engine=known, retry=True)
        assert content(out) == will, number
        if counts["done"] < number:
            assert not failed
            break
    assert number > 15


def test_a_folder_that_cannot_be_written_is_told(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputUnwritable):
        run(raw, tmp_path / "file" / "out")


def test_articles_that_an_input_is_no_longer_split_into_go(tmp_path: Path) -> None:
    """But what somebody edited of them is kept."""
    raw, out, table = tmp_path / "raw", tmp_path / "out", tmp_path / "table.csv"
    put(raw, {"a.txt": "Een kind speelt.\fTwee kinderen lezen.\fDrie slapen."})
    table.write_text("path;pages\na.txt;1\na.txt;2-3\n")
    split = replace(JOB, settings=Settings(metadata=str(table)))
    assert {c.part for r in run(raw, out, split).results for c in r.counts} == {"p001", "p002"}
    put(out, {"a.p002.txt": "Mijn eigen woorden.\n"})
    assert states(run(raw, out)) == {"a.txt": "edited"}
    run(raw, out, existing=Existing.OVERWRITE)
    names = {"a.txt", "a.repairs.jsonl", "a.p002.txt.edited", "manifest.jsonl"}
    assert content(out).keys() == names
    assert (out / "a.p002.txt.edited").read_text() == "Mijn eigen woorden.\n"


# --- stopping --------------------------------------------------------------------------------------


def test_too_many_failures_stop_a_run_once_fifty_are_done(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(raw, {f"{n:03}.txt": "" if n % 8 == 0 else "Een kind.\n" for n in range(80)})
    report = run(raw, tmp_path / "out")
    assert (report.exit_code, len(report.results), report.left) == (4, 50, 30)
    assert run(raw, tmp_path / "out2", replace(JOB, settings=Settings(max_failures=0.2))).exit_code == 3
    report = run(raw, tmp_path / "out3", fail_fast=True)
    assert (report.exit_code, len(report.results)) == (4, 1)


# --- what a run would change -----------------------------------------------------------------------


def test_a_preview_shows_words_and_writes_nothing(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(raw, {"a.txt": "Een \N{LATIN SMALL LIGATURE FI}ets.\n"})
    run(raw, out, replace(JOB, settings=Settings(skip=("characters/ligature",))))
    before = content(out)
    changes = batch.preview(files.find([raw]), out, JOB, here, options=Options())
    assert [(c.path, c.words) for c in changes if c.words] == [
        ("a.txt", (("\N{LATIN SMALL LIGATURE FI}ets.", "fiets."),))
    ]
    assert content(out) == before


def test_changed_words() -> None:
    assert list(changed_words("a b\n\nc d\n", "a b\n\nc d\n")) == []
    assert list(changed_words("a b c\n", "a x c\n")) == [("b", "x")]
    assert list(changed_words("a b\n\nc\n", "a b\n")) == [("c", "")]


# --- workers ---------------------------------------------------------------------------------------


def workers() -> list[psutil.Process]:
    return psutil.Process().children()


def test_one_worker_or_many_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    put(raw, {f"{n}.txt": f"Kind {n} komt tot ont-\nwikkeling.\n" for n in range(12)})
    run(raw, tmp_path / "here")
    run(raw, tmp_path / "three", engine=Local(3))
    assert content(tmp_path / "three") == content(tmp_path / "here")
    assert workers() == []


def killing(times: int) -> batch.Engine:
    """An engine whose worker is killed each time it has a file, so many times."""

    def engine(files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        left = times
        for event in Local(1)(files, job):
            yield event
            while left and isinstance(event, (Begun, type(None))) and workers():
                for process in workers():
                    process.kill()
                left -= 1
                break

    return engine


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(raw, {f"{n}.txt": "Een kind speelt buiten. " * 1_000 for n in range(3)})
    report = run(raw, tmp_path / "out", engine=killing(1))
    assert {r.path: r.error for r in report.results} == dict.fromkeys(("0.txt", "1.txt", "2.txt"), "")


def test_a_file_that_takes_too_long_is_an_error(raw: Path, tmp_path: Path) -> None:
    hasty = Job(Settings(timeout=0.0001), summaries=False)
    report = run(raw, tmp_path / "out", hasty, engine=Local(2))
    assert [("not done in its time" in r.error) for r in report.results] == [True, True, True]
    assert workers() == []
    assert run(raw, tmp_path / "out").failed == 3
    assert run(raw, tmp_path / "out", retry=True).failed == 1


def test_a_file_that_takes_too_much_memory_is_an_error_and_the_rest_is_done(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    put(raw, {"a.txt": "Een kind.\n", "b.txt": "Een", "c.txt": "Twee kinderen.\n"})
    os.truncate(raw / "b.txt", 300_000_000)
    narrow = Job(Settings(max_worker_memory=400, max_bytes=10**9), summaries=False)
    report = run(raw, tmp_path / "out", narrow, engine=Local(1))
    errors = {r.path: r.error for r in report.results}
    assert "max_worker_memory" in errors["b.txt"]
    assert [errors["a.txt"], errors["c.txt"]] == ["", ""]
    lines = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_text().splitlines()]
    assert [(line["path"], line["outcome"]) for line in lines] == [
        ("a.txt", "record"),
        ("b.txt", "error"),
        ("c.txt", "record"),
    ]


def test_a_fault_of_the_job_stops_it(raw: Path, tmp_path: Path) -> None:
    wrong = Job(Settings(skip=("nonsense",)), summaries=False)
    report = run(raw, tmp_path / "out", wrong, engine=Local(2))
    assert report.exit_code == 7
    assert workers() == []


def test_a_worker_of_another_helder_stops_the_run(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it is upgraded while a run of days is at work: keys would tell of rules that were not used."""
    monkeypatch.setattr("pipeline.digest.cleaning", lambda: "of yesterday")
    report = run(raw, tmp_path / "out", Job(Settings()), engine=Local(1))
    assert "was changed since" in str(report.stopped)
    assert report.results == []


# --- the command -----------------------------------------------------------------------------------


def test_a_second_run_loads_neither_spacy_nor_words(raw: Path, tmp_path: Path) -> None:
    (raw / "d.txt").unlink()
    probe = """
import sys
from helder.commands import main
try:
    main()
finally:
    assert not {"spacy", "wordfreq", "pydantic", "ftfy", "numpy"} & set(sys.modules)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    for told in (b"2 done", b"2 unchanged"):
        line = [sys.executable, "-c", probe, "clean", str(raw), "-o", str(tmp_path / "out")]
        done = subprocess.run(line, capture_output=True, env=environment, check=False)
        assert (done.returncode, told in done.stderr) == (0, True), done.stderr.decode()
