"""Files that nobody meant well: each is done or is an error with a reason, and the rest is done."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import batch
from pipeline.atomic import write_whole
from pipeline.batch.local import Local
from pipeline.batch.work import do
from pipeline.errors import OutputClash, UnreadableInput
from pipeline.ingest import files
from pipeline.ingest.files import Input
from pipeline.repair import restore
from pipeline.settings import Settings
from scripts.kill_runs import HOSTILE, ODD_NAMES, content, judge, kill, make, start

ERRORS = {
    "empty.txt": "is empty",
    "blanks.txt": "is empty",
    "binary.txt": "not text",
    "controls.txt": "not text",
    "not-a-pdf.txt": "PDF",
}
SOUND = b"Een kind speelt.\n"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, batch.Report]:
    """All hostile files at once, summaries too: the folder of inputs, that of outputs, the report."""
    raw = tmp_path_factory.mktemp("hostile") / "raw"
    raw.mkdir()
    for name, data in HOSTILE.items():
        (raw / name).write_bytes(data)
    for odd in ODD_NAMES:
        (raw / os.fsdecode(odd)).write_bytes(SOUND)
    (raw / f"{'n' * 243}.txt").write_bytes(SOUND)  # too long once `.repairs.jsonl` stands behind it
    (raw / "link.txt").symlink_to(raw / "nul.txt")
    (raw / "circle").symlink_to(raw, target_is_directory=True)
    os.mkfifo(raw / "pipe.txt")
    (raw / "gone.txt").write_bytes(SOUND)
    found = files.find([raw])
    (raw / "gone.txt").unlink()
    job = batch.Job(Settings(max_failures=1.0))
    return raw, raw.parent / "out", batch.run(found, raw.parent / "out", job, Local(2))


def test_every_file_gives_exactly_one_result(done: tuple[Path, Path, batch.Report]) -> None:
    _, out, report = done
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["path"] for line in lines] == [r.path for r in report.results]
    assert len(lines) == len(HOSTILE) + len(ODD_NAMES) + 2
    assert (report.links, report.stopped, report.left) == (3, None, 0)
    assert not [p.name for p in out.iterdir() if p.name.startswith(".")]


def test_what_cannot_be_done_is_told_and_the_rest_is_done(done: tuple[Path, Path, batch.Report]) -> None:
    _, _, report = done
    errors = {r.path: r.error for r in report.results if r.failed}
    assert sorted(errors) == sorted([*ERRORS, "gone.txt", f"{'n' * 243}.txt"])
    for name, reason in ERRORS.items():
        assert reason in errors[name]
    assert "No such file" in errors["gone.txt"]
    assert "too long" in errors[f"{'n' * 243}.txt"]


def test_nothing_is_lost_of_what_was_done(done: tuple[Path, Path, batch.Report]) -> None:
    """Each input comes back byte for byte, the tokenizer's rows of brackets and half characters too."""
    raw, out, report = done
    for name in HOSTILE.keys() - ERRORS.keys():
        assert restore.input_of(out / name) == (raw / name).read_bytes() == HOSTILE[name]
    assert report.slowest is not None


def test_names_are_written_as_utf_8(done: tuple[Path, Path, batch.Report]) -> None:
    _, out, _ = done
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8")
    assert r"caf\\xe9.txt" in lines
    assert (out / r"caf\xe9.txt").read_bytes() == SOUND


def test_links_and_special_files_named_outright_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SOUND)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in {"link.txt": "a link", "pipe.txt": "not a regular file", "no.txt": "no such"}.items():
        with pytest.raises(UnreadableInput, match=reason):
            files.find([tmp_path / name])
    found = files.find([tmp_path / "no.txt", tmp_path / "a.txt"], tolerant=True)
    assert ([i.relative for i in found.inputs], len(found.unread)) == (["a.txt"], 1)


def test_a_file_that_may_not_be_read_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of as a failure, not counted among files of another type; root may read everything."""

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    for name in ("a.txt", "b.xyz"):
        (tmp_path / name).write_bytes(SOUND)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", forbidden)
        found = files.find([tmp_path])
    assert ([i.relative for i in found.inputs], found.skipped) == (["a.txt"], 1)


def test_a_file_swapped_for_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SOUND)
    (tmp_path / "a.txt").write_bytes(SOUND)
    (file,) = files.find([tmp_path / "a.txt"]).inputs
    file.path.unlink()
    file.path.symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableInput):
        files.read(file, Settings())


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    write_whole(tmp_path / ("d/" * 1_100) / "a.txt", SOUND)
    try:
        assert len(files.find([tmp_path]).inputs) == 1
    finally:  # Python's own rmtree recurses
        subprocess.run(["rm", "-r", str(tmp_path / "d")], check=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.pdf", "a.pdf.txt"), ("e\N{COMBINING ACUTE ACCENT}.txt", "\N{LATIN SMALL LETTER E WITH ACUTE}.txt")],
)
def test_two_inputs_with_one_output_are_refused(one: str, other: str, tmp_path: Path) -> None:
    for name in (one, other):
        (tmp_path / name).write_bytes(SOUND)
    with pytest.raises(OutputClash):
        files.find([tmp_path])


@settings(max_examples=40)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_record_or_an_error_of_theirs(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    outcome = do(Input(path, "any.txt"), batch.Job(Settings(), summaries=False))
    assert "a fault of helder" not in outcome.error
    for made in outcome.articles:
        assert restore.input_bytes(made.cleaned.text.string, made.cleaned.ledger) == data


def test_killed_and_started_again(tmp_path: Path) -> None:
    """The small version of `scripts/kill_runs.py`."""
    raw, peace, killed = (tmp_path / name for name in ("raw", "peace", "killed"))
    make(raw, articles=10, hostile=3, seed=1)
    before = content(raw)
    assert start(raw, peace, command="clean", jobs=2).wait() == 3
    for lines in (1, 8):
        run = start(raw, killed, command="clean", jobs=2)
        journal = killed / ".journal.jsonl"
        while run.poll() is None and not (journal.is_file() and journal.read_bytes().count(b"\n") >= lines):
            time.sleep(0.01)
        kill(run)
    assert start(raw, killed, command="clean", jobs=2).wait() == 3
    assert judge(before, raw, peace, killed).sound
